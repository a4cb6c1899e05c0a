"""`qms init`, `qms serve`: a database to begin with, and the dashboard on it."""

import io
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qms.cli import making
from qms.errors import CouldNot
from qms.store import initial
from qms.store.facts import Draft, NewAgency, Version
from qms.store.initial import Outcome
from qms.vocabulary import FIRST_DAY, BatchKind, Level, Scope
from tests.cli.conftest import Type


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that does not exist yet, and two small batches in place of what ships."""
    drafts = [
        Draft(
            kind=BatchKind.REGISTER,
            by="test",
            note=f"Part {number}",
            agencies=(NewAgency(Level.MINISTRY),),
            versions=(Version(-1, FIRST_DAY, code=f"0{number}", name=f"Bộ {number}", scope=Scope.MANDATORY),),
        )
        for number in (1, 2)
    ]
    monkeypatch.setattr(initial, "shipped_drafts", lambda _content: drafts)
    monkeypatch.setenv("QMS_LANG", "en")
    file = tmp_path / "new" / "qms.sqlite"
    monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{file}")
    return file


def test_init_makes_the_database_and_tells_on_stderr_how_far_it_is(new: Path, type_: Type) -> None:
    typed = type_("init")
    assert (typed.code, typed.out) == (0, "")
    assert typed.err.splitlines() == [
        "Preparing the data that ships with the product …",
        "1/2 Part 1",
        "2/2 Part 2",
        f"The database {new} is ready: 2 batches written, 2 in all.",
    ]


def test_init_empty_makes_the_tables_alone(new: Path, type_: Type) -> None:
    typed = type_("init --empty")
    assert (typed.code, typed.err) == (0, f"The database {new} is ready: 0 batches written, 0 in all.\n")
    with closing(sqlite3.connect(new)) as database:
        assert database.execute("SELECT count(*) FROM batch").fetchone() == (0,)


def test_init_tells_in_vietnamese_by_default(new: Path, type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QMS_LANG")
    assert type_("init --empty").err == f"Cơ sở dữ liệu {new} đã sẵn sàng: ghi 0 đợt, tổng cộng 0 đợt.\n"


def test_a_warning_is_told(new: Path, type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    type_("init --empty")
    monkeypatch.setattr(initial, "initialise", lambda *_: Outcome(upgraded=False, written=0, warning="Mind the step."))
    typed = type_("init")
    assert (typed.code, typed.err.splitlines()[0]) == (0, "Mind the step.")


def test_on_a_screen_the_progress_is_one_line_that_renews_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("QMS_LANG", "vi")
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    progress = making.Progress()
    progress(0, 0, "Chuẩn bị")
    progress(1, 2000, "Một")
    progress(2000, 2000, "Hai")
    assert screen.getvalue() == "\r\x1b[KChuẩn bị\r\x1b[K1/2.000 Một\r\x1b[K2.000/2.000 Hai\n"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the server was asked, in place of serving."""
    asked: list[tuple[Any, ...]] = []

    def serve(host: str, port: int, *, demo: bool, progress: Callable[..., None]) -> None:
        progress(0, 0, "Making")
        asked.append((host, port, demo))

    monkeypatch.setattr("qms.server.serve", serve)
    return asked


def test_serve_listens_on_this_machine_alone_unless_told(served: list[tuple[Any, ...]], type_: Type) -> None:
    assert type_("serve").code == 0
    typed = type_("serve --demo --host ::1 --port 0")
    assert (typed.code, typed.out, typed.err) == (0, "", "Making\n")
    assert served == [("127.0.0.1", 8501, False), ("::1", 0, True)]


def test_a_port_in_use_is_one_sentence(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **_more: Any) -> None:
        raise CouldNot("Port 8501 is in use.")

    monkeypatch.setattr("qms.server.serve", refuse)
    assert type_("serve") == (3, "", "Port 8501 is in use.\n")
