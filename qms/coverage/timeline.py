"""From facts to intervals: the cells in which nothing that counts changes.

A cell is one agency on the days [start, end) during which it is open and its scope, its region, its place in the tree
and its newest event stay the same. Cells are built once per known moment; every question is then a mask or a sweep.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from qms.coverage.ledger import BLANK, NO_END, Bools, Int8s, Int32s, Int64s, standing
from qms.vocabulary import PARENT_LEVELS, Level, Status, Succession

if TYPE_CHECKING:
    from qms.coverage.ledger import Events, Ledger, Versions

DEEPEST_TREE: Final = 16
"""Steps up at most; a longer chain is a cycle, and an agency in a cycle has no parent."""

_ANNOUNCED = list(Status).index(Status.ANNOUNCED)
_ABSORBED = list(Succession).index(Succession.ABSORBED)
_PARENT_LEVELS = np.array([list(Level).index(level) for level in PARENT_LEVELS], dtype=np.int8)
Number = TypeVar("Number", np.int8, np.int32)
_DAWN = 0
"""A day before every other: ordinal 0 is the eve of 0001-01-01."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One agency while nothing that counts changes, sorted by (agency, start)."""

    agency: Int32s
    start: Int32s
    end: Int32s
    top: Int32s
    """The ministry or province at the top of the chain, -1 where there is none."""
    level: Int8s
    scope: Int8s
    region: Int8s
    version: Int32s
    """Index into the ledger's versions."""
    event: Int32s
    """Index into the ledger's events of the newest one, -1 where there is no report."""
    status: Int8s
    standard: Int8s
    covered: Bools
    not_stated: Bools

    def where(self, chosen: NDArray[np.intp] | Bools) -> Cells:
        """Return these cells only."""
        return Cells(*(getattr(self, name)[chosen] for name in self.__slots__))


@dataclass(frozen=True)
class Timeline:
    """All cells as known at a batch."""

    ledger: Ledger
    known: int
    cells: Cells
    marks: tuple[Int32s, Int32s, Int32s]
    """Agency, start, end: the intervals in which a body that absorbed others must re-announce."""

    def on(self, day: int) -> Cells:
        """Return the cells of one day: one per open agency, sorted by agency."""
        return self.cells.where(np.flatnonzero((self.cells.start <= day) & (self.cells.end > day)))

    def marked_on(self, day: int) -> Int32s:
        """Return the agencies that must re-announce on a day."""
        agency, start, end = self.marks
        return agency[(start <= day) & (end > day)]

    @cached_property
    def last_day(self) -> int:
        """The last day on which an agency opens, changes or reports; 0 when there is none."""
        return int(self.cells.start.max()) if len(self.cells.start) else _DAWN


def build_timeline(ledger: Ledger, known: int, root: int = BLANK) -> Timeline:
    """Return the cells as known at a batch.

    `root` is an agency to be taken for a top of the tree, so that the cells below it (it included) carry it as `top`.
    """
    lives = _lives(ledger.versions, known)
    climbed = _climb(ledger, lives, root)
    kept = np.flatnonzero(standing(ledger.events.batch, ledger.events.voided_by, known))
    return Timeline(ledger, known, _cut_by_events(ledger, climbed, kept), _marks(ledger, known, kept))


@dataclass(frozen=True, slots=True)
class _Lives:
    """Standing versions with the day each ends, opened by a closed one at the dawn of time for every agency."""

    agency: Int64s
    start: Int64s
    end: Int64s
    version: Int64s
    """Index into the ledger's versions, -1 for the dawn."""
    key: Int64s


@dataclass(frozen=True, slots=True)
class _Climbed:
    """Open intervals with the top of the chain."""

    agency: Int64s
    start: Int64s
    end: Int64s
    version: Int64s
    top: Int64s
    top_version: Int64s


def _key(agency: Int64s, day: Int64s) -> Int64s:
    """Return one sortable number for an agency and a day."""
    return (agency << 32) | day


def _lives(versions: Versions, known: int) -> _Lives:
    kept = np.flatnonzero(standing(versions.batch, versions.voided_by, known))
    named = versions.agency[kept].astype(np.int64)
    every = np.unique(named)
    agency = np.concatenate([every, named])
    start = np.concatenate([np.full(len(every), _DAWN, dtype=np.int64), versions.valid_from[kept]])
    version = np.concatenate([np.full(len(every), BLANK, dtype=np.int64), kept])
    order = np.argsort(_key(agency, start), kind="stable")
    agency, start, version = agency[order], start[order], version[order]
    end = np.full(len(start), NO_END, dtype=np.int64)
    same = agency[1:] == agency[:-1]
    end[:-1][same] = start[1:][same]
    return _Lives(agency, start, end, version, _key(agency, start))


