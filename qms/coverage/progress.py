"""How one measure moved: of the country or of one body, its pace, and each ministry or province on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Final

import numpy as np

from qms.coverage.figures import Figure, figures
from qms.coverage.lineage import Break, breaks, heirs_on
from qms.coverage.measures import PARENT_LEVEL, Slice
from qms.coverage.members import names_on
from qms.coverage.pace import Pace, pace, pace_days
from qms.coverage.periods import year_before
from qms.coverage.ranking import is_silent
from qms.coverage.series import Every, OnMap, Point, points_on
from qms.coverage.stamp import Group, Stamp, stamp_of
from qms.coverage.trend import Line, Sample, announced_days, line_days, marks_on, samples_of, stretches_of
from qms.vocabulary import PARENT_LEVELS, Level, Measure, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from qms.coverage.ledger import Ledger

MANDATORY: Final = Slice(scope=Scope.MANDATORY)
"""Months."""


class Order(StrEnum):
    """How ministries or provinces follow each other."""

    LOWEST = "lowest"
    GAINED = "gained"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a measure between two days, of the country or under one agency (its id)."""

    measure: Measure
    start: date
    end: date
    every: Every = Every.MONTH
    on_map: OnMap = OnMap.THEN
    under: int | None = None
    slice_: Slice | None = None
    by_parent: bool = True

    @property
    def judged(self) -> tuple[Measure, Slice | None]:
        """What is shown of each ministry or province: the measure, or what it is judged by where it is itself counted.

        A ministry complies or does not; how near it is says the share of its mandatory agencies that are covered.
        """
        if self.measure is Measure.PROVINCES_WITH_COMMUNES:
            return Measure.COMMUNES, None
        if self.measure in PARENT_LEVEL:
            return Measure.SLICE, MANDATORY
        return self.measure, self.slice_


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One ministry or province over the same days."""

    group: Group
    line: Line
    figure: Figure | None
    """Its figure on the last day, None for one with nothing to count by then."""
    gained: Fraction | None
    """What its rate gained over the last year; None where it was not yet there, or reorganised in between."""

    @property
    def newest(self) -> Sample:
        """Its last sample; a group has one."""
        return self.line.stretches[-1][-1]

    @property
    def is_silent(self) -> bool:
        """Whether nothing was ever heard from any of its agencies."""
        return self.figure is not None and is_silent(self.figure)


@dataclass(frozen=True, slots=True)
class Progress:
    """The answer."""

    question: Question
    stamp: Stamp
    line: Line
    """What was asked for."""
    country: Line | None
    """The country's line to compare with, where one body's was asked for."""
    root: Group | None
    """The body under which is counted, as called on the last day."""
    pace: Pace
    groups: tuple[GroupLine, ...]
    """Ministries or provinces that have something to count on the last day, by level and code."""
    ended: tuple[GroupLine, ...]
    """Those that had something to count only before."""
    bodies: dict[date, tuple[Group, ...]]
    """Who was counted under `root` on the days that a short table holds: itself as called then, or its predecessors."""


def progress(ledger: Ledger, question: Question, *, known_on: datetime | None = None) -> Progress:
    """Return how a measure moved between two days, as known at a UTC moment.

    The body asked for must be open on the last day. A map of now is for the country, ministries and provinces: below
    them units split, and their lines stay on the map of then.
    """
    asked = _Asked(ledger, question, known_on)
    root = asked.root()
    groups = asked.groups() if question.by_parent and root is None else []
    line = asked.line(root)
    return Progress(
        question=question,
        stamp=stamp_of(ledger, known_on),
        line=line,
        country=None if root is None else asked.line(None),
        root=root,
        pace=asked.pace(root),
        groups=tuple(line for line in groups if line.figure is not None),
        ended=tuple(line for line in groups if line.figure is None),
        bodies=asked.bodies(root, line),
    )


def ordered(
    groups: Iterable[GroupLine], order: Order, name_key: Callable[[str], tuple[object, ...]]
) -> list[GroupLine]:
    """Return ministries or provinces in an order: silent ones lowest; of equals, who lacks more."""

    def by_name(line: GroupLine) -> tuple[object, ...]:
        return name_key(line.group.name)

    def lowest(line: GroupLine) -> tuple[bool, Fraction, int]:
        newest = line.newest
        return not line.is_silent, newest.rate, newest.numerator - newest.denominator

    def gained(line: GroupLine) -> tuple[bool, Fraction]:
        return line.gained is None, -(line.gained or Fraction(0))

    found = sorted(groups, key=by_name)
    if order is Order.NAME:
        return found
    return sorted(found, key=lowest if order is Order.LOWEST else gained)


class _Asked:
    """One question on its way to an answer."""

    def __init__(self, ledger: Ledger, question: Question, known_on: datetime | None) -> None:
        self._ledger, self._question, self._known_on = ledger, question, known_on
        self._breaks = breaks(ledger.timeline(ledger.known_on(known_on)), question.measure, question.slice_)

    def root(self) -> Group | None:
        """Return the body under which is counted."""
        under = self._question.under
        if under is None:
            return None
        (named,) = names_on(self._ledger, (under,), self._question.end, known_on=self._known_on)
        return named

    def line(self, root: Group | None) -> Line:
        """Return the line of the country, with what was announced of it, or of one body."""
        question, measure = self._question, self._question.measure
        drawn = self._drawn(root)
        said = set() if root else announced_days(self._ledger, measure, question.start, question.end, self._known_on)
        days = line_days(question.start, question.end, question.every, drawn, said)
        samples = samples_of(self._points(root, days))
        marks = marks_on(self._ledger, measure, said, self._known_on)
        return Line(measure, stretches_of(samples, drawn), marks, tuple(drawn))

    def bodies(self, root: Group | None, line: Line) -> dict[date, tuple[Group, ...]]:
        """Return who was counted under a body on the days of a line's short table."""
        if root is None:
            return {}
        days = [sample.as_of for sample in line.last_of_years()]
        wanted = self._counted_as(root)
        return {day: names_on(self._ledger, wanted, day, known_on=self._known_on) for day in days}

    def _counted_as(self, root: Group) -> list[int]:
        """Return the ids of those whose counts stand in a body's line."""
        if not self._is_pooled(root):
            return [root.id]
        timeline = self._ledger.timeline(self._ledger.known_on(self._known_on))
        heirs = heirs_on(timeline, self._question.end.toordinal())
        same_level = self._ledger.levels == self._ledger.levels[root.id - 1]
        return [int(agency) + 1 for agency in np.flatnonzero((heirs == root.id - 1) & same_level)]

    def _is_pooled(self, root: Group) -> bool:
        return self._question.on_map is OnMap.NOW and root.level in PARENT_LEVELS

    def pace(self, root: Group | None) -> Pace:
        """Return the pace of the last year."""
        question, days = self._question, pace_days(self._question.end)
        found = {point.as_of: (point.numerator, point.denominator) for point in self._points(root, days)}
        begun = figures(
            self._ledger,
            days[0],
            known_on=self._known_on,
            measures=(question.measure,),
            under=question.under,
            slice_=question.slice_,
        )[question.measure]
        samples = [Sample(day, *found.get(day, (0, 0))) for day in days]
        return pace(samples, _concerning(self._breaks, root), had_begun=begun.no_report < begun.denominator)

    def groups(self) -> list[GroupLine]:
        """Return each ministry or province with something to count on any of the days, by level and code."""
        question = self._question
        measure, slice_ = question.judged
        ago = year_before(question.end)
        days = line_days(question.start, question.end, question.every, self._drawn(None), (ago,))
        figure_of = {
            figure.group.id: figure
            for figure in figures(
                self._ledger, question.end, known_on=self._known_on, measures=(measure,), by_parent=True, slice_=slice_
            )
            if figure.group
        }
        points = _by_group(self._of_all(measure, slice_, days), PARENT_LEVEL.get(question.measure))
        return [
            self._group_line(measure, group, of_group, figure_of.get(group.id), ago)
            for group, of_group in points
            if of_group[-1].as_of >= question.start
        ]

    def _group_line(
        self, measure: Measure, group: Group, points: Sequence[Point], figure: Figure | None, ago: date
    ) -> GroupLine:
        drawn, end = self._drawn(group), self._question.end
        kept = samples_of(point for point in points if point.as_of >= self._question.start)
        broken = any(break_.parts(ago, end) for break_ in _concerning(self._breaks, group))
        rates = {
            point.as_of: Fraction(point.numerator, point.denominator) for point in points if point.as_of in {ago, end}
        }
        comparable = not broken and ago in rates and end in rates
        return GroupLine(
            group,
            Line(measure, stretches_of(kept, drawn), (), tuple(drawn)),
            figure,
            rates[end] - rates[ago] if comparable else None,
        )

    def _drawn(self, group: Group | None) -> list[Break]:
        """Return the breaks of a line between the two days."""
        start, end = self._question.start, self._question.end
        return [break_ for break_ in _concerning(self._breaks, group) if break_.parts(start, end)]

    def _points(self, root: Group | None, days: Sequence[date]) -> tuple[Point, ...]:
        """Return the points of the country, or of one body, on the map that is asked for."""
        question = self._question
        if root is not None and self._is_pooled(root):
            pooled = self._of_all(question.measure, question.slice_, days)
            return tuple(point for point in pooled if point.group and point.group.id == root.id)
        return points_on(
            self._ledger,
            question.measure,
            days,
            under=question.under if root else None,
            slice_=question.slice_,
            known_on=self._known_on,
        )

    def _of_all(self, measure: Measure, slice_: Slice | None, days: Sequence[date]) -> tuple[Point, ...]:
        return points_on(
            self._ledger,
            measure,
            days,
            by_parent=True,
            on_map=self._question.on_map,
            slice_=slice_,
            known_on=self._known_on,
        )


def _concerning(broken: Sequence[Break], group: Group | None) -> Sequence[Break]:
    """Return the reorganisations that a line cannot be compared across: those of the country, or of one body."""
    if group is None:
        return broken
    of_ministries = group.level in (Level.MINISTRY, Level.MINISTRY_UNIT)
    return [break_ for break_ in broken if (break_.level is Level.MINISTRY) == of_ministries]


def _by_group(points: Iterable[Point], level: Level | None) -> list[tuple[Group, list[Point]]]:
    """Return the points of each group, called as on its last day; only those of a level where one is named."""
    each = (list(of_group) for group, of_group in groupby(points, key=_id_of) if group is not None)
    called = ((of_group[-1].group, of_group) for of_group in each)
    return [(group, of_group) for group, of_group in called if group and level in (None, group.level)]


def _id_of(point: Point) -> int | None:
    return None if point.group is None else point.group.id
