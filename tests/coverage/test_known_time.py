"""What is known when: corrections, undoing, and moments that do not follow the order of the chain."""

from datetime import UTC, date, datetime, timedelta

from qms.coverage import Slice, figures
from qms.coverage.ledger import EMPTY_HEAD
from qms.moments import end_of_day
from qms.vocabulary import BatchKind, Measure
from tests.coverage.answers import count
from tests.coverage.worlds import World, agency, batch, close, day, event, undo, void_event, world

ASKED = "2021-04-27"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def corrected() -> World:
    return world(
        batch(
            agency("Huế", "province"),
            agency("A", "commune", under="Huế"),
            event("A", "2021-01-01", "building"),
            recorded_at=at("2021-05-01T08:00"),
        ),
        batch(event("A", "2021-01-01", "announced", 5, 5), recorded_at=at("2021-07-01T08:00")),
    )


def test_a_correction_changes_what_is_known_from_its_moment_on() -> None:
    drawn = corrected()
    assert count(drawn, "communes", ASKED, known_on=at("2021-04-30T08:00")) == (0, 0)
    assert count(drawn, "communes", ASKED, known_on=at("2021-05-01T08:00")) == (0, 1)
    assert count(drawn, "communes", ASKED, known_on=at("2021-07-01T07:59")) == (0, 1)
    assert count(drawn, "communes", ASKED, known_on=at("2021-07-01T08:00")) == (1, 1)
    assert count(drawn, "communes", ASKED) == (1, 1)


def test_known_on_a_date_means_its_end_in_ha_noi() -> None:
    drawn = world(
        batch(agency("Huế", "province"), recorded_at=at("2021-06-30T16:59:59.999999")),
        batch(agency("Đà Nẵng", "province"), recorded_at=at("2021-06-30T17:00")),
    )
    assert count(drawn, "provinces", ASKED, known_on=end_of_day(date(2021, 6, 30))) == (0, 1)


def test_trap_23_an_event_counts_from_its_day_whatever_the_day_it_was_recorded() -> None:
    drawn = corrected()
    assert count(drawn, "communes", "2020-12-31") == (0, 1)
    assert count(drawn, "communes", "2021-01-01") == (1, 1)


def test_trap_27_two_batches_of_one_day_are_known_apart() -> None:
    drawn = world(
        batch(agency("Huế", "province"), agency("A", "commune", under="Huế"), recorded_at=at("2021-05-01T01:00")),
        batch(event("A", "2021-01-01", "announced", 5, 5), recorded_at=at("2021-05-01T02:00")),
        batch(event("A", "2021-01-01", "withdrawn"), recorded_at=at("2021-05-01T03:00")),
    )
    moments = [at(f"2021-05-01T0{hour}:30") for hour in (0, 1, 2, 3)]
    known = [count(drawn, "communes", ASKED, known_on=moment) for moment in moments]
    assert known == [(0, 0), (0, 1), (1, 1), (0, 1)]


def test_a_clock_that_went_back_does_not_reorder_the_chain() -> None:
    drawn = world(
        batch(agency("Huế", "province"), agency("A", "commune", under="Huế"), recorded_at=at("2021-05-02T00:00")),
        batch(event("A", "2021-01-01", "announced", 5, 5), recorded_at=at("2021-05-03T00:00")),
        batch(close("Huế", "2021-02-01"), recorded_at=at("2021-05-01T00:00")),
    )
    assert count(drawn, "communes", ASKED, known_on=at("2021-04-30T00:00")) == (0, 0)
    found = figures(drawn.ledger, day(ASKED), known_on=at("2021-05-01T00:00"))
    assert found.stamp.data_version == 3
    assert (found["communes"].numerator, found["provinces"].denominator) == (1, 0)


def test_undoing_a_batch_restores_the_figures_of_before_and_keeps_what_was_known() -> None:
    drawn = world(
        batch(
            agency("Huế", "province"),
            agency("A", "commune", under="Huế"),
            agency("B", "commune", under="Huế"),
            event("A", "2021-01-01", "announced", 5, 5),
        ),
        batch(event("A", "2021-01-01", "withdrawn"), event("B", "2021-01-01", "announced", 5, 5)),
        batch(undo(2), kind=BatchKind.UNDO),
        batch(undo(3), kind=BatchKind.UNDO),
    )
    moments = [recorded.recorded_at for recorded in drawn.batches]
    ledger = drawn.ledger

    def covered(moment: datetime) -> list[str]:
        found = figures(ledger, day(ASKED), known_on=moment, measures=(Measure.SLICE,), slice_=Slice(), members=True)
        return [member.name for member in found[Measure.SLICE].members or () if member.covered]

    assert [covered(moment) for moment in moments] == [["A"], ["B"], ["A"], ["B"]]


def test_a_report_that_was_taken_back_leaves_the_one_before_it() -> None:
    drawn = world(
        batch(
            agency("Huế", "province"),
            agency("A", "commune", under="Huế"),
            event("A", "2020-01-01", "announced", 5, 5),
            event("A", "2021-01-01", "withdrawn"),
        ),
        batch(void_event("A", "2021-01-01")),
    )
    first = drawn.batches[0].recorded_at
    assert count(drawn, "communes", ASKED, known_on=first) == (0, 1)
    assert count(drawn, "communes", ASKED) == (1, 1)


def test_the_stamp_names_the_chain_as_it_was_known() -> None:
    drawn = world(
        batch(agency("Huế", "province")),
        batch(agency("Đà Nẵng", "province"), kind=BatchKind.DEMO),
    )
    first, second = (recorded.recorded_at for recorded in drawn.batches)
    stamps = [
        figures(drawn.ledger, day(ASKED), known_on=moment).stamp
        for moment in (first - timedelta(microseconds=1), first, second, None)
    ]
    assert [(stamp.data_version, stamp.chain_head, stamp.demo) for stamp in stamps] == [
        (0, EMPTY_HEAD, False),
        (1, f"{1:064x}", False),
        (2, f"{2:064x}", True),
        (2, f"{2:064x}", True),
    ]
    assert (drawn.ledger.version, drawn.ledger.head) == (2, f"{2:064x}")
