"""When all would be covered: a range from the fastest and the slowest three months of a year, or why there is none."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from qms.coverage.lineage import Break
from qms.coverage.pace import HORIZON, STEPS, Pace, Verdict, pace, pace_days
from qms.coverage.periods import months_after
from qms.coverage.trend import Sample
from qms.vocabulary import Level

AS_OF = date(2026, 11, 27)
BODIES = 200


def over_a_year(*covered: int, of: int = BODIES, broken: tuple[Break, ...] = (), had_begun: bool = True) -> Pace:
    days = pace_days(AS_OF)
    return pace([Sample(day, n, of) for day, n in zip(days, covered, strict=True)], broken, had_begun=had_begun)


def reform(on_day: date) -> Break:
    return Break(on_day.toordinal(), Level.PROVINCE, 63, 34)


def test_the_last_year_is_cut_into_four_times_three_months() -> None:
    assert [day.isoformat() for day in pace_days(AS_OF)] == [
        "2025-11-27",
        "2026-02-27",
        "2026-05-27",
        "2026-08-27",
        "2026-11-27",
    ]
    assert pace_days(date(2024, 2, 29))[0] == date(2023, 2, 28)


def test_the_range_goes_from_the_fastest_three_months_to_the_slowest() -> None:
    found = over_a_year(100, 110, 130, 135, 150)  # gains of 10, 20, 5 and 15 bodies; 50 are missing
    assert found.verdict is Verdict.BETWEEN
    assert found.gains == (Fraction(10, 200), Fraction(20, 200), Fraction(5, 200), Fraction(15, 200))
    assert found.earliest == months_after(AS_OF, 3 * 2)  # 50 / 20: in the third step
    assert found.latest == months_after(AS_OF, 3 * 10)  # 50 / 5: at the end of the tenth


def test_an_even_pace_still_names_three_months_and_not_a_day() -> None:
    found = over_a_year(100, 110, 120, 130, 140)
    assert (found.earliest, found.latest) == (months_after(AS_OF, 15), months_after(AS_OF, 18))


def test_where_the_slowest_three_months_gained_nothing_only_the_near_end_is_known() -> None:
    for slowest in (over_a_year(100, 110, 110, 120, 130), over_a_year(100, 110, 105, 120, 130)):
        assert slowest.verdict is Verdict.NOT_BEFORE
        assert slowest.earliest
        assert slowest.latest is None


def test_where_no_three_months_gained_anything_it_is_not_at_this_pace() -> None:
    assert over_a_year(130, 130, 130, 130, 130).verdict is Verdict.NOT_AT_THIS_PACE
    assert over_a_year(130, 130, 125, 120, 120).verdict is Verdict.NOT_AT_THIS_PACE


def test_what_lies_more_than_ten_years_ahead_is_not_at_this_pace() -> None:
    assert over_a_year(9, 9, 9, 9, 10, of=10 + HORIZON).verdict is Verdict.NOT_BEFORE
    assert over_a_year(9, 9, 9, 9, 10, of=11 + HORIZON).verdict is Verdict.NOT_AT_THIS_PACE


def test_what_is_reached_or_empty_needs_no_pace() -> None:
    assert over_a_year(1, 2, 3, 4, 5, of=5).verdict is Verdict.REACHED
    assert over_a_year(0, 0, 0, 0, 0, of=0).verdict is Verdict.NOTHING


def test_a_reorganisation_within_the_year_leaves_no_ground() -> None:
    broken = reform(date(2025, 11, 28))
    found = over_a_year(100, 110, 120, 130, 140, broken=(broken,))
    assert (found.verdict, found.broken_by, found.earliest) == (Verdict.BROKEN, broken, None)
    for outside in (date(2025, 11, 27), date(2026, 11, 28)):
        assert over_a_year(100, 110, 120, 130, 140, broken=(reform(outside),)).verdict is Verdict.BETWEEN


def test_a_history_of_less_than_a_year_leaves_no_ground() -> None:
    assert over_a_year(0, 0, 10, 20, 30, had_begun=False).verdict is Verdict.TOO_SHORT
    days = pace_days(AS_OF)
    opened = [Sample(day, n, 0 if n == 0 else BODIES) for day, n in zip(days, (0, 1, 2, 3, 4), strict=True)]
    assert pace(opened, had_begun=True).verdict is Verdict.TOO_SHORT


def walked(start: int, gain: int, of: int) -> int | None:
    """How many steps of a gain it takes, walked one by one."""
    steps, covered = 0, start
    while covered < of and steps <= HORIZON:
        steps, covered = steps + 1, covered + gain
    return steps if steps <= HORIZON else None


@given(
    gains=st.lists(st.integers(-3, 12), min_size=STEPS, max_size=STEPS),
    missing=st.integers(1, 150),
)
def test_the_range_is_that_of_walking_step_by_step(gains: list[int], missing: int) -> None:
    covered = [50]
    for gain in gains:
        covered.append(covered[-1] + gain)
    of = covered[-1] + missing
    found = over_a_year(*covered, of=of)
    soonest, longest = (walked(covered[-1], gain, of) for gain in (max(gains), min(gains)))
    assert found.earliest == (None if soonest is None else months_after(AS_OF, 3 * (soonest - 1)))
    assert found.latest == (None if longest is None else months_after(AS_OF, 3 * longest))
    assert found.verdict is (
        Verdict.NOT_AT_THIS_PACE if soonest is None else Verdict.NOT_BEFORE if longest is None else Verdict.BETWEEN
    )
    if found.earliest and found.latest:
        assert AS_OF <= found.earliest < found.latest


@given(gains=st.lists(st.integers(0, 12), min_size=STEPS, max_size=STEPS))
def test_a_faster_quarter_never_makes_it_later(gains: list[int]) -> None:
    covered = [50]
    for gain in gains:
        covered.append(covered[-1] + gain)
    slower = over_a_year(*covered)
    faster = over_a_year(*covered[:-1], covered[-1] + 1)
    if slower.earliest:
        assert faster.earliest is not None
        assert faster.earliest <= slower.earliest
    if slower.latest:
        assert faster.latest is not None
        assert faster.latest <= slower.latest
