"""What is outstanding, counted: for which reasons, and which ministries and provinces are nearest to complying."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from qms.coverage.figures import Figure, figures
from qms.coverage.ledger import index_of
from qms.coverage.outstanding import Lacking, Outstanding, outstanding
from qms.coverage.stamp import Group
from qms.vocabulary import Level, Measure, Missing, Status

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from qms.coverage.ledger import Ledger


class Reason(StrEnum):
    """Why an agency is not covered, one each: what it lacks, and where it has not announced, how far it has come."""

    NO_REPORT = "no_report"
    NOT_STARTED = "not_started"
    BUILDING = "building"
    APPLIED = "applied"
    PROCEDURES_PARTIAL = "procedures_partial"
    WITHDRAWN = "withdrawn"


NOT_ANNOUNCED: Final = frozenset({Reason.NOT_STARTED, Reason.BUILDING, Reason.APPLIED})
"""The reasons that make up `Missing.NOT_ANNOUNCED`."""

PARENTS: Final = (Measure.MINISTRIES, Measure.PROVINCES)
"""The measures whose members comply by all of their mandatory agencies."""


def reason_of(agency: Lacking) -> Reason:
    """Return why an agency is not covered."""
    if agency.status is None:
        return Reason.NO_REPORT
    return Reason.PROCEDURES_PARTIAL if agency.status is Status.ANNOUNCED else Reason(agency.status.value)


def reasons_meant(word: Reason | Missing) -> frozenset[Reason]:
    """Return the reasons that a word of either set means."""
    return NOT_ANNOUNCED if word is Missing.NOT_ANNOUNCED else frozenset({Reason(word.value)})


@dataclass(frozen=True, slots=True)
class Near:
    """A ministry or province that does not comply, and the mandatory agencies it still lacks."""

    group: Group
    lacking: tuple[Lacking, ...]
    """None of them where it has no mandatory agency at all."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that is outstanding of one measure on one day."""

    figure: Figure
    found: Outstanding
    counts: dict[Reason, int]
    """How many agencies for each reason, in the order of the reasons; they add up to all that are outstanding."""

    @property
    def not_covered(self) -> int:
        """The measure's denominator less its numerator."""
        return self.figure.denominator - self.figure.numerator

    @property
    def by_parents(self) -> bool:
        """Whether the measure counts ministries or provinces, so that the agencies listed are those below them."""
        return self.figure.measure in (*PARENTS, Measure.PROVINCES_WITH_COMMUNES)

    def only(self, reasons: Collection[Reason], level: Level | None) -> tuple[Lacking, ...]:
        """Return the agencies of some reasons (none named: of all) and of one level."""
        return tuple(
            agency
            for agency in self.found.agencies
            if (not reasons or reason_of(agency) in reasons) and level in (None, agency.level)
        )

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of those that are outstanding."""
        here = {agency.level for agency in self.found.agencies}
        return tuple(level for level in Level if level.value in here)


def gaps(
    ledger: Ledger, measure: Measure, as_of: date, *, under: int | None = None, known_on: datetime | None = None
) -> Gaps:
    """Return what is outstanding of a measure on a day, of the country or in the subtree of an agency (id)."""
    figure = figures(ledger, as_of, known_on=known_on, measures=(measure,), under=under)[measure]
    found = outstanding(ledger, measure, as_of, under=under, known_on=known_on)
    reasons = [reason_of(agency) for agency in found.agencies]
    return Gaps(figure, found, {reason: reasons.count(reason) for reason in Reason})


def nearest(
    ledger: Ledger, measure: Measure, as_of: date, *, under: int | None = None, known_on: datetime | None = None
) -> tuple[Near, ...]:
    """Return the ministries or provinces that do not comply, those that lack the fewest agencies first."""
    figure = figures(ledger, as_of, known_on=known_on, measures=(measure,), under=under, members=True)[measure]
    lacking: defaultdict[int, list[Lacking]] = defaultdict(list)
    for agency in outstanding(ledger, measure, as_of, under=under, known_on=known_on).agencies:
        if agency.parent is not None:
            lacking[agency.parent.id].append(agency)
    found = [
        Near(Group(member.id, member.level, member.code, member.name), tuple(lacking[member.id]))
        for member in figure.members or ()
        if not member.covered
    ]
    return tuple(sorted(found, key=_fewest_first))


def _fewest_first(near: Near) -> tuple[bool, int, int, str, int]:
    group = near.group
    return (not near.lacking, len(near.lacking), index_of(Level(group.level)), group.code or "", group.id)
