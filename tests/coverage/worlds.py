"""Small worlds, drawn as sentences: who opens, changes, reports, merges; rows, drafts and a ledger come out.

    drawn = world(
        agency("Y tế", "ministry"),
        agency("Cục A", "ministry_unit", under="Y tế"),
        event("Cục A", "2021-01-01", "announced", 5, 5),
    )

Statements stand in one batch; `batch(…)` draws several, in the order of the chain. A label ("Y tế") names one legal
life for ever, whatever it is called later. What would contradict a standing row (an event of the same agency and day)
takes that row back, as a correction does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, NamedTuple

from qms.coverage import Ledger
from qms.store.facts import Draft, Event, NewAgency, Published, SuccessionFact, Version, VoidedFact
from qms.vocabulary import BatchKind, Level, Measure, Region, Scope, Standard, State, Status, Succession
from tests.coverage.columns import ledger_of

FIRST_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)
OPENED: Final = "2010-01-01"
AGENCY: Final = "agency"
VERSION: Final = "agency_version"
EVENT: Final = "status_event"
SUCCESSION: Final = "succession"
PUBLISHED: Final = "published_figure"
TABLES: Final = (VERSION, SUCCESSION, EVENT, PUBLISHED)

Statement = Callable[["Drawing"], None]


@dataclass
class Row:
    """One fact as the store keeps it: agencies by their ids, and which batches added it and took it back."""

    fact: Any
    batch: int
    id: int = 0
    voided_by: int | None = None


class Recorded(NamedTuple):
    """One batch of the chain."""

    recorded_at: datetime
    kind: BatchKind


@dataclass(frozen=True)
class Batch:
    """Statements that are recorded together."""

    statements: tuple[Statement, ...]
    recorded_at: datetime | None
    kind: BatchKind


@dataclass
class World:
    """All that was drawn, as the store would hold it. Ids count from 1 in the order of the drawing."""

    batches: list[Recorded] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    created: list[int] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})
    drafts: list[Draft] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    standing: dict[tuple[Any, ...], Row] = field(default_factory=dict)
    """The standing row by its table and by what at most one row may speak of."""

    def id(self, label: str) -> int:
        """Return the id of the agency drawn under a label."""
        return self.ids[label]

    def labels(self, ids: Any) -> set[str]:
        """Return the labels of some ids."""
        wanted = set(ids)
        return {label for label, agency_id in self.ids.items() if agency_id in wanted}

    @cached_property
    def ledger(self) -> Ledger:
        return ledger_of(self)

    def __repr__(self) -> str:
        """Return every row in words, for a failing example."""
        names = {agency_id: label for label, agency_id in self.ids.items()}
        lines = [f"batch {n} at {batch.recorded_at:%d/%m %H:%M}" for n, batch in enumerate(self.batches, 1)]
        lines += [f"{names[n]} = {level} (id {n})" for n, level in enumerate(self.levels, 1)]
        lines += [
            f"[{row.batch}..{row.voided_by or ''}] {_stated(row.fact)}" for rows in self.rows.values() for row in rows
        ]
        return "World(\n  " + "\n  ".join(lines) + "\n)"


def _stated(fact: Any) -> str:
    """Return a fact without its blank parts."""
    stated = ", ".join(f"{name}={value}" for name, value in fact._asdict().items() if value is not None)
    return f"{type(fact).__name__}({stated})"


def day(text: str | date) -> date:
    """Return a day written as ISO text."""
    return text if isinstance(text, date) else date.fromisoformat(text)


def world(*drawn: Statement | Batch) -> World:
    """Return the world of these batches; statements outside any batch are one of their own, the first."""
    loose = tuple(statement for statement in drawn if not isinstance(statement, Batch))
    batches = [part for part in drawn if isinstance(part, Batch)]
    drawing = Drawing(World())
    for part in [batch(*loose), *batches] if loose else batches:
        drawing.record(part)
    return drawing.world


def continued(earlier: World, *batches: Batch) -> World:
    """Return a copy of a world in which further batches are recorded."""
    copied = World(
        list(earlier.batches),
        list(earlier.levels),
        list(earlier.created),
        {table: [replace(row) for row in rows] for table, rows in earlier.rows.items()},
        list(earlier.drafts),
        dict(earlier.ids),
    )
    copied.standing = {
        (table, *key_of(row.fact)): row for table, rows in copied.rows.items() for row in rows if row.voided_by is None
    }
    drawing = Drawing(copied)
    for part in batches:
        drawing.record(part)
    return copied


def batch(*statements: Statement, recorded_at: datetime | None = None, kind: BatchKind = BatchKind.STATUS) -> Batch:
    """Return statements recorded together; without a moment, one day after the batch before."""
    return Batch(statements, recorded_at, kind)


@dataclass
class Drawing:
    """A world in the making."""

    world: World
    voided: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The batch that is being drawn."""
        return len(self.world.batches)

    def record(self, part: Batch) -> None:
        """Add a batch: its statements in their order, then ids for its rows, then its draft."""
        moment = part.recorded_at or FIRST_MOMENT + timedelta(days=self.number)
        self.world.batches.append(Recorded(moment, part.kind))
        self.voided = []
        for statement in part.statements:
            statement(self)
        for rows in self.world.rows.values():
            for place, row in enumerate(rows, 1):
                row.id = place
        self.world.drafts.append(self._draft(part.kind, moment))

    def _draft(self, kind: BatchKind, moment: datetime) -> Draft:
        new = [n for n, created in enumerate(self.world.created, 1) if created == self.number]
        local = {agency_id: -place for place, agency_id in enumerate(new, 1)}
        added = {
            table: tuple(_renamed(row.fact, local) for row in self.world.rows[table] if row.batch == self.number)
            for table in TABLES
        }
        return Draft(
            kind=kind,
            by="test",
            recorded_at=moment,
            agencies=tuple(NewAgency(self.world.levels[agency_id - 1]) for agency_id in new),
            versions=added[VERSION],
            successions=added[SUCCESSION],
            events=added[EVENT],
            published=added[PUBLISHED],
            voids=tuple(VoidedFact(table, row.id) for table, row in self.voided),
        )

    def create(self, label: str, level: Level) -> int:
        """Return the id of a new life."""
        self.world.levels.append(level)
        self.world.created.append(self.number)
        self.world.ids[label] = len(self.world.levels)
        return self.world.ids[label]

    def standing(self, table: str, *key: Any) -> Row | None:
        """Return the standing row that says what a key names, None where there is none."""
        return self.world.standing.get((table, *key))

    def add(self, table: str, fact: Any) -> None:
        """Add a fact; a standing one of the same key is taken back."""
        earlier = self.standing(table, *key_of(fact))
        if earlier and table != PUBLISHED:
            self.take_back(table, earlier)
        row = Row(fact, self.number)
        self.world.rows[table].append(row)
        self.world.standing[table, *key_of(fact)] = row

    def take_back(self, table: str, row: Row) -> None:
        """Void a row; one of the same batch was never recorded at all."""
        self.world.standing.pop((table, *key_of(row.fact)), None)
        if row.batch == self.number:
            self.world.rows[table].remove(row)
        else:
            row.voided_by = self.number
            self.voided.append((table, row))

    def holds(self, agency_id: int, on_day: date) -> Version | None:
        """Return what the newest standing open version on or before a day says."""
        facts: list[Version] = [
            row.fact
            for row in self.world.rows[VERSION]
            if row.voided_by is None and row.fact.agency == agency_id and row.fact.state is State.OPEN
        ]
        return max((fact for fact in facts if fact.valid_from <= on_day), key=_valid_from, default=None)


