"""Cells and sentences: how a value of coverage becomes what is printed, in the language of the running context."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Final, Protocol

from qms.coverage.rates import points_text, rate_text
from qms.i18n import current_language, format_count, format_date, format_signed
from qms.reports.content import Cell, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_KEPT: Final = 1_024
"""Cells of texts and days that are made once: the columns of a long list repeat few values."""


class Counted(Protocol):
    """Anything that has a numerator and a denominator: a figure, a sample, a count of a change."""

    @property
    def numerator(self) -> int:
        """How many are covered."""

    @property
    def denominator(self) -> int:
        """Of how many."""


@lru_cache(maxsize=_KEPT)
def words(text: object) -> Cell:
    """Return plain text; None is blank."""
    return Cell("" if text is None else str(text))


def count(number: int) -> Cell:
    """Return a count: 5.564."""
    return Cell(format_count(number), n=number)


def signed(number: int) -> Cell:
    """Return what a count moved by: + 1.204."""
    return Cell(format_signed(number), n=number)


def fraction(counted: Counted) -> Cell:
    """Return covered of all: 5.564/8.910."""
    n, d = counted.numerator, counted.denominator
    return Cell(f"{format_count(n)}/{format_count(d)}", n=n, d=d)


def rate(counted: Counted) -> Cell:
    """Return the rate: 62,4%."""
    n, d = counted.numerator, counted.denominator
    return Cell(rate_text(n, d, current_language()), n=n, d=d)


def points(moved: Fraction, *, is_same: bool) -> Cell:
    """Return percentage points, rounded already, with their sign: + 9,1; what rounds to nothing is not called 0."""
    if not moved:
        return Cell("0" if is_same else f"<{points_text(Fraction(1, 10), current_language())}", n=0, d=10)
    sign = "+ " if moved > 0 else "− "
    return Cell(f"{sign}{points_text(moved, current_language())}", n=int(moved * 10), d=10)


def unsigned_points(moved: Fraction) -> Cell:
    """Return percentage points for a sentence that says itself whether they went up or down: 9,1."""
    return Cell(points_text(moved, current_language()), n=int(abs(moved) * 10), d=10)


def day(on: date) -> Cell:
    """Return a day: 27/04/2021."""
    return _day(on, current_language())


@lru_cache(maxsize=_KEPT)
def _day(on: date, language: str) -> Cell:
    return Cell(format_date(on, language), day=on)


def paragraph(sentence: str, **values: Cell | str) -> Paragraph:
    """Return a translated sentence with its {placeholders} filled by cells or words."""
    return Paragraph(tuple(_filled(sentence, values)))


def strong(said: Paragraph) -> Paragraph:
    """Return a paragraph set in bold."""
    return Paragraph(said.parts, strong=True)


def _filled(sentence: str, values: dict[str, Cell | str]) -> Iterator[str | Cell]:
    for text, name, _spec, _conversion in Formatter().parse(sentence):
        if text:
            yield text
        if name is not None:
            yield values[name]


def joined(paragraphs: Iterable[Paragraph], between: str = " ") -> Paragraph:
    """Return sentences one after the other as one paragraph."""
    parts: list[str | Cell] = []
    for found in paragraphs:
        if parts:
            parts.append(between)
        parts.extend(found.parts)
    return Paragraph(tuple(parts))
