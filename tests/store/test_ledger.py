"""The ledger read from tables, kept per head, and mapped from a snapshot where one fits."""

from datetime import date
from pathlib import Path

import pytest

from qms.coverage import Ledger, figures
from qms.store import ledger as ledgers
from qms.store import snapshot
from qms.store.batches import append
from qms.store.database import Database
from qms.store.ledger import current_ledger, forget, read_ledger
from qms.store.snapshot import snapshot_path
from qms.vocabulary import Measure
from tests.store.worlds import FIRST_COMMUNE, SECOND_COMMUNE, announced, province_with_two_communes, statuses

DAY = date(2021, 4, 27)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    forget()


@pytest.fixture
def reported(database: Database) -> Database:
    append(database, province_with_two_communes())
    append(database, statuses(announced(SECOND_COMMUNE, DAY), announced(FIRST_COMMUNE, DAY, covered=9)))
    return database


def communes(ledger: Ledger) -> tuple[int, int]:
    figure = figures(ledger, DAY)[Measure.COMMUNES]
    return figure.numerator, figure.denominator


def test_what_is_written_is_counted(reported: Database) -> None:
    ledger = current_ledger(reported)

    assert communes(ledger) == (1, 2)
    assert (ledger.version, ledger.head) == (2, reported.head())
    assert list(ledger.versions.name) == ["Tỉnh Hà Giang", "Xã Một", "Xã Hai"]


def test_an_empty_store_is_an_empty_ledger(database: Database) -> None:
    ledger = current_ledger(database)

    assert (ledger.version, ledger.head) == (0, "0" * 64)
    assert communes(ledger) == (0, 0)


def test_one_ledger_serves_all_until_the_next_batch(reported: Database) -> None:
    before = current_ledger(reported)
    assert current_ledger(reported) is before

    append(reported, statuses(announced(FIRST_COMMUNE, date(2021, 4, 26))))

    assert current_ledger(reported) is not before
    assert current_ledger(reported).version == 3


def test_events_stand_by_agency_and_day_in_whatever_order_they_came(reported: Database) -> None:
    append(reported, statuses(announced(FIRST_COMMUNE, date(2015, 1, 1))))

    events = current_ledger(reported).events

    assert list(zip(events.agency.tolist(), events.id.tolist(), strict=True)) == [(1, 3), (1, 2), (2, 1)]


def test_rows_are_packed_in_blocks(reported: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "BLOCK", 1)
    with reported.read() as reading:
        assert communes(read_ledger(reading)) == (1, 2)


def snapshot_of(database: Database) -> Path:
    if database.path is None:
        pytest.fail("asked only of a database file")
    return snapshot_path(database.path)


@pytest.fixture
def mapped(reported: Database) -> Database:
    """A store on a file with its snapshot beside it; a server has none."""
    current_ledger(reported)
    forget()
    return reported


def only_from_a_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> Ledger:
        message = "read from the tables"
        raise AssertionError(message)

    monkeypatch.setattr(ledgers, "read_ledger", refuse)


def test_a_snapshot_of_the_same_head_is_mapped_instead_of_read(
    mapped: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if mapped.is_sqlite:
        only_from_a_snapshot(monkeypatch)

    ledger = current_ledger(mapped)

    assert communes(ledger) == (1, 2)
    assert list(ledger.versions.code) == ["02", "00001", "00002"]
    assert ledger.head == mapped.head()


def test_published_figures_come_back_from_a_snapshot(demo_database: Path, tmp_path: Path) -> None:
    read = current_ledger(connect_copy(demo_database, tmp_path))
    forget()
    assert current_ledger(connect_copy(demo_database, tmp_path)).published == read.published
    assert len(read.published) == 5


def connect_copy(source: Path, folder: Path) -> Database:
    from qms.store.database import connect

    copied = folder / "copy.sqlite"
    if not copied.exists():
        copied.write_bytes(source.read_bytes())
    return connect(f"sqlite:///{copied}")


def test_a_snapshot_of_an_earlier_head_is_not_used(mapped: Database) -> None:
    append(mapped, statuses(announced(FIRST_COMMUNE, date(2021, 4, 28))))
    assert current_ledger(mapped).version == 3


@pytest.mark.parametrize("harm", ["cut", "empty", "other format", "no numbers"])
def test_a_damaged_snapshot_is_read_past(mapped: Database, harm: str) -> None:
    if mapped.is_sqlite:
        path = snapshot_of(mapped)
        content = path.read_bytes()
        harmed = {
            "cut": content[: len(content) // 2],
            "empty": b"",
            "other format": content.replace(snapshot.FORMAT.encode(), b"qms-ledger-0", 1),
            "no numbers": b"x" * len(content),
        }
        path.write_bytes(harmed[harm])
    assert communes(current_ledger(mapped)) == (1, 2)


def test_a_snapshot_that_cannot_be_written_is_skipped(reported: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "replace", full)

    assert communes(current_ledger(reported)) == (1, 2)
    if reported.path is not None:
        assert [found.name for found in reported.path.parent.glob("*.ledger*")] == []
