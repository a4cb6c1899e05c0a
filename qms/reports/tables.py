"""The tables of a report, from coverage's figures: captions say what and which day, columns have one kind each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.i18n import _, format_date, label
from qms.names import KINDS_OF_PROVINCE
from qms.reports.cells import count, day, points, rate, words
from qms.reports.content import BLANK, Cell, Column, Kind, Table
from qms.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from qms.coverage import Figure, Group, Lacking
    from qms.coverage.members import Behind
    from qms.coverage.ranking import Ranking
    from qms.coverage.trend import Line
    from qms.reports.asked import Asked, Counted
    from qms.reports.content import Lines


def in_sentence(group: Group | Behind) -> str:
    """Return a body's name as it stands within a sentence: tỉnh Sơn La, thành phố Hà Nội, Bộ Y tế."""
    is_kind = group.name.startswith(KINDS_OF_PROVINCE)
    return group.name[:1].lower() + group.name[1:] if is_kind else group.name


def figures_table(asked: Asked) -> Table:
    """Return the figures of the day, and beside them those of the day compared with."""
    columns = [
        Column("measure", _("Figure")),
        Column("covered", _("Covered"), Kind.COUNT),
        Column("all", _("All"), Kind.COUNT),
        Column("rate", _("Rate"), Kind.RATE),
        Column("not_covered", _("Not covered"), Kind.COUNT),
        Column("no_report", _("of these no report"), Kind.COUNT),
    ]
    caption = _("Figures on {day}").format(day=format_date(asked.as_of))
    if asked.compare_to is not None:
        then = format_date(asked.compare_to)
        columns.append(Column("rate_before", _("Rate on {day}").format(day=then), Kind.RATE))
        columns.append(Column("points", _("Change (points)"), Kind.POINTS))
        caption = _("Figures on {day}, compared with {then}").format(day=format_date(asked.as_of), then=then)
    rows = tuple(_figure_row(one) for one in asked.counted)
    return Table("figures", caption, tuple(columns), rows, notes=tuple(_figure_notes(asked)))


def _figure_row(one: Counted) -> tuple[Cell, ...]:
    figure = one.figure
    row = [words(one.counting.title), *counted_cells(figure)]
    if one.since is not None:
        before = one.since
        compared = before.broken_by is None and before.points is not None
        is_same = before.figure.rate == figure.rate
        moved = points(before.points, is_same=is_same) if compared and before.points is not None else Cell("–")
        row += [rate(before.figure), moved]
    return tuple(row)


def counted_cells(figure: Figure) -> tuple[Cell, ...]:
    """Return covered, all, rate, not covered, of these without any report."""
    return (
        count(figure.numerator),
        count(figure.denominator),
        rate(figure),
        count(figure.denominator - figure.numerator),
        count(figure.no_report),
    )


def _figure_notes(asked: Asked) -> Iterable[str]:
    again = [(one.counting.title, one.figure.must_reannounce) for one in asked.counted]
    unstated = [(one.counting.title, one.figure.procedures_not_stated) for one in asked.counted]
    if any(number for _title, number in again):
        yield _("To announce again after a reorganisation, of those covered: {listed}.").format(listed=_listed(again))
    if any(number for _title, number in unstated):
        yield _("Procedures not stated, of those covered: {listed}.").format(listed=_listed(unstated))


def _listed(numbers: Iterable[tuple[str, int]]) -> str:
    """Return titles with their numbers, those without any left out: so many, of what."""
    said = _("{measure} {count}")
    return "; ".join(said.format(measure=small(title), count=count(number).text) for title, number in numbers if number)


def small(title: str) -> str:
    """Return a title as it goes on in a sentence; abbreviations keep their capitals."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def capital(said: str) -> str:
    """Return words as a sentence or a title begins."""
    return said[:1].upper() + said[1:]


def groups_table(key: str, caption: str, head: str, figures: Sequence[Figure], total: Figure | None = None) -> Table:
    """Return one row a ministry or province in the order given, under them the total that they add up to."""
    columns = (
        Column("code", _("Code"), Kind.CODE),
        Column("name", head),
        Column("covered", _("Covered"), Kind.COUNT),
        Column("all", _("All"), Kind.COUNT),
        Column("rate", _("Rate"), Kind.RATE),
        Column("not_covered", _("Not covered"), Kind.COUNT),
        Column("no_report", _("of these no report"), Kind.COUNT),
    )
    rows = tuple((*_named(figure.group), *counted_cells(figure)) for figure in figures)
    last = None if total is None else (BLANK, words(_("Total")), *counted_cells(total))
    return Table(key, caption, columns, rows, last, empty=_("There is nothing to count on this day."))


def _named(group: Group | None) -> tuple[Cell, Cell]:
    return (BLANK, BLANK) if group is None else (words(group.code), words(group.name))


def years_table(lines: Lines) -> Table:
    """Return each line at the end of each year, on both sides of each break, and on the last day."""
    columns = (
        Column("measure", _("Figure")),
        Column("day", _("As of"), Kind.DAY),
        Column("covered", _("Covered"), Kind.COUNT),
        Column("all", _("All"), Kind.COUNT),
        Column("rate", _("Rate"), Kind.RATE),
    )
    rows = tuple(
        row for line, name in zip(lines.trend.lines, lines.names, strict=True) for row in _years_of(line, name)
    )
    caption = _("Rates at the end of each year, before and after each reorganisation")
    return Table("trend", caption, columns, rows, empty=_("There is nothing to count."))


def _years_of(line: Line, name: str) -> Iterable[tuple[Cell, ...]]:
    for sample in line.last_of_years():
        yield (words(name), day(sample.as_of), count(sample.numerator), count(sample.denominator), rate(sample))


def ranking_table(ranking: Ranking, as_of: date, key: str, caption: str) -> Table:
    """Return provinces by their commune committees, in the order of a ranking."""
    return groups_table(key, caption.format(day=format_date(as_of)), _("Province, city"), ranking.figures)


def lacking_table(key: str, caption: str, agencies: Sequence[Lacking], *, leave_out: Collection[str] = ()) -> Table:
    """Return the agencies that are not covered: whose they are, where they stand, since when, what they lack.

    `leave_out` names columns that would say the same in every row, which the caption says once.
    """
    columns = (
        Column("parent", _("Ministry, province")),
        Column("code", _("Code"), Kind.CODE),
        Column("name", _("Agency")),
        Column("level", _("Level")),
        Column("missing", _("Lacking")),
        Column("since", _("Since"), Kind.DAY),
    )
    kept = [place for place, column in enumerate(columns) if column.key not in leave_out]
    rows = tuple(tuple(row[place] for place in kept) for row in map(_lacking_row, agencies))
    return Table(key, caption, tuple(columns[place] for place in kept), rows, empty=_("No agency is outstanding."))


def _lacking_row(agency: Lacking) -> tuple[Cell, ...]:
    parent = "" if agency.parent is None or agency.parent.id == agency.id else agency.parent.name
    return (
        words(parent),
        words(agency.code),
        words(agency.name),
        words(label(Level(agency.level))),
        words(", ".join(label(missing) for missing in agency.missing)),
        day(agency.since),
    )
