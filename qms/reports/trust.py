"""How far the figures can be trusted: announcements beside what is computed for their days, and records to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.charts.check_words import found_words
from qms.coverage.quality import Quality, quality
from qms.i18n import _, current_language, format_count, format_date, label
from qms.reports.cells import count, day, fraction, paragraph, rate, words
from qms.reports.content import Cell, Column, Kind, Section, Table
from qms.reports.tables import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qms.coverage.quality import Recomputed
    from qms.reports.asked import Asked
    from qms.reports.content import Block


def trust(asked: Asked) -> Section:
    """Return what was announced beside what is computed, and what of the records deserves a look."""
    found = quality(asked.ledger, asked.as_of, known_on=asked.known_on)
    return Section("quality", _("Announced and recomputed figures, quality of the data"), tuple(_blocks(asked, found)))


def _blocks(asked: Asked, found: Quality) -> Iterator[Block]:
    yield _announced(asked, found)
    country = found.country
    if country.agencies:
        sound = Cell(f"{format_count(country.sound)}/{format_count(country.agencies)}", country.sound, country.agencies)
        sentence = _("{sound} agencies in the programme have a record in which nothing deserves a look ({rate}).")
        yield paragraph(
            sentence, sound=sound, rate=Cell(country.text(current_language()), country.sound, country.agencies)
        )
        yield _checks(asked, found)


def _announced(asked: Asked, found: Quality) -> Table:
    columns = (
        Column("measure", _("Figure")),
        Column("day", _("Announced for"), Kind.DAY),
        Column("announced", _("Announced")),
        Column("computed", _("Computed"), Kind.RATE),
        Column("computed_rate", _("Rate"), Kind.RATE),
        Column("agrees", _("Comparison")),
    )
    rows = tuple(_announced_row(one) for one in found.announcements)
    caption = _("Announced figures up to {day}, beside what is computed for their days").format(
        day=format_date(asked.as_of)
    )
    return Table("announced", caption, columns, rows, empty=_("Nothing was announced up to this day."))


def _announced_row(one: Recomputed) -> tuple[Cell, ...]:
    said = one.comparison
    verdict = {True: _("agrees"), False: _("does not agree"), None: _("cannot be compared")}[said.agrees]
    return (
        words(label(one.computed.measure)),
        day(one.as_of),
        words(_as_announced(one)),
        fraction(one.computed),
        rate(one.computed),
        words(verdict),
    )


def _as_announced(one: Recomputed) -> str:
    """Return an announcement as it was printed: its fraction, its rate, or both."""
    said = one.comparison
    stated = None if said.numerator is None else f"{format_count(said.numerator)}/{format_count(said.denominator or 0)}"
    both = f"{stated} ({said.text})" if stated and said.text else stated or said.text
    return both or "–"


def _checks(asked: Asked, found: Quality) -> Table:
    columns = (Column("check", _("What deserves a look")), Column("agencies", _("Agencies"), Kind.COUNT))
    rows = tuple(
        (words(capital(found_words(check, found.months))), count(number)) for check, number in found.country.flagged
    )
    caption = _("Records that deserve a look, {day}").format(day=format_date(asked.as_of))
    return Table("checks", caption, columns, rows, empty=_("No record deserves a look."))
