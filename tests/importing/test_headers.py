"""Headers: English or Vietnamese, however spelled; slips are errors, strangers are reported."""

import pytest

from qms.importing.codes import Code
from qms.importing.columns import COLUMNS, REQUIRED, Kind, column_label, fold_header, headers_of, missing_columns
from qms.importing.headers import Header, find_header_row, header_signature, is_one_slip, read_header
from qms.importing.sheet import Row

STATUS = ("agency_code", "status", "effective_date")


def header(*names: str) -> Header:
    return read_header(Row(1, names))


def problems(*names: str) -> list[tuple[Code, str | None, str | None]]:
    return [(one.code, one.column, one.suggestion) for one in header(*names).problems]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_column_is_known_by_its_english_and_its_vietnamese_name(kind: Kind) -> None:
    for names in (
        [column.name for column in COLUMNS[kind]],
        [column.vietnamese for column in COLUMNS[kind]],
        [column_label(column.name, "vi") for column in COLUMNS[kind]],
    ):
        found = header(*names)
        assert (found.kind, found.problems) == (kind, ())
        assert list(found.columns.values()) == [column.name for column in COLUMNS[kind]]


@pytest.mark.parametrize("kind", list(Kind))
def test_no_name_means_two_columns(kind: Kind) -> None:
    names = [fold_header(n) for c in COLUMNS[kind] for n in {c.name, c.vietnamese, *c.others}]
    assert sorted(names) == sorted(headers_of(kind))


@pytest.mark.parametrize(
    "spelled",
    [
        "Ngày hiệu lực",
        "NGÀY HIỆU LỰC",
        "ngay hieu luc",
        "Ngày\nhiệu lực (*):",
        "  Ngày   hiệu-lực ",
        "effective_date",
        "Effective Date",
        "EFFECTIVE-DATE *",
        "Nga\u0300y hiệu lực",
    ],
)
def test_case_diacritics_spacing_and_punctuation_make_no_difference(spelled: str) -> None:
    assert header("Mã cơ quan", "Tình trạng", spelled).columns[2] == "effective_date"


@pytest.mark.parametrize(
    ("spelled", "column"),
    [
        ("Mã cơ quan chủ quản (cấp trên)", "parent_code"),
        ("Mã cơ quan cấp trên", "parent_code"),
        ("Số TTHC (đã) áp dụng", "procedures_covered"),
        ("Số TTHC áp dụng", "procedures_covered"),
        ("Tổng số thủ tục hành chính", "procedures_total"),
        ("Phiên bản (Tiêu chuẩn)", "standard"),
        ("Tiêu chuẩn", "standard"),
        ("Số, ký hiệu (Số quyết định)", "decision_no"),
        ("Số quyết định", "decision_no"),
        ("Ngày ban hành", "decision_date"),
        ("Ngày quyết định", "decision_date"),
    ],
)
def test_headers_with_two_names_are_known_by_either_and_by_both(spelled: str, column: str) -> None:
    assert header(*STATUS, spelled).columns[3] == column


def test_order_does_not_matter_and_unknown_columns_are_reported_and_ignored() -> None:
    found = header("STT", "Ngày hiệu lực", "", "Tình trạng", "Điện thoại", "Mã cơ quan")
    assert found.columns == {1: "effective_date", 3: "status", 5: "agency_code"}
    assert found.ignored == {0: "STT", 4: "Điện thoại"}
    assert found.named == {0, 1, 3, 4, 5}
    assert [(one.code, one.value) for one in found.problems] == [
        (Code.UNKNOWN_COLUMN, "STT"),
        (Code.UNKNOWN_COLUMN, "Điện thoại"),
    ]
    assert found.is_whole


def test_a_missing_required_column_is_an_error() -> None:
    assert problems("Mã cơ quan", "Ngày hiệu lực") == [(Code.MISSING_COLUMN, "status", None)]
    assert problems("code", "name", "valid_from") == [(Code.MISSING_COLUMN, "level", None)]
    assert not header("Mã cơ quan", "Ngày hiệu lực").is_whole


def test_a_status_file_names_its_agencies_by_code_or_by_name_and_parent() -> None:
    assert header("agency_name", "parent_code", "status", "effective_date").is_whole
    assert problems("agency_name", "status", "effective_date") == [(Code.MISSING_COLUMN, "agency_code", None)]
    assert missing_columns(Kind.REGISTER, ()) == REQUIRED[Kind.REGISTER]


def test_one_slip_from_a_missing_column_is_an_error_with_the_suggestion() -> None:
    assert problems("agency_code", "status", "efective_date") == [
        (Code.MISSPELLED_COLUMN, "efective_date", "effective_date")
    ]
    assert problems("Mã cơ quan", "Tình trạnh", "Ngày hiệu lực") == [
        (Code.MISSPELLED_COLUMN, "Tình trạnh", "Tình trạng")
    ]
    assert problems(*STATUS, "Ghi chu s") == [(Code.MISSPELLED_COLUMN, "Ghi chu s", "Ghi chú")]


def test_one_slip_from_a_column_that_is_there_is_just_unknown() -> None:
    assert problems(*STATUS, "note", "notes") == [(Code.UNKNOWN_COLUMN, "notes", None)]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("status", "statu", True),
        ("status", "sttaus", True),
        ("status", "statuz", True),
        ("status", "xstatus", True),
        ("status", "status", False),
        ("status", "stat", False),
        ("status", "tsatsu", False),
        ("", "", False),
    ],
)
def test_a_slip_is_one_letter_too_many_too_few_wrong_or_swapped(one: str, other: str, slip: bool) -> None:
    assert is_one_slip(one, other) is slip
    assert is_one_slip(other, one) is slip


def test_a_column_twice_is_refused_in_whatever_languages_it_stands() -> None:
    found = header("Mã cơ quan", "agency_code", "Tình trạng", "Ngày hiệu lực")
    assert [(one.code, one.column) for one in found.problems] == [(Code.DUPLICATE_COLUMN, "agency_code")]
    assert "A, B." in found.problems[0].message("en")
    assert not found.is_whole


def test_status_and_register_columns_in_one_file_are_refused() -> None:
    found = header("Mã", "Tên", "Cấp", "Từ ngày", "Tình trạng")
    assert [one.code for one in found.problems] == [Code.MIXED_COLUMNS]
    assert found.kind is None
    assert '("status")' in found.problems[0].message("en")
    assert '("Mã", "Tên", "Từ ngày")' in found.problems[0].message("vi")


def test_the_header_is_the_row_that_names_most_columns() -> None:
    rows = [
        Row(1, ("BÁO CÁO", "", "")),
        Row(2, ("Tình trạng", "đến ngày", "27/04/2021")),
        Row(4, ("STT", "Mã cơ quan", "Tình trạng", "Ngày hiệu lực")),
        Row(5, ("1", "00004", "đã công bố", "27/04/2021")),
        Row(6, ("STT", "Mã cơ quan", "Tình trạng", "Ngày hiệu lực")),
    ]
    found = find_header_row(rows)
    assert found is not None
    assert found.line == 4
    assert find_header_row(rows[:2]) is None


def test_a_layouts_signature_forgets_spelling_and_remembers_places() -> None:
    one = header_signature(("Mã cơ quan", "Tình trạng", ""))
    assert one == header_signature(("MA CO QUAN*", "tinh  trang"))
    assert one != header_signature(("Tình trạng", "Mã cơ quan"))
    assert one != header_signature(("", "Mã cơ quan", "Tình trạng"))
    assert len(one) == 64
