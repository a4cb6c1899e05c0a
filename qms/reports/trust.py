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

    from qms.coverage.quality import Graded, Recomputed
    from qms.reports.asked import Asked
    from qms.reports.content import Block


def trust(asked: Asked) -> Section:
    """Return what was announced beside what is computed, and what of the records deserves a look.

    Announcements are of the country; of one ministry or province the records are told, if it has any.
    """
    found = quality(asked.ledger, asked.as_of, known_on=asked.known_on)
    if asked.scope is None:
        title = _("Announced and recomputed figures, quality of the data")
        return Section("quality", title, (_announced(asked, found), *_records(asked, found.country, found.months)))
    own = [graded for graded in found.parents if graded.group is not None and graded.group.id == asked.under]
    blocks = (block for graded in own for block in _records(asked, graded, found.months))
    return Section("quality", _("Data quality"), tuple(blocks))


def _records(asked: Asked, graded: Graded, months: int) -> Iterator[Block]:
    if graded.agencies:
        sound = Cell(f"{format_count(graded.sound)}/{format_count(graded.agencies)}", graded.sound, graded.agencies)
        sentence = _("{sound} agencies in the programme have a record in which nothing deserves a look ({rate}).")
        yield paragraph(
            sentence, sound=sound, rate=Cell(graded.text(current_language()), graded.sound, graded.agencies)
        )
        yield _checks(asked, graded, months)


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


def _checks(asked: Asked, graded: Graded, months: int) -> Table:
    columns = (Column("check", _("What deserves a look")), Column("agencies", _("Agencies"), Kind.COUNT))
    rows = tuple((words(capital(found_words(check, months))), count(number)) for check, number in graded.flagged)
    caption = _("Records that deserve a look, {day}").format(day=format_date(asked.as_of))
    return Table("checks", caption, columns, rows, empty=_("No record deserves a look."))
