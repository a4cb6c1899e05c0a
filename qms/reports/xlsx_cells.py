"""Cells of a workbook: numbers as numbers that show what is printed, all else as text that is never a formula."""

from __future__ import annotations

from datetime import UTC, datetime, time
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from qms.coverage.rates import half_up
from qms.inert import is_like_a_formula
from qms.reports.content import Kind
from qms.reports.widths import RIGHT

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from qms.reports.content import Cell
    from qms.reports.xlsx_rows import Rows

LOCALE: Final = {"vi": "[$-42A]", "en": "[$-809]"}
"""What makes LibreOffice print the marks of a language; Excel follows its reader's settings."""
_DECIMALS: Final = 3
"""Of a rate as a fraction: one decimal of percent."""
_SIGNED: Final = ("+", "−", "-")


class Formats:
    """The formats of one workbook, each made when it is first needed."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        self._workbook = workbook
        self._locale = LOCALE[language]
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """Return the format with these properties besides font and lines."""
        key = tuple(properties.items())
        if key not in self._made:
            usual = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
            self._made[key] = self._workbook.add_format(usual | properties)
        return self._made[key]

    def number(self, pattern: str, **properties: Any) -> Any:
        """Return a number's format in the report's language."""
        return self.of(num_format=f"{self._locale}{pattern}", **properties)

    @cached_property
    def link(self) -> Any:
        """The format of a link inside the workbook."""
        return self.of(font_color="#17568F", underline=1)


class Writer:
    """Writes cells of a sheet, or of its rows as markup, by their kind."""

    def __init__(self, sheet: Worksheet | Rows, formats: Formats) -> None:
        self.sheet: Worksheet = sheet
        self.formats = formats

    def text(self, row: int, column: int, text: str, **properties: Any) -> None:
        """Write a text; what looks like a formula is marked as text for whoever edits the cell."""
        if is_like_a_formula(text):
            properties["quote_prefix"] = True
        self.sheet.write_string(row, column, text, self.formats.of(**properties))

    def across(self, row: int, first: int, last: int, text: str, **properties: Any) -> None:
        """Write a text over several columns, in as many lines as it needs."""
        if is_like_a_formula(text):
            properties["quote_prefix"] = True
        self.sheet.merge_range(row, first, row, last, "", self.formats.of(text_wrap=True, **properties))
        self.sheet.write_string(row, first, text, self.formats.of(text_wrap=True, **properties))

    def number(self, row: int, column: int, number: int) -> None:
        """Write a count that belongs to no table."""
        self._number(row, column, number, "#,##0")

    def cell(self, row: int, column: int, cell: Cell, kind: Kind, **properties: Any) -> None:
        """Write a cell of a table."""
        match kind:
            case Kind.TEXT | Kind.CODE:
                self.text(row, column, cell.text, **properties)
            case Kind.COUNT if cell.n is not None:
                signed = cell.text.startswith(_SIGNED)
                self._number(row, column, cell.n, "+ #,##0;− #,##0;0" if signed else "#,##0", **properties)
            case Kind.POINTS if cell.n is not None and cell.d:
                self._number(row, column, cell.n / cell.d, "+ 0.0;− 0.0;0.0", **properties)
            case Kind.RATE:
                self._rate(row, column, cell, **properties)
            case Kind.DAY if cell.day is not None:
                moment = datetime.combine(cell.day, time(), UTC).replace(tzinfo=None)
                format_ = self.formats.of(num_format="dd/mm/yyyy", align="left", **properties)
                self.sheet.write_datetime(row, column, moment, format_)
            case _:
                aside = {"align": "right", "indent": 1} if kind in RIGHT else {}
                self.text(row, column, cell.text, **aside, **properties)

    def _number(self, row: int, column: int, value: float, pattern: str, **properties: Any) -> None:
        self.sheet.write_number(row, column, value, self.formats.number(pattern, align="right", indent=1, **properties))

    def _rate(self, row: int, column: int, cell: Cell, **properties: Any) -> None:
        """Write the rounded rate; what prints as ">99,9%" shows so, and 0/0 is an empty cell."""
        if cell.n is None or not cell.d:
            self.sheet.write_blank(row, column, None, self.formats.of(**properties))
            return
        value = float(half_up(Fraction(cell.n, cell.d), _DECIMALS))
        pattern = f'"{cell.text}"' if cell.text[:1] in "<>" else "0%" if cell.n in {0, cell.d} else "0.0%"
        self._number(row, column, value, pattern, **properties)
