"""A line on paper with another dashed beside it: as many days as asked for, its scale as high as the lines need."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.charts.compare import ticks_of, top_of
from qms.charts.lines import Frame
from qms.charts.names import spread
from qms.i18n import current_language, format_date, format_fraction
from qms.reports.svg import BLUE, BOLD, HAIR, INK, MIDDLE, RIGHT, SOFT, WHITE, WIDTH, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.coverage.trend import Line, Sample

_LEFT: Final = 28.0
_RIGHT: Final = 104.0
_PLOT: Final = 150.0
_ABOVE: Final = 16.0
_BELOW: Final = 16.0
_END_GAP: Final = 24.0
_LETTERS: Final = 24
_HALF: Final = 50.0


class Named(NamedTuple):
    """A line and what it is called."""

    name: str
    line: Line


def compare_svg(own: Named, country: Named | None, start: date, end: date) -> str:
    """Return a body's line with the country's dashed beside it; alone, the country's own, on a scale of all."""
    top = top_of([own.line, country.line]) if country else Fraction(1)
    frame = Frame(start, max(end, start + timedelta(days=1)), top=top)
    plot = _Plot(Sheet(_ABOVE + _PLOT + _BELOW), frame)
    plot.draw_axes()
    plot.draw_breaks(own.line)
    if country:
        plot.draw(country.line, SOFT, 1.2, dashes="4 3")
    plot.draw(own.line, BLUE, 2.0)
    plot.write_ends([(own, BLUE), *([(country, SOFT)] if country else [])])
    return plot.sheet.svg()


class _Plot:
    """A sheet with a frame of days and rates on it."""

    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self.sheet, self._frame = sheet, frame
        self._width = WIDTH - _LEFT - _RIGHT

    def _x(self, day: date) -> float:
        return _LEFT + self._frame.x(day) / 100 * self._width

    def _y(self, place: float) -> float:
        return _ABOVE + place / 100 * _PLOT

    def _at(self, sample: Sample) -> tuple[float, float]:
        return self._x(sample.as_of), self._y(self._frame.y(sample.rate))

    def draw_axes(self) -> None:
        """Draw the rates at the left, the percent sign on the uppermost, and the days below."""
        rates, days = ticks_of(self._frame)
        for rate in rates:
            y = self._y(self._frame.y(rate))
            self.sheet.line(_LEFT, y, _LEFT + self._width, y, stroke=HAIR, stroke_width=0.6)
            said = f"{int(rate * 100)}%" if rate == rates[-1] else str(int(rate * 100))
            self.sheet.text(_LEFT - 4, y + 3, said, size=8.5, fill=SOFT, **RIGHT)
        for day, words in days:
            self.sheet.text(self._x(day), _ABOVE + _PLOT + 11, words, size=8.5, fill=SOFT, **MIDDLE)

    def draw_breaks(self, line: Line) -> None:
        """Draw the dashed rules of reorganisations, their days above the plot."""
        for on_day in sorted({break_.on_day for break_ in line.breaks}):
            day = date.fromordinal(on_day)
            x = self._x(day)
            self.sheet.line(x, 2, x, _ABOVE + _PLOT, stroke=INK, stroke_width=0.8, stroke_dasharray="3 2")
            left = self._frame.x(day) > _HALF
            anchor = {"text_anchor": "end"} if left else {}
            self.sheet.text(x - 3 if left else x + 3, 9, format_date(day), size=8.5, **anchor, **BOLD)

    def draw(self, line: Line, ink: str, stroke: float, dashes: str | None = None) -> None:
        """Draw the stretches of a line, never joined, and its announcements as diamonds."""
        for stretch in line.stretches:
            points = [self._at(sample) for sample in stretch]
            if len(points) == 1:
                self.sheet.circle(*points[0], 2.0, fill=ink)
            else:
                look: dict[str, object] = {"stroke": ink, "stroke_width": stroke, "stroke_dasharray": dashes}
                self.sheet.path(points, stroke_linejoin="round", **look)
        for mark in line.marks:
            x, y = self._x(mark.sample.as_of), self._y(self._frame.y(min(mark.rate, self._frame.top)))
            corners = [(x, y - 4), (x + 4, y), (x, y + 4), (x - 4, y), (x, y - 4)]
            self.sheet.path(corners, fill=WHITE, stroke=ink, stroke_width=1.1)

    def write_ends(self, lines: Sequence[tuple[Named, str]]) -> None:
        """Write at the right what each line comes to: name, rate, covered of all."""
        ended = [(named.name, ink, named.line.newest) for named, ink in lines if named.line.newest is not None]
        places = [self._y(self._frame.y(newest.rate)) for _name, _ink, newest in ended]
        for (name, ink, newest), y in zip(ended, spread(places, _END_GAP, _ABOVE + _PLOT - 8), strict=True):
            x = _LEFT + self._width + 6
            said = f"{newest.text(current_language())} ({format_fraction(newest.numerator, newest.denominator)})"
            self.sheet.text(x, y + 1, _shortened(name), size=8.5, fill=ink)
            self.sheet.text(x, y + 11, said, size=8.5, fill=ink, **BOLD)


def _shortened(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
