"""What will hold of a row's body: what the row states, and for the rest what held before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from qms.coverage.ledger import NO_END
from qms.importing.cells import Clear
from qms.importing.codes import Code
from qms.importing.population import Fact
from qms.importing.register_identity import take_closing_back
from qms.importing.register_statements import Applied, Statement, day_of, text_of
from qms.names import fold_bare_name, has_diacritics, is_same_name
from qms.vocabulary import ALLOWED_PARENTS, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.importing.plan import Shown

_LISTED: Final = 5
Kept = TypeVar("Kept")


def settle(applied: Applied, one: Statement) -> None:
    """Put down what holds of a row's body from the row's day on."""
    agency = applied.agency[one.line]
    before = applied.before.get(one.line)
    base = before or Fact(one.start)
    fact = Fact(
        day=one.start,
        code=_code(one, before),
        name=one.name if before is None else _name(applied, one, agency, before),
        name_en=base.name_en if one.row.name_en is None else one.row.name_en,
        parent=base.parent if one.row.parent_code is None else _parent(applied, one, agency),
        scope=one.row.scope or base.scope,
        region=_kept(one.row.region, base.region),
        locality=_locality(applied, one, base),
    )
    if before is None:
        _put(applied, one, agency, Fact(one.start), fact._replace(act=text_of(one.row.legal_act)))
    else:
        _change(applied, one, agency, before, fact)
    if one.takes_closing_back:
        take_closing_back(applied, one, agency)


def _change(applied: Applied, one: Statement, agency: int, before: Fact, fact: Fact) -> None:
    """Put down what changes of a body that is there already; where nothing does, what held before holds."""
    is_correction = before.day == one.start
    kept = fact._replace(day=before.day, act=before.act, evidence=before.evidence)
    if kept.content == before.content:
        act = _kept(one.row.legal_act, before.act)
        if is_correction and one.end is None and act != before.act:
            _put(applied, one, agency, before, before._replace(act=act))
        else:
            applied.population.restore(agency, one.start, before if is_correction else None, one.line)
        return
    if fact.scope is not before.scope and text_of(one.row.legal_act) is None:
        facts: dict[str, Any] = {"agency": applied.population.shown(agency, one.start)}
        facts |= {"before": before.scope or "", "after": fact.scope or ""}
        applied.say(one.line, Code.SCOPE_NEEDS_ACT, "legal_act", None, **facts)
    if not is_same_name(fact.name, before.name):
        _refuse_name_of_sibling(applied, one, agency, fact)
    act = _kept(one.row.legal_act, before.act if is_correction else None)
    evidence = before.evidence if is_correction else None
    _put(applied, one, agency, before, fact._replace(act=act, evidence=evidence))
    later = min((day for day in applied.population.facts(agency) if day > one.start), default=NO_END)
    if later != NO_END and applied.population.facts(agency)[later].is_open:
        shown = applied.population.shown(agency, one.start)
        applied.say(one.line, Code.LATER_CHANGE, "valid_from", None, agency=shown, later=day_of(later))


def _put(applied: Applied, one: Statement, agency: int, before: Fact, fact: Fact) -> None:
    applied.population.put(agency, fact, one.line)
    population = applied.population
    pairs: tuple[tuple[str, Shown, Shown], ...] = (
        ("code", before.code, fact.code),
        ("name", before.name or None, fact.name),
        ("name_en", before.name_en, fact.name_en),
        ("scope", before.scope, fact.scope),
        ("parent_code", _shown(applied, before.parent, before.day), _shown(applied, fact.parent, fact.day)),
        ("region", before.region, fact.region),
        ("locality", _shown(applied, before.locality, before.day), _shown(applied, fact.locality, fact.day)),
        ("legal_act", before.act, fact.act),
    )
    for column, old, new in pairs:
        applied.note(one.line, column, old, new)
    if agency < 0 and population.level(agency) is not None:
        applied.note(one.line, "level", None, population.level(agency))


def _shown(applied: Applied, agency: int | None, day: int) -> str | None:
    return None if agency is None else applied.population.shown(agency, day)


def _code(one: Statement, before: Fact | None) -> str | None:
    """Return the row's code; one that lost its zeros is the register's."""
    is_short = before is not None and before.code is not None and before.code.lstrip("0") == one.code.lstrip("0")
    return before.code if before is not None and is_short and len(before.code or "") > len(one.code) else one.code


def _name(applied: Applied, one: Statement, agency: int, before: Fact) -> str:
    """Return the register's name where the row's is another way of writing it, else the row's."""
    if is_same_name(one.name, before.name):
        return before.name
    if has_diacritics(one.name) or fold_bare_name(one.name) != fold_bare_name(before.name):
        return one.name
    shown, day = applied.population.shown(agency, one.start), day_of(one.start)
    others = [other for other in applied.population.called(one.level, one.name, one.start) if other != agency]
    if others:
        facts: dict[str, Any] = {
            "day": day,
            "named": one.code,
            "other": applied.population.shown(others[0], one.start),
        }
        applied.say(one.line, Code.NAME_OF_ANOTHER, "name", one.name, before.name, agency=shown, **facts)
    else:
        applied.say(one.line, Code.NAME_WITHOUT_DIACRITICS, "name", one.name, before.name, agency=shown, day=day)
    return before.name


