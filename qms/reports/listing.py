"""A table as a file by itself: a workbook for people, with what it holds and as of when above the rows.

Codes stay texts, no text is ever a formula, days are days and counts are numbers; the same table gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from qms.coverage.rates import half_up
from qms.inert import FORMULA_PREFIXES
from qms.reports.content import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS: Final = 1_000_000
"""Rows that a sheet holds; a longer table is refused, never cut."""

_WIDTHS: Final = {Kind.TEXT: 30, Kind.CODE: 14, Kind.COUNT: 12, Kind.RATE: 10, Kind.POINTS: 10, Kind.DAY: 13}
_FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.CODE: "@",
    Kind.COUNT: "[$-42A]#,##0",
    Kind.RATE: "[$-42A]0.0%",
    Kind.POINTS: "[$-42A]0.0",
    Kind.DAY: "dd/mm/yyyy",
}
_LONG: Final = 60


@dataclass(frozen=True, slots=True)
class ListFile:
    """A table with what must be said above it."""

    title: str
    sheet: str
    facts: tuple[tuple[str, str], ...]
    """What holds of all rows, as label and text: day, known on, filters, state of the data."""
    warning: str
    """That data are simulated; blank where they are not."""
    table: Table
    as_of: date


class TooLong(ValueError):
    """A table has more rows than a sheet holds."""


def to_xlsx(file: ListFile) -> bytes:
    """Return a workbook with one sheet; raises TooLong for a table that a sheet cannot hold whole."""
    from xlsxwriter import Workbook

    if len(file.table.rows) > MOST_ROWS:
        raise TooLong(file.title)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, options)
    book.set_properties({"title": file.title, "created": datetime.combine(file.as_of, time(), tzinfo=UTC)})
    sheet = book.add_worksheet(file.sheet)
    head = _write_above(book, sheet, file)
    _write_table(book, sheet, file.table, head)
    _set_paper(sheet, file, head)
    book.close()
    return out.getvalue()


def _write_above(book: Any, sheet: Any, file: ListFile) -> int:
    """Write title, warning and facts; returns the row of the table's header."""
    sheet.write_string(0, 0, file.title, book.add_format({"bold": True, "font_size": 14}))
    row = 1
    if file.warning:
        strong = {"bold": True, "bg_color": "#FFF2CF", "font_color": "#7A5200"}
        sheet.write_string(row, 0, file.warning, book.add_format(strong))
        row += 1
    said = book.add_format({"font_color": "#545B63"})
    for label, text in file.facts:
        sheet.write_string(row, 0, f"{label}: {text}", said)
        row += 1
    return row + 1


def _write_table(book: Any, sheet: Any, table: Table, head: int) -> None:
    top = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"})
    formats = _formats(book, table.columns)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(column, table.rows, place))
        sheet.write_string(head, place, column.title, top)
    for line, row in enumerate(table.rows, head + 1):
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write(sheet, (line, place), cell, column.kind, formats)
    last = head + max(len(table.rows), 1)
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, last, len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def _formats(book: Any, columns: Sequence[Column]) -> dict[tuple[Kind, bool], Any]:
    """Return the formats of the kinds, plain and with the mark that keeps a text from being a formula."""
    kinds = {column.kind for column in columns}
    return {
        (kind, quoted): book.add_format({"num_format": _FORMATS[kind], "valign": "top", "quote_prefix": quoted})
        for kind in sorted(kinds)
        for quoted in (False, True)
    }


def _width(column: Column, rows: Sequence[tuple[Cell, ...]], place: int) -> int:
    if column.kind is not Kind.TEXT:
        return _WIDTHS[column.kind]
    longest = max((len(row[place].text) for row in rows), default=0)
    return min(max(longest, len(column.title), 8) + 2, _LONG)


def _write(sheet: Any, at: tuple[int, int], cell: Cell, kind: Kind, formats: dict[tuple[Kind, bool], Any]) -> None:
    if kind is Kind.DAY and cell.day is not None:
        sheet.write_datetime(*at, datetime.combine(cell.day, time()), formats[kind, False])
    elif kind is Kind.COUNT and cell.n is not None:
        sheet.write_number(*at, cell.n, formats[kind, False])
    elif kind is Kind.RATE and cell.d and cell.n is not None:
        sheet.write_number(*at, float(half_up(Fraction(cell.n, cell.d), 3)), formats[kind, False])
    elif cell.text:
        sheet.write_string(*at, cell.text, formats[kind, cell.text.startswith(tuple(FORMULA_PREFIXES))])


def _set_paper(sheet: Any, file: ListFile, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer(f"&L{file.warning[:200].replace('&', '&&')}&R&P/&N")
