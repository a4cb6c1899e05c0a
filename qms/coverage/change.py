"""What moved a measure from one day to another, as steps that add up exactly, numerator and denominator apart.

    before + gained - lost ± opened, closed, merged, scope = after

A body that opened between the two days enters uncovered (a new life begins with no report): opening adds to the
denominator alone, and what it announced since is a gain like any other. A body that ended takes along what it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from qms.coverage.figures import group_on
from qms.coverage.ledger import index_of, standing
from qms.coverage.measures import Slice, members_on
from qms.coverage.rates import rate_text
from qms.coverage.stamp import Group, Stamp, iso, stamp_of
from qms.vocabulary import Measure, Missing, Status, Succession

if TYPE_CHECKING:
    from datetime import datetime

    from qms.coverage.ledger import Bools, Int64s, Ledger
    from qms.coverage.timeline import Cells, Timeline


class Kind(StrEnum):
    """Why an agency counts otherwise than before."""

    GAINED = "gained"
    LOST = "lost"
    OPENED = "opened"
    CLOSED = "closed"
    MERGED = "merged"
    """Bodies that ended in others, and those others where they are new."""
    SCOPE = "scope"
    """Open on both days, but counted on one of them only."""


class Count(NamedTuple):
    """A numerator and its denominator on one day."""

    numerator: int
    denominator: int

    def text(self, language: str = "vi") -> str:
        """Return the rate as it is printed."""
        return rate_text(self.numerator, self.denominator, language)

    def to_json(self) -> dict[str, int]:
        """Return both by name."""
        return self._asdict()


@dataclass(frozen=True, slots=True)
class Step:
    """One reason for change, with what it adds to numerator and denominator."""

    kind: Kind
    numerator: int
    denominator: int
    agencies: tuple[Group, ...] | None
    """Each agency once, as called on the later day, or on the earlier one where it ended; None: not asked for."""
    count: int
    """How many agencies there are."""
    reasons: tuple[tuple[Missing, int], ...] = ()
    """For `lost`: how many lack what now."""

    def to_json(self) -> dict[str, Any]:
        """Return the step as in the `changes` document."""
        return {
            "kind": self.kind.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "agencies": [agency.to_json() for agency in self.agencies or ()],
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One measure on two days, and the steps between; steps that moved nothing are left out."""

    measure: Measure
    start: date
    end: date
    stamp: Stamp
    before: Count
    after: Count
    steps: tuple[Step, ...]

    def step(self, kind: Kind) -> Step:
        """Return the step of a kind, with zeros where nothing moved."""
        return next((step for step in self.steps if step.kind is kind), Step(kind, 0, 0, (), 0))

    def to_json(self, _language: str = "vi") -> dict[str, Any]:
        """Return the measure as in the `changes` document."""
        return {
            "measure": self.measure.value,
            "from": iso(self.start),
            "to": iso(self.end),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "steps": [step.to_json() for step in self.steps],
        }


_ENDED_IN: Final = [index_of(kind) for kind in (Succession.ABSORBED, Succession.MERGED, Succession.SPLIT)]
_REASONS: Final = {Status.ANNOUNCED: Missing.PROCEDURES_PARTIAL, Status.WITHDRAWN: Missing.WITHDRAWN}


class _Side(NamedTuple):
    """All agencies on one of the two days, as arrays over the agencies' indices."""

    open: Bools
    counted: Bools
    covered: Bools


def change(
    ledger: Ledger,
    measure: Measure,
    start: date,
    end: date,
    *,
    slice_: Slice | None = None,
    known_on: datetime | None = None,
    agencies: bool = False,
) -> Change:
    """Return what moved a measure between two days, as known at a UTC moment; `agencies` names those of each step."""
    stamp = stamp_of(ledger, known_on)
    timeline = ledger.timeline(stamp.data_version)
    first, last = (timeline.on(day.toordinal()) for day in (start, end))
    before, after = (_side(measure, cells, len(ledger.levels), slice_) for cells in (first, last))
    moved = _moved(before, after, _reorganised(timeline, start, end))
    names = _Names(timeline, first, last) if agencies else None
    steps = tuple(
        _step(kind, numerator, denominator, names, last)
        for kind, (numerator, denominator) in moved.items()
        if (numerator != 0).any() or (denominator != 0).any()
    )
    return Change(measure, start, end, stamp, _count(before), _count(after), steps)


