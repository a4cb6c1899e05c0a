"""Ministries or provinces by their rate, lowest first: those from whom nothing was heard, then the others."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.coverage.figures import Figure, figures

if TYPE_CHECKING:
    from datetime import date, datetime

    from qms.coverage.ledger import Ledger
    from qms.vocabulary import Measure

HALF: Final = Fraction(1, 2)


class Ranking(NamedTuple):
    """The figures of all groups that have something to count, lowest first."""

    measure: Measure
    figures: tuple[Figure, ...]

    def lowest(self, count: int) -> Ranking:
        """Return the first so many."""
        return Ranking(self.measure, self.figures[:count])

    def highest(self, count: int) -> Ranking:
        """Return the so many best, highest first; of equal rates the one with more to cover comes first."""
        best = sorted(self.figures, key=lambda figure: (-rate_of(figure), -figure.denominator, _code(figure)))
        return Ranking(self.measure, tuple(figure for figure in best if figure.numerator)[:count])

    def as_high_as(self, figure: Figure) -> int:
        """Return how many groups have the very rate of one of them, itself included."""
        return sum(rate_of(other) == rate_of(figure) for other in self.figures)

    @property
    def not_covered(self) -> int:
        """Agencies of these groups that are not covered."""
        return sum(figure.denominator - figure.numerator for figure in self.figures)

    @property
    def no_report(self) -> int:
        """Agencies of these groups from whom nothing was heard."""
        return sum(figure.no_report for figure in self.figures)

    @property
    def complete(self) -> int:
        """Groups in which all are covered."""
        return sum(figure.numerator == figure.denominator for figure in self.figures)

    @property
    def below_half(self) -> int:
        """Groups in which less than half are covered."""
        return sum(rate_of(figure) < HALF for figure in self.figures)

    def by_code(self) -> dict[str, Figure]:
        """Return the figures by the codes of their groups."""
        return {figure.group.code: figure for figure in self.figures if figure.group and figure.group.code}


def ranking(ledger: Ledger, measure: Measure, as_of: date, *, known_on: datetime | None = None) -> Ranking:
    """Return the ministries or provinces of a measure on a day; of equal rates, the one that lacks more comes first."""
    found = figures(ledger, as_of, known_on=known_on, measures=(measure,), by_parent=True)
    groups = [figure for figure in found if figure.group is not None]
    return Ranking(measure, tuple(sorted(groups, key=_lowest_first)))


def is_silent(figure: Figure) -> bool:
    """Return whether nothing was ever heard from any of a group's agencies."""
    return figure.denominator > 0 and figure.no_report == figure.denominator


def rate_of(figure: Figure) -> Fraction:
    """Return the rate of a figure that has something to count."""
    return Fraction(figure.numerator, figure.denominator)


def _lowest_first(figure: Figure) -> tuple[bool, Fraction, int, str]:
    return (not is_silent(figure), rate_of(figure), figure.numerator - figure.denominator, _code(figure))


def _code(figure: Figure) -> str:
    return "" if figure.group is None else figure.group.code or ""
