"""A body's line beside the country's: the same measure over the same days, and since when it lies on which side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qms.coverage.lives import lives_in
from qms.coverage.overview import PROGRAMME_FROM, first_report
from qms.coverage.trend import Line, Sample, trend

if TYPE_CHECKING:
    from datetime import datetime

    from qms.coverage.ledger import Ledger
    from qms.vocabulary import Measure


@dataclass(frozen=True, slots=True)
class Beside:
    """Two lines of one measure."""

    measure: Measure
    start: date
    end: date
    own: Line
    country: Line

    @property
    def side(self) -> int:
        """1 where the body ends above the country, -1 below, 0 level with it."""
        return _side(*self.pairs()[-1]) if self.pairs() else 0

    @property
    def since(self) -> date | None:
        """The first of the days, up to the end, on all of which it lies on that side; None where it always did."""
        pairs = self.pairs()
        other = [place for place, pair in enumerate(pairs) if _side(*pair) != self.side]
        return pairs[other[-1] + 1][0].as_of if other else None

    def pairs(self) -> list[tuple[Sample, Sample]]:
        """Return the samples of the last stretch that both lines have, the body's and the country's of each day."""
        if not self.own.stretches or not self.country.stretches:
            return []
        country = {sample.as_of: sample for sample in self.country.stretches[-1]}
        return [(sample, country[sample.as_of]) for sample in self.own.stretches[-1] if sample.as_of in country]


def beside(
    ledger: Ledger, measure: Measure, root: int, as_of: date, *, known_on: datetime | None = None
) -> Beside | None:
    """Return a body's line from when it opened, or the programme began, up to a day; None where that is one day."""
    spans = lives_in(ledger, ledger.known_on(known_on)).spans(root - 1)
    began = min(PROGRAMME_FROM, first_report(ledger, known_on) or PROGRAMME_FROM)
    start = max(began, date.fromordinal(spans[0].start)) if spans else as_of
    if start >= as_of:
        return None
    own, country = (
        trend(ledger, [measure], start, as_of, under=under, known_on=known_on).lines[0] for under in (root, None)
    )
    return Beside(measure, start, as_of, own, country) if own.stretches else None


def _side(own: Sample, country: Sample) -> int:
    return (own.rate > country.rate) - (own.rate < country.rate)
