"""What the ledger's columns leave out: decisions, notes, sources, legal acts, and who recorded a batch when.

The ledger names the rows (their ids are among its columns), the store reads them, and the dossier joins both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from qms.vocabulary import BatchKind, Evidence


class EventPaper(NamedTuple):
    """The documents of one reported status."""

    decision_no: str | None = None
    decision_on: date | None = None
    source: str | None = None
    note: str | None = None
    source_line: int | None = None


class SuccessionPaper(NamedTuple):
    """What a succession rests on."""

    legal_act: str | None = None
    evidence: Evidence | None = None


class BatchPaper(NamedTuple):
    """Who recorded a batch, when (UTC), from what; `reverts` is the batch that it undid."""

    kind: BatchKind
    by: str
    recorded_at: datetime
    reporter: str | None = None
    file: str | None = None
    note: str | None = None
    reverts: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Ids of the rows that a dossier tells of, rising; batches by their numbers."""

    events: tuple[int, ...] = ()
    versions: tuple[int, ...] = ()
    successions: tuple[int, ...] = ()
    batches: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers by row id; legal acts by the id of the version that rests on them."""

    events: Mapping[int, EventPaper] = field(default_factory=dict)
    legal_acts: Mapping[int, str | None] = field(default_factory=dict)
    successions: Mapping[int, SuccessionPaper] = field(default_factory=dict)
    batches: Mapping[int, BatchPaper] = field(default_factory=dict)
