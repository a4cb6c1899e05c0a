"""Rows as values: what a batch adds, before the database gives it an id and a batch.

An agency that the same batch creates is named by a negative number: -1 is the first new agency of the draft, -2 the
second. `append` replaces these by the ids given under the write lock. Days are `date`; blank is None.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from qms.vocabulary import (
    Assurance,
    BatchKind,
    Evidence,
    Level,
    Measure,
    Scope,
    Standard,
    State,
    Status,
    Succession,
)


class NewAgency(NamedTuple):
    """One legal life; all that is known of it stands in its versions."""

    level: Level


class Version(NamedTuple):
    """What holds of an agency from a day on; a closing has no other fact than its day, its act and its evidence."""

    agency: int
    valid_from: date
    state: State = State.OPEN
    code: str | None = None
    name: str | None = None
    name_en: str | None = None
    parent: int | None = None
    scope: Scope | None = None
    region: str | None = None
    locality: int | None = None
    legal_act: str | None = None
    evidence: Evidence | None = None


class SuccessionFact(NamedTuple):
    """`predecessor` ended in (or lives on as) `successor` on a day; `continued` has one agency on both sides.

    `absorbed` with one agency on both sides says that the body took over duties of a body outside the register.
    """

    predecessor: int
    successor: int
    on_day: date
    kind: Succession
    legal_act: str | None = None
    evidence: Evidence | None = None


class Event(NamedTuple):
    """From `effective_on` the agency's status is `status`."""

    agency: int
    effective_on: date
    status: Status
    standard: Standard | None = None
    procedures_total: int | None = None
    procedures_covered: int | None = None
    decision_no: str | None = None
    decision_on: date | None = None
    assurance: Assurance | None = None
    source: str | None = None
    note: str | None = None
    source_line: int | None = None


class Published(NamedTuple):
    """What somebody announced, as printed."""

    measure: Measure
    as_of: date
    numerator: int | None
    denominator: int | None
    rate_text: str | None
    source: str


class VoidedFact(NamedTuple):
    """A standing row that the batch takes back."""

    table: str
    id: int


@dataclass(frozen=True)
class Draft:
    """One batch, not yet written.

    `recorded_at` (UTC) and `by` are set only by what ships; None means the clock and the operator. `expected_version`,
    where given, is the data version that the draft was made against: another one refuses the write.
    """

    kind: BatchKind
    by: str
    recorded_at: datetime | None = None
    reporter: str | None = None
    period: str | None = None
    file_name: str | None = None
    file_sha256: str | None = None
    note: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    reverts: int | None = None
    expected_version: int | None = None
    agencies: tuple[NewAgency, ...] = ()
    versions: tuple[Version, ...] = ()
    successions: tuple[SuccessionFact, ...] = ()
    events: tuple[Event, ...] = ()
    published: tuple[Published, ...] = ()
    voids: tuple[VoidedFact, ...] = ()
