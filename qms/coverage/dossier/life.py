"""One agency's life in the register: what it was called, where it stood, from which day on, and what was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from qms.coverage.ledger import BLANK
from qms.coverage.lives import lives_in
from qms.coverage.stamp import Group
from qms.vocabulary import Evidence, Level, Region, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.coverage.dossier.papers import Papers
    from qms.coverage.ledger import Int32s, Ledger

Word = TypeVar("Word", bound=StrEnum)
_LEVELS: Final = list(Level)
_DAY: Final = timedelta(days=1)


class Found(StrEnum):
    """Whether there is an agency under an id on a day, as known."""

    OPEN = "open"
    BEFORE = "before"
    """It opens on a later day."""
    CLOSED = "closed"
    TAKEN_BACK = "taken_back"
    """All that was ever recorded of it was taken back."""
    NOT_KNOWN_YET = "not_known_yet"
    """It was recorded later than what is known on the day asked for."""
    UNKNOWN = "unknown"


class Aspect(StrEnum):
    """What a row of the register changes."""

    OPENED = "opened"
    CLOSED = "closed"
    REOPENED = "reopened"
    NAME = "name"
    CODE = "code"
    PARENT = "parent"
    SCOPE = "scope"
    REGION = "region"
    LOCALITY = "locality"
    NAME_EN = "name_en"


_COMPARED: Final = (
    Aspect.NAME, Aspect.CODE, Aspect.PARENT, Aspect.SCOPE, Aspect.REGION, Aspect.LOCALITY, Aspect.NAME_EN,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What the register says of an agency from a day on; a closing says nothing else."""

    row: int
    valid_from: date
    is_open: bool
    code: str | None
    name: str | None
    name_en: str | None
    parent: Group | None
    scope: Scope | None
    region: Region | None
    locality: Group | None
    evidence: Evidence | None
    legal_act: str | None
    batch: int
    voided_by: int | None
    """The batch that took the row back, None as far as is known."""
    changed: tuple[Aspect, ...] = ()
    """What is otherwise than by the standing row before; nothing for a row that was taken back."""
    before: RegisterRow | None = None
    """The standing row before."""


@dataclass(frozen=True, slots=True)
class Life:
    """An agency between its opening and its end, as known."""

    id: int
    level: Level
    found: Found
    rows: tuple[RegisterRow, ...]
    """All rows known, oldest first, those taken back included."""
    opened_on: date | None
    closed_on: date | None
    """The first day on which it is no longer open, where one is known."""
    shown_on: date
    """The day whose facts are shown: the day asked for while it is open, else its nearest open day."""
    row: RegisterRow | None
    """What held on that day."""

    @property
    def name(self) -> str:
        """What it is called on the day shown."""
        return (self.row and self.row.name) or ""

    @property
    def standing(self) -> tuple[RegisterRow, ...]:
        """The rows that nothing took back, oldest first."""
        return tuple(row for row in self.rows if row.voided_by is None)


def rows_of(column: Int32s, agency: int) -> slice:
    """Return which rows of a column sorted by agency are one agency's (by its index)."""
    # Asked in the column's own type: numpy would turn the whole column into a wider one first.
    first, last = np.searchsorted(column, np.array([agency, agency + 1], dtype=column.dtype)).tolist()
    return slice(first, last)


def known_rows(column: Int32s, batch: Int32s, agency: int, known: int) -> list[int]:
    """Return the indices of one agency's rows that were recorded by a batch, those taken back included."""
    own = rows_of(column, agency)
    return [row for row in range(own.start, own.stop) if batch[row] <= known]


def life_of(ledger: Ledger, agency: int, as_of: date, known: int, papers: Papers) -> Life:
    """Return the life of an agency, by its index; what the register says of it on a day."""
    versions = ledger.versions
    everything = known_rows(versions.agency, versions.batch, agency, known)
    rows = _compared([_row(ledger, row, known, papers) for row in everything])
    steps = [row for row in rows if row.voided_by is None]
    opened_on = next((row.valid_from for row in steps if row.is_open), None)
    found = _found(ledger, agency, steps, as_of, known)
    shown_on = _shown_on(found, steps, as_of)
    current = _in_force(steps, shown_on) or (rows[-1] if rows and not steps else None)
    closed_on = next((row.valid_from for row in steps if not row.is_open and row.valid_from > shown_on), None)
    return Life(agency + 1, _LEVELS[ledger.levels[agency]], found, rows, opened_on, closed_on, shown_on, current)


