"""A table as a file by itself: a workbook for people, with what it holds and as of when above the rows.

Codes stay texts, no text is ever a formula, days are days and counts are numbers; the same table gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from qms.i18n import current_language
from qms.reports.content import Cell, Column, Kind, Table
from qms.reports.xlsx_cells import Formats, Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS: Final = 1_000_000
"""Rows that a sheet holds; a longer table is refused, never cut."""

_WIDTHS: Final = {Kind.TEXT: 30, Kind.CODE: 14, Kind.COUNT: 12, Kind.RATE: 10, Kind.POINTS: 10, Kind.DAY: 13}
_TEXTS: Final = (Kind.TEXT, Kind.CODE)
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
    writer = Writer(sheet, Formats(book, current_language()))
    head = _write_above(writer, file)
    _write_table(writer, file.table, head)
    _set_paper(sheet, file, head)
    book.close()
    return out.getvalue()


def _write_above(writer: Writer, file: ListFile) -> int:
    """Write title, warning and facts; returns the row of the table's header."""
    writer.text(0, 0, file.title, bold=True, font_size=14)
    row = 1
    if file.warning:
        writer.text(row, 0, file.warning, bold=True, bg_color="#FFF2CF", font_color="#7A5200")
        row += 1
    for label, text in file.facts:
        writer.text(row, 0, f"{label}: {text}", font_color="#545B63")
        row += 1
    return row + 1


def _write_table(writer: Writer, table: Table, head: int) -> None:
    sheet = writer.sheet
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(column, table.rows, place))
        writer.text(head, place, column.title, bold=True, text_wrap=True, bottom=1, bg_color="#E8EEF4")
    for line, row in enumerate(table.rows, head + 1):
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write(writer, (line, place), cell, column.kind)
    last = head + max(len(table.rows), 1)
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, last, len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def _width(column: Column, rows: Sequence[tuple[Cell, ...]], place: int) -> int:
    if column.kind is not Kind.TEXT:
        return _WIDTHS[column.kind]
    longest = max((len(row[place].text) for row in rows), default=0)
    return min(max(longest, len(column.title), 8) + 2, _LONG)


def _write(writer: Writer, at: tuple[int, int], cell: Cell, kind: Kind) -> None:
    """Write what a row holds: texts as texts even where somebody edits them, and nothing where there is nothing."""
    if kind in _TEXTS or (kind is Kind.RATE and not cell.d):
        if cell.text:
            writer.text(*at, cell.text, num_format="@")
    elif cell.text:
        writer.cell(*at, cell, kind)


def _set_paper(sheet: Any, file: ListFile, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer(f"&L{file.warning[:200].replace('&', '&&')}&R&P/&N")
