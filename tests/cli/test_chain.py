"""`qms history`, `qms verify`: what was recorded, and whether it still holds."""

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Type

BATCH = [
    "batch",
    "kind",
    "recorded_at",
    "by",
    "reporter",
    "period",
    "file",
    "sha256",
    "note",
    "counts",
    "reverts",
    "hash",
]


def test_the_history_has_its_keys_in_their_order(ask: Type) -> None:
    found = json.loads(ask("history --format json").out)
    assert list(found) == ["batches"]
    assert [list(batch) for batch in found["batches"]] == [BATCH] * 4
    assert [(batch["batch"], batch["kind"], batch["recorded_at"]) for batch in found["batches"]] == [
        (1, "register", "2021-04-01T00:00:00.000000Z"),
        (2, "status", "2021-04-20T00:00:00.000000Z"),
        (3, "status", "2021-06-30T18:00:00.000000Z"),
        (4, "register", "2025-06-30T00:00:00.000000Z"),
    ]


def test_the_csv_has_one_line_a_batch(ask: Type) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("history --format csv").out)))
    assert list(rows[0]) == BATCH
    assert [(row["batch"], row["counts"], row["file"]) for row in rows] == [(f"{n}", "{}", "") for n in (1, 2, 3, 4)]


def test_the_table_tells_the_hour_of_hanoi(ask: Type) -> None:
    typed = ask("history", "vi")
    assert (typed.code, typed.err) == (0, "")
    lines = typed.out.splitlines()
    assert lines[0].startswith("Đợt cập nhật  Loại              Thời điểm ghi nhận (giờ Hà Nội)  Người cập nhật")
    assert lines[4].startswith("           3  tình trạng        01/07/2021 01:00                 test")


def test_what_was_recorded_holds_and_the_head_is_told(ask: Type) -> None:
    head = json.loads(ask("figures --as-of 2021-04-27 --format json").out)["chain_head"]
    typed = ask("verify --format json")
    found = json.loads(typed.out)
    assert (typed.code, list(found)) == (0, ["ok", "head", "violations", "findings"])
    assert (found["ok"], found["head"], found["violations"]) == (True, head, [])
    assert ask(f"verify --contains {head}").code == 0
    assert f"Everything recorded holds. Head of the chain: {head}\n" in ask("verify").out


def test_a_published_figure_that_does_not_recompute_is_a_finding_not_a_violation(ask: Type) -> None:
    typed = ask("verify")
    assert typed.code == 0
    assert "Findings (1)\n" in typed.out
    assert "51%" in typed.out


def test_a_head_that_is_not_in_the_chain_ends_with_1(ask: Type) -> None:
    typed = ask(f"verify --contains {'0' * 63}1 --format json")
    assert (typed.code, json.loads(typed.out)["ok"]) == (1, False)
    assert [list(violation) for violation in json.loads(typed.out)["violations"]] == [
        ["rule", "table", "row", "message"]
    ]


def test_a_text_that_is_no_head_is_refused(ask: Type) -> None:
    typed = ask("verify --contains yesterday")
    assert (typed.code, typed.out) == (2, "")
    assert "yesterday" in typed.err


@pytest.fixture
def altered(country: str, tmp_path: Path) -> str:
    """A copy of the country in which somebody changed a status behind our back."""
    copy = tmp_path / "copy.sqlite"
    shutil.copy(country.removeprefix("sqlite:///"), copy)
    with closing(sqlite3.connect(copy)) as database, database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE status_event SET status = 'announced' WHERE id = 8")
    return f"sqlite:///{copy}"


@pytest.mark.parametrize(
    ("language", "sentence", "title"),
    [
        ("vi", "Dữ liệu đã ghi nhận có sai lệch.", "Vi phạm (1)\n"),
        ("en", "Something does not hold.", "Violations (1)\n"),
    ],
)
def test_a_row_changed_behind_our_back_ends_with_1(
    altered: str, type_: Type, monkeypatch: pytest.MonkeyPatch, language: str, sentence: str, title: str
) -> None:
    monkeypatch.setenv("QMS_DATABASE_URL", altered)
    monkeypatch.setenv("QMS_LANG", language)
    typed = type_("verify")
    assert (typed.code, typed.err) == (1, "")
    assert typed.out.startswith(sentence)
    assert title in typed.out
