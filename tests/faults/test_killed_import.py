"""`qms import` killed: at every step of its writing, and wherever a clock strikes. All is there, or nothing."""

import random
import signal
from datetime import date, timedelta
from pathlib import Path

import pytest

from qms.store.batches import append
from qms.store.database import Database
from qms.store.verify import verify
from tests.faults.typist import Typist, typists
from tests.store.worlds import province_with_two_communes

pytestmark = pytest.mark.heavy

FIRST_DAY = date(2010, 1, 1)
RANDOM_MOMENTS = 30
ALL, NOTHING = (1, 2, 1), (0, 0, 0)
"""Batches, events and kept files that an import of two rows adds."""


def import_of(folder: Path, turn: int) -> list[str]:
    """The command that takes in a new file of two rows of a day that no other file is about."""
    file, day = folder / f"{turn}.csv", FIRST_DAY + timedelta(turn)
    rows = f"00001,announced,{day}\n00002,applied,{day}\n"
    file.write_text(f"agency_code,status,effective_date\n{rows}", encoding="utf-8")
    return ["import", str(file)]


def counted(database: Database) -> tuple[int, int, int]:
    with database.read() as reading:
        batches, events, files = (
            reading.value(f"SELECT count(*) FROM {table}") for table in ("batch", "status_event", "upload")
        )
    return batches, events, files


def added(database: Database, before: tuple[int, int, int]) -> tuple[int, ...]:
    return tuple(after - earlier for after, earlier in zip(counted(database), before, strict=True))


def test_an_import_killed_at_any_step_of_writing_leaves_all_or_nothing(database: Database, tmp_path: Path) -> None:
    append(database, province_with_two_communes())
    left = []
    with typists(database.url, 1) as (typist,):
        code, step = -signal.SIGKILL, 0
        while code == -signal.SIGKILL:
            step += 1
            before = counted(database)
            code = typist.type(*import_of(tmp_path, step), step=step).code
            left.append(added(database, before))
        assert (code, left[-1]) == (0, ALL), "the last one is not killed any more"
        assert set(left) == {ALL, NOTHING}
        all_stand_after_running_again(database, typist, tmp_path, step)


def test_an_import_killed_at_a_random_moment_leaves_all_or_nothing(database: Database, tmp_path: Path) -> None:
    append(database, province_with_two_communes())
    chance, codes = random.Random(14), set()
    with typists(database.url, 1) as (typist,):
        for turn in range(1, RANDOM_MOMENTS + 1):
            before = counted(database)
            codes.add(typist.type(*import_of(tmp_path, turn), seconds=chance.uniform(0.001, 0.2)).code)
            assert added(database, before) in {ALL, NOTHING}
        assert -signal.SIGALRM in codes
        assert codes <= {0, -signal.SIGALRM}
        all_stand_after_running_again(database, typist, tmp_path, RANDOM_MOMENTS)


def all_stand_after_running_again(database: Database, typist: Typist, folder: Path, files: int) -> None:
    """What is there already is not written twice, what is not is written now; the chain is whole."""
    assert [typist.type(*import_of(folder, turn)).code for turn in range(1, files + 1)] == [0] * files
    assert counted(database) == (1 + files, 2 * files, files)
    assert verify(database).ok
