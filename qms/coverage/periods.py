"""The days between which officials compare: some months, a year, the year so far, since the last report."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

MONTHS_IN_A_YEAR: Final = 12
HALF_YEAR_ENDS: Final = {"H1": (6, 14), "H2": (12, 14)}
"""Month and day that close a reporting period (Decree 09/2019/NĐ-CP, Art. 12): the half-year, and the year."""


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it is shorter; never before year 1."""
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, by the rule of `months_after`."""
    return months_after(day, -months)


def year_before(day: date) -> date:
    """Return the same day a year earlier; 28 February for the 29th."""
    return months_before(day, MONTHS_IN_A_YEAR)


def end_of_last_year(day: date) -> date:
    """Return the last day of the year before."""
    return date(day.year - 1, 12, 31)


def last_report_before(day: date) -> date:
    """Return the newest day before a day that closed a reporting period."""
    ends = [date(year, *end) for year in (day.year - 1, day.year) for end in HALF_YEAR_ENDS.values()]
    return max(end for end in ends if end < day)
