"""Cold: from the database file to the first figures, against SQLite's own bare scan of the same columns."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from benchmarks.ledgers import FIRST, SIZES, made_up, stored
from qms.coverage import figures
from qms.store import ledger as ledgers
from qms.store.snapshot import snapshot_path

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.pairs import Book
    from qms.store.database import Database

DAY = FIRST.replace(year=2021)
_EVENT_COLUMNS = "agency, effective_on, status, standard, procedures_total, procedures_covered, assurance, batch"
_VERSION_COLUMNS = "agency, valid_from, state, parent, scope, region, code, name, batch"


@dataclass(frozen=True)
class Cold:
    """A stored country, and the two ways to its first figures."""

    size: str
    database: Database
    path: Path

    def first_ever(self) -> None:
        """Read the tables and count."""
        snapshot_path(self.path).unlink(missing_ok=True)
        self.with_snapshot()

    def with_snapshot(self) -> None:
        """Forget what this process knows, and count."""
        ledgers.forget()
        figures(ledgers.current_ledger(self.database), DAY)

    def bare_scan(self) -> None:
        """Let SQLite add up the same columns."""
        with sqlite3.connect(self.path) as connection:
            for table, columns in (("status_event", _EVENT_COLUMNS), ("agency_version", _VERSION_COLUMNS)):
                sums = ", ".join(f"sum({column})" for column in columns.split(", "))
                connection.execute(f"SELECT {sums} FROM {table}").fetchone()  # noqa: S608 – own words


@pytest.fixture(scope="module", params=SIZES)
def cold(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Cold:
    """Return each size in turn, on disk."""
    path = tmp_path_factory.mktemp("cold") / "country.sqlite"
    return Cold(request.param, stored(made_up(*SIZES[request.param]), path), path)


def test_first_figures_of_a_database_never_read_before(cold: Cold, book: Book) -> None:
    assert book.compare(
        f"file to first figures, first time ever, {cold.size}",
        cold.first_ever,
        cold.bare_scan,
        other_name="SQLite's own sum of the columns",
        at_most=5 if cold.size.startswith("3") else 8,
        rounds=3,
    ).holds


def test_first_figures_with_a_snapshot(cold: Cold, book: Book) -> None:
    cold.first_ever()
    assert book.compare(
        f"file to first figures, snapshot beside it, {cold.size}",
        cold.with_snapshot,
        cold.bare_scan,
        other_name="SQLite's own sum of the columns",
        at_most=1,
        rounds=5,
    ).holds
