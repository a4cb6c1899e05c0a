"""Whole processes on the demo: what a person waits for at the command line, against imports it cannot do without."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.pairs import process

if TYPE_CHECKING:
    from benchmarks.pairs import Book

QMS = str(Path(sys.executable).with_name("qms"))


@pytest.fixture(scope="module")
def demo(demo_database: Path) -> str:
    """Return the URL of the demo's database."""
    return f"sqlite:///{demo_database}"


NEEDED = "import numpy, typer"
"""What no command that counts can do without."""


def python(statement: str) -> list[str]:
    return [sys.executable, "-c", statement]


def test_figures_as_a_whole_process(demo: str, book: Book) -> None:
    assert book.compare(
        "qms figures, whole process, demo",
        process([QMS, "figures", "--as-of", "2021-04-27"], QMS_DATABASE_URL=demo),
        process(python(NEEDED)),
        other_name=NEEDED,
        at_most=2,
    ).holds


def test_help_as_a_whole_process(book: Book) -> None:
    assert book.compare(
        "qms --help, whole process",
        process([QMS, "--help"]),
        process(python("import typer")),
        other_name="import typer",
        at_most=1.5,
    ).holds


def test_verify_within_six_seconds(demo: str, book: Book) -> None:
    """The bound is one of seconds: an operator waits for it."""
    found = book.compare(
        "qms verify, whole process, demo",
        process([QMS, "verify"], QMS_DATABASE_URL=demo),
        process(python(NEEDED)),
        other_name=NEEDED,
        rounds=3,
    )
    assert found.ours <= 6.0
