"""Cold: from the database file to the first figures, against SQLite's own bare scan of the same columns."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
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


PEAK = """
import resource, sys
from datetime import date
from qms.coverage import figures
from qms.store.database import connect
from qms.store.ledger import current_ledger
from qms.store.snapshot import named_columns
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before = peak()
ledger = current_ledger(connect(sys.argv[1]))
figures(ledger, date.fromisoformat(sys.argv[2]))
cells = ledger.timeline(ledger.version).cells
arrays = sum(column.nbytes for _name, column in named_columns(ledger))
arrays += sum(getattr(cells, name).nbytes for name in cells.__slots__)
print(peak() - before, arrays)
"""


@pytest.mark.parametrize("cold", ["3 million events"], indirect=True)
def test_peak_memory_of_the_first_reading(cold: Cold) -> None:
    """The bound is on bytes: four times what the ledger and its cells take themselves."""
    snapshot_path(cold.path).unlink(missing_ok=True)
    told = subprocess.run(  # noqa: S603 – our own words
        [sys.executable, "-c", PEAK, cold.database.url, DAY.isoformat()], check=True, capture_output=True, text=True
    )
    peak, arrays = map(int, told.stdout.split())
    assert peak <= 4 * arrays, f"{peak / 1e6:.0f} MB at the peak, {arrays / 1e6:.0f} MB of arrays"
