"""What must hold of the whole register after a file's rows are in it, and which rows are to blame where it does not.

Only what a row touched is looked at: what stood before and contradicts itself is no row's fault (`qms verify` tells).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.ledger import NO_END, STANDING
from qms.importing.codes import Code
from qms.importing.register_statements import Applied, Heir, day_of
from qms.vocabulary import Succession

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qms.importing.population import Fact, Population, Stretch

_LISTED: Final = 5
_DEEPEST_TREE: Final = 16


def check_whole_register(applied: Applied) -> None:
    """Say of the rows which of them break a rule of the whole register."""
    population = applied.population
    changed = [agency for agency in population.touched if any(population.differences(agency))]
    for agency in changed:
        _check_life(applied, agency)
        _check_events(applied, agency)
        _check_children(applied, agency)
        for stretch in population.stretches(agency):
            _check_parent(applied, agency, stretch)
            _check_code(applied, agency, stretch)
            _check_circle(applied, agency, stretch.fact)
    _check_heirs(applied, set(changed))


def _blame(
    applied: Applied, lines: Iterable[int | None], about: int, code: Code, column: str | None, **facts: Any
) -> None:
    """Say it of the lines that are known to be at fault, else of all that speak of the agency."""
    known = sorted({line for line in lines if line is not None})
    for line in known or sorted(applied.population.touched_by[about]):
        value = facts.get("value")
        said = {name: fact for name, fact in facts.items() if name != "value"}
        applied.say(line, code, column, value, **said)


def _check_life(applied: Applied, agency: int) -> None:
    closing = applied.population.closing(agency)
    if closing is None:
        return
    for stretch in applied.population.stretches(agency):
        if stretch.fact.day > closing.day:
            facts: dict[str, Any] = {"closed": day_of(closing.day), "day": day_of(stretch.fact.day)}
            lines = (closing.line, stretch.fact.line)
            facts |= {"agency": applied.population.shown(agency)}
            _blame(applied, lines, agency, Code.CHANGE_AFTER_CLOSING, "valid_to", **facts)


def _check_events(applied: Applied, agency: int) -> None:
    population = applied.population
    closing = population.closing(agency)
    if agency < 0 or closing is None:
        return
    events = population.agencies.ledger.events
    first, last = (
        np.searchsorted(events.agency, agency - 1, "left"),
        np.searchsorted(events.agency, agency - 1, "right"),
    )
    standing = events.voided_by[first:last] == STANDING
    days = events.effective_on[first:last][standing]
    outside = days[days >= closing.day]
    if len(outside):
        facts = {"agency": population.shown(agency), "reported": day_of(int(outside.min()))}
        _blame(applied, [closing.line], agency, Code.EVENT_OUTSIDE_LIFE, "valid_to", **facts)


def _check_children(applied: Applied, agency: int) -> None:
    """What ends leaves nobody under it; who is put under it by a row is that row's matter."""
    population = applied.population
    closing = population.closing(agency)
    if closing is None:
        return
    left = [
        child
        for child in population.children(agency)
        for stretch in population.stretches(child)
        if stretch.fact.parent == agency and stretch.end > closing.day > stretch.fact.day
    ]
    if left and closing.line is not None:
        names = [population.shown(child, closing.day) for child in dict.fromkeys(left)]
        children = "; ".join(names[:_LISTED]) + ("; …" if len(names) > _LISTED else "")
        facts = {"agency": population.shown(agency), "day": day_of(closing.day), "children": children}
        _blame(applied, [closing.line], agency, Code.LEAVES_CHILDREN, "valid_to", **facts)


def _check_parent(applied: Applied, agency: int, stretch: Stretch) -> None:
    population, fact, parent = applied.population, stretch.fact, stretch.fact.parent
    if parent is None or (population.opened(parent) <= fact.day and population.closed(parent) >= stretch.end):
        return
    closing = population.closing(parent)
    if closing is not None and closing.line is not None and fact.line is None:
        return  # the row that ends the parent is told so
    facts = {
        "parent": population.shown(parent),
        "agency": population.shown(agency, fact.day),
        "day": day_of(fact.day),
    }
    _blame(applied, [fact.line], agency, Code.PARENT_NOT_OPEN, "parent_code", **facts)


def _check_code(applied: Applied, agency: int, stretch: Stretch) -> None:
    population, fact = applied.population, stretch.fact
    if fact.code is None:
        return
    for other in population.ever_bearing(population.level(agency), fact.code) - {agency}:
        for theirs in population.stretches(other):
            if theirs.fact.code == fact.code and theirs.fact.day < stretch.end and fact.day < theirs.end:
                day = max(fact.day, theirs.fact.day)
                facts = {"agency": population.shown(other, day), "day": day_of(day), "value": fact.code}
                lines = [fact.line] if fact.line is not None or theirs.fact.line is None else [theirs.fact.line]
                _blame(applied, lines, agency, Code.CODE_TAKEN, "code", **facts)


def _check_circle(applied: Applied, agency: int, fact: Fact) -> None:
    population, lines = applied.population, [fact.line]
    above, seen = fact.parent, {agency}
    while above is not None and above not in seen and len(seen) < _DEEPEST_TREE:
        seen.add(above)
        held = population.holding(above, fact.day)
        lines.append(None if held is None else held.line)
        above = None if held is None else held.parent
    if above == agency:
        facts = {"agency": population.shown(agency, fact.day), "day": day_of(fact.day)}
        _blame(applied, lines, agency, Code.CIRCLE, "parent_code", **facts)


def _check_heirs(applied: Applied, changed: set[int]) -> None:
    population = applied.population
    standing = population.agencies.successions
    touched = [one for one in standing if one.predecessor in changed or one.successor in changed]
    every = list(chain.from_iterable(applied.heirs.values()))
    stated = {heir[:3] for heir in every}
    kept = (Heir(*one[:4], None, 0) for one in touched)
    for heir in chain(every, (one for one in kept if one[:3] not in stated)):
        if _contradicts(population, heir):
            facts = {
                "predecessor": population.shown(heir.predecessor, heir.day - 1),
                "successor": population.shown(heir.successor, heir.day),
                "day": day_of(heir.day),
            }
            touched_by = population.touched_by
            lines = [heir.line] if heir.line else [*touched_by[heir.predecessor], *touched_by[heir.successor]]
            _blame(applied, lines, heir.successor, Code.SUCCESSION_CONTRADICTS, "succession", **facts)


def _contradicts(population: Population, heir: Heir) -> bool:
    """Tell whether the lives of two bodies contradict what is said of them.

    The successor is open on the day, the predecessor was there before it. What merged is gone, and what it merged into
    is new; who was absorbed by another is gone, and the other was there before.
    """
    closed, opened = population.closed(heir.predecessor), population.opened(heir.successor)
    holds = population.holding(heir.successor, heir.day) is not None
    holds &= population.opened(heir.predecessor) < heir.day <= closed
    if heir.kind is Succession.MERGED:
        holds &= closed == heir.day == opened
    if heir.kind is Succession.ABSORBED and heir.predecessor != heir.successor:
        holds &= closed == heir.day and opened < heir.day
    if heir.kind is Succession.CONTINUED:
        holds &= heir.predecessor == heir.successor and closed > heir.day
    return not holds if closed != NO_END or opened != NO_END else True
