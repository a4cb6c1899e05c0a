"""What 2026 changed: three provinces became centrally-run cities, 22 communes wards; known from one source only."""

import re
from typing import Final

from qms.shipped.eve_of_2025 import turn_into_city
from qms.shipped.rolls import Rolls
from qms.shipped.tables import Row, day_of, read_table
from qms.vocabulary import Evidence, Level

_CITY_NOTE: Final = re.compile(r"(?P<act>\S+) - (?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{4})")


def record_changes_of_2026(rolls: Rolls) -> None:
    """Rename from the resolution's day, marked as known from one source."""
    for province in read_table("register_2025_provinces"):
        if province["change_2026_note"]:
            _record_city(rolls, province)
    for commune in read_table("register_2025_communes"):
        if commune["type_2026"]:
            rolls.change(
                rolls.find(Level.COMMUNE, commune["code"]),
                day_of(commune["resolution_date_2026"]),
                name=f"{commune['type_2026']} {commune['short_name']}",
                act=f"Nghị quyết {commune['resolution_2026']}",
                evidence=Evidence.ONE_SOURCE,
            )


def _record_city(rolls: Rolls, province: Row) -> None:
    note = _CITY_NOTE.fullmatch(province["change_2026_note"])
    if note is None:
        raise ValueError(f"register_2025_provinces, {province['code']}: {province['change_2026_note']!r} names no day")
    turn_into_city(
        rolls,
        province["code"],
        day_of(f"{note['year']}-{note['month']}-{note['day']}"),
        name=province["name_2026_11"],
        act=f"Nghị quyết {note['act']}",
        evidence=Evidence.ONE_SOURCE,
    )
