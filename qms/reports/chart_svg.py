"""A report's chart as SVG text, the same for every format that draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.coverage.change import Change
from qms.coverage.ranking import Ranking
from qms.i18n import use_language
from qms.reports.content import Bars, Lines
from qms.reports.svg_bars import bars_svg
from qms.reports.svg_tiles import tiles_svg
from qms.reports.svg_trend import trend_svg
from qms.reports.svg_waterfall import waterfall_svg

if TYPE_CHECKING:
    from qms.reports.content import Chart, Drawing


class EmptyChart(ValueError):
    """A chart has nothing to draw: our fault, since a report leaves such a chart out."""


def chart_svg(chart: Chart, language: str) -> str | None:
    """Return the drawing of a chart; None where there is none, as for provinces of which no map exists.

    Raises EmptyChart rather than return an empty drawing.
    """
    if not _has_marks(chart.drawing):
        raise EmptyChart(chart.key)
    with use_language(language):
        match chart.drawing:
            case Lines() as lines:
                return trend_svg(lines, chart.viewed)
            case Ranking() as ranking:
                return tiles_svg(ranking)
            case Change() as change:
                return waterfall_svg(change)
            case Bars() as bars:
                return bars_svg(bars)


def _has_marks(drawing: Drawing) -> bool:
    match drawing:
        case Lines():
            return any(line.newest is not None for line in drawing.trend.lines)
        case Ranking():
            return bool(drawing.figures)
        case Change():
            return bool(drawing.steps)
        case Bars():
            return bool(drawing.bars)
