"""The migrated schema is what the table classes say, and what the plain column lists say."""

import re
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from qms.errors import CouldNot, Refused
from qms.store import facts, tables
from qms.store.columns import AGENCY_COLUMNS, BATCH_COLUMNS, FACT_COLUMNS, NUMBER_COLUMNS, STANDING_KEYS
from qms.store.database import REVISIONS, Database, connect, store_id
from qms.store.stored import StoredBatch
from qms.store.upgrading import upgrade
from tests.house.repository import ROOT

METADATA = tables.Batch.metadata


def constraints(connection: Connection) -> dict[str, dict[str, str]]:
    look = inspect(connection)
    return {
        table: {str(rule["name"]): re.sub(r"\s+", " ", rule["sqltext"]) for rule in look.get_check_constraints(table)}
        for table in METADATA.tables
    }


def standing_indexes(connection: Connection) -> dict[str, list[object]]:
    look = inspect(connection)
    found: dict[str, list[object]] = {}
    for table in STANDING_KEYS:
        for index in look.get_indexes(table):
            options = {str(value) for value in index.get("dialect_options", {}).values() if value is not None}
            found.setdefault(table, []).append((index["name"], index["column_names"], bool(index["unique"]), options))
    return found


def test_the_migrations_arrive_at_the_tables(database: Database) -> None:
    with database.create() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_migrations_arrive_at_the_same_constraints_and_indexes(database: Database, empty_url: str) -> None:
    with database.create() as connection:
        migrated = constraints(connection)
        indexes = standing_indexes(connection)

    straight = connect(empty_url)
    with straight.create() as connection:
        METADATA.create_all(connection)
        assert constraints(connection) == migrated
        assert standing_indexes(connection) == indexes
    straight.close()


def test_the_plain_columns_are_the_tables_columns() -> None:
    for table, columns in FACT_COLUMNS.items():
        assert {"id", "batch", "voided_by_batch", *columns} == set(METADATA.tables[table].columns.keys())
    assert {*BATCH_COLUMNS, "hash"} == set(METADATA.tables["batch"].columns.keys())
    assert StoredBatch._fields == (*BATCH_COLUMNS, "hash")
    assert set(METADATA.tables) == {"store", "batch", "upload", "header_mapping", *FACT_COLUMNS}


def test_the_plain_columns_know_which_name_agencies_and_which_are_numbers() -> None:
    for table, columns in FACT_COLUMNS.items():
        own = [METADATA.tables[table].columns[name] for name in columns]
        naming = {
            column.name for column in own if any(key.target_fullname == "agency.id" for key in column.foreign_keys)
        }
        assert naming == set(AGENCY_COLUMNS.get(table, ()))
        numbers = {column.name for column in own if column.type.python_type is int}
        assert numbers == set(NUMBER_COLUMNS.get(table, ()))


@pytest.mark.parametrize(
    ("fact", "table"),
    [
        (facts.NewAgency, "agency"),
        (facts.Version, "agency_version"),
        (facts.SuccessionFact, "succession"),
        (facts.Event, "status_event"),
        (facts.Published, "published_figure"),
    ],
)
def test_a_fact_has_its_tables_columns_in_order(fact: type[Any], table: str) -> None:
    assert fact._fields == FACT_COLUMNS[table]


def test_the_known_revisions_are_the_migrations_in_their_order() -> None:
    scripts = ScriptDirectory(str(ROOT / "qms" / "store" / "migrations"))

    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS


def test_a_second_upgrade_has_nothing_to_do(database: Database) -> None:
    assert upgrade(database) is False


def test_an_empty_database_is_set_up_with_a_name_of_its_own(empty_url: str) -> None:
    database = connect(empty_url)
    assert database.exists() is False
    assert database.data_version() == 0

    assert upgrade(database) is True

    assert database.schema_version() == REVISIONS[-1]
    with database.read() as reading:
        assert re.fullmatch("[0-9a-f]{32}", store_id(reading))
    database.close()


@pytest.mark.parametrize("act", ["upgrade", "read", "write", "version"])
def test_a_database_of_a_newer_version_is_left_alone(database: Database, act: str) -> None:
    with database.create() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    acts = {
        "upgrade": lambda: upgrade(database),
        "read": lambda: database.read().__enter__(),
        "write": lambda: database.write().__enter__(),
        "version": database.data_version,
    }

    with pytest.raises(CouldNot, match=r"(?i)newer|mới hơn"):
        acts[act]()

    assert database.schema_version() == "9999"


def test_a_database_of_an_older_version_asks_for_init(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.store.database.REVISIONS", (*REVISIONS, "9999"))

    with pytest.raises(CouldNot, match="qms init"), database.read():
        pass


def test_a_database_without_schema_asks_for_init(empty_url: str) -> None:
    database = connect(empty_url)

    for act in (database.read, database.write):
        with pytest.raises(CouldNot, match="qms init"), act():
            pass
    database.close()


def test_tables_of_something_else_are_not_written_between(empty_url: str) -> None:
    database = connect(empty_url)
    with database.create() as connection:
        connection.execute(text("CREATE TABLE account (name TEXT)"))

    with pytest.raises(Refused, match="account"):
        upgrade(database)

    assert database.schema_version() is None
    database.close()