def key_of(fact: Any) -> tuple[Any, ...]:
    """Return what at most one standing row may speak of."""
    match fact:
        case Version():
            return (fact.agency, fact.valid_from)
        case Event():
            return (fact.agency, fact.effective_on)
        case SuccessionFact():
            return (fact.predecessor, fact.successor, fact.on_day)
        case _:
            return (fact.measure, fact.as_of)


def _valid_from(fact: Version) -> date:
    return fact.valid_from


def _renamed(fact: Any, local: dict[int, int]) -> Any:
    """Return a fact that names the agencies of its own batch as a draft does."""
    names = {"agency", "parent", "predecessor", "successor"} & set(fact._fields)
    return fact._replace(**{name: local.get(getattr(fact, name), getattr(fact, name)) for name in names})


def agency(
    label: str,
    level: str,
    *,
    under: str | None = None,
    opened: str | date = OPENED,
    scope: str | None = None,
    region: str | None = None,
    code: str | None = None,
) -> Statement:
    """A body opens; communes are encouraged, all others mandatory, unless it is said."""

    def draw(drawing: Drawing) -> None:
        default = Scope.ENCOURAGED if level == Level.COMMUNE else Scope.MANDATORY
        agency_id = drawing.create(label, Level(level))
        fact = Version(
            agency_id,
            day(opened),
            code=code or f"{agency_id:05d}",
            name=label,
            parent=drawing.world.ids[under] if under else None,
            scope=Scope(scope) if scope else default,
            region=Region(region) if region else None,
        )
        drawing.add(VERSION, fact)

    return draw


