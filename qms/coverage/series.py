"""Figures over days: the counts of the sweep as points, with their groups' names and the breaks between them."""

from __future__ import annotations

import calendar
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from qms.coverage.figures import group_on
from qms.coverage.frames import frame_of
from qms.coverage.ledger import BLANK
from qms.coverage.lineage import Break, breaks, heirs_on
from qms.coverage.measures import members_on
from qms.coverage.rates import rate_number, rate_text
from qms.coverage.stamp import Group, Stamp, iso, stamp_of
from qms.coverage.sweep import Counts, sweep
from qms.vocabulary import PARENT_LEVELS, Level, Measure, label_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    import pandas as pd

    from qms.coverage.ledger import Ledger
    from qms.coverage.measures import Slice
    from qms.coverage.timeline import Cells, Timeline, Totals

_LEVELS = list(Level)


class Every(StrEnum):
    """How far apart the points of a series lie."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class OnMap(StrEnum):
    """Whether groups are those of each day, or of the last one with their predecessors pooled onto them."""

    THEN = "then"
    NOW = "now"


DECEMBER = 12
FEW: Final = 3
"""So many days are counted one by one rather than by a sweep over all."""
KEPT_TOTALS: Final = 20_000
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


class Point(NamedTuple):
    """One figure of a series."""

    as_of: date
    group: Group | None
    numerator: int
    denominator: int
    broken_by: Break | None
    """The reorganisation between the point before and this one."""

    def text(self, language: str = "vi") -> str:
        """Return the rate as it is printed."""
        return rate_text(self.numerator, self.denominator, language)

    def to_json(self, language: str = "vi") -> dict[str, Any]:
        """Return the point as in the `series` document."""
        return {
            "as_of": iso(self.as_of),
            "group": None if self.group is None else self.group.to_json(),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "rate": rate_number(self.numerator, self.denominator),
            "text": self.text(language),
            "break": None if self.broken_by is None else break_sentence(self.broken_by, language),
        }


class Series(NamedTuple):
    """One measure over days: the total's points first, then each group's."""

    measure: Measure
    start: date
    end: date
    every: Every
    on_map: OnMap
    stamp: Stamp
    points: tuple[Point, ...]

    def to_json(self, language: str = "vi") -> dict[str, Any]:
        """Return the `series` document."""
        return {
            "as_of": iso(self.end),
            **self.stamp.to_json(),
            "measure": self.measure.value,
            "from": iso(self.start),
            "to": iso(self.end),
            "every": self.every.value,
            "map": self.on_map.value,
            "points": [point.to_json(language) for point in self.points],
        }

    def to_frame(self) -> pd.DataFrame:
        """Return one row a point."""
        return frame_of(self.to_json()["points"], measure=self.measure.value)


def break_sentence(break_: Break, language: str) -> str:
    """Return the sentence that explains a break, as in "01/07/2025: 63 → 34 provinces"."""
    from qms.i18n import format_count, format_date, gettext_in

    return gettext_in(language, "Reorganisation of {day}: {before} → {after} ({level})").format(
        day=format_date(date.fromordinal(break_.on_day), language),
        before=format_count(break_.before, language),
        after=format_count(break_.after, language),
        level=gettext_in(language, label_key(break_.level)),
    )


def sample_days(start: date, end: date, every: Every) -> list[date]:
    """Return the last day of each period that ends between two days, and the last day itself."""
    step = _MONTHS[every]
    found: list[date] = []
    year, month = start.year, start.month + (-start.month % step)
    while True:
        last = date(year, month, calendar.monthrange(year, month)[1])
        if last >= end:
            return [*found, end]
        found.append(last)
        year, month = year + (month + step > DECEMBER), (month + step - 1) % DECEMBER + 1


def series(
    ledger: Ledger,
    measure: Measure,
    start: date,
    end: date,
    *,
    every: Every = Every.MONTH,
    by_parent: bool = False,
    on_map: OnMap = OnMap.THEN,
    under: int | None = None,
    slice_: Slice | None = None,
    known_on: datetime | None = None,
) -> Series:
    """Return a measure's figures on the last day of each period from `start` to `end`, and on `end`.

    With `by_parent` the total's points are followed by those of each ministry or province, on the map of each day or
    pooled onto the successors of the day `end`. Points of a group with nothing to count are left out.
    Raises ValueError when both `by_parent` and `under` are asked for.
    """
    if by_parent and under is not None:
        message = "a series is asked for by parent or under an agency, not both"
        raise ValueError(message)
    points = points_on(
        ledger,
        measure,
        sample_days(start, end, every),
        by_parent=by_parent,
        on_map=on_map,
        under=under,
        slice_=slice_,
        known_on=known_on,
    )
    return Series(measure, start, end, every, on_map, stamp_of(ledger, known_on), points)


def points_on(
    ledger: Ledger,
    measure: Measure,
    days: Sequence[date],
    *,
    by_parent: bool = False,
    on_map: OnMap = OnMap.THEN,
    under: int | None = None,
    slice_: Slice | None = None,
    known_on: datetime | None = None,
) -> tuple[Point, ...]:
    """Return a measure's figures on some days in rising order: the total's points, then those of each group."""
    timeline, cells = _cells(ledger, ledger.known_on(known_on), under)
    counts = sweep([measure], timeline, np.array([day.toordinal() for day in days]), cells, slice_)[measure]
    broken = _broken(timeline, measure, slice_, days)
    points = [
        Point(day, None, int(n), int(d), broken.get(day))
        for day, n, d in zip(days, counts.numerator.sum(axis=0), counts.denominator.sum(axis=0), strict=True)
    ]
    if by_parent and on_map is OnMap.NOW:
        pooled = counts.onto(heirs_on(timeline, days[-1].toordinal()))
        points.extend(_grouped(timeline, pooled, days, named_on=days[-1]))
    elif by_parent:
        points.extend(_grouped(timeline, counts.onto(np.arange(len(ledger.levels))), days))
    return tuple(points)


def totals_on(
    ledger: Ledger,
    days: Mapping[Measure, Sequence[date]],
    *,
    under: int | None = None,
    known_on: datetime | None = None,
) -> dict[Measure, tuple[Point, ...]]:
    """Return the totals of measures, each on days of its own in rising order, as `points_on` counts them.

    Those of the country are kept with its timeline: lines up to whatever day share their ends of months.
    """
    if under is not None:
        return {
            measure: points_on(ledger, measure, own, under=under, known_on=known_on) for measure, own in days.items()
        }
    timeline = ledger.timeline(ledger.known_on(known_on))
    totals = _known_totals(timeline, days)
    return {
        measure: tuple(Point(day, None, *totals[measure, day], broken.get(day)) for day in own)
        for measure, own in days.items()
        for broken in [_broken(timeline, measure, None, own)]
    }


def _known_totals(timeline: Timeline, days: Mapping[Measure, Sequence[date]]) -> Totals:
    """Return at least what is asked for of a timeline's totals, counting what was not yet: few days one by one."""
    if len(timeline.totals) > KEPT_TOTALS:
        timeline.totals.clear()
    totals = timeline.totals.copy()
    missing = {measure: [day for day in own if (measure, day) not in totals] for measure, own in days.items()}
    every = sorted({day for own in missing.values() for day in own})
    if len(every) <= FEW:
        for day in every:
            cells = timeline.on(day.toordinal())
            for measure in missing:
                counted = members_on(measure, cells)
                totals[measure, day] = int(counted.covered.sum()), len(counted.covered)
    else:
        swept = sweep(missing, timeline, np.array([day.toordinal() for day in every]))
        for measure, counts in swept.items():
            sums = zip(counts.numerator.sum(axis=0).tolist(), counts.denominator.sum(axis=0).tolist(), strict=True)
            totals.update(((measure, day), both) for day, both in zip(every, sums, strict=True))
    timeline.totals.update(totals)
    return totals


