"""Which agency a row means. Code and name must agree on the row's day; what is merely near is only suggested."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qms.coverage.ledger import NO_END, STANDING, index_of
from qms.i18n import LANGUAGES, label
from qms.importing.agencies import Holding, on_day
from qms.importing.codes import Code
from qms.importing.problems import Fact, Problem, problem
from qms.names import fold_bare_name, fold_name, is_same_name
from qms.vocabulary import Succession

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qms.importing.agencies import Agencies
    from qms.vocabulary import Level

_LISTED: Final = 5
_NEAR: Final = 0.8
_NEAR_SEARCHES: Final = 300
"""Searches for a near name at most: they are slow, and a file with more unknown names has another trouble."""

_PASSED_ON: Final = [index_of(kind) for kind in (Succession.ABSORBED, Succession.MERGED, Succession.SPLIT)]


class Sought(NamedTuple):
    """What a row says of its agency; with no code there are a name and a parent."""

    line: int
    code: str | None
    name: str | None
    level: Level | None
    parent: str | None
    day: int


class Match(NamedTuple):
    """The agency that a row means, None where it means none for certain, and what is to be said about it."""

    holding: Holding | None
    problems: tuple[Problem, ...] = ()


class Matcher:
    """Finds the agencies of one file's rows."""

    def __init__(self, agencies: Agencies) -> None:
        self.agencies = agencies
        self._near_searches = 0

    def find(self, sought: Sought) -> Match:
        """Return the agency that a row means on its day."""
        match = self._by_name(sought) if sought.code is None else self._by_code(sought, sought.code)
        return match if match.holding is None else self._checked(sought, match.holding, match.problems)

    def _by_code(self, sought: Sought, code: str) -> Match:
        bearing = self.agencies.bearing(code, sought.day)
        found = _of_level(bearing, sought.level)
        if sought.name is None:
            if found:
                return self._only(sought, code, found)
            return self._no_bearer(sought, code, bearing)
        agreeing = [one for one in found if is_same_name(sought.name, one.name)]
        if agreeing:
            return self._only(sought, code, agreeing)
        restored = self._zeros_restored(sought, code, sought.name)
        if restored is not None:
            return restored
        if found:
            return self._agreeing_barely(sought, code, sought.name, found)
        return self._no_bearer(sought, code, bearing)

    def _only(self, sought: Sought, code: str, found: list[Holding]) -> Match:
        """Return the one agency that is left, where need be by its parent."""
        if len(found) > 1 and sought.parent is not None:
            found = self._under(found, sought.parent, sought.day) or found
        if len(found) == 1:
            return Match(found[0])
        return _error(sought, Code.AMBIGUOUS_CODE, "agency_code", code, candidates=listed(found))

    def _zeros_restored(self, sought: Sought, code: str, name: str) -> Match | None:
        longer = _of_level(self.agencies.bearing_zeros_before(code, sought.day), sought.level)
        meant = [one for one in longer if is_same_name(name, one.name)]
        if len(meant) > 1 and sought.parent is not None:
            meant = self._under(meant, sought.parent, sought.day)
        if len(meant) != 1:
            return None
        said = _said(sought, Code.ZEROS_RESTORED, "agency_code", code, meant[0].code, agency=str(meant[0]))
        return Match(meant[0], (said,))

    def _agreeing_barely(self, sought: Sought, code: str, name: str, found: list[Holding]) -> Match:
        """Return the agency whose name agrees without diacritics, unless another is spelled exactly so."""
        others = [one for one in self.agencies.called(name, sought.day) if one not in found]
        barely = [one for one in found if fold_bare_name(one.name) == fold_bare_name(name)]
        if len(barely) == 1 and not others:
            said = _said(
                sought, Code.NAME_WITHOUT_DIACRITICS, "agency_name", name, barely[0].name, agency=str(barely[0])
            )
            return Match(barely[0], (said,))
        owner = found[0]
        if others:
            other = self._nearest(others, sought)
            facts: dict[str, Fact] = {"named": code, "agency": str(owner), "other": str(other)}
            return _error(sought, Code.NAME_OF_ANOTHER, "agency_name", name, owner.name, **facts)
        return _error(sought, Code.NAME_DISAGREES, "agency_name", name, owner.name, named=code, agency=str(owner))

    def _no_bearer(self, sought: Sought, code: str, bearing: list[Holding]) -> Match:
        """Return why a code means nobody: of another level, zeros lost, not open, never heard of."""
        longer = _of_level(self.agencies.bearing_zeros_before(code, sought.day), sought.level)
        if longer:
            agency = listed(longer)
            suggestion = longer[0].code if len(longer) == 1 else None
            return _error(sought, Code.ZEROS_LOST, "agency_code", code, suggestion, agency=agency)
        if bearing and sought.level is not None:
            return _other_level(sought, bearing[0])
        ever = _of_level(self.agencies.by_code.get(code, []), sought.level)
        if ever:
            return self._not_open(sought, "agency_code", code, ever)
        return _error(sought, Code.UNKNOWN_CODE, "agency_code", code, self._code_meant(sought, code))

    def _code_meant(self, sought: Sought, code: str) -> str | None:
        """Return the code that may be meant by one that nobody has: in another case, or that of the name."""
        loose = on_day(self.agencies.by_loose_code.get(code.casefold(), ()), sought.day)
        named = self.agencies.called(sought.name, sought.day) if sought.name else []
        if sought.parent is not None:
            named = self._under(named, sought.parent, sought.day)
        for meant in (loose, _of_level(named, sought.level)):
            if len(meant) == 1:
                return meant[0].code
        return None

    def _not_open(self, sought: Sought, column: str, value: str, ever: Sequence[Holding]) -> Match:
        """Return the sentence about who bore a code or name, on the day nearest to the row's."""
        nearest = min(ever, key=lambda one: (max(one.start - sought.day, sought.day - one.end + 1), one.agency))
        life = self.agencies.by_agency[nearest.agency]
        agency, opened, closed = str(nearest), life[0].start, life[-1].end
        if sought.day < opened:
            return _error(sought, Code.NOT_YET_OPEN, column, value, agency=agency, opened=date.fromordinal(opened))
        if closed == NO_END or sought.day < closed:
            return self._renamed(sought, column, value, nearest)
        ended = date.fromordinal(closed)
        heirs = self._heirs(nearest.agency, sought.day)
        if heirs:
            suggestion = (heirs[0].code if column == "agency_code" else heirs[0].name) if len(heirs) == 1 else None
            facts: dict[str, Fact] = {"agency": agency, "closed": ended, "heirs": listed(heirs)}
            return _error(sought, Code.SUCCEEDED, column, value, suggestion, **facts)
        return _error(sought, Code.NO_LONGER_OPEN, column, value, agency=agency, closed=ended)

    def _renamed(self, sought: Sought, column: str, value: str, nearest: Holding) -> Match:
        """Return the sentence about an agency that is open, but called otherwise on the day."""
        held = self.agencies.holding(nearest.agency, sought.day)
        suggestion = None if held is None else held.code if column == "agency_code" else held.name
        agency = str(nearest) if held is None else str(held)
        return _error(sought, Code.OTHERWISE_CALLED, column, value, suggestion, agency=agency)

    def _heirs(self, agency: int, day: int) -> list[Holding]:
        """Return the agencies open on a day that came after one, through as many successions as there are."""
        rows = self.agencies.ledger.successions
        passed_on = (rows.voided_by == STANDING) & np.isin(rows.kind, _PASSED_ON)
        heirs, seen, waiting = list[Holding](), {agency}, [agency]
        while waiting:
            ended = rows.predecessor == waiting.pop() - 1
            for index in rows.successor[ended & passed_on].tolist():
                if index + 1 in seen:
                    continue
                seen.add(index + 1)
                held = self.agencies.holding(index + 1, day)
                waiting += [] if held else [index + 1]
                heirs += [held] if held else []
        return heirs

    def _by_name(self, sought: Sought) -> Match:
        name, parent = sought.name or "", sought.parent or ""
        called = _of_level(self.agencies.called(name, sought.day), sought.level)
        meant = self._under(called, parent, sought.day)
        if len(meant) == 1:
            return Match(meant[0])
        if meant:
            return _error(sought, Code.AMBIGUOUS_NAME, "agency_name", name, candidates=listed(meant))
        parents = self._meant_as_parent(parent, sought.day)
        if not parents:
            return _error(sought, Code.UNKNOWN_PARENT, "parent_code", parent)
        ever = [one for one in self.agencies.by_name.get(fold_name(name), ()) if one.parent in parents]
        if _of_level(ever, sought.level):
            return self._not_open(sought, "agency_name", name, _of_level(ever, sought.level))
        if len(called) == 1:
            return self._other_parent(sought, called[0])
        near = self._near_name(name, parents, sought)
        above = listed(parents.values())
        return _error(sought, Code.UNKNOWN_NAME, "agency_name", name, near, parent=above)

    def _near_name(self, name: str, parents: Iterable[int], sought: Sought) -> str | None:
        """Return the name under some parents that is nearest to one that nobody there has."""
        self._near_searches += 1
        if self._near_searches > _NEAR_SEARCHES:
            return None
        below = [one for parent in parents for one in on_day(self.agencies.by_parent.get(parent, ()), sought.day)]
        names = {fold_bare_name(one.name): one.name for one in _of_level(below, sought.level)}
        near = get_close_matches(fold_bare_name(name), names, n=1, cutoff=_NEAR)
        return names[near[0]] if near else None

    def _meant_as_parent(self, parent: str, day: int) -> dict[int, Holding]:
        """Return all agencies that a parent's cell may mean on a day, by their ids."""
        found = [
            *self.agencies.bearing(parent, day),
            *self.agencies.bearing_zeros_before(parent, day),
            *self.agencies.called(parent, day),
        ]
        return {one.agency: one for one in found}

    def _under(self, found: Iterable[Holding], parent: str, day: int) -> list[Holding]:
        """Return those that belong to a parent: directly, or where none does, anywhere below it."""
        chains = [(one, [is_parent(above, parent) for above in self.agencies.above(one, day)]) for one in found]
        directly = [one for one, chain in chains if chain[:1] == [True]]
        return directly or [one for one, chain in chains if any(chain)]

    def _nearest(self, others: list[Holding], sought: Sought) -> Holding:
        """Return the most likely of several agencies of a name: under the row's parent, of its level."""
        under = self._under(others, sought.parent, sought.day) if sought.parent else others
        return (_of_level(under, sought.level) or under or others)[0]

    def _checked(self, sought: Sought, holding: Holding, problems: tuple[Problem, ...]) -> Match:
        """Return the match, unless the row's level or parent contradicts the register."""
        if sought.level is not None and sought.level is not holding.level:
            return _other_level(sought, holding)
        if sought.parent is not None and not self._under([holding], sought.parent, sought.day):
            return self._other_parent(sought, holding)
        return Match(holding, problems)

    def _other_parent(self, sought: Sought, holding: Holding) -> Match:
        above = next(self.agencies.above(holding, sought.day), None)
        if above is None:
            return _error(sought, Code.HAS_NO_PARENT, "parent_code", sought.parent, agency=str(holding))
        said = {"agency": str(holding), "parent": str(above)}
        return _error(sought, Code.PARENT_DISAGREES, "parent_code", sought.parent, above.code, **said)


