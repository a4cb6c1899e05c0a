"""What must be true of the standing facts whatever was recorded: the rules of lives, parents, codes and events. Pure.

Each rule is a function from the facts to violations; `violations` runs them all. Values and references come first:
where one of these is broken, the other rules would only stumble over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Final

from qms.i18n import _, format_date
from qms.store.columns import AGENCY_COLUMNS, FACT_COLUMNS, NUMBER_COLUMNS, STANDING_KEYS
from qms.store.lives import NO_END, Lives, StoredRow, Stretch, lives_of, standing
from qms.vocabulary import (
    ALLOWED_PARENTS,
    Assurance,
    Evidence,
    Level,
    Measure,
    Region,
    Role,
    Scope,
    Standard,
    State,
    Status,
    Succession,
)

Facts = Mapping[str, Sequence[StoredRow]]

CLOSED_SETS: Final[dict[tuple[str, str], type[StrEnum]]] = {
    ("agency", "level"): Level,
    ("agency_version", "state"): State,
    ("agency_version", "scope"): Scope,
    ("agency_version", "region"): Region,
    ("agency_version", "evidence"): Evidence,
    ("succession", "kind"): Succession,
    ("succession", "evidence"): Evidence,
    ("status_event", "status"): Status,
    ("status_event", "standard"): Standard,
    ("status_event", "assurance"): Assurance,
    ("published_figure", "measure"): Measure,
    ("target", "measure"): Measure,
    ("account", "role"): Role,
}
DAYS: Final = {
    "agency_version": ("valid_from",),
    "succession": ("on_day",),
    "status_event": ("effective_on", "decision_on"),
    "published_figure": ("as_of",),
    "target": ("due_on",),
    "edition": ("as_of",),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that does not hold: by which rule, in which table and row (None: the whole), as a sentence."""

    rule: str
    table: str | None
    row: int | None
    message: str

    def to_json(self) -> dict[str, str | int | None]:
        """Return the violation as in `qms verify --format json`."""
        return {"rule": self.rule, "table": self.table, "row": self.row, "message": self.message}


def violations(facts: Facts) -> list[Violation]:
    """Return all violations of the invariants, by rule."""
    broken = list(bad_values(facts)) or list(bad_references(facts))
    if broken:
        return broken
    lives = lives_of(facts["agency"], facts["agency_version"])
    return list(chain.from_iterable(rule(facts, lives) for rule in RULES))


def bad_values(facts: Facts) -> Iterator[Violation]:
    """Yield cells of standing rows that are no word of their closed set, no day, or no number."""
    for table, columns in FACT_COLUMNS.items():
        rows = standing(facts[table])
        for place, column in enumerate(columns):
            fits = _fits(table, column)
            if fits is None:
                continue
            known = {value for value in {row.values[place] for row in rows} if fits(value)}
            for row in rows:
                if row.values[place] not in known:
                    message = _("{column} holds {value}, which it cannot hold.")
                    value = repr(row.values[place])
                    yield Violation("value", table, row.id, message.format(column=column, value=value))


def _fits(table: str, column: str) -> Callable[[object], bool] | None:
    words = CLOSED_SETS.get((table, column))
    if words:
        known = {*words, *([] if column in _NEVER_BLANK else [None])}
        return lambda value: value in known
    if column in DAYS.get(table, ()):
        return lambda value: _is_day(value) or (value is None and column == "decision_on")
    if column in NUMBER_COLUMNS.get(table, ()):
        return lambda value: value is None or isinstance(value, int)
    return None


_NEVER_BLANK: Final = ("level", "state", "kind", "status", "measure", "role")


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def bad_references(facts: Facts) -> Iterator[Violation]:
    """Yield standing rows that name an agency that is not there (any more)."""
    there = {None, *(row.id for row in standing(facts["agency"]))}
    for table, columns in AGENCY_COLUMNS.items():
        places = [FACT_COLUMNS[table].index(column) for column in columns]
        for row in standing(facts[table]):
            for place in places:
                if row.values[place] not in there:
                    message = _("It names agency {agency}, which is not there.").format(agency=row.values[place])
                    yield Violation("reference", table, row.id, message)


def doubles(facts: Facts, lives: Lives) -> Iterator[Violation]:
    """Yield standing rows that say what an earlier standing row says already."""
    for table, key in STANDING_KEYS.items():
        places = [FACT_COLUMNS[table].index(column) for column in key]
        seen: dict[tuple[object, ...], int] = {}
        for row in standing(facts[table]):
            said = tuple(row.values[place] for place in places)
            first = seen.setdefault(said, row.id)
            if first != row.id:
                message = _("{agency}: row {row} says the same of the same day.")
                text = message.format(agency=lives.name(row.values[0]), row=first)
                yield Violation("double", table, row.id, text)


def broken_lives(facts: Facts, lives: Lives) -> Iterator[Violation]:
    """Yield lives that do not run from one opening to at most one closing."""
    for agency in standing(facts["agency"]):
        if agency.id not in lives.opened:
            yield Violation("life", "agency", agency.id, _("The agency has no version: nothing is known of it."))
    for row in standing(facts["agency_version"]):
        agency, valid_from, state, *_rest = row.values
        if state == State.CLOSED and valid_from == lives.opens(agency):
            message = _("{agency}: closed on {day}, before it was opened.")
        elif valid_from > lives.closes(agency):
            message = _("{agency}: a version of {day} lies after its closing.")
        else:
            continue
        text = message.format(agency=lives.name(agency), day=_day(valid_from))
        yield Violation("life", "agency_version", row.id, text)


