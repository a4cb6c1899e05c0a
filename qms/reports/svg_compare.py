"""A line on paper with another dashed beside it: as many days as asked for, its scale as high as the lines need."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.charts.compare import ticks_of, top_of
from qms.charts.lines import Frame
from qms.i18n import format_date
from qms.reports.svg import BLUE, BOLD, HAIR, INK, MIDDLE, RIGHT, SOFT, Sheet, shortened
from qms.reports.svg_plot import Ended, LinePlot

if TYPE_CHECKING:
    from qms.coverage.trend import Line

_LEFT: Final = 28.0
_PLOT: Final = 150.0
_ABOVE: Final = 16.0
_BELOW: Final = 16.0
_END_GAP: Final = 24.0
_HALF: Final = 50.0


class Named(NamedTuple):
    """A line and what it is called."""

    name: str
    line: Line


def compare_svg(own: Named, country: Named | None, start: date, end: date) -> str:
    """Return a body's line with the country's dashed beside it; alone, the country's own, on a scale of all."""
    top = top_of([own.line, country.line]) if country else Fraction(1)
    frame = Frame(start, max(end, start + timedelta(days=1)), top=top)
    plot = _Plot(Sheet(_ABOVE + _PLOT + _BELOW), frame, above=_ABOVE, left=_LEFT, height=_PLOT)
    plot.draw_axes()
    plot.draw_breaks(own.line)
    if country:
        plot.draw(country.line, SOFT, 1.2, dashes="4 3")
    plot.draw(own.line, BLUE, 2.0)
    named = [(own, BLUE), *([(country, SOFT)] if country else [])]
    plot.write_ends(
        (Ended(newest, shortened(one.name), ink) for one, ink in named if (newest := one.line.newest) is not None),
        _END_GAP,
    )
    return plot.sheet.svg()


class _Plot(LinePlot):
    """Such a plot with its scale, and a line of which only the stretches are drawn."""

    def draw_axes(self) -> None:
        """Draw the rates at the left, the percent sign on the uppermost, and the days below."""
        rates, days = ticks_of(self.frame)
        for rate in rates:
            y = self.y(self.frame.y(rate))
            self.sheet.line(_LEFT, y, _LEFT + self.width, y, stroke=HAIR, stroke_width=0.6)
            said = f"{int(rate * 100)}%" if rate == rates[-1] else str(int(rate * 100))
            self.sheet.text(_LEFT - 4, y + 3, said, size=8.5, fill=SOFT, **RIGHT)
        for day, words in days:
            self.sheet.text(self.x(day), _ABOVE + _PLOT + 11, words, size=8.5, fill=SOFT, **MIDDLE)

    def draw_breaks(self, line: Line) -> None:
        """Draw the dashed rules of reorganisations, their days above the plot."""
        for on_day in sorted({break_.on_day for break_ in line.breaks}):
            day = date.fromordinal(on_day)
            x = self.x(day)
            self.sheet.line(x, 2, x, _ABOVE + _PLOT, stroke=INK, stroke_width=0.8, stroke_dasharray="3 2")
            left = self.frame.x(day) > _HALF
            anchor = {"text_anchor": "end"} if left else {}
            self.sheet.text(x - 3 if left else x + 3, 9, format_date(day), size=8.5, **anchor, **BOLD)

    def draw(self, line: Line, ink: str, stroke: float, dashes: str | None = None) -> None:
        """Draw the stretches of a line, never joined, and its announcements as diamonds."""
        for stretch in line.stretches:
            points = [self.at(sample) for sample in stretch]
            if len(points) == 1:
                self.sheet.circle(*points[0], 2.0, fill=ink)
            else:
                look: dict[str, object] = {"stroke": ink, "stroke_width": stroke, "stroke_dasharray": dashes}
                self.sheet.path(points, stroke_linejoin="round", **look)
        for mark in line.marks:
            self.draw_mark(mark, ink)
