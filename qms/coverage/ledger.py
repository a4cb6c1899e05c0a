"""The ledger: every fact of the store as numpy columns, read once per chain head and shared read-only.

Conventions, stated once: a day is its proleptic ordinal (`date.toordinal`) as int32; an interval of days is
[start, end) with `NO_END` for one that has not ended; an agency is its index, which is its id less one; a closed set is
an int8 index into its enum's order, -1 where blank; a batch is its number, `STANDING` as the voiding batch of a row
that nothing took back. All arrays are read-only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from qms.moments import micros, moment_of

if TYPE_CHECKING:
    from qms.coverage.timeline import Timeline

Int8s: TypeAlias = NDArray[np.int8]
Int32s: TypeAlias = NDArray[np.int32]
Int64s: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

NO_END: Final = int(np.iinfo(np.int32).max)
STANDING: Final = int(np.iinfo(np.int32).max)
BLANK: Final = -1
EMPTY_HEAD: Final = "0" * 64
KEPT_TIMELINES: Final = 4


def index_of(word: StrEnum | None) -> int:
    """Return the place of a word in its closed set, or -1 for None."""
    return BLANK if word is None else list(type(word)).index(word)


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of texts as one UTF-8 blob, decoded a cell at a time; blank cells read as None."""

    blob: NDArray[np.uint8]
    ends: Int64s
    """One more than there are cells; cell i is blob[ends[i]:ends[i + 1]]."""

    @classmethod
    def of(cls, cells: Iterable[str | None]) -> Self:
        """Return the column of these cells, in their order."""
        encoded = [(cell or "").encode() for cell in cells]
        ends = np.zeros(len(encoded) + 1, dtype=np.int64)
        np.cumsum([len(cell) for cell in encoded], out=ends[1:])
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, cell: int) -> str | None:
        return self.blob[self.ends[cell] : self.ends[cell + 1]].tobytes().decode() or None

    def __iter__(self) -> Iterator[str | None]:
        return (self[cell] for cell in range(len(self)))

    def where(self, text: str) -> NDArray[np.intp]:
        """Return the cells that hold exactly a text; blank finds none."""
        wanted = np.frombuffer(text.encode(), dtype=np.uint8)
        if not len(wanted):
            return np.empty(0, dtype=np.intp)
        fitting = np.flatnonzero(np.diff(self.ends) == len(wanted))
        letters = self.blob[self.ends[fitting][:, None] + np.arange(len(wanted))]
        found: NDArray[np.intp] = fitting[(letters == wanted).all(axis=1)]
        return found

    def taken(self, cells: NDArray[np.integer]) -> Self:
        """Return the column of these cells, in this order."""
        return type(self).of(self[int(cell)] for cell in cells)


class Batches(NamedTuple):
    """The chain: batch number i + 1 stands at index i."""

    recorded_at: Int64s
    """Microseconds since 1970-01-01 UTC."""
    simulated: Bools
    hashes: Texts


class Versions(NamedTuple):
    """What holds of an agency from a day on, sorted by (agency, valid_from, batch)."""

    id: Int32s
    agency: Int32s
    valid_from: Int32s
    is_open: Bools
    parent: Int32s
    scope: Int8s
    region: Int8s
    locality: Int32s
    evidence: Int8s
    batch: Int32s
    voided_by: Int32s
    code: Texts
    name: Texts
    name_en: Texts


class Events(NamedTuple):
    """Dated statuses, sorted by (agency, effective_on, batch); counts are -1 where not stated."""

    id: Int32s
    agency: Int32s
    effective_on: Int32s
    status: Int8s
    standard: Int8s
    procedures_total: Int32s
    procedures_covered: Int32s
    assurance: Int8s
    batch: Int32s
    voided_by: Int32s


class Successions(NamedTuple):
    """Which agency ended in, or lives on as, which."""

    predecessor: Int32s
    successor: Int32s
    on_day: Int32s
    kind: Int8s
    batch: Int32s
    voided_by: Int32s
    act: Texts
    """The legal act by which it came about, where the data names it."""


