"""Two processes at once: their batches queue up, one chain, nothing lost."""

import pytest

from qms.store.database import Database, connect
from qms.store.history import history
from qms.store.verify import verify
from tests.faults.processes import end, start
from tests.store.stored import shipped_head

pytestmark = pytest.mark.heavy

EACH = 25


def test_two_writers_never_interleave(database: Database) -> None:
    writers = [start("write_many", database.url, EACH) for _ in range(2)]
    ended = [end(writer) for writer in writers]

    assert [one.code for one in ended] == [0, 0], ended
    told = history(database)
    assert len(told) == 2 * EACH
    for writer in writers:
        own = [batch.note for batch in told if batch.by == str(writer.pid)]
        assert own == [str(turn) for turn in range(EACH)]
    found = verify(database)
    assert found.ok
    assert found.findings == ()


def test_two_inits_at_once_end_in_one_chain(empty_url: str) -> None:
    ended = [end(one) for one in [start("init", empty_url) for _ in range(2)]]

    assert [one.code for one in ended] == [0, 0], ended
    database = connect(empty_url)
    assert (database.data_version(), database.head()) == shipped_head("register")
    assert verify(database).violations == ()
    database.close()


def test_a_reader_sees_whole_batches_while_another_process_writes(database: Database) -> None:
    writer = start("write_many", database.url, EACH)
    seen = set()
    while writer.poll() is None:
        with database.read() as reading:
            batches = reading.value("SELECT count(*) FROM batch")
            seen.add(batches)
            assert batches == (reading.value("SELECT max(id) FROM batch") or 0)
    assert end(writer).code == 0
    assert max(seen) <= EACH
    assert database.data_version() == EACH
