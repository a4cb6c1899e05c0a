"""The agencies of a step, each with where it stood before and where it stands after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from qms.coverage.figures import group_on
from qms.coverage.ledger import BLANK
from qms.coverage.outstanding import what_lacks
from qms.coverage.stamp import Group
from qms.vocabulary import Missing, Status

if TYPE_CHECKING:
    from qms.coverage.ledger import Bools
    from qms.coverage.moves import Picture, Shares, Side
    from qms.coverage.timeline import Cells

_STATUSES: Final = list(Status)


class Place(StrEnum):
    """Where an agency is in a measure's two counts."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    OUTSIDE = "outside"


class Standing(NamedTuple):
    """Where an open agency stands on a day."""

    status: Status | None
    """Its own newest status; None: no report."""
    since: date | None
    """The day of its newest event; None without any."""
    covered: bool
    """Whether it is covered by its own newest event."""
    place: Place
    """Its place in the measure: in the numerator, in the denominator alone, or in neither."""


@dataclass(frozen=True, slots=True)
class Mover:
    """One agency of a step, as called in the later picture, or in the earlier one where it is open there only."""

    id: int
    level: str
    code: str | None
    name: str
    parent: Group | None
    """Its ministry or province; None for one that is at the top itself."""
    numerator: int
    """What it adds to the numerator: -1, 0 or 1."""
    denominator: int
    before: Standing | None
    """None where it is not open."""
    after: Standing | None

    def to_json(self) -> dict[str, Any]:
        """Return the agency as in the `changes` document."""
        return {
            "id": self.id,
            "level": self.level,
            "code": self.code,
            "name": self.name,
            "parent": None if self.parent is None else self.parent.to_json(),
            "numerator": self.numerator,
            "denominator": self.denominator,
        }


class Shown(NamedTuple):
    """A picture of the population, and one measure in it."""

    picture: Picture
    side: Side


class Movers:
    """Names the agencies of a step between two pictures."""

    def __init__(self, between: tuple[Shown, Shown], shares: Shares) -> None:
        self._shares = shares
        self._agencies = np.flatnonzero(shares.concerned)
        self._before, self._after = between

    def named(self) -> tuple[Mover, ...]:
        """Return the agencies by level, code and id."""
        before, after = (_rows(shown.picture, self._agencies.tolist()) for shown in (self._before, self._after))
        found = [
            self._mover(agency, row_before, row_after)
            for agency, row_before, row_after in zip(self._agencies.tolist(), before, after, strict=True)
        ]
        return tuple(sorted(found, key=lambda mover: (mover.level, mover.code or "", mover.id)))

    def _mover(self, agency: int, before: int, after: int) -> Mover:
        picture, row = (self._after.picture, after) if after != BLANK else (self._before.picture, before)
        called = group_on(picture.timeline, agency, int(picture.everyone.version[row]))
        return Mover(
            id=called.id,
            level=called.level,
            code=called.code,
            name=called.name,
            parent=_parent(picture, row),
            numerator=int(self._shares.numerator[agency]),
            denominator=int(self._shares.denominator[agency]),
            before=_standing(self._before, before),
            after=_standing(self._after, after),
        )


def reasons_of(cells: Cells, concerned: Bools) -> tuple[tuple[Missing, int], ...]:
    """Return how many of some agencies, all of them open, lack what, by their own newest event."""
    statuses = cells.status[np.searchsorted(cells.agency, np.flatnonzero(concerned))].tolist()
    lacking = [what_lacks(None if status == BLANK else _STATUSES[status]) for status in statuses]
    return tuple((missing, lacking.count(missing)) for missing in Missing if missing in lacking)


def _rows(picture: Picture, agencies: list[int]) -> list[int]:
    """Return where each agency stands among the cells of a picture, -1 where it is not open."""
    cells = picture.everyone
    at = np.searchsorted(cells.agency, np.array(agencies, dtype=cells.agency.dtype))
    inside = np.minimum(at, max(len(cells.agency) - 1, 0))
    if not len(cells.agency):
        return [BLANK] * len(agencies)
    found: list[int] = np.where(cells.agency[inside] == agencies, inside, BLANK).tolist()
    return found


def _parent(picture: Picture, row: int) -> Group | None:
    cells = picture.everyone
    top = int(cells.top[row])
    if top in {BLANK, int(cells.agency[row])}:
        return None
    return group_on(picture.timeline, top, int(cells.version[np.searchsorted(cells.agency, top)]))


def _standing(shown: Shown, row: int) -> Standing | None:
    if row == BLANK:
        return None
    cells, place = shown.picture.everyone, _place(shown.side, int(shown.picture.everyone.agency[row]))
    event = int(cells.event[row])
    if event == BLANK:
        return Standing(None, None, covered=False, place=place)
    since = date.fromordinal(int(shown.picture.timeline.ledger.events.effective_on[event]))
    return Standing(_STATUSES[cells.status[row]], since, covered=bool(cells.covered[row]), place=place)


def _place(side: Side, agency: int) -> Place:
    if side.covered[agency]:
        return Place.NUMERATOR
    return Place.DENOMINATOR if side.counted[agency] else Place.OUTSIDE
