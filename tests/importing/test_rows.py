"""A row to what it states: typed values, what is cleared, and every problem with line, column and value."""

from datetime import date

import pytest

from qms.importing.cells import Clear
from qms.importing.codes import Code
from qms.importing.layout import Table, lay_out
from qms.importing.reading import read
from qms.importing.rows import Predecessor, RegisterRow, StatusRow, read_register_rows, read_status_rows
from qms.importing.sheet import Sheet
from qms.vocabulary import Assurance, Level, Region, Scope, Standard, Status, Succession
from tests.importing.workbooks import Drawn, error, formula, number, sheet, workbook

TODAY = date(2025, 8, 1)
KEYS = "agency_code;status;effective_date"
FACTS = "00004;announced;2021-04-27"


def sheet_of(content: bytes) -> Sheet:
    found = read(content).sheet
    assert found is not None
    return found


def table(text: str) -> Table:
    found = lay_out(sheet_of(text.encode()))
    assert not found.is_refused, found.problems
    return found


def status_row(header: str, values: str) -> StatusRow:
    (row,) = read_status_rows(table(f"{KEYS};{header}\n{FACTS};{values}\n"), TODAY)
    return row


def register_row(**stated: str) -> RegisterRow:
    usual = {"code": "00004", "name": "Phường Ba Đình", "level": "commune", "valid_from": "2025-07-01"} | stated
    (row,) = read_register_rows(
        table(";".join(usual) + "\n" + ";".join(f'"{v}"' for v in usual.values()) + "\n"), TODAY
    )
    return row


def told(row: StatusRow | RegisterRow) -> list[tuple[Code, str | None, str | None]]:
    return [(one.code, one.column, one.value) for one in row.problems]


def test_a_full_row_states_everything() -> None:
    (row,) = read_status_rows(
        table(
            "Mã cơ quan;Tên cơ quan;Cấp;Đối tượng;Mã cơ quan chủ quản;Tình trạng;Ngày hiệu lực;Tổng số TTHC;"
            "Số TTHC (đã) áp dụng;Tiêu chuẩn;Số quyết định;Ngày quyết định;Mức xác nhận;Nguồn;Ghi chú\n"
            "00004;Phường  Trúc Bạch;UBND cấp xã;khuyến khích;001;đã công bố;27/4/2021;1.005;5;ISO 9001:2015;"
            "12/QĐ-UBND;05/03/2020;tự công bố;Báo cáo 15/BC;=có ghi chú\n"
        ),
        TODAY,
    )
    assert row == StatusRow(
        line=2,
        agency_code="00004",
        agency_name="Phường Trúc Bạch",
        level=Level.COMMUNE,
        scope=Scope.ENCOURAGED,
        parent_code="001",
        status=Status.ANNOUNCED,
        effective_date=date(2021, 4, 27),
        procedures_total=1005,
        procedures_covered=5,
        standard=Standard.ISO_2015,
        decision_no="12/QĐ-UBND",
        decision_date=date(2020, 3, 5),
        assurance=Assurance.SELF_DECLARED,
        source="Báo cáo 15/BC",
        note="=có ghi chú",
    )
    assert not row.is_rejected


def test_blank_states_nothing_and_a_lone_hyphen_clears() -> None:
    header = "procedures_total;procedures_covered;standard;decision_no;decision_date;assurance;source;note"
    blank, cleared = status_row(header, ";;;; ;;;\u00a0"), status_row(header, "-;-;-; - ;-;-;-;-")
    for name in header.split(";"):
        assert getattr(blank, name) is None
        assert getattr(cleared, name) is Clear.CLEAR
    assert (blank.problems, cleared.problems) == ((), ())


def test_other_dashes_do_not_clear() -> None:
    assert told(status_row("procedures_total", "–")) == [(Code.BAD_COUNT, "procedures_total", "–")]
    assert status_row("note", "–").note == "–"
    assert status_row("note", "--").note == "--"


def test_what_names_an_agency_or_says_what_holds_cannot_be_cleared() -> None:
    (row,) = read_status_rows(table("agency_code;agency_name;parent_code;status;effective_date\n-;-;-;-;-\n"), TODAY)
    assert told(row) == [
        (Code.CANNOT_CLEAR, name, "-")
        for name in ("agency_code", "agency_name", "parent_code", "status", "effective_date")
    ]
    assert row.is_rejected


