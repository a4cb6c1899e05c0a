"""The counting rules once more, slow and obvious: one agency and one day at a time, from the words of docs/method.

No numpy, no intervals, nothing of qms.coverage: what the product computes by sweeping is compared with this.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from qms.store.facts import Event, SuccessionFact, Version
from qms.vocabulary import Level, Measure, Missing, Region, Scope, Standard, State, Status, Succession
from tests.coverage.worlds import EVENT, SUCCESSION, VERSION, World

TOPS = (Level.MINISTRY, Level.PROVINCE)
JUDGED = {
    Measure.MINISTRIES: Level.MINISTRY,
    Measure.PROVINCES: Level.PROVINCE,
    Measure.PROVINCES_WITH_COMMUNES: Level.PROVINCE,
}


class Narrowed(NamedTuple):
    """A slice."""

    level: Level | None = None
    scope: Scope | None = None
    region: Region | None = None
    standard: Standard | None = None


class Named(NamedTuple):
    """An agency as it was called on a day."""

    id: int
    level: str
    code: str | None
    name: str


class Judged(NamedTuple):
    """One agency behind a denominator."""

    agency: int
    covered: bool
    """Whether it is in the numerator."""
    top: int | None
    silent: bool
    """Whether nothing was heard: from itself, or for a ministry or province from anybody by whom it is judged."""


class Counted(NamedTuple):
    """A figure with its members: (agency as called that day, whether it is in the numerator)."""

    measure: Measure
    group: Named | None
    numerator: int
    denominator: int
    must_reannounce: int
    procedures_not_stated: int
    no_report: int
    members: tuple[tuple[Named, bool], ...]


class Wanting(NamedTuple):
    """One agency that is not covered."""

    agency: Named
    parent: Named | None
    status: Status | None
    since: date
    missing: Missing


@dataclass
class Oracle:
    """Whatever stands in a world, as known at a moment."""

    world: World
    known_on: datetime | None = None

    def __post_init__(self) -> None:
        chain = self.world.batches
        heard = [n for n, one in enumerate(chain, 1) if self.known_on is None or one.recorded_at <= self.known_on]
        self.known = heard[-1] if heard else 0
        self.versions: list[Version] = self._standing(VERSION)
        self.events: list[Event] = self._standing(EVENT)
        self.successions: list[SuccessionFact] = self._standing(SUCCESSION)
        self.agencies = range(1, len(self.world.levels) + 1)

    def _standing(self, table: str) -> list[Any]:
        return [
            row.fact
            for row in self.world.rows[table]
            if row.batch <= self.known and (row.voided_by is None or row.voided_by > self.known)
        ]

    # --- one agency on one day

    def level(self, agency: int) -> Level:
        return self.world.levels[agency - 1]

    def version(self, agency: int, day: date) -> Version | None:
        """Return the newest version of an open agency; None when it is not open."""
        past = [fact for fact in self.versions if fact.agency == agency and fact.valid_from <= day]
        newest = max(past, key=lambda fact: fact.valid_from, default=None)
        return newest if newest and newest.state is State.OPEN else None

    def event(self, agency: int, day: date) -> Event | None:
        past = [fact for fact in self.events if fact.agency == agency and fact.effective_on <= day]
        return max(past, key=lambda fact: fact.effective_on, default=None)

    def chain(self, agency: int, day: date) -> list[int]:
        """Return an open agency and what stands above it, step by step, as far as it is open and no circle."""
        found: list[int] = []
        above: int | None = agency
        while above is not None and above not in found:
            version = self.version(above, day)
            if version is None:
                break
            found.append(above)
            above = version.parent
        return found

    def top(self, agency: int, day: date) -> int | None:
        """Return the ministry or province at the top, None where the chain ends in neither."""
        last = self.chain(agency, day)[-1]
        version = self.version(last, day)
        ended = version is not None and version.parent is None
        return last if ended and self.level(last) in TOPS else None

    def covered(self, agency: int, day: date) -> bool:
        event = self.event(agency, day)
        return (
            event is not None
            and event.status is Status.ANNOUNCED
            and event.procedures_covered == event.procedures_total
        )

    def not_stated(self, agency: int, day: date) -> bool:
        event = self.event(agency, day)
        return (
            event is not None
            and event.status is Status.ANNOUNCED
            and event.procedures_covered is None
            and event.procedures_total is None
        )

    def must_reannounce(self, agency: int, day: date) -> bool:
        absorbed = [
            fact.on_day
            for fact in self.successions
            if fact.kind is Succession.ABSORBED and fact.successor == agency and fact.on_day <= day
        ]
        announced = [
            fact.effective_on
            for fact in self.events
            if fact.agency == agency and fact.status is Status.ANNOUNCED and fact.effective_on <= day
        ]
        return any(not any(again >= on_day for again in announced) for on_day in absorbed)

    def region(self, agency: int, day: date) -> Region | None:
        """Return an agency's own region, or that of its ministry or province."""
        version, top = self.version(agency, day), self.top(agency, day)
        above = self.version(top, day) if top else None
        stated = (version.region if version else None) or (above.region if above else None)
        return Region(stated) if stated else None

    def named(self, agency: int, day: date) -> Named:
        version = self.version(agency, day)
        assert version is not None
        return Named(agency, self.level(agency).value, version.code, version.name or "")

    def rank(self, named: Named) -> tuple[int, str, int]:
        return list(Level).index(Level(named.level)), named.code or "", named.id

    # --- one measure on one day

    def open_agencies(self, day: date, under: int | None = None) -> list[int]:
        everyone = [agency for agency in self.agencies if self.version(agency, day)]
        return [agency for agency in everyone if under is None or under in self.chain(agency, day)]

    def in_slice(self, agency: int, day: date, narrowed: Narrowed) -> bool:
        version, event = self.version(agency, day), self.event(agency, day)
        assert version is not None
        wide = narrowed.scope is Scope.ENCOURAGED
        scopes = (Scope.ENCOURAGED, Scope.PLANNED) if wide else (narrowed.scope,)
        return (
            (version.scope in scopes if narrowed.scope else version.scope is not Scope.NONE)
            and narrowed.level in (None, self.level(agency))
            and (narrowed.region is None or self.region(agency, day) is narrowed.region)
            and (narrowed.standard is None or (event is not None and event.standard is narrowed.standard))
        )

    def counts_in(self, measure: Measure, agency: int, day: date, narrowed: Narrowed) -> bool:
        """Return whether an agency is one of those that a measure counts, or judges a parent by."""
        version = self.version(agency, day)
        assert version is not None
        level, scope = self.level(agency), version.scope
        match measure:
            case Measure.MINISTRIES | Measure.PROVINCES:
                return scope is Scope.MANDATORY
            case Measure.MINISTRY_ENCOURAGED:
                return level is Level.MINISTRY_UNIT and scope in (Scope.ENCOURAGED, Scope.PLANNED)
            case Measure.COMMUNES | Measure.PROVINCES_WITH_COMMUNES:
                return level is Level.COMMUNE and scope is not Scope.NONE
            case Measure.SLICE:
                return self.in_slice(agency, day, narrowed)

    def below(self, measure: Measure, parent: int, day: date) -> list[int]:
        """Return the agencies by which a measure judges a ministry or province."""
        return [
            agency
            for agency in self.open_agencies(day)
            if self.top(agency, day) == parent and self.counts_in(measure, agency, day, Narrowed())
        ]

    def members(self, measure: Measure, day: date, under: int | None, narrowed: Narrowed) -> list[Judged]:
        """Return all that a denominator counts."""
        everyone = self.open_agencies(day, under)
        if measure not in JUDGED:
            counted = [agency for agency in everyone if self.counts_in(measure, agency, day, narrowed)]
            return [
                Judged(
                    agency,
                    self.covered(agency, day),
                    self.top(agency, day),
                    silent=self.event(agency, day) is None,
                )
                for agency in counted
            ]
        parents = [agency for agency in everyone if self.level(agency) is JUDGED[measure]]
        found = []
        for parent in parents:
            below = self.below(measure, parent, day)
            reached = [agency for agency in below if self.covered(agency, day)]
            some = measure is Measure.PROVINCES_WITH_COMMUNES
            complies = len(reached) > 0 if some else len(below) > 0 and len(reached) == len(below)
            if below or measure is not Measure.MINISTRIES:
                silent = len(below) > 0 and not any(self.event(agency, day) for agency in below)
                found.append(Judged(parent, complies, parent, silent))
        return found

    def figures(
        self,
        measure: Measure,
        day: date,
        *,
        by_parent: bool = False,
        under: int | None = None,
        narrowed: Narrowed | None = None,
    ) -> list[Counted]:
        """Return the total, then each ministry or province that has something to count."""
        members = self.members(measure, day, under, narrowed or Narrowed())
        found = [self._counted(measure, None, members, day)]
        if by_parent:
            tops = {member.top for member in members if member.top is not None}
            for group in sorted((self.named(top, day) for top in tops), key=self.rank):
                own = [member for member in members if member.top == group.id]
                found.append(self._counted(measure, group, own, day))
        return found

    def _counted(self, measure: Measure, group: Named | None, members: list[Judged], day: date) -> Counted:
        reached = [member.agency for member in members if member.covered]
        named = [(self.named(member.agency, day), member.covered) for member in members]
        return Counted(
            measure,
            group,
            len(reached),
            len(members),
            must_reannounce=sum(self.must_reannounce(agency, day) for agency in reached),
            procedures_not_stated=sum(self.not_stated(agency, day) for agency in reached),
            no_report=sum(member.silent for member in members),
            members=tuple(sorted(named, key=lambda member: self.rank(member[0]))),
        )

    # --- days, and who is missing

    def pooled(
        self, measure: Measure, day: date, now: date, narrowed: Narrowed | None = None
    ) -> dict[int, tuple[int, int]]:
        """Return n and d by the ministry or province that holds each one's place on the day `now`."""
        found: dict[int, tuple[int, int]] = {}
        for figure in self.figures(measure, day, by_parent=True, narrowed=narrowed)[1:]:
            assert figure.group is not None
            home = self.heir(figure.group.id, now)
            n, d = found.get(home, (0, 0))
            found[home] = (n + figure.numerator, d + figure.denominator)
        return found

    def heir(self, agency: int, now: date) -> int:
        for fact in self.successions:
            known = any(v.agency == fact.successor and v.state is State.OPEN for v in self.versions)
            ended = (
                known and fact.kind in (Succession.ABSORBED, Succession.MERGED) and fact.predecessor != fact.successor
            )
            if ended and fact.predecessor == agency and fact.on_day <= now:
                return self.heir(fact.successor, now)
        return agency

    def outstanding(
        self, measure: Measure, day: date, under: int | None = None, narrowed: Narrowed | None = None
    ) -> list[Wanting]:
        asked = narrowed or Narrowed()
        failing = {member.agency for member in self.members(measure, day, under, asked) if not member.covered}
        wanting = [
            agency
            for agency in self.open_agencies(day, under)
            if self.counts_in(measure, agency, day, asked)
            and not self.covered(agency, day)
            and (measure not in JUDGED or self.top(agency, day) in failing)
        ]
        return sorted((self._wanting(agency, day) for agency in wanting), key=self._place)

    def _wanting(self, agency: int, day: date) -> Wanting:
        event, top = self.event(agency, day), self.top(agency, day)
        opened = [fact.valid_from for fact in self.versions if fact.agency == agency and fact.state is State.OPEN]
        status = event.status if event else None
        reasons = {
            None: Missing.NO_REPORT,
            Status.WITHDRAWN: Missing.WITHDRAWN,
            Status.ANNOUNCED: Missing.PROCEDURES_PARTIAL,
        }
        return Wanting(
            self.named(agency, day),
            None if top is None else self.named(top, day),
            status,
            event.effective_on if event else min(opened),
            reasons.get(status, Missing.NOT_ANNOUNCED),
        )

    def _place(self, wanting: Wanting) -> tuple[Any, ...]:
        parent = (-1, "") if wanting.parent is None else self.rank(wanting.parent)[:2]
        return (*parent, *self.rank(wanting.agency))


def last_days(start: date, end: date, months: int) -> list[date]:
    """Return every last day of a month, quarter (3) or year (12) from one day to another, and the other."""
    days = (start + timedelta(days=count) for count in range((end - start).days + 1))
    ends = [d for d in days if d.day == monthrange(d.year, d.month)[1] and d.month % months == 0]
    return ends if end in ends else [*ends, end]
