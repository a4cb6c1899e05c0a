"""Names, notes and file names made to hurt: refused, or shown as what they are, wherever they come out."""

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from qms.cli import run
from qms.inert import FORMULA_PREFIXES
from tests.cli.conftest import Type, Typed

FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "＝1", "＋1", "－1", "＠x", "﹦1", "'=1", "\t=1"]
HIDDEN = [
    "Xã \u202egnịb",
    "Xã\u200b Bình",
    "Xã \u2066A\u2069",
    "Xã \x1b[31mA",
    "Xã \x07A",
    "Xã A\x7f",
    "X" + "\u0301" * 9,
]
TOO_LONG = ["x" * 10_000]
ODD = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE agency; --",
    'Xã "A", B',
    "Xã {0} %s \\n",
]
SOME = [FORMULAS[0], FORMULAS[-1], HIDDEN[0], HIDDEN[1], HIDDEN[3], ODD[0], ODD[2]]
REGISTER = ["code", "name", "level", "scope", "parent_code", "valid_from"]
STATUS = ["agency_code", "status", "effective_date", "note"]


@pytest.fixture
def own(country: str, type_: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Type at a copy of the country that may be changed, in its folder."""
    shutil.copy(country.removeprefix("sqlite:///"), tmp_path / "own.sqlite")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{tmp_path / 'own.sqlite'}")
    monkeypatch.setenv("QMS_LANG", "en")
    return type_


def table_file(name: str, header: list[str], *rows: list[str]) -> None:
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def new_commune(name: str, code: str = "00777") -> list[str]:
    return [code, name, "commune", "encouraged", "01", "2026-01-01"]


def is_plain(typed: Typed) -> None:
    """Nothing moves the cursor, colours the screen or turns the direction of what is written."""
    assert all(letter.isprintable() or letter == "\n" for letter in typed.out + typed.err)


def is_inert(content: str) -> None:
    """No cell of a CSV is a formula to any spreadsheet; a lone hyphen is none."""
    for row in csv.reader(io.StringIO(content, newline="")):
        assert not [cell for cell in row if cell.strip()[:1] in set(FORMULA_PREFIXES) and cell.strip() != "-"]


def errors(typed: Typed) -> list[tuple[str, str]]:
    """Column and code of each error, line by line."""
    problems = json.loads(typed.out)["problems"]
    return [(one["column"], one["code"]) for one in problems if one["severity"] == "error"]


@pytest.mark.parametrize("column", ["code", "name"])
def test_names_and_codes_that_hide_or_calculate_are_refused_and_come_back_inert(own: Type, column: str) -> None:
    texts = [*FORMULAS, *HIDDEN, *TOO_LONG]
    bad = [
        new_commune(text, f"{70_000 + at}") if column == "name" else new_commune(f"Xã {at}", text)
        for at, text in enumerate(texts)
    ]
    table_file("a.csv", REGISTER, *bad, new_commune("Xã Khác", "00778"))
    is_plain(own("import a.csv"))
    refused = own("import a.csv --format json")
    assert [place for place, _code in errors(refused)] == [column] * len(texts)

    assert own("import a.csv --accept-valid").code == 0
    is_inert(Path("a.csv.rejected.csv").read_text(encoding="utf-8-sig"))
    again = own("import a.csv.rejected.csv --format json")
    assert (again.code, json.loads(again.out)["rows"]["rejected"]) == (1, len(texts))
    assert errors(again) == errors(refused)
    assert {one["column"] for one in json.loads(again.out)["problems"]} == {column}


def test_an_odd_name_is_the_same_text_wherever_it_is_shown(own: Type) -> None:
    table_file("a.csv", REGISTER, *(new_commune(name, f"{70_000 + at}") for at, name in enumerate(ODD)))
    assert own("import a.csv").code == 0
    asked = "outstanding --measure communes --as-of 2026-09-30"
    assert set(ODD) < {one["name"] for one in json.loads(own(f"{asked} --format json").out)["agencies"]}
    assert set(ODD) < {row["name"] for row in csv.DictReader(io.StringIO(own(f"{asked} --format csv").out))}
    printed = own(asked).out
    assert [name for name in ODD if name not in printed] == []
    for ending in ("csv", "xlsx"):
        assert own(f"template register -o back.{ending}").code == 0
        assert json.loads(own(f"import back.{ending} --format json").out)["outcome"] == "unchanged"
    assert own("verify").code == 0


def test_a_note_that_looks_like_a_formula_is_kept_and_is_a_text_in_every_export(own: Type) -> None:
    notes = {f"{70_000 + at}": note for at, note in enumerate((*FORMULAS, *ODD))}
    table_file("register.csv", REGISTER, *(new_commune(f"Xã {code}", code) for code in notes))
    table_file("a.csv", STATUS, *([code, "announced", "2026-01-01", note] for code, note in notes.items()))
    assert (own("import register.csv").code, own("import a.csv").code) == (0, 0)
    assert own("template status -o back.csv").code == 0
    is_inert(Path("back.csv").read_text(encoding="utf-8-sig"))
    assert own("template status -o back.xlsx").code == 0
    [sheet, *_others] = openpyxl.load_workbook("back.xlsx")
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}
    assert {cell.value for cell in sheet["O"]} >= {note.strip() for note in FORMULAS if note != "'=1"}
    for ending in ("csv", "xlsx"):
        assert json.loads(own(f"import back.{ending} --format json").out)["outcome"] == "unchanged"


def test_a_rejected_row_keeps_its_clearing_hyphen_and_its_protected_formula(own: Type) -> None:
    columns = [*STATUS, "decision_no"]
    table_file("old.csv", columns, ["00001", "announced", "2026-01-01", "old note", "'=1"])
    assert own("import old.csv").code == 0
    table_file(
        "a.csv",
        columns,
        ["00001", "announced", "30/02/2026", "-", "'=1"],
        ["00004", "announced", "2026-01-01", "", ""],
    )
    assert own("import a.csv --accept-valid").code == 0
    back = Path("a.csv.rejected.csv")
    back.write_text(back.read_text(encoding="utf-8-sig").replace("30/02/2026", "2026-01-01", 1), encoding="utf-8")
    assert json.loads(own("import a.csv.rejected.csv --format json").out)["outcome"] == "applied"
    assert own("template status -o now.csv").code == 0
    rows = csv.DictReader(io.StringIO(Path("now.csv").read_text(encoding="utf-8-sig"), newline=""))
    mended = next(row for row in rows if row["agency_code"] == "00001")
    assert (mended["note"], mended["decision_no"]) == ("", "'=1")


@pytest.mark.parametrize("text", SOME)
def test_a_note_of_a_batch_and_the_name_of_a_file_are_inert_in_the_history(
    own: Type, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    name = text.replace("/", "_")
    table_file(name, STATUS, ["00001", "announced", "2026-01-01", ""])
    assert run(["import", "--note", text, "--", name]) == 0
    is_plain(Typed(0, *capsys.readouterr()))
    is_plain(own("history"))
    told = json.loads(own("history --format json").out)["batches"][-1]
    assert (told["note"], told["file"]) == (text, name)
    is_inert(own("history --format csv").out)
    assert run(["import", "--", name]) == 0  # says that the very file was there
    is_plain(Typed(0, *capsys.readouterr()))


@pytest.mark.parametrize("text", [*SOME, *TOO_LONG])
def test_a_header_and_a_place_that_nobody_knows_are_named_without_harm(
    own: Type, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    table_file("a.csv", [*STATUS, text], ["00001", "announced", "2026-01-01", "", text])
    own("import a.csv --dry-run")
    assert run(["import", "a.csv", "--dry-run", "--sheet", text]) == 0
    is_plain(Typed(0, *capsys.readouterr()))
    json.loads(own("import a.csv --dry-run --format json").out)
    for words in (["undo", text], ["import", text], ["import", "a.csv", "--reporter", text, "--period", "2025"]):
        assert run(words) in {2, 3}
        is_plain(Typed(2, *capsys.readouterr()))
