"""The agencies behind a figure, each with where it stands: what a reader finds who follows a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.figures import cells_under, group_among, group_on, parent_rank
from qms.coverage.frames import frame_of
from qms.coverage.ledger import BLANK, STANDING, index_of
from qms.coverage.measures import PARENT_LEVEL, Slice, counted_cells, members_on
from qms.coverage.naming import codes_in
from qms.coverage.rates import rate_text
from qms.coverage.stamp import Group, Stamp, iso, stamp_of
from qms.vocabulary import PARENT_LEVELS, Measure, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    import pandas as pd
    from numpy.typing import NDArray

    from qms.coverage.ledger import Bools, Int8s, Int32s, Int64s, Ledger
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


class Membership:
    """All agencies behind one figure on one day, by parent, level and code; only those asked for are described."""

    def __init__(self, measure: Measure, as_of: date, stamp: Stamp, timeline: Timeline, rows: _Rows) -> None:
        self.measure, self.as_of, self.stamp = measure, as_of, stamp
        self._timeline, self._rows = timeline, rows

    @cached_property
    def agencies(self) -> tuple[Behind, ...]:
        """All of them."""
        return self.only(None)

    def only(self, part: Part | None, first: int = 0, last: int | None = None) -> tuple[Behind, ...]:
        """Return the agencies of one part or all of them, or those between two places."""
        return tuple(self._described(row) for row in self._order[self._in(part)[self._order]][first:last].tolist())

    def count(self, part: Part | None) -> int:
        """Return how many agencies a part has."""
        return int(self._in(part).sum())

    def to_frame(self) -> pd.DataFrame:
        """Return one row an agency."""
        return frame_of((agency.to_json() for agency in self.agencies), measure=self.measure.value, as_of=self.as_of)

    def _in(self, part: Part | None) -> Bools:
        return np.ones(len(self._rows.agency), dtype=np.bool_) if part is None else self._rows.parts[part]

    @cached_property
    def _order(self) -> NDArray[np.intp]:
        rows, codes = self._rows, codes_in(self._timeline.ledger)
        code = codes.order[codes.of_row[rows.version]]
        return np.lexsort((rows.agency, code, self._timeline.ledger.levels[rows.agency], self._rank[rows.parent]))

    @cached_property
    def _parents(self) -> dict[int, Group | None]:
        """What the ministries and provinces of all rows are called on the day, by their index."""
        everyone = self._timeline.on(self.as_of.toordinal())
        return {top: group_among(self._timeline, everyone, top) for top in np.unique(self._rows.parent).tolist()}

    @cached_property
    def _rank(self) -> NDArray[np.int32]:
        """The place of each parent among all of them, by its index; of none (the last one) too."""
        rank = np.zeros(len(self._timeline.ledger.levels) + 1, dtype=np.int32)
        for place, top in enumerate(sorted(self._parents, key=lambda top: parent_rank(self._parents[top]))):
            rank[top] = place
        return rank

    def _described(self, row: int) -> Behind:
        rows, timeline = self._rows, self._timeline
        agency, event = int(rows.agency[row]), int(rows.event[row])
        called = group_on(timeline, agency, int(rows.version[row]))
        opened = timeline.cells.start[np.searchsorted(timeline.cells.agency, rows.agency[row])]
        since = opened if event == BLANK else timeline.ledger.events.effective_on[event]
        judged = int(rows.denominator[row])
        return Behind(
            id=called.id,
            level=called.level,
            code=called.code,
            name=called.name,
            parent=self._parents[int(rows.parent[row])],
            status=None if event == BLANK else _STATUSES[rows.status[row]],
            since=date.fromordinal(int(since)),
            parts=frozenset(part for part, holds in rows.parts.items() if holds[row]),
            below=None if judged == BLANK else Below(int(rows.numerator[row]), judged),
        )


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
    timeline = ledger.timeline(stamp.data_version)
    roots: list[int | None] = [*under]
    rows = [_behind(ledger, measure, as_of, stamp.data_version, root, slice_) for root in roots or [None]]
    return Membership(measure, as_of, stamp, timeline, _together(rows))


def names_on(
    ledger: Ledger, agencies: Iterable[int], as_of: date, *, known_on: datetime | None = None
) -> tuple[Group, ...]:
    """Return what agencies (ids) are called on a day, those that are not open left out."""
    timeline = ledger.timeline(ledger.known_on(known_on))
    wanted = sorted({agency - 1 for agency in agencies})
    versions = ((agency, timeline.version_on(agency, as_of.toordinal())) for agency in wanted)
    return tuple(group_on(timeline, agency, version) for agency, version in versions if version != BLANK)


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


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The agencies behind a figure as columns, a row each. Parents are indexes, -1 for none."""

    agency: Int32s
    version: Int32s
    event: Int32s
    status: Int8s
    parent: Int32s
    numerator: Int64s
    """With `denominator`: by what a ministry or province is judged, -1 for other agencies."""
    denominator: Int64s
    parts: Mapping[Part, Bools]

    def taken(self, rows: NDArray[np.intp]) -> _Rows:
        """Return some rows."""
        columns: dict[str, Any] = {name: getattr(self, name)[rows] for name in _COLUMNS}
        return _Rows(**columns, parts={part: column[rows] for part, column in self.parts.items()})


_COLUMNS: Final = tuple(name for name in _Rows.__slots__ if name != "parts")


def _together(found: Sequence[_Rows]) -> _Rows:
    """Return the rows of several places as one, each agency once."""
    if len(found) == 1:
        return found[0]
    columns: dict[str, Any] = {name: np.concatenate([getattr(rows, name) for rows in found]) for name in _COLUMNS}
    every = _Rows(**columns, parts={part: np.concatenate([rows.parts[part] for rows in found]) for part in Part})
    return every.taken(np.unique(every.agency, return_index=True)[1])


def _behind(
    ledger: Ledger, measure: Measure, as_of: date, known: int, under: int | None, slice_: Slice | None
) -> _Rows:
    timeline, cells = cells_under(ledger, known, as_of, under)
    counted = members_on(measure, cells, slice_)
    numerator, denominator = _below(measure, cells, counted, len(ledger.levels))
    return _Rows(
        agency=counted.agency,
        version=cells.version[counted.row],
        event=cells.event[counted.row],
        status=cells.status[counted.row],
        parent=np.where(counted.group == counted.agency, BLANK, counted.group),
        numerator=numerator,
        denominator=denominator,
        parts=_parts(timeline, cells, counted, as_of),
    )


def _parts(timeline: Timeline, cells: Cells, counted: Members, as_of: date) -> Mapping[Part, Bools]:
    marked = np.isin(counted.agency, timeline.marked_on(as_of.toordinal()))
    return {
        Part.COVERED: counted.covered,
        Part.NOT_COVERED: ~counted.covered,
        Part.NO_REPORT: counted.silent,
        Part.MUST_REANNOUNCE: counted.covered & marked,
        Part.PROCEDURES_NOT_STATED: counted.covered & cells.not_stated[counted.row],
    }


def _below(measure: Measure, cells: Cells, counted: Members, agencies: int) -> tuple[Int64s, Int64s]:
    if measure not in PARENT_LEVEL:
        none = np.full(len(counted.agency), BLANK, dtype=np.int64)
        return none, none
    judged = counted_cells(measure, cells) & (cells.top >= 0)
    total: Int64s = np.bincount(cells.top[judged], minlength=agencies)[counted.agency]
    reached: Int64s = np.bincount(cells.top[judged & cells.covered], minlength=agencies)[counted.agency]
    return reached, total
