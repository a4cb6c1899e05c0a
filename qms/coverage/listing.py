"""The agencies of a place as a list: filtered, counted by where they stand, sorted, and described a page at a time.

Nothing is described that is not shown: filters are masks, an order is an array, and only the rows asked for become
values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.figures import cells_under, group_on
from qms.coverage.ledger import BLANK
from qms.coverage.lives import lives_in
from qms.coverage.measures import Slice, counted_cells
from qms.coverage.naming import codes_in, names_in
from qms.coverage.periods import months_before
from qms.coverage.search import mask_of_names
from qms.coverage.stamp import Group, Stamp, stamp_of
from qms.i18n import N_
from qms.vocabulary import Level, Measure, Region, Scope, Standard, Status, label_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from numpy.typing import NDArray

    from qms.coverage.ledger import Bools, Int64s, Ledger
    from qms.coverage.timeline import Cells, Timeline

_STANDARDS: Final = tuple(Standard)
_LAST: Final = np.iinfo(np.int64).max
"""The key of who lacks what is sorted by."""


class Where(StrEnum):
    """Where an agency stands. The first seven are each agency's own and make up the whole; the others gather some."""

    ANNOUNCED = "announced"
    """Announced, with all procedures: covered."""
    PARTIAL = "procedures_partial"
    """Announced, and some procedures are lacking."""
    APPLIED = "applied"
    BUILDING = "building"
    NOT_STARTED = "not_started"
    WITHDRAWN = "withdrawn"
    NO_REPORT = "no_report"
    NOT_COVERED = "not_covered"
    MUST_REANNOUNCE = "must_reannounce"


STANDINGS: Final = tuple(Where)[:7]
"""Each agency stands in exactly one of these; in the order in which they are shown."""

WORDS: Final = {
    Where.ANNOUNCED: label_key(Status.ANNOUNCED),
    Where.PARTIAL: N_("announced, some procedures lacking"),
    Where.APPLIED: label_key(Status.APPLIED),
    Where.BUILDING: label_key(Status.BUILDING),
    Where.NOT_STARTED: label_key(Status.NOT_STARTED),
    Where.WITHDRAWN: label_key(Status.WITHDRAWN),
    Where.NO_REPORT: N_("no report yet"),
    Where.NOT_COVERED: N_("not covered"),
    Where.MUST_REANNOUNCE: N_("must announce again"),
}
"""What a reader calls where an agency stands."""

_OF_STATUS: Final = np.array([STANDINGS.index(Where(status.value)) for status in Status], dtype=np.int8)
_ANNOUNCED, _PARTIAL, _SILENT = (STANDINGS.index(word) for word in (Where.ANNOUNCED, Where.PARTIAL, Where.NO_REPORT))


class Order(StrEnum):
    """By what a list is sorted; agencies that lack it come last both ways round."""

    NAME = "name"
    CODE = "code"
    STATUS = "status"
    PROCEDURES = "procedures"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which agencies are listed; None and blank do not narrow. Without a scope all count but those of scope `none`."""

    level: Level | None = None
    scope: Scope | None = None
    status: Where | None = None
    region: Region | None = None
    standard: Standard | None = None
    stated: bool | None = None
    """Whether the newest event states how many procedures there are."""
    older: int | None = None
    """Months: the newest event is older; agencies from whom nothing was heard are not among them."""
    find: str = ""
    """Words of a name, or a code."""

    @property
    def slice_(self) -> Slice:
        """The part of the filter that makes a figure."""
        return Slice(self.level, self.scope, self.region, self.standard)

    @property
    def narrowing(self) -> tuple[str, ...]:
        """The names of the parts that narrow."""
        values = ((name, getattr(self, name)) for name in self.__slots__)
        return tuple(name for name, value in values if value is not None and value != "")

    def without(self, name: str) -> Filter:
        """Return the filter with one part left out."""
        blank: dict[str, Any] = {name: "" if name == "find" else None}
        return replace(self, **blank)


@dataclass(frozen=True, slots=True)
class Listed:
    """One agency of a list."""

    id: int
    level: Level
    code: str | None
    name: str
    above: tuple[Group, ...]
    """Those it stands under, the nearest first."""
    standing: Where
    must_reannounce: bool
    procedures_total: int | None
    procedures_covered: int | None
    standard: Standard | None
    reported_on: date | None
    """The day of its newest event."""
    event: int | None
    """The store's id of that event: what the decision is asked for by."""


