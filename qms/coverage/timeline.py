"""From facts to intervals: the cells in which nothing that counts changes.

A spell is one agency on the days [start, end) during which it is open and its scope, its region and its place in the
tree stay the same; a cell is a spell, or the piece of one during which the newest event stays the same, too. Cells are
built once per known moment; every question is then a mask or a sweep.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from qms.coverage.ledger import BLANK, NO_END, Bools, Int8s, Int32s, Int64s, freeze, standing
from qms.vocabulary import PARENT_LEVELS, Level, Status, Succession

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from qms.coverage.ledger import Events, Ledger, Versions
    from qms.vocabulary import Measure

KEPT_DAYS: Final = 4
KEPT_TOPS: Final = 2
DEEPEST_TREE: Final = 16
"""Steps up at most; a longer chain is a cycle, and an agency in a cycle has no parent."""

_ANNOUNCED = list(Status).index(Status.ANNOUNCED)
_ABSORBED = list(Succession).index(Succession.ABSORBED)
_PARENT_LEVELS = np.array([list(Level).index(level) for level in PARENT_LEVELS], dtype=np.int8)
Totals: TypeAlias = "dict[tuple[Measure, date], tuple[int, int]]"
Number = TypeVar("Number", np.int8, np.int32)
_DAWN = 0
"""A day before every other: ordinal 0 is the eve of 0001-01-01."""


class Spells(NamedTuple):
    """One agency while it is open and its facts and its place in the tree stay the same, sorted by (agency, start)."""

    agency: Int32s
    start: Int32s
    end: Int32s
    version: Int32s
    """Index into the ledger's versions."""
    top: Int32s
    """The ministry or province at the top of the chain, -1 where there is none."""
    place: Int32s
    """Index of `top` in the timeline's tops."""
    level: Int8s
    scope: Int8s
    region: Int8s


class Cells(NamedTuple):
    """One agency while nothing that counts changes: a spell cut at its events, sorted by (agency, start)."""

    spell: Int32s
    """Index into the timeline's spells; the columns up to `region` are those of the spell."""
    agency: Int32s
    version: Int32s
    top: Int32s
    place: Int32s
    level: Int8s
    scope: Int8s
    region: Int8s
    start: Int32s
    end: Int32s
    event: Int32s
    """Index into the ledger's events of the newest one, -1 where there is no report."""
    status: Int8s
    standard: Int8s
    covered: Bools
    not_stated: Bools

    def where(self, chosen: NDArray[np.intp] | Bools) -> Cells:
        """Return these cells only."""
        return Cells._make(column[chosen] for column in self)

    def newest(self, column: Int32s) -> Int32s:
        """Return a column of the ledger's events for each cell's newest one, -1 where there is no report."""
        found = np.full(len(self.event), BLANK, dtype=column.dtype)
        reported = self.event != BLANK
        found[reported] = column[self.event[reported]]
        return found


_OF_SPELL: Final = ("agency", "version", "top", "place", "level", "scope", "region")


@dataclass(frozen=True)
class Timeline:
    """All cells as known at a batch."""

    ledger: Ledger
    known: int
    tops: Int32s
    """The ministries and provinces at the top of any chain, rising; -1 among them where some agency has none."""
    spells: Spells
    cells: Cells
    marks: tuple[Int32s, Int32s, Int32s]
    """Agency, start, end: the intervals in which a body that absorbed others must re-announce."""

    @cached_property
    def totals(self) -> Totals:
        """Numerators and denominators of the country that were counted already, to be kept by who counts."""
        return {}

    def on(self, day: int) -> Cells:
        """Return the cells of one day, read-only: one per open agency, sorted by agency."""
        return self._of_day(day)

    @cached_property
    def _of_day(self) -> Callable[[int], Cells]:
        """The days asked for last are kept: a page asks for the same two or three in each of its parts."""
        return lru_cache(maxsize=KEPT_DAYS)(self._cells_on)

    def _cells_on(self, day: int) -> Cells:
        chosen = np.flatnonzero((self.cells.start <= day) & (self.cells.end > day))
        spell = self.cells.spell[chosen]
        cells = Cells(
            *(
                getattr(self.spells, name)[spell] if name in _OF_SPELL else getattr(self.cells, name)[chosen]
                for name in Cells._fields
            )
        )
        freeze(cells)
        return cells

    def under(self, top: int) -> Cells:
        """Return the cells of all days below one of the tops, itself included, read-only; in their order."""
        return self._of_top(top)

    @cached_property
    def _of_top(self) -> Callable[[int], Cells]:
        return lru_cache(maxsize=KEPT_TOPS)(self._cells_under)

    def _cells_under(self, top: int) -> Cells:
        cells = self.cells.where(self.cells.top == top)
        freeze(cells)
        return cells

    def version_on(self, agency: int, day: int) -> int:
        """Return which of the ledger's versions names an agency on a day, -1 where it is not open."""
        spells = self.spells
        first, last = np.searchsorted(spells.agency, np.array([agency, agency + 1], dtype=spells.agency.dtype))
        is_on = (spells.start[first:last] <= day) & (spells.end[first:last] > day)
        return int(spells.version[first + is_on.argmax()]) if is_on.any() else BLANK

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
    tops, spells = _spells(ledger, _climb(ledger, lives, root))
    kept = np.flatnonzero(standing(ledger.events.batch, ledger.events.voided_by, known)).astype(np.int32)
    cells = _cut_by_events(ledger.events, spells, kept)
    return Timeline(ledger, known, tops, spells, cells, _marks(ledger, known, kept))


