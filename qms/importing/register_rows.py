"""Rows of a register file to agencies, versions and successions: what is new, what changes, what is known already.

A row that cannot stand is taken out with all that rests on it, and the rest is put into the register anew, until what
is left holds together: so the rows that are accepted can be applied without the others.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from qms.importing.codes import Code
from qms.importing.plan import Changes, Difference, Named, PlannedRow, RowClass, Standing
from qms.importing.population import Fact, LedgerFacts, Population, rows_of
from qms.importing.problems import Problem, has_errors, problem
from qms.importing.register_days import apply_statements
from qms.importing.register_rules import check_whole_register
from qms.importing.register_statements import Applied, Statement, day_of
from qms.names import fold_name
from qms.store.facts import NewAgency, SuccessionFact, Version, VoidedFact
from qms.vocabulary import Level, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qms.importing.agencies import Agencies
    from qms.importing.rows import RegisterRow

_VERSIONS: Final = "agency_version"
_SUCCESSIONS: Final = "succession"
_LISTED: Final = 5

Rejected: TypeAlias = "dict[int, tuple[Problem, ...]]"
"""Lines that cannot stand, with all that is to be said about each."""


def plan_register_rows(
    rows: Iterable[RegisterRow], agencies: Agencies, standing: Standing
) -> tuple[tuple[PlannedRow, ...], Changes]:
    """Return what becomes of each row, in their order, and what the accepted ones write."""
    read = list(rows)
    rejected, twins = _rejected_by_themselves(read), _twins(read)
    facts = LedgerFacts(agencies.ledger, _acts(agencies, read, standing))
    applied = _settled([row for row in read if row.line not in twins], agencies, facts, rejected)
    planned = {row.line: _planned(row, applied, rejected) for row in read if row.line not in twins}
    every = (planned[row.line] if row.line in planned else _twin(row, planned[twins[row.line]]) for row in read)
    return tuple(every), _changes(applied)


def _settled(rows: Sequence[RegisterRow], agencies: Agencies, facts: LedgerFacts, rejected: Rejected) -> Applied:
    """Return the register with all rows in it that can stand; those that cannot are added to the rejected."""
    while True:
        applied = Applied(Population(agencies, facts), _spoken_of(row for row in rows if row.line in rejected))
        apply_statements(applied, [_statement(row) for row in rows if row.line not in rejected])
        if not applied.kept_out:
            check_whole_register(applied)
        if not applied.kept_out:
            return applied
        for row in rows:
            if row.line in applied.kept_out:
                rejected[row.line] = (*row.problems, *applied.problems[row.line])


def _statement(row: RegisterRow) -> Statement:
    """Return what a readable row states; raises ValueError for one whose required cells are not filled."""
    if row.code is None or row.name is None or row.level is None or row.valid_from is None:
        message = f"line {row.line} has no code, name, level or day"
        raise ValueError(message)
    end = row.valid_to.toordinal() if isinstance(row.valid_to, date) else None
    return Statement(row, row.code, row.name, row.level, row.valid_from.toordinal(), end)


def _spoken_of(rows: Iterable[RegisterRow]) -> dict[tuple[Level, str], int]:
    """Return what rejected rows speak of, by level and code or name: themselves and their predecessors."""
    found: dict[tuple[Level, str], int] = {}
    for row in rows:
        if row.level is not None:
            names = [row.code] if row.code else []
            names += [fold_name(row.name)] if row.name else []
            found |= {(row.level, name): row.line for name in names}
            found |= {(one.level or row.level, one.code): row.line for one in row.predecessors}
    return found


def _rejected_by_themselves(rows: Sequence[RegisterRow]) -> Rejected:
    """Return the rows that cannot be read, and those of which another row says something else."""
    said: dict[tuple[Any, ...], dict[RegisterRow, list[int]]] = {}
    for row in rows:
        said.setdefault(_key(row), {}).setdefault(_content(row), []).append(row.line)
    found: Rejected = {}
    for row in rows:
        contents = said[_key(row)]
        if len(contents) > 1:
            others = [
                line for content, lines in contents.items() if content != _content(row) for line in lines[:_LISTED]
            ]
            found[row.line] = (*row.problems, _contradiction(row, others))
        elif has_errors(row.problems):
            found[row.line] = row.problems
    return found


def _key(row: RegisterRow) -> tuple[Any, ...]:
    """Return what only one row may speak of; a row that leaves it open speaks of nothing but itself."""
    key = (row.level, row.code, row.valid_from)
    return (row.line,) if None in key else key


def _content(row: RegisterRow) -> RegisterRow:
    """Return all that a row says; one with unreadable cells says the like of no other."""
    return row._replace(line=row.line if has_errors(row.problems) else 0, problems=())


def _contradiction(row: RegisterRow, others: Sequence[int]) -> Problem:
    lines = ", ".join(str(line) for line in others[:_LISTED]) + (", …" if len(others) > _LISTED else "")
    facts: dict[str, Any] = {"agency": f"{row.name} ({row.code})", "day": row.valid_from, "lines": lines}
    return problem(Code.CONTRADICTS_LINE, line=row.line, **facts)


def _twins(rows: Sequence[RegisterRow]) -> dict[int, int]:
    """Return the rows that say the same as an earlier one, with the earlier one's line."""
    first: dict[tuple[Any, ...], int] = {}
    found: dict[int, int] = {}
    for row in rows:
        if not has_errors(row.problems):
            earlier = first.setdefault((*_key(row), _content(row)), row.line)
            found |= {row.line: earlier} if earlier != row.line else {}
    return found


