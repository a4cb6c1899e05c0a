"""The rules of change once more, slow and obvious: one agency at a time, from the words of docs/method."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TypeAlias

from qms.vocabulary import ChangeKind, Measure, Succession
from tests.coverage.oracle import Narrowed, Oracle

Steps: TypeAlias = dict[ChangeKind, dict[int, tuple[int, int]]]
"""For each kind the agencies that take part, with what each adds to numerator and denominator."""

Place: TypeAlias = tuple[int, int]
"""Whether an agency is in the numerator, and in the denominator."""


def steps(
    told: Oracle,
    known: Oracle,
    measure: Measure,
    days: tuple[date, date],
    under: int | None = None,
    narrowed: Narrowed | None = None,
) -> Steps:
    """Return all steps between two days; `told` is what was known when the first day's figure was told."""
    start, end = days
    first_told, first, last = (
        _places(oracle, measure, day, under, narrowed or Narrowed())
        for oracle, day in ((told, start), (known, start), (known, end))
    )
    found: Steps = defaultdict(dict)
    for agency in known.agencies:
        learned = _difference(first_told[agency], first[agency])
        if learned != (0, 0):
            found[ChangeKind.CORRECTED][agency] = learned
        for kind, share in _happened(known, agency, days, first[agency], last[agency]).items():
            found[kind][agency] = share
    return dict(found)


def _places(oracle: Oracle, measure: Measure, day: date, under: int | None, narrowed: Narrowed) -> dict[int, Place]:
    found = dict.fromkeys(oracle.agencies, (0, 0))
    found |= {member.agency: (int(member.covered), 1) for member in oracle.members(measure, day, under, narrowed)}
    return found


def _difference(before: Place, after: Place) -> Place:
    return after[0] - before[0], after[1] - before[1]


def _happened(
    known: Oracle, agency: int, days: tuple[date, date], before: Place, after: Place
) -> dict[ChangeKind, Place]:
    (was_covered, was_counted), (is_covered, is_counted) = before, after
    if was_counted and is_counted:
        if was_covered == is_covered:
            return {}
        return {ChangeKind.GAINED: (1, 0)} if is_covered else {ChangeKind.LOST: (-1, 0)}
    if not was_counted and not is_counted:
        return {}
    other = known.version(agency, days[0] if is_counted else days[1])
    if other is not None:
        return {ChangeKind.SCOPE: _difference(before, after)}
    merged = _reorganised(known, agency, days)
    if is_counted:
        entered: dict[ChangeKind, Place] = {ChangeKind.MERGED if merged else ChangeKind.OPENED: (0, 1)}
        return entered | ({ChangeKind.GAINED: (1, 0)} if is_covered else {})
    return {ChangeKind.MERGED if merged else ChangeKind.CLOSED: (-was_covered, -1)}


def _reorganised(known: Oracle, agency: int, days: tuple[date, date]) -> bool:
    return any(
        fact.kind is not Succession.CONTINUED
        and fact.predecessor != fact.successor
        and agency in {fact.predecessor, fact.successor}
        and days[0] < fact.on_day <= days[1]
        for fact in known.successions
    )
