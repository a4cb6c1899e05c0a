"""How far the data can be trusted on a day: announcements that do not recompute, rows to look at, a grade a parent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.checks import Check, Checked, checked
from qms.coverage.figures import Figure, cells_under, figures, group_among, group_on
from qms.coverage.ledger import BLANK, index_of, standing
from qms.coverage.published import PublishedComparison, announcements, compare
from qms.coverage.rates import rate_text
from qms.coverage.stamp import Group, Stamp, stamp_of
from qms.vocabulary import MEASURES, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from qms.coverage.ledger import Ledger, PublishedFigure
    from qms.coverage.timeline import Timeline

OLD_AFTER: Final = 12
"""Months after which news is called old, unless a reader chooses otherwise."""


class Grade(StrEnum):
    """How many of a parent's agencies have a sound record: nearly all, most, half, fewer."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"


GRADES: Final = ((Grade.A, Fraction(95, 100)), (Grade.B, Fraction(80, 100)), (Grade.C, Fraction(50, 100)))
"""The least share of sound records for a grade; below the last it is D."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One announcement beside what is computed for its day."""

    as_of: date
    comparison: PublishedComparison
    computed: Figure


@dataclass(frozen=True, slots=True)
class Graded:
    """A ministry or province, or the country (`group` None): how many of the agencies in the programme are sound."""

    group: Group | None
    sound: int
    agencies: int
    flagged: tuple[tuple[Check, int], ...]
    """How many agencies each check that found any has found, the gravest first."""

    @property
    def grade(self) -> Grade | None:
        """The grade, None where there is nothing to grade."""
        if not self.agencies:
            return None
        share = Fraction(self.sound, self.agencies)
        return next((grade for grade, least in GRADES if share >= least), Grade.D)

    def text(self, language: str = "vi") -> str:
        """Return the share of sound records as it is printed."""
        return rate_text(self.sound, self.agencies, language)

    def count(self, check: Check) -> int:
        """Return how many agencies a check has found."""
        return dict(self.flagged).get(check, 0)

    def to_json(self) -> dict[str, Any]:
        """Return the parent as one row of a table."""
        return {
            "group": None if self.group is None else self.group.to_json(),
            "sound": self.sound,
            "agencies": self.agencies,
            "grade": None if self.grade is None else self.grade.value,
            **{check.value: self.count(check) for check in Check},
        }


@dataclass(frozen=True, slots=True)
class Ended:
    """A body of which it is not known what it became."""

    group: Group
    on_day: date


@dataclass(frozen=True, slots=True)
class RegisterNotes:
    """What the register itself rests on."""

    agencies: int
    """Open on the day."""
    assumed: int
    """Of these, those whose facts of the day are assumed."""
    one_source: int
    unresolved: tuple[Ended, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """What there is to say of the data on one day."""

    as_of: date
    stamp: Stamp
    months: int
    country: Graded
    parents: tuple[Graded, ...]
    """Those with an agency in the programme, the lowest share first; of equal shares, the one with more to mend."""
    announcements: tuple[Recomputed, ...]
    """All up to the day, the newest first."""
    register: RegisterNotes


def quality(ledger: Ledger, as_of: date, *, months: int = OLD_AFTER, known_on: datetime | None = None) -> Quality:
    """Return how far the data can be trusted on a day, as known at a UTC moment."""
    stamp = stamp_of(ledger, known_on)
    timeline, cells = cells_under(ledger, stamp.data_version, as_of, None)
    found = checked(timeline, cells, as_of, months)
    country, *parents = _graded(found)
    return Quality(
        as_of=as_of,
        stamp=stamp,
        months=months,
        country=country,
        parents=tuple(sorted(parents, key=_lowest_first)),
        announcements=tuple(_recomputed(ledger, stamp, as_of)),
        register=_register_notes(timeline, found, as_of),
    )


def _graded(found: Checked) -> Iterator[Graded]:
    """Yield the grade of the country, then that of each ministry and province with an agency in the programme."""
    rows = np.flatnonzero(found.in_programme)
    tops, place = np.unique(found.cells.top[rows], return_inverse=True)
    masks = (found.in_programme, found.sound, *(found.flags[check] for check in Check))
    counts = np.array([np.bincount(place[mask[rows]], minlength=len(tops)) for mask in masks])
    yield _grade(None, counts.sum(axis=1).tolist())
    for top, own in zip(tops.tolist(), counts.T.tolist(), strict=True):
        if top != BLANK:
            yield _grade(group_among(found.timeline, found.cells, top), own)


def _grade(group: Group | None, counts: list[int]) -> Graded:
    agencies, sound, *flagged = counts
    named = zip(Check, flagged, strict=True)
    return Graded(group, sound, agencies, tuple((check, count) for check, count in named if count))


def _lowest_first(graded: Graded) -> tuple[Fraction, int, str]:
    code = "" if graded.group is None else graded.group.code or ""
    return Fraction(graded.sound, graded.agencies), graded.sound - graded.agencies, code


def _recomputed(ledger: Ledger, stamp: Stamp, as_of: date) -> list[Recomputed]:
    """Return each announcement up to a day beside what is computed for its own day."""
    said = [one for one in announcements(ledger, stamp.data_version) if one.as_of <= as_of and one.measure in MEASURES]
    days = {one.as_of: figures(ledger, one.as_of, known_on=stamp.known_on) for one in said}
    found = [_beside(one, days[one.as_of][one.measure]) for one in said]
    return sorted(found, key=lambda one: (-one.as_of.toordinal(), MEASURES.index(one.computed.measure)))


def _beside(said: PublishedFigure, computed: Figure) -> Recomputed:
    agrees = compare(said, computed.numerator, computed.denominator)
    comparison = PublishedComparison(said.rate_text, said.numerator, said.denominator, agrees, said.source)
    return Recomputed(said.as_of, comparison, computed)


def _register_notes(timeline: Timeline, found: Checked, as_of: date) -> RegisterNotes:
    evidence = timeline.ledger.versions.evidence[found.cells.version]
    return RegisterNotes(
        agencies=len(evidence),
        assumed=int((evidence == index_of(Evidence.ASSUMED)).sum()),
        one_source=int((evidence == index_of(Evidence.ONE_SOURCE)).sum()),
        unresolved=tuple(_unresolved(timeline, as_of)),
    )


def _unresolved(timeline: Timeline, as_of: date) -> Iterator[Ended]:
    """Yield the bodies closed up to a day of which the register does not know what they became."""
    versions = timeline.ledger.versions
    kept = standing(versions.batch, versions.voided_by, timeline.known) & ~versions.is_open
    kept &= (versions.evidence == index_of(Evidence.UNRESOLVED)) & (versions.valid_from <= as_of.toordinal())
    for closing in np.flatnonzero(kept).tolist():
        agency, on_day = int(versions.agency[closing]), int(versions.valid_from[closing])
        eve = timeline.on(on_day - 1)
        version = int(eve.version[np.searchsorted(eve.agency, agency)])
        yield Ended(group_on(timeline, agency, version), date.fromordinal(on_day))
