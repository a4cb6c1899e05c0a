"""What was learned later about the first day is a step of its own, apart from what happened between the two days."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qms.coverage import changes, figures
from qms.coverage.change import Change, Flow, Kind, Step, change
from qms.coverage.movers import Place
from qms.vocabulary import Measure, Status
from tests.coverage import registers
from tests.coverage.answers import slice_of
from tests.coverage.oracle import Narrowed, Oracle
from tests.coverage.oracle_of_steps import Steps, steps
from tests.coverage.search import searched
from tests.coverage.worlds import World, agency, batch, close, event, void_event, world

REPORTED, LATER = datetime(2021, 1, 5, tzinfo=UTC), datetime(2021, 5, 1, tzinfo=UTC)
BEFORE, AFTER = date(2020, 12, 31), date(2021, 4, 27)


def drawn() -> World:
    """Three communes of one province; of one the report came late, of another it was taken back."""
    return world(
        batch(
            agency("tỉnh", "province", code="11"),
            *(agency(name, "commune", under="tỉnh") for name in ("đúng hạn", "báo muộn", "báo nhầm", "mới đạt")),
            event("đúng hạn", "2020-03-01", "announced", 5, 5),
            event("báo nhầm", "2020-03-01", "announced", 5, 5),
            recorded_at=REPORTED,
        ),
        batch(
            event("báo muộn", "2020-06-01", "announced", 7, 7),
            void_event("báo nhầm", "2020-03-01"),
            event("mới đạt", "2021-02-01", "announced", 5, 5),
            agency("sót", "commune", under="tỉnh"),
            recorded_at=LATER,
        ),
    )


def moved(known_from: datetime | None = REPORTED) -> Change:
    return change(drawn().ledger, Measure.COMMUNES, BEFORE, AFTER, known_from=known_from, agencies=True)


def test_late_reports_and_corrections_are_told_apart_from_what_happened() -> None:
    found = moved()
    assert (found.before, found.corrected, found.after) == ((2, 4), (2, 5), (3, 5))
    assert [(step.kind, step.numerator, step.denominator) for step in found.steps] == [
        (Kind.CORRECTED, 0, 1),
        (Kind.GAINED, 1, 0),
    ]


def test_a_step_says_how_much_it_adds_and_how_much_it_takes() -> None:
    learned = moved().step(Kind.CORRECTED)
    assert (learned.covered, learned.everyone, learned.count) == (Flow(1, 1), Flow(1, 0), 3)
    assert [(mover.name, mover.numerator, mover.denominator) for mover in learned.agencies or ()] == [
        ("báo muộn", 1, 0),
        ("báo nhầm", -1, 0),
        ("sót", 0, 1),
    ]


def test_a_corrected_agency_shows_what_was_told_and_what_is_known_of_the_same_day() -> None:
    late, mistaken, missed = moved().step(Kind.CORRECTED).agencies or ()
    assert late.before is not None
    assert late.before.status is None
    assert late.after == (Status.ANNOUNCED, date(2020, 6, 1), True, Place.NUMERATOR)
    assert mistaken.before == (Status.ANNOUNCED, date(2020, 3, 1), True, Place.NUMERATOR)
    assert mistaken.after is not None
    assert mistaken.after.status is None
    assert (missed.before, missed.parent and missed.parent.name) == (None, "tỉnh")


def test_without_an_earlier_moment_nothing_is_corrected() -> None:
    found = moved(known_from=None)
    assert found.before == found.corrected == (2, 5)
    assert found.step(Kind.CORRECTED).count == 0


def test_on_one_and_the_same_day_only_knowledge_changes() -> None:
    found = change(drawn().ledger, Measure.COMMUNES, BEFORE, BEFORE, known_from=REPORTED)
    assert [step.kind for step in found.steps] == [Kind.CORRECTED]
    assert (found.before, found.after) == ((2, 4), (2, 5))


def test_before_anything_was_recorded_all_is_learned_later() -> None:
    found = moved(known_from=REPORTED - timedelta(days=1))
    assert found.before == (0, 0)
    assert found.step(Kind.CORRECTED).everyone == Flow(5, 0)


def test_under_an_agency_only_its_own_of_each_day_move() -> None:
    drawn_ = world(
        *(agency(name, "province", code=name) for name in ("11", "12")),
        agency("hết", "commune", under="11"),
        agency("ở lại", "commune", under="11"),
        agency("nơi khác", "commune", under="12"),
        close("hết", "2021-01-01"),
        event("ở lại", "2021-01-01", "announced", 5, 5),
        event("nơi khác", "2021-01-01", "announced", 5, 5),
    )
    found = change(drawn_.ledger, Measure.COMMUNES, BEFORE, AFTER, under=drawn_.id("11"))
    assert (found.before, found.after) == ((0, 2), (1, 1))
    assert [step.kind for step in found.steps] == [Kind.GAINED, Kind.CLOSED]


def told(step: Step) -> dict[int, tuple[int, int]]:
    return {mover.id: (mover.numerator, mover.denominator) for mover in step.agencies or ()}


@searched
@given(
    registers.registers(),
    st.tuples(registers.days, registers.days).map(sorted),
    registers.moments,
    registers.moments,
    registers.slices,
    st.integers(0, 97),
)
def test_every_step_holds_the_agencies_that_the_slow_rules_put_there(
    drawn_: World,
    span: list[date],
    known_from: datetime | None,
    known_on: datetime | None,
    narrowed: Narrowed,
    who: int,
) -> None:
    start, end = span
    known = Oracle(drawn_, known_on)
    first = Oracle(drawn_, known_from) if known_from else known
    under = (None, *known.agencies)[who % (len(known.agencies) + 1)]
    found = changes(
        drawn_.ledger,
        start,
        end,
        measures=tuple(Measure),
        under=under,
        slice_=slice_of(narrowed),
        known_from=known_from,
        known_on=known_on,
        agencies=True,
    )
    for one in found:
        expected: Steps = steps(first, known, one.measure, (start, end), under, narrowed)
        assert {step.kind: told(step) for step in one.steps} == expected


@searched
@given(
    registers.registers(), st.tuples(registers.days, registers.days).map(sorted), registers.moments, registers.moments
)
def test_steps_add_up_from_what_was_told_to_what_is_known(
    drawn_: World, span: list[date], known_from: datetime | None, known_on: datetime | None
) -> None:
    start, end = span
    ledger = drawn_.ledger
    then = figures(ledger, start, known_on=known_from or known_on)
    known, last = (figures(ledger, day, known_on=known_on) for day in (start, end))
    for one in changes(ledger, start, end, known_from=known_from, known_on=known_on, agencies=True):
        for side in ("numerator", "denominator"):
            before, learned, after = (getattr(figure[one.measure], side) for figure in (then, known, last))
            assert getattr(one.before, side) == before
            assert getattr(one.corrected, side) == learned
            assert before + sum(getattr(step, side) for step in one.steps) == after
            assert getattr(one.after, side) == after
        assert all(len(step.agencies or ()) == step.count for step in one.steps)
