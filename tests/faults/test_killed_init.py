"""`qms init` killed at twenty points: nothing half-written, and the next init goes on to the same rows and head."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from qms.store.database import connect
from qms.store.initial import initialise
from qms.store.verify import verify
from tests.faults.processes import run
from tests.store.stored import shipped_head

pytestmark = pytest.mark.heavy

POINTS = 20
OWN = "('store', 'alembic_version')"
"""Tables that differ between stores, or hold no data."""


class Whole(NamedTuple):
    """A register that was loaded without being killed, and in how many steps."""

    file: Path
    steps: int


@pytest.fixture
def engine() -> str:
    """Files alone: a server has its own ways (tests/postgres)."""
    return "sqlite"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder: Path = tmp_path_factory.mktemp("whole")
    url = f"sqlite:///{folder}/whole.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QMS_ANCHORS", str(folder / "anchors"))
        done = run("killed_init", url)
        assert done.code == 0, done.said
        found = verify(connect(url))
    assert found.violations == ()
    assert [one.rule for one in found.findings] == ["published"] * 5
    return Whole(folder / "whole.sqlite", int(done.printed))


@pytest.mark.parametrize("point", range(POINTS))
def test_a_killed_init_leaves_whole_batches_and_is_gone_on_with(
    tmp_path: Path, whole: Whole, point: int, anchors_beside: Path
) -> None:
    assert whole.steps > 2 * POINTS
    file = tmp_path / "killed.sqlite"
    died = run("killed_init", f"sqlite:///{file}", 1 + point * (whole.steps - 1) // (POINTS - 1))
    assert died.code == -9

    database = connect(f"sqlite:///{file}")
    if database.exists():
        assert verify(database).violations == ()
    before = database.data_version()
    assert 0 <= before <= shipped_head("register").batch

    outcome = initialise(database, "register")

    assert outcome.written == shipped_head("register").batch - before
    assert (database.data_version(), database.head()) == shipped_head("register")
    assert differences(file, whole.file) == []
    if outcome.written:
        assert len(anchors_beside.read_text().splitlines()) == shipped_head("register").batch


def differences(one: Path, other: Path) -> list[str]:
    """The tables whose rows are not the same in two databases."""
    with closing(sqlite3.connect(one)) as connection:
        connection.execute("ATTACH ? AS other", (str(other),))
        wanted = f"SELECT name FROM other.sqlite_master WHERE type = 'table' AND name NOT IN {OWN}"
        tables = [name for (name,) in connection.execute(wanted)]
        assert {"batch", "agency"} <= set(tables)
        return [table for table in tables if any(_first_alone(connection, *pair) for pair in _both_ways(table))]


def _both_ways(table: str) -> list[tuple[str, str]]:
    here, there = f"main.{table}", f"other.{table}"
    return [(here, there), (there, here)]


def _first_alone(connection: sqlite3.Connection, table: str, other: str) -> object:
    """Return a row that a table has and the other has not, None when there is none."""
    rows = f"SELECT * FROM {table} EXCEPT SELECT * FROM {other} LIMIT 1"
    return connection.execute(rows).fetchone()
