"""The agencies of a step, each with where it stood before and where it stands after."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

import numpy as np

from qms.coverage.figures import group_among, group_on
from qms.coverage.ledger import BLANK
from qms.coverage.outstanding import what_lacks
from qms.coverage.stamp import Group
from qms.vocabulary import Missing, Status

if TYPE_CHECKING:
    from qms.coverage.ledger import Bools, Int64s
    from qms.coverage.moves import Effect, Picture, Shares, Side
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


class Mover(NamedTuple):
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


class Between(NamedTuple):
    """Two pictures and what each agency adds to the two counts from one to the other."""

    before: Shown
    after: Shown
    shares: Shares


class Movers:
    """The agencies of a step, by level and id; described when asked for."""

    def __init__(self, between: Between | None, agencies: Int64s) -> None:
        self._between = between
        self._agencies = agencies

    @classmethod
    def of(cls, between: Between) -> Self:
        """Return all that take part between two pictures."""
        agencies = np.flatnonzero(between.shares.concerned)
        levels = between.after.picture.timeline.ledger.levels[agencies]
        return cls(between, agencies[np.lexsort((agencies, levels))])

    @classmethod
    def none(cls) -> Self:
        """Return nobody."""
        return cls(None, np.zeros(0, dtype=np.int64))

    def __len__(self) -> int:
        return len(self._agencies)

    def only(self, effect: Effect | None) -> Movers:
        """Return those that do one thing to a count, or all of them."""
        if effect is None or self._between is None:
            return self
        return Movers(self._between, self._agencies[effect.among(self._between.shares)[self._agencies]])

    def described(self, first: int = 0, last: int | None = None) -> tuple[Mover, ...]:
        """Return the agencies from one place up to another, the last one excluded; without places, all of them."""
        if self._between is None:
            return ()
        agencies = self._agencies[first:last].tolist()
        sides = (self._between.before, self._between.after)
        before, after = (_rows(shown.picture, agencies) for shown in sides)
        rows = zip(agencies, before, after, strict=True)
        return tuple(_mover(self._between, agency, row_before, row_after) for agency, row_before, row_after in rows)

    def by_code(self) -> tuple[Mover, ...]:
        """Return all agencies by level, code and id."""
        return tuple(sorted(self.described(), key=lambda mover: (mover.level, mover.code or "", mover.id)))


def _mover(between: Between, agency: int, before: int, after: int) -> Mover:
    picture, row = (between.after.picture, after) if after != BLANK else (between.before.picture, before)
    called = group_on(picture.timeline, agency, int(picture.everyone.version[row]))
    return Mover(
        id=called.id,
        level=called.level,
        code=called.code,
        name=called.name,
        parent=_parent(picture, row),
        numerator=int(between.shares.numerator[agency]),
        denominator=int(between.shares.denominator[agency]),
        before=_standing(between.before, before),
        after=_standing(between.after, after),
    )


def reasons_of(cells: Cells, concerned: Bools) -> tuple[tuple[Missing, int], ...]:
    """Return how many of some agencies, all of them open, lack what, by their own newest event."""
    statuses = cells.status[concerned[cells.agency]]
    lacking: Counter[Missing] = Counter()
    for status, count in zip(*np.unique(statuses, return_counts=True), strict=True):
        lacking[what_lacks(None if status == BLANK else _STATUSES[status])] += int(count)
    return tuple((missing, lacking[missing]) for missing in Missing if missing in lacking)


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
    return None if top == cells.agency[row] else group_among(picture.timeline, cells, top)


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
