"""Where the names of lines go: beside their own line, in the middle of the plot, away from the other lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from qms.charts.lines import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from qms.coverage.trend import Line, Sample

Points: TypeAlias = NDArray[np.float64]
"""Places in pixels: shape (points, 2), x and y."""

_NOWHERE: Final = np.empty((0, 2))
_TRIED: Final = 36
"""Points of a line beside which a name is tried."""
_LETTER: Final = 7.6
"""Pixels that a letter of a name takes."""
_HEIGHT: Final = 22.0
_GAP: Final = 8.0
_ENOUGH: Final = 26.0
"""Pixels to the nearest other line beyond which more is no better."""
_TOO_NEAR: Final = 4.0
_STEPS: Final = 24
"""Points of a rule, close enough that no box slips between them."""
_HEIGHTS: Final = (0.96, 0.9, 0.84, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48, 0.42, 0.36, 0.3, 0.24, 0.18, 0.12)
"""Shares of the height at which the lower edge of a text may stand."""


class Plot(NamedTuple):
    """The size, in pixels, for which names are placed."""

    width: float
    height: float


class Box(NamedTuple):
    """A name's box in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes share any point."""
        apart = self.right < other.left or other.right < self.left or self.bottom < other.top or other.bottom < self.top
        return not apart


def distances(boxes: Sequence[Box], points: Points) -> list[float]:
    """Return how far the nearest point lies from each box, 0 when one lies inside, infinity without any."""
    left, top, right, bottom = np.array(boxes).reshape(-1, 4, 1).swapaxes(0, 1)
    aside = np.maximum(np.maximum(left - points[:, 0], points[:, 0] - right), 0)
    above = np.maximum(np.maximum(top - points[:, 1], points[:, 1] - bottom), 0)
    found: list[float] = np.hypot(aside, above).min(axis=1, initial=np.inf).tolist()
    return found


def placed_names(
    lines: Sequence[Line], names: Sequence[str], frame: Frame, plot: Plot, until: date, ruled: Sequence[date] = ()
) -> list[Box | None]:
    """Return each line's box for its name, before a day and clear of the rules of some days; None where no place is."""
    points = [_points(line, frame, plot) for line in lines]
    rules = [_rule(frame.x(day) / 100 * plot.width, plot) for day in ruled]
    border = frame.x(until) / 100 * plot.width
    taken: list[Box] = []
    found: list[Box | None] = []
    for own, name in zip(points, names, strict=True):
        others = np.concatenate([_NOWHERE, *rules, *(line for line in points if line is not own)])
        box = _best(own, others, taken, len(name) * _LETTER, Plot(border, plot.height))
        found.append(box)
        if box is not None:
            taken.append(box)
    return found


def _best(own: Points, others: Points, taken: list[Box], width: float, room: Plot) -> Box | None:
    tried = [
        (box, 1 - abs(y / room.height - 0.5))
        for x, y in own[:: max(len(own) // _TRIED, 1)].tolist()
        for box in _beside(x, y, width)
        if box.left >= 0 and box.right <= room.width and box.top >= 0 and box.bottom <= room.height
        if not any(box.overlaps(other) for other in taken)
    ]
    boxes = [box for box, _centred in tried]
    scored = [
        (min(near, _ENOUGH) + 6 * centred, box)
        for (box, centred), own_way, near in zip(tried, distances(boxes, own), distances(boxes, others), strict=True)
        if own_way > _TOO_NEAR / 2 and near > _TOO_NEAR
    ]
    return max(scored, key=lambda candidate: candidate[0])[1] if scored else None


def _beside(x: float, y: float, width: float) -> Iterable[Box]:
    """Yield the boxes upper left and lower right of a point: free sides of a line that rises."""
    yield Box(x - _GAP - width, y - _HEIGHT, x - _GAP, y)
    yield Box(x + _GAP, y, x + _GAP + width, y + _HEIGHT)
    yield Box(x - width / 2, y - _HEIGHT - _GAP, x + width / 2, y - _GAP)
    yield Box(x - width / 2, y + _GAP, x + width / 2, y + _GAP + _HEIGHT)


def _points(line: Line, frame: Frame, plot: Plot) -> Points:
    """Return points of a line close enough together that no box slips between them: shape (points, 2)."""
    dense = [_dense([_at(sample, frame, plot) for sample in stretch]) for stretch in line.stretches]
    return np.concatenate([_NOWHERE, *dense])


def _at(sample: Sample, frame: Frame, plot: Plot) -> tuple[float, float]:
    return frame.x(sample.as_of) / 100 * plot.width, frame.y(sample.numerator / sample.denominator) / 100 * plot.height


def _dense(points: list[tuple[float, float]]) -> Points:
    between = [
        (x0 + (x1 - x0) * piece / pieces, y0 + (y1 - y0) * piece / pieces)
        for (x0, y0), (x1, y1) in pairwise(points)
        for pieces in [int(max(abs(x1 - x0), abs(y1 - y0)) / _HEIGHT) + 1]
        for piece in range(pieces)
    ]
    return np.array([*between, points[-1]])


def _rule(x: float, plot: Plot) -> Points:
    return np.array([(x, plot.height * step / _STEPS) for step in range(_STEPS + 1)])


class Beside(NamedTuple):
    """Where a text stands beside a rule: on which side, and how many pixels from the top."""

    leftwards: bool
    top: float


def free_place(lines: Sequence[Line], frame: Frame, plot: Plot, x: float, letters: int) -> Beside | None:
    """Return where beside a rule a text is farthest from all lines, of equals to the right and low; None: on a line."""
    points = np.concatenate([_NOWHERE, *(_points(line, frame, plot) for line in lines)])
    width = letters * _LETTER
    sides = [(leftwards, x - width if leftwards else x) for leftwards in (False, True)]
    tried = [
        (Beside(leftwards, top), Box(left, top, left + width, top + _HEIGHT))
        for leftwards, left in sides
        if left >= 0 and left + width <= plot.width
        for top in (plot.height * share - _HEIGHT for share in _HEIGHTS)
    ]
    room = [min(far, _ENOUGH) for far in distances([box for _place, box in tried], points)]
    best = max(range(len(tried)), key=lambda place: room[place], default=None)
    return tried[best][0] if best is not None and room[best] > _TOO_NEAR else None


def spread(places: Sequence[float], gap: float, height: float) -> list[float]:
    """Return places in pixels from the top, moved apart to at least a gap, within the height, in the same order."""
    order = sorted(range(len(places)), key=lambda place: places[place])
    found = list(places)
    floor = float("-inf")
    for place in order:
        found[place] = floor = max(found[place], floor)
        floor += gap
    ceiling = height
    for place in reversed(order):
        found[place] = ceiling = min(found[place], ceiling)
        ceiling -= gap
    return found
