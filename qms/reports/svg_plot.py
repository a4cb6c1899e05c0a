"""What drawings of lines over the years share on paper: where days and rates lie, announcements, what lines come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from qms.charts.names import spread
from qms.i18n import current_language, format_fraction
from qms.reports.svg import BOLD, WHITE, WIDTH, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qms.charts.lines import Frame
    from qms.coverage.trend import Mark, Sample

ROOM_FOR_ENDS: Final = 104.0
"""Room for what stands at the lines' ends."""


class Ended(NamedTuple):
    """A line that comes to something: its newest sample, what it is called there, its ink."""

    newest: Sample
    name: str
    ink: str


class LinePlot:
    """A sheet with a frame of days and rates on it: `above` and `left` of the plot there is room for labels."""

    def __init__(self, sheet: Sheet, frame: Frame, *, above: float, left: float, height: float) -> None:
        self.sheet, self.frame = sheet, frame
        self.above, self.left, self.height = above, left, height
        self.width = WIDTH - left - ROOM_FOR_ENDS

    def x(self, day: date) -> float:
        """Return where a day lies."""
        return self.left + self.frame.x(day) / 100 * self.width

    def y(self, place: float) -> float:
        """Return where a place in percent from the top lies."""
        return self.above + place / 100 * self.height

    def at(self, sample: Sample) -> tuple[float, float]:
        """Return where a sample lies."""
        return self.x(sample.as_of), self.y(self.frame.y(sample.rate))

    def draw_mark(self, mark: Mark, ink: str) -> None:
        """Draw an announcement as a diamond, one above the upper edge on it."""
        x, y = self.x(mark.sample.as_of), self.y(self.frame.y(min(mark.rate, self.frame.top)))
        corners = [(x, y - 4), (x + 4, y), (x, y + 4), (x - 4, y), (x, y - 4)]
        self.sheet.path(corners, fill=WHITE, stroke=ink, stroke_width=1.1)

    def write_ends(self, lines: Iterable[Ended], gap: float) -> None:
        """Write at the right what each line comes to: name, rate, covered of all."""
        ended = list(lines)
        places = [self.y(self.frame.y(line.newest.rate)) for line in ended]
        for (newest, name, ink), y in zip(ended, spread(places, gap, self.above + self.height - 8), strict=True):
            x = self.left + self.width + 6
            said = f"{newest.text(current_language())} ({format_fraction(newest.numerator, newest.denominator)})"
            self.sheet.text(x, y + 1, name, size=8.5, fill=ink)
            self.sheet.text(x, y + 11, said, size=8.5, fill=ink, **BOLD)