def _side(measure: Measure, cells: Cells, agencies: int, slice_: Slice | None) -> _Side:
    flags = np.zeros((3, agencies), dtype=np.bool_)
    counted = members_on(measure, cells, slice_)
    flags[0, cells.agency] = True
    flags[1, counted.agency] = True
    flags[2, counted.agency[counted.covered]] = True
    return _Side(*flags)


def _count(side: _Side) -> Count:
    return Count(int(side.covered.sum()), int(side.counted.sum()))


def _moved(before: _Side, after: _Side, reorganised: Bools) -> dict[Kind, tuple[Int64s, Int64s]]:
    """Return for each kind what each agency adds to numerator and denominator."""
    entered, left = after.counted & ~before.counted, before.counted & ~after.counted
    begun, ended = entered & ~before.open, left & ~after.open
    rescoped = (entered | left) & ~begun & ~ended
    stayed = before.counted & after.counted
    denominator = after.counted.astype(np.int64) - before.counted
    numerator = after.covered.astype(np.int64) - before.covered
    nothing = np.zeros(len(denominator), dtype=np.int64)
    gained = (stayed | begun) & (numerator > 0)
    lost = stayed & (numerator < 0)
    crossed = begun | ended
    merged, apart = crossed & reorganised, crossed & ~reorganised
    left_behind = np.where(ended, numerator, 0)
    return {
        Kind.GAINED: (np.where(gained, numerator, 0), nothing),
        Kind.LOST: (np.where(lost, numerator, 0), nothing),
        Kind.OPENED: (nothing, np.where(apart & begun, denominator, 0)),
        Kind.CLOSED: (np.where(apart, left_behind, 0), np.where(apart & ended, denominator, 0)),
        Kind.MERGED: (np.where(merged, left_behind, 0), np.where(merged, denominator, 0)),
        Kind.SCOPE: (np.where(rescoped, numerator, 0), np.where(rescoped, denominator, 0)),
    }


def _reorganised(timeline: Timeline, start: date, end: date) -> Bools:
    """Return which agencies ended in another, or took in another, after the first day and up to the last."""
    rows = timeline.ledger.successions
    between = standing(rows.batch, rows.voided_by, timeline.known) & np.isin(rows.kind, _ENDED_IN)
    between &= (rows.on_day > start.toordinal()) & (rows.on_day <= end.toordinal())
    between &= rows.predecessor != rows.successor
    concerned = np.zeros(len(timeline.ledger.levels), dtype=np.bool_)
    concerned[rows.predecessor[between]] = True
    concerned[rows.successor[between]] = True
    return concerned


class _Names:
    """What agencies are called on the later day, or on the earlier one where they ended."""

    def __init__(self, timeline: Timeline, first: Cells, last: Cells) -> None:
        self._timeline = timeline
        self._versions = {
            agency: version
            for cells in (first, last)
            for agency, version in zip(cells.agency.tolist(), cells.version.tolist(), strict=True)
        }

    def of(self, agencies: Int64s) -> tuple[Group, ...]:
        """Return agencies by level, code and id."""
        named = [group_on(self._timeline, agency, self._versions[agency]) for agency in agencies.tolist()]
        return tuple(sorted(named, key=lambda agency: (agency.level, agency.code or "", agency.id)))


def _step(kind: Kind, numerator: Int64s, denominator: Int64s, names: _Names | None, last: Cells) -> Step:
    concerned = np.flatnonzero((numerator != 0) | (denominator != 0))
    return Step(
        kind=kind,
        numerator=int(numerator.sum()),
        denominator=int(denominator.sum()),
        agencies=None if names is None else names.of(concerned),
        count=len(concerned),
        reasons=_reasons(last, concerned) if kind is Kind.LOST else (),
    )


def _reasons(cells: Cells, agencies: Int64s) -> tuple[tuple[Missing, int], ...]:
    """Return how many of some agencies lack what, by their own newest event."""
    statuses = cells.status[np.searchsorted(cells.agency, agencies)].tolist()
    lacking = [
        Missing.NO_REPORT if status < 0 else _REASONS.get(list(Status)[status], Missing.NOT_ANNOUNCED)
        for status in statuses
    ]
    return tuple((missing, lacking.count(missing)) for missing in Missing if missing in lacking)
