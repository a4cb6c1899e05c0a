"""A drawing that goes out alone: what it shows above it, where its numbers come from below it, on white paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from qms.reports.svg import BOLD, SOFT, WHITE, Sheet

_EDGE: Final = 14.0
_LINE: Final = 15.0
_LETTERS: Final = 74 / 467
"""Letters of a title that go into a point of the width."""
_SMALL_LETTERS: Final = 104 / 467
_SIZE: Final = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True)
class Said:
    """What stands around a drawing."""

    title: str
    measured: str
    source: str


def framed(drawing: str, said: Said) -> str:
    """Return a drawing with its title, what is measured and its source."""
    width, height = map(float, _SIZE.search(drawing).groups())  # type: ignore[union-attr]  # each says how large it is
    titles, measured = wrap(said.title, int(_LETTERS * width)), wrap(said.measured, int(_SMALL_LETTERS * width))
    sources = wrap(said.source, int(_SMALL_LETTERS * width))
    top = _EDGE + _LINE * (len(titles) + len(measured)) + 6.0
    sheet = Sheet(top + height + _LINE * len(sources) + 2 * _EDGE, width + 2 * _EDGE)
    sheet.rect(0.0, 0.0, sheet.width, sheet.height, fill=WHITE)
    for place, text in enumerate(titles):
        sheet.text(_EDGE, _EDGE + 8.0 + _LINE * place, text, size=12.0, **BOLD)
    for place, text in enumerate(measured, len(titles)):
        sheet.text(_EDGE, _EDGE + 8.0 + _LINE * place, text, fill=SOFT)
    sheet.parts.append(drawing.replace("<svg ", f'<svg x="{_EDGE:g}" y="{top:g}" ', 1))
    for place, text in enumerate(sources):
        sheet.text(_EDGE, top + height + _EDGE + 4.0 + _LINE * place, text, fill=SOFT)
    return sheet.svg()
