"""A drawing that goes out alone: what it shows above it, where its numbers come from below it, on white paper."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from qms.reports.svg import BOLD, SOFT, WHITE, WIDTH, Sheet

if TYPE_CHECKING:
    from qms.reports.svg_multiples import Said

_EDGE: Final = 14.0
_LINE: Final = 15.0
_LETTERS: Final = 74
"""Letters of a title that go into one line."""
_SMALL_LETTERS: Final = 104
_SIZE: Final = re.compile(r'<svg[^>]*?\bheight="([\d.]+)"')


def framed(drawing: str, said: Said) -> str:
    """Return a drawing of the usual width with its title, what is measured and its source."""
    titles, measured = wrap(said.title, _LETTERS), wrap(said.measured, _SMALL_LETTERS)
    sources = wrap(said.source, _SMALL_LETTERS)
    top = _EDGE + _LINE * (len(titles) + len(measured)) + 6.0
    height = float(_SIZE.search(drawing)[1])  # type: ignore[index]  # every drawing says how high it is
    sheet = Sheet(top + height + _LINE * len(sources) + 2 * _EDGE, WIDTH + 2 * _EDGE)
    sheet.rect(0.0, 0.0, sheet.width, sheet.height, fill=WHITE)
    for place, text in enumerate(titles):
        sheet.text(_EDGE, _EDGE + 8.0 + _LINE * place, text, size=12.0, **BOLD)
    for place, text in enumerate(measured, len(titles)):
        sheet.text(_EDGE, _EDGE + 8.0 + _LINE * place, text, fill=SOFT)
    sheet.parts.append(drawing.replace("<svg ", f'<svg x="{_EDGE:g}" y="{top:g}" ', 1))
    for place, text in enumerate(sources):
        sheet.text(_EDGE, top + height + _EDGE + 4.0 + _LINE * place, text, fill=SOFT)
    return sheet.svg()
