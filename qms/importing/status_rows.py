"""Rows of a status file to events: what is new, what corrects a standing event, what says what is known already."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

import numpy as np

from qms.coverage.ledger import STANDING
from qms.i18n import LANGUAGES, label
from qms.importing.cells import Clear
from qms.importing.codes import Code
from qms.importing.counts import counts_flaw
from qms.importing.matching import Matcher, Sought
from qms.importing.plan import Changes, Named, PlannedRow, RowClass
from qms.importing.problems import Problem, has_errors, problem
from qms.importing.rows import StatusRow
from qms.store.facts import Event, VoidedFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from qms.coverage.ledger import Ledger
    from qms.importing.agencies import Agencies, Holding
    from qms.importing.plan import Standing
    from qms.vocabulary import Status

_SAID: Final = slice(StatusRow._fields.index("status"), StatusRow._fields.index("problems"))
"""Where a row says something of its agency; what comes before says which agency it is."""

_LINE: Final = Event._fields.index("source_line")
"""The last part of an event; where a file says it makes no difference."""

_TABLE: Final = "status_event"
_LISTED: Final = 5

Held = TypeVar("Held")
Key: TypeAlias = tuple[int, int]
"""An agency's id and a day's ordinal."""


class _Claim(NamedTuple):
    """A row with the agency that it means."""

    row: StatusRow
    holding: Holding | None
    problems: tuple[Problem, ...]
    is_flawed: bool
    """Whether one of the problems keeps it out."""
    key: Key | None
    """The agency and the day, None where either is not known."""
    content: tuple[Any, ...]
    """All that the row says of its agency and day; one with unreadable cells says the like of no other."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of each agency and day that the file speaks of."""

    events: Mapping[Key, tuple[int, Event]]
    """The standing event with its row id."""
    said: Mapping[Key, Mapping[tuple[Any, ...], list[int]]]
    """The different contents that the file itself has, with the lines that say each."""


def plan_status_rows(
    rows: Iterable[StatusRow], agencies: Agencies, standing: Standing
) -> tuple[tuple[PlannedRow, ...], Changes]:
    """Return what becomes of each row, in their order, and what the accepted ones write."""
    matcher = Matcher(agencies)
    claims = [_claim(matcher, row) for row in rows]
    said = _said_of_each(claims)
    known = _Known(_standing_events(agencies.ledger, said, standing), said)
    planned, events, voids = list[PlannedRow](), list[Event](), list[VoidedFact]()
    for claim in claims:
        row, event = _planned(claim, known)
        planned.append(row)
        if event is not None:
            events.append(event)
            before = known.events.get((event.agency, event.effective_on.toordinal()))
            voids += [VoidedFact(_TABLE, before[0])] if before else []
    return tuple(planned), Changes(events=_in_order(events), voids=tuple(sorted(voids)))


def _claim(matcher: Matcher, row: StatusRow) -> _Claim:
    """Return a row with its agency; none is looked for where the row's own cells leave open which."""
    day = row.effective_date
    holding, found = (None, ()) if day is None or not _is_named(row) else matcher.find(_sought(row, day))
    if holding is not None and row.scope is not None and row.scope is not holding.scope:
        found = (*found, _other_scope(row, holding))
    problems = (*row.problems, *found)
    is_flawed = bool(problems) and has_errors(problems)
    key = None if holding is None or day is None else (holding.agency, day.toordinal())
    content: tuple[Any, ...] = tuple(row)[_SAID]
    return _Claim(row, holding, problems, is_flawed, key, (*content, row.line) if is_flawed else content)


def _is_named(row: StatusRow) -> bool:
    blamed = {one.column for one in row.problems if one.is_error} if row.problems else set()
    named = row.agency_code is not None or (row.agency_name is not None and row.parent_code is not None)
    return named and not blamed & {"agency_code", "agency_name", "parent_code", "level"}


def _sought(row: StatusRow, day: date) -> Sought:
    return Sought(row.line, row.agency_code, row.agency_name, row.level, row.parent_code, day.toordinal())


def _other_scope(row: StatusRow, holding: Holding) -> Problem:
    said = label(row.scope, LANGUAGES[0]) if row.scope else ""
    facts: dict[str, Any] = {
        "agency": str(holding),
        "scope": holding.scope or "",
        "said": row.scope or "",
        "day": row.effective_date,
    }
    return problem(Code.SCOPE_DISAGREES, line=row.line, column="scope", value=said, **facts)


def _said_of_each(claims: Iterable[_Claim]) -> dict[Key, dict[tuple[Any, ...], list[int]]]:
    found: dict[Key, dict[tuple[Any, ...], list[int]]] = {}
    for claim in claims:
        if claim.key:
            found.setdefault(claim.key, {}).setdefault(claim.content, []).append(claim.row.line)
    return found