def _climb(ledger: Ledger, lives: _Lives, root: int) -> _Climbed:
    """Follow the parents of every open interval to the top, cutting it where a parent on the way changes."""
    versions = ledger.versions
    rows = np.flatnonzero(lives.version >= 0)
    rows = rows[versions.is_open[lives.version[rows]]]
    agency, start, end, version = lives.agency[rows], lives.start[rows], lives.end[rows], lives.version[rows]
    node, node_version, below = agency, version, agency == root
    for _step in range(DEEPEST_TREE):
        parent = np.where(node_version >= 0, versions.parent[node_version], BLANK).astype(np.int64)
        climbing = parent >= 0
        if not climbing.any():
            break
        first = np.searchsorted(lives.key, _key(parent, start), side="right") - 1
        last = np.searchsorted(lives.key, _key(parent, end - 1), side="right") - 1
        found = climbing & (first >= 0) & (lives.agency[first] == parent)
        pieces = np.where(found, last - first + 1, 1)
        row = np.repeat(np.arange(len(agency)), pieces)
        at = (first[row] + np.arange(len(row)) - np.repeat(np.cumsum(pieces) - pieces, pieces))[found[row]]
        agency, start, end, version = agency[row], start[row], end[row], version[row]
        node, node_version, moved, lost = node[row], node_version[row], found[row], (climbing & ~found)[row]
        start[moved] = np.maximum(start[moved], lives.start[at])
        end[moved] = np.minimum(end[moved], lives.end[at])
        above = lives.version[at]
        node[moved] = np.where((above >= 0) & versions.is_open[above], lives.agency[at], BLANK)
        node_version[moved] = np.where(node[moved] >= 0, above, BLANK)
        node[lost] = node_version[lost] = BLANK
        below = below[row] | ((node == root) & (root >= 0))
    else:
        node = np.where((node_version >= 0) & (versions.parent[node_version] >= 0), BLANK, node)
    is_top = (node >= 0) & np.isin(ledger.levels[node], _PARENT_LEVELS)
    top = np.where(below, root, np.where(is_top, node, BLANK))
    return _Climbed(agency, start, end, version, top, np.where(is_top, node_version, BLANK))


def _cut_by_events(ledger: Ledger, lives: _Climbed, kept: NDArray[np.intp]) -> Cells:
    """Cut every open interval at the events inside it, and give each piece its newest event."""
    events, versions = ledger.events, ledger.versions
    event_agency = events.agency[kept].astype(np.int64)
    keys = _key(event_agency, events.effective_on[kept].astype(np.int64))
    before = np.searchsorted(keys, _key(lives.agency, lives.start), side="right")
    inside = np.searchsorted(keys, _key(lives.agency, lives.end - 1), side="right") - before
    row = np.repeat(np.arange(len(lives.agency)), inside + 1)
    piece = np.arange(len(row)) - np.repeat(np.cumsum(inside + 1) - (inside + 1), inside + 1)
    place = before[row] - 1 + piece
    if len(kept):
        reported = (place >= 0) & (event_agency[place] == lives.agency[row])
        event = np.where(reported, kept[place], BLANK)
    else:
        event = np.full(len(row), BLANK)
    start = np.where(piece == 0, lives.start[row], _taken(events.effective_on, event))
    end = lives.end[row]
    end[:-1] = np.where(row[1:] == row[:-1], start[1:], end[:-1])
    version = lives.version[row]
    region = versions.region[version]
    inherited = _taken(versions.region, lives.top_version[row])
    return Cells(
        agency=lives.agency[row].astype(np.int32),
        start=start.astype(np.int32),
        end=end.astype(np.int32),
        top=lives.top[row].astype(np.int32),
        level=ledger.levels[lives.agency[row]],
        scope=versions.scope[version],
        region=np.where(region >= 0, region, inherited).astype(np.int8),
        version=version.astype(np.int32),
        event=event.astype(np.int32),
        status=_taken(events.status, event),
        standard=_taken(events.standard, event),
        covered=_is_covering(events)[event] & (event >= 0) if len(events.id) else np.zeros(len(row), dtype=np.bool_),
        not_stated=(_taken(events.status, event) == _ANNOUNCED)
        & (_taken(events.procedures_total, event) < 0)
        & (_taken(events.procedures_covered, event) < 0),
    )


def _taken(column: NDArray[Number], rows: NDArray[np.integer]) -> NDArray[Number]:
    """Return the column at these rows, -1 where a row is -1."""
    if not len(column):
        return np.full(len(rows), BLANK, dtype=column.dtype)
    return np.where(rows >= 0, column[rows], column.dtype.type(BLANK))


def _is_covering(events: Events) -> Bools:
    """Return which events make their agency covered: announced, with all procedures or none stated at all."""
    covering: Bools = (events.status == _ANNOUNCED) & (events.procedures_total == events.procedures_covered)
    return covering


def _marks(ledger: Ledger, known: int, kept: NDArray[np.intp]) -> tuple[Int32s, Int32s, Int32s]:
    """Return the intervals of "must re-announce": from the day of absorbing to the next announcement."""
    rows = ledger.successions
    absorbed = standing(rows.batch, rows.voided_by, known) & (rows.kind == _ABSORBED)
    agency, start = rows.successor[absorbed], rows.on_day[absorbed]
    unique = np.unique(_key(agency.astype(np.int64), start.astype(np.int64)))
    announced = kept[ledger.events.status[kept] == _ANNOUNCED]
    keys = _key(
        ledger.events.agency[announced].astype(np.int64),
        ledger.events.effective_on[announced].astype(np.int64),
    )
    following = np.append(keys, -1)[np.searchsorted(keys, unique, side="left")]
    end = np.where(following >> 32 == unique >> 32, following & 0xFFFFFFFF, NO_END)
    return (unique >> 32).astype(np.int32), (unique & 0xFFFFFFFF).astype(np.int32), end.astype(np.int32)
