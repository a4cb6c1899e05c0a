"""Days some months apart: the same day of the month, or its last; never before there is a calendar."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from qms.coverage.periods import months_after, months_before, year_before


@given(st.dates(date(1, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_before_a_day(day: date, months: int) -> None:
    earlier = months_before(day, months)
    assert earlier <= day
    if earlier > date.min + timedelta(days=31):
        assert (day.year - earlier.year) * 12 + day.month - earlier.month == months


def test_the_end_of_a_month_stays_within_the_month() -> None:
    assert months_before(date(2021, 3, 31), 1) == date(2021, 2, 28)
    assert months_before(date(2, 1, 1), 600) == date.min


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 120))
@settings(max_examples=200)
def test_months_before_and_after_meet_within_the_days_of_a_short_month(day_: date, months: int) -> None:
    earlier = months_before(day_, months)
    assert (day_.year - earlier.year) * 12 + day_.month - earlier.month == months
    assert earlier.day == day_.day or (earlier.day < day_.day and (earlier.day >= 28))


def test_later_days_stay_within_their_month_too() -> None:
    assert months_after(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
