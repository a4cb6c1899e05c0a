"""Mistakes of comparable tools that concern the store, each by its number."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from qms import coverage
from qms.store import inserting
from qms.store.batches import append
from qms.store.columns import FACT_COLUMNS
from qms.store.database import Database
from qms.store.facts import Draft, Version, VoidedFact
from qms.store.ledger import current_ledger
from qms.store.verify import verify
from qms.vocabulary import Level, Measure, Scope
from tests.store.worlds import (
    announced,
    closing,
    merged,
    moment,
    province_with_two_communes,
    register,
    statuses,
    voiding,
)

DAY = date(2021, 4, 27)
REFORM = date(2025, 7, 1)


def everything(database: Database) -> dict[str, list[Any]]:
    with database.read() as reading:
        return {
            table: [tuple(row) for row in reading.rows(f"SELECT * FROM {table} ORDER BY id")]
            for table in ("batch", *FACT_COLUMNS)
        }


def test_trap_3_a_merger_keeps_every_row_of_who_merged(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(2, DAY), announced(3, DAY)))
    before = everything(database)

    append(
        database,
        register(
            Version(-1, REFORM, code="00003", name="Xã Mới", parent=1, scope=Scope.ENCOURAGED),
            closing(2, REFORM),
            closing(3, REFORM),
            agencies=(Level.COMMUNE,),
            successions=(merged(2, -1, REFORM), merged(3, -1, REFORM)),
        ),
    )

    after = everything(database)
    for table, rows in before.items():
        assert after[table][: len(rows)] == rows
    assert verify(database).ok


@pytest.mark.parametrize("stopped_after", range(6))
def test_trap_14_a_batch_that_stops_half_way_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, stopped_after: int
) -> None:
    """Trap 14: a fault after each statement of a batch leaves counts and data version unchanged."""
    append(database, province_with_two_communes())
    append(database, statuses(announced(2, DAY), announced(3, DAY)))
    before = everything(database)
    left = iter(range(stopped_after))

    def stop_at_last(function: Any) -> Any:
        def stopped(*arguments: Any) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            function(*arguments)

        return stopped

    for step in ("insert_batch", "insert_rows", "void_rows"):
        monkeypatch.setattr(inserting, step, stop_at_last(getattr(inserting, step)))
    correction = replace(
        register(
            Version(-1, DAY, code="00003", name="Xã Ba", parent=1, scope=Scope.NONE),
            agencies=(Level.COMMUNE,),
        ),
        events=(announced(2, DAY), announced(2, REFORM)),
        voids=(VoidedFact("status_event", 1), VoidedFact("status_event", 2)),
    )

    if stopped_after < 5:
        with pytest.raises(KeyboardInterrupt):
            append(database, correction)
        assert everything(database) == before
    else:  # batch, voids, agencies, versions and events are five statements: nothing stops the sixth
        assert append(database, correction).batch == 3
    assert verify(database).ok


def test_trap_27_two_imports_on_one_day_are_known_apart(database: Database) -> None:
    """Trap 27: both known-times of one day can be asked for, and differ."""
    append(database, province_with_two_communes())
    append(database, replace(statuses(announced(2, DAY)), recorded_at=moment(3, hour=2)))
    append(database, replace(statuses(announced(3, DAY)), recorded_at=moment(3, hour=9)))
    ledger = current_ledger(database)

    def known(hour: int) -> int:
        on = moment(3, hour=hour)
        return coverage.figures(ledger, DAY, known_on=on, measures=[Measure.COMMUNES]).figures[0].numerator

    assert [known(1), known(2), known(8), known(9)] == [0, 1, 1, 2]


def test_trap_27_a_correction_of_the_same_day_keeps_what_was_known_before_it(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, replace(statuses(announced(2, DAY)), recorded_at=moment(3, hour=2)))
    append(database, replace(voiding("status_event", 1), recorded_at=moment(3, hour=2) + timedelta(microseconds=1)))
    ledger = current_ledger(database)

    def known(micros: int) -> int:
        on = moment(3, hour=2) + timedelta(microseconds=micros)
        return coverage.figures(ledger, DAY, known_on=on, measures=[Measure.COMMUNES]).figures[0].numerator

    assert [known(-1), known(0), known(1)] == [0, 1, 0]


@pytest.mark.parametrize("table", list(FACT_COLUMNS))
def test_trap_34_no_fact_can_be_written_without_a_batch(database: Database, table: str) -> None:
    """Trap 34: no parameter, role or environment value writes without a batch; the database itself demands one."""
    columns = ["id", "batch", *FACT_COLUMNS[table]]
    for batch in ("NULL", "0", "1", "2"):
        with pytest.raises(Exception, match=r"(?i)append-only|constraint"), database.write() as connection:
            _insert(connection, table, columns, batch)


def _insert(connection: Connection, table: str, columns: list[str], batch: str) -> None:
    cells = ", ".join(["1", batch, *["NULL"] * (len(columns) - 2)])
    connection.execute(text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({cells})"))


def test_trap_34_a_draft_cannot_ask_to_be_left_out_of_the_chain(database: Database) -> None:
    asked = set(Draft.__dataclass_fields__) - {"recorded_at", "by"}

    assert not {name for name in asked if "skip" in name or "audit" in name or "hash" in name}
    append(database, Draft(statuses().kind, "An"))
    assert database.data_version() == 1
    assert verify(database).ok
