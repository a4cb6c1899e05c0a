"""The dossier of one agency on a day: one value from the ledger's columns and the store's papers, laid out by the page.

    wanted = rows_behind(ledger, agency, known_on=known)
    found = dossier(ledger, agency, as_of, read_papers(database, wanted), known_on=known)

Everything in it is as known on the day asked for: what was recorded later does not show, what was taken back later
still stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from qms.coverage.dossier.events import Report, Told, reports_of, told
from qms.coverage.dossier.kin import Lane, Lanes, Relative, Segment, lanes_of, predecessors, succession_rows, successors
from qms.coverage.dossier.life import Aspect, Found, Life, RegisterRow, called, known_rows, life_of
from qms.coverage.dossier.papers import BatchPaper, Papers, Wanted
from qms.coverage.dossier.procedures import Counted, counted_procedures
from qms.coverage.dossier.stand import Stand, stand_on
from qms.coverage.dossier.story import Moment, Turn, story, turns_of
from qms.coverage.figures import Figure, slice_figures
from qms.coverage.lives import lives_in
from qms.coverage.measures import Slice
from qms.coverage.stamp import Group, Stamp, stamp_of
from qms.vocabulary import PARENT_LEVELS, Level, Scope

if TYPE_CHECKING:
    from datetime import datetime

    from qms.coverage.ledger import Ledger

__all__ = [
    "Aspect",
    "BatchPaper",
    "Counted",
    "Dossier",
    "Found",
    "Lane",
    "Lanes",
    "Moment",
    "Papers",
    "RegisterRow",
    "Relative",
    "Report",
    "Segment",
    "Stand",
    "Told",
    "Turn",
    "Wanted",
    "dossier",
    "is_known",
    "rows_behind",
]

_BELOW = {Level.MINISTRY: Level.MINISTRY_UNIT, Level.PROVINCE: Level.COMMUNE}
"""Whose share a ministry or province is asked about beside its mandatory agencies."""


@dataclass(frozen=True, slots=True)
class Around:
    """A count of agencies around one: those of a level, or the mandatory ones, below a ministry or province."""

    under: Group
    slice_: Slice
    figure: Figure

    @property
    def lacking(self) -> int:
        """How many of them are not covered."""
        return self.figure.denominator - self.figure.numerator


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one agency, for one day."""

    as_of: date
    stamp: Stamp
    life: Life
    own: Group
    """As it is called on the day shown."""
    stand: Stand | None
    """Where it stands on the day shown; None where it never was open."""
    entries: tuple[Told, ...]
    """Reports up to the day asked for, newest first, with what each corrected."""
    later: int
    """How many reports that stand hold from later days."""
    predecessors: tuple[Relative, ...]
    successors: tuple[Relative, ...]
    story: tuple[Moment, ...]
    """Reports and reorganisations up to the day asked for, newest first."""
    lanes: Lanes | None
    procedures: tuple[Counted, ...]
    """Procedures covered of all over time, oldest first."""
    chain: tuple[Group, ...]
    """The bodies above it on the day shown, from the top down."""
    siblings: Around | None
    """The agencies of its level below its ministry or province."""
    mandatory: Around | None
    """The mandatory agencies below its ministry or province, or below itself: what that body is judged by."""
    below: Around | None
    """For a ministry or province: its units, or its communes."""
    batches: dict[int, BatchPaper]

    @property
    def reports(self) -> int:
        """How many reports stand."""
        return sum(entry.report.voided_by is None for entry in self.entries)

    @property
    def corrections(self) -> int:
        """How many reports were corrected or taken back."""
        return sum(len(entry.corrected) + (entry.report.voided_by is not None) for entry in self.entries)

    @property
    def procedures_are_current(self) -> bool:
        """Whether the newest report that holds on the day shown is among those that state procedures."""
        return bool(self.procedures) and self.procedures[-1].end > self.life.shown_on

    @property
    def covered_before(self) -> int:
        """How many of the bodies before it were covered on their last day."""
        return sum(one.stand is not None and one.stand.covered for one in self.predecessors)

    def day_of(self, body: int) -> date:
        """Return the day on which a body of the dossier (id) is looked at: a relative's own, else the day shown."""
        days = {one.group.id: one.on for one in (*self.predecessors, *self.successors)}
        return days.get(body, self.life.shown_on)

    def rows(self) -> list[dict[str, Any]]:
        """Return all reports, corrected and taken back ones too, as rows of a file, oldest first."""
        everything = [report for entry in self.entries for report in (entry.report, *entry.corrected)]
        in_order = sorted(everything, key=lambda report: (report.effective_on, report.batch))
        return [{"agency": self.own.id, "name": self.own.name, **report.to_json()} for report in in_order]


