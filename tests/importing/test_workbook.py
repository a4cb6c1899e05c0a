"""XLSX: values as saved, and everything reported that a reader on a screen would not see."""

import io
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from qms.importing.codes import Code
from qms.importing.reading import read
from qms.importing.sheet import Cell, Content, DateSystem, Reading, Sheet
from tests.importing.workbooks import (
    CLOCK,
    DAY,
    FIVE_DIGITS,
    ISO_DAY,
    MAIN,
    Drawing,
    Drawn,
    Raw,
    error,
    formula,
    number,
    shared_texts,
    sheet,
    workbook,
)

HEADER: list[Drawn] = ["Mã cơ quan", "Tình trạng", "Ngày hiệu lực"]


def read_book(content: bytes, name: str | None = None) -> Sheet:
    reading = read(content, sheet=name)
    assert reading.sheet is not None, reading.problems
    return reading.sheet


def only_cell(value: Drawn, *, date1904: bool = False) -> object:
    return read_book(workbook(sheet([[value]]), date1904=date1904)).rows[0].cells[0]


def codes(reading: Reading) -> list[Code]:
    return [one.code for one in reading.problems]


@pytest.mark.parametrize(
    ("drawn", "value"),
    [
        ("Xã Hòa Bình", "Xã Hòa Bình"),
        ("Xa\u0303", "Xã"),
        ("một_x000D_\nhai", "một\r\nhai"),
        ("a_xD800_b_xdfff_c", "a_xD800_b_xdfff_c"),
        (number(5564), Cell("5564", Content.NUMBER)),
        (number("5564.0"), Cell("5564", Content.NUMBER)),
        (number("2.0150000000000001"), Cell("2.015", Content.NUMBER)),
        (number("1E3"), Cell("1000", Content.NUMBER)),
        (number("1e308"), Cell("1e+308", Content.NUMBER)),
        (number(4, FIVE_DIGITS), "00004"),
        (number(44313, DAY), Cell("2021-04-27", Content.DATE)),
        (number(44313, ISO_DAY), Cell("2021-04-27", Content.DATE)),
        (number("44313.5", DAY), Cell("2021-04-27T12:00:00", Content.DATE)),
        (number(60, DAY), Cell("60", Content.NUMBER)),
        (number(59, DAY), Cell("1900-02-28", Content.DATE)),
        (number(-1, DAY), Cell("-1", Content.NUMBER)),
        (number(44313), Cell("44313", Content.NUMBER)),
        (number("0.5", CLOCK), Cell("0.5", Content.NUMBER)),
        (Raw("<v>2021-04-27</v>", "d"), Cell("2021-04-27", Content.DATE)),
        (Raw("<v>1</v>", "b"), Cell("TRUE", Content.BOOLEAN)),
        (error("#REF!"), Cell("#REF!", Content.ERROR)),
        (formula("1+1", "2"), Cell("2", Content.NUMBER, is_formula=True)),
        (formula('"xã"', "xã", "str"), Cell("xã", Content.TEXT, is_formula=True)),
        (formula("A1", None), Cell("", Content.UNSAVED, is_formula=True)),
        (
            Raw("<is><r><t>Xã </t></r><r><t>Hòa</t></r><rPh><t>đọc</t></rPh></is>", "inlineStr"),
            "Xã Hòa",
        ),
    ],
)
def test_cells_hold_what_the_spreadsheet_saved(drawn: Drawn, value: object) -> None:
    assert only_cell(drawn) == value


def test_a_formula_whose_saved_result_is_an_empty_text_is_blank() -> None:
    assert read_book(workbook(sheet([["a", formula('""', "", "str"), "b"]]))).rows[0].cells == ("a", "", "b")


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    assert only_cell(number(42851, DAY), date1904=True) == Cell("2021-04-27", Content.DATE)
    assert read_book(workbook(sheet([["a"]]), date1904=True)).understood.date_system is DateSystem.FROM_1904


