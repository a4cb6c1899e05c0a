"""What a batch does to the figures: before and after, for the country and for each ministry or province it moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from qms.coverage.change import Count
from qms.coverage.figures import Figure, figures
from qms.coverage.hypothetical import COUNTED_TABLES, with_draft
from qms.coverage.measures import members_on
from qms.coverage.rates import points_between, rate
from qms.coverage.stamp import Group, iso

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from qms.coverage.ledger import Int64s, Ledger
    from qms.store.facts import Draft
    from qms.vocabulary import Measure

_NOTHING = Count(0, 0)
_AGENCY_BITS: Final = 32


class Moves(NamedTuple):
    """Why a figure moves: its numerator by `gained` less `lost`, its denominator by `joined` less `left`."""

    gained: int = 0
    lost: int = 0
    joined: int = 0
    left: int = 0


UNMOVED: Final = Moves()


@dataclass(frozen=True, slots=True)
class Effect:
    """One measure on one day, before a batch and after it; `group` is None for the country."""

    measure: Measure
    as_of: date
    group: Group | None
    before: Count
    after: Count
    why: Moves = UNMOVED

    @property
    def moves(self) -> bool:
        """Whether numerator or denominator is another one afterwards."""
        return self.before != self.after

    @property
    def stirs(self) -> bool:
        """Whether it moves, or stays only because as many come in as go out."""
        return self.moves or self.why != UNMOVED

    @property
    def bodies(self) -> int:
        """How many more (or, below zero, fewer) are covered."""
        return self.after.numerator - self.before.numerator

    @property
    def points(self) -> Fraction | None:
        """By how many percentage points the rate moves; None where one of them is no rate."""
        return points_between(rate(*self.before), rate(*self.after))

    def to_json(self) -> dict[str, Any]:
        """Return the effect as in the `import` document."""
        return {
            "measure": self.measure.value,
            "as_of": iso(self.as_of),
            "group": None if self.group is None else self.group.to_json(),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
        }


def effect_of_draft(ledger: Ledger, draft: Draft, days: Iterable[date]) -> tuple[Effect, ...]:
    """Return what a draft would do to the five figures on some days, as `effects_between`.

    What it takes back of agencies' bare rows and of published figures is left out: neither is counted.
    """
    counted = tuple(fact for fact in draft.voids if fact.table in COUNTED_TABLES)
    return effects_between(ledger, with_draft(ledger, replace(draft, voids=counted)), days)


def effect_of_batch(ledger: Ledger, batch: int, days: Iterable[date]) -> tuple[Effect, ...]:
    """Return what a recorded batch did to the five figures on some days, as `effects_between`.

    Before is all that was known when it was recorded, after is the same with it: later batches play no part.
    """
    return effects_between(ledger.known_after(batch - 1), ledger.known_after(batch), days)


def effects_between(before: Ledger, after: Ledger, days: Iterable[date]) -> tuple[Effect, ...]:
    """Return the five figures on some days by two states of the data.

    All five national figures are there, moved or not; of the ministries and provinces only the figures that move.
    """
    return tuple(effect for day in days for effect in _on(before, after, day))


def _on(before: Ledger, after: Ledger, day: date) -> Iterable[Effect]:
    was = {_place(figure): figure for figure in figures(before, day, by_parent=True)}
    will_be = {_place(figure): figure for figure in figures(after, day, by_parent=True)}
    measures = list(dict.fromkeys(measure for measure, _group in was))
    why = {measure: _moves(before, after, day, measure) for measure in measures}
    for measure, group in sorted({**was, **will_be}, key=lambda place: (measures.index(place[0]), place[1] or 0)):
        old, new = was.get((measure, group)), will_be.get((measure, group))
        counts = _count(old), _count(new)
        named = new or old
        if named is not None and (group is None or counts[0] != counts[1]):
            yield Effect(measure, day, named.group, *counts, why[measure].get(group, UNMOVED))


def _moves(before: Ledger, after: Ledger, day: date, measure: Measure) -> dict[int | None, Moves]:
    """Return why a measure moves, for the country (None) and for each ministry or province by its id."""
    was, will_be = (_members(ledger, day, measure) for ledger in (before, after))
    country = Moves(*(len(step) for step in _steps(was.of_country(), will_be.of_country())))
    steps = [step >> _AGENCY_BITS for step in _steps(was, will_be)]
    groups = {int(group) for step in steps for group in np.unique(step)}
    return {None: country} | {group: Moves(*(int((step == group).sum()) for step in steps)) for group in groups}


class _Keyed(NamedTuple):
    """The members of a measure: the id of each one's ministry or province (0: none), and its own index behind it."""

    counted: Int64s
    covered: Int64s

    def of_country(self) -> _Keyed:
        """Return the members alone, whomever they stand under."""
        return _Keyed(*(keys & ((1 << _AGENCY_BITS) - 1) for keys in self))


def _members(ledger: Ledger, day: date, measure: Measure) -> _Keyed:
    members = members_on(measure, ledger.timeline(ledger.version).on(day.toordinal()))
    keys = (members.group.astype(np.int64) + 1 << _AGENCY_BITS) | members.agency
    return _Keyed(keys, keys[members.covered])


def _steps(was: _Keyed, will_be: _Keyed) -> tuple[Int64s, Int64s, Int64s, Int64s]:
    """Return who is gained, lost, joins and leaves."""
    return (
        np.setdiff1d(will_be.covered, was.covered),
        np.setdiff1d(was.covered, will_be.covered),
        np.setdiff1d(will_be.counted, was.counted),
        np.setdiff1d(was.counted, will_be.counted),
    )


def _place(figure: Figure) -> tuple[Measure, int | None]:
    return figure.measure, None if figure.group is None else figure.group.id


def _count(figure: Figure | None) -> Count:
    return _NOTHING if figure is None else Count(figure.numerator, figure.denominator)
