"""The papers behind some facts (decisions, notes, legal acts, who recorded them), in one read transaction.

Rows are asked for by their ids, which the ledger knows for every agency, voided rows included: the primary key finds
them, so that no further index is needed and the time does not grow with the store.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from qms.coverage.dossier.papers import BatchPaper, EventPaper, Papers, SuccessionPaper, Wanted
from qms.moments import parse_moment
from qms.store.stored import rows_by_id
from qms.vocabulary import BatchKind, Evidence

if TYPE_CHECKING:
    from qms.store.database import Database

_EVENT: Final = ("decision_no", "decision_on", "source", "note", "source_line")
_SUCCESSION: Final = ("legal_act", "evidence")
_BATCH: Final = ("kind", "by", "recorded_at", "reporter", "file_name", "note", "reverts")


def read_papers(database: Database, wanted: Wanted) -> Papers:
    """Return the papers of some rows; ids that no row has are left out. Raises CouldNot when they cannot be read."""
    with database.read() as reading:
        return Papers(
            events={
                row: EventPaper(number, date.fromisoformat(on) if on else None, *rest)
                for row, number, on, *rest in rows_by_id(reading, "status_event", _EVENT, wanted.events)
            },
            legal_acts=dict(rows_by_id(reading, "agency_version", ("legal_act",), wanted.versions)),
            successions={
                row: SuccessionPaper(act, Evidence(evidence) if evidence else None)
                for row, act, evidence in rows_by_id(reading, "succession", _SUCCESSION, wanted.successions)
            },
            batches={
                row: BatchPaper(BatchKind(kind), by, parse_moment(at), *rest)
                for row, kind, by, at, *rest in rows_by_id(reading, "batch", _BATCH, wanted.batches)
            },
        )
