"""The register as it would be while a file's rows are put into it: who is open on a day, under which code, under whom.

Standing facts come from the ledger and are never changed here; a row puts facts beside or in place of them, each with
the line that says so. What is to be written is the difference at the end. Days are ordinals, agencies are ids, those
that the file itself brings are -1, -2 and so on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qms.coverage.ledger import BLANK, NO_END, STANDING
from qms.names import fold_name, is_same_name
from qms.vocabulary import Evidence, Level, Region, Scope

if TYPE_CHECKING:
    from qms.coverage.ledger import Ledger
    from qms.importing.agencies import Agencies

_LEVELS: Final = tuple(Level)
_SCOPES: Final = (*Scope, None)
_REGIONS: Final = (*Region, None)
_EVIDENCE: Final = (*Evidence, None)


class Fact(NamedTuple):
    """What holds of an agency from a day on; of one that is not open nothing but the act is known."""

    day: int
    is_open: bool = True
    code: str | None = None
    name: str = ""
    name_en: str | None = None
    parent: int | None = None
    scope: Scope | None = None
    region: Region | None = None
    locality: int | None = None
    act: str | None = None
    evidence: Evidence | None = None
    row: int | None = None
    """The row id of a standing version, None for what the file says."""
    line: int | None = None
    """The line of the file that says so, None for what stands."""

    @property
    def content(self) -> tuple[object, ...]:
        """All that it says, without who says it."""
        return self[:-2]


class Stretch(NamedTuple):
    """An open fact with the day from which it holds no longer."""

    fact: Fact
    end: int


class LedgerFacts:
    """The standing facts of each agency, read from the ledger when first asked for."""

    def __init__(self, ledger: Ledger, acts: Mapping[int, str | None]) -> None:
        self._ledger, self._acts = ledger, acts
        self._known: dict[int, dict[int, Fact]] = {}

    def facts(self, agency: int) -> dict[int, Fact]:
        """Return an agency's facts by their days; not to be changed."""
        if agency not in self._known:
            self._known[agency] = {fact.day: fact for fact in self._read(agency)} if agency > 0 else {}
        return self._known[agency]

    def _read(self, agency: int) -> Iterator[Fact]:
        rows = self._ledger.versions
        for index in rows_of(self._ledger, [agency]):
            row = int(rows.id[index])
            parent, locality = int(rows.parent[index]), int(rows.locality[index])
            yield Fact(
                day=int(rows.valid_from[index]),
                is_open=bool(rows.is_open[index]),
                code=rows.code[index],
                name=rows.name[index] or "",
                name_en=rows.name_en[index],
                parent=None if parent == BLANK else parent + 1,
                scope=_SCOPES[rows.scope[index]],
                region=_REGIONS[rows.region[index]],
                locality=None if locality == BLANK else locality + 1,
                act=self._acts.get(row),
                evidence=_EVIDENCE[rows.evidence[index]],
                row=row,
            )


def rows_of(ledger: Ledger, agencies: Iterable[int]) -> list[int]:
    """Return the indexes of the standing versions of some agencies."""
    rows = ledger.versions
    indexes = np.array(list(agencies), dtype=np.int64) - 1
    first, last = (np.searchsorted(rows.agency, indexes, side=side) for side in ("left", "right"))
    found = [index for start, end in zip(first.tolist(), last.tolist(), strict=True) for index in range(start, end)]
    return [index for index in found if rows.voided_by[index] == STANDING]


