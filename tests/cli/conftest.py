"""What the tests of the command line share: the small country's database, and a way to type."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from qms import moments
from qms.cli import run
from tests.cli.small import write_country

TODAY = date(2026, 10, 1)


class Typed(NamedTuple):
    """What came of a command line."""

    code: int
    out: str
    err: str


Type = Callable[..., Typed]


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('country') / 'country.sqlite'}"
    write_country(url)
    return url


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A user who has nothing yet, on a day in October 2026."""
    for name in ("QMS_DATABASE_URL", "QMS_LANG", "QMS_ANCHORS", "QMS_AUTH"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(moments, "today", lambda: TODAY)


@pytest.fixture
def type_(capsys: pytest.CaptureFixture[str]) -> Type:
    """Type a command line; it is split at blanks."""

    def typed(line: str) -> Typed:
        code = run(line.split())
        return Typed(code, *capsys.readouterr())

    return typed


@pytest.fixture
def ask(country: str, type_: Type, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Type a command line at the small country's database, in English unless another language is named."""

    def asked(line: str, language: str = "en") -> Typed:
        monkeypatch.setenv("QMS_DATABASE_URL", country)
        monkeypatch.setenv("QMS_LANG", language)
        return type_(line)

    return asked
