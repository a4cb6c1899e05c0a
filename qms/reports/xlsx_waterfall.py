"""A waterfall of a workbook: floating bars, stacked on one that is not seen, fed by the cells below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qms.charts.palette import TOKENS
from qms.charts.waterfall import CountOf, Day, waterfall
from qms.i18n import _
from qms.reports.svg_waterfall import bar_words

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from qms.charts.waterfall import Bar
    from qms.coverage.change import Change
    from qms.reports.xlsx_cells import Writer

FIRST_ROW: Final = 24
"""Where the cells begin, below the chart."""
_GROUND: Final = 1
"""The column of what is not seen; behind it the days, what was gained, what was lost."""
_GAINED: Final = "#6B9FD0"


def add_waterfall(workbook: Workbook, writer: Writer, name: str, change: Change, font: dict[str, Any]) -> Any:
    """Write the cells of a waterfall to the sheet with this name, and return the chart that they feed.

    In the language of the running context.
    """
    bars = waterfall(change, CountOf.NUMERATOR).bars
    titles = (_("Change"), _("Begins at"), _("On the day"), _("More"), _("Fewer"))
    for column, title in enumerate(titles):
        writer.text(FIRST_ROW, column, title, bold=True, bottom=1, align="right" if column else "left")
    for row, bar in enumerate(bars, FIRST_ROW + 1):
        writer.text(row, 0, bar_words(change, bar))
        for column, number in zip((_GROUND, _column_of(bar)), (bar.low, bar.high - bar.low), strict=True):
            if number:
                writer.number(row, column, number)
    drawn = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for column, look in enumerate(_looks(font), _GROUND):
        drawn.add_series(
            {
                "name": titles[column],
                "categories": [name, FIRST_ROW + 1, 0, FIRST_ROW + len(bars), 0],
                "values": [name, FIRST_ROW + 1, column, FIRST_ROW + len(bars), column],
                "gap": 40,
                **look,
            }
        )
    return drawn


def _column_of(bar: Bar) -> int:
    """Return the column in which a bar is seen."""
    if isinstance(bar.of, Day):
        return _GROUND + 1
    return _GROUND + 2 if bar.end >= bar.begin else _GROUND + 3


def _looks(font: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Return how the series look: the ground is not seen, what was lost is hatched."""
    indigo, red = TOKENS["indigo"].light, TOKENS["red"].light
    labels = {"value": True, "font": font}
    return (
        {"fill": {"none": True}, "border": {"none": True}},
        {"fill": {"color": indigo}, "data_labels": labels | {"font": font | {"color": "#FFFFFF"}}},
        {"fill": {"color": _GAINED}, "border": {"color": indigo}, "data_labels": labels},
        {
            "pattern": {"pattern": "wide_upward_diagonal", "fg_color": red, "bg_color": "#FFFFFF"},
            "border": {"color": red},
            "data_labels": labels,
        },
    )
