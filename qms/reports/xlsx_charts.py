"""Native charts of a workbook, fed by the cells of the table beside them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qms.charts.palette import TOKENS
from qms.coverage.change import Change
from qms.reports.content import Kind, Lines

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from qms.reports.content import Chart, Table

_COLOURS: Final = tuple(TOKENS[name].light for name in ("ink", "indigo", "ochre", "red", "green"))
_FONT: Final = {"name": "Times New Roman", "size": 9}
_ROW_HEIGHT: Final = 19
"""Pixels for each bar."""
_WIDTH: Final = 760
_HEIGHT: Final = 360


class Place(NamedTuple):
    """Where a table's rows stand: the sheet's name, the first row, and the sheet's column of each of its columns."""

    sheet: str
    first_row: int
    columns: dict[str, int]


def add_chart(workbook: Workbook, sheet: Worksheet, chart: Chart, place: Place, at: str) -> None:
    """Put a chart beside its table, drawn from the table's cells; nothing where it has no rows."""
    table = chart.table
    if not table.rows:
        return
    drawn = _lines(workbook, chart, place) if isinstance(chart.drawing, Lines) else _bars(workbook, chart, place)
    drawn.set_title({"name": chart.finding, "name_font": _FONT | {"size": 12}, "overlay": False})
    drawn.set_legend({"position": "bottom", "font": _FONT} if isinstance(chart.drawing, Lines) else {"none": True})
    height = _HEIGHT if isinstance(chart.drawing, Lines) else max(_HEIGHT, len(table.rows) * _ROW_HEIGHT)
    drawn.set_size({"width": _WIDTH, "height": height})
    sheet.insert_chart(at, drawn, {"description": chart.alt, "object_position": 2})


def _lines(workbook: Workbook, chart: Chart, place: Place) -> Any:
    """Return one series for each stretch of each line: none is joined across a reorganisation."""
    drawn = workbook.add_chart({"type": "scatter", "subtype": "straight"})
    named: dict[str, str] = {}
    for name, first, last in _stretches(chart):
        colour = named.setdefault(name, _COLOURS[len(named) % len(_COLOURS)])
        drawn.add_series(
            {
                "name": name,
                "categories": _range(place, "day", first, last),
                "values": _range(place, "rate", first, last),
                "line": {"color": colour, "width": 2},
                "marker": {"type": "circle", "size": 4, "fill": {"color": colour}, "border": {"color": colour}},
            }
        )
    drawn.set_x_axis({"num_format": "yyyy", "num_font": _FONT, "major_gridlines": {"visible": False}})
    drawn.set_y_axis({"min": 0, "max": 1, "num_format": "0%", "num_font": _FONT})
    return drawn


def _stretches(chart: Chart) -> list[tuple[str, int, int]]:
    """Return name, first and last row of each run of rows between two reorganisations."""
    if not isinstance(chart.drawing, Lines):
        return []
    breaks = {
        name: [cut.on_day for cut in line.breaks]
        for line, name in zip(chart.drawing.trend.lines, chart.drawing.names, strict=True)
    }
    keys = [column.key for column in chart.table.columns]
    measure, day = keys.index("measure"), keys.index("day")

    def run_of(numbered: tuple[int, Any]) -> tuple[str, int]:
        row = numbered[1]
        on_day = row[day].day.toordinal()
        return row[measure].text, sum(cut <= on_day for cut in breaks[row[measure].text])

    found = []
    for (name, _stretch), rows in groupby(enumerate(chart.table.rows), key=run_of):
        places = [place for place, _row in rows]
        found.append((name, places[0], places[-1]))
    return found


def _bars(workbook: Workbook, chart: Chart, place: Place) -> Any:
    """Return bars of the rates, or of what each step of a change adds to the numerator."""
    values = _value_column(chart)
    drawn = workbook.add_chart({"type": "bar"})
    last = len(chart.table.rows) - 1
    drawn.add_series(
        {
            "name": chart.measured,
            "categories": _range(place, _name_column(chart.table), 0, last),
            "values": _range(place, values, 0, last),
            "fill": {"color": TOKENS["indigo"].light},
            "gap": 40,
        }
    )
    drawn.set_y_axis({"reverse": True, "num_font": _FONT, "major_gridlines": {"visible": False}, "interval_unit": 1})
    is_rate = values == "rate"
    drawn.set_x_axis({"num_font": _FONT} | ({"min": 0, "max": 1, "num_format": "0%"} if is_rate else {}))
    return drawn


def _value_column(chart: Chart) -> str:
    keys = [column.key for column in chart.table.columns]
    if not isinstance(chart.drawing, Change) and "rate" in keys:
        return "rate"
    return next(column.key for column in chart.table.columns if column.kind is Kind.COUNT)


def _name_column(table: Table) -> str:
    return next(column.key for column in table.columns if column.kind is Kind.TEXT)


def _range(place: Place, key: str, first: int, last: int) -> list[Any]:
    column = place.columns[key]
    return [place.sheet, place.first_row + first, column, place.first_row + last, column]
