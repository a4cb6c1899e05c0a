"""The rows of a plan as an analyst goes through them: errors first, filtered, searched and a page at a time. Pure."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.importing.plan import RowClass
from qms.names import fold_bare_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qms.importing.plan import ImportPlan, PlannedRow

A_PAGE: Final = 50


class Shown(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    REJECTED = "rejected"
    NOTED = "noted"
    """Rows that are taken, with something to be noted."""
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"


_ORDER: Final = {
    RowClass.REJECTED: 0,
    RowClass.CHANGED: 2,
    RowClass.NEW: 3,
    RowClass.UNCHANGED: 4,
}
_NOTED: Final = 1


class Page(NamedTuple):
    """Some rows of those that were asked for: from which to which, of how many, and which page of how many that is."""

    rows: tuple[PlannedRow, ...]
    first: int
    last: int
    found: int
    page: int
    pages: int


class Turn(NamedTuple):
    """A row that a further plan of the same file takes otherwise; None where a plan has no such row."""

    line: int
    before: PlannedRow | None
    after: PlannedRow | None


def is_noted(row: PlannedRow) -> bool:
    """Tell whether a row is taken, with something to be noted."""
    return row.outcome is not RowClass.REJECTED and bool(row.problems)


class Preview:
    """The rows of one plan, sorted once: rejected, noted, changed, new, unchanged; each by line."""

    def __init__(self, plan: ImportPlan) -> None:
        self._rows = sorted(plan.rows, key=lambda row: (_NOTED if is_noted(row) else _ORDER[row.outcome], row.line))
        self._lines = {str(row.line): at for at, row in enumerate(self._rows)}

    @cached_property
    def counts(self) -> dict[Shown, int]:
        """How many rows each choice shows."""
        by_class = Counter(row.outcome for row in self._rows)
        found = {Shown(outcome.value): by_class[outcome] for outcome in RowClass}
        return found | {Shown.ALL: len(self._rows), Shown.NOTED: sum(map(is_noted, self._rows))}

    @cached_property
    def _texts(self) -> list[str]:
        """What each row can be found by."""
        return [
            "" if row.agency is None else fold_bare_name(f"{row.agency.code or ''} {row.agency.name}")
            for row in self._rows
        ]

    def page(self, shown: Shown, number: int, *, words: str = "", size: int = A_PAGE) -> Page:
        """Return a page of the rows that are shown and found by words; a page behind the last is the last."""
        found = self._found(words.strip())
        chosen = [self._rows[at] for at in found if _is_shown(self._rows[at], shown)]
        pages = max(-(-len(chosen) // size), 1)
        page = min(max(number, 1), pages)
        rows = tuple(chosen[(page - 1) * size : page * size])
        first = (page - 1) * size
        return Page(rows, min(first + 1, len(chosen)), first + len(rows), len(chosen), page, pages)

    def _found(self, words: str) -> Iterable[int]:
        """Yield the rows of this line, and those whose agency's name or code holds the words, diacritics apart."""
        if not words:
            return range(len(self._rows))
        asked, at = fold_bare_name(words), self._lines.get(words)
        line = [] if at is None else [at]
        return (*line, *(place for place, text in enumerate(self._texts) if asked in text and place != at))


def _is_shown(row: PlannedRow, shown: Shown) -> bool:
    if shown is Shown.NOTED:
        return is_noted(row)
    return shown is Shown.ALL or row.outcome.value == shown.value


def turns(before: ImportPlan, after: ImportPlan) -> tuple[Turn, ...]:
    """Return the rows that two plans of one file take otherwise, by line."""
    was, now = _by_line(before.rows), _by_line(after.rows)
    lines = sorted(was.keys() | now.keys())
    pairs = (Turn(line, was.get(line), now.get(line)) for line in lines)
    return tuple(turn for turn in pairs if _does(turn.before) != _does(turn.after))


def _by_line(rows: Sequence[PlannedRow]) -> dict[int, PlannedRow]:
    return {row.line: row for row in rows}


def _does(row: PlannedRow | None) -> object:
    return row and (row.outcome, row.agency, row.changes, row.problems)
