"""`qms init` killed at twenty points: nothing half-written, and the next init goes on to the same head."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from qms.store.database import connect
from qms.store.initial import initialise
from qms.store.verify import verify
from tests.faults.killed import Inits, inits
from tests.store.stored import shipped_head

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("read_once")]

POINTS = 20


@pytest.fixture
def engine() -> str:
    """Files alone: a server has its own ways (tests/postgres)."""
    return "sqlite"


@pytest.fixture(scope="module")
def prepared() -> Iterator[Inits]:
    with inits() as started:
        yield started


@pytest.fixture(scope="module")
def steps(prepared: Inits, tmp_path_factory: pytest.TempPathFactory) -> int:
    folder = tmp_path_factory.mktemp("whole")
    return prepared.steps(f"sqlite:///{folder}/whole.sqlite", folder / "anchors")


@pytest.mark.parametrize("point", range(POINTS))
def test_a_killed_init_leaves_whole_batches_and_is_gone_on_with(
    empty_url: str, prepared: Inits, steps: int, point: int, anchors_beside: Path
) -> None:
    assert steps > 2 * POINTS
    code = prepared.killed(empty_url, anchors_beside, 1 + point * (steps - 1) // (POINTS - 1))
    assert code == -signal.SIGKILL

    database = connect(empty_url)
    if database.exists():
        assert verify(database).violations == ()
    before = database.data_version()
    assert 0 <= before <= shipped_head("register").batch

    outcome = initialise(database, "register")

    assert outcome.written == shipped_head("register").batch - before
    assert (database.data_version(), database.head()) == shipped_head("register")
    found = verify(database)
    assert found.violations == ()
    if outcome.written:
        assert [one.rule for one in found.findings] == ["published"] * 5
        assert len(anchors_beside.read_text().splitlines()) == shipped_head("register").batch