def test_rows_bear_the_sheets_numbers_and_gaps_stay_gaps() -> None:
    drawing = Drawing({3: ["a", None, "c"], 4: [None, " "], 7: [None, "b"]})
    assert [(row.line, row.cells) for row in read_book(workbook(drawing)).rows] == [(3, ("a", "", "c")), (7, ("", "b"))]


def test_shared_texts_are_found_by_their_number() -> None:
    content = workbook(
        sheet([[Raw("<v>1</v>", "s"), Raw("<v>0</v>", "s")]]),
        parts={"xl/sharedStrings.xml": shared_texts("hai", "một")},
    )
    assert read_book(content).rows[0].cells == ("một", "hai")


def test_the_reading_of_ideographs_is_no_part_of_a_shared_text() -> None:
    shared = f'<sst xmlns="{MAIN}"><si><r><t>Xã </t></r><r><t>Hòa</t></r><rPh><t>đọc</t></rPh></si></sst>'
    content = workbook(sheet([[Raw("<v>0</v>", "s")]]), parts={"xl/sharedStrings.xml": shared})
    assert read_book(content).rows[0].cells == ("Xã Hòa",)


def test_a_shared_text_longer_than_any_cell_is_refused() -> None:
    content = workbook(sheet([[Raw("<v>0</v>", "s")]]), parts={"xl/sharedStrings.xml": shared_texts("xy" * 20_000)})
    assert codes(read(content)) == [Code.CELL_TOO_LONG]


