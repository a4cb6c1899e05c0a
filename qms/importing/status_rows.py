"""Rows of a status file to events: what is new, what corrects a standing event, what says what is known already."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from qms.coverage.ledger import STANDING
from qms.i18n import LANGUAGES, label
from qms.importing.cells import Clear
from qms.importing.codes import Code
from qms.importing.counts import counts_flaw
from qms.importing.matching import Match, Matcher, Sought
from qms.importing.plan import Changes, Difference, Named, PlannedRow, RowClass
from qms.importing.problems import Problem, has_errors, problem
from qms.store.facts import Event, VoidedFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from qms.coverage.ledger import Ledger
    from qms.importing.agencies import Agencies, Holding
    from qms.importing.plan import Standing
    from qms.importing.rows import StatusRow
    from qms.vocabulary import Status

_STATED: Final = {
    "status": "status",
    "standard": "standard",
    "procedures_total": "procedures_total",
    "procedures_covered": "procedures_covered",
    "decision_no": "decision_no",
    "decision_date": "decision_on",
    "assurance": "assurance",
    "source": "source",
    "note": "note",
}
"""Columns of the file that an event keeps, with what the event calls them."""

_TABLE: Final = "status_event"
_LISTED: Final = 5

Key: TypeAlias = tuple[int, int]
"""An agency's id and a day's ordinal."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A row that says something of a known agency on a day, and what may keep it out."""

    row: StatusRow
    match: Match

    @property
    def key(self) -> Key | None:
        """The agency and the day, None where either is not known."""
        if self.match.holding is None or self.row.effective_date is None:
            return None
        return self.match.holding.agency, self.row.effective_date.toordinal()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.row.problems, *self.match.problems)

    @property
    def content(self) -> tuple[Any, ...]:
        """All that the row says of its agency and day; one with unreadable cells says the like of no other."""
        stated = tuple(getattr(self.row, column) for column in _STATED)
        return (*stated, self.row.line) if has_errors(self.problems) else stated


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
    claims = [_Claim(row, _match(matcher, row)) for row in rows]
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


def _match(matcher: Matcher, row: StatusRow) -> Match:
    """Return the agency of a row; none is looked for where the row's own cells leave open which."""
    blamed = {one.column for one in row.problems if one.is_error}
    named = row.agency_code is not None or (row.agency_name is not None and row.parent_code is not None)
    if row.effective_date is None or not named or blamed & {"agency_code", "agency_name", "parent_code", "level"}:
        return Match(None)
    sought = Sought(
        row.line, row.agency_code, row.agency_name, row.level, row.parent_code, row.effective_date.toordinal()
    )
    match = matcher.find(sought)
    if match.holding is None or row.scope is None or row.scope is match.holding.scope:
        return match
    return match._replace(problems=(*match.problems, _other_scope(row, match.holding)))


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
    row, key = claim.row, claim.key
    if row.says_nothing:
        return PlannedRow(row.line, RowClass.UNCHANGED, problems=claim.problems), None
    if key is None or claim.match.holding is None or row.status is None or row.effective_date is None:
        return _rejected(claim), None
    said = known.said[key]
    if len(said) > 1:
        return _rejected(claim, _contradiction(claim, claim.match.holding, said)), None
    if has_errors(claim.problems):
        return _rejected(claim), None
    before = known.events[key][1] if key in known.events else None
    event = _merged(row, row.status, row.effective_date, claim.match.holding, before)
    remarks = _remarks_on_counts(claim, event)
    if has_errors(remarks):
        return _rejected(claim, *remarks), None
    first, changes = said[claim.content][0], _differences(before, event)
    if first != row.line:
        remarks, changes = [*remarks, problem(Code.SAME_AS_LINE, line=row.line, lines=str(first))], ()
    outcome = RowClass.UNCHANGED if not changes else RowClass.NEW if before is None else RowClass.CHANGED
    problems = (*claim.problems, *remarks)
    planned = PlannedRow(
        row.line, outcome, named(claim.match.holding), row.effective_date, changes=changes, problems=problems
    )
    return planned, event if changes else None


def _contradiction(claim: _Claim, holding: Holding, said: Mapping[tuple[Any, ...], list[int]]) -> Problem:
    """Return the problem of a row of whose agency and day other rows say something else."""
    others = chain.from_iterable(lines for content, lines in said.items() if content != claim.content)
    few = [str(line) for line in islice(others, _LISTED + 1)]
    lines = ", ".join(few[:_LISTED]) + (", …" if len(few) > _LISTED else "")
    facts: dict[str, Any] = {"agency": str(holding), "day": claim.row.effective_date, "lines": lines}
    return problem(Code.CONTRADICTS_LINE, line=claim.row.line, **facts)


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
    holding = claim.match.holding
    agency = None if holding is None else named(holding)
    problems = (*claim.problems, *further)
    return PlannedRow(claim.row.line, RowClass.REJECTED, agency, claim.row.effective_date, problems=problems)


def _merged(row: StatusRow, status: Status, day: date, holding: Holding, before: Event | None) -> Event:
    """Return the event that holds after a row: blank cells keep what the standing event of that day says."""
    base = before or Event(holding.agency, day, status)
    stated = {field: getattr(row, column) for column, field in _STATED.items()}
    filled: dict[str, Any] = {
        field: None if value is Clear.CLEAR else value for field, value in stated.items() if value is not None
    }
    return base._replace(**filled, source_line=row.line)


def _differences(before: Event | None, after: Event) -> tuple[Difference, ...]:
    pairs = (
        (column, None if before is None else getattr(before, field), getattr(after, field))
        for column, field in _STATED.items()
    )
    return tuple(Difference(column, old, new) for column, old, new in pairs if old != new)


def named(holding: Holding) -> Named:
    """Return an agency as the preview names it."""
    return Named(holding.agency, holding.level, holding.code, holding.name)


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events by agency and day, so that the order of the rows leaves no trace."""
    return tuple(sorted(events, key=lambda event: (event.agency, event.effective_on)))
