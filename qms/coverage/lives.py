"""One body on one day, in words: what it is called, whom it stands under, since when, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qms.coverage.figures import group_on
from qms.coverage.ledger import BLANK, NO_END, index_of, standing
from qms.coverage.naming import codes_in
from qms.coverage.stamp import Group
from qms.vocabulary import Level, Succession

if TYPE_CHECKING:
    from qms.coverage.ledger import Ledger
    from qms.coverage.timeline import Timeline

LONGEST_CHAIN: Final = 16
"""Generations of heirs that are followed."""

_KINDS: Final = tuple(Succession)
_CONTINUED: Final = _KINDS.index(Succession.CONTINUED)


class Span(NamedTuple):
    """Days [start, end) on which a body is called something."""

    start: int
    end: int
    version: int

    def holds(self, day: int) -> bool:
        """Tell whether a day is among them."""
        return self.start <= day < self.end

    @property
    def ended(self) -> bool:
        """Whether it has an end."""
        return self.end != NO_END


class Heir(NamedTuple):
    """What a body became: on which day, how, and who that is."""

    on_day: int
    kind: Succession
    agency: int


@dataclass(frozen=True)
class Lives:
    """The lives of all bodies as known at a batch. Agencies are indices, days are ordinals."""

    timeline: Timeline

    def spans(self, agency: int) -> list[Span]:
        """Return the days on which a body is open, by what it is called, in their order."""
        spells = self.timeline.spells
        first, last = np.searchsorted(spells.agency, np.array([agency, agency + 1], dtype=spells.agency.dtype))
        columns = (spells.start, spells.end, spells.version)
        return [Span(*row) for row in zip(*(column[first:last].tolist() for column in columns), strict=True)]

    def span_near(self, agency: int, day: int) -> Span | None:
        """Return what holds of a body on a day; else what held last before it, else what holds first after it."""
        spans = self.spans(agency)
        before = [span for span in spans if span.start <= day]
        return before[-1] if before else spans[0] if spans else None

    def called(self, agency: int, day: int) -> Group | None:
        """Return what a body is called on a day, or nearest to it; None for one that was never open."""
        span = self.span_near(agency, day)
        return None if span is None else group_on(self.timeline, agency, span.version)

    def above(self, agency: int, day: int) -> tuple[Group, ...]:
        """Return the bodies over one on a day, or when it was open last, the nearest first."""
        found: list[Group] = []
        span = self.span_near(agency, day)
        while span is not None and len(found) < LONGEST_CHAIN:
            then = min(max(day, span.start), span.end - 1)
            parent = int(self.timeline.ledger.versions.parent[span.version])
            group = None if parent == BLANK else self.called(parent, then)
            if group is None or any(group.id == one.id for one in found):
                break
            found.append(group)
            span = self.span_near(parent, then)
        return tuple(found)

    @cached_property
    def successions(self) -> dict[int, list[Heir]]:
        """What each body that ended became."""
        rows = self.timeline.ledger.successions
        kept = np.flatnonzero(
            standing(rows.batch, rows.voided_by, self.timeline.known)
            & (rows.predecessor != rows.successor)
            & (rows.kind != _CONTINUED)
        )
        columns = (rows.predecessor, rows.successor, rows.on_day, rows.kind)
        found: dict[int, list[Heir]] = {}
        for predecessor, successor, on_day, kind in zip(*(column[kept].tolist() for column in columns), strict=True):
            found.setdefault(predecessor, []).append(Heir(on_day, _KINDS[kind], successor))
        return found

    def heirs(self, agency: int, day: int) -> tuple[Heir, ...]:
        """Return who holds a body's place on a day: the ends of its chains of heirs that began by then."""
        found: dict[int, Heir] = {}
        waiting = [heir for heir in self.successions.get(agency, ()) if heir.on_day <= day]
        seen = {agency}
        for _generation in range(LONGEST_CHAIN):
            further: list[Heir] = []
            for heir in waiting:
                later = [one for one in self.successions.get(heir.agency, ()) if one.on_day <= day]
                if later and heir.agency not in seen and not self._is_open(heir.agency, day):
                    further.extend(one._replace(on_day=heir.on_day, kind=heir.kind) for one in later)
                elif heir.agency not in seen:
                    found.setdefault(heir.agency, heir)
                seen.add(heir.agency)
            waiting = further
        return tuple(found.values())

    def _is_open(self, agency: int, day: int) -> bool:
        return any(span.holds(day) for span in self.spans(agency))


@lru_cache(maxsize=4)
def lives_in(ledger: Ledger, known: int) -> Lives:
    """Return the lives of a ledger as known at a batch."""
    return Lives(ledger.timeline(known))


def bearers(ledger: Ledger, level: Level, code: str, known: int) -> tuple[int, ...]:
    """Return the agencies (indices) of a level that bear a code on any day, in the order in which they opened."""
    lives = lives_in(ledger, known)
    spells, codes = lives.timeline.spells, codes_in(ledger)
    borne = codes.of_row[spells.version] == codes.places.get(code, BLANK)
    rows = np.flatnonzero(borne & (spells.level == index_of(level)))
    return tuple(dict.fromkeys(spells.agency[rows[np.argsort(spells.start[rows], kind="stable")]].tolist()))
