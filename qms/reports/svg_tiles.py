"""The tile map on paper: one equal tile a province with name and rate, archipelagos dashed and not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.charts.palette import STEPS, step_of
from qms.charts.tiles import STEP_WORDS, Grid, Tile, grid_for
from qms.coverage.ranking import is_silent
from qms.i18n import _, current_language
from qms.reports.svg import BOLD, EDGE, HATCH, INK, MIDDLE, RIGHT, SOFT, WHITE, WIDTH, Sheet

if TYPE_CHECKING:
    from qms.coverage import Figure
    from qms.coverage.ranking import Ranking

_KEY_HEIGHT: Final = 16.0
_TILE_HEIGHT: Final = {"63": 9.7, "34": 10.8}
_ISLES: Final = 40.0
"""Room to the right of the provinces for the two archipelagos, which lie in different rows."""
_ISLE: Final = 38.0
_GAP: Final = 1.4
_LONG: Final = 10
"""Letters of a name from which on it is written smaller, so that its rate has room beside it."""


def tiles_svg(ranking: Ranking) -> str | None:
    """Return the provinces as tiles, None where no map of the day's provinces is drawn."""
    grid = grid_for(frozenset(ranking.by_code()))
    if grid is None:
        return None
    rows = max(tile.row for tile in grid.tiles) + 1
    sheet = Sheet(_KEY_HEIGHT + rows * _TILE_HEIGHT[grid.name])
    _draw_key(sheet)
    figures = ranking.by_code()
    for tile in grid.tiles:
        _draw_tile(sheet, grid, tile, figures.get(tile.code))
    return sheet.svg()


def _draw_key(sheet: Sheet) -> None:
    """Draw what the fills mean, in one line above the map."""
    words = [(step.fill.light, _(STEP_WORDS[step.name])) for step in STEPS] + [(HATCH, _("no report yet"))]
    x = 0.0
    for fill, said in words:
        sheet.rect(x, 1.5, 9.0, 7.0, fill=fill, stroke=EDGE, stroke_width=0.5)
        sheet.text(x + 12, 8.0, said, size=8.0, fill=SOFT)
        x += 12 + _width(said) + 9


def _width(said: str) -> float:
    """Return about how wide a text of 8 points is."""
    return len(said) * 3.9


def _draw_tile(sheet: Sheet, grid: Grid, tile: Tile, figure: Figure | None) -> None:
    height = _TILE_HEIGHT[grid.name]
    width = (WIDTH - _ISLES) / grid.columns
    y = _KEY_HEIGHT + tile.row * height
    if not tile.is_province:
        _draw_isle(sheet, tile, WIDTH - _ISLE, y, height)
        return
    place = (tile.column * width, y, width - _GAP, height - _GAP)
    if figure is None:
        sheet.rect(*place, fill=WHITE, stroke=EDGE, stroke_width=0.5, stroke_dasharray="2 1.5")
        _write(sheet, place, tile.label, "–", INK)
    elif is_silent(figure):
        x, _top, wide, high = place
        sheet.rect(*place, fill=WHITE, stroke=EDGE, stroke_width=0.5)
        sheet.rect(x + wide * 0.68, y, wide * 0.32, high, fill=HATCH, stroke=EDGE, stroke_width=0.5)
        _write(sheet, place, tile.label, "", INK)
    else:
        step = step_of(figure.numerator, figure.denominator)
        sheet.rect(*place, fill=step.fill.light, stroke=EDGE, stroke_width=0.5)
        _write(sheet, place, tile.label, figure.text(current_language()), step.text.light)


def _write(sheet: Sheet, place: tuple[float, float, float, float], name: str, rate: str, ink: str) -> None:
    x, y, width, height = place
    baseline = y + height / 2 + 1.6
    sheet.text(x + 2.0, baseline, name, size=7.0 if len(name) < _LONG else 6.3, fill=ink)
    if rate:
        sheet.text(x + width - 1.8, baseline, rate, size=7.0, fill=ink, **BOLD, **RIGHT)


def _draw_isle(sheet: Sheet, tile: Tile, x: float, y: float, height: float) -> None:
    sheet.rect(x, y, _ISLE, height - _GAP, fill=WHITE, stroke=EDGE, stroke_width=0.5, stroke_dasharray="2 1.5")
    sheet.text(x + _ISLE / 2, y + height / 2 + 1.6, tile.label, size=7.0, fill=SOFT, **MIDDLE)
