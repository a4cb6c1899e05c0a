"""What one batch did: each fact that it added, put another in the place of, or took back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from qms.store.columns import STANDING_KEYS
from qms.store.facts import Event, Published, SuccessionFact, Version
from qms.store.lives import StoredRow
from qms.store.stored import stored_rows
from qms.store.undo import PARTS, cells_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qms.store.database import Database

Fact: TypeAlias = Version | SuccessionFact | Event | Published

_LISTED: Final = ("agency_version", "succession", "status_event", "published_figure")
"""The tables whose rows say something by themselves; a bare agency is told by its first version."""

_DAYS: Final = {"agency_version": "valid_from", "succession": "on_day", "status_event": "effective_on"}
"""From which day a fact of a table holds. A published figure moves no other."""


class Done(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    CHANGED = "changed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of a batch: what it took back, what it added; both where one takes the other's place."""

    table: str
    before: Fact | None
    after: Fact | None

    @property
    def done(self) -> Done:
        """What became of it."""
        if self.before is None:
            return Done.ADDED
        return Done.TAKEN_BACK if self.after is None else Done.CHANGED

    @property
    def fact(self) -> Fact:
        """What it says now, or said until it was taken back."""
        found = self.after or self.before
        if found is None:
            raise ValueError(self.table)
        return found

    @property
    def day(self) -> date | None:
        """From which day it holds; None for what moves no figure."""
        return getattr(self.fact, _DAYS[self.table]) if self.table in _DAYS else None


@dataclass(frozen=True)
class BatchContent:
    """All facts of one batch, by table, agency and day."""

    entries: tuple[Entry, ...]

    @cached_property
    def counts(self) -> dict[Done, int]:
        """How many facts were added, changed, taken back."""
        found = Counter(entry.done for entry in self.entries)
        return {done: found[done] for done in Done}

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day from which one of its facts holds."""
        days = [entry.day for entry in self.entries if entry.day is not None]
        return (min(days), max(days)) if days else None

    def only(self, done: Done | None) -> tuple[Entry, ...]:
        """Return the facts that became one thing, or all."""
        return tuple(entry for entry in self.entries if done in (None, entry.done))


def content_of(database: Database, batch: int) -> BatchContent:
    """Return what a batch did. Raises CouldNot when the database cannot be read."""
    found: list[Entry] = []
    with database.read() as reading:
        for table in _LISTED:
            rows = stored_rows(reading, table, "batch = :batch OR voided_by_batch = :batch", batch=batch)
            found.extend(_entries(table, rows, batch))
    return BatchContent(tuple(found))


def _entries(table: str, rows: Iterable[StoredRow], batch: int) -> Iterator[Entry]:
    """Yield the facts of a table, each that was taken back beside the one that took its place."""
    sides: dict[Any, list[StoredRow | None]] = {}
    for row in rows:
        sides.setdefault(_key(table, row), [None, None])[row.batch == batch] = row
    for key in sorted(sides):
        before, after = sides[key]
        yield Entry(table, before and _fact(table, before), after and _fact(table, after))


def _key(table: str, row: StoredRow) -> tuple[Any, ...]:
    return tuple(row.cell(table, column) for column in STANDING_KEYS.get(table, ())) or (row.id,)


def _fact(table: str, row: StoredRow) -> Fact:
    _part, kind = PARTS[table]
    fact: Fact = kind(*cells_of(table, row))
    return fact