def test_a_workbook_without_styles_and_main_relation_is_read_all_the_same() -> None:
    relation = (
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    book = '<workbook><sheets><sheet name="a" r:id="rId1"/><sheet name="chart" r:id="rId9"/></sheets></workbook>'
    parts = {"_rels/.rels": "<Relationships/>", "xl/_rels/workbook.xml.rels": relation, "xl/workbook.xml": book}
    assert read_book(workbook(sheet([[number(44313, 1)]]), parts=parts)).rows[0].cells == (
        Cell("44313", Content.NUMBER),
    )


def test_elements_may_bear_a_prefix() -> None:
    content = workbook(
        sheet([]),
        parts={
            "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2">'
            "<x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        },
    )
    assert [(row.line, row.cells) for row in read_book(content).rows] == [(2, ("", Cell("7", Content.NUMBER)))]


def test_the_one_sheet_with_the_templates_header_is_read() -> None:
    content = workbook(sheet([["Hướng dẫn"]], name="Đọc trước"), sheet([HEADER, ["1", "x", "y"]], name="Báo cáo"))
    found = read_book(content).understood
    assert (found.sheet, found.sheets) == ("Báo cáo", ("Đọc trước", "Báo cáo"))


def test_of_several_sheets_with_the_header_one_has_to_be_chosen() -> None:
    content = workbook(sheet([HEADER], name="Quý 1"), sheet([HEADER], name="Quý 2"), sheet([["x"]], name="Khác"))
    reading = read(content)
    assert codes(reading) == [Code.CHOOSE_SHEET]
    assert reading.sheets == ("Quý 1", "Quý 2", "Khác")
    assert '"Quý 1", "Quý 2"' in reading.problems[0].message("vi")
    assert read_book(content, " quý 2 ").understood.sheet == "Quý 2"


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    reading = read(workbook(sheet([HEADER], name="Quý 1")), sheet="Quý 3")
    assert codes(reading) == [Code.NO_SUCH_SHEET]
    assert '"Quý 1"' in reading.problems[0].message("vi")


def test_without_any_header_the_only_filled_sheet_is_read_and_of_several_one_must_be_chosen() -> None:
    assert read_book(workbook(sheet([], name="A"), sheet([["x"]], name="B"))).understood.sheet == "B"
    assert codes(read(workbook(sheet([["x"]], name="A"), sheet([["y"]], name="B")))) == [Code.CHOOSE_SHEET]


def test_hidden_rows_columns_and_sheets_are_read_and_reported() -> None:
    hidden = sheet(
        [HEADER, ["1"], ["2"], ["3"], ["4"]],
        name="Ẩn",
        state="hidden",
        hidden_rows={2, 3, 5},
        hidden_columns=((2, 2), (4, 16_384)),
    )
    reading = read(workbook(hidden, sheet([["x"]], name="Hiện")))
    assert codes(reading) == [Code.HIDDEN_SHEET, Code.HIDDEN_ROWS, Code.HIDDEN_COLUMNS]
    assert "2–3, 5." in reading.problems[1].message("en")
    assert reading.sheet is not None
    assert reading.sheet.understood.hidden_rows == ((2, 3), (5, 5))
    assert reading.sheet.understood.hidden_columns[:2] == ("B", "D")
    assert reading.sheet.understood.hidden_sheets == ("Ẩn",)
    assert len(reading.sheet.rows) == 5


def test_merged_cells_and_formulas_are_counted() -> None:
    understood = read_book(workbook(sheet([["a", formula("1", "1")]], merged=("A1:A3", "B2:C2")))).understood
    assert (understood.merged, understood.formulas) == (("A1:A3", "B2:C2"), 1)


def test_a_workbook_in_an_old_encoding_is_refused_by_name() -> None:
    content = workbook(sheet([["M\xb7 c\xac quan", "Ph\xad\xeang Tr\xf3c B\xb9ch"]]))
    assert codes(read(content)) == [Code.TCVN3_TEXT]


@pytest.mark.parametrize(
    "part",
    [
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></row>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r='0'><c><v>1</v></c></row></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r='x'/></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c r='$1'><v>1</v></c></row></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c><v>x</v></c></row></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c t='s'><v>9</v></c></row></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c t='s'><v>-1</v></c></row></sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c><v>1e999</v></c></row></sheetData></worksheet>"},
        {"xl/workbook.xml": "<workbook><sheets/></workbook>"},
        {"xl/styles.xml": "<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"},
    ],
)
def test_a_damaged_workbook_is_a_sentence(part: dict[str, str]) -> None:
    assert codes(read(workbook(sheet([["a"]]), parts=part))) == [Code.DAMAGED_WORKBOOK]


def test_a_workbook_cut_off_is_damaged() -> None:
    content = workbook(sheet([["a"] * 50]))
    assert codes(read(content[: len(content) // 2])) == [Code.DAMAGED_WORKBOOK]


def test_a_workbook_written_by_other_programs_is_read_as_they_read_it() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page, day = book.add_worksheet("Báo cáo"), book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(0, 0, ["Mã cơ quan", "Tình trạng", "Ngày hiệu lực", "Tổng số TTHC"])
    page.write_row(2, 0, ["00004", "đã công bố"])
    page.write_datetime(2, 2, datetime(2021, 4, 27), day)  # noqa: DTZ001 – spreadsheets have no zones
    page.write_formula(2, 3, "=2+3", value=5)
    page.write_blank(2, 50, None, day)
    book.close()
    rows = read_book(out.getvalue()).rows
    assert rows[1].line == 3
    assert rows[1].cells == (
        "00004",
        "đã công bố",
        Cell("2021-04-27", Content.DATE),
        Cell("5", Content.NUMBER, is_formula=True),
    )
    other = openpyxl.load_workbook(io.BytesIO(out.getvalue()), data_only=True).worksheets[0]
    assert [cell.value for cell in other[3]][:4] == ["00004", "đã công bố", datetime(2021, 4, 27), 5]  # noqa: DTZ001 – as above


def test_a_workbook_saved_by_openpyxl_is_read() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Mã cơ quan", "Tình trạng", "Ngày hiệu lực"])
    page.append(["00004", "đã công bố", datetime(2021, 4, 27)])  # noqa: DTZ001 – spreadsheets have no zones
    page.append(["=A2", None, None])
    out = io.BytesIO()
    book.save(out)
    rows = read_book(out.getvalue()).rows
    assert rows[1].cells == ("00004", "đã công bố", Cell("2021-04-27", Content.DATE))
    assert rows[2].cells[0] == Cell("", Content.UNSAVED, is_formula=True)
