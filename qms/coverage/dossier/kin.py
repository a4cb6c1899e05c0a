"""Predecessors and successors of one agency, what was true of each, and their lanes on one axis of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qms.coverage.dossier.life import called, rows_of
from qms.coverage.dossier.papers import SuccessionPaper
from qms.coverage.dossier.stand import Stand, stand_on
from qms.coverage.ledger import BLANK, standing
from qms.vocabulary import Status, Succession

if TYPE_CHECKING:
    from qms.coverage.dossier.papers import Papers
    from qms.coverage.ledger import Int64s, Ledger
    from qms.coverage.stamp import Group
    from qms.coverage.timeline import Timeline

_DAY: Final = timedelta(days=1)
_KINDS: Final = list(Succession)
_STATUSES: Final = list(Status)
_YEARS_WITHOUT_REPORT: Final = 5
"""How far back the lanes go where nobody reported."""


class Relative(NamedTuple):
    """Another body that this one came from, or ended in."""

    group: Group
    """As it was called on `on`."""
    kind: Succession
    on_day: date
    """The day of the reorganisation."""
    on: date
    """Of a predecessor the last day before it; of a successor the day itself, or the later day that is looked at."""
    stand: Stand | None
    """Where it stood on `on`; None where it was not open."""
    batch: int
    paper: SuccessionPaper


class Segment(NamedTuple):
    """Days [start, end) on which a lane looks the same."""

    start: date
    end: date
    status: Status | None
    covered: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One body's statuses over time."""

    group: Group
    segments: tuple[Segment, ...]
    is_own: bool
    """Whether it is the body that the dossier is about."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Lanes on one axis from `start` to `end`, and the days of reorganisation between."""

    start: date
    end: date
    lanes: tuple[Lane, ...]
    breaks: tuple[date, ...]


def succession_rows(ledger: Ledger, agency: int, known: int) -> Int64s:
    """Return the indices of the standing successions that name an agency on either side."""
    rows = ledger.successions
    named = (rows.predecessor == agency) | (rows.successor == agency)
    found: Int64s = np.flatnonzero(standing(rows.batch, rows.voided_by, known) & named)
    return found


def predecessors(timeline: Timeline, agency: int, as_of: date, papers: Papers) -> tuple[Relative, ...]:
    """Return the other bodies that became this one by a day, newest reorganisation first, by code."""
    return _sorted(
        _relative(timeline, row, before, on_day - _DAY, papers)
        for row, before, after, on_day in _named(timeline, agency)
        if after == agency and before != agency and on_day <= as_of
    )


def successors(timeline: Timeline, agency: int, as_of: date, papers: Papers) -> tuple[Relative, ...]:
    """Return the other bodies that this one became, whenever; as of a day, or of their first one."""
    return _sorted(
        _relative(timeline, row, after, max(on_day, as_of), papers)
        for row, before, after, on_day in _named(timeline, agency)
        if before == agency and after != agency
    )


def _named(timeline: Timeline, agency: int) -> Iterable[tuple[int, int, int, date]]:
    rows = timeline.ledger.successions
    for row in succession_rows(timeline.ledger, agency, timeline.known).tolist():
        yield row, int(rows.predecessor[row]), int(rows.successor[row]), date.fromordinal(int(rows.on_day[row]))


def _relative(timeline: Timeline, row: int, other: int, on: date, papers: Papers) -> Relative:
    rows, ledger = timeline.ledger.successions, timeline.ledger
    group = called(ledger, other, on, timeline.known)
    assert group is not None  # noqa: S101 – only no agency has no name at all
    return Relative(
        group=group,
        kind=_KINDS[rows.kind[row]],
        on_day=date.fromordinal(int(rows.on_day[row])),
        on=on,
        stand=stand_on(timeline, other, on, papers),
        batch=int(rows.batch[row]),
        paper=papers.successions.get(row + 1, SuccessionPaper()),
    )


def _sorted(relatives: Iterable[Relative]) -> tuple[Relative, ...]:
    return tuple(sorted(relatives, key=lambda one: (-one.on_day.toordinal(), one.group.code or "", one.group.id)))


def lanes_of(
    timeline: Timeline, own: Group, before: Iterable[Relative], after: Iterable[Relative], end: date
) -> Lanes | None:
    """Return the lanes of predecessors, this body and its successors up to a day; None where none was open by then."""
    bodies = {one.group.id: one.group for one in before} | {own.id: own} | {one.group.id: one.group for one in after}
    cells = {body: _segments(timeline, body - 1, end) for body in bodies}
    drawn = {body: segments for body, segments in cells.items() if segments}
    if own.id not in drawn:
        return None
    start = _start(drawn.values(), end)
    days = {one.on_day for one in (*before, *after)}
    return Lanes(
        start,
        end + _DAY,
        tuple(
            Lane(bodies[body], tuple(_from(start, segments)), is_own=body == own.id) for body, segments in drawn.items()
        ),
        tuple(sorted(day for day in days if start < day <= end)),
    )


def _segments(timeline: Timeline, agency: int, until: date) -> list[Segment]:
    """Return a body's stretches of one look up to a day, the last cut behind that day."""
    cells, found = timeline.cells, list[Segment]()
    own = rows_of(cells.agency, agency)
    last = until.toordinal() + 1
    for cell in range(own.start, own.stop):
        start, end = int(cells.start[cell]), min(int(cells.end[cell]), last)
        if start >= end:
            continue
        status = None if cells.status[cell] == BLANK else _STATUSES[cells.status[cell]]
        segment = Segment(date.fromordinal(start), date.fromordinal(end), status, bool(cells.covered[cell]))
        if found and _goes_on(found[-1], segment):
            segment = segment._replace(start=found.pop().start)
        found.append(segment)
    return found


def _goes_on(earlier: Segment, segment: Segment) -> bool:
    return (earlier.end, earlier.status, earlier.covered) == (segment.start, segment.status, segment.covered)


def _start(lanes: Iterable[list[Segment]], end: date) -> date:
    """Return the first of January before the first report, not before any of them opened."""
    everything = [segment for segments in lanes for segment in segments]
    reported = [segment.start for segment in everything if segment.status is not None]
    year = min(reported).year - 1 if reported else end.year - _YEARS_WITHOUT_REPORT
    return max(date(year, 1, 1), min(segment.start for segment in everything))


def _from(start: date, segments: Iterable[Segment]) -> Iterable[Segment]:
    return (segment._replace(start=max(segment.start, start)) for segment in segments if segment.end > start)