def _found(ledger: Ledger, agency: int, steps: Sequence[RegisterRow], as_of: date, known: int) -> Found:
    if ledger.agencies_from[agency] > known:
        return Found.NOT_KNOWN_YET
    if not any(row.is_open for row in steps):
        return Found.TAKEN_BACK
    current = _in_force(steps, as_of)
    if current is None:
        return Found.BEFORE
    return Found.OPEN if current.is_open else Found.CLOSED


def _shown_on(found: Found, steps: Sequence[RegisterRow], as_of: date) -> date:
    if found is Found.BEFORE:
        return next(row.valid_from for row in steps if row.is_open)
    if found is Found.CLOSED:
        open_before = [place for place, row in enumerate(steps) if row.is_open and row.valid_from <= as_of]
        return steps[open_before[-1] + 1].valid_from - _DAY if open_before else as_of
    return as_of


def _in_force(steps: Sequence[RegisterRow], on_day: date) -> RegisterRow | None:
    return next((row for row in reversed(steps) if row.valid_from <= on_day), None)


def _row(ledger: Ledger, row: int, known: int, papers: Papers) -> RegisterRow:
    versions = ledger.versions
    valid_from, voided_by = date.fromordinal(int(versions.valid_from[row])), int(versions.voided_by[row])
    number = int(versions.id[row])
    return RegisterRow(
        row=number,
        valid_from=valid_from,
        is_open=bool(versions.is_open[row]),
        code=versions.code[row],
        name=versions.name[row],
        name_en=versions.name_en[row],
        parent=called(ledger, int(versions.parent[row]), valid_from, known),
        scope=word(Scope, int(versions.scope[row])),
        region=word(Region, int(versions.region[row])),
        locality=called(ledger, int(versions.locality[row]), valid_from, known),
        evidence=word(Evidence, int(versions.evidence[row])),
        legal_act=papers.legal_acts.get(number),
        batch=int(versions.batch[row]),
        voided_by=voided_by if voided_by <= known else None,
    )


def _compared(rows: Sequence[RegisterRow]) -> tuple[RegisterRow, ...]:
    """Return the rows with what each that stands changes."""
    found, before = [], None
    for row in rows:
        if row.voided_by is not None:
            found.append(row)
            continue
        told = _with_changes(row, before)
        found.append(told)
        before = told
    return tuple(found)


def _with_changes(row: RegisterRow, before: RegisterRow | None) -> RegisterRow:
    from dataclasses import replace

    return replace(row, changed=_changed(row, before), before=before and replace(before, before=None))


def _changed(row: RegisterRow, before: RegisterRow | None) -> tuple[Aspect, ...]:
    if not row.is_open:
        return (Aspect.CLOSED,)
    if before is None:
        return (Aspect.OPENED,)
    if not before.is_open:
        return (Aspect.REOPENED,)
    return tuple(aspect for aspect in _COMPARED if _said(row, aspect) != _said(before, aspect))


def _said(row: RegisterRow, aspect: Aspect) -> object:
    value = getattr(row, aspect.value)
    return value.id if isinstance(value, Group) else value


def called(ledger: Ledger, agency: int, on_day: date, known: int) -> Group | None:
    """Return an agency, by its index, as it is called on a day or nearest to it; its number for one never open."""
    if agency == BLANK:
        return None
    named = lives_in(ledger, known).called(agency, on_day.toordinal())
    return named or Group(agency + 1, _LEVELS[ledger.levels[agency]].value, None, f"#{agency + 1}")


def word(kind: type[Word], place: int) -> Word | None:
    """Return the word at a place of its closed set, None for blank."""
    return None if place == BLANK else list(kind)[place]
