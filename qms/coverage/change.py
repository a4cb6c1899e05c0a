"""What moved a measure from one day to another, as steps that add up exactly, numerator and denominator apart.

    before ± corrected + gained - lost ± opened, closed, merged, scope = after

Two kinds of change are kept apart. `corrected` is what was learned later about the first day: from the figure as known
at an earlier moment (the last report) to the figure of the same day as known now. All other steps are what happened
between the two days, as known now. Without an earlier moment nothing is corrected.

A body that opened between the two days enters uncovered (a new life begins with no report): opening adds to the
denominator alone, and what it announced since is a gain like any other. A body that ended takes along what it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.coverage.frames import frame_of
from qms.coverage.movers import Between, Mover, Movers, Shown, reasons_of
from qms.coverage.moves import Picture, Shares, Side, corrected, moved, reorganised, side_of
from qms.coverage.rates import rate_text
from qms.coverage.stamp import Stamp, iso, stamp_of
from qms.moments import moment_text
from qms.vocabulary import MEASURES, ChangeKind, Measure, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    import pandas as pd

    from qms.coverage.ledger import Int8s, Ledger
    from qms.coverage.measures import Slice

Kind = ChangeKind


class Count(NamedTuple):
    """A numerator and its denominator on one day."""

    numerator: int
    denominator: int

    def text(self, language: str = "vi") -> str:
        """Return the rate as it is printed."""
        return rate_text(self.numerator, self.denominator, language)

    def to_json(self) -> dict[str, int]:
        """Return both by name."""
        return self._asdict()


class Flow(NamedTuple):
    """How many agencies a step adds to a count, and how many it takes from it."""

    plus: int
    minus: int

    @property
    def net(self) -> int:
        """What the step adds in all."""
        return self.plus - self.minus


NO_FLOW = Flow(0, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """One reason for change, with what it adds to numerator and denominator."""

    kind: ChangeKind
    covered: Flow
    """What it does to the numerator."""
    everyone: Flow
    """What it does to the denominator."""
    count: int
    """How many agencies there are."""
    movers: Movers | None = None
    """Who they are, described when asked for; None: not asked for."""
    reasons: tuple[tuple[Missing, int], ...] = ()
    """For `lost`: how many lack what now."""

    @property
    def numerator(self) -> int:
        """What it adds to the numerator in all."""
        return self.covered.net

    @property
    def denominator(self) -> int:
        """What it adds to the denominator in all."""
        return self.everyone.net

    @property
    def agencies(self) -> tuple[Mover, ...] | None:
        """Each agency once, as called on the later day, or on the earlier one where it ended; None: not asked for."""
        return None if self.movers is None else self.movers.by_code()

    def to_json(self) -> dict[str, Any]:
        """Return the step as in the `changes` document."""
        return {
            "kind": self.kind.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "agencies": [agency.to_json() for agency in self.agencies or ()],
        }


class Change(NamedTuple):
    """One measure on two days, and the steps between; steps that moved nothing are left out."""

    measure: Measure
    start: date
    end: date
    stamp: Stamp
    known_from: datetime | None
    """The UTC moment at which `before` was known; None: as known now."""
    before: Count
    after: Count
    steps: tuple[Step, ...]

    def step(self, kind: ChangeKind) -> Step:
        """Return the step of a kind, with zeros where nothing moved."""
        return next((step for step in self.steps if step.kind is kind), Step(kind, NO_FLOW, NO_FLOW, 0, Movers.none()))

    @property
    def corrected(self) -> Count:
        """The figure of the first day as known now: what was told of it, and what was learned later."""
        learned = self.step(ChangeKind.CORRECTED)
        return Count(self.before.numerator + learned.numerator, self.before.denominator + learned.denominator)

    def to_json(self, _language: str = "vi") -> dict[str, Any]:
        """Return the measure as in the `changes` document."""
        return {
            "measure": self.measure.value,
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "steps": [step.to_json() for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """Several measures on the same two days."""

    start: date
    end: date
    stamp: Stamp
    known_from: datetime | None
    measures: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.measures)

    def __getitem__(self, measure: Measure | str) -> Change:
        """Return the change of a measure; raises KeyError when it was not asked for."""
        for change_ in self.measures:
            if change_.measure == measure:
                return change_
        raise KeyError(measure)

    def to_json(self, _language: str = "vi") -> dict[str, Any]:
        """Return the `changes` document."""
        return {
            "as_of": iso(self.end),
            **self.stamp.to_json(),
            "from": iso(self.start),
            "to": iso(self.end),
            "known_from": None if self.known_from is None else moment_text(self.known_from),
            "measures": [change_.to_json() for change_ in self.measures],
        }

    def to_frame(self) -> pd.DataFrame:
        """Return one row a step, with the figure before it first and the figure after it last for each measure."""
        return frame_of(sum_rows(self.to_json()), start=self.start, end=self.end)


def sum_rows(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a `changes` document: for each measure before, its steps, after; they add up downwards.

    `count` is how many agencies are behind a row.
    """
    for found in document["measures"]:
        measure = found["measure"]
        yield _day_row(measure, "before", found["before"])
        for step in found["steps"]:
            counts = {name: step[name] for name in ("kind", "numerator", "denominator")}
            yield {"measure": measure, **counts, "count": len(step["agencies"])}
        yield _day_row(measure, "after", found["after"])