def _acts(agencies: Agencies, rows: Iterable[RegisterRow], standing: Standing) -> Mapping[int, str | None]:
    """Return the legal acts of all versions of the agencies that the rows may speak of, by the versions' row ids."""
    codes = {code for row in rows for code in (row.code, *(one.code for one in row.predecessors)) if code}
    held = [one for code in codes for one in (*agencies.by_code.get(code, ()), *agencies.zeros_before(code))]
    indexes = rows_of(agencies.ledger, sorted({one.agency for one in held}))
    return standing.legal_acts([int(agencies.ledger.versions.id[index]) for index in indexes]) if indexes else {}


def _planned(row: RegisterRow, applied: Applied, rejected: Rejected) -> PlannedRow:
    until = row.valid_to if isinstance(row.valid_to, date) else None
    if row.line in rejected:
        called = Named(None, row.level, row.code, row.name or "") if row.name or row.code else None
        return PlannedRow(row.line, RowClass.REJECTED, called, row.valid_from, until, problems=rejected[row.line])
    agency, population = applied.agency[row.line], applied.population
    changes = (*applied.changes[row.line], *_passed_on(row, applied))
    is_new = agency < 0 and row.line not in applied.before
    outcome = RowClass.NEW if is_new else RowClass.CHANGED if changes else RowClass.UNCHANGED
    held = population.holding(agency, row.valid_from.toordinal()) if row.valid_from else None
    code, name = (held.code, held.name) if held else (row.code, row.name or "")
    called = Named(agency if agency > 0 else None, population.level(agency), code, name)
    problems = (*row.problems, *applied.problems[row.line])
    return PlannedRow(row.line, outcome, called, row.valid_from, until, changes, problems=problems)


def _passed_on(row: RegisterRow, applied: Applied) -> list[Difference]:
    """Return the successions that a row states and that do not stand yet."""
    stood = applied.population.agencies.successions_by_key
    pairs = [(stood.get(heir[:3]), heir) for heir in applied.heirs.get(row.line, ())]
    return [
        Difference("succession", None if before is None else before.kind, heir.kind)
        for before, heir in pairs
        if before is None or before.kind is not heir.kind
    ]


def _twin(row: RegisterRow, first: PlannedRow) -> PlannedRow:
    """Return what becomes of a row that says the same as an earlier one."""
    is_rejected = first.outcome is RowClass.REJECTED
    code = Code.DEPENDS_ON_LINE if is_rejected else Code.SAME_AS_LINE
    said = problem(code, line=row.line, lines=str(first.line))
    outcome = RowClass.REJECTED if is_rejected else RowClass.UNCHANGED
    return PlannedRow(row.line, outcome, first.agency, first.day, first.until, problems=(*row.problems, said))


def _changes(applied: Applied) -> Changes:
    """Return what has to be written so that the register is as the rows leave it."""
    population, versions, voids = applied.population, list[Version](), list[VoidedFact]()
    for agency in sorted(population.touched, key=lambda one: (one < 0, abs(one))):
        brought, gone = population.differences(agency)
        versions += [_version(agency, fact) for fact in brought]
        voids += [VoidedFact(_VERSIONS, fact.row) for fact in gone if fact.row is not None]
    successions, replaced = _new_successions(applied)
    return Changes(
        agencies=tuple(NewAgency(level) for level in population.new),
        versions=tuple(versions),
        successions=tuple(successions),
        voids=tuple(sorted([*voids, *replaced])),
    )


def _version(agency: int, fact: Fact) -> Version:
    if not fact.is_open:
        return Version(agency, day_of(fact.day), State.CLOSED, legal_act=fact.act, evidence=fact.evidence)
    return Version(
        agency,
        day_of(fact.day),
        State.OPEN,
        fact.code,
        fact.name,
        fact.name_en,
        fact.parent,
        fact.scope,
        fact.region,
        fact.locality,
        fact.act,
        fact.evidence,
    )


def _new_successions(applied: Applied) -> tuple[list[SuccessionFact], list[VoidedFact]]:
    """Return the successions to add, and the standing ones of another kind that they replace."""
    added: dict[tuple[int, ...], SuccessionFact] = {}
    replaced = []
    for heir in chain.from_iterable(applied.heirs.values()):
        before = applied.population.agencies.successions_by_key.get(heir[:3])
        if heir[:3] in added or (before is not None and before.kind is heir.kind):
            continue
        added[heir[:3]] = SuccessionFact(heir.predecessor, heir.successor, day_of(heir.day), heir.kind, heir.act)
        replaced += [VoidedFact(_SUCCESSIONS, before.row)] if before is not None else []
    return [added[key] for key in sorted(added)], replaced
