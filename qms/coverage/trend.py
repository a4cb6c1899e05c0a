"""Measures over the years as lines that stop at a reorganisation and begin anew behind it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.coverage.figures import figures
from qms.coverage.lineage import Break, breaks
from qms.coverage.published import PublishedComparison, announcements
from qms.coverage.rates import rate_text
from qms.coverage.series import Every, Point, sample_days, totals_on
from qms.coverage.stamp import Stamp, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from qms.coverage.ledger import Ledger
    from qms.vocabulary import Measure

DECEMBER: Final = 12
LAST_OF_DECEMBER: Final = 31


class Sample(NamedTuple):
    """A measure on one day."""

    as_of: date
    numerator: int
    denominator: int

    @property
    def rate(self) -> Fraction:
        """The exact rate; a sample always has something to count."""
        return Fraction(self.numerator, self.denominator)

    def text(self, language: str = "vi") -> str:
        """Return the rate as it is printed."""
        return rate_text(self.numerator, self.denominator, language)


class Mark(NamedTuple):
    """An announcement on its day, compared with the computed figure."""

    sample: Sample
    comparison: PublishedComparison

    @property
    def rate(self) -> Fraction:
        """Where it lies: at its own fraction where one was printed, else at the computed one."""
        said = self.comparison
        if said.numerator is None or not said.denominator:
            return self.sample.rate
        return Fraction(said.numerator, said.denominator)


class Line(NamedTuple):
    """One measure: stretches of days between which it cannot be compared, none of them empty."""

    measure: Measure
    stretches: tuple[tuple[Sample, ...], ...]
    marks: tuple[Mark, ...]
    breaks: tuple[Break, ...] = ()
    """The reorganisations between the stretches."""

    @property
    def newest(self) -> Sample | None:
        """The last sample, None for a line without any."""
        return self.stretches[-1][-1] if self.stretches else None

    def up_to(self, sample: Sample) -> Line:
        """Return the line up to a day, with that day's own figure at its end."""
        cut = [tuple(point for point in stretch if point.as_of < sample.as_of) for stretch in self.stretches]
        began = [stretch for stretch in self.stretches if stretch[0].as_of <= sample.as_of]
        kept = [stretch for stretch in cut[: len(began)] if stretch]
        if sample.denominator == 0:
            return Line(self.measure, tuple(kept), ())
        if len(kept) == len(began) and kept:
            kept[-1] = (*kept[-1], sample)
        else:
            kept.append((sample,))
        return Line(self.measure, tuple(kept), ())

    def last_of_years(self) -> list[Sample]:
        """Return the last sample of each year and of each stretch: what a short table of the line holds."""
        ends = {stretch[place].as_of for stretch in self.stretches for place in (0, -1)}
        samples = [sample for stretch in self.stretches for sample in stretch]
        return [
            sample
            for sample in samples
            if sample.as_of in ends or (sample.as_of.month, sample.as_of.day) == (DECEMBER, LAST_OF_DECEMBER)
        ]

    @property
    def never_falls(self) -> bool:
        """Whether no sample of the stretch before the last break is lower than the one before it."""
        stretch = self.stretches[-2] if len(self.stretches) > 1 else self.stretches[-1] if self.stretches else ()
        return all(one.rate <= other.rate for one, other in pairwise(stretch))


class Trend(NamedTuple):
    """Several measures over the same days."""

    start: date
    end: date
    stamp: Stamp
    lines: tuple[Line, ...]
    breaks: tuple[tuple[Measure, Break], ...]
    """Each reorganisation once, with the first measure it breaks, in the order of their days."""

    def line(self, measure: Measure) -> Line:
        """Return one measure's line."""
        return next(line for line in self.lines if line.measure == measure)

    def only(self, measures: Iterable[Measure]) -> Trend:
        """Return some of the measures, in the order given."""
        chosen = tuple(self.line(measure) for measure in measures)
        return Trend(self.start, self.end, self.stamp, chosen, self.breaks)


def trend(
    ledger: Ledger,
    measures: Sequence[Measure],
    start: date,
    end: date,
    *,
    under: int | None = None,
    known_on: datetime | None = None,
) -> Trend:
    """Return measures at the end of each month from `start` to `end`, on `end`, and on both sides of each break.

    `under` is an agency's id: only its subtree counts, and the breaks are still those of the country.
    """
    stamp = stamp_of(ledger, known_on)
    timeline = ledger.timeline(stamp.data_version)
    drawn = {measure: [one for one in breaks(timeline, measure) if one.parts(start, end)] for measure in measures}
    said = {
        measure: announced_days(ledger, measure, start, end, known_on) if under is None else set()
        for measure in measures
    }
    days = {measure: line_days(start, end, Every.MONTH, drawn[measure], said[measure]) for measure in measures}
    totals = totals_on(ledger, days, under=under, known_on=known_on)
    lines = (
        Line(
            measure,
            stretches_of(samples_of(totals[measure]), drawn[measure]),
            marks_on(ledger, measure, said[measure], known_on),
            tuple(drawn[measure]),
        )
        for measure in measures
    )
    broken: dict[tuple[int, str], tuple[Measure, Break]] = {}
    for measure, found in drawn.items():
        for break_ in found:
            broken.setdefault((break_.on_day, break_.level), (measure, break_))
    return Trend(start, end, stamp, tuple(lines), tuple(broken[key] for key in sorted(broken)))


def announced_days(
    ledger: Ledger, measure: Measure, start: date, end: date, known_on: datetime | None = None
) -> set[date]:
    """Return the days between two days on which somebody announced a measure."""
    said = announcements(ledger, ledger.known_on(known_on))
    return {figure.as_of for figure in said if figure.measure == measure and start <= figure.as_of <= end}


def line_days(start: date, end: date, every: Every, broken: Iterable[Break], more: Iterable[date] = ()) -> list[date]:
    """Return the days of a line: both ends, the last of each period, both sides of each break, and some more."""
    borders = [date.fromordinal(break_.on_day) for break_ in broken]
    eves = [border - timedelta(days=1) for border in borders]
    return sorted({start, *sample_days(start, end, every), *borders, *eves, *more})


def samples_of(points: Iterable[Point]) -> list[Sample]:
    """Return points as samples, those with nothing to count left out."""
    return [Sample(point.as_of, point.numerator, point.denominator) for point in points if point.denominator]


def marks_on(
    ledger: Ledger, measure: Measure, days: Iterable[date], known_on: datetime | None = None
) -> tuple[Mark, ...]:
    """Return what was announced of the country on some days, compared with the computed figures."""
    found = [(day, figures(ledger, day, known_on=known_on, measures=(measure,))[measure]) for day in sorted(days)]
    return tuple(
        Mark(Sample(day, figure.numerator, figure.denominator), figure.published)
        for day, figure in found
        if figure.published is not None
    )


def stretches_of(samples: Sequence[Sample], broken: Iterable[Break]) -> tuple[tuple[Sample, ...], ...]:
    """Return the samples between two breaks each, none of them empty; a break's own day belongs behind it."""
    edges = [date.min, *(date.fromordinal(break_.on_day) for break_ in broken), date.max]
    cut = (tuple(sample for sample in samples if first <= sample.as_of < last) for first, last in pairwise(edges))
    return tuple(stretch for stretch in cut if stretch)
