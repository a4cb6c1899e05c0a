"""Who is not covered on a day, and what each lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from qms.coverage.figures import cells_under, group_among, group_on, parent_rank
from qms.coverage.frames import frame_of
from qms.coverage.ledger import BLANK, index_of, stated
from qms.coverage.measures import PARENT_LEVEL, Slice, counted_cells, members_on
from qms.coverage.stamp import Group, Stamp, iso, stamp_of
from qms.vocabulary import Level, Measure, Missing, Status

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd
    from numpy.typing import NDArray

    from qms.coverage.ledger import Bools, Int32s, Ledger
    from qms.coverage.timeline import Cells, Timeline

_LEVELS = list(Level)
_STATUSES = list(Status)
_LACKING = {Status.ANNOUNCED: Missing.PROCEDURES_PARTIAL, Status.WITHDRAWN: Missing.WITHDRAWN}


class Lacking(NamedTuple):
    """One agency that is not covered."""

    id: int
    level: str
    code: str | None
    name: str
    parent: Group | None
    status: Status | None
    """None: no report."""
    since: date
    """The day of the newest event; without any, the day it opened."""
    missing: tuple[Missing, ...]
    procedures_covered: int | None = None
    """As its newest event states them; None where it does not."""
    procedures_total: int | None = None

    def days(self, as_of: date) -> int:
        """Return for how many days it has stood like this."""
        return (as_of - self.since).days

    @property
    def procedures_lacking(self) -> int | None:
        """How many procedures an announcement leaves out; None where it does not say."""
        if self.procedures_total is None or self.procedures_covered is None:
            return None
        return self.procedures_total - self.procedures_covered

    def to_json(self) -> dict[str, Any]:
        """Return the agency as in the `outstanding` document."""
        return {
            "id": self.id,
            "level": self.level,
            "code": self.code,
            "name": self.name,
            "parent": None if self.parent is None else self.parent.to_json(),
            "status": None if self.status is None else self.status.value,
            "since": iso(self.since),
            "missing": [missing.value for missing in self.missing],
        }


class Outstanding(NamedTuple):
    """All agencies that keep a measure from 100 % on a day, by parent, level and code."""

    measure: Measure
    as_of: date
    stamp: Stamp
    agencies: tuple[Lacking, ...]

    def to_json(self, _language: str = "vi") -> dict[str, Any]:
        """Return the `outstanding` document."""
        return {
            "as_of": iso(self.as_of),
            **self.stamp.to_json(),
            "measure": self.measure.value,
            "agencies": [agency.to_json() for agency in self.agencies],
        }

    def to_frame(self) -> pd.DataFrame:
        """Return one row an agency."""
        return frame_of(self.to_json()["agencies"], measure=self.measure.value, as_of=self.as_of)


def outstanding(
    ledger: Ledger,
    measure: Measure,
    as_of: date,
    *,
    under: int | None = None,
    slice_: Slice | None = None,
    known_on: datetime | None = None,
) -> Outstanding:
    """Return the agencies that are not covered and count in the measure.

    For `ministries` and `provinces` these are the mandatory agencies below the parents that do not comply; for
    `provinces_with_communes` the commune committees of the provinces where none is covered.
    """
    found = lackers(ledger, measure, as_of, under=under, slice_=slice_, known_on=known_on)
    agencies = found.described(found.rows)
    return Outstanding(measure, as_of, found.stamp, tuple(sorted(agencies, key=_by_parent_level_code)))


@dataclass(frozen=True)
class Lackers:
    """Who is not covered on a day, as rows of the day's cells: counted as they are, described when asked for."""

    stamp: Stamp
    cells: Cells
    rows: NDArray[np.intp]
    """By parent (its level and code), level and agency."""
    _timeline: Timeline
    _everyone: Cells

    def described(self, rows: NDArray[np.intp]) -> tuple[Lacking, ...]:
        """Return some of the rows as agencies, each with what it lacks, in their order."""
        timeline, cells = self._timeline, self.cells
        opened_on = timeline.cells.start[np.searchsorted(timeline.cells.agency, cells.agency[rows])].tolist()
        tops = cells.top[rows].tolist()
        parents = {top: group_among(timeline, self._everyone, top) for top in set(tops)}
        return tuple(
            _described(timeline, cells, row, opened, parents[top])
            for row, opened, top in zip(rows.tolist(), opened_on, tops, strict=True)
        )


def lackers(
    ledger: Ledger,
    measure: Measure,
    as_of: date,
    *,
    under: int | None = None,
    slice_: Slice | None = None,
    known_on: datetime | None = None,
) -> Lackers:
    """Return the agencies that `outstanding` names, not described yet."""
    stamp = stamp_of(ledger, known_on)
    timeline, cells = cells_under(ledger, stamp.data_version, as_of, under)
    everyone = timeline.on(as_of.toordinal())
    rows = np.flatnonzero(_lacking(measure, cells, len(ledger.levels), slice_))
    rank = _ranks(timeline, everyone, cells.top[rows])
    order = np.lexsort((cells.agency[rows], cells.level[rows], rank))
    return Lackers(stamp, cells, rows[order], timeline, everyone)


def _ranks(timeline: Timeline, everyone: Cells, tops: Int32s) -> NDArray[np.intp]:
    """Return the place of each ministry or province among them, by level and code; none comes first."""
    found, at = np.unique(tops, return_inverse=True)
    keys = [parent_rank(group_among(timeline, everyone, int(top))) for top in found]
    ranked = {place: rank for rank, place in enumerate(sorted(range(len(keys)), key=keys.__getitem__))}
    return np.array([ranked[place] for place in range(len(keys))], dtype=np.intp)[at]


def what_lacks(status: Status | None) -> Missing:
    """Return what an agency that is not covered lacks, by its own newest status."""
    return Missing.NO_REPORT if status is None else _LACKING.get(status, Missing.NOT_ANNOUNCED)


def _lacking(measure: Measure, cells: Cells, agencies: int, slice_: Slice | None) -> Bools:
    lacking: Bools = counted_cells(measure, cells, slice_) & ~cells.covered
    if measure in PARENT_LEVEL:
        members = members_on(measure, cells)
        failing = np.zeros(agencies + 1, dtype=np.bool_)
        failing[members.agency[~members.covered]] = True
        lacking &= failing[cells.top]
    return lacking


def _described(timeline: Timeline, cells: Cells, row: int, opened_on: int, parent: Group | None) -> Lacking:
    event = int(cells.event[row])
    called = group_on(timeline, int(cells.agency[row]), int(cells.version[row]))
    status = None if event == BLANK else _STATUSES[cells.status[row]]
    since = opened_on if event == BLANK else int(timeline.ledger.events.effective_on[event])
    return Lacking(
        id=called.id,
        level=called.level,
        code=called.code,
        name=called.name,
        parent=parent,
        status=status,
        since=date.fromordinal(since),
        missing=(what_lacks(status),),
        procedures_covered=stated(timeline.ledger.events.procedures_covered, event),
        procedures_total=stated(timeline.ledger.events.procedures_total, event),
    )


def _by_parent_level_code(agency: Lacking) -> tuple[int, str, int, str, int]:
    return (*parent_rank(agency.parent), index_of(Level(agency.level)), agency.code or "", agency.id)
