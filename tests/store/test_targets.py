"""The targets that stood at a batch."""

from datetime import date
from fractions import Fraction

from sqlalchemy import text

from qms.reports.goals import Goal
from qms.store.batches import append
from qms.store.database import Database
from qms.store.targets import goals_known
from qms.vocabulary import Measure
from tests.store.worlds import announced, province_with_two_communes, statuses

ROW = text(
    "INSERT INTO target (id, batch, measure, parent, due_on, rate)"
    " VALUES (:id, :batch, 'communes', :parent, :due, :rate)"
)
TAKEN_BACK = text("UPDATE target SET voided_by_batch = 2 WHERE id = 1")


def test_a_target_stands_from_its_batch_until_the_one_that_took_it_back(database: Database) -> None:
    append(database, province_with_two_communes())
    with database.write() as connection:
        connection.execute(ROW, {"id": 1, "batch": 1, "parent": None, "due": "2025-12-31", "rate": "0.8"})
    append(database, statuses(announced(2, date(2021, 4, 27))))
    with database.write() as connection:
        connection.execute(TAKEN_BACK)
        connection.execute(ROW, {"id": 2, "batch": 2, "parent": 1, "due": "2024-12-31", "rate": "1"})

    assert goals_known(database, 0) == ()
    assert goals_known(database, 1) == (Goal(Measure.COMMUNES, date(2025, 12, 31), Fraction(4, 5)),)
    assert goals_known(database, 2) == (Goal(Measure.COMMUNES, date(2024, 12, 31), Fraction(1), under=1),)
