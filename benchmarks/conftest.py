"""The table at the end of a run, and its JSON beside it."""

from pathlib import Path

import pytest

from benchmarks.pairs import Book

RESULTS = Path(__file__).parents[1] / ".benchmarks" / "ratios.json"
_book = Book()


@pytest.fixture(scope="session")
def book() -> Book:
    """The comparisons of this run."""
    return _book


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print all ratios, whether they hold or not, and keep them as JSON."""
    if not _book.comparisons:
        return
    _book.save(RESULTS)
    terminalreporter.section("ratios")
    for comparison in _book.comparisons:
        terminalreporter.write_line(comparison.line())
