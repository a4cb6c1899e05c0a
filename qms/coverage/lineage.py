"""Who became whom: from the bodies of a day to those of another, and the breaks that reorganisations leave."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qms.coverage.ledger import index_of, standing
from qms.vocabulary import PARENT_LEVELS, Level, Measure, Succession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qms.coverage.ledger import Int64s, Ledger
    from qms.coverage.measures import Slice
    from qms.coverage.timeline import Timeline

LONGEST_LINEAGE: Final = 64
_ENDING: Final = (index_of(Succession.ABSORBED), index_of(Succession.MERGED))
_COUNTED_LEVELS: Final = {
    Measure.MINISTRIES: Level.MINISTRY,
    Measure.MINISTRY_ENCOURAGED: Level.MINISTRY,
    Measure.PROVINCES: Level.PROVINCE,
    Measure.PROVINCES_WITH_COMMUNES: Level.PROVINCE,
    Measure.COMMUNES: Level.COMMUNE,
}
_STANDS_WITH: Final = {
    Level.MINISTRY_UNIT: Level.MINISTRY,
    Level.PROVINCIAL_UNIT: Level.PROVINCE,
    Level.DISTRICT: Level.PROVINCE,
}
"""The level whose reorganisation breaks a slice of units that stand under it."""


class Break(NamedTuple):
    """A day on which bodies of one level were merged: how many were open on its eve, and on it."""

    on_day: int
    level: Level
    before: int
    after: int

    def parts(self, start: date, end: date) -> bool:
        """Whether the two days lie on both sides of it; its own day belongs behind it."""
        return start.toordinal() < self.on_day <= end.toordinal()


def heirs_on(timeline: Timeline, day: int) -> Int64s:
    """Return for every agency the one that holds its place on a day: itself, or the end of its chain of heirs.

    Exact where each body went to one successor (ministries, provinces); an agency that was split keeps its own place,
    and so does one whose successor is not known to open on any day.
    """
    rows = timeline.ledger.successions
    ended = standing(rows.batch, rows.voided_by, timeline.known) & np.isin(rows.kind, _ENDING)
    ended &= (rows.on_day <= day) & (rows.predecessor != rows.successor)
    ended &= np.isin(rows.successor, timeline.cells.agency)
    heir = np.arange(len(timeline.ledger.levels), dtype=np.int64)
    heir[rows.predecessor[ended]] = rows.successor[ended]
    for _step in range(LONGEST_LINEAGE):
        further = heir[heir]
        if (further == heir).all():
            break
        heir = further
    return heir


def breaks(timeline: Timeline, measure: Measure, slice_: Slice | None = None) -> list[Break]:
    """Return the days on which bodies of the measure's level were merged into others, with the counts around them.

    A slice breaks with the bodies of its level, or with those that its level stands under; one of all levels with the
    ministries and the provinces.

    A merger of some percent of the bodies is everyday life of a register; a break is a day on which a tenth or more of
    them ended.
    """
    known = _broken(timeline.ledger, timeline.known)
    found = [break_ for level in _broken_levels(measure, slice_) for break_ in known[level]]
    return sorted(found, key=lambda break_: break_.on_day)


@lru_cache(maxsize=4)
def _broken(ledger: Ledger, known: int) -> dict[Level, tuple[Break, ...]]:
    """Return the breaks of each level as known at a batch: a report alone asks for them twenty times."""
    return {level: tuple(_of_level(ledger.timeline(known), level)) for level in Level}


def _broken_levels(measure: Measure, slice_: Slice | None) -> tuple[Level, ...]:
    if measure is not Measure.SLICE:
        return (_COUNTED_LEVELS[measure],)
    if slice_ is None or slice_.level is None:
        return PARENT_LEVELS
    return (_STANDS_WITH.get(slice_.level, slice_.level),)


def _of_level(timeline: Timeline, level: Level) -> Iterator[Break]:
    rows, levels = timeline.ledger.successions, timeline.ledger.levels
    ended = standing(rows.batch, rows.voided_by, timeline.known) & (rows.predecessor != rows.successor)
    ended &= levels[rows.predecessor] == index_of(level)
    for on_day in sorted(set(rows.on_day[ended].tolist())):
        gone = len(set(rows.predecessor[ended & (rows.on_day == on_day)].tolist()))
        before, after = (int((timeline.on(day).level == index_of(level)).sum()) for day in (on_day - 1, on_day))
        if gone * 10 >= before:
            yield Break(on_day, level, before, after)


class Reorganisation(NamedTuple):
    """What one legal act did to the bodies of one level on one day."""

    on_day: date
    act: str | None
    """None where the data names none."""
    level: Level
    kinds: tuple[Succession, ...]


def reorganisations(timeline: Timeline, start: date, end: date) -> tuple[Reorganisation, ...]:
    """Return the reorganisations after the first day and up to the last, bodies that merely went on left out."""
    rows, levels = timeline.ledger.successions, timeline.ledger.levels
    between = standing(rows.batch, rows.voided_by, timeline.known) & (rows.kind != index_of(Succession.CONTINUED))
    between &= (rows.on_day > start.toordinal()) & (rows.on_day <= end.toordinal())
    between &= rows.predecessor != rows.successor
    found: dict[tuple[int, int, str], set[int]] = {}
    for row in np.flatnonzero(between).tolist():
        place = int(rows.on_day[row]), int(levels[rows.predecessor[row]]), rows.act[row] or ""
        found.setdefault(place, set()).add(int(rows.kind[row]))
    return tuple(
        Reorganisation(
            date.fromordinal(day),
            act or None,
            list(Level)[level],
            tuple(list(Succession)[kind] for kind in sorted(kinds)),
        )
        for (day, level, act), kinds in sorted(found.items())
    )