def is_known(ledger: Ledger, agency: int) -> bool:
    """Return whether an id was ever given."""
    return 1 <= agency <= len(ledger.levels)


def rows_behind(ledger: Ledger, agency: int, *, known_on: datetime | None = None) -> Wanted:
    """Return the rows whose papers a dossier shows: an agency's own, and the reports of its relatives."""
    known, own = ledger.known_on(known_on), agency - 1
    events, versions, successions = ledger.events, ledger.versions, ledger.successions
    kin = succession_rows(ledger, own, known)
    relatives = {*successions.predecessor[kin].tolist(), *successions.successor[kin].tolist()} - {own}
    own_events = known_rows(events.agency, events.batch, own, known)
    own_versions = known_rows(versions.agency, versions.batch, own, known)
    of_relatives = [row for one in relatives for row in known_rows(events.agency, events.batch, one, known)]
    concerned = [
        column[row].item()
        for table, rows in ((events, [*own_events, *of_relatives]), (versions, own_versions))
        for row in rows
        for column in (table.batch, table.voided_by)
    ]
    return Wanted(
        events=tuple(sorted(events.id[[*own_events, *of_relatives]].tolist())),
        versions=tuple(sorted(versions.id[own_versions].tolist())),
        successions=tuple((kin + 1).tolist()),
        batches=tuple(sorted({*concerned, *successions.batch[kin].tolist()} & set(range(known + 1)))),
    )


def dossier(ledger: Ledger, agency: int, as_of: date, papers: Papers, *, known_on: datetime | None = None) -> Dossier:
    """Return the dossier of an agency (id) on a day, as known at a UTC moment (None: now).

    Raises IndexError for an id that was never given; `is_known` asks before.
    """
    stamp = stamp_of(ledger, known_on)
    known, own = stamp.data_version, agency - 1
    timeline = ledger.timeline(known)
    life = life_of(ledger, own, as_of, known, papers)
    group = _group(ledger, own, life)
    everything = told(reports_of(ledger, own, known, papers))
    entries = tuple(entry for entry in everything if entry.report.effective_on <= as_of)
    before, after = (ask(timeline, own, as_of, papers) for ask in (predecessors, successors))
    stand = stand_on(timeline, own, life.shown_on, papers)
    siblings, mandatory, below = _around(ledger, life, stand, known_on)
    return Dossier(
        as_of=as_of,
        stamp=stamp,
        life=life,
        own=group,
        stand=stand,
        entries=entries,
        later=sum(entry.report.voided_by is None and entry.report.effective_on > as_of for entry in everything),
        predecessors=before,
        successors=after,
        story=story(life, entries, turns_of(timeline, own, papers), before, after, as_of),
        lanes=lanes_of(timeline, group, before, [one for one in after if one.on_day <= as_of], as_of),
        procedures=counted_procedures(entries, min(as_of, life.shown_on)),
        chain=lives_in(ledger, known).above(own, life.shown_on.toordinal())[::-1],
        siblings=siblings,
        mandatory=mandatory,
        below=below,
        batches=dict(papers.batches),
    )


def _group(ledger: Ledger, own: int, life: Life) -> Group:
    row = life.row
    code, name = (row.code, row.name) if row else (None, None)
    return Group(own + 1, list(Level)[ledger.levels[own]].value, code, name or f"#{own + 1}")


def _top(ledger: Ledger, life: Life, stand: Stand | None, known: int) -> Group | None:
    """Return the ministry or province that an agency counts for: itself, or the one at the top of its chain."""
    if stand is None or life.found is Found.BEFORE:
        return None
    if stand.top is not None:
        return called(ledger, stand.top - 1, life.shown_on, known)
    return called(ledger, life.id - 1, life.shown_on, known) if life.level in PARENT_LEVELS else None


def _around(
    ledger: Ledger, life: Life, stand: Stand | None, known_on: datetime | None
) -> tuple[Around | None, Around | None, Around | None]:
    """Return the counts of siblings, of mandatory agencies and of those below; None where there is nothing to count."""
    top = _top(ledger, life, stand, ledger.known_on(known_on))
    if top is None:
        return None, None, None
    is_top = top.id == life.id
    asked = (
        None if is_top else Slice(level=life.level),
        Slice(scope=Scope.MANDATORY),
        Slice(level=_BELOW[life.level]) if is_top and life.level in _BELOW else None,
    )
    wanted = [slice_ for slice_ in asked if slice_ is not None]
    counted = slice_figures(ledger, life.shown_on, wanted, under=top.id, known_on=known_on)
    found = {
        slice_: Around(top, slice_, figure)
        for slice_, figure in zip(wanted, counted, strict=True)
        if figure.denominator
    }
    siblings, mandatory, below = (None if slice_ is None else found.get(slice_) for slice_ in asked)
    return siblings, mandatory, below
