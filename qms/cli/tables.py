"""Answers as tables for people: what is asked on top, aligned numbers, and below what must be known to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qms.cli.output import Column, table_lines
from qms.i18n import N_, _, current_language, format_count, format_date, format_fraction, format_moment, label, ngettext
from qms.vocabulary import Level, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qms.cli.questions import Asked
    from qms.coverage import Figure, Figures, Group, Outstanding, Point, Series, Stamp
    from qms.coverage.published import PublishedComparison

SIMULATED = N_("SIMULATED DATA – the status of each agency is simulated")
"""Stands above every table while simulated statuses are present."""

_VERDICTS = {True: N_("agrees"), False: N_("does not agree"), None: N_("cannot be compared")}


def figures_lines(found: Figures, asked: Asked) -> Iterator[str]:
    """Yield the figures of a day, each followed by those of its ministries or provinces."""
    yield from heading_lines(_("As of {day}").format(day=format_date(found.as_of)), found.stamp, asked)
    columns = [Column(_("Measure")), *_counted_columns()]
    published = any(figure.published for figure in found)
    rows = [[_called(figure), *_counted(figure)] for figure in found]
    if published:
        columns.append(Column(_("Published figure")))
        rows = [[*row, _compared(figure.published)] for row, figure in zip(rows, found, strict=True)]
    yield from table_lines(columns, rows)
    yield from _notes(found)
    for figure in found:
        if figure.members is not None:
            yield from _members(figure)


def series_lines(found: Series, asked: Asked) -> Iterator[str]:
    """Yield the points of a series, the reorganisations between them each on a line below."""
    title = _("{measure}, {first} to {last}").format(
        measure=label(found.measure), first=format_date(found.start), last=format_date(found.end)
    )
    yield from heading_lines(title, found.stamp, asked)
    columns = [Column(_("Day")), *_counted_columns()]
    if any(point.group for point in found.points):
        columns.insert(1, Column(_("Ministry or province")))
        rows = [[format_date(point.as_of), _group(point.group), *_counted(point)] for point in found.points]
    else:
        rows = [[format_date(point.as_of), *_counted(point)] for point in found.points]
    yield from table_lines(columns, rows)
    breaks = [point.to_json(current_language())["break"] for point in found.points if point.broken_by]
    yield from below(dict.fromkeys(breaks))


def outstanding_lines(found: Outstanding, asked: Asked) -> Iterator[str]:
    """Yield the agencies that are not covered, with what each lacks, and how many they are."""
    title = _("Outstanding: {measure}, as of {day}").format(measure=label(found.measure), day=format_date(found.as_of))
    yield from heading_lines(title, found.stamp, asked)
    headings = (_("Ministry or province"), _("Level"), _("Code"), _("Agency"), _("Status"), _("Since"), _("Missing"))
    rows = [
        [
            _group(agency.parent),
            label(Level(agency.level)),
            agency.code or "",
            agency.name,
            "–" if agency.status is None else label(agency.status),
            format_date(agency.since),
            ", ".join(label(missing) for missing in agency.missing),
        ]
        for agency in found.agencies
    ]
    yield from table_lines([Column(heading) for heading in headings], rows)
    count = len(found.agencies)
    yield from below([ngettext("{count} agency", "{count} agencies", count).format(count=format_count(count))])


def heading_lines(title: str, stamp: Stamp, asked: Asked) -> Iterator[str]:
    """Yield what stands above a table: whether data are simulated, what is asked, on which state of the data."""
    if stamp.demo:
        yield _(SIMULATED)
    parts = [title]
    if stamp.known_on is not None:
        parts.append(_("as known on {moment} (Hà Nội)").format(moment=format_moment(stamp.known_on)))
    parts += asked.described()
    parts.append(_("data version {version}").format(version=format_count(stamp.data_version)))
    yield " · ".join(parts)
    yield ""


def below(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines below a table, where there are any, apart from it."""
    found = list(lines)
    if found:
        yield ""
        yield from found


def _counted_columns() -> list[Column]:
    headings = (_("Covered agencies"), _("Of"), _("Rate"))
    return [Column(heading, right=True) for heading in headings]


def _counted(counted: Figure | Point) -> list[str]:
    return [
        format_count(counted.numerator),
        format_count(counted.denominator),
        counted.text(current_language()),
    ]


def _called(figure: Figure) -> str:
    return label(figure.measure) if figure.group is None else f"  {_group(figure.group)}"


def _group(group: Group | None) -> str:
    return "" if group is None else f"{group.code or '–'} {group.name}"


def _compared(published: PublishedComparison | None) -> str:
    if published is None:
        return ""
    verdict = _(_VERDICTS[published.agrees])
    if published.numerator is None or published.denominator is None:
        return f"{published.text} – {verdict}"
    counted = format_fraction(published.numerator, published.denominator)
    return f"{counted} ({published.text}) – {verdict}" if published.text else f"{counted} – {verdict}"


def _notes(found: Figures) -> Iterator[str]:
    """Yield what must be known to read the figures: who must announce again, what is not stated, who is silent."""
    totals = [figure for figure in found if figure.group is None]
    lines = []
    for figure in totals:
        said = [sentence.format(count=format_count(count)) for sentence, count in _remarks(figure) if count]
        if said:
            lines.append(f"{label(figure.measure)}: {'; '.join(said)}.")
    sources = dict.fromkeys(figure.published.source for figure in totals if figure.published)
    lines += [_("Source of the published figures: {source}").format(source=source) for source in sources]
    yield from below(lines)


def _remarks(figure: Figure) -> Sequence[tuple[str, int]]:
    return (
        (_("{count} of those covered must announce again after a reorganisation"), figure.must_reannounce),
        (_("{count} of those covered state no procedures"), figure.procedures_not_stated),
        (_("{count} of all have not reported"), 0 if figure.measure in _OF_PARENTS else figure.no_report),
    )


_OF_PARENTS = (Measure.MINISTRIES, Measure.PROVINCES, Measure.PROVINCES_WITH_COMMUNES)
"""Measures whose members are judged by what stands below them; whether they report themselves is another question."""


def _members(figure: Figure) -> Iterator[str]:
    yield ""
    yield _("{figure}: members").format(figure=_called(figure).strip())
    rows: list[Sequence[Any]] = [
        [
            _("covered") if member.covered else _("not covered"),
            label(Level(member.level)),
            member.code or "",
            member.name,
        ]
        for member in figure.members or ()
    ]
    yield from table_lines([Column(heading) for heading in (_("State"), _("Level"), _("Code"), _("Agency"))], rows)
