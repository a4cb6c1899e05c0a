"""Agencies over time: which agency a code means on a day. A code is no identity, so it never goes without its day."""

from __future__ import annotations

from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qms.asking import shortened
from qms.coverage.ledger import NO_END
from qms.coverage.naming import codes_in
from qms.errors import WrongUsage
from qms.i18n import _, format_date, label
from qms.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from qms.coverage import Ledger
    from qms.coverage.timeline import Timeline

_LEVELS = list(Level)
_SHOWN = 5


class OpenAgency(NamedTuple):
    """An agency as it is called on a day."""

    id: int
    level: Level
    code: str
    name: str

    def __str__(self) -> str:
        return f"{self.level.value}:{self.code} ({self.name})"


def open_agencies(timeline: Timeline, day: date, levels: Collection[Level] = tuple(Level)) -> Iterator[OpenAgency]:
    """Yield the agencies that are open on a day, those without a code left out, in the order of their ids."""
    cells, versions = timeline.on(day.toordinal()), timeline.ledger.versions
    if len(levels) < len(_LEVELS):
        cells = cells.where(np.isin(cells.level, [_LEVELS.index(level) for level in levels]))
    for agency, level, version in zip(cells.agency.tolist(), cells.level.tolist(), cells.version.tolist(), strict=True):
        code = versions.code[version]
        if code:
            yield OpenAgency(agency + 1, _LEVELS[level], code, versions.name[version] or "")


def resolve(ledger: Ledger, text: str, day: date, known_on: datetime | None = None) -> int:
    """Return the id of the agency that bears a code on a day; `text` is CODE, or LEVEL:CODE where several bear it.

    Raises WrongUsage with the candidates, or with the nearest codes, when there is not exactly one.
    """
    level, code = _parts(text)
    timeline = ledger.timeline(ledger.known_on(known_on))
    found = [agency for agency in _bearing(timeline, code, day) if level in {None, agency.level}]
    if len(found) == 1:
        return found[0].id
    if found:
        sentence = _("On {day} several agencies bear the code {code}: {candidates}. Please name one of them.")
        raise WrongUsage(sentence.format(day=format_date(day), code=shortened(code), candidates=_listed(found)))
    raise WrongUsage(_unknown(timeline, code, level, day))


def _bearing(timeline: Timeline, code: str, day: date) -> list[OpenAgency]:
    """Return the agencies that bear a code on a day, without looking at the others."""
    codes = codes_in(timeline.ledger)
    place = codes.places.get(code) if code else None
    if place is None:
        return []
    cells, versions = timeline.on(day.toordinal()), timeline.ledger.versions
    rows = np.flatnonzero(codes.of_row[cells.version] == place)
    columns = (cells.agency, cells.level, cells.version)
    return [
        OpenAgency(agency + 1, _LEVELS[level], code, versions.name[version] or "")
        for agency, level, version in zip(*(column[rows].tolist() for column in columns), strict=True)
    ]


def _parts(text: str) -> tuple[Level | None, str]:
    """Return level and code of LEVEL:CODE or CODE."""
    before, colon, after = text.strip().partition(":")
    if not colon:
        return None, before
    if before not in _LEVELS:
        sentence = _('"{level}" is no level. The levels are {levels}.')
        levels = ", ".join(f"{level} ({label(level)})" for level in Level)
        raise WrongUsage(sentence.format(level=shortened(before), levels=levels))
    return Level(before), after


def _unknown(timeline: Timeline, code: str, level: Level | None, day: date) -> str:
    """Return the sentence for a code that nobody bears on a day: who bore it once, or which codes are near."""
    sentence = _("No agency with the code {code} is open on {day}.").format(code=shortened(code), day=format_date(day))
    if level is not None:
        sentence = _("No agency of the level {level} with the code {code} is open on {day}.").format(
            level=label(level), code=shortened(code), day=format_date(day)
        )
    bore = _bearers(timeline, code)
    if bore:
        return f"{sentence} " + _("It was borne by {bearers}.").format(bearers="; ".join(bore))
    codes = {agency.code: agency for agency in open_agencies(timeline, day)}
    near = [codes[close] for close in get_close_matches(code, codes, n=_SHOWN, cutoff=0.5)]
    return f"{sentence} " + _("Did you mean {candidates}?").format(candidates=_listed(near)) if near else sentence


def _bearers(timeline: Timeline, code: str) -> list[str]:
    """Return who bore a code on any day, each with the day from which it did."""
    return [
        _("{name} from {day}").format(name=bearer.name, day=format_date(bearer.since))
        for bearer in bearers(timeline.ledger, code, known=timeline.known)[:_SHOWN]
    ]


class Bearer(NamedTuple):
    """A body that bears a code for some days."""

    agency: int
    level: Level
    name: str
    since: date
    until: date | None
    """The first day on which it no longer bears the code; None while it does."""

    @property
    def last_day(self) -> date | None:
        """The last day on which it bore the code."""
        return None if self.until is None else self.until - timedelta(days=1)

    def bears_on(self, day: date) -> bool:
        """Return whether it bears the code on a day."""
        return self.since <= day and (self.until is None or day < self.until)


def bearers(ledger: Ledger, code: str, level: Level | None = None, *, known: int | None = None) -> tuple[Bearer, ...]:
    """Return all bodies that ever bear a code, as known at a batch, by day; each under its last name with it."""
    timeline = ledger.timeline(ledger.version if known is None else known)
    spells, versions = timeline.spells, ledger.versions
    rows = np.flatnonzero(np.isin(spells.version, versions.code.where(code)))
    found: list[Bearer] = []
    for row in rows.tolist():
        bearer = _bearer(timeline, row)
        if found and (found[-1].agency, found[-1].until) == (bearer.agency, bearer.since):
            bearer = bearer._replace(since=found.pop().since)
        found.append(bearer)
    wanted = [bearer for bearer in found if level in (None, bearer.level)]
    return tuple(sorted(wanted, key=lambda bearer: (bearer.since, _LEVELS.index(bearer.level), bearer.agency)))


def _bearer(timeline: Timeline, spell: int) -> Bearer:
    spells, ledger = timeline.spells, timeline.ledger
    agency, since, end = int(spells.agency[spell]), int(spells.start[spell]), int(spells.end[spell])
    until = None if end == NO_END else date.fromordinal(end)
    name = ledger.versions.name[int(spells.version[spell])] or ""
    return Bearer(agency + 1, _LEVELS[ledger.levels[agency]], name, date.fromordinal(since), until)


def _listed(agencies: list[OpenAgency]) -> str:
    shown = ", ".join(str(agency) for agency in agencies[:_SHOWN])
    return shown if len(agencies) <= _SHOWN else f"{shown}, …"
