"""A list as a workbook: texts stay texts, codes keep their zeros, days are days; the same list gives the same bytes."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from qms.coverage.listing import listing
from qms.i18n import use_language
from qms.reports import listing as written
from qms.reports.agencies import Decision, agencies_records, agencies_table
from qms.reports.content import Cell, Column, Kind, Table
from qms.reports.listing import ListFile, TooLong, to_xlsx
from tests.coverage.worlds import agency, event, world

DAY = date(2021, 4, 27)
NASTY = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "－1", "1e5", "00004", "http://x", "{=1}", "' quoted", "0", "TRUE")


def table(rows: tuple[tuple[Cell, ...], ...]) -> Table:
    columns = (
        Column("code", "Mã", Kind.CODE),
        Column("name", "Tên", Kind.TEXT),
        Column("count", "Số", Kind.COUNT),
        Column("rate", "Tỷ lệ", Kind.RATE),
        Column("day", "Ngày", Kind.DAY),
    )
    return Table("t", "Bảng", columns, rows)


def sheet_of(file: ListFile) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(file))).active


def list_file(rows: tuple[tuple[Cell, ...], ...], warning: str = "") -> ListFile:
    return ListFile(
        "Danh sách", "Cơ quan", (("Tính đến ngày", "27/04/2021"), ("Bộ lọc", "=x")), warning, table(rows), DAY
    )


def test_the_sheet_says_first_what_it_holds() -> None:
    sheet = sheet_of(list_file((), "SỐ LIỆU MINH HỌA"))
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        "Danh sách",
        "SỐ LIỆU MINH HỌA",
        "Tính đến ngày: 27/04/2021",
        "Bộ lọc: =x",
    ]
    assert [cell.value for cell in sheet[6]] == ["Mã", "Tên", "Số", "Tỷ lệ", "Ngày"]
    assert "SỐ LIỆU MINH HỌA" in sheet.oddFooter.left.text


def test_trap_21_codes_stay_text_and_no_text_is_a_formula() -> None:
    rows = tuple((Cell(text), Cell(text), Cell(""), Cell(""), Cell("")) for text in NASTY)
    sheet = sheet_of(list_file(rows))
    cells = [cell for row in sheet.iter_rows(min_row=6) for cell in row[:2]]
    assert [cell.value for cell in cells] == [text for text in NASTY for _column in range(2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[0] in "=+-@＝－")


def test_counts_are_numbers_days_are_days_and_what_is_not_there_is_empty() -> None:
    sheet = sheet_of(
        list_file(
            (
                (Cell("1"), Cell("a"), Cell("5.564", n=5564), Cell("28,8%", n=23, d=80), Cell("27/04/2021", day=DAY)),
                (Cell("2"), Cell("b"), Cell(""), Cell("–", n=0, d=0), Cell("")),
            )
        )
    )
    full, blank = list(sheet.iter_rows(min_row=6, values_only=True))
    assert full[2:4] == (5564, 0.288)
    assert full[4].date() == DAY
    assert blank[2:] == (None, "–", None)


def test_the_same_list_gives_the_same_bytes() -> None:
    rows = ((Cell("1"), Cell("a"), Cell("1", n=1), Cell(""), Cell("", day=DAY)),)
    assert to_xlsx(list_file(rows)) == to_xlsx(list_file(rows))


def test_trap_18_a_table_too_long_for_a_sheet_is_refused_and_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "MOST_ROWS", 1)
    blank = (Cell(""),) * 5
    with pytest.raises(TooLong):
        to_xlsx(list_file((blank, blank)))


def test_agencies_as_rows_for_people_and_as_records_for_programs() -> None:
    drawn = world(
        agency("Tỉnh A", "province", code="01"),
        agency("Xã B", "commune", under="Tỉnh A", code="00004"),
        event("Xã B", "2021-01-15", "announced", 5, 6, standard="2015"),
    )
    rows = [row for row in listing(drawn.ledger, DAY).rows() if row.name == "Xã B"]
    decisions = {rows[0].event or 0: Decision("12/QĐ-UBND", date(2021, 1, 14))}
    with use_language("vi"):
        spoken = agencies_table(rows, decisions, "Danh sách")
    assert [cell.text for cell in spoken.rows[0]] == [
        "1", "00004", "Xã B", "UBND cấp xã", "Tỉnh A", "đã công bố, còn thiếu TTHC", "", "5", "6", "2015",
        "12/QĐ-UBND", "14/01/2021", "15/01/2021",
    ]  # fmt: skip
    assert agencies_records(rows, decisions) == [
        {
            "id": 2, "level": "commune", "code": "00004", "name": "Xã B", "parent_code": "01", "parent_name": "Tỉnh A",
            "status": "procedures_partial", "must_reannounce": False, "procedures_covered": 5, "procedures_total": 6,
            "standard": "2015", "decision_no": "12/QĐ-UBND", "decision_on": "2021-01-14", "reported_on": "2021-01-15",
        }
    ]  # fmt: skip
