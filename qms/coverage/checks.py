"""What may be wrong, old or missing in what agencies reported: one mask over the agencies of a day for each check.

Only agencies in the programme are looked at (scope other than none). A check says that a row deserves a look, never
that a figure is to be counted otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from qms.coverage.ledger import BLANK, Bools, index_of, standing
from qms.coverage.periods import months_before
from qms.vocabulary import ISSUED_ON, SUPERSEDED_ON, Scope, Standard, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qms.coverage.ledger import Events, Int32s, Ledger
    from qms.coverage.timeline import Cells, Timeline


class Check(StrEnum):
    """What is looked for, the gravest first."""

    EDITION_NOT_ISSUED = "edition_not_issued"
    """An event states an edition of the standard that had not been issued on its day."""
    BACKWARD = "backward"
    """A later event stands lower than the one before, without a withdrawal in between."""
    SUPERSEDED = "superseded"
    """Announced, and still under an edition that a newer one has replaced."""
    PROCEDURES_PARTIAL = "procedures_partial"
    """Announced, but fewer procedures covered than there are."""
    COUNT_MISSING = "count_missing"
    """Announced with only one of the two counts of procedures."""
    PROCEDURES_NOT_STATED = "procedures_not_stated"
    EDITION_NOT_STATED = "edition_not_stated"
    MUST_REANNOUNCE = "must_reannounce"
    STALE = "stale"
    """Nothing new for longer than a number of months."""
    NO_REPORT = "no_report"


CONTRADICTIONS: Final = (
    Check.EDITION_NOT_ISSUED,
    Check.BACKWARD,
    Check.SUPERSEDED,
    Check.PROCEDURES_PARTIAL,
    Check.COUNT_MISSING,
)
GAPS: Final = (Check.PROCEDURES_NOT_STATED, Check.EDITION_NOT_STATED)
UNSOUND: Final = (*CONTRADICTIONS, *GAPS, Check.NO_REPORT)
"""What keeps an agency's record from being sound; being old or having to announce again does not."""

_ANNOUNCED: Final = index_of(Status.ANNOUNCED)
_WITHDRAWN: Final = index_of(Status.WITHDRAWN)
_NONE: Final = index_of(Scope.NONE)
_NEVER: Final = int(np.iinfo(np.int32).max)
_ISSUED: Final = np.array([ISSUED_ON.get(standard, date.min).toordinal() for standard in Standard])
_SUPERSEDED: Final = np.array([SUPERSEDED_ON[one].toordinal() if one in SUPERSEDED_ON else _NEVER for one in Standard])


@dataclass(frozen=True, slots=True)
class Checked:
    """The agencies of a day with the masks of all checks; every array has one place an open agency."""

    timeline: Timeline
    cells: Cells
    in_programme: Bools
    flags: dict[Check, Bools]
    """Only agencies in the programme are flagged."""

    @property
    def sound(self) -> Bools:
        """Which agencies have reported without a contradiction or a gap."""
        unsound = np.logical_or.reduce([self.flags[check] for check in UNSOUND])
        sound: Bools = self.in_programme & ~unsound
        return sound


def checked(timeline: Timeline, cells: Cells, as_of: date, months: int) -> Checked:
    """Return which of some agencies of a day deserve a look, and why; `months` is when news is old."""
    day, events = as_of.toordinal(), timeline.ledger.events
    early, fallen = (odd[events.effective_on[odd] <= day] for odd in _odd_events(timeline.ledger, timeline.known))
    reported, announced = cells.event != BLANK, cells.status == _ANNOUNCED
    total, covered = cells.newest(events.procedures_total), cells.newest(events.procedures_covered)
    one_count = (total == BLANK) != (covered == BLANK)
    old = cells.newest(events.effective_on) < months_before(as_of, months).toordinal()
    flags = {
        Check.EDITION_NOT_ISSUED: _among(events.agency[early], cells),
        Check.BACKWARD: _among(events.agency[fallen], cells),
        Check.SUPERSEDED: announced & _superseded(cells, day),
        Check.PROCEDURES_PARTIAL: announced & ~one_count & (covered < total),
        Check.COUNT_MISSING: announced & one_count,
        Check.PROCEDURES_NOT_STATED: cells.not_stated,
        Check.EDITION_NOT_STATED: announced & (cells.standard == BLANK),
        Check.MUST_REANNOUNCE: _among(timeline.marked_on(day), cells),
        Check.STALE: reported & old,
        Check.NO_REPORT: ~reported,
    }
    in_programme = cells.scope != _NONE
    return Checked(timeline, cells, in_programme, {check: mask & in_programme for check, mask in flags.items()})


def _superseded(cells: Cells, day: int) -> Bools:
    """Return which agencies' newest events state an edition that a newer one had replaced by a day."""
    replaced: Bools = (cells.standard != BLANK) & (_SUPERSEDED[cells.standard] <= day)
    return replaced


@lru_cache(maxsize=2)
def _odd_events(ledger: Ledger, known: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the events of all days that are too early for their edition, and those that fell behind the one before.

    Both are few, and what an event is does not hang on later ones: a day takes those up to it.
    """
    events = ledger.events
    kept = np.flatnonzero(standing(events.batch, events.voided_by, known))
    return _too_early(events, kept), _backward(events, kept)


def _too_early(events: Events, kept: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the events under an edition that had not been issued on their day."""
    stated = kept[events.standard[kept] != BLANK]
    early: NDArray[np.intp] = stated[events.effective_on[stated] < _ISSUED[events.standard[stated]]]
    return early


def _backward(events: Events, kept: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the events that stand lower than the one before them; withdrawing is no step down."""
    before, after = kept[:-1], kept[1:]
    fell = (events.agency[before] == events.agency[after]) & (events.status[after] < events.status[before])
    fell &= events.status[before] != _WITHDRAWN
    fallen: NDArray[np.intp] = after[fell]
    return fallen


def _among(agencies: Int32s, cells: Cells) -> Bools:
    return np.isin(cells.agency, agencies)
