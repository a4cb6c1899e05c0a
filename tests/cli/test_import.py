"""`qms import`: a file goes in as one batch, or not at all, and says why."""

import csv
import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from qms.store.database import connect
from qms.store.uploads import uploaded
from tests.cli.conftest import Type, Typed
from tests.house.repository import ROOT

NEWS = (
    "agency_code,agency_name,level,status,effective_date,procedures_total,procedures_covered,standard\r\n"
    "03,Bộ Công Thương,ministry,announced,2026-02-03,12,12,2015\r\n"
    "00001,Phường Phúc Xá,commune,announced,20/11/2019,8,8,2015\r\n"
)
ONE_BAD = NEWS + "00715,Xã Lũng Cú,commune,announced,30/02/2026,,,\r\n"


@pytest.fixture
def own(country: str, type_: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Type at a copy of the country that may be changed, in its folder."""
    shutil.copy(country.removeprefix("sqlite:///"), tmp_path / "own.sqlite")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{tmp_path / 'own.sqlite'}")
    monkeypatch.setenv("QMS_LANG", "en")
    monkeypatch.setenv("LOGNAME", "an")
    (tmp_path / "news.csv").write_text(NEWS, encoding="utf-8", newline="")
    (tmp_path / "bad.csv").write_text(ONE_BAD, encoding="utf-8", newline="")
    return type_


def document(typed: Typed) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(typed.out)
    return found


def batches(own: Type) -> int:
    return len(document(own("history --format json"))["batches"])


def test_a_file_becomes_one_batch_with_its_own_bytes(own: Type, tmp_path: Path) -> None:
    typed = own("import news.csv --note spring --format json")
    found = document(typed)
    assert (typed.code, typed.err) == (0, "")
    assert list(found) == ["outcome", "batch", "receipt", "kind", "sha256", "rows", "problems", "effect", "earlier"]
    assert found["earlier"] is None
    assert (found["outcome"], found["batch"], found["receipt"], found["kind"]) == ("applied", 5, None, "status")
    assert found["rows"] == {"new": 1, "changed": 1, "unchanged": 0, "rejected": 0}
    assert {tuple(effect) for effect in found["effect"]} == {("measure", "as_of", "group", "before", "after")}
    told = document(own("history --format json"))["batches"][-1]
    assert (told["by"], told["note"], told["file"], told["sha256"]) == ("an", "spring", "news.csv", found["sha256"])
    kept = uploaded(connect(f"sqlite:///{tmp_path / 'own.sqlite'}"), 5)
    assert kept == ("news.csv", NEWS.encode())
    assert own("verify").code == 0


def test_trap_17_the_same_file_twice_changes_nothing_and_says_when_it_came(own: Type) -> None:
    own("import news.csv")
    typed = own("import news.csv --format json")
    found = document(typed)
    assert (typed.code, found["outcome"], found["batch"]) == (0, "unchanged", None)
    assert found["rows"] == {"new": 0, "changed": 0, "unchanged": 2, "rejected": 0}
    assert batches(own) == 5
    told = document(own("history --format json"))["batches"][-1]
    assert found["earlier"] == {"batch": 5, "by": "an", "recorded_at": told["recorded_at"]}
    assert "batch 5 by an" in own("import news.csv").out


@pytest.mark.parametrize("name", ["vi", "en"])
def test_the_documents_show_the_answer_with_all_its_keys(own: Type, name: str) -> None:
    page = (ROOT / "docs" / f"import.{name}.md").read_text(encoding="utf-8")
    shown = json.loads(page.partition("```json\n")[2].partition("```")[0])
    told = document(own("import bad.csv --dry-run --accept-valid --format json"))
    assert list(shown) == list(told)
    for part in ("problems", "effect"):
        assert list(shown[part][0]) == list(told[part][0])
    own("import news.csv")
    assert list(shown["earlier"]) == list(document(own("import news.csv --format json"))["earlier"])


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_whoever_waits_before_a_screen_sees_what_is_being_done_and_the_line_goes_away(
    own: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    typed = own("import news.csv --format json")
    assert document(typed)["outcome"] == "applied"
    assert screen.getvalue().split("\r\x1b[K") == [
        "",
        "Reading the file …",
        "Checking rows: 2/2 …",
        "Recording the change …",
        "",
    ]


def test_trap_17_a_refused_file_leaves_the_old_data_in_place(own: Type) -> None:
    before = own("figures --as-of 2026-09-30 --format json").out
    typed = own("import bad.csv --format json")
    found = document(typed)
    assert (typed.code, found["outcome"], found["batch"]) == (1, "refused", None)
    assert own("figures --as-of 2026-09-30 --format json").out == before
    assert batches(own) == 4


def test_trap_15_every_row_is_in_one_class_and_a_rejected_one_says_where_and_why(own: Type) -> None:
    found = document(own("import bad.csv --dry-run --format json"))
    assert found["rows"] == {"new": 1, "changed": 1, "unchanged": 0, "rejected": 1}
    problem = next(one for one in found["problems"] if one["severity"] == "error")
    assert (problem["line"], problem["column"], problem["value"], problem["code"]) == (
        4,
        "effective_date",
        "30/02/2026",
        "bad_date",
    )
    assert problem["message"]


def test_a_dry_run_says_what_would_happen_and_writes_nothing(own: Type) -> None:
    typed = own("import news.csv --dry-run --format json")
    assert (typed.code, document(typed)["outcome"], document(typed)["batch"]) == (0, "would_apply", None)
    assert batches(own) == 4


def test_the_valid_rows_are_taken_and_the_rejected_come_back_to_be_mended(own: Type, tmp_path: Path) -> None:
    typed = own("import bad.csv --accept-valid --format json")
    assert (typed.code, document(typed)["outcome"], document(typed)["batch"]) == (0, "applied", 5)
    back = tmp_path / "bad.csv.rejected.csv"
    rows = list(csv.DictReader(io.StringIO(back.read_text(encoding="utf-8-sig"), newline="")))
    assert [(row["agency_code"], row["effective_date"]) for row in rows] == [("00715", "30/02/2026")]
    assert "30/02/2026" in rows[0]["reason"]

    back.write_text(back.read_text(encoding="utf-8-sig").replace("30/02/2026", "28/02/2026", 1), encoding="utf-8")
    mended = document(own(f"import {back.name} --format json"))
    assert (mended["outcome"], mended["rows"]["new"]) == ("applied", 1)


def test_a_report_without_news_is_recorded_once_as_having_come(own: Type) -> None:
    own("import news.csv")
    typed = own("import news.csv --reporter ministry:03 --period 2026H1 --format json")
    found = document(typed)
    assert (typed.code, found["outcome"], found["batch"], found["receipt"]) == (0, "unchanged", None, 6)
    again = document(own("import news.csv --reporter ministry:03 --period 2026H1 --format json"))
    assert (again["receipt"], batches(own)) == (6, 6)
    told = document(own("history --format json"))["batches"][-1]
    assert (told["kind"], told["reporter"], told["period"]) == ("receipt", "ministry:03", "2026H1")


def test_an_import_can_be_undone_and_done_again(own: Type) -> None:
    before = own("figures --as-of 2026-09-30").out
    own("import news.csv")
    assert own("undo 5").code == 0
    assert own("figures --as-of 2026-09-30").out.splitlines()[2:9] == before.splitlines()[2:9]
    assert document(own("import news.csv --format json"))["batch"] == 7


@pytest.mark.parametrize("kind", ["status", "register"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_sent_back_as_it_was_changes_nothing(own: Type, ending: str, kind: str) -> None:
    own("import news.csv")
    assert own(f"template {kind} -o back.{ending}").code == 0
    found = document(own(f"import back.{ending} --format json"))
    assert [one for one in found["problems"] if one["severity"] == "error"] == []
    assert (found["outcome"], found["rows"]) == (
        "unchanged",
        {"new": 0, "changed": 0, "unchanged": 9, "rejected": 0},
    )


@pytest.mark.parametrize(
    "line",
    [
        "import nowhere.csv",
        "import news.csv --period 2025",
        "import news.csv --reporter ministry:03",
        "import news.csv --reporter ministry:03 --period 2025Q1",
        "import news.csv --reporter commune:00001 --period 2025",
        "import news.csv --format csv",
    ],
)
def test_what_cannot_be_understood_ends_with_2(own: Type, line: str) -> None:
    typed = own(line)
    assert (typed.code, typed.out) == (2, "")
    assert batches(own) == 4


def test_an_unreadable_file_has_no_kind(own: Type, tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    typed = own("import picture.csv --format json")
    assert (typed.code, document(typed)["kind"], document(typed)["outcome"]) == (1, None, "refused")
