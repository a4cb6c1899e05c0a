"""What is outstanding, counted: for which reasons, and which ministries and provinces are nearest to complying."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from qms.coverage.figures import Figure, figures
from qms.coverage.ledger import index_of
from qms.coverage.outstanding import Lackers, Lacking, lackers, outstanding
from qms.coverage.stamp import Group
from qms.vocabulary import Level, Measure, Missing, Status

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from numpy.typing import NDArray

    from qms.coverage.ledger import Ledger
    from qms.coverage.stamp import Stamp


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


_REASON_OF_STATUS: Final = np.array(
    [index_of(Reason.PROCEDURES_PARTIAL if status is Status.ANNOUNCED else Reason(status.value)) for status in Status]
    + [index_of(Reason.NO_REPORT)],
    dtype=np.int8,
)
"""By the place of a status; -1, no report, reads the last."""


def reasons_meant(word: Reason | Missing) -> frozenset[Reason]:
    """Return the reasons that a word of either set means."""
    return NOT_ANNOUNCED if word is Missing.NOT_ANNOUNCED else frozenset({Reason(word.value)})


@dataclass(frozen=True, slots=True)
class Near:
    """A ministry or province that does not comply, and the mandatory agencies it still lacks."""

    group: Group
    lacking: tuple[Lacking, ...]
    """None of them where it has no mandatory agency at all."""


@dataclass(frozen=True)
class Gaps:
    """All that is outstanding of one measure on one day: counted at once, described a part at a time."""

    figure: Figure
    as_of: date
    counts: dict[Reason, int]
    """How many agencies for each reason, in the order of the reasons; they add up to all that are outstanding."""
    _lackers: Lackers
    _reasons: NDArray[np.int8]
    """The place of each row's reason among the reasons."""

    @property
    def stamp(self) -> Stamp:
        """What it stands on."""
        return self._lackers.stamp

    @property
    def not_covered(self) -> int:
        """The measure's denominator less its numerator."""
        return self.figure.denominator - self.figure.numerator

    def __len__(self) -> int:
        return len(self._lackers.rows)

    def only(self, reasons: Collection[Reason] = (), level: Level | None = None) -> Part:
        """Return the agencies of some reasons (none named: of all) and of one level."""
        kept = np.ones(len(self), dtype=np.bool_)
        if reasons:
            kept &= np.isin(self._reasons, [index_of(reason) for reason in reasons])
        if level is not None:
            kept &= self._lackers.cells.level[self._lackers.rows] == index_of(level)
        return Part(self._lackers, self._lackers.rows[kept])


@dataclass(frozen=True)
class Part:
    """Some of the agencies that are outstanding, by ministry or province and level."""

    lackers: Lackers
    rows: NDArray[np.intp]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.rows)

    def described(self, first: int = 0, last: int | None = None) -> tuple[Lacking, ...]:
        """Return the agencies from one place up to another, the last one excluded; without places, all of them."""
        return self.lackers.described(self.rows[first:last])


def gaps(
    ledger: Ledger, measure: Measure, as_of: date, *, under: int | None = None, known_on: datetime | None = None
) -> Gaps:
    """Return what is outstanding of a measure on a day, of the country or in the subtree of an agency (id)."""
    figure = figures(ledger, as_of, known_on=known_on, measures=(measure,), under=under)[measure]
    found = lackers(ledger, measure, as_of, under=under, known_on=known_on)
    reasons = _REASON_OF_STATUS[found.cells.status[found.rows]]
    counted = np.bincount(reasons, minlength=len(Reason)).tolist()
    return Gaps(figure, as_of, dict(zip(Reason, counted, strict=True)), found, reasons)


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
