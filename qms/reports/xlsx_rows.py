"""Rows of a long table in a workbook: written down as markup at once, in order, instead of being kept cell by cell.

A list of all agencies has some 140,000 cells. Kept as values and laid out one by one at the end, they take most of the
time and of the memory that a workbook takes.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_DAY_0: Final = date(1899, 12, 30)
"""What a workbook counts days from."""
_MOST_LETTERS: Final = 32_767 // 2
"""Letters that surely go into a cell, whatever plane they are from; the names of the register are far shorter."""


class LongSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """A worksheet with one stretch of rows as markup, between rows above and below that are kept as usual."""

    dim_rowmin: int
    dim_rowmax: int

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows(self)
        self.table_cells = _Forgotten()

    def number_of(self, text: str) -> int:
        """Return the number of a text among those that all sheets share."""
        return int(self.str_table._get_shared_string_index(text[:_MOST_LETTERS]))  # noqa: SLF001 – its one way in

    def grow(self, row: int, column: int) -> None:
        """Make the sheet reach to a cell."""
        self._check_dimensions(row, column)

    def _write_rows(self) -> None:
        """Write all rows, those of the markup in their place."""
        whole = self.dim_rowmin, self.dim_rowmax
        if self.rows.count:
            self.dim_rowmax = self.rows.first - 1
            super()._write_rows()
            self.fh.write(self.rows.markup())
            self.dim_rowmin, self.dim_rowmax = self.rows.first + self.rows.count, whole[1]
        super()._write_rows()
        self.dim_rowmin, self.dim_rowmax = whole


class _Forgotten(dict[tuple[int, int], str]):
    """The cells of tables, which are looked up so that no two tables overlap: a sheet of ours has but one."""

    def __setitem__(self, cell: tuple[int, int], range_: str) -> None:
        """Keep nothing."""


class Rows:
    """Takes the cells of rows from left to right and from top to bottom, as a worksheet takes cells."""

    def __init__(self, sheet: LongSheet) -> None:
        self.first = self.count = 0
        self._sheet = sheet
        self._markup = io.StringIO()
        self._columns: list[str] = []
        self._styles: dict[Format, int] = {}

    def write_string(self, row: int, column: int, text: str, format_: Format) -> None:
        """Write a text."""
        self._write(row, column, format_, f' t="s"><v>{self._sheet.number_of(text)}</v></c>')

    def write_number(self, row: int, column: int, number: float, format_: Format) -> None:
        """Write a number."""
        self._write(row, column, format_, f"><v>{number:.16G}</v></c>")

    def write_datetime(self, row: int, column: int, moment: datetime, format_: Format) -> None:
        """Write a day."""
        self._write(row, column, format_, f"><v>{(moment.date() - _DAY_0).days}</v></c>")

    def write_blank(self, row: int, column: int, _nothing: None, format_: Format) -> None:
        """Write a cell that has a format and nothing in it."""
        self._write(row, column, format_, "/>")

    def markup(self) -> str:
        """Return all rows."""
        return f"{self._markup.getvalue()}</row>"

    def _write(self, row: int, column: int, format_: Format, rest: str) -> None:
        if row >= self.first + self.count:
            self._begin(row)
        if column >= len(self._columns):
            self._columns.append(xl_col_to_name(column))
            self._sheet.grow(row, column)
        style = self._styles.get(format_)
        if style is None:
            style = self._styles[format_] = format_._get_xf_index()  # noqa: SLF001 – the number that cells name it by
        self._markup.write(f'<c r="{self._columns[column]}{row + 1}" s="{style}"{rest}')

    def _begin(self, row: int) -> None:
        """Begin a row; those that come first make the stretch begin there."""
        if self.count:
            self._markup.write("</row>")
        else:
            self.first = row
        self.count = row + 1 - self.first
        self._sheet.grow(row, 0)
        self._markup.write(f'<row r="{row + 1}">')