def misplaced(_facts: Facts, lives: Lives) -> Iterator[Violation]:
    """Yield versions whose parent is missing, of a level that cannot stand there, or not open all the while."""
    for one in _all_stretches(lives):
        allowed = ALLOWED_PARENTS[Level(lives.levels[one.agency])]
        if one.parent is None:
            if not allowed:
                continue
            message = _("{agency}: hangs under no other agency from {day} on.")
        elif lives.levels[one.parent] not in allowed:
            message = _("{agency}: cannot hang under {parent}, whose level does not allow it.")
        elif lives.opens(one.parent) > one.start or lives.closes(one.parent) < one.end:
            message = _("{agency}: {parent} is not open all the while from {day} on.")
        else:
            continue
        parent = "" if one.parent is None else lives.name(one.parent)
        text = message.format(agency=lives.name(one.agency), parent=parent, day=_day(one.start))
        yield Violation("parent", "agency_version", one.row, text)


def circles(_facts: Facts, lives: Lives) -> Iterator[Violation]:
    """Yield versions by which an agency hangs under itself; a circle is closed by its youngest version."""
    for one in _all_stretches(lives):
        if one.parent is None or lives.levels[one.parent] != lives.levels[one.agency]:
            continue
        above, seen = lives.stretch_on(one.parent, one.start), {one.agency}
        while above and above.agency not in seen and above.parent is not None:
            seen.add(above.agency)
            above = lives.stretch_on(above.parent, one.start)
        if above and above.agency == one.agency:
            text = _("{agency}: hangs under itself from {day} on.")
            text = text.format(agency=lives.name(one.agency), day=_day(one.start))
            yield Violation("circle", "agency_version", one.row, text)


def shared_codes(_facts: Facts, lives: Lives) -> Iterator[Violation]:
    """Yield versions whose code another agency of the level has on the same day."""
    by_code: dict[tuple[str, str], list[Stretch]] = {}
    for one in _all_stretches(lives):
        if one.code is not None:
            by_code.setdefault((lives.levels[one.agency], one.code), []).append(one)
    for same in by_code.values():
        same.sort(key=lambda one: (one.start, one.row))
        latest = same[0]
        for one in same[1:]:
            if one.start < latest.end and one.agency != latest.agency:
                message = _("{agency}: has code {code} from {day} on, as {other} has.")
                text = message.format(
                    agency=lives.name(one.agency), code=one.code, day=_day(one.start), other=lives.name(latest.agency)
                )
                yield Violation("code", "agency_version", one.row, text)
            latest = max(latest, one, key=lambda candidate: candidate.end)


def stray_events(facts: Facts, lives: Lives) -> Iterator[Violation]:
    """Yield events outside their agency's life, and those that cover more procedures than there are."""
    for row in standing(facts["status_event"]):
        agency, effective_on, _status, _standard, total, covered, *_rest = row.values
        if not lives.is_open(agency, effective_on):
            message = _("{agency}: a status of {day} lies outside its life ({life}).")
        elif (total is not None and covered is not None and covered > total) or min(total or 0, covered or 0) < 0:
            message = _("{agency}: on {day}, {covered} of {total} procedures cannot be covered.")
        else:
            continue
        text = message.format(
            agency=lives.name(agency), day=_day(effective_on), covered=covered, total=total, life=_life(lives, agency)
        )
        yield Violation("event", "status_event", row.id, text)


def stray_successions(facts: Facts, lives: Lives) -> Iterator[Violation]:
    """Yield successions that the lives contradict.

    The successor is open on the day, the predecessor was there before it. Who merged is gone, and what it merged into
    is a new life; who was absorbed by another is gone, and the other one was there before; a body that continues, or
    takes over duties, is open before and after.
    """
    for row in standing(facts["succession"]):
        predecessor, successor, on_day, kind, *_rest = row.values
        holds = lives.is_open(successor, on_day) and lives.opens(predecessor) < on_day <= lives.closes(predecessor)
        if kind == Succession.MERGED:
            holds = holds and lives.closes(predecessor) == on_day == lives.opens(successor)
        if kind == Succession.ABSORBED and predecessor != successor:
            holds = holds and lives.closes(predecessor) == on_day and lives.opens(successor) < on_day
        if not holds:
            text = _("{predecessor} → {successor} on {day}: the lives of the two contradict it ({lives}).").format(
                predecessor=lives.name(predecessor),
                successor=lives.name(successor),
                day=_day(on_day),
                lives=f"{_life(lives, predecessor)}; {_life(lives, successor)}",
            )
            yield Violation("succession", "succession", row.id, text)


RULES: Final = (doubles, broken_lives, misplaced, circles, shared_codes, stray_events, stray_successions)


def _all_stretches(lives: Lives) -> Iterator[Stretch]:
    return chain.from_iterable(lives.stretches.values())


def _day(text: str) -> str:
    return format_date(date.fromisoformat(text))


def _life(lives: Lives, agency: int) -> str:
    opened, closed = lives.opens(agency), lives.closes(agency)
    return " – ".join("…" if day == NO_END else _day(day) for day in (opened, closed))
