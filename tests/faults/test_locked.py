"""Somebody else holds the database: wait, then exit 3 with a sentence, nothing written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from qms.errors import CouldNot
from qms.i18n import use_language
from qms.store.batches import append
from qms.store.database import Database, connect
from qms.store.verify import verify
from tests.store.worlds import province_with_two_communes


@contextmanager
def held(database: Database) -> Iterator[None]:
    """Hold the write lock from outside."""
    if database.path:
        other = sqlite3.connect(database.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.close()
        return
    other_process = connect(database.url)
    with other_process.write():
        yield
    other_process.close()


def test_a_writer_that_waited_in_vain_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    append(database, province_with_two_communes())
    monkeypatch.setattr("qms.store.sqlite_file.BUSY_SECONDS", 0.2)
    monkeypatch.setattr("qms.store.engines.BUSY_SECONDS", 0.2)

    with held(database), use_language("en"), pytest.raises(CouldNot, match="in use by another process") as told:
        append(database, province_with_two_communes())

    assert told.value.exit_code == 3
    assert database.data_version() == 1
    assert verify(database).ok


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_reader_that_waited_in_vain_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.store.sqlite_file.BUSY_SECONDS", 0.2)

    with held(database), use_language("en"), pytest.raises(CouldNot, match="in use by another process"):
        database.data_version()


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_reader_on_a_server_does_not_wait_for_a_writer(database: Database) -> None:
    append(database, province_with_two_communes())

    with database.write() as writing:
        writing.execute(text("SELECT 1"))
        assert database.data_version() == 1