def _day_row(measure: str, kind: str, count: dict[str, int]) -> dict[str, Any]:
    return {"measure": measure, "kind": kind, **count, "count": count["denominator"]}


def change(
    ledger: Ledger,
    measure: Measure,
    start: date,
    end: date,
    *,
    under: int | None = None,
    slice_: Slice | None = None,
    known_from: datetime | None = None,
    known_on: datetime | None = None,
    agencies: bool = False,
) -> Change:
    """Return what moved one measure between two days; the parts are those of `changes`."""
    return changes(
        ledger,
        start,
        end,
        measures=(measure,),
        under=under,
        slice_=slice_,
        known_from=known_from,
        known_on=known_on,
        agencies=agencies,
    ).measures[0]


def changes(
    ledger: Ledger,
    start: date,
    end: date,
    *,
    measures: Sequence[Measure] = MEASURES,
    under: int | None = None,
    slice_: Slice | None = None,
    known_from: datetime | None = None,
    known_on: datetime | None = None,
    agencies: bool = False,
) -> Changes:
    """Return what moved some measures between two days, as known at a UTC moment `known_on` (None: now).

    `known_from` is the earlier moment at which the first day's figure was told (None: as known at `known_on`). `under`
    is an agency's id: on each of the days only its subtree of that day counts. `agencies` names those of each step.
    """
    stamp = stamp_of(ledger, known_on)
    known = stamp.data_version
    first, last = (Picture.of(ledger, known, day, under) for day in (start, end))
    told = first if known_from is None else Picture.of(ledger, ledger.known_on(known_from), start, under)
    crossing = reorganised(first.timeline, start, end)
    found = []
    for measure in measures:
        before, after = (side_of(measure, picture, slice_) for picture in (first, last))
        then = before if told is first else side_of(measure, told, slice_)
        shown = [Shown(told, then), Shown(first, before), Shown(last, after)]
        shares = {ChangeKind.CORRECTED: corrected(then, before)} | moved(before, after, crossing)
        steps = tuple(
            _step(kind, share, Movers.of(Between(*_between(kind, shown), share)) if agencies else None, last)
            for kind, share in shares.items()
            if share.concerned.any()
        )
        found.append(Change(measure, start, end, stamp, known_from, _count(then), _count(after), steps))
    return Changes(start, end, stamp, known_from, tuple(found))


def _between(kind: ChangeKind, shown: Sequence[Shown]) -> tuple[Shown, Shown]:
    """Return the two pictures between which a kind of change lies."""
    told, first, last = shown
    return (told, first) if kind is ChangeKind.CORRECTED else (first, last)


def _count(side: Side) -> Count:
    return Count(int(side.covered.sum()), int(side.counted.sum()))


def _step(kind: ChangeKind, shares: Shares, movers: Movers | None, last: Picture) -> Step:
    concerned = shares.concerned
    return Step(
        kind=kind,
        covered=_flow(shares.numerator),
        everyone=_flow(shares.denominator),
        count=int(concerned.sum()),
        movers=movers,
        reasons=reasons_of(last.everyone, concerned) if kind is ChangeKind.LOST else (),
    )


def _flow(shares: Int8s) -> Flow:
    return Flow(int((shares > 0).sum()), int((shares < 0).sum()))
