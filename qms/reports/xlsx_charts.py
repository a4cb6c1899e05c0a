"""Native charts of a workbook, fed by the cells of the table beside them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qms.charts.palette import TOKENS, step_of
from qms.coverage.change import Change
from qms.reports.content import Kind, Lines
from qms.reports.xlsx_waterfall import add_waterfall

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from qms.reports.content import Cell, Chart, Table
    from qms.reports.xlsx_cells import Writer

_COLOURS: Final = tuple(TOKENS[name].light for name in ("ink", "indigo", "ochre", "red", "green"))
_FONT: Final = {"name": "Times New Roman", "size": 9}
_HAIRLINES: Final = {"visible": True, "line": {"color": TOKENS["hair"].light, "width": 0.75}}
_DOWNWARDS: Final = {
    "reverse": True,
    "num_font": _FONT,
    "major_gridlines": {"visible": False},
    "interval_unit": 1,
    "label_position": "low",
}
_AT: Final = "A4"
_ROW_HEIGHT: Final = 19
"""Pixels for each bar."""
_WIDTH: Final = 760
_HEIGHT: Final = 360


class Place(NamedTuple):
    """Where a table's rows stand: the sheet's name, the first row, and the sheet's column of each of its columns."""

    sheet: str
    first_row: int
    columns: dict[str, int]


def add_chart(workbook: Workbook, writer: Writer, name: str, chart: Chart, place: Place) -> None:
    """Put a chart on the sheet with this name, drawn from cells; nothing where its table has no rows."""
    table = chart.table
    if not table.rows:
        return
    drawn = _drawn(workbook, writer, name, chart, place)
    drawn.set_title({"name": chart.finding, "name_font": _FONT | {"size": 12}, "overlay": False})
    drawn.set_legend({"position": "bottom", "font": _FONT} if isinstance(chart.drawing, Lines) else {"none": True})
    height = _HEIGHT if isinstance(chart.drawing, Lines) else max(_HEIGHT, len(table.rows) * _ROW_HEIGHT)
    drawn.set_size({"width": _WIDTH, "height": height})
    writer.sheet.insert_chart(_AT, drawn, {"description": chart.alt, "object_position": 2})


def _drawn(workbook: Workbook, writer: Writer, name: str, chart: Chart, place: Place) -> Any:
    match chart.drawing:
        case Lines():
            return _lines(workbook, chart, place)
        case Change():
            drawn = add_waterfall(workbook, writer, name, chart.drawing, _FONT)
            drawn.set_y_axis(_DOWNWARDS)
            drawn.set_x_axis({"min": 0, "num_font": _FONT, "major_gridlines": _HAIRLINES})
            return drawn
        case _:
            return _bars(workbook, chart, place)


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
    drawn.set_y_axis({"min": 0, "max": 1, "num_format": "0%", "num_font": _FONT, "major_gridlines": _HAIRLINES})
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
    """Return bars of the rates, each in the colour of its step of coverage."""
    rate = next(at for at, column in enumerate(chart.table.columns) if column.kind is Kind.RATE)
    drawn = workbook.add_chart({"type": "bar"})
    last = len(chart.table.rows) - 1
    drawn.add_series(
        {
            "name": chart.measured,
            "categories": _range(place, _name_column(chart.table), 0, last),
            "values": _range(place, chart.table.columns[rate].key, 0, last),
            "points": [_step_of(row[rate]) for row in chart.table.rows],
            "gap": 40,
        }
    )
    drawn.set_y_axis(_DOWNWARDS)
    drawn.set_x_axis({"num_font": _FONT, "min": 0, "max": 1, "num_format": "0%", "major_gridlines": _HAIRLINES})
    return drawn


def _step_of(cell: Cell) -> dict[str, Any]:
    fill = step_of(cell.n or 0, cell.d or 1).fill.light
    return {"fill": {"color": fill}, "border": {"color": TOKENS["edge"].light}}


def _name_column(table: Table) -> str:
    return next(column.key for column in table.columns if column.kind is Kind.TEXT)


def _range(place: Place, key: str, first: int, last: int) -> list[Any]:
    column = place.columns[key]
    return [place.sheet, place.first_row + first, column, place.first_row + last, column]
