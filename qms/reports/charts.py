"""The charts of a report: what each shows in one sentence, the value that is drawn, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.charts.findings import map_finding, trend_finding
from qms.charts.trend import SHORT_NAMES
from qms.coverage.ranking import Ranking
from qms.i18n import N_, _, format_date
from qms.reports.content import Chart, Lines
from qms.reports.tables import ranking_table, years_table
from qms.vocabulary import Measure

if TYPE_CHECKING:
    from datetime import date

    from qms.coverage.trend import Line
    from qms.reports.asked import Asked

_SCOPE_NAMES: Final = {
    "mandatory": N_("Obliged"),
    Measure.MINISTRY_ENCOURAGED.value: N_("Encouraged"),
    Measure.COMMUNES.value: N_("Commune committees"),
}
"""What the lines of a ministry or province are called: short enough for the room at their ends."""
_DRAWN: Final = (Measure.MINISTRIES, Measure.PROVINCES, Measure.COMMUNES)


def trend_chart(asked: Asked) -> Chart:
    """Return the lines of the country, or of a ministry or province."""
    if asked.scope is None:
        lines = Lines(asked.trend.only(_DRAWN), tuple(_(SHORT_NAMES[measure]) for measure in _DRAWN))
        finding = trend_finding(asked.trend.line(Measure.COMMUNES))
    else:
        names = tuple(_(_SCOPE_NAMES[counting.key]) for counting in asked.drawn)
        lines = Lines(asked.trend, names, says_counts=False)
        finding = _scope_finding(asked.trend.lines[0], asked.drawn[0].title)
    measured = _("Share of bodies by month, {start} – {end}. Lines stop at a reorganisation.")
    return Chart(
        key="trend",
        finding=finding,
        measured=measured.format(start=_month(asked.trend.start), end=_month(asked.trend.end)),
        alt=_trend_words(lines),
        drawing=lines,
        table=years_table(lines),
        viewed=asked.as_of,
    )


def _scope_finding(line: Line, name: str) -> str:
    if line.newest is None:
        return _("{measure}: there is nothing to count").format(measure=name)
    return _("{measure}: {rate} by {day}").format(measure=name, rate=_rate(line), day=format_date(line.newest.as_of))


def _trend_words(lines: Lines) -> str:
    """Return what the lines come to, in words."""
    ends = [
        _("{measure}: {rate} by {day}").format(measure=name, rate=_rate(line), day=format_date(line.newest.as_of))
        for line, name in zip(lines.trend.lines, lines.names, strict=True)
        if line.newest is not None
    ]
    lead = _("Lines over the years {start} to {end}.").format(start=lines.trend.start.year, end=lines.trend.end.year)
    return " ".join([lead, "; ".join([*ends]) + "." if ends else _("There is nothing to count.")])


def _rate(line: Line) -> str:
    from qms.i18n import current_language

    return line.newest.text(current_language()) if line.newest is not None else ""


def _month(day: date) -> str:
    return f"{day:%m}/{day.year}"


def provinces_chart(asked: Asked, ranked: Ranking | None = None) -> Chart:
    """Return the tile map of the commune committees of each province."""
    found = asked.provinces if ranked is None else ranked
    measured = _("Share of covered commune committees by province, {day}. One equal tile each.")
    table = ranking_table(found, asked.as_of, "provinces", _("Commune committees covered, {day}, lowest first"))
    finding = map_finding(found)
    return Chart(
        key="tiles",
        finding=finding,
        measured=measured.format(day=format_date(asked.as_of)),
        alt=_("Tile map of the provinces. {finding}. The values are in the report's table and workbook.").format(
            finding=finding
        ),
        drawing=found,
        table=table,
        viewed=asked.as_of,
    )
