"""Where one agency stands on a day: its newest report, whether that covers it, and whether it must announce again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from qms.coverage.dossier.events import Report, report_at
from qms.coverage.dossier.life import called, rows_of, word
from qms.coverage.ledger import BLANK, index_of, standing
from qms.coverage.outstanding import what_lacks
from qms.vocabulary import Missing, Region, Status, Succession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qms.coverage.dossier.papers import Papers
    from qms.coverage.editions import Superseded
    from qms.coverage.stamp import Group
    from qms.coverage.timeline import Timeline


@dataclass(frozen=True, slots=True)
class MustAnnounceAgain:
    """Since when an announcement no longer speaks of all that a body does, and whose duties it took over."""

    since: date
    absorbed: tuple[Group, ...]
    """The bodies that ended in it on that day, as they were called; none where they stand in no register."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an agency stands on a day on which it is open."""

    on: date
    since: date
    """The day of the newest report; without any, the day it opened."""
    report: Report | None
    covered: bool
    again: MustAnnounceAgain | None
    region: Region | None
    """Its own, or that of its ministry or province."""
    top: int | None
    """The id of its ministry or province, None where it is one itself or has none."""

    @property
    def status(self) -> Status | None:
        """The newest status; None: no report."""
        return None if self.report is None else self.report.status

    @property
    def missing(self) -> Missing | None:
        """What it lacks to be covered, None where it is."""
        return None if self.covered else what_lacks(self.status)

    @property
    def superseded(self) -> Superseded | None:
        """Whether its edition of the standard is superseded on the day."""
        return None if self.report is None else self.report.superseded_on(self.on)


def stand_on(timeline: Timeline, agency: int, on: date, papers: Papers) -> Stand | None:
    """Return where an agency, by its index, stands on a day; None on a day on which it is not open."""
    cell = cell_on(timeline, agency, on)
    if cell is None:
        return None
    cells, ledger = timeline.cells, timeline.ledger
    event, top = int(cells.event[cell]), int(cells.top[cell])
    report = None if event == BLANK else report_at(ledger, event, timeline.known, papers)
    opened = int(cells.start[rows_of(cells.agency, agency)][0])
    return Stand(
        on=on,
        since=date.fromordinal(opened) if report is None else report.effective_on,
        report=report,
        covered=bool(cells.covered[cell]),
        again=_again(timeline, agency, on),
        region=word(Region, int(timeline.spells.region[cells.spell[cell]])),
        top=None if top in (BLANK, agency) else top + 1,
    )


def cell_on(timeline: Timeline, agency: int, on: date) -> int | None:
    """Return the index of the cell of an agency on a day, None where it is not open."""
    cells, day = timeline.cells, on.toordinal()
    own = rows_of(cells.agency, agency)
    found = np.flatnonzero((cells.start[own] <= day) & (cells.end[own] > day))
    return int(found[0]) + own.start if len(found) else None


def _again(timeline: Timeline, agency: int, on: date) -> MustAnnounceAgain | None:
    marked, start, end = timeline.marks
    day = on.toordinal()
    days = start[(marked == agency) & (start <= day) & (end > day)]
    if not len(days):
        return None
    since = date.fromordinal(int(days.min()))
    return MustAnnounceAgain(since, tuple(_absorbed(timeline, agency, int(days.min()))))


def _absorbed(timeline: Timeline, agency: int, day: int) -> Iterator[Group]:
    rows = timeline.ledger.successions
    took = standing(rows.batch, rows.voided_by, timeline.known) & (rows.kind == index_of(Succession.ABSORBED))
    took &= (rows.successor == agency) & (rows.on_day == day) & (rows.predecessor != agency)
    for body in rows.predecessor[took].tolist():
        named = called(timeline.ledger, body, date.fromordinal(day - 1), timeline.known)
        if named is not None:
            yield named
