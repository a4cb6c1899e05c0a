"""A clock a day back: the batch is taken, order is the sequence, and nothing that was known is unknown."""

from datetime import date, timedelta

import pytest

from qms import coverage, moments
from qms.store import batches
from qms.store.batches import append
from qms.store.database import Database
from qms.store.facts import Draft
from qms.store.ledger import current_ledger
from qms.store.verify import verify
from qms.vocabulary import Measure
from tests.store.worlds import announced, moment, province_with_two_communes, statuses

DAY = date(2021, 4, 27)


def test_a_batch_of_yesterdays_clock_comes_last_and_is_known_from_the_batch_before_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = moment(10)
    append(database, province_with_two_communes())
    append(database, statuses(announced(2, DAY), on_day=10))
    monkeypatch.setattr(batches, "now", lambda: today - timedelta(days=1))

    receipt = append(database, Draft(statuses().kind, "An", events=(announced(3, DAY),)))

    assert receipt.batch == 3
    assert verify(database).ok
    ledger = current_ledger(database)

    def known(on: int) -> int:
        figures = coverage.figures(ledger, DAY, known_on=moment(on), measures=[Measure.COMMUNES])
        return figures.figures[0].numerator

    assert [known(8), known(9), known(10)] == [0, 2, 2]
    assert moments.moment_text(today - timedelta(days=1)).startswith("2021-05-09")
