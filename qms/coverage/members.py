"""The agencies behind a figure, each with where it stands: what a reader finds who follows a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from qms.coverage.figures import cells_under, group_among, group_on, parent_rank
from qms.coverage.frames import frame_of
from qms.coverage.ledger import BLANK, STANDING, index_of
from qms.coverage.measures import PARENT_LEVEL, Slice, counted_cells, members_on
from qms.coverage.rates import rate_text
from qms.coverage.stamp import Group, Stamp, iso, stamp_of
from qms.vocabulary import PARENT_LEVELS, Level, Measure, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import pandas as pd

    from qms.coverage.ledger import Int64s, Ledger
    from qms.coverage.measures import Members
    from qms.coverage.timeline import Cells, Timeline

_STATUSES = list(Status)


class Part(StrEnum):
    """The parts of a figure that have a number of their own; the first two make up the whole."""

    COVERED = "covered"
    NOT_COVERED = "not_covered"
    NO_REPORT = "no_report"
    """Not covered, and nothing was ever heard."""
    MUST_REANNOUNCE = "must_reannounce"
    PROCEDURES_NOT_STATED = "procedures_not_stated"


@dataclass(frozen=True, slots=True)
class Below:
    """How many of the agencies that make a ministry or province comply are covered."""

    numerator: int
    denominator: int

    def text(self, language: str = "vi") -> str:
        """Return the rate as it is printed."""
        return rate_text(self.numerator, self.denominator, language)


@dataclass(frozen=True, slots=True)
class Behind:
    """One agency behind a figure."""

    id: int
    level: str
    code: str | None
    name: str
    parent: Group | None
    """Its ministry or province; None for one that is at the top itself."""
    status: Status | None
    """Its own newest status; None: no report."""
    since: date
    """The day of its newest event; without any, the day it opened."""
    parts: frozenset[Part]
    below: Below | None
    """For a measure of ministries or provinces: what it was judged by."""

    def to_json(self) -> dict[str, Any]:
        """Return the agency as one row of a list."""
        return {
            "id": self.id,
            "level": self.level,
            "code": self.code,
            "name": self.name,
            "parent": None if self.parent is None else self.parent.to_json(),
            "status": None if self.status is None else self.status.value,
            "since": iso(self.since),
            "covered": Part.COVERED in self.parts,
            "numerator": None if self.below is None else self.below.numerator,
            "denominator": None if self.below is None else self.below.denominator,
        }


@dataclass(frozen=True, slots=True)
class Membership:
    """All agencies behind one figure on one day, by parent, level and code."""

    measure: Measure
    as_of: date
    stamp: Stamp
    agencies: tuple[Behind, ...]

    def only(self, part: Part | None) -> tuple[Behind, ...]:
        """Return the agencies of one part, or all of them."""
        return tuple(agency for agency in self.agencies if part is None or part in agency.parts)

    def count(self, part: Part | None) -> int:
        """Return how many agencies a part has."""
        return len(self.only(part))

    def to_frame(self) -> pd.DataFrame:
        """Return one row an agency."""
        return frame_of((agency.to_json() for agency in self.agencies), measure=self.measure.value, as_of=self.as_of)


def members(
    ledger: Ledger,
    measure: Measure,
    as_of: date,
    *,
    under: Iterable[int] = (),
    slice_: Slice | None = None,
    known_on: datetime | None = None,
) -> Membership:
    """Return the agencies behind a measure on a day, of the whole country or under any of some agencies (ids)."""
    stamp = stamp_of(ledger, known_on)
    roots = list(under)
    if not roots:
        found = _behind(ledger, measure, as_of, stamp.data_version, None, slice_)
    else:
        named = {
            agency.id: agency
            for root in roots
            for agency in _behind(ledger, measure, as_of, stamp.data_version, root, slice_)
        }
        found = list(named.values())
    return Membership(measure, as_of, stamp, tuple(sorted(found, key=_by_parent_level_code)))


def names_on(
    ledger: Ledger, agencies: Iterable[int], as_of: date, *, known_on: datetime | None = None
) -> tuple[Group, ...]:
    """Return what agencies (ids) are called on a day, those that are not open left out."""
    timeline = ledger.timeline(ledger.known_on(known_on))
    cells = timeline.on(as_of.toordinal())
    wanted = {agency - 1 for agency in agencies}
    rows = zip(cells.agency.tolist(), cells.version.tolist(), strict=True)
    return tuple(group_on(timeline, agency, version) for agency, version in rows if agency in wanted)


def last_names(ledger: Ledger, agencies: Iterable[int]) -> dict[int, Group]:
    """Return what agencies (ids) are called by the newest version that was ever recorded of them, taken back or not."""
    found: dict[int, Group] = {}
    timeline, versions = ledger.timeline(ledger.version), ledger.versions
    for agency in agencies:
        first, last = np.searchsorted(versions.agency, [agency - 1, agency])
        rows = np.arange(first, last)[versions.is_open[first:last]]
        standing_rows = rows[versions.voided_by[rows] == STANDING]
        chosen = standing_rows if len(standing_rows) else rows
        if len(chosen):
            found[agency] = group_on(timeline, agency - 1, int(chosen[-1]))
    return found


def parents_on(ledger: Ledger, as_of: date, *, known_on: datetime | None = None) -> tuple[Group, ...]:
    """Return the ministries and provinces that are open on a day, by level and code."""
    timeline = ledger.timeline(ledger.known_on(known_on))
    cells = timeline.on(as_of.toordinal())
    chosen = cells.where(np.isin(cells.level, [index_of(level) for level in PARENT_LEVELS]))
    rows = zip(chosen.level.tolist(), chosen.agency.tolist(), chosen.version.tolist(), strict=True)
    found = [(level, group_on(timeline, agency, version)) for level, agency, version in rows]
    return tuple(group for _level, group in sorted(found, key=lambda pair: (pair[0], pair[1].code or "", pair[1].id)))


def _behind(
    ledger: Ledger, measure: Measure, as_of: date, known: int, under: int | None, slice_: Slice | None
) -> list[Behind]:
    timeline, cells = cells_under(ledger, known, as_of, under)
    everyone = timeline.on(as_of.toordinal())
    counted = members_on(measure, cells, slice_)
    groups = {BLANK: None} | {top: group_among(timeline, everyone, top) for top in np.unique(counted.group).tolist()}
    parts = _parts(timeline, cells, counted, as_of)
    below = _below(measure, cells, counted, len(ledger.levels))
    at = np.searchsorted(cells.agency, counted.agency)
    opened_on = timeline.cells.start[np.searchsorted(timeline.cells.agency, counted.agency)]
    return [
        _described(timeline, cells, row, opened, groups.get(top if top != agency else BLANK), belonging, judged)
        for row, agency, opened, top, belonging, judged in zip(
            at.tolist(), counted.agency.tolist(), opened_on.tolist(), counted.group.tolist(), parts, below, strict=True
        )
    ]


def _parts(timeline: Timeline, cells: Cells, counted: Members, as_of: date) -> list[frozenset[Part]]:
    at = np.searchsorted(cells.agency, counted.agency)
    marked = np.isin(counted.agency, timeline.marked_on(as_of.toordinal()))
    columns = {
        Part.COVERED: counted.covered,
        Part.NOT_COVERED: ~counted.covered,
        Part.NO_REPORT: counted.silent,
        Part.MUST_REANNOUNCE: counted.covered & marked,
        Part.PROCEDURES_NOT_STATED: counted.covered & cells.not_stated[at],
    }
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [frozenset(part for part, holds in zip(columns, row, strict=True) if holds) for row in rows]


def _below(measure: Measure, cells: Cells, counted: Members, agencies: int) -> list[Below | None]:
    if measure not in PARENT_LEVEL:
        return [None] * len(counted.agency)
    judged = counted_cells(measure, cells) & (cells.top >= 0)
    total: Int64s = np.bincount(cells.top[judged], minlength=agencies)[counted.agency]
    reached: Int64s = np.bincount(cells.top[judged & cells.covered], minlength=agencies)[counted.agency]
    return [Below(n, d) for n, d in zip(reached.tolist(), total.tolist(), strict=True)]


def _described(
    timeline: Timeline,
    cells: Cells,
    row: int,
    opened_on: int,
    parent: Group | None,
    parts: frozenset[Part],
    below: Below | None,
) -> Behind:
    called = group_on(timeline, int(cells.agency[row]), int(cells.version[row]))
    event = int(cells.event[row])
    since = opened_on if event == BLANK else int(timeline.ledger.events.effective_on[event])
    return Behind(
        id=called.id,
        level=called.level,
        code=called.code,
        name=called.name,
        parent=parent,
        status=None if event == BLANK else _STATUSES[cells.status[row]],
        since=date.fromordinal(since),
        parts=parts,
        below=below,
    )


def _by_parent_level_code(agency: Behind) -> tuple[int, str, int, str, int]:
    return (*parent_rank(agency.parent), index_of(Level(agency.level)), agency.code or "", agency.id)
