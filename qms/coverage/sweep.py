"""Counting over days by one sweep: +1 where a cell begins, -1 where it ends, then the running sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qms.coverage.ledger import NO_END, index_of
from qms.coverage.measures import PARENT_LEVEL, complies, counted_cells
from qms.vocabulary import Level, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from qms.coverage.ledger import Bools, Int32s, Int64s
    from qms.coverage.measures import Slice
    from qms.coverage.timeline import Cells, Timeline

_COUNTED_ALIKE = {Measure.PROVINCES: Measure.MINISTRIES, Measure.PROVINCES_WITH_COMMUNES: Measure.COMMUNES}
"""Measures that count the same agencies, and differ only in what is made of the counts."""


class Counts(NamedTuple):
    """Numerators and denominators by group and day: both int64 of shape (groups, days)."""

    group: Int64s
    """Agency index of each row's ministry or province, -1 for what stands below none."""
    numerator: Int64s
    denominator: Int64s

    def onto(self, home: Int64s) -> Counts:
        """Return these counts pooled: the row of a group is added to that of `home[group]`."""
        kept = self.group >= 0
        group, row = np.unique(home[self.group[kept]], return_inverse=True)
        pooled = [np.zeros((len(group), self.numerator.shape[1]), dtype=np.int64) for _ in range(2)]
        np.add.at(pooled[0], row, self.numerator[kept])
        np.add.at(pooled[1], row, self.denominator[kept])
        return Counts(group, *pooled)


def sweep(
    measures: Iterable[Measure],
    timeline: Timeline,
    days: NDArray[np.int64],
    cells: Cells | None = None,
    slice_: Slice | None = None,
) -> dict[Measure, Counts]:
    """Return numerators and denominators of all groups with something to count on some days, for each measure.

    Days are ordinals in rising order; `cells` are those of the timeline, or some of them. Agencies that two measures
    count alike are swept once.
    """
    cells = timeline.cells if cells is None else cells
    tops, agencies = timeline.tops, len(timeline.ledger.levels)
    swept: dict[Measure, Counts] = {}
    found: dict[Measure, Counts] = {}
    for measure in measures:
        counted = _COUNTED_ALIKE.get(measure, measure)
        if counted not in swept:
            total, reached = _counts(cells, counted_cells(counted, cells, slice_), cells.place, len(tops), days)
            kept = total.any(axis=1)
            swept[counted] = Counts(tops[kept].astype(np.int64), reached[kept], total[kept])
        level = PARENT_LEVEL.get(measure)
        below = swept[counted]
        found[measure] = below if level is None else _judged(measure, cells, level, days, agencies, below)
    return found


def _judged(
    measure: Measure, cells: Cells, level: Level, days: NDArray[np.int64], agencies: int, below: Counts
) -> Counts:
    """Return the counts of a parents' measure: each parent is its own group, with 0 or 1 on each day."""
    is_parent = cells.level == index_of(level)
    group, of_parents = np.unique(cells.agency[is_parent].astype(np.int64), return_inverse=True)
    row = np.zeros(len(is_parent), dtype=np.int32)
    row[is_parent] = of_parents
    is_open = _counts(cells, is_parent, row, len(group), days)[0]
    place = np.full(agencies, len(below.group), dtype=np.int64)
    known = below.group >= 0
    place[below.group[known]] = np.flatnonzero(known)
    nothing = np.zeros((1, len(days)), dtype=np.int64)
    total = np.concatenate([below.denominator, nothing])[place[group]]
    reached = np.concatenate([below.numerator, nothing])[place[group]]
    if measure is Measure.MINISTRIES:
        is_open = is_open * (total > 0)
    return Counts(group, is_open * complies(measure, total, reached), is_open)


def _counts(cells: Cells, counted: Bools, row: Int32s, rows: int, days: NDArray[np.int64]) -> tuple[Int64s, Int64s]:
    """Return how many of the counted cells are open on each day, and how many of them are covered, as (rows, days).

    Where few cells are counted they are picked out first; where most are, the others go into a row that is left out.
    """
    start, end, covered = cells.start, cells.end, cells.covered
    if 2 * np.count_nonzero(counted) < len(counted):
        chosen = np.flatnonzero(counted)
        start, end, covered, row = start[chosen], end[chosen], covered[chosen], row[chosen]
    else:
        row = np.where(counted, row, np.int32(rows))
    width = len(days) + 1
    size = 2 * width * (rows + 1)
    narrow = np.dtype(np.int32 if size <= NO_END else np.int64)
    first, last = int(days[0]), int(days[-1])
    reached = (2 * np.searchsorted(days, np.arange(first, last + 2))).astype(narrow)
    bins = row.astype(narrow, copy=False) * (2 * width) + covered
    steps = np.bincount(bins + reached.take(start - np.int32(first), mode="clip"), minlength=size)
    steps -= np.bincount(bins + reached.take(end - np.int32(first), mode="clip"), minlength=size)
    running = steps.reshape(rows + 1, width, 2)[:rows, :-1].cumsum(axis=1)
    return running.sum(axis=2), running[:, :, 1]
