"""Made-up countries of any size, from a seed: 63 provinces, their districts and communes, events over twelve years."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.ledger import BLANK, STANDING, Batches, Events, Ledger, Successions, Texts, Versions, index_of
from qms.store.database import connect
from qms.store.upgrading import upgrade
from qms.vocabulary import Level, Scope, Standard, State, Status

if TYPE_CHECKING:
    from pathlib import Path

    from qms.coverage.ledger import Int32s
    from qms.store.database import Database

PROVINCES: Final = 63
MINISTRIES: Final = 22
DISTRICTS: Final = 705
SEED: Final = 27_04_2021
FIRST: Final = date(2014, 7, 1)
LAST: Final = date(2026, 6, 30)
SIZES: Final = {"100,000 events": (12_000, 100_000), "3 million events": (250_000, 3_000_000)}

_OPENED = date(2006, 6, 20).toordinal()
_HEAD = "b" * 64


def made_up(agencies: int, events: int) -> Ledger:
    """Return the ledger of a country with so many agencies and events, the same at every call."""
    chance = np.random.default_rng(SEED)
    levels, parents = _tree(agencies, chance)
    everyone = np.arange(agencies, dtype=np.int32)
    codes = Texts.of(f"{number:06d}" for number in range(agencies))
    one = np.ones(agencies, dtype=np.int32)
    region = np.where(levels == index_of(Level.PROVINCE), everyone % 6, BLANK).astype(np.int8)
    return Ledger(
        batches=Batches(np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.bool_), Texts.of([_HEAD])),
        levels=levels,
        agencies_from=one.copy(),
        versions=Versions(
            id=everyone + 1,
            agency=everyone,
            valid_from=one * _OPENED,
            is_open=np.ones(agencies, dtype=np.bool_),
            parent=parents,
            scope=np.where(levels == index_of(Level.COMMUNE), index_of(Scope.ENCOURAGED), 0).astype(np.int8),
            region=region,
            locality=one * BLANK,
            evidence=np.full(agencies, BLANK, dtype=np.int8),
            batch=one.copy(),
            voided_by=one * STANDING,
            code=codes,
            name=codes,
            name_en=Texts.of([None] * agencies),
        ),
        events=_events(agencies, events, chance),
        successions=_no_successions(),
        store_id="made-up",
    )


def _tree(agencies: int, chance: np.random.Generator) -> tuple[np.ndarray[Any, Any], Int32s]:
    """Return level and parent of every agency: ministries, provinces, districts, then communes below the districts."""
    first_province, first_district = MINISTRIES, MINISTRIES + PROVINCES
    first_commune = first_district + DISTRICTS
    levels = np.full(agencies, index_of(Level.COMMUNE), dtype=np.int8)
    levels[:first_province] = index_of(Level.MINISTRY)
    levels[first_province:first_district] = index_of(Level.PROVINCE)
    levels[first_district:first_commune] = index_of(Level.DISTRICT)
    parents = np.full(agencies, BLANK, dtype=np.int32)
    parents[first_district:first_commune] = first_province + np.arange(DISTRICTS) % PROVINCES
    parents[first_commune:] = chance.integers(first_district, first_commune, agencies - first_commune)
    return levels, parents


def _events(agencies: int, events: int, chance: np.random.Generator) -> Events:
    """Return events on distinct (agency, day), mostly announcements with all procedures."""
    days = LAST.toordinal() - FIRST.toordinal()
    keys = np.unique(chance.integers(0, agencies * days, events + events // 50, dtype=np.int64))
    keys = np.sort(chance.permutation(keys)[:events])
    status = chance.choice(len(Status), events, p=[0.05, 0.15, 0.15, 0.6, 0.05]).astype(np.int8)
    total = chance.integers(1, 200, events).astype(np.int32)
    covered = np.where(chance.random(events) < 0.8, total, total - 1).astype(np.int32)
    one = np.ones(events, dtype=np.int32)
    return Events(
        id=np.arange(1, events + 1, dtype=np.int32),
        agency=(keys // days).astype(np.int32),
        effective_on=(keys % days + FIRST.toordinal()).astype(np.int32),
        status=status,
        standard=np.full(events, index_of(Standard.ISO_2015), dtype=np.int8),
        procedures_total=total,
        procedures_covered=covered,
        assurance=np.full(events, BLANK, dtype=np.int8),
        batch=one,
        voided_by=one * STANDING,
    )


def stored(ledger: Ledger, path: Path) -> Database:
    """Write a made-up country into a database file, past the triggers, and return it: for reading only."""
    database = connect(f"sqlite:///{path}")
    upgrade(database)
    levels, versions, events = list(Level), ledger.versions, ledger.events
    day = {number: date.fromordinal(number).isoformat() for number in range(_OPENED, LAST.toordinal() + 1)}
    with sqlite3.connect(path) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(
            'INSERT INTO batch (id, kind, "by", recorded_at, counts, previous_hash, hash)'
            " VALUES (1, 'demo', 'benchmark', '2026-01-01T00:00:00.000000Z', '{}', ?, ?)",
            ("0" * 64, ledger.head),
        )
        connection.executemany(
            "INSERT INTO agency (id, batch, level) VALUES (?, 1, ?)",
            ((number + 1, levels[level]) for number, level in enumerate(ledger.levels.tolist())),
        )
        connection.executemany(
            "INSERT INTO agency_version (id, batch, agency, valid_from, state, code, name, parent, scope)"
            " VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)",
            (
                (number + 1, number + 1, day[_OPENED], State.OPEN, code, code, parent + 1 or None, list(Scope)[scope])
                for number, (code, parent, scope) in enumerate(
                    zip(versions.code, versions.parent.tolist(), versions.scope.tolist(), strict=True)
                )
            ),
        )
        connection.executemany(
            "INSERT INTO status_event (id, batch, agency, effective_on, status, standard, procedures_total,"
            " procedures_covered) VALUES (?, 1, ?, ?, ?, '2015', ?, ?)",
            (
                (number, agency + 1, day[on], list(Status)[status].value, total, covered)
                for number, agency, on, status, total, covered in zip(
                    events.id.tolist(),
                    events.agency.tolist(),
                    events.effective_on.tolist(),
                    events.status.tolist(),
                    events.procedures_total.tolist(),
                    events.procedures_covered.tolist(),
                    strict=True,
                )
            ),
        )
    return database


def _no_successions() -> Successions:
    numbers, words = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int8)
    return Successions(numbers, numbers, numbers, words, numbers, numbers, Texts.of(()))
