"""The papers behind some facts (decisions, notes, legal acts, who recorded them), in one read transaction.

Rows are asked for by their ids, which the ledger knows for every agency, voided rows included: the primary key finds
them, so that no further index is needed and the time does not grow with the store.
"""

# ruff: noqa: S608 – the names of tables and columns are this file's own words

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, bindparam, text

from qms.coverage.dossier.papers import BatchPaper, EventPaper, Papers, SuccessionPaper, Wanted
from qms.moments import parse_moment
from qms.vocabulary import BatchKind, Evidence

if TYPE_CHECKING:
    from qms.store.database import Database

CHUNK: Final = 5_000
"""Rows asked for at a time."""

_EVENT: Final = ("decision_no", "decision_on", "source", "note", "source_line")
_SUCCESSION: Final = ("legal_act", "evidence")
_BATCH: Final = ("kind", "by", "recorded_at", "reporter", "file_name", "note", "reverts")


def read_papers(database: Database, wanted: Wanted) -> Papers:
    """Return the papers of some rows; ids that no row has are left out. Raises CouldNot when they cannot be read."""
    with database.read() as connection:
        return Papers(
            events={
                row: EventPaper(number, date.fromisoformat(on) if on else None, *rest)
                for row, number, on, *rest in _rows(connection, "status_event", _EVENT, wanted.events)
            },
            legal_acts=dict(_rows(connection, "agency_version", ("legal_act",), wanted.versions)),
            successions={
                row: SuccessionPaper(act, Evidence(evidence) if evidence else None)
                for row, act, evidence in _rows(connection, "succession", _SUCCESSION, wanted.successions)
            },
            batches={
                row: BatchPaper(BatchKind(kind), by, parse_moment(at), *rest)
                for row, kind, by, at, *rest in _rows(connection, "batch", _BATCH, wanted.batches)
            },
        )


def _rows(connection: Connection, table: str, columns: Sequence[str], ids: Sequence[int]) -> Iterator[Any]:
    quoted = ", ".join(f'"{column}"' for column in columns)
    asked = text(f"SELECT id, {quoted} FROM {table} WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))
    for start in range(0, len(ids), CHUNK):
        yield from map(tuple, connection.execute(asked, {"ids": list(ids[start : start + CHUNK])}))
