"""No space left: exit 3, a sentence that says so, nothing half-written."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from qms.errors import CouldNot
from qms.i18n import use_language
from qms.store import sqlite_file
from qms.store.batches import append
from qms.store.database import Database, connect
from qms.store.facts import Draft
from qms.store.initial import initialise
from qms.store.sqlite_file import Act
from qms.store.verify import verify
from qms.vocabulary import BatchKind
from tests.faults.processes import run
from tests.store.stored import shipped_head
from tests.store.worlds import province_with_two_communes


@pytest.fixture
def engine() -> str:
    """Files alone: a server has its own ways (tests/postgres)."""
    return "sqlite"


KILOBYTE = 1024


@pytest.mark.heavy
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("kilobytes", [8, 100, 400, 2000, 4000])
def test_a_file_that_cannot_grow_ends_init_with_3_and_whole_batches(empty_url: str, kilobytes: int) -> None:
    cramped = run("cramped_init", empty_url, kilobytes * KILOBYTE)

    assert cramped.code == 3, cramped.said
    assert "full" in cramped.said or "space" in cramped.said
    database = connect(empty_url)
    if database.exists():
        assert verify(database).violations == ()
    initialise(database, "register")
    assert database.head() == shipped_head("register").hash
    assert verify(database).violations == ()


def test_a_full_disk_is_told_and_leaves_the_data_as_it_was(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    append(database, province_with_two_communes())
    open_file = sqlite_file.open_file

    def open_full(path: Path, act: Act, *, mode: str) -> sqlite3.Connection:
        connection = open_file(path, act, mode=mode)
        connection.execute("PRAGMA max_page_count = 1")  # the library then says that the disk is full
        return connection

    with monkeypatch.context() as patch, use_language("en"):
        patch.setattr(sqlite_file, "open_file", open_full)
        with pytest.raises(CouldNot, match="no space left") as told:
            append(database, Draft(BatchKind.RECEIPT, "An", note="x" * 100_000))

    assert told.value.exit_code == 3
    assert database.data_version() == 1
    assert verify(database).ok


def test_an_anchor_file_without_space_is_a_warning(
    database: Database, anchors_beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("qms.store.anchors.os.fsync", fail)
        assert append(database, province_with_two_communes()).warning is not None
    assert database.data_version() == 1

    append(database, Draft(BatchKind.RECEIPT, "An"))

    assert len(anchors_beside.read_text().splitlines()) == 2
