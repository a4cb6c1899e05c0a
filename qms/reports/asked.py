"""What a report is asked for, and coverage's answers that all of its sections share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qms.coverage.figures import Figure, Figures, figures
from qms.coverage.lineage import Break, breaks
from qms.coverage.measures import Slice
from qms.coverage.overview import PROGRAMME_FROM, YearBefore, first_report, since
from qms.coverage.ranking import Ranking, ranking
from qms.coverage.series import Every, OnMap, points_on
from qms.coverage.stamp import Stamp, stamp_of
from qms.coverage.trend import Line, Trend, line_days, samples_of, stretches_of, trend
from qms.i18n import _, label
from qms.vocabulary import MEASURES, Level, Measure, Scope

if TYPE_CHECKING:
    from datetime import date, datetime

    from qms.coverage import Group, Ledger
    from qms.reports.content import Length
    from qms.reports.goals import Goal


class Counting(NamedTuple):
    """One thing that is counted: a measure, or a slice under a name of its own."""

    key: str
    title: str
    measure: Measure
    slice_: Slice | None = None


class Counted(NamedTuple):
    """A figure of the report's day, and how far it is from the day that is compared with."""

    counting: Counting
    figure: Figure
    since: YearBefore | None
    """None when no day was given to compare with."""


@dataclass(frozen=True)
class Asked:
    """A report's question; answers are found when first needed, and once."""

    ledger: Ledger
    as_of: date
    compare_to: date | None
    known_on: datetime | None
    scope: Group | None
    length: Length
    on_map: OnMap
    goals: tuple[Goal, ...] = ()

    @cached_property
    def stamp(self) -> Stamp:
        """The state of knowledge behind the report."""
        return stamp_of(self.ledger, self.known_on)

    @property
    def under(self) -> int | None:
        """The id of the ministry or province that the report is about."""
        return None if self.scope is None else self.scope.id

    @cached_property
    def first_report(self) -> date | None:
        """The day of the first status in the country, None when there is none."""
        return first_report(self.ledger, self.known_on)

    @property
    def nothing_reported(self) -> bool:
        """Whether no status at all holds from a day up to the report's."""
        return self.first_report is None or self.first_report > self.as_of

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """The figures of the report, those with nothing to count on either day left out where a scope has them."""
        found = tuple(self._counted(counting) for counting in self.countings)
        return found if self.scope is None else tuple(one for one in found if _is_of_concern(one))

    @cached_property
    def provinces(self) -> Ranking:
        """The provinces by the share of their commune committees that are covered."""
        return ranking(self.ledger, Measure.COMMUNES, self.as_of, known_on=self.known_on)

    @cached_property
    def countings(self) -> tuple[Counting, ...]:
        """What is counted: the five measures of the country, or the parts of a ministry or province."""
        if self.scope is None:
            return tuple(Counting(measure.value, label(measure), measure) for measure in MEASURES)
        return _OF_LEVEL[Level(self.scope.level)]()

    @cached_property
    def broken(self) -> tuple[Break, ...]:
        """The reorganisations between the day compared with and the report's, each once, in the order of their days."""
        start = self.as_of if self.compare_to is None else self.compare_to
        timeline = self.ledger.timeline(self.stamp.data_version)
        found = {
            (break_.on_day, break_.level): break_
            for measure in self._broken_by
            for break_ in breaks(timeline, measure)
            if break_.parts(start, self.as_of)
        }
        return tuple(found[key] for key in sorted(found))

    @property
    def _broken_by(self) -> tuple[Measure, ...]:
        if self.scope is None:
            return MEASURES
        return (Measure.MINISTRIES,) if self.scope.level == Level.MINISTRY else (Measure.PROVINCES, Measure.COMMUNES)

    @cached_property
    def trend(self) -> Trend:
        """All lines of the report, from the programme's first day or an older report up to the report's day."""
        began = [PROGRAMME_FROM, self.first_report, self.compare_to]
        start = min(day for day in began if day is not None)
        start = min(start, self.as_of)
        if self.scope is None:
            return trend(self.ledger, MEASURES, start, self.as_of, known_on=self.known_on)
        lines = tuple(self._line(counting, start) for counting in self.drawn)
        broken = {(break_.on_day, break_.level): (line.measure, break_) for line in lines for break_ in line.breaks}
        return Trend(start, self.as_of, self.stamp, lines, tuple(broken[key] for key in sorted(broken)))

    def _line(self, counting: Counting, start: date) -> Line:
        """Return the line of a ministry or province: it breaks with the bodies of its own kind only."""
        concerns = self._broken_by if counting.measure is Measure.SLICE else (counting.measure,)
        found = {
            break_.on_day: break_
            for measure in concerns[:1]
            for break_ in breaks(self.ledger.timeline(self.stamp.data_version), measure)
            if break_.parts(start, self.as_of)
        }
        days = line_days(start, self.as_of, Every.MONTH, found.values())
        points = points_on(
            self.ledger, counting.measure, days, under=self.under, slice_=counting.slice_, known_on=self.known_on
        )
        return Line(counting.measure, stretches_of(samples_of(points), found.values()), (), tuple(found.values()))

    @property
    def drawn(self) -> tuple[Counting, ...]:
        """What the lines of a ministry or province count, in the order of the trend."""
        return tuple(counting for counting in self.countings if counting.key in _DRAWN)

    def figures(self, counting: Counting, day: date) -> Figures:
        """Return one thing counted on a day, of the country or under the scope."""
        return figures(
            self.ledger,
            day,
            known_on=self.known_on,
            measures=(counting.measure,),
            under=self.under,
            slice_=counting.slice_,
        )

    def _counted(self, counting: Counting) -> Counted:
        figure = self.figures(counting, self.as_of)[counting.measure]
        if self.compare_to is None:
            return Counted(counting, figure, None)
        past = self.figures(counting, self.compare_to)
        return Counted(counting, figure, since(past, figure, self.as_of, self._breaks_of(counting.measure)))

    def _breaks_of(self, measure: Measure) -> list[Break]:
        timeline = self.ledger.timeline(self.stamp.data_version)
        if self.scope is None:
            return breaks(timeline, measure)
        return [break_ for measure in self._broken_by for break_ in breaks(timeline, measure)]


MANDATORY = Slice(scope=Scope.MANDATORY)
_DRAWN = ("mandatory", Measure.COMMUNES.value, Measure.MINISTRY_ENCOURAGED.value)


def _of_province() -> tuple[Counting, ...]:
    departments = Slice(level=Level.PROVINCIAL_UNIT, scope=Scope.MANDATORY)
    districts = Slice(level=Level.DISTRICT, scope=Scope.MANDATORY)
    return (
        Counting("mandatory", _("Agencies that must take part"), Measure.SLICE, MANDATORY),
        Counting("departments", _("of these departments of the province"), Measure.SLICE, departments),
        Counting("districts", _("of these district committees"), Measure.SLICE, districts),
        Counting(Measure.COMMUNES.value, _("Commune committees"), Measure.COMMUNES),
    )


def _of_ministry() -> tuple[Counting, ...]:
    return (
        Counting("mandatory", _("Agencies that must take part"), Measure.SLICE, MANDATORY),
        Counting(Measure.MINISTRY_ENCOURAGED.value, _("Units that are encouraged"), Measure.MINISTRY_ENCOURAGED),
    )


_OF_LEVEL = {Level.PROVINCE: _of_province, Level.MINISTRY: _of_ministry}


def _is_of_concern(counted: Counted) -> bool:
    before = 0 if counted.since is None else counted.since.figure.denominator
    return bool(counted.figure.denominator or before)