class PublishedFigure(NamedTuple):
    """What somebody announced, as printed."""

    measure: str
    as_of: date
    numerator: int | None
    denominator: int | None
    rate_text: str | None
    source: str
    batch: int
    voided_by: int = STANDING


def freeze(columns: Iterable[NDArray[Any] | Texts]) -> None:
    """Make every array of these columns read-only, the texts' arrays included."""
    for column in columns:
        for array in (column.blob, column.ends) if isinstance(column, Texts) else (column,):
            array.setflags(write=False)


class Ledger:
    """All facts at one chain head. Its timelines (what is known at a batch) are built when first asked for."""

    def __init__(
        self,
        *,
        batches: Batches,
        levels: Int8s,
        agencies_from: Int32s,
        versions: Versions,
        events: Events,
        successions: Successions,
        published: Sequence[PublishedFigure] = (),
        store_id: str = "",
    ) -> None:
        self.batches = batches
        self.levels = levels
        self.agencies_from = agencies_from
        """The batch that created each agency."""
        self.versions = versions
        self.events = events
        self.successions = successions
        self.published = tuple(published)
        self.store_id = store_id
        levels.setflags(write=False)
        for columns in (batches, versions, events, successions):
            freeze(columns)
        self._timelines: dict[tuple[int, int], Timeline] = {}
        self._lock = Lock()

    @property
    def version(self) -> int:
        """Number of the last batch, 0 when empty."""
        return len(self.batches.recorded_at)

    @property
    def head(self) -> str:
        """Hash of the last batch."""
        return self.head_at(self.version)

    def head_at(self, known: int) -> str:
        """Return the hash of a batch, or 64 zeros before the first."""
        return (self.batches.hashes[known - 1] if known else None) or EMPTY_HEAD

    def known_on(self, moment: datetime | None) -> int:
        """Return the number of the last batch recorded at or before a UTC moment; None means all of them."""
        if moment is None:
            return self.version
        recorded = np.flatnonzero(self.batches.recorded_at <= micros(moment))
        return int(recorded[-1]) + 1 if len(recorded) else 0

    def recorded_at(self, batch: int) -> datetime:
        """Return the UTC moment at which a batch was recorded; batches count from 1."""
        return moment_of(int(self.batches.recorded_at[batch - 1]))

    def known_after(self, batch: int) -> Ledger:
        """Return the ledger as it was after a batch (0: before the first); it shares this one's columns."""
        chain = self.batches
        return Ledger(
            batches=Batches(
                chain.recorded_at[:batch],
                chain.simulated[:batch],
                Texts(chain.hashes.blob, chain.hashes.ends[: batch + 1]),
            ),
            levels=self.levels,
            agencies_from=self.agencies_from,
            versions=self.versions,
            events=self.events,
            successions=self.successions,
            published=self.published,
            store_id=self.store_id,
        )

    def is_simulated(self, known: int) -> bool:
        """Return whether the chain up to a batch holds simulated statuses."""
        return bool(self.batches.simulated[:known].any())

    def timeline(self, known: int, root: int = BLANK) -> Timeline:
        """Return the intervals as known at a batch; `root` is an agency to be taken for a top of the tree."""
        from qms.coverage.timeline import build_timeline

        with self._lock:
            if (known, root) not in self._timelines:
                while len(self._timelines) >= KEPT_TIMELINES:
                    self._timelines.pop(next(iter(self._timelines)))
                self._timelines[known, root] = build_timeline(self, known, root)
            return self._timelines[known, root]


def stated(column: Int32s, row: int) -> int | None:
    """Return what a column states in a row, None where it is blank or there is no row (-1)."""
    return None if row == BLANK or column[row] == BLANK else int(column[row])


def standing(batch: Int32s, voided_by: Int32s, known: int) -> Bools:
    """Return which rows stand as known at a batch: recorded by then, and not taken back by then."""
    return (batch <= known) & (voided_by > known)
