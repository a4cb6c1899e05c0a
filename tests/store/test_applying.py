"""A planned file is written whole or not at all, on both engines, whoever else writes and whenever it is killed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from qms.errors import Refused
from qms.importing.apply import PlanChangedError, Prepared, apply, prepare
from qms.importing.plan import Outcome
from qms.store.batches import append
from qms.store.database import Database
from qms.store.ledger import current_ledger
from qms.store.verify import verify
from tests.store.worlds import FIRST_COMMUNE, SECOND_COMMUNE, announced, province_with_two_communes, statuses

TODAY, DAY = date(2026, 10, 1), date(2021, 4, 27)
FILE = (
    "agency_code,agency_name,status,effective_date\n"
    "00001,Xã Một,announced,2021-04-27\n"
    "00002,Xã Hai,applied,2021-04-27\n"
).encode()


def planned(database: Database) -> Prepared:
    append(database, province_with_two_communes())
    prepared = prepare(database, FILE, "a.csv", today=TODAY)
    assert prepared.plan.counts == {"new": 2, "changed": 0, "unchanged": 0, "rejected": 0}
    return prepared


def events(database: Database) -> int:
    return len(current_ledger(database).events.id)


def test_what_was_planned_is_written_as_one_batch(database: Database) -> None:
    applied = apply(database, planned(database), by="An")

    assert (applied.outcome, applied.batch, applied.receipt) == (Outcome.APPLIED, 2, None)
    assert events(database) == 2
    assert verify(database).ok


@pytest.mark.parametrize("step", ["inserting.insert_rows", "batches.keep_upload"])
def test_trap_14_an_import_that_stops_half_way_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    prepared = planned(database)

    def fault(*_asked: object) -> None:
        raise OSError("stopped")

    monkeypatch.setattr(f"qms.store.{step}", fault)
    with pytest.raises(OSError, match="stopped"):
        apply(database, prepared, by="An")

    assert (database.data_version(), events(database)) == (1, 0)
    assert verify(database).ok


STOPPING = {
    True: (
        """CREATE TRIGGER stop AFTER INSERT ON status_event WHEN NEW.id = {row}
        BEGIN SELECT RAISE(ABORT, 'stopped'); END""",
        "DROP TRIGGER stop",
    ),
    False: (
        """CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.id = {row} THEN RAISE 'stopped'; END IF; RETURN NEW; END $$;
        CREATE TRIGGER stop AFTER INSERT ON status_event FOR EACH ROW EXECUTE FUNCTION stop()""",
        "DROP FUNCTION stop CASCADE",
    ),
}
"""How the database itself stops after a row, and how it goes on again: on SQLite, and on PostgreSQL."""


@contextmanager
def stopping_after(database: Database, row: int) -> Iterator[None]:
    stop, go_on = STOPPING[database.is_sqlite]
    for act in (stop.format(row=row), go_on):
        with database.write() as connection:
            connection.exec_driver_sql(act)
        if act != go_on:
            yield


def test_trap_14_a_fault_after_each_row_of_a_file_leaves_nothing(database: Database) -> None:
    append(database, province_with_two_communes())
    names = ("00001,Xã Một", "00002,Xã Hai")
    lines = [f"{name},announced,{2010 + year}-04-27" for year in range(5) for name in names]
    file = "\n".join(("agency_code,agency_name,status,effective_date", *lines)).encode()
    prepared = prepare(database, file, "a.csv", today=TODAY)
    assert prepared.plan.counts["new"] == len(lines)

    for row in range(1, 1 + len(lines)):
        with stopping_after(database, row), pytest.raises((DBAPIError, Refused)):
            apply(database, prepared, by="An")
        assert (database.data_version(), events(database)) == (1, 0)

    assert apply(database, prepared, by="An").batch == 2
    assert events(database) == len(lines)
    assert verify(database).ok


def test_a_plan_is_made_anew_when_somebody_else_wrote_of_other_days(database: Database) -> None:
    prepared = planned(database)
    append(database, statuses(announced(FIRST_COMMUNE, date(2020, 1, 1))))

    assert apply(database, prepared, by="An").batch == 3
    assert events(database) == 3


def test_a_plan_that_would_now_do_something_else_is_shown_again_before_anything_is_written(
    database: Database,
) -> None:
    prepared = planned(database)
    append(database, statuses(announced(SECOND_COMMUNE, DAY)))

    with pytest.raises(PlanChangedError) as changed:
        apply(database, prepared, by="An")

    anew = changed.value.prepared
    assert (database.data_version(), anew.plan.counts["new"], anew.plan.counts["changed"]) == (2, 1, 1)
    assert apply(database, anew, by="An").batch == 3


@pytest.mark.heavy
def test_two_importers_of_one_file_at_once_make_one_batch(database: Database, tmp_path: Path) -> None:
    append(database, province_with_two_communes())
    file = tmp_path / "a.csv"
    file.write_bytes(FILE)
    environment = os.environ | {"QMS_DATABASE_URL": database.url}
    command = [sys.executable, "-m", "qms", "import", str(file)]
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _number in range(2)]

    assert [one.wait(60) for one in both] == [0, 0]
    assert (database.data_version(), events(database)) == (2, 2)
    assert verify(database).ok
