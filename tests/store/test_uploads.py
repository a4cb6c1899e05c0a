"""The kept files of batches, and remembered headers: append-only, checked, outside the chain."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from qms.errors import CouldNot, Refused, WrongUsage
from qms.store.batches import append
from qms.store.database import Database, connect
from qms.store.facts import Draft
from qms.store.upgrading import upgrade
from qms.store.uploads import Upload, remember_mapping, remembered_mapping, uploaded
from qms.store.verify import verify
from tests.house.repository import ROOT
from tests.store.worlds import FIRST_COMMUNE, announced, province_with_two_communes, statuses

DAY = date(2021, 4, 27)
FILE = b"agency_code,status\r\n00001,announced\r\n"


def of_a_file(content: bytes = FILE) -> Draft:
    sha256 = hashlib.sha256(content).hexdigest()
    return replace(statuses(announced(FIRST_COMMUNE, DAY)), file_name="a.csv", file_sha256=sha256)


def kept(database: Database) -> int:
    with database.read() as reading:
        return int(reading.value("SELECT count(*) FROM upload"))


def test_a_file_is_kept_as_it_was_sent_and_does_not_change_the_hash(database: Database) -> None:
    append(database, province_with_two_communes())
    receipt = append(database, of_a_file(), upload=FILE)

    assert uploaded(database, receipt.batch) == Upload("a.csv", FILE)
    assert receipt.hash == "1fb4d4fc890e5eba2fce206b462c84df255a3b80595a93d1ff7c6d9d44b2a573"
    assert verify(database).ok


def test_a_batch_without_a_file_has_none(database: Database) -> None:
    append(database, province_with_two_communes())

    with pytest.raises(WrongUsage, match="1"):
        uploaded(database, 1)


def test_a_file_that_its_batch_does_not_name_is_refused_and_the_batch_with_it(database: Database) -> None:
    append(database, province_with_two_communes())

    with pytest.raises((DBAPIError, Refused)):
        append(database, of_a_file(b"another"), upload=FILE)

    assert (database.data_version(), kept(database)) == (1, 0)


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE upload SET content = content",
        "DELETE FROM upload",
        "UPDATE header_mapping SET by = 'x'",
        "DELETE FROM header_mapping",
        "INSERT INTO upload SELECT 1, sha256, size, content FROM upload",
        "INSERT INTO header_mapping SELECT 7, signature, columns, by, recorded_at FROM header_mapping",
    ],
)
def test_files_and_mappings_are_never_changed_dropped_or_put_elsewhere(database: Database, act: str) -> None:
    append(database, province_with_two_communes())
    append(database, of_a_file(), upload=FILE)
    remember_mapping(database, "s", {0: "agency_code"}, by="An")

    with database.write() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(act))


def test_verify_tells_of_a_file_that_was_exchanged(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, of_a_file(), upload=FILE)
    with database.write() as connection:
        drop = "DROP TRIGGER upload_no_update" + ("" if database.is_sqlite else " ON upload")
        connection.execute(text(drop))
        connection.execute(text("UPDATE upload SET size = size + 1"))

    found = verify(database)

    assert [(one.rule, one.table, one.row) for one in found.violations] == [("upload", "upload", 2)]


def test_a_database_from_before_files_were_kept_is_upgraded_with_all_it_holds(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = connect(empty_url)
    with database.create() as connection:
        config = Config()
        config.set_main_option("script_location", str(ROOT / "qms" / "store" / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with monkeypatch.context() as of_then:
        of_then.setattr("qms.store.database.REVISIONS", ("0001",))
        before = append(database, province_with_two_communes())

    with pytest.raises(CouldNot, match="qms init"):
        append(database, of_a_file(), upload=FILE)
    assert upgrade(database) is True

    assert append(database, of_a_file(), upload=FILE).batch == before.batch + 1
    assert verify(database).ok
    database.close()


def test_the_newest_mapping_of_a_layout_is_remembered(database: Database) -> None:
    assert remembered_mapping(database, "a") is None

    remember_mapping(database, "a", {0: "agency_code", 10: "status"}, by="An")
    remember_mapping(database, "b", {1: "agency_name"}, by="An")
    remember_mapping(database, "a", {0: "agency_name"}, by="Bình")

    assert remembered_mapping(database, "a") == {0: "agency_name"}
    assert remembered_mapping(database, "b") == {1: "agency_name"}
    assert database.data_version() == 0
