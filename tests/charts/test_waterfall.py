"""Waterfalls: bars that begin where the one before ended, numbers that add up, each open to its agencies."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from qms.charts.waterfall import Bar, CountOf, Day, sum_words, waterfall, waterfall_table
from qms.coverage.change import Flow, change
from qms.coverage.moves import Effect
from qms.i18n import use_language
from qms.vocabulary import MEASURES, ChangeKind, Measure
from tests.coverage import registers
from tests.coverage.test_corrected import AFTER, BEFORE, REPORTED, drawn
from tests.coverage.worlds import World


def bars(count_of: CountOf) -> list[tuple[str, int, int]]:
    moved = change(drawn().ledger, Measure.COMMUNES, BEFORE, AFTER, known_from=REPORTED)
    return [(bar.of.value, bar.begin, bar.end) for bar in waterfall(moved, count_of).bars]


def test_each_step_begins_where_the_one_before_it_ended() -> None:
    assert bars(CountOf.NUMERATOR) == [
        ("told", 0, 2),
        ("corrected", 2, 2),
        ("known", 0, 2),
        ("gained", 2, 3),
        ("lost", 3, 3),
        ("last", 0, 3),
    ]
    assert bars(CountOf.DENOMINATOR) == [("told", 0, 4), ("corrected", 4, 5), ("known", 0, 5), ("last", 0, 5)]


def test_without_an_earlier_moment_the_first_day_stands_once() -> None:
    moved = change(drawn().ledger, Measure.COMMUNES, BEFORE, AFTER)
    assert [bar.of for bar in waterfall(moved, CountOf.DENOMINATOR).bars] == [Day.TOLD, Day.LAST]


def test_the_sum_is_written_as_a_sum() -> None:
    moved = change(drawn().ledger, Measure.COMMUNES, BEFORE, AFTER, known_from=REPORTED)
    assert sum_words(waterfall(moved, CountOf.NUMERATOR)) == "2 + 1 − 1 + 1 = 3"
    assert sum_words(waterfall(moved, CountOf.DENOMINATOR)) == "4 + 1 = 5"


def test_a_table_opens_what_a_step_adds_apart_from_what_it_takes() -> None:
    moved = change(drawn().ledger, Measure.COMMUNES, BEFORE, AFTER, known_from=REPORTED)

    def href(bar: Bar, effect: Effect | None) -> str:
        return f"?{bar.of}-{effect}"

    with use_language("en"):
        told = waterfall_table(
            waterfall(moved, CountOf.NUMERATOR), caption="c", words=lambda bar: bar.of.value, href=href
        )
    assert '<a href="?corrected-numerator_up" target="_self">+ 1</a>' in told
    assert '<a href="?corrected-numerator_down" target="_self">− 1</a>' in told
    assert "?lost-" not in told
    assert "left:66.66%;width:33.33%" in told


@given(registers.registers(), st.tuples(registers.days, registers.days).map(sorted), registers.moments)
def test_lines_add_up_and_fit_their_axis_whatever_happens(
    world: World, span: list[date], known_from: datetime | None
) -> None:
    start, end = span
    for measure in MEASURES:
        moved = change(world.ledger, measure, start, end, known_from=known_from)
        for count_of in CountOf:
            drawn_ = waterfall(moved, count_of)
            first, *_between, last = drawn_.bars
            steps = [bar for bar in drawn_.bars if isinstance(bar.of, ChangeKind)]
            assert (first.end, last.end) == (getattr(moved.before, count_of), getattr(moved.after, count_of))
            assert first.end + sum(bar.flow.net for bar in steps) == last.end
            assert all(0 <= bar.low <= bar.high <= drawn_.top for bar in drawn_.bars)
            assert all(bar.end - bar.begin == bar.flow.net for bar in steps)
            assert last.flow == Flow(last.end, 0)
