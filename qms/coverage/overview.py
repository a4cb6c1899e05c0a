"""What there is to say of the country on one day: each figure, a year before, as announced, over time, by province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.coverage.change import Change, change
from qms.coverage.figures import Figure, Figures, figures
from qms.coverage.ledger import standing
from qms.coverage.lineage import Break
from qms.coverage.periods import year_before
from qms.coverage.published import PublishedComparison, announcements
from qms.coverage.ranking import Ranking, ranking
from qms.coverage.rates import points_between
from qms.coverage.stamp import Stamp
from qms.coverage.trend import Trend, trend
from qms.vocabulary import MEASURES, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from fractions import Fraction

    from qms.coverage.ledger import Ledger

PROGRAMME_FROM: Final = date(2014, 5, 18)
"""Decision 19/2014/QĐ-TTg in force: the national trend begins here, or with the first report where that is older."""


class YearBefore(NamedTuple):
    """A figure of an earlier day, a year before where nothing else is said, and how far the present one is from it."""

    figure: Figure
    as_of: date
    broken_by: Break | None
    """The reorganisation in between: rates on its two sides are not compared in points."""
    points: Fraction | None
    """Difference of the exact rates in percentage points, half-up to one decimal; None where one has no rate."""
    bodies: int
    """Difference of the numerators."""


class Announced(NamedTuple):
    """The newest announcement up to the day, compared with what is computed for the announcement's own day."""

    as_of: date
    comparison: PublishedComparison
    computed: Figure


class Headline(NamedTuple):
    """One of the five figures with all that is said of it."""

    figure: Figure
    not_covered: int
    year_before: YearBefore
    announced: Announced | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The country on one day."""

    as_of: date
    stamp: Stamp
    headlines: tuple[Headline, ...]
    trend: Trend
    provinces: Ranking
    """The commune committees of each province."""
    year: Change
    """What moved the commune committees' figure over a year."""

    def __getitem__(self, measure: Measure) -> Headline:
        return next(headline for headline in self.headlines if headline.figure.measure == measure)

    @property
    def verdicts(self) -> tuple[int, int]:
        """How many figures were announced on this very day and agree, and how many do not."""
        same_day = [
            headline.announced.comparison.agrees
            for headline in self.headlines
            if headline.announced is not None and headline.announced.as_of == self.as_of
        ]
        return same_day.count(True), same_day.count(False)


def first_report(ledger: Ledger, known_on: datetime | None = None) -> date | None:
    """Return the day of the first status as known at a UTC moment, None when there is none."""
    known = ledger.known_on(known_on)
    days = ledger.events.effective_on[standing(ledger.events.batch, ledger.events.voided_by, known)]
    return date.fromordinal(int(days.min())) if len(days) else None


def programme_start(ledger: Ledger, known_on: datetime | None = None) -> date:
    """Return the day on which lines over the years begin: the programme's first, or the first report's if older."""
    return min(PROGRAMME_FROM, first_report(ledger, known_on) or PROGRAMME_FROM)


def national_trend(ledger: Ledger, today: date, known_on: datetime | None = None) -> Trend:
    """Return all five measures from the programme's first day, or the first report, up to today."""
    start = programme_start(ledger, known_on)
    return trend(ledger, MEASURES, min(start, today), today, known_on=known_on)


def overview(ledger: Ledger, as_of: date, *, over: Trend, known_on: datetime | None = None) -> Overview:
    """Return all that the overview says of a day; `over` is the national trend, which is the same on all days."""
    present = figures(ledger, as_of, known_on=known_on)
    earlier = year_before(as_of)
    past = figures(ledger, earlier, known_on=known_on)
    announced = _announced(ledger, present, known_on)
    return Overview(
        as_of=as_of,
        stamp=present.stamp,
        headlines=tuple(
            Headline(
                figure=figure,
                not_covered=figure.denominator - figure.numerator,
                year_before=since(past, figure, as_of, over.line(figure.measure).breaks),
                announced=announced.get(figure.measure),
            )
            for figure in present
        ),
        trend=over,
        provinces=ranking(ledger, Measure.COMMUNES, as_of, known_on=known_on),
        year=change(ledger, Measure.COMMUNES, earlier, as_of, known_on=known_on),
    )


def since(past: Figures, figure: Figure, as_of: date, broken: Iterable[Break]) -> YearBefore:
    """Return how far a figure is from the same one of an earlier day; `broken` are the breaks that concern it."""
    before = past[figure.measure]
    between = [break_ for break_ in broken if break_.parts(past.as_of, as_of)]
    return YearBefore(
        figure=before,
        as_of=past.as_of,
        broken_by=between[-1] if between else None,
        points=points_between(before.rate, figure.rate),
        bodies=figure.numerator - before.numerator,
    )


def _announced(ledger: Ledger, present: Figures, known_on: datetime | None) -> dict[Measure, Announced]:
    """Return for each measure its newest announcement up to the day, all those of one day compared at once."""
    newest: dict[str, date] = {}
    for said in announcements(ledger, present.stamp.data_version):
        if said.measure in MEASURES and said.as_of <= present.as_of:
            newest[said.measure] = max(newest.get(said.measure, date.min), said.as_of)
    computed = {present.as_of: present}
    for day in set(newest.values()) - {present.as_of}:
        computed[day] = figures(ledger, day, known_on=known_on)
    found = {Measure(measure): computed[day][measure] for measure, day in newest.items()}
    return {
        measure: Announced(newest[measure], figure.published, figure)
        for measure, figure in found.items()
        if figure.published is not None
    }
