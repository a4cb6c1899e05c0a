"""What benchmarks share: two countries on disk, Chromium; the table at the end of a run, and its JSON beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from benchmarks.ledgers import SIZES, made_up, stored
from benchmarks.pairs import Book
from qms.coverage import Ledger
from qms.store.database import connect
from qms.store.initial import initialise
from qms.store.ledger import current_ledger
from tests.browser.conftest import FLAGS
from tests.house.chromium import chromium_path

RESULTS = Path(__file__).parents[1] / ".benchmarks" / "ratios.json"
_book = Book()


@pytest.fixture(scope="session")
def book() -> Book:
    """The comparisons of this run."""
    return _book


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the full demo."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    initialise(connect(f"sqlite:///{path}"), "demo")
    return path


@pytest.fixture(scope="session")
def ledger(demo_database: Path) -> Ledger:
    """Return the demo's ledger."""
    return current_ledger(connect(f"sqlite:///{demo_database}"))


@pytest.fixture(scope="session")
def large_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a country of 250,000 agencies and 3 million events."""
    path = tmp_path_factory.mktemp("large") / "country.sqlite"
    stored(made_up(*SIZES["3 million events"]), path).close()
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield started
        started.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print all ratios, whether they hold or not, and keep them as JSON."""
    if not _book.comparisons:
        return
    _book.save(RESULTS)
    terminalreporter.section("ratios")
    for comparison in _book.comparisons:
        terminalreporter.write_line(comparison.line())