def test_required_cells_must_be_filled_and_an_agency_named() -> None:
    (row,) = read_status_rows(table("agency_name;parent_code;status;effective_date;note\nXã A;;;;\n"), TODAY)
    assert told(row) == [
        (Code.MISSING_VALUE, "status", ""),
        (Code.MISSING_VALUE, "effective_date", ""),
        (Code.MISSING_AGENCY, None, None),
    ]
    assert [one.line for one in row.problems] == [2, 2, 2]


def test_every_problem_of_a_row_is_told_at_once() -> None:
    row = status_row("agency_name;procedures_total;procedures_covered;standard;note", "=Xã;x;7;2017;a\u200bb")
    assert told(row) == [
        (Code.FORMULA_PREFIX, "agency_name", "=Xã"),
        (Code.BAD_COUNT, "procedures_total", "x"),
        (Code.UNKNOWN_WORD, "standard", "2017"),
        (Code.INVISIBLE_CHARACTER, "note", "a\u200bb"),
    ]
    assert "[U+200B]" in row.problems[3].message("en")


def test_a_problem_repeats_the_beginning_of_an_overlong_cell() -> None:
    (problem,) = status_row("note", "x" * 10_000).problems
    assert (problem.code, problem.value) == (Code.TEXT_TOO_LONG, "x" * 500)


def test_no_more_procedures_can_be_covered_than_there_are() -> None:
    header = "procedures_total;procedures_covered"
    assert told(status_row(header, "5;6")) == [(Code.COVERED_EXCEEDS_TOTAL, "procedures_covered", "6")]
    assert told(status_row(header, "0;0")) == [(Code.NO_PROCEDURES, "procedures_covered", "0")]
    assert not status_row(header, "0;0").is_rejected
    assert told(status_row(header, "5;")) == []


def test_a_decisions_number_and_day_may_stand_in_one_cell() -> None:
    row = status_row("decision_no;decision_date", "12/QĐ-UBND ngày 05/3/2020;")
    assert (row.decision_no, row.decision_date, row.problems) == ("12/QĐ-UBND", date(2020, 3, 5), ())
    same = status_row("decision_no;decision_date", "12/QĐ-UBND ngày 05/3/2020;2020-03-05")
    assert (same.decision_date, same.problems) == (date(2020, 3, 5), ())
    other = status_row("decision_no;decision_date", "12/QĐ-UBND ngày 05/3/2020;2020-03-06")
    assert told(other) == [(Code.DECISION_DATES_DIFFER, "decision_date", "06/03/2020")]
    cleared = status_row("decision_no;decision_date", "12/QĐ-UBND ngày 05/3/2020;-")
    assert told(cleared) == [(Code.DECISION_DATES_DIFFER, "decision_date", "-")]
    impossible = status_row("decision_no", "12/QĐ-UBND ngày 30/02/2020")
    assert told(impossible) == [(Code.BAD_DATE, "decision_no", "12/QĐ-UBND ngày 30/02/2020")]


def test_a_row_of_text_that_is_short_is_filled_up_with_a_warning_and_a_long_one_rejected() -> None:
    (short,) = read_status_rows(table(f"{KEYS};note;source;\n{FACTS}\n"), TODAY)
    assert told(short) == [(Code.SHORT_ROW, None, None)]
    assert not short.is_rejected
    (long,) = read_status_rows(table(f"{KEYS};note;\n{FACTS};;x;y\n"), TODAY)
    assert told(long) == [(Code.EXTRA_CELLS, None, "x")]
    assert "E, F." in long.problems[0].message("en")
    (blank,) = read_status_rows(table(f"{KEYS};note;\n{FACTS};;;;\n"), TODAY)
    assert told(blank) == []


def test_cells_of_workbooks_errors_and_formulas() -> None:
    header: list[Drawn] = ["agency_code", "status", "effective_date", "procedures_total", "note", "STT"]
    rows: list[list[Drawn]] = [
        header,
        ["00004", "announced", number(44313, 1), 5, "x", error("#REF!")],
        ["00005", error("#N/A"), number(44313), formula("1", "7"), formula("A1", None)],
        ["00006", "announced", number("44313.5", 1), number("5.564"), "#REF!"],
        ["00007", "announced", number(44313, 1)],
    ]
    first, second, third, fourth = read_status_rows(lay_out(sheet_of(workbook(sheet(rows)))), TODAY)
    assert (first.effective_date, first.procedures_total, told(first)) == (date(2021, 4, 27), 5, [])
    assert told(second) == [
        (Code.CELL_ERROR, "status", "#N/A"),
        (Code.NUMBER_FOR_DATE, "effective_date", "44313"),
        (Code.FORMULA_VALUE, "procedures_total", "7"),
        (Code.FORMULA_NOT_SAVED, "note", ""),
    ]
    assert second.procedures_total == 7
    assert second.problems[1].suggestion == "27/04/2021"
    assert "E3" in second.problems[3].message("en")
    assert told(third) == [
        (Code.TIME_OF_DAY, "effective_date", "2021-04-27T12:00:00"),
        (Code.BAD_COUNT, "procedures_total", "5.564"),
        (Code.CELL_ERROR, "note", "#REF!"),
    ]
    assert told(fourth) == []


