"""Where the names of lines go: beside their own line, in the middle of the plot, away from the other lines."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.charts.lines import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from qms.coverage.trend import Line, Sample

_LETTER: Final = 7.6
"""Pixels that a letter of a name takes."""
_HEIGHT: Final = 22.0
_GAP: Final = 8.0
_ENOUGH: Final = 26.0
"""Pixels to the nearest other line beyond which more is no better."""
_TOO_NEAR: Final = 4.0
_STEPS: Final = 24
"""Points of a rule, close enough that no box slips between them."""
_HEIGHTS: Final = (0.96, 0.84, 0.72, 0.6, 0.48, 0.36, 0.24)
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

    def distance(self, x: float, y: float) -> float:
        """Return how far a point lies from the box, 0 inside it."""
        aside = max(self.left - x, x - self.right, 0.0)
        above = max(self.top - y, y - self.bottom, 0.0)
        return hypot(aside, above)

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes share any point."""
        apart = self.right < other.left or other.right < self.left or self.bottom < other.top or other.bottom < self.top
        return not apart


def placed_names(
    lines: Sequence[Line], names: Sequence[str], frame: Frame, plot: Plot, until: date, ruled: Sequence[date] = ()
) -> list[Box | None]:
    """Return each line's box for its name, before a day and clear of the rules of some days; None where no place is."""
    points = [list(_points(line, frame, plot)) for line in lines]
    rules = [
        (frame.x(day) / 100 * plot.width, plot.height * step / _STEPS) for day in ruled for step in range(_STEPS + 1)
    ]
    border = frame.x(until) / 100 * plot.width
    taken: list[Box] = []
    found: list[Box | None] = []
    for own, name in zip(points, names, strict=True):
        others = [*rules, *(point for line in points if line is not own for point in line)]
        box = _best(own, others, taken, len(name) * _LETTER, plot, border)
        found.append(box)
        if box is not None:
            taken.append(box)
    return found


def _best(
    own: list[tuple[float, float]],
    others: list[tuple[float, float]],
    taken: list[Box],
    width: float,
    plot: Plot,
    border: float,
) -> Box | None:
    scored = []
    for x, y in own[:: max(len(own) // 60, 1)]:
        for box in _beside(x, y, width):
            inside = box.left >= 0 and box.right <= border and box.top >= 0 and box.bottom <= plot.height
            if not inside or any(box.overlaps(other) for other in taken):
                continue
            room = min((box.distance(*point) for point in others), default=_ENOUGH)
            clear = min(box.distance(*point) for point in own)
            if room > _TOO_NEAR and clear > _TOO_NEAR / 2:
                centred = 1 - abs(y / plot.height - 0.5)
                scored.append((min(room, _ENOUGH) + 6 * centred, box))
    return max(scored, key=lambda candidate: candidate[0])[1] if scored else None


def _beside(x: float, y: float, width: float) -> Iterable[Box]:
    """Yield the boxes upper left and lower right of a point: free sides of a line that rises."""
    yield Box(x - _GAP - width, y - _HEIGHT, x - _GAP, y)
    yield Box(x + _GAP, y, x + _GAP + width, y + _HEIGHT)
    yield Box(x - width / 2, y - _HEIGHT - _GAP, x + width / 2, y - _GAP)
    yield Box(x - width / 2, y + _GAP, x + width / 2, y + _GAP + _HEIGHT)


def _points(line: Line, frame: Frame, plot: Plot) -> Iterable[tuple[float, float]]:
    """Yield points of a line close enough together that no box slips between them."""
    for stretch in line.stretches:
        yield from _dense([_at(sample, frame, plot) for sample in stretch])


def _at(sample: Sample, frame: Frame, plot: Plot) -> tuple[float, float]:
    return frame.x(sample.as_of) / 100 * plot.width, frame.y(sample.rate) / 100 * plot.height


def _dense(points: list[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    yield from points
    for (x0, y0), (x1, y1) in pairwise(points):
        pieces = int(max(abs(x1 - x0), abs(y1 - y0)) / _HEIGHT) + 1
        for piece in range(1, pieces):
            yield x0 + (x1 - x0) * piece / pieces, y0 + (y1 - y0) * piece / pieces


def free_height(lines: Sequence[Line], frame: Frame, plot: Plot, x: float, letters: int, *, leftwards: bool) -> float:
    """Return where, in pixels from the top, a text beside a rule is farthest from all lines; of equals the lowest."""
    points = [point for line in lines for point in _points(line, frame, plot)]
    width = letters * _LETTER
    left = x - width if leftwards else x
    tops = [plot.height * share - _HEIGHT for share in _HEIGHTS]
    boxes = [Box(left, top, left + width, top + _HEIGHT) for top in tops]
    room = [min(min((box.distance(*point) for point in points), default=_ENOUGH), _ENOUGH) for box in boxes]
    return tops[room.index(max(room))]


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
