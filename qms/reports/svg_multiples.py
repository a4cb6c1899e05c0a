"""Many small lines on one scale as one drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from qms.charts.lines import Frame
from qms.i18n import _, current_language, format_fraction
from qms.reports.svg import BLUE, BOLD, EDGE, HAIR, HATCH, Sheet, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qms.coverage.progress import GroupLine
    from qms.coverage.trend import Sample

_COLUMNS: Final = 6
_WIDTH: Final = 612.0
_GAP: Final = 12.0
_CELL: Final = 74.0
"""Height of one of them, its name and the room below it included."""
_PLOT: Final = 36.0


def multiples_svg(lines: Sequence[GroupLine], start: date, end: date, name: Callable[[GroupLine], str]) -> str:
    """Return the lines of ministries or provinces, 0 to 100 % between the same two days, as a drawing."""
    sheet = Sheet(-(-len(lines) // _COLUMNS) * _CELL, _WIDTH)
    width = (_WIDTH - (_COLUMNS - 1) * _GAP) / _COLUMNS
    frame = Frame(start, end, pad=3)
    for place, line in enumerate(lines):
        column, row = place % _COLUMNS, place // _COLUMNS
        _Cell(sheet, frame, column * (width + _GAP), row * _CELL, width).draw(line, name(line))
    return sheet.svg()


@dataclass(frozen=True)
class _Cell:
    """The place of one line on the sheet."""

    sheet: Sheet
    frame: Frame
    left: float
    top: float
    width: float

    def draw(self, line: GroupLine, name: str) -> None:
        newest = line.newest
        rate = _("no report yet") if line.is_silent else newest.text(current_language())
        self.sheet.text(self.left, self.top + 9.0, shortened(name))
        fraction = format_fraction(newest.numerator, newest.denominator)
        self.sheet.text(self.left, self.top + 19.0, f"{rate}  {fraction}", **BOLD)  # type: ignore[arg-type]  # a look
        floor = self._y(100.0)
        if line.is_silent:
            self.sheet.rect(self.left, self._y(0.0), self.width, _PLOT, fill=HATCH)
        self.sheet.line(self.left, self._y(0.0), self.left + self.width, self._y(0.0), stroke=HAIR)
        self.sheet.line(self.left, floor, self.left + self.width, floor, stroke=EDGE)
        for break_ in line.line.breaks:
            x = self._x(date.fromordinal(break_.on_day))
            self.sheet.line(x, self._y(0.0), x, floor, stroke=EDGE, stroke_dasharray="2 2")
        for stretch in line.line.stretches:
            points = [self._at(sample) for sample in stretch]
            self.sheet.path(points * (2 if len(points) == 1 else 1), stroke=BLUE, stroke_width=1.3)
        x, y = self._at(newest)
        self.sheet.rect(x - 1.8, y - 1.8, 3.6, 3.6, fill=BLUE)

    def _at(self, sample: Sample) -> tuple[float, float]:
        return self._x(sample.as_of), self._y(self.frame.y(sample.rate))

    def _x(self, day: date) -> float:
        return self.left + self.frame.x(day) / 100 * self.width

    def _y(self, place: float) -> float:
        """Return where a place in percent from the plot's top lies."""
        return self.top + 24.0 + place / 100 * _PLOT
