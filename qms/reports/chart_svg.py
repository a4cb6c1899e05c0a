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
    from qms.reports.content import Chart


def chart_svg(chart: Chart, language: str) -> str | None:
    """Return the drawing of a chart; None where there is none, as for provinces of which no map exists."""
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
