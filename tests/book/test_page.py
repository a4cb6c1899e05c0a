"""The page for notebooks stays true: its examples run on the demo and print what it says."""

import doctest
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


@pytest.mark.heavy
def test_every_example_prints_what_the_page_says(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{demo_database}")
    monkeypatch.setenv("QMS_LANG", "en")
    tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (tried.failed, tried.attempted > 10) == (0, True)
