"""From events to quarterly batches: most arrive in the report of their quarter, some one to three quarters late."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final

from qms.demo.chance import Chance
from qms.store.facts import Draft, Event
from qms.vocabulary import BatchKind

BY: Final = "mô phỏng"
_LATE: Final = 0.12
_FIRST_QUARTER: Final = 2014 * 4 + 2
_LAST_QUARTER: Final = 2026 * 4 + 2
_ROMAN: Final = ("I", "II", "III", "IV")


def quarterly_batches(events: Iterable[Event]) -> list[Draft]:
    """Return one batch a quarter, recorded in the middle of the month after it, without what is not reported yet."""
    chance = Chance("reporting")
    reported: dict[int, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.effective_on, event.agency)):
        quarter = _quarter_of(event.effective_on)
        reported[quarter + (chance.whole(1, 3) if chance.happens(_LATE) else 0)].append(event)
    return [_batch(quarter, reported[quarter], chance) for quarter in range(_FIRST_QUARTER, _LAST_QUARTER + 1)]


def _quarter_of(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _batch(quarter: int, events: list[Event], chance: Chance) -> Draft:
    year, part = divmod(quarter, 4)
    following, before = divmod(quarter + 1, 4)
    title = f"Báo cáo quý {_ROMAN[part]}/{year} (mô phỏng)"
    return Draft(
        BatchKind.DEMO,
        BY,
        datetime(
            following, 3 * before + 1, 15, chance.whole(1, 9), chance.whole(0, 59), chance.whole(0, 59), tzinfo=UTC
        ),
        note=title,
        counts={"new": len(events), "changed": 0},
        events=tuple(event._replace(source=title, source_line=line) for line, event in enumerate(events, start=2)),
    )
