"""`qms history --receipts`: sent, late, silent this period and never reported are told apart."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qms.store.batches import append
from qms.store.database import connect
from qms.store.facts import Draft
from qms.store.undo import undo
from qms.vocabulary import BatchKind
from tests.cli.conftest import Type
from tests.cli.small import write_country


@pytest.fixture
def own(type_: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """The country after some reports of 2025: two ministries and a province sent one, one of them only for 2024."""
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    write_country(url)
    database = connect(url)
    for reporter, period, month in (
        ("ministry:01", "2025", datetime(2025, 12, 14, 16, tzinfo=UTC)),
        ("ministry:03", "2024", datetime(2025, 12, 14, 16, 30, tzinfo=UTC)),
        ("province:01", "2025", datetime(2025, 12, 14, 18, tzinfo=UTC)),
    ):
        append(database, Draft(BatchKind.RECEIPT, "an", recorded_at=month, reporter=reporter, period=period))
    monkeypatch.setenv("QMS_DATABASE_URL", url)
    monkeypatch.setenv("QMS_LANG", "en")
    return type_


def states(own: Type, line: str) -> dict[str, str]:
    return {f"{one['level']}:{one['code']}": one["state"] for one in json.loads(own(line).out)["reporters"]}


def test_sent_late_and_silent_are_told_apart(own: Type) -> None:
    found = json.loads(own("history --receipts --format json").out)
    assert (list(found), found["period"], found["due"]) == (["period", "due", "reporters"], "2025", "2025-12-14")
    assert states(own, "history --receipts --format json") == {
        "ministry:01": "sent",
        "ministry:03": "silent",
        "province:01": "late",
    }
    assert found["reporters"][2]["batch"] == 7


def test_a_later_due_day_and_another_period_may_be_asked_for(own: Type) -> None:
    assert states(own, "history --receipts --due 2025-12-31 --format json")["province:01"] == "sent"
    assert states(own, "history --receipts --period 2024 --format json") == {
        "ministry:01": "silent",
        "ministry:03": "late",
        "province:01": "silent",
        "province:02": "never",
    }


def test_an_earlier_period_is_asked_of_those_who_were_open_at_its_end(own: Type) -> None:
    assert "province:02" in states(own, "history --receipts --period 2025H1 --format json")
    assert "province:02" not in states(own, "history --receipts --period 2025H2 --format json")


def test_a_report_without_news_is_told_apart_from_one_that_changed_something(own: Type, tmp_path: Path) -> None:
    news = Draft(
        BatchKind.STATUS,
        "an",
        recorded_at=datetime(2025, 12, 14, 18, 30, tzinfo=UTC),
        reporter="ministry:03",
        period="2025",
    )
    append(connect(f"sqlite:///{tmp_path / 'own.sqlite'}"), news)
    found = json.loads(own("history --receipts --format json").out)["reporters"]
    assert [one["without_news"] for one in found] == [True, False, True]


def test_a_receipt_that_was_undone_did_not_come(own: Type, tmp_path: Path) -> None:
    undo(connect(f"sqlite:///{tmp_path / 'own.sqlite'}"), 5, by="an")
    assert states(own, "history --receipts --format json")["ministry:01"] == "never"


def test_the_table_and_the_csv_say_the_same(own: Type) -> None:
    typed = own("history --receipts")
    assert (typed.code, typed.err) == (0, "")
    assert typed.out.splitlines()[0] == "Reports of 2025, due on 14 December 2025"
    assert "silent this period" in typed.out
    assert len(own("history --receipts --format csv").out.splitlines()) == 4


@pytest.mark.parametrize(
    "line", ["history --period 2025", "history --receipts --period 25", "history --receipts --due x"]
)
def test_what_cannot_be_understood_ends_with_2(own: Type, line: str) -> None:
    assert own(line).code == 2
