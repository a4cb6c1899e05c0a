"""The register as it grows, batch by batch: who is open under which code, and what the next batch adds.

A fresh database gives ids from 1 without gaps in the order of a draft's rows, so an agency's id is known as soon as it
is opened here, and so is the id of every version row.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from qms.store.facts import Draft, Event, NewAgency, Published, SuccessionFact, Version, VoidedFact
from qms.vocabulary import BatchKind, Evidence, Level, Scope, State, Succession


@dataclass
class Rolls:
    """All agencies so far, and the rows of the batch being prepared.

    `standing` holds each open agency's newest version, `opened` every agency's first day, `closed` the day from which
    it is not open any more, `named` the open agency of each (level, code), `version_rows` the ids of an agency's
    version rows; `levels[id - 1]` is an agency's level.
    """

    levels: list[Level] = field(default_factory=list)
    standing: dict[int, Version] = field(default_factory=dict)
    opened: dict[int, date] = field(default_factory=dict)
    closed: dict[int, date] = field(default_factory=dict)
    named: dict[tuple[Level, str], int] = field(default_factory=dict)
    version_rows: dict[int, list[int]] = field(default_factory=dict)
    _written_agencies: int = 0
    _written_versions: int = 0
    _versions: list[Version] = field(default_factory=list)
    _successions: list[SuccessionFact] = field(default_factory=list)
    _voids: list[VoidedFact] = field(default_factory=list)

    def find(self, level: Level, code: str) -> int:
        """Return the open agency of a code; KeyError names the one that the files speak of but never open."""
        return self.named[level, code]

    def level(self, agency: int) -> Level:
        """Return an agency's level."""
        return self.levels[agency - 1]

    def open(self, level: Level, day: date, *, code: str, name: str, scope: Scope, **facts: Any) -> int:
        """Open a new life on a day and return its id."""
        self.levels.append(level)
        agency = len(self.levels)
        self.opened[agency] = day
        self._hold(Version(agency, day, State.OPEN, code, name, scope=scope, **facts))
        return agency

    def change(
        self, agency: int, day: date, *, act: str | None = None, evidence: Evidence | None = None, **facts: Any
    ) -> None:
        """Let other facts hold of an open agency from a day on; what is not named stays as it was."""
        before = self.standing[agency]
        if day <= before.valid_from:
            raise ValueError(f"agency {agency} already has a version of {before.valid_from}")
        del self.named[self.level(agency), before.code or ""]
        self._hold(before._replace(valid_from=day, legal_act=act, evidence=evidence, **facts))

    def close(self, agency: int, day: date, *, act: str | None = None, evidence: Evidence | None = None) -> None:
        """End a life: the agency is not open on the day any more."""
        before = self.standing.pop(agency)
        self.closed[agency] = day
        del self.named[self.level(agency), before.code or ""]
        self._add_version(Version(agency, day, State.CLOSED, legal_act=act, evidence=evidence))

    def replace_first(self, agency: int, *, act: str, **facts: Any) -> None:
        """Correct an agency's only version: take its row back and let other facts hold from the same day."""
        (row,) = self.version_rows[agency]
        self._voids.append(VoidedFact("agency_version", row))
        del self.version_rows[agency]
        before = self.standing[agency]
        del self.named[self.level(agency), before.code or ""]
        self._hold(before._replace(legal_act=act, **facts))

    def succeed(
        self,
        predecessor: int,
        successor: int,
        day: date,
        kind: Succession,
        *,
        act: str | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        """Record what became of an agency."""
        self._successions.append(SuccessionFact(predecessor, successor, day, kind, act, evidence))

    def draft(
        self,
        kind: BatchKind,
        by: str,
        recorded_at: datetime,
        *,
        note: str,
        events: tuple[Event, ...] = (),
        published: tuple[Published, ...] = (),
    ) -> Draft:
        """Return all that was recorded since the last draft as one batch, and begin the next."""
        agencies = tuple(NewAgency(level) for level in self.levels[self._written_agencies :])
        versions = tuple(
            version._replace(agency=self._here(version.agency), parent=version.parent and self._here(version.parent))
            for version in self._versions
        )
        draft = Draft(
            kind,
            by,
            recorded_at,
            note=note,
            counts={
                "new": len(agencies) + len(events) + len(published),
                "changed": sum(version.agency > 0 for version in versions),
            },
            agencies=agencies,
            versions=versions,
            successions=tuple(
                fact._replace(predecessor=self._here(fact.predecessor), successor=self._here(fact.successor))
                for fact in self._successions
            ),
            events=events,
            published=published,
            voids=tuple(self._voids),
        )
        self._begin_next()
        return draft

    def _begin_next(self) -> None:
        self._written_agencies = len(self.levels)
        self._written_versions += len(self._versions)
        self._versions, self._successions, self._voids = [], [], []

    def _here(self, agency: int) -> int:
        """Name an agency as the draft does: those it opens itself are -1, -2 and so on."""
        own = agency - self._written_agencies
        return -own if own > 0 else agency

    def _hold(self, version: Version) -> None:
        named = (self.level(version.agency), version.code or "")
        if named in self.named:
            raise ValueError(f"{named} is open already on {version.valid_from}")
        self.named[named] = version.agency
        self.standing[version.agency] = version
        self._add_version(version)

    def _add_version(self, version: Version) -> None:
        self._versions.append(version)
        rows = self.version_rows.setdefault(version.agency, [])
        rows.append(self._written_versions + len(self._versions))
