"""CSV: the separator is found out and named, lines are counted as an editor counts them."""

import pytest

from qms.importing.codes import Code
from qms.importing.reading import read
from qms.importing.sheet import Limits, Sheet

HEADER = "Mã cơ quan{0}Tình trạng{0}Ngày hiệu lực\n"
ROW = "00004{0}đã công bố{0}27/04/2021\n"


def read_text(text: str) -> Sheet:
    reading = read(text.encode())
    assert reading.problems == ()
    assert reading.sheet is not None
    return reading.sheet


def refusal(text: str, **limits: int) -> tuple[Code, int | None]:
    (problem,) = read(text.encode(), limits=Limits(**limits)).problems
    return problem.code, problem.line


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_comma_semicolon_and_tab_are_found_by_what_the_header_says(delimiter: str) -> None:
    sheet = read_text((HEADER + ROW).format(delimiter))
    assert sheet.understood.delimiter == delimiter
    assert [row.cells for row in sheet.rows] == [
        ("Mã cơ quan", "Tình trạng", "Ngày hiệu lực"),
        ("00004", "đã công bố", "27/04/2021"),
    ]


def test_many_commas_in_titles_and_names_do_not_make_the_comma_the_separator() -> None:
    sheet = read_text("Báo cáo, quý 1, năm 2021, kèm theo\n" + (HEADER + ROW).format(";"))
    assert sheet.understood.delimiter == ";"


def test_without_a_header_the_commonest_separator_counts() -> None:
    assert read_text("a;b;c\n1;2;3\n").understood.delimiter == ";"
    assert read_text("một cột\nhai\n").understood.delimiter == ","


def test_a_pipe_is_refused_by_name() -> None:
    (problem,) = read((HEADER + ROW).format("|").encode()).problems
    assert (problem.code, problem.value) == (Code.UNKNOWN_DELIMITER, "|")


def test_the_line_that_names_the_separator_is_obeyed_and_counts_as_a_line() -> None:
    sheet = read_text("sep=;\n" + (HEADER + ROW).format(";"))
    assert [row.line for row in sheet.rows] == [2, 3]
    assert read_text('"SEP=\t"\r\n' + ROW.format("\t")).understood.delimiter == "\t"
    assert refusal("sep=|\na|b\n") == (Code.UNKNOWN_DELIMITER, 1)
    assert refusal("sep=\na|b\n") == (Code.UNKNOWN_DELIMITER, 1)


def test_line_ends_may_be_mixed_and_blank_lines_count() -> None:
    sheet = read_text("a,b\r\n1,2\r3,4\n\n , \n5,6")
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (1, ("a", "b")),
        (2, ("1", "2")),
        (3, ("3", "4")),
        (6, ("5", "6")),
    ]


def test_a_row_with_line_breaks_in_quotes_bears_the_line_where_it_begins() -> None:
    sheet = read_text('a,b\n1,"hai\r\nba, ""bốn"""\n5,6\n')
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (1, ("a", "b")),
        (2, ("1", 'hai\r\nba, "bốn"')),
        (4, ("5", "6")),
    ]


def test_quotation_marks_that_do_not_match_are_refused_with_their_line() -> None:
    assert refusal('a,b\n1,2\n3,"4\n5,6\n') == (Code.BAD_QUOTING, 3)
    assert refusal('a,b\n"1"x,2\n') == (Code.BAD_QUOTING, 2)


def test_a_quotation_mark_inside_a_cell_is_a_sign_like_others() -> None:
    assert read_text('a,b\n1,Xã "Hòa"\n').rows[1].cells == ("1", 'Xã "Hòa"')


def test_a_cell_longer_than_any_spreadsheets_is_refused() -> None:
    assert refusal("a,b\n1," + "x" * 32_768 + "\n") == (Code.CELL_TOO_LONG, 2)
    assert read_text("a,b\n1," + "x" * 32_767 + "\n").rows[1].cells[1] == "x" * 32_767


def test_more_rows_columns_or_bytes_than_allowed_are_refused() -> None:
    assert refusal("x," * 10_000 + "\n")[0] is Code.TOO_MANY_COLUMNS
    assert refusal("," * 300 + "x\n") == (Code.FAR_CELL, 1)
    assert refusal("a,b\n", bytes=3) == (Code.TOO_MANY_BYTES, None)


def test_a_row_of_empty_cells_is_not_wide() -> None:
    assert len(read_text("a,b" + "," * 16_000 + "\n1,2\n").rows[0].cells) == 200


def test_a_sheets_name_means_nothing_to_a_text() -> None:
    reading = read((HEADER + ROW).format(",").encode(), sheet="Dữ liệu")
    assert [one.code for one in reading.problems] == [Code.TEXT_HAS_NO_SHEETS]
    assert reading.sheet is not None
