"""Drafts played back in plain Python: every row with its absolute id, and what stands on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from qms.store.facts import Draft, Event, SuccessionFact, Version
from qms.vocabulary import Level, Scope, State


@dataclass
class Country:
    """All agencies, versions, successions and events of some drafts; versions and events by agency, in order of day."""

    levels: dict[int, Level] = field(default_factory=dict)
    versions: dict[int, list[Version]] = field(default_factory=lambda: defaultdict(list))
    successions: list[SuccessionFact] = field(default_factory=list)
    events: dict[int, list[Event]] = field(default_factory=lambda: defaultdict(list))

    def holds(self, agency: int, day: date) -> Version | None:
        """What holds of an agency that is open on a day."""
        reached = [version for version in self.versions[agency] if version.valid_from <= day]
        return reached[-1] if reached and reached[-1].state is State.OPEN else None

    def open_on(self, day: date, level: Level | None = None) -> dict[int, Version]:
        agencies = (agency for agency in self.levels if level in (None, self.levels[agency]))
        held = ((agency, self.holds(agency, day)) for agency in agencies)
        return {agency: version for agency, version in held if version}

    def coded(self, level: Level, code: str, day: date) -> int:
        (agency,) = [agency for agency, version in self.open_on(day, level).items() if version.code == code]
        return agency

    def name(self, agency: int, day: date) -> str | None:
        version = self.holds(agency, day)
        return version and version.name

    def code(self, agency: int, day: date) -> str:
        version = self.holds(agency, day)
        return (version and version.code) or ""

    def fates(self, level: Level, day: date) -> list[SuccessionFact]:
        return [f for f in self.successions if self.levels[f.successor] is level and f.on_day == day]

    def covered(self, agency: int, day: date) -> bool:
        """The rule of the measures: the newest event announces a system that covers all procedures."""
        reached = [event for event in self.events.get(agency, ()) if event.effective_on <= day]
        if not reached or reached[-1].status != "announced":
            return False
        return reached[-1].procedures_covered == reached[-1].procedures_total

    def count(self, day: date) -> dict[str, tuple[int, int]]:
        """The five measures of a day, agency by agency."""
        held = self.open_on(day)
        covered = {agency: self.covered(agency, day) for agency in held}
        top = {agency: _top(held, agency) for agency in held}
        duties: dict[int, list[bool]] = defaultdict(list)
        for agency, version in held.items():
            if version.scope is Scope.MANDATORY:
                duties[top[agency]].append(covered[agency])
        communes = [a for a, v in held.items() if self.levels[a] is Level.COMMUNE and v.scope is not Scope.NONE]
        units = [a for a, v in held.items() if self.levels[a] is Level.MINISTRY_UNIT and v.scope is Scope.ENCOURAGED]
        ministries = [a for a in held if self.levels[a] is Level.MINISTRY and duties[a]]
        provinces = [a for a in held if self.levels[a] is Level.PROVINCE]
        return {
            "ministries": (sum(all(duties[a]) for a in ministries), len(ministries)),
            "ministry_encouraged": (sum(covered[a] for a in units), len(units)),
            "provinces": (sum(bool(duties[a]) and all(duties[a]) for a in provinces), len(provinces)),
            "provinces_with_communes": (len({top[a] for a in communes if covered[a]}), len(provinces)),
            "communes": (sum(covered[a] for a in communes), len(communes)),
        }


def play(drafts: Iterable[Draft]) -> Country:
    """Give every row its id, drop what was voided, and sort by day."""
    country = Country()
    rows: list[Version] = []
    voided: set[int] = set()
    for draft in drafts:
        base = len(country.levels)
        country.levels |= {base + n: agency.level for n, agency in enumerate(draft.agencies, start=1)}
        rows += [
            version._replace(
                agency=_absolute(version.agency, base),
                parent=None if version.parent is None else _absolute(version.parent, base),
            )
            for version in draft.versions
        ]
        voided |= {void.id for void in draft.voids}
        country.successions += [
            fact._replace(predecessor=_absolute(fact.predecessor, base), successor=_absolute(fact.successor, base))
            for fact in draft.successions
        ]
        for event in draft.events:
            country.events[event.agency].append(event)
    for row, version in enumerate(rows, start=1):
        if row not in voided:
            country.versions[version.agency].append(version)
    for versions in country.versions.values():
        versions.sort(key=lambda version: version.valid_from)
    for events in country.events.values():
        events.sort(key=lambda event: event.effective_on)
    return country


def _absolute(agency: int, base: int) -> int:
    return base - agency if agency < 0 else agency


def _top(held: dict[int, Version], agency: int) -> int:
    while (parent := held[agency].parent) is not None:
        agency = parent
    return agency