class Population:
    """All agencies with the file's facts among them."""

    def __init__(self, agencies: Agencies, standing: LedgerFacts) -> None:
        self.agencies, self.standing = agencies, standing
        self.new: list[Level] = []
        """The levels of the agencies that the file brings, -1 first."""
        self._facts: dict[int, dict[int, Fact]] = {}
        self._codes: dict[tuple[Level, str], set[int]] = defaultdict(set)
        self._short_codes: dict[tuple[Level, str], set[str]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)
        self._children: dict[int, set[int]] = defaultdict(set)
        self.touched_by: dict[int, set[int]] = defaultdict(set)
        """The lines that say anything of an agency."""

    def open_new(self, level: Level) -> int:
        """Return the id of one more agency."""
        self.new.append(level)
        return -len(self.new)

    def level(self, agency: int) -> Level:
        """Return an agency's level."""
        return self.new[-agency - 1] if agency < 0 else _LEVELS[self.agencies.ledger.levels[agency - 1]]

    def facts(self, agency: int) -> Mapping[int, Fact]:
        """Return an agency's facts by their days."""
        return self._facts[agency] if agency in self._facts else self.standing.facts(agency)

    def put(self, agency: int, fact: Fact, line: int) -> None:
        """Let a line say a fact of an agency, in place of one of the same day."""
        said = fact._replace(row=None, line=line)
        self._own(agency, line)[fact.day] = said
        if said.is_open:
            level, code = self.level(agency), said.code or ""
            self._codes[level, code].add(agency)
            self._short_codes[level, code.lstrip("0")].add(code)
            self._names[fold_name(said.name)].add(agency)
            if said.parent is not None:
                self._children[said.parent].add(agency)

    def take_back(self, agency: int, day: int, line: int) -> None:
        """Let a line take back an agency's fact of a day; what stood there before stands there no longer."""
        self._own(agency, line).pop(day, None)

    def restore(self, agency: int, day: int, before: Fact | None, line: int) -> None:
        """Undo what a line put on a day: what was said there before, if anything, is said again."""
        own = self._own(agency, line)
        own.pop(day, None)
        if before is not None:
            own[day] = before

    def _own(self, agency: int, line: int) -> dict[int, Fact]:
        self.touched_by[agency].add(line)
        if agency not in self._facts:
            self._facts[agency] = dict(self.standing.facts(agency))
        return self._facts[agency]

    def holding(self, agency: int, day: int) -> Fact | None:
        """Return what holds of an agency on a day; None where it is not open."""
        facts = self.facts(agency)
        newest = max((start for start in facts if start <= day), default=None)
        return None if newest is None or not facts[newest].is_open else facts[newest]

    def opened(self, agency: int) -> int:
        """Return the day on which an agency's life begins."""
        return min(self.facts(agency), default=NO_END)

    def closing(self, agency: int) -> Fact | None:
        """Return the fact that ends an agency's life, None where it goes on."""
        return next((fact for fact in self.facts(agency).values() if not fact.is_open), None)

    def closed(self, agency: int) -> int:
        """Return the day from which an agency is not open any more."""
        closing = self.closing(agency)
        return NO_END if closing is None else closing.day

    def stretches(self, agency: int) -> list[Stretch]:
        """Return an agency's open facts with their ends, in the order of days."""
        in_order = sorted(self.facts(agency).values())
        ends = [*(later.day for _, later in pairwise(in_order)), NO_END]
        return [Stretch(fact, end) for fact, end in zip(in_order, ends, strict=True) if fact.is_open]

    def ever_bearing(self, level: Level, code: str) -> set[int]:
        """Return all agencies of a level that bear, or bore, a code on any day."""
        stood = {one.agency for one in self.agencies.by_code.get(code, ()) if one.level is level}
        return stood | self._codes.get((level, code), set())

    def bearing(self, level: Level, code: str, day: int) -> list[int]:
        """Return the agencies of a level that bear a code on a day."""
        held = ((agency, self.holding(agency, day)) for agency in sorted(self.ever_bearing(level, code)))
        return [agency for agency, fact in held if fact is not None and fact.code == code]

    def bearing_zeros_before(self, level: Level, code: str, day: int) -> list[int]:
        """Return the agencies of a level whose code on a day is this one with zeros in front."""
        if not (code.isascii() and code.isdigit()):
            return []
        brought = self._short_codes.get((level, code.lstrip("0")), set())
        stood = {one.code or "" for one in self.agencies.zeros_before(code) if one.level is level}
        longer = sorted(known for known in brought | stood if len(known) > len(code))
        return list(dict.fromkeys(agency for known in longer for agency in self.bearing(level, known, day)))

    def called(self, level: Level, name: str, day: int) -> list[int]:
        """Return the agencies of a level that bear a name on a day."""
        stood = {one.agency for one in self.agencies.called(name, day)}
        found = []
        for agency in sorted(stood | self._names.get(fold_name(name), set())):
            held = self.holding(agency, day)
            if held is not None and self.level(agency) is level and is_same_name(name, held.name):
                found.append(agency)
        return found

    def children(self, agency: int) -> list[int]:
        """Return the agencies that hang, or hung, directly under one on any day."""
        stood = {one.agency for one in self.agencies.by_parent.get(agency, ())}
        return sorted(stood | self._children.get(agency, set()))

    def shown(self, agency: int | None, day: int | None = None) -> str:
        """Return an agency by name and code as on a day, or as it was called last."""
        if agency is None:
            return ""
        stretches = self.stretches(agency)
        held = self.holding(agency, day) if day is not None else None
        fact = held or (stretches[-1].fact if stretches else Fact(0))
        return f"{fact.name} ({fact.code})" if fact.code else fact.name

    @property
    def touched(self) -> list[int]:
        """The agencies of which the file says anything."""
        return sorted(self._facts)

    def differences(self, agency: int) -> tuple[list[Fact], list[Fact]]:
        """Return the facts of an agency that the file brings, and the standing ones that it takes back."""
        stood, holds = self.standing.facts(agency), self.facts(agency)
        brought = [fact for _, fact in sorted(holds.items()) if _differs(fact, stood.get(fact.day))]
        gone = [fact for _, fact in sorted(stood.items()) if _differs(fact, holds.get(fact.day))]
        return brought, gone


def _differs(one: Fact, other: Fact | None) -> bool:
    return other is None or one.content != other.content
