"""Does verify notice? Each test breaks what the triggers would refuse, after taking them away."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from qms.errors import WrongUsage
from qms.i18n import use_language
from qms.store.batches import append
from qms.store.columns import GENESIS
from qms.store.database import Database
from qms.store.facts import VoidedFact
from qms.store.verify import Verification, verify
from tests.store.worlds import announced, announcement, province_with_two_communes, statuses

DAY = date(2021, 4, 27)
Tamper = Callable[..., None]


@pytest.fixture
def filled(database: Database) -> Database:
    append(database, province_with_two_communes())
    append(database, statuses(announced(2, DAY), announced(3, DAY, covered=9)))
    append(database, replace(statuses(announced(3, DAY)), voids=(VoidedFact("status_event", 2),)))
    return database


@pytest.fixture
def tamper(filled: Database) -> Tamper:
    """Execute statements as somebody would who may take the guards away."""

    def by_hand(*statements: str) -> None:
        with filled.write() as connection:
            if filled.is_sqlite:
                names = (
                    connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
                )
                for name in names:
                    connection.execute(text(f"DROP TRIGGER {name}"))
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                connection.execute(text(statement))

    return by_hand


def rules(found: Verification) -> set[tuple[str, str | None, int | None]]:
    return {(one.rule, one.table, one.row) for one in found.violations}


def test_an_empty_database_holds(database: Database) -> None:
    found = verify(database)

    assert found.to_json() == {"ok": True, "head": GENESIS, "violations": [], "findings": []}


def test_a_chain_with_corrections_holds(filled: Database) -> None:
    found = verify(filled)

    assert found.ok
    assert found.head == filled.head()
    assert found.findings == ()


@pytest.mark.parametrize(
    ("statement", "batch"),
    [
        ("UPDATE agency_version SET name = 'Xã Khác' WHERE id = 2", 1),
        ("UPDATE agency_version SET name_en = '' WHERE id = 2", 1),
        ("UPDATE status_event SET effective_on = '2021-04-26' WHERE id = 1", 2),
        ("UPDATE status_event SET voided_by_batch = NULL, effective_on = '2021-04-28' WHERE id = 2", 3),
        ("UPDATE batch SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE id = 2", 2),
        ("UPDATE batch SET by = 'someone' WHERE id = 3", 3),
        (f"UPDATE batch SET hash = '{'c' * 64}' WHERE id = 2", 2),
        ("INSERT INTO agency (id, batch, level) VALUES (4, 2, 'commune')", 2),
    ],
)
def test_whatever_is_changed_by_hand_breaks_the_seal_of_its_batch(
    filled: Database, tamper: Tamper, statement: str, batch: int
) -> None:
    tamper(statement)

    found = verify(filled)

    assert not found.ok
    assert ("chain", "batch", batch) in rules(found)
    told = [(one["rule"], one["table"], one["row"]) for one in found.to_json()["violations"]]
    assert ("chain", "batch", batch) in told


def test_a_seal_that_was_made_to_fit_breaks_the_link_to_the_next_batch(filled: Database, tamper: Tamper) -> None:
    tamper(f"UPDATE batch SET previous_hash = '{'d' * 64}' WHERE id = 2")

    assert ("chain", "batch", 2) in rules(verify(filled))


def test_a_row_that_was_deleted_leaves_a_gap(filled: Database, tamper: Tamper) -> None:
    tamper("DELETE FROM status_event WHERE id = 1")

    assert rules(verify(filled)) >= {("id", "status_event", 2), ("chain", "batch", 2)}


def test_a_row_that_was_put_before_the_first_is_told(filled: Database, tamper: Tamper) -> None:
    tamper("INSERT INTO agency (id, batch, level) VALUES (0, 1, 'commune')")

    assert rules(verify(filled)) >= {("id", "agency", 0), ("chain", "batch", 1)}


def test_a_batch_that_was_deleted_leaves_a_gap(filled: Database, tamper: Tamper) -> None:
    foreign_keys = "PRAGMA defer_foreign_keys = ON" if filled.is_sqlite else "SELECT 1"
    tamper(
        foreign_keys,
        "DELETE FROM status_event WHERE batch = 2 OR voided_by_batch = 2",
        "DELETE FROM batch WHERE id = 2",
    )

    assert rules(verify(filled)) >= {("id", "batch", 3), ("chain", "batch", 3)}


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_row_of_a_batch_that_is_not_there_is_told(filled: Database, tamper: Tamper) -> None:
    tamper("INSERT INTO agency (id, batch, level) VALUES (4, 9, 'commune')")

    assert ("void", "agency", 4) in rules(verify(filled))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_bytes_in_a_cell_are_told(filled: Database, tamper: Tamper) -> None:
    tamper("UPDATE agency_version SET name = x'00ff' WHERE id = 1")

    assert ("chain", "batch", 1) in rules(verify(filled))


def test_a_cut_tail_is_noticed_by_the_anchors_alone(filled: Database, tamper: Tamper) -> None:
    head = filled.head()
    tamper(
        "DELETE FROM status_event WHERE batch = 3",
        "UPDATE status_event SET voided_by_batch = NULL WHERE voided_by_batch = 3",
        "DELETE FROM batch WHERE id = 3",
    )

    found = verify(filled)

    assert rules(found) == {("anchor", "batch", 3)}
    assert head in found.violations[0].message


def test_a_cut_tail_with_another_one_grown_is_noticed(filled: Database, tamper: Tamper) -> None:
    tamper(
        "DELETE FROM status_event WHERE batch = 3",
        "UPDATE status_event SET voided_by_batch = NULL WHERE voided_by_batch = 3",
        "DELETE FROM batch WHERE id = 3",
    )

    append(filled, statuses(announced(2, date(2022, 1, 1))))

    assert rules(verify(filled)) == {("anchor", "batch", 3)}


def test_a_head_that_a_report_printed_is_looked_for(filled: Database, tamper: Tamper) -> None:
    printed = filled.head()

    assert verify(filled, contains=printed).ok
    assert verify(filled, contains=printed[:12].upper()).ok
    assert verify(filled, contains=GENESIS).ok
    assert rules(verify(filled, contains="f" * 64)) == {("contains", "batch", None)}


@pytest.mark.parametrize("head", ["", "abc", "g" * 64, "a" * 65])
def test_what_is_no_head_is_wrong_usage(filled: Database, head: str) -> None:
    with pytest.raises(WrongUsage):
        verify(filled, contains=head)


def test_an_absent_anchor_file_is_a_finding(filled: Database, anchors_beside: Path) -> None:
    anchors_beside.unlink()

    found = verify(filled)

    assert found.ok
    assert [one.rule for one in found.findings] == ["anchor"]


def test_anchors_of_another_store_only_are_a_finding(filled: Database, anchors_beside: Path) -> None:
    anchors_beside.write_text(f"other 9 {'e' * 64}\n")

    found = verify(filled)

    assert found.ok
    assert [one.rule for one in found.findings] == ["anchor"]


def test_an_anchor_file_that_cannot_be_read_is_a_finding(
    filled: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QMS_ANCHORS", str(tmp_path))

    found = verify(filled)

    assert found.ok
    assert [one.rule for one in found.findings] == ["anchor"]


def test_a_chain_ahead_of_its_anchors_is_in_order(filled: Database, anchors_beside: Path) -> None:
    anchors_beside.write_text(anchors_beside.read_text().partition("\n")[0] + "\n")

    assert verify(filled).ok
    assert verify(filled).findings == ()


def test_a_published_figure_that_does_not_recompute_is_a_finding(filled: Database) -> None:
    append(filled, announcement(2, 2, "100%"))
    append(filled, announcement(1, 2, "55,5%"))

    with use_language("vi"):
        found = verify(filled)

    assert found.ok
    assert [one.row for one in found.findings] == [2]
    assert json.loads(json.dumps(found.to_json()["findings"]))[0] == {
        "rule": "published",
        "table": "published_figure",
        "row": 2,
        "message": found.findings[0].message,
        "measure": "communes",
        "as_of": "2021-04-27",
        "printed": "1/2 (55,5%)",
        "computed": "2/2 (100%)",
    }


def test_published_figures_are_not_recomputed_from_data_that_does_not_hold(filled: Database, tamper: Tamper) -> None:
    append(filled, announcement(1, 2, "55,5%"))
    tamper("UPDATE agency_version SET parent = 3 WHERE id = 2")

    found = verify(filled)

    assert ("parent", "agency_version", 2) in rules(found)
    assert [(one.rule, one.measure) for one in found.findings] == [("published", None)]
