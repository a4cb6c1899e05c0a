"""The files in data/examples are read as data/examples/README.md says."""

from datetime import date

import pytest

from qms.importing.codes import Code
from qms.importing.columns import Kind
from qms.importing.layout import Reason, Table, lay_out
from qms.importing.problems import Problem
from qms.importing.rows import StatusRow, read_status_rows
from qms.importing.sandbox import read_file
from qms.importing.sheet import DateSystem, Understood
from qms.vocabulary import Assurance, Standard, Status
from tests.importing import example_files
from tests.importing.example_files import EXAMPLES, MINISTRY, MISTAKES, PROVINCE

TODAY = date(2026, 11, 25)


def opened(name: str) -> tuple[Understood, Table, list[StatusRow], list[Problem]]:
    reading = read_file((EXAMPLES / name).read_bytes(), name)
    assert reading.sheet is not None
    table = lay_out(reading.sheet)
    rows = list(read_status_rows(table, TODAY))
    return reading.sheet.understood, table, rows, [*reading.problems, *table.problems]


def test_the_ministrys_tidy_file_is_read_without_a_word() -> None:
    understood, table, rows, problems = opened(MINISTRY)
    assert (understood.encoding, understood.delimiter, table.kind) == ("UTF-8 with BOM", ",", Kind.STATUS)
    assert problems == []
    assert [one for row in rows for one in row.problems] == []
    assert [(row.line, row.agency_code, row.status) for row in rows] == [
        (2, "BKHCN-01", Status.ANNOUNCED),
        (3, "BKHCN-02", Status.APPLIED),
        (4, "BKHCN-06", Status.BUILDING),
        (5, "BKHCN-09", Status.WITHDRAWN),
        (6, "BTTTT-02", Status.ANNOUNCED),
        (7, "BTTTT-04", Status.ANNOUNCED),
    ]
    last = rows[-1]
    assert (last.decision_no, last.decision_date) == ("17/QĐ-TT40", date(2026, 10, 16))
    assert (last.procedures_total, last.standard, last.assurance) == (1204, Standard.ISO_2015, Assurance.CERTIFIED)


def test_the_provinces_messy_workbook_gives_nine_rows_and_lists_the_rest() -> None:
    understood, table, rows, problems = opened(PROVINCE)
    assert (understood.sheet, understood.date_system) == ("Biểu 01", DateSystem.FROM_1900)
    assert [one.code for one in problems] == [Code.HIDDEN_COLUMNS, Code.UNKNOWN_COLUMN, Code.UNKNOWN_COLUMN]
    assert [(row.line, row.agency_code, row.agency_name) for row in rows] == [
        (8, "04-SNV", "Sở Nội vụ"),
        (9, "04-SYT", "Sở Y tế"),
        (10, "04-TTT", "Thanh tra tỉnh"),
        (13, "1273", "UBND phường Thục Phán"),
        (14, "1279", "Phường Nùng Trí Cao"),
        (15, "1290", "Xã Bảo Lâm"),
        (16, "1501", "Xã Đàm Thuỷ"),
        (17, "1654", "Ủy ban nhân dân xã Hoà An"),
        (18, "1747", "xã Minh Tâm"),
    ]
    assert [row.problems for row in rows] == [()] * 9
    assert [(one.line, one.reason) for one in table.not_data] == [
        (1, Reason.TITLE),
        (2, Reason.TITLE),
        (3, Reason.TITLE),
        (6, Reason.COLUMN_NUMBERS),
        (7, Reason.BESIDE),
        (11, Reason.TOTAL),
        (12, Reason.BESIDE),
        (19, Reason.TOTAL),
        (20, Reason.TOTAL),
        (22, Reason.BELOW),
        (23, Reason.BELOW),
    ]
    assert (rows[0].effective_date, rows[0].decision_date) == (date(2026, 10, 6), date(2026, 10, 6))
    assert (rows[8].status, rows[8].procedures_total) == (Status.WITHDRAWN, None)


def test_nine_of_the_twelve_kinds_of_mistakes_are_found_in_the_cells_alone() -> None:
    _, _, rows, problems = opened(MISTAKES)
    assert problems == []
    assert [(row.line, [one.code for one in row.problems]) for row in rows] == [
        (2, []),
        (3, [Code.BAD_DATE]),
        (4, [Code.MONTH_FIRST_DATE]),
        (5, [Code.DATE_TOO_LATE]),
        (6, [Code.UNKNOWN_WORD]),
        (7, [Code.BAD_COUNT]),
        (8, [Code.COVERED_EXCEEDS_TOTAL]),
        (9, [Code.MISSING_VALUE]),
        (10, [Code.MISSING_AGENCY]),
        (11, [Code.FORMULA_PREFIX]),
        (12, []),
        (13, []),
        (14, []),
        (15, []),
        (16, []),
    ]


@pytest.mark.parametrize(
    ("name", "drawn"), [(MINISTRY, example_files.ministry()), (MISTAKES, example_files.mistakes())]
)
def test_the_text_files_are_as_they_are_drawn(name: str, drawn: bytes) -> None:
    assert (EXAMPLES / name).read_bytes() == drawn


def test_the_workbook_holds_what_is_drawn() -> None:
    assert read_file((EXAMPLES / PROVINCE).read_bytes()) == read_file(example_files.province())


def test_the_readme_names_every_example() -> None:
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    names = [path.name for path in EXAMPLES.iterdir() if path.suffix != ".md"]
    assert sorted(names) == sorted([MINISTRY, PROVINCE, MISTAKES])
    assert all(f"`{name}`" in told for name in names)
