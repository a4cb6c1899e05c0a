"""A register file's rows put into the register day by day, so that their order in the file makes no difference.

On each day bodies that continue take their new code; others end, as their rows say; what merges or is absorbed ends;
every other row finds the body that bears its code, or brings a new one; last, parents are looked up among all that are
open by then.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from qms.importing.register_facts import close, settle
from qms.importing.register_identity import end_predecessors, find_continuing, find_on_the_eve, find_or_open
from qms.importing.register_statements import Applied, Statement
from qms.vocabulary import Succession

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENDING: Final = (Succession.MERGED, Succession.ABSORBED)
"""The kinds of succession that end the predecessors on that very day."""


def apply_statements(applied: Applied, statements: Iterable[Statement]) -> None:
    """Put all statements into the population; the problems say which of them cannot stand."""
    opening, closing = defaultdict[int, list[Statement]](list), defaultdict[int, list[Statement]](list)
    for one in sorted(statements, key=lambda one: (*one.key, one.line)):
        if applied.rests_on_rejected(one.line, *one.key):
            continue
        applied.speak(one)
        opening[one.start].append(one)
        if one.end is not None:
            closing[one.end].append(one)
    for day in sorted({*opening, *closing}):
        _live_through(applied, day, opening[day], closing[day])


def _live_through(applied: Applied, day: int, opening: Sequence[Statement], closing: Sequence[Statement]) -> None:
    staying = [one for one in opening if one.end != day]
    others = [one for one in staying if one.row.succession is not Succession.CONTINUED]
    for one in staying:
        if one.row.succession is Succession.CONTINUED:
            find_continuing(applied, one)
    _end(applied, day, closing)
    for one in others:
        if one.row.succession in _ENDING:
            end_predecessors(applied, one)
    for one in others:
        find_or_open(applied, one)
    for one in staying:
        if one.line in applied.agency:
            settle(applied, one)


def _end(applied: Applied, day: int, closing: Sequence[Statement]) -> None:
    """End the bodies of rows on the day that they say; one that continues only ends what its row says."""
    for one in closing:
        if one.start == day:
            find_on_the_eve(applied, one)
        if one.line in applied.agency and (applied.agency[one.line], day) not in applied.continuing:
            close(applied, one, day)
