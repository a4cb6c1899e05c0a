"""The database itself refuses to change or drop what was written, whoever asks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from qms.store.batches import append
from qms.store.columns import FACT_COLUMNS, GENESIS
from qms.store.database import Database
from qms.store.verify import verify
from tests.store.worlds import announced, announcement, merged, province_with_two_communes, register, statuses

DAY = date(2021, 4, 27)


@dataclass(frozen=True)
class Attempt:
    """Statements that somebody tries by hand, in one transaction."""

    database: Database

    def __call__(self, *statements: str) -> None:
        with self.database.write() as connection:
            for statement in statements:
                connection.execute(text(statement))


@pytest.fixture
def attempt(database: Database) -> Attempt:
    append(database, province_with_two_communes())
    append(database, statuses(announced(2, DAY), announced(3, DAY)))
    append(database, announcement(1, 2, "50%"))
    append(database, register(successions=(merged(2, 3, DAY),)))
    return Attempt(database)


def new_batch(number: int = 5, previous: str | None = None) -> str:
    """A batch row of somebody's own making; `previous` None means the newest hash."""
    follows = "(SELECT hash FROM batch ORDER BY id DESC LIMIT 1)" if previous is None else f"'{previous}'"
    return (
        "INSERT INTO batch (id, kind, by, recorded_at, counts, previous_hash, hash)"
        f" VALUES ({number}, 'status', 'x', '2021-05-09T00:00:00.000000Z', '{{}}', {follows}, '{'a' * 64}')"
    )


