"""What moved the figures, as tables for people: one sum a measure, and the agencies of each step where asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.cli.output import Column, table_lines
from qms.cli.tables import below, heading_lines
from qms.i18n import _, current_language, format_count, format_date, format_moment, label
from qms.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qms.cli.questions import Asked
    from qms.coverage.change import Change, Changes, Count, Step


def changes_lines(found: Changes, asked: Asked, *, with_agencies: bool) -> Iterator[str]:
    """Yield for each measure the figure before, the steps, and the figure after: the columns add up downwards."""
    title = _("Changes from {first} to {last}").format(first=format_date(found.start), last=format_date(found.end))
    yield from heading_lines(title, found.stamp, asked)
    for place, change in enumerate(found):
        if place:
            yield ""
        yield label(change.measure)
        yield from _sum(change)
    if with_agencies:
        for change in found:
            for step in change.steps:
                yield from _agencies(change, step)
    yield from below(_notes(found))


def _sum(change: Change) -> Iterator[str]:
    columns = [
        Column(""),
        Column(_("Covered agencies"), right=True),
        Column(_("Of"), right=True),
        Column(_("Rate"), right=True),
    ]
    rows = [_day(format_date(change.start), change.before)]
    if change.known_from is not None:
        known = _("{day}, as known on {moment}")
        rows = [_day(known.format(day=rows[0][0], moment=format_moment(change.known_from)), change.before)]
    rows += [[f"  {label(step.kind)}", _signed(step.numerator), _signed(step.denominator), ""] for step in change.steps]
    rows.append(_day(format_date(change.end), change.after))
    yield from table_lines(columns, rows)


def _day(words: str, count: Count) -> list[str]:
    return [words, format_count(count.numerator), format_count(count.denominator), count.text(current_language())]


def _signed(count: int) -> str:
    return f"{'+' if count > 0 else '−' if count < 0 else ''}{format_count(abs(count))}"


def _agencies(change: Change, step: Step) -> Iterator[str]:
    yield ""
    yield f"{label(change.measure)}: {label(step.kind)} ({format_count(step.count)})"
    headings = (_("Level"), _("Code"), _("Agency"))
    columns = [*map(Column, headings), Column(_("Covered agencies"), right=True), Column(_("Of"), right=True)]
    rows = [
        [
            label(Level(agency.level)),
            agency.code or "",
            agency.name,
            _signed(agency.numerator),
            _signed(agency.denominator),
        ]
        for agency in step.agencies or ()
    ]
    yield from table_lines(columns, rows)


def _notes(found: Changes) -> list[str]:
    if found.known_from is None:
        return []
    return [
        _("Corrected: what was learned since then about the first day; all other steps happened between the two days.")
    ]
