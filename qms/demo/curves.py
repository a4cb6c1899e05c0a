"""How a whole group completes: an S-curve gives every hidden rank its moment, a shift makes the count exact."""

from collections.abc import Iterable
from math import inf, sqrt
from typing import NamedTuple

from qms.demo.workdays import in_year


class Curve(NamedTuple):
    """An S-curve of completions: nothing before `start`, fastest around `middle`, never more than `ceiling` of all.

    Years as 2021.5; `width` in years is the time from the middle to 85 % of the ceiling. The curve is the distribution
    of Student's t with two degrees of freedom, whose inverse needs no more than a square root.
    """

    start: float
    middle: float
    width: float
    ceiling: float = 1.0

    def moment(self, share: float) -> float:
        """Return the even time at which a share (0..1) of the group has completed; infinite above the ceiling."""
        if share >= self.ceiling:
            return inf
        before = self._reached(self.start)
        reached = before + (1.0 - before) * share / self.ceiling
        away = 2.0 * reached - 1.0
        return in_year(self.middle + self.width * away / sqrt(1.0 - away * away))

    def _reached(self, year: float) -> float:
        away = (year - self.middle) / self.width
        return 0.5 + 0.5 * away / sqrt(1.0 + away * away)


def exact_shift(spans: Iterable[tuple[float, float]], wanted: int, moment: float) -> float:
    """Return by how much to move all spans so that exactly `wanted` of them hold at a moment.

    A span is (from, until) in even time; moving all of them alike bends no curve and singles out no agency. Of all
    shifts that do, the smallest is taken, to the middle of the stretch on which the count holds.
    """
    turns = sorted(turn for begin, end in spans for turn in ((begin, 1), (end, -1)) if turn[0] < inf)
    holding, best = 0, inf
    for (turn, step), (after, _) in zip(turns, [*turns[1:], (inf, 0)], strict=True):
        holding += step
        if holding == wanted and turn < after < inf:
            middle = (turn + after) / 2.0
            best = min(best, middle - moment, key=abs)
    if best == inf:
        raise ValueError(f"no shift makes {wanted} hold")
    return -best
