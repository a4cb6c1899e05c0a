"""Which body a row of a register file speaks of: who bears its code on its day, a predecessor, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qms.coverage.ledger import NO_END
from qms.importing.codes import Code
from qms.importing.population import Fact
from qms.importing.register_statements import Applied, Heir, Statement, day_of, text_of
from qms.names import is_same_name
from qms.vocabulary import ALLOWED_PARENTS, Succession

if TYPE_CHECKING:
    from qms.importing.population import Population
    from qms.importing.rows import Predecessor

_LISTED = 5


def find_on_the_eve(applied: Applied, one: Statement) -> None:
    """Find the body that a row closes on the very day from which it holds."""
    population, eve = applied.population, one.start - 1
    bearing = population.bearing(one.level, one.code, eve)
    held = population.holding(bearing[0], eve) if bearing else None
    if held is None:
        text = f"{day_of(one.start):%d/%m/%Y}"
        applied.say(one.line, Code.CLOSED_BEFORE_OPENED, "valid_to", text, opened=day_of(one.start))
    elif not is_same_name(one.name, held.name):
        facts: dict[str, Any] = {"day": day_of(eve), "named": one.code, "agency": population.shown(bearing[0], eve)}
        applied.say(one.line, Code.NAME_DISAGREES, "name", one.name, held.name, **facts)
    else:
        applied.agency[one.line] = bearing[0]


def find_continuing(applied: Applied, one: Statement) -> None:
    """Find the body that lives on under what the row says, open or ended on that very day."""
    if len(one.row.predecessors) != 1:
        applied.say(one.line, Code.CONTINUED_NEEDS_ONE, "predecessor_codes", None)
        return
    agency = _predecessor(applied, one, one.row.predecessors[0])
    if agency is None or not _can_continue(applied, one, agency):
        return
    if applied.population.closed(agency) == one.start:
        take_closing_back(applied, one, agency)
        del applied.without_end[agency]
    applied.continuing.add((agency, one.start))
    _take_up(applied, one, agency, one.code)


def _can_continue(applied: Applied, one: Statement, agency: int) -> bool:
    population = applied.population
    closed, level = population.closed(agency), population.level(agency)
    if closed < one.start:
        facts: dict[str, Any] = {"closed": day_of(closed), "day": day_of(one.start)}
        applied.say(one.line, Code.CONTINUED_AFTER_GAP, "succession", None, agency=population.shown(agency), **facts)
    elif level is not one.level:
        applied.say(
            one.line, Code.CONTINUED_LEVEL, "level", None, level.value, agency=population.shown(agency), level=level
        )
    return closed >= one.start and level is one.level


def end_predecessors(applied: Applied, one: Statement) -> None:
    """End the bodies that merge or are absorbed, where nothing has ended them yet."""
    population = applied.population
    own = population.bearing(one.level, one.code, one.start) if one.row.succession is Succession.ABSORBED else []
    for named in one.row.predecessors:
        agency = _predecessor(applied, one, named)
        if agency is None or agency in own or population.closed(agency) != NO_END:
            continue
        shown = population.shown(agency, one.start - 1)
        if agency in applied.without_end:
            applied.contradicts(one, agency, one.start, applied.without_end[agency])
            continue
        if one.start in population.facts(agency):
            facts: dict[str, Any] = {"closed": day_of(one.start), "day": day_of(one.start)}
            applied.say(one.line, Code.CHANGE_AFTER_CLOSING, "predecessor_codes", named.code, agency=shown, **facts)
            continue
        applied.say(
            one.line, Code.CLOSES_PREDECESSOR, "predecessor_codes", named.code, agency=shown, day=day_of(one.start)
        )
        closing = Fact(one.start, is_open=False, act=text_of(one.row.legal_act))
        population.put(agency, closing, one.line)


def find_or_open(applied: Applied, one: Statement) -> None:
    """Find the body that bears the row's code on its day, or open a new one."""
    if one.line in applied.kept_out:
        return
    agency = _bearer(applied, one)
    if one.line in applied.kept_out:
        return
    if agency is None:
        _open(applied, one)
    elif _may_stay(applied, one, agency):
        _take_up(applied, one, agency)


def _take_up(applied: Applied, one: Statement, agency: int, new_code: str | None = None) -> None:
    """Let a body that is there already be the row's; under a new code from now on, where one is given."""
    population = applied.population
    before = population.holding(agency, one.start)
    if before is None:
        return
    if before.day == one.start and before.line is not None:
        applied.contradicts(one, agency, one.start, before.line)
        return
    applied.agency[one.line], applied.before[one.line] = agency, before
    population.put(agency, before._replace(day=one.start, code=new_code or before.code), one.line)
    _add_heirs(applied, one, agency)


def _open(applied: Applied, one: Statement) -> None:
    row = one.row
    if row.succession is Succession.ABSORBED:
        applied.say(one.line, Code.ABSORBED_IS_OLD, "succession", None, Succession.MERGED.value, day=day_of(one.start))
    if row.scope is None:
        applied.say(one.line, Code.MISSING_VALUE, "scope", None)
    if row.parent_code is None and ALLOWED_PARENTS[one.level]:
        applied.say(one.line, Code.MISSING_VALUE, "parent_code", None)
    closing = applied.closed_by.get((*one.key, one.start))
    if closing is not None and row.succession is None:
        _say_that_it_reopens(applied, one, closing)
    if one.line in applied.kept_out:
        return
    agency = applied.population.open_new(one.level)
    applied.agency[one.line] = agency
    applied.population.put(agency, Fact(one.start, code=one.code, name=one.name, scope=row.scope), one.line)
    _add_heirs(applied, one, agency)


