"""Procedures over time on paper: a column for as long as a report holds, its filled part what is covered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from qms.charts.lines import Frame
from qms.i18n import current_language, format_count, format_fraction
from qms.reports.svg import BLUE, BOLD, EDGE, RIGHT, SOFT, WHITE, WIDTH, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.coverage.dossier.procedures import Counted

_ABOVE: Final = 14.0
_PLOT: Final = 90.0
_BELOW: Final = 14.0
_LETTER: Final = 4.6


def procedures_svg(counted: Sequence[Counted]) -> str:
    """Return the columns on one scale from 0, from the year of the first; wide ones say their counts."""
    frame = Frame(date(counted[0].start.year, 1, 1), counted[-1].end)
    tallest = max(1, *(count.total for count in counted))
    sheet = Sheet(_ABOVE + _PLOT + _BELOW)
    sheet.text(0.0, 9, format_count(max(count.total for count in counted)), size=8.5, fill=SOFT)
    for count in counted:
        _draw_column(sheet, frame, count, _PLOT / tallest)
    floor = _ABOVE + _PLOT
    sheet.line(0.0, floor, WIDTH, floor, stroke=EDGE, stroke_width=0.8)
    sheet.text(0.0, floor + 11, str(frame.start.year), size=8.5, fill=SOFT)
    sheet.text(WIDTH, floor + 11, str(frame.end.year), size=8.5, fill=SOFT, **RIGHT)
    return sheet.svg()


def _draw_column(sheet: Sheet, frame: Frame, count: Counted, scale: float) -> None:
    left, right = (frame.x(day) / 100 * WIDTH for day in (max(count.start, frame.start), count.end))
    floor = _ABOVE + _PLOT
    all_high, covered_high = count.total * scale, count.covered * scale
    sheet.rect(left, floor - all_high, right - left, all_high, fill=WHITE, stroke=EDGE, stroke_width=0.6)
    sheet.rect(left, floor - covered_high, right - left, covered_high, fill=BLUE)
    said = f"{format_fraction(count.covered, count.total)} · {count.text(current_language())}"
    if right - left > _LETTER * len(said) and covered_high > 14:  # noqa: PLR2004 – the height of its words
        sheet.text(left + 3, floor - 4, said, size=8.5, fill=WHITE, **BOLD)
