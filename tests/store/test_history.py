"""The history of the batches."""

from dataclasses import replace
from datetime import date

from qms.store.batches import append
from qms.store.database import Database
from qms.store.history import history
from tests.store.worlds import announced, moment, province_with_two_communes, statuses

DAY = date(2021, 4, 27)


def test_an_empty_database_has_an_empty_history(database: Database) -> None:
    assert len(history(database)) == 0
    assert history(database).to_json() == {"batches": []}
    assert list(history(database).to_frame().columns)[:2] == ["batch", "kind"]


def test_batches_are_told_oldest_first_with_all_they_carry(database: Database) -> None:
    append(database, province_with_two_communes())
    reported = replace(
        statuses(announced(2, DAY)),
        reporter="02",
        period="2021",
        file_name="bao-cao.csv",
        file_sha256="ab" * 32,
        counts={"new": 1},
        note="Đợt 1",
    )
    receipt = append(database, reported)

    told = history(database)

    assert [batch.batch for batch in told] == [1, 2]
    assert told.batches[1].recorded_at == moment(2)
    assert told.to_json("en")["batches"][1] == {
        "batch": 2,
        "kind": "status",
        "recorded_at": "2021-05-02T00:00:00.000000Z",
        "by": "test",
        "reporter": "02",
        "period": "2021",
        "file": "bao-cao.csv",
        "sha256": "ab" * 32,
        "note": "Đợt 1",
        "counts": {"new": 1},
        "reverts": None,
        "hash": receipt.hash,
    }
    assert told.to_frame().loc[1, "counts"] == '{"new": 1}'
