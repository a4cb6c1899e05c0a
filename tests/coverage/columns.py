"""A drawn world as the columns of a ledger, sorted as the ledger demands."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from qms.coverage.ledger import (
    BLANK,
    STANDING,
    Batches,
    Events,
    Ledger,
    PublishedFigure,
    Successions,
    Texts,
    Versions,
    index_of,
)
from qms.moments import micros
from qms.vocabulary import BatchKind, State

if TYPE_CHECKING:
    from tests.coverage.worlds import Row, World

Column: TypeAlias = np.ndarray[Any, np.dtype[Any]]


def ledger_of(world: World) -> Ledger:
    """Return the ledger that the store would read from these rows."""
    return Ledger(
        batches=Batches(
            np.array([micros(batch.recorded_at) for batch in world.batches], dtype=np.int64),
            np.array([batch.kind is BatchKind.DEMO for batch in world.batches], dtype=np.bool_),
            Texts.of(f"{number:064x}" for number in range(1, len(world.batches) + 1)),
        ),
        levels=np.array([index_of(level) for level in world.levels], dtype=np.int8),
        agencies_from=np.array(world.created, dtype=np.int32),
        versions=_versions(sorted(world.rows["agency_version"], key=_by_agency_and("valid_from"))),
        events=_events(sorted(world.rows["status_event"], key=_by_agency_and("effective_on"))),
        successions=_successions(world.rows["succession"]),
        published=[
            PublishedFigure(**row.fact._asdict(), batch=row.batch, voided_by=row.voided_by or STANDING)
            for row in world.rows["published_figure"]
        ],
        store_id="drawn",
    )


def _by_agency_and(day: str) -> Any:
    return lambda row: (row.fact.agency, getattr(row.fact, day), row.batch)


def _versions(rows: list[Row]) -> Versions:
    return Versions(
        id=_numbers(row.id for row in rows),
        is_open=np.array([row.fact.state is State.OPEN for row in rows], dtype=np.bool_),
        agency=_agencies(rows, "agency"),
        valid_from=_days(rows, "valid_from"),
        parent=_agencies(rows, "parent"),
        scope=_words(rows, "scope"),
        region=_words(rows, "region"),
        locality=_agencies(rows, "locality"),
        evidence=_words(rows, "evidence"),
        batch=_numbers(row.batch for row in rows),
        voided_by=_voided_by(rows),
        code=Texts.of(row.fact.code for row in rows),
        name=Texts.of(row.fact.name for row in rows),
        name_en=Texts.of(row.fact.name_en for row in rows),
    )


def _events(rows: list[Row]) -> Events:
    return Events(
        id=_numbers(row.id for row in rows),
        agency=_agencies(rows, "agency"),
        effective_on=_days(rows, "effective_on"),
        status=_words(rows, "status"),
        standard=_words(rows, "standard"),
        procedures_total=_counts(rows, "procedures_total"),
        procedures_covered=_counts(rows, "procedures_covered"),
        assurance=_words(rows, "assurance"),
        batch=_numbers(row.batch for row in rows),
        voided_by=_voided_by(rows),
    )


def _successions(rows: list[Row]) -> Successions:
    return Successions(
        predecessor=_agencies(rows, "predecessor"),
        successor=_agencies(rows, "successor"),
        on_day=_days(rows, "on_day"),
        kind=_words(rows, "kind"),
        batch=_numbers(row.batch for row in rows),
        voided_by=_voided_by(rows),
        act=Texts.of(row.fact.legal_act for row in rows),
    )


def _numbers(values: Any) -> Column:
    return np.fromiter(values, dtype=np.int32)


def _counts(rows: list[Row], name: str) -> Column:
    values = (getattr(row.fact, name) for row in rows)
    return _numbers(BLANK if value is None else value for value in values)


def _agencies(rows: list[Row], name: str) -> Column:
    return _numbers((getattr(row.fact, name) or 0) - 1 for row in rows)


def _days(rows: list[Row], name: str) -> Column:
    days: list[date] = [getattr(row.fact, name) for row in rows]
    return _numbers(day.toordinal() for day in days)


def _words(rows: list[Row], name: str) -> Column:
    words: list[StrEnum | None] = [getattr(row.fact, name) for row in rows]
    return np.array([index_of(word) for word in words], dtype=np.int8)


def _voided_by(rows: list[Row]) -> Column:
    return _numbers(row.voided_by or STANDING for row in rows)
