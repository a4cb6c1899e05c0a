"""Bars on paper: covered, not covered, and silent (hatched), which together are always the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.i18n import _, current_language, format_fraction
from qms.reports.svg import BLUE, BOLD, EDGE, HATCH, RIGHT, SOFT, WHITE, WIDTH, Sheet

if TYPE_CHECKING:
    from qms.coverage import Figure
    from qms.reports.content import Bars

_LABELS: Final = 170.0
_NUMBERS: Final = 92.0
_ROW: Final = 17.0
_BAR: Final = 9.0
_KEY: Final = 16.0


def bars_svg(bars: Bars) -> str:
    """Return one bar a figure, with its name at the left, its rate and fraction at the right."""
    sheet = Sheet(_KEY + _ROW * len(bars.bars))
    _draw_key(sheet)
    for place, (name, figure) in enumerate(bars.bars):
        _draw_bar(sheet, _KEY + place * _ROW, name, figure)
    return sheet.svg()


def _draw_key(sheet: Sheet) -> None:
    x = _LABELS
    for fill, said in ((BLUE, _("Covered")), (WHITE, _("Not covered")), (HATCH, _("no report yet"))):
        sheet.rect(x, 1.5, 9.0, 7.0, fill=fill, stroke=EDGE, stroke_width=0.5)
        sheet.text(x + 12, 8.0, said, size=8.0, fill=SOFT)
        x += 12 + len(said) * 3.9 + 12


def _draw_bar(sheet: Sheet, y: float, name: str, figure: Figure) -> None:
    length = WIDTH - _LABELS - _NUMBERS - 8
    sheet.text(_LABELS - 6, y + 9, name, size=8.8, **RIGHT)
    if figure.denominator:
        covered = length * figure.numerator / figure.denominator
        silent = length * figure.no_report / figure.denominator
        sheet.rect(_LABELS, y + 1.5, length, _BAR, fill=WHITE, stroke=EDGE, stroke_width=0.5)
        sheet.rect(_LABELS, y + 1.5, covered, _BAR, fill=BLUE)
        sheet.rect(_LABELS + length - silent, y + 1.5, silent, _BAR, fill=HATCH, stroke=EDGE, stroke_width=0.5)
    said = format_fraction(figure.numerator, figure.denominator)
    sheet.text(_LABELS + length + 8, y + 9, figure.text(current_language()), size=8.8, **BOLD)
    sheet.text(WIDTH, y + 9, said, size=8.8, **RIGHT)