class _Lives(NamedTuple):
    """Standing versions with the day each ends, opened by a closed one at the dawn of time for every agency."""

    agency: Int64s
    start: Int64s
    end: Int64s
    version: Int64s
    """Index into the ledger's versions, -1 for the dawn."""
    key: Int64s


class _Climbed(NamedTuple):
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
    opening = np.ones(len(named), dtype=np.bool_)
    opening[1:] = named[1:] != named[:-1]
    dawns = np.cumsum(opening)
    at = np.arange(len(named)) + dawns
    size = len(named) + (int(dawns[-1]) if len(named) else 0)
    agency = np.empty(size, dtype=np.int64)
    start = np.full(size, _DAWN, dtype=np.int64)
    version = np.full(size, BLANK, dtype=np.int64)
    agency[at], start[at], version[at] = named, versions.valid_from[kept], kept
    agency[at[opening] - 1] = named[opening]
    end = np.full(size, NO_END, dtype=np.int64)
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


def _spells(ledger: Ledger, lives: _Climbed) -> tuple[Int32s, Spells]:
    """Return the distinct tops, and the climbed intervals with their facts."""
    versions = ledger.versions
    tops, place = np.unique(lives.top, return_inverse=True)
    own, inherited = versions.region[lives.version], _extended(versions.region)[lives.top_version]
    spells = Spells(
        agency=lives.agency.astype(np.int32),
        start=lives.start.astype(np.int32),
        end=lives.end.astype(np.int32),
        version=lives.version.astype(np.int32),
        top=lives.top.astype(np.int32),
        place=place.astype(np.int32),
        level=ledger.levels[lives.agency],
        scope=versions.scope[lives.version],
        region=np.where(own >= 0, own, inherited),
    )
    return tops.astype(np.int32), spells


def _cut_by_events(events: Events, spells: Spells, kept: Int32s) -> Cells:
    """Cut every spell at the events inside it, and give each piece its newest event; `kept` are the standing events."""
    agency = events.agency[kept]
    keys = _key(agency.astype(np.int64), events.effective_on[kept].astype(np.int64))
    named = spells.agency.astype(np.int64)
    before = np.searchsorted(keys, _key(named, spells.start.astype(np.int64)), side="right")
    until = np.searchsorted(keys, _key(named, spells.end.astype(np.int64) - 1), side="right")
    pieces = until - before + 1
    last = np.cumsum(pieces) - 1
    first = last - pieces + 1
    order = np.arange(int(pieces.sum()), dtype=np.int32) + np.repeat((before - 1 - first).astype(np.int32), pieces)
    unreported = _extended(agency)[before - 1] != spells.agency
    order[first[unreported]] = BLANK
    event = _extended(kept)[order]
    start = _extended(events.effective_on)[event]
    start[first] = spells.start
    end = np.empty_like(start)
    end[:-1] = start[1:]
    end[last] = spells.end
    total, procedures = _extended(events.procedures_total), _extended(events.procedures_covered)
    covered, not_stated = judged(_extended(events.status), total, procedures)
    return Cells(
        spell=np.repeat(np.arange(len(pieces), dtype=np.int32), pieces),
        **{name: np.repeat(getattr(spells, name), pieces) for name in _OF_SPELL},
        start=start,
        end=end,
        event=event,
        status=_extended(events.status)[event],
        standard=_extended(events.standard)[event],
        covered=covered[event],
        not_stated=not_stated[event],
    )


def _extended(column: NDArray[Number]) -> NDArray[Number]:
    """Return the column with a blank behind it, so that the index -1 reads as blank."""
    return np.append(column, column.dtype.type(BLANK))


def judged(status: Int8s, total: Int32s, covered: Int32s) -> tuple[Bools, Bools]:
    """Return which events make their agency covered, and which are announcements that state no procedures.

    Covered: announced, with all procedures or none stated at all. A blank status is False in both.
    """
    alike: Bools = (status == _ANNOUNCED) & (total == covered)
    return alike, alike & (total == BLANK)


def _marks(ledger: Ledger, known: int, kept: Int32s) -> tuple[Int32s, Int32s, Int32s]:
    """Return the intervals of "must re-announce": from the day of absorbing to the next announcement."""
    rows = ledger.successions
    absorbed = standing(rows.batch, rows.voided_by, known) & (rows.kind == _ABSORBED)
    agency, start = rows.successor[absorbed], rows.on_day[absorbed]
    # A few dozen; numpy's own way would load its masked arrays, which takes longer than the whole timeline.
    unique = np.array(sorted(set(_key(agency.astype(np.int64), start.astype(np.int64)).tolist())), dtype=np.int64)
    absorbing = np.zeros(len(ledger.levels), dtype=np.bool_)
    absorbing[agency] = True
    ours = kept[absorbing[ledger.events.agency[kept]]] if len(agency) else kept[:0]
    announced = ours[ledger.events.status[ours] == _ANNOUNCED]
    keys = _key(
        ledger.events.agency[announced].astype(np.int64),
        ledger.events.effective_on[announced].astype(np.int64),
    )
    following = np.append(keys, -1)[np.searchsorted(keys, unique, side="left")]
    end = np.where(following >> 32 == unique >> 32, following & 0xFFFFFFFF, NO_END)
    return (unique >> 32).astype(np.int32), (unique & 0xFFFFFFFF).astype(np.int32), end.astype(np.int32)
