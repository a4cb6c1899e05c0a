"""Rows written as markup: whoever reads the workbook finds what the library would have written."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import Cell, MergedCell

from qms.reports.xlsx_rows import LongSheet
from tests.reports.drawn import HOSTILE

MOMENT = datetime(2021, 4, 27, tzinfo=UTC).replace(tzinfo=None)
TEXTS = (*HOSTILE, "", " Ủy ban nhân dân ", "a\x01b", "<r>x</r>", "012")


def read(*, as_markup: bool) -> list[list[tuple[object, str, bool]]]:
    """Return the cells of a sheet with a head, a row a text, and a row below: value, format, weight."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("a", LongSheet)
        plain, bold = book.add_format({"num_format": "#,##0.0"}), book.add_format({"bold": True})
        dated = book.add_format({"num_format": "dd/mm/yyyy"})
        rows = page.rows if as_markup else page
        page.write_string(0, 0, "head", bold)
        for row, text in enumerate(TEXTS, 2):
            rows.write_string(row, 0, text, bold)
            rows.write_number(row, 1, row / 7, plain)
            rows.write_datetime(row, 2, MOMENT, dated)
            rows.write_blank(row, 3, None, bold)
        page.write_string(len(TEXTS) + 2, 0, "total", bold)
        page.add_table(1, 0, len(TEXTS) + 1, 3)
    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue())).worksheets[0]
    return [[said(cell) for cell in row] for row in sheet.iter_rows()]


def said(cell: Cell | MergedCell) -> tuple[object, str, bool]:
    return cell.value, cell.number_format, bool(cell.font.b)


def test_rows_as_markup_read_as_the_library_writes_them() -> None:
    found = read(as_markup=True)
    assert found == read(as_markup=False)
    assert len(found) == len(TEXTS) + 3
    assert [row[0][0] for row in found[-2:]] == ["012", "total"]
    assert found[2][2][0] == MOMENT