@pytest.mark.parametrize("table", ["batch", "store", "agency", "agency_version", "status_event", "published_figure"])
def test_nothing_is_deleted(attempt: Attempt, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt(f"DELETE FROM {table}")


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("table", ["batch", "store", "agency", "status_event", "edition", "account"])
def test_no_table_is_emptied(attempt: Attempt, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "update",
    [
        "UPDATE batch SET note = 'x'",
        "UPDATE store SET store_id = 'x'",
        "UPDATE agency SET level = 'district'",
        "UPDATE agency_version SET name = 'x'",
        "UPDATE status_event SET procedures_covered = 1",
        "UPDATE status_event SET note = 'x'",
        "UPDATE status_event SET batch = 1",
        "UPDATE status_event SET id = id + 10",
        "UPDATE published_figure SET numerator = NULL",
        "UPDATE succession SET kind = 'split'",
    ],
)
def test_nothing_is_changed(attempt: Attempt, update: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt(update)


def test_the_newest_batch_may_take_a_standing_row_back_once(attempt: Attempt) -> None:
    attempt(new_batch(), "UPDATE status_event SET voided_by_batch = 5 WHERE id = 1")

    for again in ("NULL", "5", "6"):
        with pytest.raises(DBAPIError, match="append-only"):
            attempt(f"UPDATE status_event SET voided_by_batch = {again} WHERE id = 1")


@pytest.mark.parametrize("batch", [1, 3, 6])
def test_only_the_newest_batch_takes_rows_back(attempt: Attempt, batch: int) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt(f"UPDATE status_event SET voided_by_batch = {batch} WHERE id = 1")


def test_taking_back_changes_nothing_else(attempt: Attempt) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt(new_batch(), "UPDATE status_event SET voided_by_batch = 5, note = 'x' WHERE id = 1")


def test_a_row_cannot_join_an_old_batch(attempt: Attempt) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt("INSERT INTO agency (id, batch, level) VALUES (4, 3, 'commune')")


def test_a_row_cannot_come_taken_back_already(attempt: Attempt) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt(new_batch(), "INSERT INTO agency (id, batch, voided_by_batch, level) VALUES (4, 4, 5, 'commune')")


@pytest.mark.parametrize("number", [0, 2, 5, -1])
def test_a_row_takes_the_next_id_and_no_other(attempt: Attempt, number: int) -> None:
    with pytest.raises(DBAPIError, match=r"append-only|duplicate key"):
        attempt(f"INSERT INTO agency (id, batch, level) VALUES ({number}, 4, 'commune')")


@pytest.mark.parametrize(("number", "previous"), [(7, None), (4, None), (5, GENESIS), (5, "b" * 64)])
def test_a_batch_has_the_next_number_and_the_hash_before_it(
    attempt: Attempt, number: int, previous: str | None
) -> None:
    with pytest.raises(DBAPIError, match=r"append-only|duplicate key"):
        attempt(new_batch(number, previous))


def test_there_is_one_store_row(attempt: Attempt) -> None:
    with pytest.raises(DBAPIError, match=r"append-only|store_one_row"):
        attempt("INSERT INTO store (id, store_id) VALUES (2, 'x')")


CHANGE = "DO UPDATE SET status = 'withdrawn'"
STANDS = "WHERE voided_by_batch IS NULL"
EVENT = "INTO status_event (id, batch, agency, effective_on, status) VALUES"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
@pytest.mark.parametrize(
    "row",
    [
        "(1, 4, 2, '2021-04-28', 'withdrawn')",  # the id of another event
        "(3, 4, 2, '2021-04-27', 'withdrawn')",  # the next id, but what a standing event says
    ],
)
def test_replacing_does_not_slip_through(attempt: Attempt, database: Database, verb: str, row: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt(f"{verb} {EVENT} {row}")

    with database.read() as reading:
        assert reading.value("SELECT count(*) FROM status_event") == 2


@pytest.mark.parametrize(
    "insert",
    [
        f"INSERT {EVENT} (1, 4, 2, '2021-04-28', 'withdrawn') ON CONFLICT (id) {CHANGE}",
        f"INSERT {EVENT} (3, 4, 2, '2021-04-27', 'applied') ON CONFLICT (agency, effective_on) {STANDS} {CHANGE}",
    ],
)
def test_an_upsert_does_not_slip_through(attempt: Attempt, insert: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        attempt(insert)


@pytest.mark.parametrize(
    "row",
    [
        {"table": "agency", "columns": "level", "values": "'county'"},
        {"table": "agency_version", "columns": "agency, valid_from, state", "values": "1, '2021-04-28', 'open'"},
        {
            "table": "agency_version",
            "columns": "agency, valid_from, state, name",
            "values": "1, '2021-04-28', 'closed', 'x'",
        },
        {"table": "agency_version", "columns": "agency, valid_from, state", "values": "1, '28/04/21', 'closed'"},
        {
            "table": "succession",
            "columns": "predecessor, successor, on_day, kind",
            "values": "2, 3, '2021-05-01', 'continued'",
        },
        {
            "table": "succession",
            "columns": "predecessor, successor, on_day, kind",
            "values": "2, 2, '2021-05-01', 'merged'",
        },
        {"table": "target", "columns": "measure, due_on, rate", "values": "'communes', '2026-12-31', '1.5'"},
        {"table": "target", "columns": "measure, due_on, rate", "values": "'communes', '2026-12-31', '0.50'"},
        {"table": "target", "columns": "measure, due_on, rate", "values": "'communes', '2026-12-31', '0.x'"},
        {"table": "account", "columns": "subject, role", "values": "'an', 'owner'"},
        {"table": "status_event", "columns": "agency, effective_on, status", "values": "99, '2021-05-01', 'applied'"},
    ],
)
def test_constraints_hold_the_closed_sets_and_the_counts(attempt: Attempt, row: dict[str, Any]) -> None:
    next_id = f"(SELECT coalesce(max(id), 0) + 1 FROM {row['table']})"

    with pytest.raises(DBAPIError, match=r"(?i)constraint"):
        attempt(f"INSERT INTO {row['table']} (id, batch, {row['columns']}) VALUES ({next_id}, 4, {row['values']})")


@pytest.mark.parametrize("rate", ["0", "1", "0.5", "0.955"])
def test_a_target_is_a_fraction_between_0_and_1_both_ends_legal(attempt: Attempt, rate: str) -> None:
    """Trap 29: a target of zero stays zero."""
    attempt(f"INSERT INTO target (id, batch, measure, due_on, rate) VALUES (1, 4, 'communes', '2026-12-31', '{rate}')")


def test_every_table_of_facts_is_guarded(database: Database) -> None:
    with database.read() as reading:
        asked = (
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
            if database.is_sqlite
            else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        )
        triggers = {tuple(row) for row in reading.rows(asked)}

    for table in FACT_COLUMNS:
        assert {(f"{table}_{act}", table) for act in ("no_delete", "void_once", "join_newest")} <= triggers


def test_what_the_triggers_let_in_by_hand_is_not_of_the_chain(attempt: Attempt, database: Database) -> None:
    attempt(
        "INSERT INTO agency_version (id, batch, agency, valid_from, state) VALUES (4, 4, 2, '2022-01-01', 'closed')"
    )

    found = verify(database)

    assert [(one.rule, one.row) for one in found.violations if one.rule == "chain"] == [("chain", 4)]
