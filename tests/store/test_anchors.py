"""The heads outside the database."""

import os
from datetime import date
from pathlib import Path

import pytest

from qms.errors import CouldNot
from qms.store.anchors import Anchor, anchor_file, read_anchors
from qms.store.batches import append
from qms.store.database import Database, connect, store_id
from tests.store.worlds import announced, province_with_two_communes, statuses

DAY = date(2021, 4, 27)


@pytest.fixture
def store(database: Database) -> str:
    with database.read() as reading:
        return store_id(reading)


def test_every_batch_leaves_a_line(database: Database, store: str, anchors_beside: Path) -> None:
    first = append(database, province_with_two_communes())
    second = append(database, statuses(announced(2, DAY)))

    assert anchors_beside.read_text() == f"{store} 1 {first.hash}\n{store} 2 {second.hash}\n"


def test_a_write_catches_up_with_what_was_not_anchored(database: Database, store: str, anchors_beside: Path) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(2, DAY)))
    anchors_beside.write_text(anchors_beside.read_text().partition("\n")[0] + "\n")

    append(database, statuses(announced(3, DAY)))

    assert [line.split()[1] for line in anchors_beside.read_text().splitlines()] == ["1", "2", "3"]


def test_a_torn_line_is_passed_over_and_written_again(database: Database, store: str, anchors_beside: Path) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(2, DAY)))
    whole = anchors_beside.read_text()
    anchors_beside.write_text(whole[:-10])

    append(database, statuses(announced(3, DAY)))

    assert [anchor.batch for anchor in read_anchors(anchors_beside, store) or ()] == [1, 2, 3]


def test_lines_of_other_stores_are_left_alone(database: Database, store: str, anchors_beside: Path) -> None:
    anchors_beside.write_text(f"other 1 {'a' * 64}\n")

    receipt = append(database, province_with_two_communes())

    assert read_anchors(anchors_beside, store) == [Anchor(1, receipt.hash)]
    assert read_anchors(anchors_beside, "other") == [Anchor(1, "a" * 64)]


def test_an_anchor_file_that_cannot_be_written_is_a_warning_and_the_batch_stands(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QMS_ANCHORS", str(tmp_path / "file" / "anchors"))

    receipt = append(database, province_with_two_communes())

    assert receipt.warning is not None
    assert "anchors" in receipt.warning
    assert database.data_version() == 1


def test_a_database_that_cannot_be_read_again_is_a_warning_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: object) -> str:
        raise CouldNot("…")

    monkeypatch.setattr("qms.store.anchors.store_id", fail)

    assert append(database, province_with_two_communes()).warning is not None
    assert database.data_version() == 1


def test_the_file_lies_beside_the_database_or_in_the_users_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("QMS_ANCHORS")
    monkeypatch.setattr("qms.store.anchors.user_folder", lambda: tmp_path / "own")

    assert anchor_file(connect(f"sqlite:///{tmp_path}/a.sqlite")) == tmp_path / "a.sqlite.anchors"
    assert anchor_file(connect("postgresql://an@server/so_lieu")) == tmp_path / "own" / "postgresql.anchors"
    monkeypatch.setenv("QMS_ANCHORS", str(tmp_path / "here"))
    assert anchor_file(connect("postgresql://an@server/so_lieu")) == tmp_path / "here"


def test_lines_reach_the_disk_before_the_act_ends(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr("qms.store.anchors.os.fsync", synced.append)

    append(database, province_with_two_communes())

    assert len(synced) == 1


@pytest.mark.parametrize("line", ["", "x", "s 1", "s one " + "a" * 64, "s 1 abc", "s 1 " + "a" * 64 + " more"])
def test_what_is_no_anchor_is_passed_over(tmp_path: Path, line: str) -> None:
    file = Path(tmp_path) / "anchors"
    file.write_text(line + os.linesep)

    assert read_anchors(file, "s") == []


def test_a_device_is_no_anchor_file(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a device might never end."""
    monkeypatch.setenv("QMS_ANCHORS", os.devnull)

    assert append(database, province_with_two_communes()).warning is not None
