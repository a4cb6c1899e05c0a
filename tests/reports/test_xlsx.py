"""The workbook: numbers that are numbers, texts that are never formulas, a sheet a table, charts fed by cells."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import datetime
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qms.coverage.rates import half_up
from qms.inert import is_like_a_formula
from qms.reports.content import Kind, Length, Table
from qms.reports.xlsx import xlsx_of
from qms.reports.zipped import unzipped
from tests.coverage.worlds import agency, event, world
from tests.reports.drawn import HOSTILE, hostile_world, report

HEAD = 4
"""The row of a table's heads, from 1."""
MADE_ELSEWHERE = """
import sys
from qms.inert import is_like_a_formula
from qms.reports.xlsx import xlsx_of
from tests.reports.drawn import report
sys.stdout.buffer.write(xlsx_of(report()))
"""


def opened(made: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(made))


def sheet_of(book: Workbook, table: Table) -> Worksheet:
    return next(sheet for sheet in book.worksheets if sheet["A1"].value == table.caption)


def columns_of(sheet: Worksheet, table: Table) -> dict[str, int]:
    heads = [cell.value for cell in sheet[HEAD]]
    return {column.key: heads.index(column.title) for column in table.columns}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_table_has_its_sheet_and_every_cell_its_value(language: str) -> None:
    content = report(language=language)
    book = opened(xlsx_of(content))
    for table in content.tables():
        sheet = sheet_of(book, table)
        places = columns_of(sheet, table)
        for row, cells in enumerate(table.rows, HEAD + 1):
            shown = [cell.value for cell in sheet[row]]
            for column, cell in zip(table.columns, cells, strict=True):
                value = shown[places[column.key]]
                if column.kind is Kind.COUNT:
                    assert value == cell.n
                elif column.kind is Kind.RATE:
                    expected = None if not cell.d else float(half_up(Fraction(cell.n or 0, cell.d), 3))
                    assert value == expected
                    assert shown[places[column.key] + 1] == cell.text
                elif column.kind is Kind.DAY and cell.day:
                    assert isinstance(value, datetime)
                    assert value.date() == cell.day
                elif column.kind is Kind.TEXT:
                    assert (value or "") == cell.text


def test_trap_10_no_cell_holds_a_formula() -> None:
    for sheet in opened(xlsx_of(report(hostile_world()))).worksheets:
        for row in sheet.iter_rows():
            assert [cell.coordinate for cell in row if cell.data_type == "f"] == []
    files = unzipped(xlsx_of(report(hostile_world())))
    assert not [name for name, content in files.items() if name.startswith("xl/worksheets/") and b"<f>" in content]


def test_texts_that_look_like_formulas_are_marked_as_texts() -> None:
    book = opened(xlsx_of(report(hostile_world())))
    marked = {
        cell.value: cell.quotePrefix
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value in HOSTILE
    }
    assert {name for name in marked if is_like_a_formula(name)} <= {name for name, mark in marked.items() if mark}


@given(st.text(min_size=1, max_size=5))
def test_what_begins_like_a_formula_in_any_width_is_recognised(text: str) -> None:
    bare = text.lstrip("'")
    assert is_like_a_formula(text) == (bare[:1] in {"\t", "\r"} or bare.lstrip()[:1] in set("=+-@＝＋－＠﹢﹣﹦﹫⁺₊⁼₌"))


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "＝1", "＋1", "＠1", "－1"])
def test_the_signs_of_formulas_are_known(text: str) -> None:
    assert is_like_a_formula(text)


def test_trap_8_nothing_to_count_is_an_empty_cell_and_not_0() -> None:
    content = report(world(agency("Bộ A", "ministry"), event("Bộ A", "2020-01-01", "announced", 1, 1)))
    table = next(table for table in content.tables() if table.key == "figures")
    sheet = sheet_of(opened(xlsx_of(content)), table)
    places = columns_of(sheet, table)
    empty = [row for row, cells in enumerate(table.rows, HEAD + 1) if any(cell.text == "–" for cell in cells)]
    assert empty
    for row in empty:
        assert sheet.cell(row, places["rate"] + 1).value is None
        assert sheet.cell(row, places["rate"] + 2).value == "–"


def test_trap_21_codes_are_text_with_their_leading_zeros() -> None:
    content = report()
    for table in content.tables():
        for place, column in enumerate(table.columns):
            if column.kind is Kind.CODE:
                sheet = sheet_of(opened(xlsx_of(content)), table)
                found = [
                    sheet.cell(row, columns_of(sheet, table)[column.key] + 1).value
                    for row in range(HEAD + 1, HEAD + 1 + len(table.rows))
                ]
                assert [value or "" for value in found] == [cells[place].text for cells in table.rows]


def test_trap_20_the_cover_says_all_that_the_report_says_of_itself() -> None:
    content = report()
    cover = opened(xlsx_of(content)).worksheets[0]
    said = [cell.value for row in cover.iter_rows() for cell in row if cell.value]
    for fact in content.facts:
        assert fact.title in said
        assert fact.cell.text in said
    assert content.simulated in said


def test_every_sheet_says_that_data_are_simulated_and_prints_on_a4() -> None:
    book = opened(xlsx_of(report()))
    for sheet in book.worksheets:
        said = [str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row if cell.value]
        assert any("SỐ LIỆU MINH HỌA" in text for text in said), sheet.title
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_tables_filter_freeze_their_heads_and_have_names() -> None:
    content = report()
    book = opened(xlsx_of(content))
    for table in content.tables():
        if table.rows:
            sheet = sheet_of(book, table)
            assert sheet.freeze_panes == f"A{HEAD + 1}"
            assert f"bang_{table.key}" in sheet.tables
            assert f"so_lieu_{table.key}" in book.defined_names
            assert sheet.print_title_rows == f"${HEAD}:${HEAD}"


def test_charts_are_native_fed_by_cells_and_described() -> None:
    content = report()
    files = unzipped(xlsx_of(content))
    charts = [text.decode() for name, text in files.items() if name.startswith("xl/charts/chart")]
    assert len(charts) == len([chart for chart in content.charts() if chart.table.rows])
    assert all("<c:f>" in chart for chart in charts)
    drawings = "".join(text.decode() for name, text in files.items() if name.startswith("xl/drawings/drawing"))
    assert drawings.count("descr=") == len(charts)


def test_the_lists_of_the_cover_lead_to_sheets_that_exist() -> None:
    book = opened(xlsx_of(report()))
    links = [cell.hyperlink for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
    assert links
    assert {str(link.location).split("!")[0].strip("'") for link in links} <= set(book.sheetnames)


def test_the_same_content_makes_the_same_bytes_in_another_time_zone_and_order_of_sets() -> None:
    elsewhere = os.environ | {"TZ": "America/Lima", "PYTHONHASHSEED": "7"}
    again = subprocess.run([sys.executable, "-c", MADE_ELSEWHERE], env=elsewhere, capture_output=True, check=True)
    assert again.stdout == xlsx_of(report())


def test_an_empty_database_has_a_workbook_that_says_so() -> None:
    content = report(world())
    book = opened(xlsx_of(content))
    empty = [table for table in content.tables() if not table.rows]
    assert [sheet_of(book, table).cell(HEAD, 1).value for table in empty] == [table.empty for table in empty]


def test_no_two_tables_of_a_full_report_share_a_name_and_no_two_columns_a_head() -> None:
    content = report(length=Length.FULL)
    book = opened(xlsx_of(content))
    assert len(set(book.sheetnames)) == len(book.sheetnames)
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            heads = [column.name for column in table.tableColumns]
            assert len(set(heads)) == len(heads)
