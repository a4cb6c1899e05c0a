"""The register as a file's rows look it up: who bears a code, a name or a parent's place on a day.

Built once per ledger, from the standing versions. A day is its proleptic ordinal, an interval of days is [start, end),
an agency is its id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from qms.coverage.ledger import BLANK, NO_END, STANDING, Ledger
from qms.names import fold_name, ministries_abbreviations
from qms.vocabulary import Level, Scope, Succession

if TYPE_CHECKING:
    from datetime import date

_LEVELS: Final = tuple(Level)
_SCOPES: Final = (*Scope, None)
_KINDS: Final = tuple(Succession)
_DEEPEST_TREE: Final = 16
Key = TypeVar("Key")


class Holding(NamedTuple):
    """What one standing version says of an open agency on the days [start, end)."""

    agency: int
    level: Level
    start: int
    end: int
    code: str | None
    name: str
    parent: int | None
    scope: Scope | None
    version: int
    """Index into the ledger's versions."""

    def __str__(self) -> str:
        return f"{self.name} ({self.code})" if self.code else self.name

    def is_on(self, day: int) -> bool:
        """Tell whether it holds on a day."""
        return self.start <= day < self.end


class Passing(NamedTuple):
    """A standing succession."""

    predecessor: int
    successor: int
    day: int
    kind: Succession
    row: int
    """Its row id: the ledger has them in the order of their ids, which count from 1."""


class Agencies:
    """All standing agencies, by what a row may call them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.holdings = list(_holdings(ledger))

    @cached_property
    def by_agency(self) -> dict[int, list[Holding]]:
        """What holds of each agency, in the order of days."""
        return _grouped((holding.agency, holding) for holding in self.holdings)

    @cached_property
    def by_code(self) -> dict[str, list[Holding]]:
        """Whoever bears a code on any day."""
        return _grouped((holding.code, holding) for holding in self.holdings if holding.code)

    @cached_property
    def by_short_code(self) -> dict[str, list[Holding]]:
        """Whoever bears a code with leading zeros, by the code without them."""
        stripped = ((holding.code or "", holding) for holding in self.holdings)
        return _grouped((code.lstrip("0"), holding) for code, holding in stripped if code.startswith("0"))

    @cached_property
    def by_loose_code(self) -> dict[str, list[Holding]]:
        """Whoever bears a code, by the code in any case: for suggestions."""
        return _grouped((holding.code.casefold(), holding) for holding in self.holdings if holding.code)

    @cached_property
    def by_name(self) -> dict[str, list[Holding]]:
        """Whoever bears a name on any day, by the folded name."""
        return _grouped((fold_name(holding.name), holding) for holding in self.holdings)

    @cached_property
    def by_parent(self) -> dict[int, list[Holding]]:
        """Whoever hangs directly under an agency on any day."""
        return _grouped((holding.parent, holding) for holding in self.holdings if holding.parent is not None)

    @cached_property
    def successions(self) -> list[Passing]:
        """What became of which body, as it stands."""
        rows = self.ledger.successions
        kept = np.flatnonzero(rows.voided_by == STANDING)
        columns = (rows.predecessor[kept] + 1, rows.successor[kept] + 1, rows.on_day[kept], rows.kind[kept], kept + 1)
        found = zip(*(column.tolist() for column in columns), strict=True)
        return [Passing(one, other, day, _KINDS[kind], row) for one, other, day, kind, row in found]

    @cached_property
    def successions_by_key(self) -> dict[tuple[int, ...], Passing]:
        """The standing successions by predecessor, successor and day."""
        return {one[:3]: one for one in self.successions}

    def holding(self, agency: int | None, day: int) -> Holding | None:
        """Return what holds of an agency on a day; None where it is not open."""
        found = self.by_agency.get(agency, ()) if agency is not None else ()
        return next((holding for holding in found if holding.is_on(day)), None)

    def bearing(self, code: str, day: int) -> list[Holding]:
        """Return the agencies of any level that bear a code on a day."""
        return on_day(self.by_code.get(code, ()), day)

    def bearing_zeros_before(self, code: str, day: int) -> list[Holding]:
        """Return the agencies whose code on a day is this one with zeros in front."""
        return [holding for holding in on_day(self.zeros_before(code), day) if holding.code != code]

    def zeros_before(self, code: str) -> list[Holding]:
        """Return whoever bears, on any day, this code with zeros in front."""
        longer = self.by_short_code.get(code.lstrip("0"), ()) if code.isascii() and code.isdigit() else ()
        return [holding for holding in longer if len(holding.code or "") > len(code)]

    def called(self, name: str, day: int) -> list[Holding]:
        """Return the agencies that a name means on a day; abbreviations of ministries are names, too."""
        folded = fold_name(name)
        found = on_day(self.by_name.get(folded, ()), day)
        for meant in ministries_abbreviations().get(folded, ()):
            found += [one for one in on_day(self.by_name.get(meant, ()), day) if one.level is Level.MINISTRY]
        return list(dict.fromkeys(found))

    def above(self, holding: Holding, day: int) -> Iterator[Holding]:
        """Yield the agencies over one on a day, the nearest first."""
        seen = {holding.agency}
        parent = self.holding(holding.parent, day)
        while parent is not None and parent.agency not in seen and len(seen) < _DEEPEST_TREE:
            yield parent
            seen.add(parent.agency)
            parent = self.holding(parent.parent, day)


@lru_cache(maxsize=2)
def agencies_of(ledger: Ledger) -> Agencies:
    """Return the lookups of a ledger, built when first asked for."""
    return Agencies(ledger)


def on_day(holdings: Iterable[Holding], day: int) -> list[Holding]:
    """Return those that hold on a day."""
    return [holding for holding in holdings if holding.start <= day < holding.end]


def ordinal(day: date) -> int:
    """Return a day as these lookups count it."""
    return day.toordinal()


def _grouped(pairs: Iterable[tuple[Key, Holding]]) -> dict[Key, list[Holding]]:
    found: dict[Key, list[Holding]] = defaultdict(list)
    for key, holding in pairs:
        found[key].append(holding)
    return dict(found)


def _holdings(ledger: Ledger) -> Iterator[Holding]:
    """Yield the standing open versions with the day on which each ends, by agency and day."""
    versions = ledger.versions
    kept = np.flatnonzero(versions.voided_by == STANDING)
    agency, start = versions.agency[kept], versions.valid_from[kept]
    end = np.full(len(kept), NO_END, dtype=np.int64)
    same = agency[1:] == agency[:-1]
    end[:-1][same] = start[1:][same]
    opened = np.flatnonzero(versions.is_open[kept] & (end > start))
    rows = kept[opened]
    columns: list[NDArray[Any]] = [agency[opened], ledger.levels[agency[opened]], start[opened], end[opened]]
    columns += [versions.parent[rows], versions.scope[rows], rows]
    for place, level, first, last, parent, scope, row in zip(*(column.tolist() for column in columns), strict=True):
        yield Holding(
            place + 1,
            _LEVELS[level],
            first,
            last,
            versions.code[row],
            versions.name[row] or "",
            None if parent == BLANK else parent + 1,
            _SCOPES[scope],
            row,
        )