def _standing_events(ledger: Ledger, keys: Iterable[Key], standing: Standing) -> dict[Key, tuple[int, Event]]:
    """Return the standing event of each agency and day that has one, in full, with its row id."""
    events = ledger.events
    kept = np.flatnonzero(events.voided_by == STANDING)
    sortable = ((events.agency[kept].astype(np.int64) + 1) << 32) | events.effective_on[kept]
    wanted = list(keys)
    asked = np.array([agency << 32 | day for agency, day in wanted], dtype=np.int64)
    at = np.searchsorted(sortable, asked)
    hit = at < len(sortable)
    hit[hit] = sortable[at[hit]] == asked[hit]
    rows = {wanted[place]: int(events.id[kept[at[place]]]) for place in np.flatnonzero(hit).tolist()}
    full = standing.events(list(rows.values())) if rows else {}
    return {key: (row, full[row]) for key, row in rows.items()}


def _planned(claim: _Claim, known: _Known) -> tuple[PlannedRow, Event | None]:
    """Return what becomes of a row, and the event that it writes."""
    row, key, holding = claim.row, claim.key, claim.holding
    if row.effective_date is None and row.says_nothing:
        called = Named(None, row.level, row.agency_code, row.agency_name or "")
        return PlannedRow(row.line, RowClass.UNCHANGED, called, problems=row.problems), None
    if key is None or holding is None or row.status is None or row.effective_date is None:
        return _rejected(claim), None
    before = known.events[key][1] if key in known.events else None
    event = _merged(row, row.status, row.effective_date, holding, before)
    remarks = [*_contradictions(claim, holding, known.said[key]), *_remarks_on_counts(claim, event)]
    if claim.is_flawed or has_errors(remarks):
        return _rejected(claim, *remarks), None
    problems = (*claim.problems, *remarks)
    is_known = before is not None and before[:_LINE] == event[:_LINE]
    if is_known or known.said[key][claim.content][0] != row.line:
        return PlannedRow(row.line, RowClass.UNCHANGED, named(holding), row.effective_date, problems=problems), None
    outcome, written = RowClass.NEW if before is None else RowClass.CHANGED, (before, event)
    return PlannedRow(row.line, outcome, named(holding), row.effective_date, None, (), written, problems), event


def _contradictions(claim: _Claim, holding: Holding, said: Mapping[tuple[Any, ...], list[int]]) -> Iterator[Problem]:
    """Yield what is to be said of a row of whose agency and day other rows speak, too."""
    first = said[claim.content][0]
    if len(said) > 1:
        others = chain.from_iterable(lines for content, lines in said.items() if content != claim.content)
        few = [str(line) for line in islice(others, _LISTED + 1)]
        lines = ", ".join(few[:_LISTED]) + (", …" if len(few) > _LISTED else "")
        facts: dict[str, Any] = {"agency": str(holding), "day": claim.row.effective_date, "lines": lines}
        yield problem(Code.CONTRADICTS_LINE, line=claim.row.line, **facts)
    elif first != claim.row.line:
        yield problem(Code.SAME_AS_LINE, line=claim.row.line, lines=str(first))


def _remarks_on_counts(claim: _Claim, event: Event) -> list[Problem]:
    """Return what is to be said about the two counts as they will hold, where the row's own cells did not say it."""
    flaw = counts_flaw(event.procedures_total, event.procedures_covered)
    if flaw is None or any(one.code is flaw.code for one in claim.problems):
        return []
    column = "procedures_total" if event.procedures_total is None else "procedures_covered"
    value = None if event.procedures_covered is None else str(event.procedures_covered)
    shown = None if flaw.code is Code.ONE_COUNT_ONLY else value
    return [Problem(flaw.code, claim.row.line, column, shown, flaw.suggestion, flaw.facts)]


def _rejected(claim: _Claim, *further: Problem) -> PlannedRow:
    row = claim.row
    called = Named(None, row.level, row.agency_code, row.agency_name or "")
    agency = called if claim.holding is None else named(claim.holding)
    return PlannedRow(row.line, RowClass.REJECTED, agency, row.effective_date, problems=(*claim.problems, *further))


def _merged(row: StatusRow, status: Status, day: date, holding: Holding, before: Event | None) -> Event:
    """Return the event that holds after a row: blank cells keep what the standing event of that day says."""
    base = before or Event(holding.agency, day, status)
    return Event(
        holding.agency,
        day,
        status,
        _held(row.standard, base.standard),
        _held(row.procedures_total, base.procedures_total),
        _held(row.procedures_covered, base.procedures_covered),
        _held(row.decision_no, base.decision_no),
        _held(row.decision_date, base.decision_on),
        _held(row.assurance, base.assurance),
        _held(row.source, base.source),
        _held(row.note, base.note),
        row.line,
    )


def _held(stated: Held | Clear | None, before: Held | None) -> Held | None:
    return before if stated is None else None if isinstance(stated, Clear) else stated


def named(holding: Holding) -> Named:
    """Return an agency as the preview names it."""
    return Named(holding.agency, holding.level, holding.code, holding.name)


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events by agency and day, so that the order of the rows leaves no trace."""
    return tuple(sorted(events, key=lambda event: (event.agency, event.effective_on)))