def _say_that_it_reopens(applied: Applied, one: Statement, closing: Statement) -> None:
    """Say that a code which ends and begins on one day needs a word on what became of the body."""
    day, suggestion = day_of(one.start), Succession.CONTINUED.value
    applied.say(one.line, Code.CLOSED_AND_OPENED, "succession", one.code, suggestion, lines=str(closing.line), day=day)
    applied.say(closing.line, Code.OPENED_AND_CLOSED, "valid_to", one.code, lines=str(one.line), day=day)


def _bearer(applied: Applied, one: Statement) -> int | None:
    """Return who bears the row's code on its day, None for nobody; says why where the row cannot stand."""
    population, day = applied.population, one.start
    bearing = population.bearing(one.level, one.code, day)
    if bearing:
        return bearing[0]
    longer = population.bearing_zeros_before(one.level, one.code, day)
    codes = {agency: held.code for agency in longer if (held := population.holding(agency, day))}
    meant = [agency for agency in longer if agency in population.called(one.level, one.name, day)]
    if len(meant) == 1:
        shown = population.shown(meant[0], day)
        applied.say(one.line, Code.ZEROS_RESTORED, "code", one.code, codes[meant[0]], agency=shown)
        return meant[0]
    if longer and not population.ever_bearing(one.level, one.code):
        shown = "; ".join(population.shown(agency, day) for agency in longer[:_LISTED])
        applied.say(one.line, Code.ZEROS_LOST, "code", one.code, codes[longer[0]], agency=shown, day=day_of(day))
    return _reopened(applied, one) if one.takes_closing_back else None


def _reopened(applied: Applied, one: Statement) -> int | None:
    """Return the body whose ending a row takes back, None where none has ended."""
    population = applied.population
    bearers = population.ever_bearing(one.level, one.code)
    ended = [(closed, agency) for agency in bearers if (closed := population.closed(agency)) <= one.start]
    if not ended:
        return None
    closed, agency = max(ended)
    if closed < one.start:
        facts: dict[str, Any] = {"closed": day_of(closed), "day": day_of(one.start)}
        applied.say(one.line, Code.REOPENED_LATER, "valid_from", None, agency=population.shown(agency), **facts)
        return None
    take_closing_back(applied, one, agency)
    return agency


def take_closing_back(applied: Applied, one: Statement, agency: int) -> None:
    """Let a body be open without an end."""
    applied.without_end[agency] = one.line
    closing = applied.population.closing(agency)
    if closing is None:
        return
    if closing.line is not None:
        applied.contradicts(one, agency, closing.day, closing.line)
        return
    applied.population.take_back(agency, closing.day, one.line)
    applied.note(one.line, "valid_to", day_of(closing.day), None)


def _may_stay(applied: Applied, one: Statement, agency: int) -> bool:
    """Tell whether a body that is there already can be what the row's succession says."""
    population, kind = applied.population, one.row.succession
    was_there = population.opened(agency) < one.start
    parts = {_predecessor(applied, one, named) for named in one.row.predecessors}
    is_own_part = kind is Succession.SPLIT and agency in parts
    facts: dict[str, Any] = {"agency": population.shown(agency, one.start), "day": day_of(one.start)}
    if was_there and (kind is Succession.MERGED or is_own_part):
        applied.say(one.line, Code.MERGED_IS_NEW, "succession", None, **facts)
    elif not was_there and kind is Succession.ABSORBED:
        applied.say(one.line, Code.ABSORBED_IS_OLD, "succession", None, Succession.MERGED.value, **facts)
    return one.line not in applied.kept_out


def _predecessor(applied: Applied, one: Statement, named: Predecessor) -> int | None:
    """Return the newest life of a level and code that began before the row's day; says so where there is none."""
    level, population = named.level or one.level, applied.population
    if applied.rests_on_rejected(one.line, level, named.code):
        return None
    borne = {
        agency: max(
            (day for day in population.facts(agency) if _bears(population, agency, day, one, named)), default=None
        )
        for agency in population.ever_bearing(level, named.code)
    }
    bearers = [(day, abs(agency), agency) for agency, day in borne.items() if day is not None]
    if bearers:
        return max(bearers)[-1]
    facts: dict[str, Any] = {"named": named.code, "day": day_of(one.start)}
    applied.say(one.line, Code.UNKNOWN_PREDECESSOR, "predecessor_codes", named.code, **facts)
    return None


def _bears(population: Population, agency: int, day: int, one: Statement, named: Predecessor) -> bool:
    """Tell whether an agency took a predecessor's code on a day, and did so before the row's day."""
    return day < one.start and population.facts(agency)[day].code == named.code


def _add_heirs(applied: Applied, one: Statement, agency: int) -> None:
    kind = one.row.succession
    for named in one.row.predecessors:
        predecessor = _predecessor(applied, one, named)
        if predecessor is not None and kind is not None:
            act = text_of(one.row.legal_act)
            applied.heirs[one.line].append(Heir(predecessor, agency, one.start, kind, act, one.line))
