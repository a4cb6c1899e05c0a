"""The standing register as lives and intervals, for the invariants: who was open when, under whom. Pure.

Days are ISO texts, which sort as days do; an interval is [start, end) with `NO_END` for one that has not ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple

from qms.store.columns import FACT_COLUMNS

NO_END: Final = "9999-12-31"
"""Later than any day."""


class StoredRow(NamedTuple):
    """A row of a table of facts as the database holds it, `values` in the order of the table's `FACT_COLUMNS`."""

    id: int
    values: tuple[Any, ...]
    batch: int
    voided_by: int | None

    def cell(self, table: str, column: str) -> Any:
        """Return what a column holds."""
        return self.values[FACT_COLUMNS[table].index(column)]


class Stretch(NamedTuple):
    """What one open version says, and from which day until which: [start, end)."""

    row: int
    agency: int
    start: str
    end: str
    code: str | None
    name: str
    parent: int | None


@dataclass(frozen=True)
class Lives:
    """All standing agencies: their levels, the days on which they open and close, and their stretches by agency."""

    levels: Mapping[int, str]
    opened: Mapping[int, str]
    closed: Mapping[int, str]
    stretches: Mapping[int, Sequence[Stretch]]

    def is_open(self, agency: int, on_day: str) -> bool:
        """Return whether an agency is open on a day; an unknown one never is."""
        return self.opens(agency) <= on_day < self.closes(agency)

    def opens(self, agency: int) -> str:
        """Return the day on which a life begins; `NO_END` for an agency of which nothing is known."""
        return self.opened.get(agency, NO_END)

    def closes(self, agency: int) -> str:
        """Return the day on which a life ends, `NO_END` for one that has not."""
        return self.closed.get(agency, NO_END)

    def stretch_on(self, agency: int, on_day: str) -> Stretch | None:
        """Return what holds of an agency on a day."""
        return next((one for one in self.stretches.get(agency, ()) if one.start <= on_day < one.end), None)

    def name(self, agency: int) -> str:
        """Return how people call an agency: its last name and code."""
        last = next(reversed(self.stretches.get(agency, ())), None)
        if last is None:
            return f"#{agency}"
        return f"{last.name} ({last.code})" if last.code else last.name


def standing(rows: Sequence[StoredRow]) -> list[StoredRow]:
    """Return the rows that nothing took back."""
    return [row for row in rows if row.voided_by is None]


def lives_of(agencies: Sequence[StoredRow], versions: Sequence[StoredRow]) -> Lives:
    """Return the lives that the standing agencies and versions describe."""
    in_order = sorted(standing(versions), key=lambda row: (row.values[:2], row.id))
    stretches: dict[int, list[Stretch]] = {}
    opened, closed = {}, {}
    for agency, group in groupby(in_order, key=lambda row: row.values[0]):
        own = list(group)
        opened[agency] = own[0].values[1]
        closed[agency] = next((row.values[1] for row in own if row.values[2] == "closed"), NO_END)
        ends = [later.values[1] for _earlier, later in pairwise(own)] + [NO_END]
        stretches[agency] = [_stretch(row, end) for row, end in zip(own, ends, strict=True) if row.values[2] == "open"]
    levels = {row.id: row.values[0] for row in standing(agencies)}
    return Lives(levels, opened, closed, stretches)


def _stretch(row: StoredRow, end: str) -> Stretch:
    agency, start, _state, code, name, _name_en, parent, *_rest = row.values
    return Stretch(row.id, agency, start, end, code, name, parent)
