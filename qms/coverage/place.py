"""A body that others stand under, on one day: its figures, whether it complies, and before it was reorganised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from qms.coverage.breakdown import pool
from qms.coverage.figures import Figure, cells_under, figures
from qms.coverage.ledger import index_of, standing
from qms.coverage.listing import Filter, Listed, Where, listing
from qms.coverage.lives import lives_in
from qms.coverage.measures import Slice, counted_cells
from qms.coverage.rates import half_up
from qms.coverage.stamp import Group, Stamp
from qms.vocabulary import Level, Measure, Scope, Succession

if TYPE_CHECKING:
    from datetime import datetime

    from qms.coverage.ledger import Ledger

NAMED: Final = 3
"""Mandatory agencies that are not covered, which are named; of more, only the count is said."""

_ENDING: Final = tuple(index_of(kind) for kind in (Succession.MERGED, Succession.ABSORBED))


@dataclass(frozen=True, slots=True)
class Before:
    """What the bodies that ended in this one had reached on the eve of the day on which they did."""

    eve: date
    figure: Figure
    """All of them together."""
    parts: tuple[tuple[Group, Figure], ...]
    """Each of them, as it was called."""
    continuing: int
    """Agencies counted on the eve that are counted here and live on, status and all."""


@dataclass(frozen=True, slots=True)
class Place:
    """One body that others stand under."""

    group: Group
    above: tuple[Group, ...]
    as_of: date
    stamp: Stamp
    own_measure: Measure
    """What it is followed by: the commune committees of a province, the encouraged units of a ministry."""
    own: Figure
    country: Figure
    points: Fraction | None
    """Difference to the country in percentage points, half-up to one decimal; None where one has no rate."""
    mandatory: Figure
    lacking: tuple[Listed, ...]
    """Its mandatory agencies that are not covered, where they are few."""
    complies: bool | None
    """Whether it meets the requirement: all mandatory agencies covered; None where it is not judged."""
    before: Before | None
    levels: tuple[Level, ...]
    """The levels of the agencies here that count."""


def place(ledger: Ledger, root: int, as_of: date, *, known_on: datetime | None = None) -> Place:
    """Return what there is to say of an agency (id) that is open on the day, and of all that stands under it."""
    known = ledger.known_on(known_on)
    lives, day = lives_in(ledger, known), as_of.toordinal()
    group = lives.called(root - 1, day)
    if group is None:
        message = f"agency {root} was never open"
        raise ValueError(message)
    measure = own_measure(ledger, root, as_of, known)
    here = figures(ledger, as_of, known_on=known_on, measures=(measure,), under=root)
    country = figures(ledger, as_of, known_on=known_on, measures=(measure,))[measure]
    mandatory = figures(
        ledger,
        as_of,
        known_on=known_on,
        measures=(Measure.SLICE,),
        slice_=Slice(scope=Scope.MANDATORY),
        under=root,
    )[Measure.SLICE]
    return Place(
        group=group,
        above=lives.above(root - 1, day),
        as_of=as_of,
        stamp=here.stamp,
        own_measure=measure,
        own=here[measure],
        country=country,
        points=_points(here[measure], country),
        mandatory=mandatory,
        lacking=_lacking(ledger, root, as_of, mandatory, known_on),
        complies=_complies(group, mandatory),
        before=_before(ledger, root, as_of, measure, known_on),
        levels=_levels(ledger, root, as_of, known),
    )


def own_measure(ledger: Ledger, root: int, as_of: date, known: int) -> Measure:
    """Return by which measure a body is followed: the units of a ministry, else the commune committees."""
    _timeline, cells = cells_under(ledger, known, as_of, root)
    level = tuple(Level)[ledger.levels[root - 1]]
    has_communes = bool(counted_cells(Measure.COMMUNES, cells).any())
    return Measure.COMMUNES if has_communes or level is not Level.MINISTRY else Measure.MINISTRY_ENCOURAGED


def _points(one: Figure, other: Figure) -> Fraction | None:
    if one.rate is None or other.rate is None:
        return None
    difference = (one.rate - other.rate) * 100
    rounded = half_up(abs(difference), 1)
    return rounded if difference >= 0 else -rounded


def _complies(group: Group, mandatory: Figure) -> bool | None:
    if group.level not in {Level.MINISTRY, Level.PROVINCE} or not mandatory.denominator:
        return None
    return mandatory.numerator == mandatory.denominator


def _lacking(
    ledger: Ledger, root: int, as_of: date, mandatory: Figure, known_on: datetime | None
) -> tuple[Listed, ...]:
    if not 0 < mandatory.denominator - mandatory.numerator <= NAMED:
        return ()
    kept = Filter(scope=Scope.MANDATORY, status=Where.NOT_COVERED)
    return listing(ledger, as_of, under=root, kept=kept, known_on=known_on).rows()


def _levels(ledger: Ledger, root: int, as_of: date, known: int) -> tuple[Level, ...]:
    _timeline, cells = cells_under(ledger, known, as_of, root)
    counted = counted_cells(Measure.SLICE, cells)
    return tuple(level for level in Level if (counted & (cells.level == index_of(level))).any())


def _before(ledger: Ledger, root: int, as_of: date, measure: Measure, known_on: datetime | None) -> Before | None:
    """Return the bodies that ended in one by a day, together; of several such days, the newest."""
    known = ledger.known_on(known_on)
    rows = ledger.successions
    ended = standing(rows.batch, rows.voided_by, known) & np.isin(rows.kind, _ENDING)
    ended &= (rows.successor == root - 1) & (rows.predecessor != root - 1) & (rows.on_day <= as_of.toordinal())
    if not ended.any():
        return None
    on_day = int(rows.on_day[ended].max())
    eve = date.fromordinal(on_day) - timedelta(days=1)
    gone = set(rows.predecessor[ended & (rows.on_day == on_day)].tolist())
    timeline = ledger.timeline(known)
    open_then = set(timeline.on(eve.toordinal()).agency.tolist())
    bodies = sorted((gone | {root - 1}) & open_then)
    lives = lives_in(ledger, known)
    parts = []
    for body in bodies:
        group = lives.called(body, eve.toordinal())
        figure = figures(ledger, eve, known_on=known_on, measures=(measure,), under=body + 1)[measure]
        if group is not None and figure.denominator:
            parts.append((group, figure))
    if not parts:
        return None
    pooled = pool(figure for _group, figure in parts)._replace(measure=measure)
    return Before(eve, pooled, tuple(parts), _continuing(ledger, root, as_of, eve, bodies, measure, known))


def _continuing(
    ledger: Ledger, root: int, as_of: date, eve: date, bodies: list[int], measure: Measure, known: int
) -> int:
    _timeline, now = cells_under(ledger, known, as_of, root)
    counted_now = now.agency[counted_cells(measure, now)]
    then = [cells_under(ledger, known, eve, body + 1)[1] for body in bodies]
    counted_then = np.concatenate([cells.agency[counted_cells(measure, cells)] for cells in then])
    return len(np.intersect1d(counted_now, counted_then))
