"""`qms template`: the agencies of today with their present state, as a file to fill in."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from qms.importing.columns import REGISTER_COLUMNS, STATUS_COLUMNS
from tests.cli.conftest import Type


def table(file: Path) -> list[dict[str, str]]:
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_status_template_tells_the_present_state_of_each_agency(ask: Type, tmp_path: Path) -> None:
    file = tmp_path / "status.csv"
    typed = ask(f"template status -o {file}")
    assert (typed.code, typed.err, typed.out) == (0, "", f"{file} is written. Agencies: 9.\n")
    rows = table(file)
    assert list(rows[0]) == [column.name for column in STATUS_COLUMNS]
    viet = next(row for row in rows if row["agency_code"] == "00001")
    assert {name: value for name, value in viet.items() if value} == {
        "agency_code": "00001",
        "agency_name": "Phường Phúc Xá",
        "level": "commune People's Committee",
        "scope": "encouraged",
        "parent_code": "01",
        "status": "announced",
        "effective_date": "2019-11-20",
        "procedures_total": "7",
        "procedures_covered": "7",
        "standard": "2015",
    }


def test_an_agency_without_a_report_and_a_renamed_one_are_there_without_a_state(ask: Type, tmp_path: Path) -> None:
    file = tmp_path / "status.csv"
    ask(f"template status -o {file}")
    rows = {row["agency_name"]: row for row in table(file)}
    assert "Tỉnh Hà Giang" not in rows
    assert [rows[name]["status"] for name in ("Bộ Công Thương", "Phường Ba Đình")] == ["", ""]
    assert rows["Bộ Công Thương"]["effective_date"] == ""


def test_a_parent_that_changed_since_the_report_is_left_blank(ask: Type, tmp_path: Path) -> None:
    file = tmp_path / "status.csv"
    ask(f"template status -o {file}")
    moved = next(row for row in table(file) if row["agency_code"] == "00715")
    assert (moved["parent_code"], moved["status"]) == ("", "withdrawn")


def test_a_template_may_hold_one_ministry_or_province(ask: Type, tmp_path: Path) -> None:
    file = tmp_path / "status.csv"
    typed = ask(f"template status --under ministry:01 -o {file}", "vi")
    assert typed.code == 0
    rows = table(file)
    assert [row["Mã cơ quan"] for row in rows] == ["01", "01.01", "01.02"]
    assert [row["Tình trạng"] for row in rows] == ["đã công bố"] * 3


def test_a_register_template_tells_what_holds_and_since_when(ask: Type, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    assert ask(f"template register --under province:01 -o {file}").code == 0
    rows = table(file)
    assert list(rows[0]) == [column.name for column in REGISTER_COLUMNS]
    renamed = next(row for row in rows if row["code"] == "00004")
    assert (renamed["name"], renamed["valid_from"], renamed["parent_code"]) == ("Phường Ba Đình", "2025-07-01", "01")
    assert len(rows) == 5


@pytest.mark.parametrize("kind", ["status", "register"])
def test_a_workbook_has_drop_downs_guidance_and_codes_as_text(ask: Type, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "template.xlsx"
    assert ask(f"template {kind} -o {file}", "vi").code == 0
    book = openpyxl.load_workbook(file)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Dữ liệu", "visible"),
        ("Hướng dẫn", "visible"),
        ("lists", "hidden"),
    ]
    sheet = book["Dữ liệu"]
    assert sheet["A2"].value == "01"
    assert sheet["A2"].data_type == "s"
    assert sheet.dimensions == ("A1:O10" if kind == "status" else "A1:M10")
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert {"list_level", "list_scope"} <= lists
    assert {name.removeprefix("=") for name in lists} == set(book.defined_names)


@pytest.mark.parametrize(
    "line",
    ["template other -o a.csv", "template status -o a.pdf", "template status", "template status --under 9 -o a.csv"],
)
def test_what_cannot_be_understood_ends_with_2_and_writes_nothing(
    ask: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = ask(line)
    assert (typed.code, typed.out) == (2, "")
    assert list(tmp_path.glob("a.*")) == []


def test_a_place_that_takes_no_file_ends_with_3(ask: Type, tmp_path: Path) -> None:
    typed = ask(f"template status -o {tmp_path / 'nowhere' / 'a.csv'}")
    assert typed.code == 3
    assert "a.csv" in typed.err
