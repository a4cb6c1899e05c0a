"""Lanes on paper: the statuses of several bodies on one axis of time, each stretch with its sign and its words."""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from qms.charts.lanes import drawn_stands, stretch_words, years_of
from qms.charts.lines import Frame
from qms.charts.marks import stand_name, stand_word
from qms.charts.palette import STEPS, TOKENS
from qms.i18n import format_date
from qms.reports.svg import BLUE, BOLD, EDGE, HATCH, INK, MIDDLE, RED, RIGHT, SOFT, WHITE, WIDTH, Sheet
from qms.reports.svg_marks import draw_mark

if TYPE_CHECKING:
    from qms.coverage.dossier.kin import Lane, Lanes, Segment

_LABELS: Final = 128.0
_LETTERS: Final = 29
_LINE: Final = 10.0
_BAR: Final = 14.0
_ROW: Final = 20.0
_AXIS: Final = 16.0
_KEY: Final = 14.0
_LETTER: Final = 4.1
"""About how wide a letter of 8 points is."""
_STEP: Final = {step.name: step for step in STEPS}
_FILLS: Final = {
    "silent": HATCH,
    "not-started": WHITE,
    "building": _STEP["low"].fill.light,
    "applied": _STEP["quarter"].fill.light,
    "partial": _STEP["half"].fill.light,
    "announced": _STEP["most"].fill.light,
    "withdrawn": TOKENS["red-ground"].light,
}
"""The grounds of stretches, by the names under which the stylesheet knows them."""
_INKS: Final = {
    "silent": INK,
    "partial": _STEP["half"].text.light,
    "announced": _STEP["most"].text.light,
}
"""The inks of signs on grounds on which blue would be lost."""


def lanes_svg(lanes: Lanes) -> str:
    """Return the lanes above their axis and the meaning of their stretches."""
    names = [wrap(lane.group.name, _LETTERS) for lane in lanes.lanes]
    heights = [max(_ROW, _LINE * len(name) + 4) for name in names]
    keys = _key_rows(lanes)
    bottom = sum(heights)
    sheet = Sheet(bottom + _AXIS + _KEY * len(keys) + 4)
    frame = Frame(lanes.start, lanes.end)
    top = 0.0
    for lane, name, height in zip(lanes.lanes, names, heights, strict=True):
        _draw_lane(sheet, frame, top, lane, name)
        top += height
    for day in lanes.breaks:
        x = _x(frame, day)
        sheet.line(x, 0.0, x, bottom + 3, stroke=INK, stroke_width=0.9, stroke_dasharray="3 2")
    _draw_axis(sheet, frame, lanes, bottom)
    _draw_key(sheet, keys, bottom + _AXIS)
    return sheet.svg()


def _x(frame: Frame, day: date) -> float:
    return _LABELS + frame.x(day) / 100 * (WIDTH - _LABELS)


def _draw_lane(sheet: Sheet, frame: Frame, top: float, lane: Lane, name: list[str]) -> None:
    look: dict[str, object] = dict(BOLD) if lane.is_own else {}
    for place, line in enumerate(name):
        sheet.text(0.0, top + 10 + place * _LINE, line, size=8.4, **look)
    for segment in lane.segments:
        _draw_stretch(sheet, frame, top + 1, segment)


def _draw_stretch(sheet: Sheet, frame: Frame, y: float, segment: Segment) -> None:
    name = stand_name(segment.status, covered=segment.covered)
    left, right = _x(frame, segment.start), _x(frame, segment.end)
    _draw_ground(sheet, left, y, right - left, _BAR, name)
    if right - left > _BAR:
        draw_mark(sheet, left + 8, y + _BAR / 2, 3.6, name, _INKS.get(name, BLUE))
    said = stretch_words(segment, frame)
    length = _LETTER * len(said)
    if right - left > length + 22:
        if name == "silent":
            sheet.rect(left + 14, y + 2, length + 2, _BAR - 4, fill=WHITE)
        ink = _INKS.get(name, INK)
        sheet.text(left + 16, y + 10, said, size=8.0, fill=ink)


def _draw_ground(sheet: Sheet, x: float, y: float, width: float, height: float, name: str) -> None:
    edge = RED if name == "withdrawn" else EDGE
    sheet.rect(x, y, width, height, fill=_FILLS[name], stroke=edge, stroke_width=0.6)


def _draw_axis(sheet: Sheet, frame: Frame, lanes: Lanes, y: float) -> None:
    sheet.line(_LABELS, y + 2, WIDTH, y + 2, stroke=EDGE, stroke_width=0.6)
    for year, x in years_of(lanes, frame):
        sheet.text(_LABELS + x / 100 * (WIDTH - _LABELS), y + 12, str(year), size=8.0, fill=SOFT)
    for day in lanes.breaks:
        x = _x(frame, day)
        anchor = RIGHT if x > WIDTH - 30 else MIDDLE
        sheet.text(x, y + 12, format_date(day), size=8.0, **anchor, **BOLD)


def _key_rows(lanes: Lanes) -> list[list[tuple[str, str]]]:
    """Return the names and words of the stretches that are drawn, in as many rows as they need."""
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for status, covered in drawn_stands(lanes):
        item = (stand_name(status, covered=covered), stand_word(status, covered=covered))
        width = _key_width(item[1])
        if rows[-1] and used + width > WIDTH:
            rows.append([])
            used = 0.0
        rows[-1].append(item)
        used += width
    return rows


def _key_width(said: str) -> float:
    return 28 + _LETTER * len(said)


def _draw_key(sheet: Sheet, rows: list[list[tuple[str, str]]], top: float) -> None:
    for place, row in enumerate(rows):
        x, y = 0.0, top + place * _KEY
        for name, said in row:
            _draw_ground(sheet, x + 0.5, y + 2, 16.0, 9.0, name)
            draw_mark(sheet, x + 8.5, y + 6.5, 2.8, name, _INKS.get(name, BLUE))
            sheet.text(x + 20, y + 9.5, said, size=8.0, fill=SOFT)
            x += _key_width(said)
