"""The days between which officials compare: a year, the year so far, since the last report."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

HALF_YEAR_ENDS: Final = {"H1": (6, 14), "H2": (12, 14)}
"""Month and day that close a reporting period (Decree 09/2019/NĐ-CP, Art. 12): the half-year, and the year."""


def year_before(day: date) -> date:
    """Return the same day a year earlier; 28 February for the 29th."""
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))


def end_of_last_year(day: date) -> date:
    """Return the last day of the year before."""
    return date(day.year - 1, 12, 31)


def last_report_before(day: date) -> date:
    """Return the newest day before a day that closed a reporting period."""
    ends = [date(year, *end) for year in (day.year - 1, day.year) for end in HALF_YEAR_ENDS.values()]
    return max(end for end in ends if end < day)
