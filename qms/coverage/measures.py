"""What each measure counts, on the cells of one day (the rules: docs/method)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qms.coverage.ledger import BLANK, Bools, Int32s, Int64s, index_of
from qms.vocabulary import ENCOURAGED_SCOPES, Level, Measure, Region, Scope, Standard

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qms.coverage.timeline import Cells

PARENT_LEVEL: Final = {
    Measure.MINISTRIES: Level.MINISTRY,
    Measure.PROVINCES: Level.PROVINCE,
    Measure.PROVINCES_WITH_COMMUNES: Level.PROVINCE,
}
"""The measures whose members are ministries or provinces, judged by what stands below them."""

_MANDATORY = index_of(Scope.MANDATORY)
_NONE = index_of(Scope.NONE)
_ENCOURAGED = [index_of(scope) for scope in ENCOURAGED_SCOPES]


class Slice(NamedTuple):
    """A free slice of the agencies; None does not narrow.

    `encouraged` holds `planned` too; without a scope every agency counts but those of scope `none`. A standard keeps
    the agencies whose newest event states it.
    """

    level: Level | None = None
    scope: Scope | None = None
    region: Region | None = None
    standard: Standard | None = None


class Members(NamedTuple):
    """The agencies behind a denominator, and which of them are in the numerator."""

    row: NDArray[np.intp]
    """Where each stands among the cells of the day."""
    agency: Int32s
    covered: Bools
    group: Int32s
    """The ministry or province of each, -1 where there is none."""
    silent: Bools
    """Which of them are not covered because nobody reported: themselves, or for a parent all that count below it."""


def counted_cells(measure: Measure, cells: Cells, slice_: Slice | None = None) -> Bools:
    """Return which cells are counted one by one: by an agency's measure, or below a parent's measure."""
    counted: Bools
    match measure:
        case Measure.MINISTRY_ENCOURAGED:
            counted = (cells.level == index_of(Level.MINISTRY_UNIT)) & _is_encouraged(cells)
        case Measure.COMMUNES | Measure.PROVINCES_WITH_COMMUNES:
            counted = (cells.level == index_of(Level.COMMUNE)) & (cells.scope != _NONE)
        case Measure.MINISTRIES | Measure.PROVINCES:
            counted = cells.scope == _MANDATORY
        case Measure.SLICE:
            counted = _sliced(cells, slice_ or Slice())
    return counted


def _is_encouraged(cells: Cells) -> Bools:
    found: Bools = np.logical_or.reduce([cells.scope == scope for scope in _ENCOURAGED])
    return found


def _sliced(cells: Cells, slice_: Slice) -> Bools:
    kept: Bools
    match slice_.scope:
        case None:
            kept = cells.scope != _NONE
        case Scope.ENCOURAGED:
            kept = _is_encouraged(cells)
        case scope:
            kept = cells.scope == index_of(scope)
    narrowed = ((slice_.level, cells.level), (slice_.region, cells.region), (slice_.standard, cells.standard))
    for asked, column in narrowed:
        if asked is not None:
            kept &= column == index_of(asked)
    return kept


def members_on(measure: Measure, cells: Cells, slice_: Slice | None = None) -> Members:
    """Return the members of a measure among the cells of one day, sorted by agency."""
    counted = counted_cells(measure, cells, slice_)
    level = PARENT_LEVEL.get(measure)
    if level is None:
        row = np.flatnonzero(counted)
        return Members(row, cells.agency[row], cells.covered[row], cells.top[row], cells.event[row] == BLANK)
    below = np.flatnonzero(counted & (cells.top >= 0))
    outcome = 2 * cells.covered[below] + (cells.event[below] != BLANK)
    places = int(cells.place.max(initial=BLANK)) + 1
    by_place = np.bincount(4 * cells.place[below] + outcome, minlength=4 * places).reshape(places, 4)
    row = np.flatnonzero(cells.level == index_of(level))
    of_each = by_place[cells.place[row]]
    total, reached, unheard = of_each.sum(axis=1), of_each[:, 2] + of_each[:, 3], of_each[:, 0]
    covered, silent = complies(measure, total, reached), (total > 0) & (unheard == total)
    if measure is Measure.MINISTRIES:
        row, covered, silent = (column[total > 0] for column in (row, covered, silent))
    return Members(row, cells.agency[row], covered, cells.agency[row], silent)


def complies(measure: Measure, total: Int64s, reached: Int64s) -> Bools:
    """Return which parents are in the numerator, from how many agencies below count and how many are covered."""
    complying: Bools = reached > 0 if measure is Measure.PROVINCES_WITH_COMMUNES else (total > 0) & (reached == total)
    return complying
