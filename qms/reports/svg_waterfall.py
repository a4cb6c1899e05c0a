"""A change on paper, as bars that begin where the one above ends: before, what was gained and lost, after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.charts.waterfall import CountOf, Day, waterfall
from qms.i18n import _, format_count, format_date, format_signed, label
from qms.reports.svg import BLUE, BOLD, EDGE, HATCH, RED, RIGHT, WIDTH, Sheet

if TYPE_CHECKING:
    from qms.charts.waterfall import Bar
    from qms.coverage.change import Change

_LABELS: Final = 150.0
_NUMBERS: Final = 60.0
_ROW: Final = 17.0
_BAR: Final = 10.0
_GAINED: Final = "#6B9FD0"


def waterfall_svg(change: Change) -> str:
    """Return what moved the numerator as floating bars; the table beside it holds the denominator too."""
    drawn = waterfall(change, CountOf.NUMERATOR)
    sheet = Sheet(_ROW * len(drawn.bars) + 2)
    scale = (WIDTH - _LABELS - _NUMBERS - 8) / max(drawn.top, 1)
    for place, bar in enumerate(drawn.bars):
        _draw(sheet, place * _ROW, bar, scale, bar_words(change, bar))
    return sheet.svg()


def bar_words(change: Change, bar: Bar) -> str:
    """Return what a line of a waterfall is called."""
    if isinstance(bar.of, Day):
        day = change.end if bar.of is Day.LAST else change.start
        return _("Covered on {day}").format(day=format_date(day))
    return label(bar.of)


def _draw(sheet: Sheet, y: float, bar: Bar, scale: float, words: str) -> None:
    stands = isinstance(bar.of, Day)
    look: dict[str, object] = dict(BOLD) if stands else {}
    x, width = _LABELS + bar.low * scale, (bar.high - bar.low) * scale
    if not stands:
        begun = _LABELS + bar.begin * scale
        sheet.line(begun, max(y - 6, 0.0), begun, y + 1 + _BAR, stroke=EDGE, stroke_width=0.6)
    fill = BLUE if stands else _GAINED if bar.flow.net > 0 else HATCH
    edge = BLUE if stands or bar.flow.net > 0 else RED
    if width:
        sheet.rect(x, y + 1, width, _BAR, fill=fill, stroke=edge, stroke_width=0.8)
    said = format_count(bar.end) if stands else format_signed(bar.flow.net)
    sheet.text(_LABELS - 6, y + 9, words, size=8.8, **RIGHT, **look)
    sheet.text(WIDTH, y + 9, said, size=8.8, **RIGHT, **look)
