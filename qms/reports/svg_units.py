"""Units on paper: a mark for every body, sorted by where it stands, and the counts that add up to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.charts.units import MARKS
from qms.coverage.listing import STANDINGS, WORDS
from qms.i18n import _, format_count
from qms.reports.svg import BLUE, BOLD, EDGE, INK, RIGHT, WHITE, WIDTH, Sheet
from qms.reports.svg_marks import draw_mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qms.coverage.listing import Where

_STEP: Final = 14.0
_RADIUS: Final = 4.6
_ROW: Final = 16.0
_LABELS: Final = 170.0
_NUMBERS: Final = 52.0
_BAR: Final = 8.0


def units_svg(standings: Sequence[Where], counts: Mapping[Where, int], whole: str) -> str:
    """Return a mark for each body in the order given, none where there are none, and a bar for each count.

    `whole` says in words of how many bodies the counts are.
    """
    a_row = int(WIDTH // _STEP)
    marked = _STEP * -(-len(standings) // a_row)
    rows = [standing for standing in STANDINGS if counts[standing]]
    above = marked + 6.0 if marked else 0.0
    sheet = Sheet(above + _ROW * (len(rows) + 1) + 4.0)
    for place, standing in enumerate(standings):
        x, y = (place % a_row + 0.5) * _STEP, (place // a_row + 0.5) * _STEP
        draw_mark(sheet, x, y, _RADIUS, MARKS[standing])
    everyone = sum(counts[standing] for standing in rows)
    for place, standing in enumerate(rows):
        _draw_count(sheet, above + place * _ROW, standing, counts[standing], everyone)
    bottom = above + _ROW * len(rows)
    sheet.line(0.0, bottom + 2, WIDTH, bottom + 2, stroke=INK, stroke_width=0.8)
    sheet.text(0.0, bottom + 14, whole, size=9.0, **BOLD)
    return sheet.svg()


def _draw_count(sheet: Sheet, y: float, standing: Where, count: int, everyone: int) -> None:
    draw_mark(sheet, 6.0, y + 7, 4.0, MARKS[standing])
    sheet.text(15.0, y + 10, _(WORDS[standing]))
    length = WIDTH - _LABELS - _NUMBERS
    sheet.rect(_LABELS, y + 3, length, _BAR, fill=WHITE, stroke=EDGE, stroke_width=0.4)
    sheet.rect(_LABELS, y + 3, length * count / everyone, _BAR, fill=BLUE)
    sheet.text(WIDTH, y + 10, format_count(count), size=9.0, **RIGHT, **BOLD)
