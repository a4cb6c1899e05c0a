"""A measure by ministry or province, and by region: what each is judged by, pooled where several stand together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from qms.coverage.figures import Figure, figures
from qms.coverage.measures import Slice
from qms.coverage.ranking import Ranking
from qms.coverage.stamp import Stamp
from qms.vocabulary import Level, Measure, Region, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from qms.coverage.ledger import Ledger
    from qms.coverage.stamp import Group

JUDGED_BY: Final = {
    Measure.MINISTRIES: Slice(scope=Scope.MANDATORY),
    Measure.MINISTRY_ENCOURAGED: Slice(level=Level.MINISTRY_UNIT, scope=Scope.ENCOURAGED),
    Measure.PROVINCES: Slice(scope=Scope.MANDATORY),
    Measure.PROVINCES_WITH_COMMUNES: Slice(level=Level.COMMUNE),
    Measure.COMMUNES: Slice(level=Level.COMMUNE),
}
"""The agencies whose coverage each measure is made of."""

JUDGED_ITSELF: Final = frozenset({Measure.COMMUNES, Measure.MINISTRY_ENCOURAGED})
"""Measures that count agencies one by one, so that what stands below a parent is the measure itself."""

PARENTS: Final = {
    Measure.MINISTRIES: Level.MINISTRY,
    Measure.MINISTRY_ENCOURAGED: Level.MINISTRY,
    Measure.PROVINCES: Level.PROVINCE,
    Measure.PROVINCES_WITH_COMMUNES: Level.PROVINCE,
    Measure.COMMUNES: Level.PROVINCE,
}
"""Whom each measure is broken down by."""


class Verdict(StrEnum):
    """Whether a ministry or province is in its measure's numerator."""

    HOLDS = "holds"
    LACKS = "lacks"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Share:
    """One ministry or province: the figure of what it is judged by, and its verdict where the measure gives one."""

    group: Group
    figure: Figure
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A measure of a day by ministry or province."""

    measure: Measure
    as_of: date
    stamp: Stamp
    region: Region | None
    total: Figure | None
    """The measure's own figure; None for a region of a measure of parents, which has none."""
    pooled: Figure
    """What the parents are judged by, all together."""
    shares: tuple[Share, ...]
    """In the order of levels and codes."""

    @property
    def ranking(self) -> Ranking:
        """The figures of all parents, for the map."""
        return Ranking(self.measure, tuple(share.figure for share in self.shares))


def breakdown(
    ledger: Ledger, measure: Measure, as_of: date, *, region: Region | None = None, known_on: datetime | None = None
) -> Breakdown:
    """Return a measure by ministry or province on a day, of the country or of a region."""
    found = _judged(ledger, measure, as_of, region, known_on)
    verdicts = _verdicts(ledger, measure, as_of, known_on)
    shares = tuple(replace(share, verdict=verdicts.get(share.group.id)) for share in found.shares)
    national = figures(ledger, as_of, known_on=known_on, measures=(measure,))[measure] if region is None else None
    own = found.pooled if measure in JUDGED_ITSELF else None
    return replace(found, total=national or own, shares=shares)


def by_region(
    ledger: Ledger, measure: Measure, as_of: date, *, known_on: datetime | None = None
) -> tuple[tuple[Region, Breakdown], ...]:
    """Return what a measure is made of by region, without verdicts; left out where there is nothing to count."""
    found = ((region, _judged(ledger, measure, as_of, region, known_on)) for region in Region)
    return tuple((region, one) for region, one in found if one.pooled.denominator)


def _judged(
    ledger: Ledger, measure: Measure, as_of: date, region: Region | None, known_on: datetime | None
) -> Breakdown:
    """Return what the parents of a measure are judged by, all of them and each."""
    slice_ = JUDGED_BY[measure]._replace(region=region)
    found = figures(ledger, as_of, known_on=known_on, measures=(Measure.SLICE,), slice_=slice_, by_parent=True)
    own = [figure for figure in found if figure.group is not None and figure.group.level == PARENTS[measure]]
    shares = tuple(Share(figure.group, figure, None) for figure in own if figure.group)
    return Breakdown(measure, as_of, found.stamp, region, None, pool(own), shares)


def pool(found: Iterable[Figure]) -> Figure:
    """Return several figures of one measure as one: Σn/Σd, never a mean of rates."""
    figures_ = list(found)
    return Figure(
        measure=Measure.SLICE,
        group=None,
        numerator=sum(figure.numerator for figure in figures_),
        denominator=sum(figure.denominator for figure in figures_),
        must_reannounce=sum(figure.must_reannounce for figure in figures_),
        procedures_not_stated=sum(figure.procedures_not_stated for figure in figures_),
        no_report=sum(figure.no_report for figure in figures_),
    )


def _verdicts(ledger: Ledger, measure: Measure, as_of: date, known_on: datetime | None) -> dict[int, Verdict]:
    """Return for each ministry or province of a parents' measure whether it is in the numerator."""
    if measure in JUDGED_ITSELF:
        return {}
    found = figures(ledger, as_of, known_on=known_on, measures=(measure,), by_parent=True)
    return {figure.group.id: _verdict(figure) for figure in found if figure.group is not None}


def _verdict(figure: Figure) -> Verdict:
    if figure.numerator:
        return Verdict.HOLDS
    return Verdict.SILENT if figure.no_report else Verdict.LACKS