def _refuse_name_of_sibling(applied: Applied, one: Statement, agency: int, fact: Fact) -> None:
    """A code with the name of another body under the same parent is a slip, not a change of name."""
    population = applied.population
    for other in population.called(one.level, fact.name, one.start):
        held = population.holding(other, one.start)
        if other != agency and held is not None and held.parent == fact.parent:
            facts: dict[str, Any] = {"day": day_of(one.start), "other": population.shown(other, one.start)}
            applied.say(one.line, Code.NAME_OF_SIBLING, "name", one.name, **facts)


def _kept(stated: Kept | Clear | None, before: Kept | None) -> Kept | None:
    """Return what a cell that may be blank or clearing leaves."""
    return before if stated is None else None if isinstance(stated, Clear) else stated


def _parent(applied: Applied, one: Statement, agency: int) -> int | None:
    allowed, text = ALLOWED_PARENTS[one.level], one.row.parent_code or ""
    if not allowed:
        shown = applied.population.shown(agency, one.start)
        applied.say(one.line, Code.HAS_NO_PARENT, "parent_code", text, agency=shown)
        return None
    return _meant(applied, one, agency, allowed, text, "parent_code", Code.UNKNOWN_PARENT)


def _locality(applied: Applied, one: Statement, base: Fact) -> int | None:
    text = one.row.locality
    if text is None or isinstance(text, Clear):
        return base.locality if text is None else None
    return _meant(applied, one, None, (Level.PROVINCE,), text, "locality", Code.UNKNOWN_LOCALITY)


def _meant(
    applied: Applied, one: Statement, agency: int | None, levels: Sequence[Level], text: str, column: str, unknown: Code
) -> int | None:
    """Return the one agency of some levels that a cell means on the row's day; says so where there is not just one."""
    if any(applied.rests_on_rejected(one.line, level, text) for level in levels):
        return None
    population, day = applied.population, one.start
    bearing = [found for level in levels for found in population.bearing(level, text, day)]
    further = (
        found
        for level in levels
        for found in (*population.bearing_zeros_before(level, text, day), *population.called(level, text, day))
    )
    meant = [found for found in dict.fromkeys(bearing or further) if found != agency] or bearing
    if len(meant) == 1:
        return meant[0]
    if meant:
        candidates = "; ".join(population.shown(found, day) for found in meant[:_LISTED])
        applied.say(one.line, Code.AMBIGUOUS_CODE, column, text, candidates=candidates, day=day_of(day))
    else:
        applied.say(one.line, unknown, column, text, day=day_of(day))
    return None


def close(applied: Applied, one: Statement, day: int) -> None:
    """End a row's body on a day."""
    population, agency = applied.population, applied.agency[one.line]
    closing, there = population.closing(agency), population.facts(agency).get(day)
    applied.closed_by[*one.key, day] = one
    if agency in applied.without_end:
        applied.contradicts(one, agency, day, applied.without_end[agency])
        return
    if there is not None and there.is_open:
        facts: dict[str, Any] = {"agency": population.shown(agency, day), "closed": day_of(day), "day": day_of(day)}
        applied.say(one.line, Code.CHANGE_AFTER_CLOSING, "valid_to", None, **facts)
        return
    if closing is not None and closing.line is not None and closing.day != day:
        applied.contradicts(one, agency, closing.day, closing.line)
        return
    act = _kept(one.row.legal_act, None if closing is None else closing.act)
    if closing is not None and closing.day == day and (closing.act == act or closing.line is not None):
        return
    if closing is not None:
        population.take_back(agency, closing.day, one.line)
    population.put(agency, Fact(day, is_open=False, act=act), one.line)
    applied.note(one.line, "valid_to", None if closing is None else day_of(closing.day), day_of(day))
