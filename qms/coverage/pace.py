"""When all would be covered if things went on as over the last year: a range, or why there is none.

The year before a day is cut into four times three months, and what the rate gained in each of them is measured. If
every three months to come were like the fastest of the four, all would be covered so soon; if like the slowest, so
late. The two ends are whole steps of three months, rounded outwards, so that no single day is ever named. One year says
nothing of what lies more than ten years ahead (docs/method).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Final

from qms.coverage.periods import months_after

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from qms.coverage.lineage import Break
    from qms.coverage.trend import Sample

STEPS: Final = 4
"""How many steps the last year has."""

MONTHS: Final = 3
"""How long a step is."""

HORIZON: Final = 40
"""Steps beyond which a pace of one year says nothing: ten years."""


class Verdict(StrEnum):
    """What can be said."""

    REACHED = "reached"
    BETWEEN = "between"
    """Both the fastest and the slowest pace get there."""
    NOT_BEFORE = "not_before"
    """Only the fastest does."""
    NOT_AT_THIS_PACE = "not_at_this_pace"
    """Not even the fastest does."""
    TOO_SHORT = "too_short"
    """A year ago there was nothing to count, or nothing reported yet."""
    BROKEN = "broken"
    """The bodies were reorganised within the year."""
    NOTHING = "nothing"
    """There is nothing to count."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the last year says of the years to come."""

    verdict: Verdict
    samples: tuple[Sample, ...]
    """The figures at both ends of the four steps, oldest first."""
    gains: tuple[Fraction, ...] = ()
    """What the rate gained in each step; empty where there is no ground for it."""
    earliest: date | None = None
    """Where the step begins in which the fastest pace would get there."""
    latest: date | None = None
    """Where the step ends in which the slowest pace would get there."""
    broken_by: Break | None = None


def pace_days(as_of: date) -> list[date]:
    """Return the days between which the last year's four steps lie, oldest first."""
    return [months_after(as_of, -MONTHS * step) for step in range(STEPS, -1, -1)]


def pace(samples: Sequence[Sample], broken: Sequence[Break] = (), *, had_begun: bool) -> Pace:
    """Return what the last year says; `samples` are the figures of `pace_days`, zero denominators included.

    `had_begun` tells whether anything had been reported on the first of those days.
    """
    first, last = samples[0], samples[-1]
    kept = tuple(samples)
    if not last.denominator:
        return Pace(Verdict.NOTHING, kept)
    if last.numerator == last.denominator:
        return Pace(Verdict.REACHED, kept)
    within = [break_ for break_ in broken if break_.parts(first.as_of, last.as_of)]
    if within:
        return Pace(Verdict.BROKEN, kept, broken_by=within[-1])
    if not had_begun or not all(sample.denominator for sample in samples):
        return Pace(Verdict.TOO_SHORT, kept)
    return _projected(kept)


def _projected(samples: tuple[Sample, ...]) -> Pace:
    gains = tuple(after.rate - before.rate for before, after in pairwise(samples))
    last = samples[-1]
    soonest, longest = (_steps_to_go(1 - last.rate, gain) for gain in (max(gains), min(gains)))
    if soonest is None:
        return Pace(Verdict.NOT_AT_THIS_PACE, samples, gains)
    earliest = months_after(last.as_of, MONTHS * (soonest - 1))
    if longest is None:
        return Pace(Verdict.NOT_BEFORE, samples, gains, earliest)
    return Pace(Verdict.BETWEEN, samples, gains, earliest, months_after(last.as_of, MONTHS * longest))


def _steps_to_go(missing: Fraction, gain: Fraction) -> int | None:
    """Return how many steps of a gain fill what is missing, None where they never do or only beyond the horizon."""
    if gain <= 0:
        return None
    steps = ceil(missing / gain)
    return steps if steps <= HORIZON else None