def test_the_1904_workbooks_number_suggests_its_own_day() -> None:
    rows: list[list[Drawn]] = [["agency_code", "status", "effective_date"], ["1", "announced", number(42851)]]
    (row,) = read_status_rows(lay_out(sheet_of(workbook(sheet(rows), date1904=True))), TODAY)
    assert row.problems[0].suggestion == "27/04/2021"


def test_future_days_are_rejected_and_todays_are_not() -> None:
    text = f"{KEYS}\n00004;announced;2025-08-01\n00004;announced;2025-08-02\n00004;announced;2006-06-19\n"
    today, tomorrow, early = read_status_rows(table(text), TODAY)
    assert (told(today), today.effective_date) == ([], TODAY)
    assert told(tomorrow) == [(Code.DATE_TOO_LATE, "effective_date", "2025-08-02")]
    assert told(early) == [(Code.DATE_TOO_EARLY, "effective_date", "2006-06-19")]
    assert "20/06/2006" in early.problems[0].message("vi")


def test_what_comes_again_is_read_the_same() -> None:
    text = f"{KEYS};procedures_total\n" + f"{FACTS};x\n" * 3
    lines = [[(one.line, one.value) for one in row.problems] for row in read_status_rows(table(text), TODAY)]
    assert lines == [[(2, "x")], [(3, "x")], [(4, "x")]]


def test_what_is_remembered_of_cells_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.importing.rows._REMEMBERED", 2)
    text = f"{KEYS};note\n" + "".join(f"{FACTS};{note}\n" for note in "abcabc")
    assert [row.note for row in read_status_rows(table(text), TODAY)] == list("abcabc")


def test_a_full_register_row_states_everything() -> None:
    row = register_row(
        name_en="Ba Dinh Ward",
        scope="khuyến khích",
        parent_code="01",
        region="Đồng bằng sông Hồng",
        locality="01",
        valid_to="2026-01-01",
        predecessor_codes="00001; 00004|district:001;00001",
        succession="hợp nhất",
        legal_act="Nghị quyết 1656/NQ-UBTVQH15",
    )
    assert row == RegisterRow(
        line=2,
        code="00004",
        name="Phường Ba Đình",
        name_en="Ba Dinh Ward",
        level=Level.COMMUNE,
        scope=Scope.ENCOURAGED,
        parent_code="01",
        region=Region.RED_RIVER_DELTA,
        locality="01",
        valid_from=date(2025, 7, 1),
        valid_to=date(2026, 1, 1),
        predecessors=(Predecessor(None, "00001"), Predecessor(None, "00004"), Predecessor(Level.DISTRICT, "001")),
        succession=Succession.MERGED,
        legal_act="Nghị quyết 1656/NQ-UBTVQH15",
    )


def test_a_hyphen_in_valid_to_reopens() -> None:
    row = register_row(valid_to="-")
    assert (row.valid_to, row.problems) == (Clear.CLEAR, ())


def test_a_register_row_needs_code_name_level_and_day() -> None:
    row = register_row(code="x", name="", level="", valid_from="")
    assert told(row) == [
        (Code.MISSING_VALUE, "name", ""),
        (Code.MISSING_VALUE, "level", ""),
        (Code.MISSING_VALUE, "valid_from", ""),
    ]
    assert row.is_rejected


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"valid_to": "2025-06-30"}, Code.CLOSED_BEFORE_OPENED),
        ({"valid_from": "1945-09-01"}, Code.DATE_TOO_EARLY),
        ({"valid_from": "2027-08-02"}, Code.DATE_TOO_LATE),
        ({"predecessor_codes": "village:001"}, Code.UNKNOWN_WORD),
        ({"succession": "x"}, Code.UNKNOWN_WORD),
        ({"region": "x"}, Code.UNKNOWN_WORD),
        ({"name_en": "-"}, Code.CANNOT_CLEAR),
        ({"code": "@1"}, Code.FORMULA_PREFIX),
    ],
)
def test_a_register_row_is_rejected_for_what_cannot_be(stated: dict[str, str], code: Code) -> None:
    row = register_row(**stated)
    assert [one[0] for one in told(row)] == [code]
    assert row.is_rejected
