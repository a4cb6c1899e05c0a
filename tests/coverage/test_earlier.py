"""Where agencies stood on the eve of a day."""

from qms.coverage.earlier import Stood, stood_before
from qms.vocabulary import Status
from tests.coverage.worlds import agency, batch, day, event, void_event, world


def test_the_newest_status_before_the_day_counts_and_not_the_days_own() -> None:
    drawn = world(
        agency("A", "ministry"),
        agency("B", "ministry"),
        event("A", "2020-01-01", "building"),
        event("A", "2021-01-01", "announced", 4, 5),
        event("A", "2022-01-01", "announced", 5, 5),
    )
    a, b = drawn.id("A"), drawn.id("B")
    asked = [(a, day(text)) for text in ("2020-01-01", "2021-01-01", "2022-01-01", "2022-01-02")]
    assert stood_before(drawn.ledger, [*asked, (b, day("2022-01-01"))]) == [
        Stood(None, covered=False),
        Stood(Status.BUILDING, covered=False),
        Stood(Status.ANNOUNCED, covered=False),
        Stood(Status.ANNOUNCED, covered=True),
        Stood(None, covered=False),
    ]


def test_what_was_taken_back_is_not_heard() -> None:
    drawn = world(
        batch(agency("A", "ministry"), event("A", "2020-01-01", "building")), batch(void_event("A", "2020-01-01"))
    )
    assert stood_before(drawn.ledger, [(drawn.id("A"), day("2021-01-01"))]) == [Stood(None, covered=False)]


def test_without_any_event_nothing_was_heard() -> None:
    drawn = world(agency("A", "ministry"))
    assert stood_before(drawn.ledger, [(drawn.id("A"), day("2021-01-01"))]) == [Stood(None, covered=False)]
    assert stood_before(drawn.ledger, []) == []
