"""What each agency adds to numerator and denominator between two pictures of the population, told apart by its cause.

Arrays over the agencies' indices throughout; an agency's share in either count is -1, 0 or +1.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qms.coverage.figures import cells_under
from qms.coverage.ledger import index_of, standing
from qms.coverage.measures import members_on
from qms.vocabulary import ChangeKind, Succession

if TYPE_CHECKING:
    from datetime import date

    from qms.coverage.ledger import Bools, Int8s, Ledger
    from qms.coverage.measures import Slice
    from qms.coverage.timeline import Cells, Timeline
    from qms.vocabulary import Measure

_ENDED_IN: Final = [index_of(kind) for kind in (Succession.ABSORBED, Succession.MERGED, Succession.SPLIT)]


class Effect(StrEnum):
    """What an agency of a step does to a count."""

    NUMERATOR_UP = "numerator_up"
    NUMERATOR_DOWN = "numerator_down"
    DENOMINATOR_UP = "denominator_up"
    DENOMINATOR_DOWN = "denominator_down"

    @classmethod
    def of(cls, count: str) -> tuple[Effect, Effect]:
        """Return what adds to a count (numerator, denominator), and what takes from it."""
        return cls(f"{count}_up"), cls(f"{count}_down")

    def among(self, shares: Shares) -> Bools:
        """Return which agencies do this."""
        count, _, direction = self.value.partition("_")
        share: Int8s = getattr(shares, count)
        does: Bools = share > 0 if direction == "up" else share < 0
        return does


class Picture(NamedTuple):
    """The population of one day as known at one batch."""

    day: date
    timeline: Timeline
    everyone: Cells
    asked: Cells
    """Those under the agency that is asked about; all of them without one."""
    open: Bools
    """Which agencies are open."""

    @classmethod
    def of(cls, ledger: Ledger, known: int, day: date, under: int | None) -> Picture:
        """Return the picture of a day; `under` is an agency's id."""
        timeline, asked = cells_under(ledger, known, day, under)
        everyone = asked if under is None else timeline.on(day.toordinal())
        is_open = np.zeros(len(ledger.levels), dtype=np.bool_)
        is_open[everyone.agency] = True
        return cls(day, timeline, everyone, asked, is_open)


class Side(NamedTuple):
    """Which agencies are open, in the denominator, and in the numerator of a measure, in one picture."""

    open: Bools
    counted: Bools
    covered: Bools


class Shares(NamedTuple):
    """What each agency adds to the numerator and to the denominator by one kind of change."""

    numerator: Int8s
    denominator: Int8s

    @property
    def concerned(self) -> Bools:
        """Which agencies take part in it."""
        moved: Bools = (self.numerator != 0) | (self.denominator != 0)
        return moved


def side_of(measure: Measure, picture: Picture, slice_: Slice | None) -> Side:
    """Return the side of a measure in a picture."""
    members = members_on(measure, picture.asked, slice_)
    counted, covered = np.zeros((2, len(picture.open)), dtype=np.bool_)
    counted[members.agency] = True
    covered[members.agency[members.covered]] = True
    return Side(picture.open, counted, covered)


def corrected(told: Side, known: Side) -> Shares:
    """Return what was learned later about one day: from what was told of it to what is known of it."""
    return Shares(*_differences(told, known))


def moved(before: Side, after: Side, reorganised: Bools) -> dict[ChangeKind, Shares]:
    """Return what happened between two days; each agency is in one kind at most for each of the two counts."""
    entered, left = after.counted & ~before.counted, before.counted & ~after.counted
    begun, ended = entered & ~before.open, left & ~after.open
    rescoped = (entered | left) & ~begun & ~ended
    stayed = before.counted & after.counted
    numerator, denominator = _differences(before, after)
    nothing = np.zeros_like(denominator)
    gained = (stayed | begun) & (numerator > 0)
    lost = stayed & (numerator < 0)
    crossed = begun | ended
    merged, apart = crossed & reorganised, crossed & ~reorganised
    left_behind = np.where(ended, numerator, 0)
    return {
        ChangeKind.GAINED: Shares(np.where(gained, numerator, 0), nothing),
        ChangeKind.LOST: Shares(np.where(lost, numerator, 0), nothing),
        ChangeKind.OPENED: Shares(nothing, np.where(apart & begun, denominator, 0)),
        ChangeKind.CLOSED: Shares(np.where(apart, left_behind, 0), np.where(apart & ended, denominator, 0)),
        ChangeKind.MERGED: Shares(np.where(merged, left_behind, 0), np.where(merged, denominator, 0)),
        ChangeKind.SCOPE: Shares(np.where(rescoped, numerator, 0), np.where(rescoped, denominator, 0)),
    }


def reorganised(timeline: Timeline, start: date, end: date) -> Bools:
    """Return which agencies ended in another, or took in another, after the first day and up to the last."""
    rows = timeline.ledger.successions
    between = standing(rows.batch, rows.voided_by, timeline.known) & np.isin(rows.kind, _ENDED_IN)
    between &= (rows.on_day > start.toordinal()) & (rows.on_day <= end.toordinal())
    between &= rows.predecessor != rows.successor
    concerned = np.zeros(len(timeline.ledger.levels), dtype=np.bool_)
    concerned[rows.predecessor[between]] = True
    concerned[rows.successor[between]] = True
    return concerned


def _differences(before: Side, after: Side) -> tuple[Int8s, Int8s]:
    return (
        after.covered.astype(np.int8) - before.covered,
        after.counted.astype(np.int8) - before.counted,
    )