def change(label: str, on_day: str | date, *, under: str | None = None, **said: Any) -> Statement:
    """From a day on something else holds of a body (name, code, scope, region, under); the rest stays."""

    def draw(drawing: Drawing) -> None:
        agency_id = drawing.world.ids[label]
        before = drawing.holds(agency_id, day(on_day))
        if before is None:
            return
        words: dict[str, type[StrEnum]] = {"scope": Scope, "region": Region}
        given: dict[str, Any] = {
            name: words[name](value) if name in words and value else value for name, value in said.items()
        }
        if under is not None:
            given["parent"] = drawing.world.ids[under]
        drawing.add(VERSION, before._replace(valid_from=day(on_day), **given))

    return draw


def reopen(label: str, on_day: str | date) -> Statement:
    """A closed body is open again from a day, as it was."""
    return change(label, on_day)


def close(label: str, on_day: str | date) -> Statement:
    """A body is no longer open from a day."""
    return lambda drawing: drawing.add(VERSION, Version(drawing.world.ids[label], day(on_day), state=State.CLOSED))


def event(
    label: str,
    on_day: str | date,
    status: str,
    covered: int | None = None,
    total: int | None = None,
    *,
    standard: str | None = None,
) -> Statement:
    """From a day on a body's status is this, with so many procedures covered of so many."""
    return lambda drawing: drawing.add(
        EVENT,
        Event(
            drawing.world.ids[label],
            day(on_day),
            Status(status),
            standard=Standard(standard) if standard else None,
            procedures_total=total,
            procedures_covered=covered,
        ),
    )


def succession(predecessor: str, successor: str, on_day: str | date, kind: str) -> Statement:
    """A body ended in, or lives on as, another."""
    return lambda drawing: drawing.add(
        SUCCESSION,
        SuccessionFact(drawing.world.ids[predecessor], drawing.world.ids[successor], day(on_day), Succession(kind)),
    )


def published(
    measure: str,
    as_of: str | date,
    numerator: int | None = None,
    denominator: int | None = None,
    text: str | None = None,
) -> Statement:
    """Somebody announced a figure."""
    return lambda drawing: drawing.add(
        PUBLISHED, Published(Measure(measure), day(as_of), numerator, denominator, text, "a newspaper")
    )


def void_event(label: str, on_day: str | date) -> Statement:
    """The report of a body and day is taken back."""
    return _void(EVENT, lambda world: (world.ids[label], day(on_day)))


def void_version(label: str, on_day: str | date) -> Statement:
    """What holds of a body from a day is taken back."""
    return _void(VERSION, lambda world: (world.ids[label], day(on_day)))


def void_succession(predecessor: str, successor: str, on_day: str | date) -> Statement:
    """A succession is taken back."""
    return _void(SUCCESSION, lambda world: (world.ids[predecessor], world.ids[successor], day(on_day)))


def void_published(measure: str, as_of: str | date) -> Statement:
    """An announcement is taken back."""
    return _void(PUBLISHED, lambda _world: (Measure(measure), day(as_of)))


def _void(table: str, key: Callable[[World], tuple[Any, ...]]) -> Statement:
    def draw(drawing: Drawing) -> None:
        row = drawing.standing(table, *key(drawing.world))
        if row:
            drawing.take_back(table, row)

    return draw


def undo(number: int) -> Statement:
    """A batch is undone: what it added is taken back, what it had taken back is added again."""

    def draw(drawing: Drawing) -> None:
        taken = [(table, row) for table in TABLES for row in drawing.world.rows[table] if row.voided_by == number]
        for table in TABLES:
            for row in list(drawing.world.rows[table]):
                if row.batch == number and row.voided_by is None:
                    drawing.take_back(table, row)
        for table, row in taken:
            if drawing.standing(table, *key_of(row.fact)) is None:
                drawing.add(table, row.fact)

    return draw