class Listing:
    """All agencies that a filter keeps on a day."""

    def __init__(self, timeline: Timeline, cells: Cells, as_of: date, stamp: Stamp, kept: Filter) -> None:
        self.as_of, self.stamp, self.filter = as_of, stamp, kept
        self._timeline, self._everyone = timeline, cells
        self._at = np.flatnonzero(self._matching(kept))
        self._over: dict[int, tuple[Group, ...]] = {}

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._at)

    @cached_property
    def counts(self) -> Mapping[Where, int]:
        """How many stand where, whatever status is asked for; the standings make up the whole."""
        kept = self._matching(self.filter.without("status"))
        by_standing = np.bincount(self._standing[kept], minlength=len(STANDINGS)).tolist()
        found = dict(zip(STANDINGS, by_standing, strict=True))
        found[Where.NOT_COVERED] = sum(by_standing) - found[Where.ANNOUNCED]
        found[Where.MUST_REANNOUNCE] = int((kept & self._marked).sum())
        return found

    @cached_property
    def whole(self) -> int:
        """How many there are, whatever status is asked for."""
        return sum(self.counts[word] for word in STANDINGS)

    def droppable(self) -> tuple[tuple[str, int], ...]:
        """Return the parts of the filter without which there is somebody, each with how many there would be."""
        counts = ((name, int(self._matching(self.filter.without(name)).sum())) for name in self.filter.narrowing)
        return tuple((name, count) for name, count in counts if count)

    def rows(
        self, order: Order = Order.NAME, *, descending: bool = False, first: int = 0, last: int | None = None
    ) -> tuple[Listed, ...]:
        """Return some of the agencies in an order, all of them when nothing else is said."""
        chosen = self._at[self._sorted(self._at, order, descending=descending, last=last)][first:]
        return tuple(self._described(at) for at in chosen.tolist())

    def by_standing(self) -> tuple[tuple[Group, Where], ...]:
        """Return every agency, whatever status is asked for, with where it stands, by that, then by name."""
        at = np.flatnonzero(self._matching(self.filter.without("status")))
        chosen = at[self._sorted(at, Order.STATUS, descending=False)]
        rows = zip(*(column[chosen].tolist() for column in self._named), strict=True)
        return tuple((group_on(self._timeline, agency, version), STANDINGS[place]) for agency, version, place in rows)

    @property
    def _named(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
        return self._everyone.agency, self._everyone.version, self._standing

    @cached_property
    def _standing(self) -> NDArray[np.int8]:
        """The place of each agency's standing; the index -1 of a blank status is overwritten."""
        cells = self._everyone
        standing = _OF_STATUS[cells.status]
        standing[(standing == _ANNOUNCED) & ~cells.covered] = _PARTIAL
        standing[cells.event == BLANK] = _SILENT
        return standing

    @cached_property
    def _marked(self) -> Bools:
        marked = self._timeline.marked_on(self.as_of.toordinal())
        return self._everyone.covered & np.isin(self._everyone.agency, marked)

    @cached_property
    def _total(self) -> NDArray[np.int32]:
        return self._everyone.newest(self._timeline.ledger.events.procedures_total)

    @cached_property
    def _covered(self) -> NDArray[np.int32]:
        return self._everyone.newest(self._timeline.ledger.events.procedures_covered)

    @cached_property
    def _reported(self) -> NDArray[np.int32]:
        return self._everyone.newest(self._timeline.ledger.events.effective_on)

    def _matching(self, kept: Filter) -> Bools:
        """Return whom a filter keeps of all who stand here."""
        matching = counted_cells(Measure.SLICE, self._everyone, kept.slice_)
        if kept.status is not None:
            matching &= self._in(kept.status)
        if kept.stated is not None:
            matching &= (self._total != BLANK) == kept.stated
        if kept.older is not None:
            matching &= (self._reported != BLANK) & (self._reported < months_before(self.as_of, kept.older).toordinal())
        if kept.find:
            matching &= self._called(kept.find)
        return matching

    def _in(self, status: Where) -> Bools:
        if status is Where.MUST_REANNOUNCE:
            return self._marked
        if status is Where.NOT_COVERED:
            return ~self._everyone.covered
        stands: Bools = self._standing == STANDINGS.index(status)
        return stands

    def _called(self, text: str) -> Bools:
        ledger, version = self._timeline.ledger, self._everyone.version
        names, codes = names_in(ledger), codes_in(ledger)
        here = names.none()
        here[names.column.of_row[version]] = True
        sought = text.strip()
        bears = np.zeros(len(codes.texts), dtype=np.bool_)
        bears[codes.folding_to(sought)] = True
        called: Bools = mask_of_names(names, text, among=here)[names.column.of_row[version]]
        return called | bears[codes.of_row[version]]

    def _sorted(
        self, at: NDArray[np.intp], order: Order, *, descending: bool, last: int | None = None
    ) -> NDArray[np.intp]:
        """Return the places of agencies in an order: all, or those before `last`; equals by name, then as they were."""
        key, lacking = self._key(at, order)
        sought = np.where(lacking, _LAST, -key if descending else key)
        near = _nearest(sought, last)
        return near[np.lexsort((self._by_name(at[near]), sought[near]))][:last]

    def _by_name(self, at: NDArray[np.intp]) -> NDArray[np.int32]:
        names = names_in(self._timeline.ledger)
        return names.order[names.column.of_row[self._everyone.version[at]]]

    def _key(self, at: NDArray[np.intp], order: Order) -> tuple[Int64s, Bools]:
        """Return by what is sorted, and who lacks it."""
        lacking = np.zeros(len(at), dtype=np.bool_)
        match order:
            case Order.NAME:
                key = self._by_name(at).astype(np.int64)
            case Order.CODE:
                codes = codes_in(self._timeline.ledger)
                key = codes.order[codes.of_row[self._everyone.version[at]]].astype(np.int64)
            case Order.STATUS:
                key = self._standing[at].astype(np.int64)
            case Order.PROCEDURES:
                total, covered = (column[at].astype(np.int64) for column in (self._total, self._covered))
                lacking = total <= 0
                key = covered * 1_000_000 // np.maximum(total, 1)
            case _:
                key = self._reported[at].astype(np.int64)
                lacking = key == BLANK
        return key, lacking

    def _above(self, agency: int, version: int) -> tuple[Group, ...]:
        """Return the bodies over an agency; what stands over those of one parent is found once."""
        parent = int(self._timeline.ledger.versions.parent[version])
        if parent not in self._over:
            lives = lives_in(self._timeline.ledger, self._timeline.known)
            self._over[parent] = lives.above(agency, self.as_of.toordinal())
        return self._over[parent]

    def _described(self, at: int) -> Listed:
        cells, ledger = self._everyone, self._timeline.ledger
        agency, event = int(cells.agency[at]), int(cells.event[at])
        called = group_on(self._timeline, agency, int(cells.version[at]))
        total, covered, reported = (int(column[at]) for column in (self._total, self._covered, self._reported))
        standard = int(cells.standard[at])
        return Listed(
            id=called.id,
            level=Level(called.level),
            code=called.code,
            name=called.name,
            above=self._above(agency, int(cells.version[at])),
            standing=STANDINGS[int(self._standing[at])],
            must_reannounce=bool(self._marked[at]),
            procedures_total=None if total == BLANK else total,
            procedures_covered=None if covered == BLANK else covered,
            standard=None if standard == BLANK else _STANDARDS[standard],
            reported_on=None if reported == BLANK else date.fromordinal(reported),
            event=None if event == BLANK else int(ledger.events.id[event]),
        )


def _nearest(sought: Int64s, last: int | None) -> NDArray[np.intp]:
    """Return the places of the smallest numbers: so many, and all that equal the largest of them."""
    if last is None or last >= len(sought):
        return np.arange(len(sought))
    return np.flatnonzero(sought <= np.partition(sought, last)[last])


def listing(
    ledger: Ledger,
    as_of: date,
    *,
    under: int | None = None,
    kept: Filter | None = None,
    known_on: datetime | None = None,
) -> Listing:
    """Return the agencies of a day that a filter keeps, of the whole country or under an agency (id), it included."""
    stamp = stamp_of(ledger, known_on)
    timeline, cells = cells_under(ledger, stamp.data_version, as_of, under)
    return Listing(timeline, cells, as_of, stamp, kept or Filter())
