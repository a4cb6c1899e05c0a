"""What stands above and below the rows is recognised and listed; nothing is silently dropped (trap 15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.importing.codes import Code
from qms.importing.columns import Kind
from qms.importing.layout import REASONS, Reason, Table, is_total, lay_out, signatures
from qms.importing.reading import read
from qms.importing.sheet import Limits, Sheet
from tests.importing.workbooks import Drawing, sheet, workbook

HEADER = "STT;Mã cơ quan;Tên cơ quan;Tình trạng;Ngày hiệu lực;Tổng số TTHC\n"
ROW = "1;00004;Phường Trúc Bạch;đã công bố;27/04/2021;5\n"


def sheet_of(text: str) -> Sheet:
    found = read(text.encode()).sheet
    assert found is not None
    return found


def table(text: str) -> Table:
    return lay_out(sheet_of(text))


def lines(found: Table) -> tuple[list[int], list[tuple[int, Reason]]]:
    return [row.line for row in found.rows], [(one.line, one.reason) for one in found.not_data]


def test_titles_numbers_totals_and_signatures_are_listed_as_no_data() -> None:
    found = table(
        "UBND TỈNH HÀ GIANG;;;;;\nBÁO CÁO\n\n" + HEADER + "(1);(2);(3);(4);(5);(6)\n" + ROW + ROW + "Cộng;;;;;10\n"
        "I;;;;;\n" + ROW + ";;;;;\nTổng cộng;;;;;15\n;;;;;Hà Giang\nNgười lập biểu;;;;;\n"
    )
    assert lines(found) == (
        [6, 7, 10],
        [
            (1, Reason.TITLE),
            (2, Reason.TITLE),
            (5, Reason.COLUMN_NUMBERS),
            (8, Reason.TOTAL),
            (9, Reason.BESIDE),
            (12, Reason.TOTAL),
            (13, Reason.BELOW),
            (14, Reason.BELOW),
        ],
    )
    assert found.not_data[3].text == "Cộng · 10"
    assert found.kind is Kind.STATUS
    assert [one.code for one in found.problems] == [Code.UNKNOWN_COLUMN]


@pytest.mark.parametrize("below", [";00009;;;;\n", ";;Người ký;;;\n", ";;;x;;\n", ";;;;Hà Nội, ngày 1;\n"])
def test_anything_in_a_key_column_below_the_table_is_a_row(below: str) -> None:
    assert lines(table(HEADER + ROW + below))[0] == [2, 3]


def test_a_total_word_wins_over_a_filled_key_column() -> None:
    assert lines(table(HEADER + ROW + ";Tổng cộng;;;;5\n")) == ([2], [(3, Reason.TOTAL)])
    assert lines(table(HEADER + ROW + "2;Tổng cộng;;;;5\n"))[0] == [2, 3]


def test_a_line_between_rows_with_something_in_the_templates_columns_is_a_row() -> None:
    assert lines(table(HEADER + ROW + ";;;;;7\n" + ROW))[0] == [2, 3, 4]


def test_the_header_once_more_on_the_next_page_is_no_data() -> None:
    assert lines(table(HEADER + ROW + HEADER + ROW)) == ([2, 4], [(3, Reason.HEADER_AGAIN)])


@pytest.mark.parametrize(
    "text",
    [
        "Tổng", "TỔNG CỘNG", "Tổng cộng:", "tong cong", "Tổng số xã", "Cộng", "CỘNG:", "Cộng (I+II)",
        "Cộng tỉnh Hà Giang",
        "Tổng: 5", "Total", "Subtotal", "Grand total", "Cộng toàn tỉnh", "Tổng số",
    ],
)  # fmt: skip
def test_total_words_are_recognised(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tổng cục Thuế", "Tổng công ty Điện lực", "Cộng Hòa", "Xã Cộng Hiền", "Công an tỉnh", "Cộng Lạc", "Tổng hợp",
        "Cơ quan", "", "00004", "Totalitarian", "Tong cong ty Dien luc",
    ],
)  # fmt: skip
def test_names_that_begin_alike_are_no_totals(text: str) -> None:
    assert not is_total(text)


@pytest.mark.parametrize(
    ("numbers", "is_counting"),
    [
        ("1;2;3;4;5;6", True),
        ("(1);(2);(3);(4);(5);(6)", True),
        ("A;B;1;2;3;4", True),
        (";1;2;3;4;5=3/4", True),
        ("1;00004;2;3;4;5", False),
        ("1;2;4;5;6;7", False),
        ("1;2;;;;", False),
    ],
)
def test_a_row_that_numbers_the_columns_is_no_data(numbers: str, is_counting: bool) -> None:
    found = [one.reason for one in table(HEADER + numbers + "\n" + ROW).not_data]
    assert found == ([Reason.COLUMN_NUMBERS] if is_counting else [])


def test_without_a_header_or_rows_the_file_is_refused() -> None:
    assert [one.code for one in table("a;b\n1;2\n").problems] == [Code.NO_HEADER]
    empty = table(HEADER + "Tổng cộng;;;;;\n")
    assert [one.code for one in empty.problems] == [Code.UNKNOWN_COLUMN, Code.NO_ROWS]
    assert empty.is_refused
    missing = table("Mã cơ quan;Tình trạng\n00004;x\n")
    assert (missing.is_refused, missing.rows) == (True, ())


def test_rows_and_columns_are_counted_without_the_header() -> None:
    found = sheet_of("Báo cáo\n" + HEADER + ROW * 3)
    assert not lay_out(found, limits=Limits(rows=3, columns=6)).is_refused
    assert Code.TOO_MANY_ROWS in [one.code for one in lay_out(found, limits=Limits(rows=2)).problems]
    assert Code.TOO_MANY_COLUMNS in [one.code for one in lay_out(found, limits=Limits(columns=5)).problems]
    wide = sheet_of("Mã cơ quan;Tình trạng;Ngày hiệu lực" + ";x" * 90 + "\n00004;a;b" + ";" * 90 + "\n")
    assert not lay_out(wide).is_refused


def test_merged_cells_are_reported_where_they_touch_the_rows() -> None:
    rows = [["BÁO CÁO"], ["Mã cơ quan", "Tình trạng", "Ngày hiệu lực"], ["1", "a", "b"], ["2"]]
    content = workbook(Drawing(dict(enumerate(rows, 1)), merged=("A1:C1", "B3:B4")))  # type: ignore[arg-type]  # only texts
    found = read(content).sheet
    assert found is not None
    (problem,) = lay_out(found).problems
    assert (problem.code, problem.severity.value) == (Code.MERGED_CELLS, "warning")
    assert "B3:B4." in problem.message("en")
    assert "A1" not in problem.message("en")


def test_columns_can_be_assigned_by_hand() -> None:
    text = "Danh sách;;;\nTT;Đơn vị;Kết quả;Thời điểm\n1;00004;đã công bố;27/04/2021\n"
    mapping = {1: "agency_code", 2: "status", 3: "effective_date"}
    found = lay_out(sheet_of(text), mapping=mapping)
    assert found.kind is Kind.STATUS
    assert lines(found) == ([3], [(1, Reason.TITLE)])
    assert found.header is not None
    assert found.header.ignored == {0: "TT"}
    assert signatures(sheet_of(text))[found.signature or ""] == 2
    by_line = lay_out(sheet_of(text), mapping=mapping, header_line=2)
    assert by_line == found


@pytest.mark.parametrize(
    "mapping",
    [
        {0: "agency_code", 1: "agency_code"},
        {9: "agency_code"},
        {-1: "agency_code"},
        {0: "nonsense"},
        {0: "code", 1: "status"},
    ],
)
def test_an_assignment_that_cannot_be_is_refused(mapping: dict[int, str]) -> None:
    found = lay_out(sheet_of("a;b;c;d\n1;2;3;4\n"), mapping=mapping)
    assert [one.code for one in found.problems] == [Code.BAD_MAPPING]


def test_an_assignment_must_be_complete_and_its_header_line_must_exist() -> None:
    found = lay_out(sheet_of("a;b\n1;2\n"), mapping={0: "agency_code"})
    assert [one.code for one in found.problems if one.is_error] == [Code.MISSING_COLUMN, Code.MISSING_COLUMN]
    assert [one.code for one in lay_out(sheet_of("a;b\n1;2\n"), header_line=9).problems] == [Code.NO_HEADER]


def test_every_reason_is_said_in_both_languages() -> None:
    assert set(REASONS) == set(Reason)
    found = table("BÁO CÁO\n" + HEADER + ROW)
    assert found.not_data[0].explained("en") == "title above the header"
    assert found.not_data[0].explained("vi") != found.not_data[0].explained("en")


CELLS = st.sampled_from(["", "", "00004", "Tổng cộng", "1", "đã công bố", "27/04/2021", "x", "Mã cơ quan", "- "])


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=12))
def test_trap_15_every_line_that_holds_something_is_header_data_or_listed(rows: list[list[str]]) -> None:
    found = lay_out(sheet_of(HEADER + ROW + "".join(";".join(row) + "\n" for row in rows)))
    held = [row.line for row in sheet_of(HEADER + ROW + "".join(";".join(row) + "\n" for row in rows)).rows]
    if found.is_refused:
        return
    assert found.header is not None
    classes = [found.header.line, *(row.line for row in found.rows), *(one.line for one in found.not_data)]
    assert sorted(classes) == held


def test_sheets_by_hand_are_tables_too() -> None:
    content = workbook(sheet([["Mã cơ quan", "Tình trạng", "Ngày hiệu lực"], ["1", "a", "b"], [None, "c"]]))
    found = read(content).sheet
    assert found is not None
    assert lines(lay_out(found)) == ([2, 3], [])