def is_parent(holding: Holding, text: str) -> bool:
    """Tell whether a parent's cell means this agency: its code, that code without leading zeros, or its name."""
    code = holding.code or ""
    return code in {text, text.zfill(len(code)) if text.isdigit() else text} or is_same_name(text, holding.name)


def _of_level(found: Iterable[Holding], level: Level | None) -> list[Holding]:
    return [one for one in found if level is None or one.level is level]


def _other_level(sought: Sought, holding: Holding) -> Match:
    said = label(sought.level, LANGUAGES[0]) if sought.level else ""
    suggestion = label(holding.level, LANGUAGES[0])
    facts: dict[str, Fact] = {"agency": str(holding), "level": holding.level, "said": sought.level or ""}
    return _error(sought, Code.LEVEL_DISAGREES, "level", said, suggestion, **facts)


def _error(
    sought: Sought, code: Code, column: str, value: str | None, suggestion: str | None = None, **facts: Fact
) -> Match:
    return Match(None, (_said(sought, code, column, value, suggestion, **facts),))


def _said(
    sought: Sought, code: Code, column: str, value: str | None, suggestion: str | None = None, **facts: Fact
) -> Problem:
    day = date.fromordinal(sought.day)
    return problem(code, line=sought.line, column=column, value=value, suggestion=suggestion, day=day, **facts)


def listed(agencies: Iterable[Holding]) -> str:
    """Return agencies by name and code, the first few of them."""
    named = [f"{one.level.value}:{one.code} {one.name}" if one.code else one.name for one in agencies]
    return "; ".join(named[:_LISTED]) + ("; …" if len(named) > _LISTED else "")