def _cells(ledger: Ledger, known: int, under: int | None) -> tuple[Timeline, Cells]:
    if under is None:
        timeline = ledger.timeline(known)
        return timeline, timeline.cells
    root = under - 1
    is_parent = _LEVELS[ledger.levels[root]] in PARENT_LEVELS
    timeline = ledger.timeline(known, BLANK if is_parent else root)
    return timeline, timeline.under(root)


def _broken(timeline: Timeline, measure: Measure, slice_: Slice | None, days: Sequence[date]) -> dict[date, Break]:
    """Return for each day the break that lies after the day before it."""
    found = {}
    for break_ in breaks(timeline, measure, slice_):
        on_day = date.fromordinal(break_.on_day)
        after = [day for day in days if day >= on_day]
        if after and days[0] < on_day:
            found[after[0]] = break_
    return found


def _grouped(
    timeline: Timeline, counts: Counts, days: Sequence[date], *, named_on: date | None = None
) -> Iterator[Point]:
    """Yield the points of each group with something to count, called as on each day, or as on one day throughout.

    A group that is not open on the day that names it bears its first name after.
    """
    versions = timeline.ledger.versions
    named_on_days = [(named_on or day).toordinal() for day in days]
    named = []
    for row, agency in enumerate(counts.group.tolist()):
        calls = [(int(start), int(version)) for start, version in _names(timeline, agency)]
        code = versions.code[calls[-1][1]] or ""
        named.append((int(timeline.ledger.levels[agency]), code, agency, row, calls))
    for _level, _code, agency, row, calls in sorted(named):
        starts, versions_then = zip(*calls, strict=True)
        called = {version: group_on(timeline, agency, version) for version in set(versions_then)}
        named_by = np.maximum(np.searchsorted(starts, named_on_days, side="right") - 1, 0).tolist()
        groups = [called[versions_then[place]] for place in named_by]
        rows = zip(days, groups, counts.numerator[row].tolist(), counts.denominator[row].tolist(), strict=True)
        yield from [Point(day, group, n, d, None) for day, group, n, d in rows if d]


def _names(timeline: Timeline, agency: int) -> Iterator[tuple[int, int]]:
    """Yield (start, version) of an agency's open cells, in their order."""
    cells = timeline.cells
    first, last = np.searchsorted(cells.agency, np.array([agency, agency + 1], dtype=cells.agency.dtype))
    return zip(cells.start[first:last].tolist(), cells.version[first:last].tolist(), strict=True)
