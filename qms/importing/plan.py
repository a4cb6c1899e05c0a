"""What a file would do: every row in exactly one class, what would be written, and what that does to the figures.

A plan is a value: what the preview shows is what is applied. It holds the data version it was made against; `planning`
makes it, `apply` writes its draft.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias

from qms.importing.columns import Kind
from qms.importing.problems import Problem, has_errors
from qms.store.facts import Draft, Event, NewAgency, SuccessionFact, Version, VoidedFact
from qms.vocabulary import BatchKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qms.importing.effect import Effect
    from qms.vocabulary import Level


class RowClass(StrEnum):
    """What becomes of a row; each row is in exactly one class."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Outcome(StrEnum):
    """What becomes of a file."""

    APPLIED = "applied"
    WOULD_APPLY = "would_apply"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


Shown: TypeAlias = "str | int | date | StrEnum | None"
"""What a column holds in a row of the preview; days, counts and words are printed as the language does."""


class Difference(NamedTuple):
    """One column that a row changes: what it held before (None: nothing) and what it will hold."""

    column: str
    old: Shown
    new: Shown


class Named(NamedTuple):
    """The agency of a row, as it is called on the row's day; the id is None where the file brings it."""

    id: int | None
    level: Level | None
    code: str | None
    name: str


class PlannedRow(NamedTuple):
    """One row of the file, and what becomes of it.

    `agency` is None where the row means none that is known.
    """

    line: int
    outcome: RowClass
    agency: Named | None = None
    day: date | None = None
    until: date | None = None
    """The day on which a register row closes its agency."""
    noted: tuple[Difference, ...] = ()
    """What a register row writes, column by column."""
    events: tuple[Event | None, Event] | None = None
    """The event that a status row changes (None: a new one), and the one that it writes."""
    problems: tuple[Problem, ...] = ()

    @property
    def changes(self) -> tuple[Difference, ...]:
        """What the row writes, column by column; of something new, all that is stated."""
        return self.noted if self.events is None else event_differences(*self.events)

    @property
    def newest(self) -> date | None:
        """The newest day that the row names."""
        return self.until or self.day


EVENT_COLUMNS: Final = (
    ("status", "status"),
    ("standard", "standard"),
    ("procedures_total", "procedures_total"),
    ("procedures_covered", "procedures_covered"),
    ("decision_no", "decision_no"),
    ("decision_date", "decision_on"),
    ("assurance", "assurance"),
    ("source", "source"),
    ("note", "note"),
)
"""Columns of a status file that an event keeps, with what the event calls them."""


def event_differences(before: Event | None, after: Event) -> tuple[Difference, ...]:
    """Return in which columns two events differ; from none at all, what the other states."""
    pairs = ((column, getattr(before, field, None), getattr(after, field)) for column, field in EVENT_COLUMNS)
    return tuple(Difference(column, old, new) for column, old, new in pairs if old != new)


@dataclass(frozen=True, slots=True)
class Changes:
    """What the accepted rows write: the parts of a draft."""

    agencies: tuple[NewAgency, ...] = ()
    versions: tuple[Version, ...] = ()
    successions: tuple[SuccessionFact, ...] = ()
    events: tuple[Event, ...] = ()
    voids: tuple[VoidedFact, ...] = ()

    def __bool__(self) -> bool:
        return any((self.agencies, self.versions, self.successions, self.events, self.voids))


class Standing(Protocol):
    """What the store knows of standing facts beyond the ledger's columns; all ids are row ids of their tables."""

    def events(self, ids: Sequence[int]) -> Mapping[int, Event]:
        """Return the events with these row ids in full; `agency` is the agency's id."""

    def legal_acts(self, versions: Sequence[int]) -> Mapping[int, str | None]:
        """Return the legal act of each of these rows of `agency_version`."""


_BATCH_KINDS: Final = {Kind.STATUS: BatchKind.STATUS, Kind.REGISTER: BatchKind.REGISTER}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do to the data of one version.

    `remarks` are problems of the file as a whole; `problems` are these and the rows'. `kind` is None where the file
    could not be read. `changes` and `effect` are what the rows that are not rejected do, whether or not the file is
    refused for others.
    """

    kind: Kind | None
    sha256: str
    data_version: int
    today: date
    file_name: str | None = None
    rows: tuple[PlannedRow, ...] = ()
    remarks: tuple[Problem, ...] = ()
    changes: Changes = field(default_factory=Changes)
    effect: tuple[Effect, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems: the file's, then the rows' in the order of the lines."""
        return (*self.remarks, *(one for row in self.rows for one in row.problems))

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are in each class."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome.value: found[outcome] for outcome in RowClass}

    @property
    def is_unreadable(self) -> bool:
        """Tell whether something about the whole file keeps all its rows out."""
        return self.kind is None or has_errors(self.remarks)

    def outcome(self, *, accept_valid: bool = False) -> Outcome:
        """Return what applying the plan comes to, before it is applied.

        With `accept_valid` rejected rows do not keep the others out; where none is left to write, the file is refused
        all the same.
        """
        rejected = any(row.outcome is RowClass.REJECTED for row in self.rows)
        if self.is_unreadable or (rejected and not (accept_valid and self.changes)):
            return Outcome.REFUSED
        return Outcome.WOULD_APPLY if self.changes else Outcome.UNCHANGED

    def draft(
        self,
        *,
        by: str,
        note: str | None = None,
        reporter: str | None = None,
        period: str | None = None,
        accept_valid: bool = False,
    ) -> Draft | None:
        """Return the batch to write, None where the file is refused or says nothing new."""
        if self.kind is None or self.outcome(accept_valid=accept_valid) is not Outcome.WOULD_APPLY:
            return None
        return Draft(
            kind=_BATCH_KINDS[self.kind],
            by=by,
            reporter=reporter,
            period=period,
            file_name=self.file_name,
            file_sha256=self.sha256,
            note=note,
            counts=self.counts,
            expected_version=self.data_version,
            agencies=self.changes.agencies,
            versions=self.changes.versions,
            successions=self.changes.successions,
            events=self.changes.events,
            voids=self.changes.voids,
        )

    def to_json(self, language: str | None = None, *, accept_valid: bool = False) -> dict[str, Any]:
        """Return the plan as `qms import --dry-run --format json` prints it; who applies it fills in what was done."""
        outcome = self.outcome(accept_valid=accept_valid)
        return {
            "outcome": outcome.value,
            "batch": None,
            "receipt": None,
            "kind": None if self.kind is None else self.kind.value,
            "sha256": self.sha256,
            "rows": self.counts,
            "problems": [one.to_json(language) for one in self.problems],
            "effect": [one.to_json() for one in self.effect] if outcome is Outcome.WOULD_APPLY else [],
        }


def refused_file(
    problems: Sequence[Problem],
    *,
    sha256: str,
    data_version: int,
    today: date,
    kind: Kind | None = None,
    file_name: str | None = None,
) -> ImportPlan:
    """Return the plan of a file of which no row could be read."""
    return ImportPlan(kind, sha256, data_version, today, file_name, remarks=tuple(problems))
