"""Lines as masks: a path in a data URI lets a colour through, so that a line follows the theme and needs no script."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qms.coverage.trend import Line, Sample

_ALL: Final = Fraction(1)
_CODES: Final = {"'": "%27", "<": "%3C", ">": "%3E"}
"""What a drawing of ours holds that a data URI must not."""
SIDE: Final = 1000
"""The picture's own units on each side; it is stretched to its box, the stroke is not."""


class Frame(NamedTuple):
    """Where days and rates lie in a box, in percent of its width and height; `pad` keeps a stroke from being cut."""

    start: date
    end: date
    top: Fraction = _ALL
    """The rate at the upper edge."""
    pad: float = 2.0

    def x(self, day: date) -> float:
        """Return the place of a day from the left."""
        days = max((self.end - self.start).days, 1)
        return (day - self.start).days / days * 100

    def y(self, rate: Fraction | float) -> float:
        """Return the place of a rate from the top."""
        share = float(rate) if self.top is _ALL else float(rate) / float(self.top)
        return self.pad + (1 - share) * (100 - 2 * self.pad)


def percent(value: float) -> str:
    """Return a place as CSS writes it."""
    return f"{value:.2f}%"


def mask_of(line: Line, frame: Frame, width: float, dashes: str | None = None) -> str:
    """Return the CSS that lets a line through, its stroke as many pixels wide; stretches are never joined.

    `dashes` are the pixels drawn and left out in turn: "4 4".
    """
    path = " ".join(_path(stretch, frame) for stretch in line.stretches)
    dashed = f"stroke-dasharray='{dashes}' " if dashes else ""
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {SIDE} {SIDE}' preserveAspectRatio='none'>"
        f"<path d='{path}' fill='none' stroke='black' stroke-width='{width}' stroke-linejoin='round' "
        f"{dashed}stroke-linecap='{'butt' if dashes else 'round'}' vector-effect='non-scaling-stroke'/></svg>"
    )
    for mark, code in _CODES.items():
        drawing = drawing.replace(mark, code)
    return f'--line:url("data:image/svg+xml,{drawing}")'


@lru_cache(maxsize=4_096)
def _across(start: date, end: date, day: date) -> str:
    """Return the place of a day as a path says it; many lines share their days."""
    return f"{Frame(start, end).x(day) * 10:.0f}"


def _path(stretch: Iterable[Sample], frame: Frame) -> str:
    points = [f"{_across(frame.start, frame.end, day)} {frame.y(n / d) * 10:.0f}" for day, n, d in stretch]
    if len(points) == 1:
        points *= 2
    return "M" + "L".join(points)
