"""A change on paper, as bars that begin where the one above ends: before, what was gained and lost, after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.i18n import _, format_count, format_date, format_signed, label
from qms.reports.svg import BLUE, BOLD, EDGE, HATCH, RED, RIGHT, SOFT, WIDTH, Sheet

if TYPE_CHECKING:
    from qms.coverage.change import Change

_LABELS: Final = 150.0
_COLUMN: Final = 52.0
_ROW: Final = 17.0
_BAR: Final = 10.0
_HEAD: Final = 14.0


def waterfall_svg(change: Change) -> str:
    """Return the change of the numerator as floating bars, the denominator's beside it as numbers."""
    sheet = Sheet(_HEAD + _ROW * (len(change.steps) + 2))
    reach = _reach(change)
    scale = (WIDTH - _LABELS - 2 * _COLUMN - 14) / max(*reach, 1)
    sheet.text(WIDTH - _COLUMN, 9, _("Covered"), size=8.5, fill=SOFT, **RIGHT)
    sheet.text(WIDTH, 9, _("All"), size=8.5, fill=SOFT, **RIGHT)
    y = _HEAD
    _draw_day(sheet, y, format_date(change.start), change.before.numerator, change.before.denominator, scale)
    level = change.before.numerator
    for step in change.steps:
        y += _ROW
        _draw_step(sheet, y, label(step.kind), level, (step.numerator, step.denominator), scale)
        level += step.numerator
    y += _ROW
    _draw_day(sheet, y, format_date(change.end), change.after.numerator, change.after.denominator, scale)
    return sheet.svg()


def _reach(change: Change) -> list[int]:
    """Return the heights that the bars come to."""
    heights = [change.before.numerator]
    for step in change.steps:
        heights.append(heights[-1] + step.numerator)
    return heights


def _draw_day(sheet: Sheet, y: float, day: str, numerator: int, denominator: int, scale: float) -> None:
    sheet.text(_LABELS - 6, y + 9, _("Covered on {day}").format(day=day), size=8.8, **BOLD, **RIGHT)
    sheet.rect(_LABELS, y + 1, numerator * scale, _BAR, fill=BLUE)
    sheet.text(WIDTH - _COLUMN, y + 9, format_count(numerator), size=8.8, **BOLD, **RIGHT)
    sheet.text(WIDTH, y + 9, format_count(denominator), size=8.8, **BOLD, **RIGHT)


def _draw_step(sheet: Sheet, y: float, words: str, level: int, moved: tuple[int, int], scale: float) -> None:
    numerator, denominator = moved
    sheet.text(_LABELS - 6, y + 9, words, size=8.8, **RIGHT)
    first, last = sorted((level, level + numerator))
    x = _LABELS + first * scale
    sheet.line(_LABELS + level * scale, y - 6, _LABELS + level * scale, y + 1 + _BAR, stroke=EDGE, stroke_width=0.6)
    if numerator > 0:
        sheet.rect(x, y + 1, (last - first) * scale, _BAR, fill="#6B9FD0", stroke=BLUE, stroke_width=0.8)
    elif numerator < 0:
        sheet.rect(x, y + 1, (last - first) * scale, _BAR, fill=HATCH, stroke=RED, stroke_width=0.9)
    sheet.text(WIDTH - _COLUMN, y + 9, format_signed(numerator), size=8.8, **RIGHT)
    sheet.text(WIDTH, y + 9, format_signed(denominator), size=8.8, **RIGHT)
