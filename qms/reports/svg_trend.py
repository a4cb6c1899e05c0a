"""Lines over the years on paper: they stop at a reorganisation, are named on both sides, and never joined across it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from qms.charts.lines import Frame
from qms.charts.names import Plot, placed_names
from qms.charts.trend import break_words
from qms.i18n import format_date
from qms.reports.svg import BLUE, BOLD, HAIR, INK, OCHRE, RIGHT, SOFT, Sheet
from qms.reports.svg_plot import Ended, LinePlot

if TYPE_CHECKING:
    from qms.coverage.trend import Line
    from qms.reports.content import Lines

_LEFT: Final = 26.0
_PLOT_HEIGHT: Final = 86.0
_BELOW: Final = 14.0
_LABEL_LINE: Final = 9.6
_PIXELS: Final = 1.75
"""The names' places are found for a screen, whose letters are so many times as wide."""
_INKS: Final = (INK, BLUE, OCHRE)
_STROKES: Final = (1.3, 1.8, 2.3)
_TICKS: Final = (0, 25, 50, 75, 100)
_END_GAP: Final = 23.0
_LONG_ENOUGH: Final = timedelta(days=150)
_MOST_YEARS: Final = 10
"""Beyond so many years every other one is written."""


def trend_svg(lines: Lines, viewed: date) -> str:
    """Return at most three lines, 0 to 100 %, with breaks, announcements and the day of the report."""
    trend = lines.trend
    labels = _break_labels(lines)
    above = 6 + _LABEL_LINE * max((len(said) for _day, said in labels), default=0)
    frame = Frame(trend.start, max(trend.end, trend.start + timedelta(days=1)))
    sheet = Sheet(above + _PLOT_HEIGHT + _BELOW)
    paper = _Paper(sheet, frame, above=above, left=_LEFT, height=_PLOT_HEIGHT)
    paper.draw_grid()
    paper.draw_years()
    for place, (day, said) in enumerate(labels):
        paper.draw_break(day, said, to_the_left=place % 2 == 0)
    for line, ink, stroke in zip(trend.lines, _INKS, _STROKES, strict=False):
        paper.draw_line(line, ink, stroke)
    paper.write_names(lines, viewed)
    named = zip(trend.lines, lines.names, _INKS, strict=False)
    paper.write_ends(
        (Ended(newest, name, ink) for line, name, ink in named if (newest := line.newest) is not None), _END_GAP
    )
    return sheet.svg()


def _break_labels(lines: Lines) -> list[tuple[date, list[str]]]:
    """Return each break's day with the lines of its label: the day, then how many bodies became how many."""
    days = groupby((break_ for _measure, break_ in lines.trend.breaks), key=lambda break_: break_.on_day)
    found = []
    for on_day, broken in days:
        day = date.fromordinal(on_day)
        counts = [break_words(break_) for break_ in sorted(broken, key=lambda break_: break_.before)]
        found.append((day, [format_date(day), *(counts if lines.says_counts else [])]))
    return found


class _Paper(LinePlot):
    """Such a plot from 0 to 100 %, with its years, its breaks and the lines' names."""

    def draw_grid(self) -> None:
        """Draw the rates' lines, the percent sign on the uppermost."""
        for tick in _TICKS:
            y = self.y(2 + (100 - tick) * 0.96)
            self.sheet.line(_LEFT, y, _LEFT + self.width, y, stroke=HAIR, stroke_width=0.6)
            said = f"{tick}%" if tick == _TICKS[-1] else str(tick)
            self.sheet.text(_LEFT - 4, y + 2.8, said, size=8.5, fill=SOFT, **RIGHT)

    def draw_years(self) -> None:
        """Write each year in the middle of its days; every other one where there are many."""
        start, end = self.frame.start, self.frame.end
        step = 1 if end.year - start.year <= _MOST_YEARS else 2
        for year in range(start.year, end.year + 1):
            first, last = max(date(year, 1, 1), start), min(date(year, 12, 31), end)
            if last - first > _LONG_ENOUGH and (end.year - year) % step == 0:
                middle = self.x(first + (last - first) / 2)
                y = self.above + _PLOT_HEIGHT + 10
                self.sheet.text(middle, y, str(year), size=8.5, fill=SOFT, text_anchor="middle")

    def draw_break(self, day: date, said: list[str], *, to_the_left: bool) -> None:
        """Draw the dashed rule of a reorganisation, what happened beside it above the plot."""
        x = self.x(day)
        bottom = self.above + _PLOT_HEIGHT
        self.sheet.line(x, 2, x, bottom, stroke=INK, stroke_width=0.8, stroke_dasharray="3 2")
        anchor = {"text_anchor": "end"} if to_the_left else {}
        for place, text in enumerate(said):
            aside = x - 3 if to_the_left else x + 3
            look: dict[str, object] = dict(BOLD) if place == 0 else {}
            self.sheet.text(aside, 9 + place * _LABEL_LINE, text, size=8.5, **anchor, **look)

    def draw_line(self, line: Line, ink: str, stroke: float) -> None:
        """Draw the stretches of a line, a point for one of a single day, and its announcements as diamonds."""
        for stretch in line.stretches:
            points = [self.at(sample) for sample in stretch]
            if len(points) == 1:
                self._dot(points[0], ink)
            else:
                self.sheet.path(points, stroke=ink, stroke_width=stroke, stroke_linejoin="round")
        if line.newest is not None:
            self._dot(self.at(line.newest), ink)
        for mark in line.marks:
            self.draw_mark(mark, ink)

    def _dot(self, at: tuple[float, float], ink: str) -> None:
        x, y = at
        self.sheet.rect(x - 1.8, y - 1.8, 3.6, 3.6, rx=1.8, fill=ink)

    def write_names(self, lines: Lines, viewed: date) -> None:
        """Write each line's name beside it, before the first break."""
        trend = lines.trend
        until = date.fromordinal(trend.breaks[0][1].on_day) if trend.breaks else trend.end
        plot = Plot(self.width * _PIXELS, _PLOT_HEIGHT * _PIXELS)
        ruled = [viewed, *(mark.sample.as_of for line in trend.lines for mark in line.marks)]
        boxes = placed_names(trend.lines, lines.names, self.frame, plot, until, ruled)
        for box, name, ink in zip(boxes, lines.names, _INKS, strict=False):
            if box is not None:
                x, y = _LEFT + box.left / _PIXELS, self.above + box.bottom / _PIXELS - 3
                self.sheet.text(x, y, name, size=8.8, fill=ink, **BOLD)
