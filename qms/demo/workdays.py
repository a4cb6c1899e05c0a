"""Even time and calendar days: offices announce on weekdays, before mid-year and year-end reports, seldom around Tết.

A moment of the simulation is a float of even days since 01/01/2014. Each calendar year takes as many even days as it
has days, shared out by how busy its days are; the mapping never turns back, so what comes first stays first.
"""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

ORIGIN: Final = date(2014, 1, 1)
_LAST_YEAR: Final = 2027

_MONTHS: Final = (0.7, 0.55, 0.9, 0.95, 1.0, 1.35, 0.8, 0.9, 1.0, 1.15, 1.35, 1.6)
"""How busy a weekday of each month is."""

_HOLIDAYS: Final = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})


def _busy(day: date) -> float:
    if (day.month, day.day) in _HOLIDAYS:
        return 0.0
    weekday = (1.0, 1.0, 1.0, 1.0, 1.0, 0.06, 0.01)[day.weekday()]
    return weekday * _MONTHS[day.month - 1]


def _year(year: int) -> list[float]:
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    weights = [_busy(first + timedelta(days=n)) for n in range(days)]
    scale = days / sum(weights)
    return [weight * scale for weight in weights]


_ENDS: Final = list(accumulate(weight for year in range(ORIGIN.year, _LAST_YEAR + 1) for weight in _year(year)))
"""The even time at which each calendar day ends."""


def in_year(year: float) -> float:
    """Return the even time of a point in a year, as 2021.5 for its middle."""
    return (year - ORIGIN.year) * 365.25


def day_at(moment: float) -> date | None:
    """Return the calendar day of an even time; None after the last year that is simulated."""
    index = bisect_right(_ENDS, moment)
    return ORIGIN + timedelta(days=index) if index < len(_ENDS) else None


def end_of(day: date) -> float:
    """Return the even time at which a calendar day ends: what happens before it, happens by that day."""
    return _ENDS[(day - ORIGIN).days]
