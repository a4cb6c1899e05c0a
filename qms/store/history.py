"""The history: every batch in its order, who made it, when, and from what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.moments import moment_text, parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from qms.store.database import Database


class BatchRow(NamedTuple):
    """One batch as the history tells it; `recorded_at` is a UTC moment, `reverts` the batch that it undid."""

    batch: int
    kind: str
    recorded_at: datetime
    by: str
    reporter: str | None
    period: str | None
    file: str | None
    sha256: str | None
    note: str | None
    counts: dict[str, int]
    reverts: int | None
    hash: str


@dataclass(frozen=True, slots=True)
class History:
    """All batches, oldest first."""

    batches: tuple[BatchRow, ...]

    def __iter__(self) -> Iterator[BatchRow]:
        return iter(self.batches)

    def __len__(self) -> int:
        return len(self.batches)

    def to_json(self, lang: str | None = None) -> dict[str, Any]:  # noqa: ARG002 – every value is asked alike
        """Return the document of `qms history --format json`; `recorded_at` is text with six decimals."""
        return {"batches": [_document(batch) for batch in self.batches]}

    def to_frame(self) -> pd.DataFrame:
        """Return one row a batch, `counts` as its JSON text."""
        import pandas as pd

        rows = [_document(batch) | {"counts": json.dumps(batch.counts, ensure_ascii=False)} for batch in self.batches]
        return pd.DataFrame(rows, columns=BatchRow._fields)


def history(database: Database) -> History:
    """Return the batches of a database. Raises CouldNot when it cannot be read."""
    from qms.store.stored import stored_batches

    with database.read() as reading:
        rows = stored_batches(reading)
    return History(
        tuple(
            BatchRow(
                batch=row.id,
                kind=row.kind,
                recorded_at=parse_moment(row.recorded_at),
                by=row.by,
                reporter=row.reporter,
                period=row.period,
                file=row.file_name,
                sha256=row.file_sha256,
                note=row.note,
                counts=json.loads(row.counts),
                reverts=row.reverts,
                hash=row.hash,
            )
            for row in rows
        )
    )


def recorded_by(database: Database, batch: int) -> str:
    """Return who recorded a batch, blank where there is none with the number. Raises CouldNot as `history`."""
    with database.read() as reading:
        return reading.value("SELECT by FROM batch WHERE id = :batch", batch=batch) or ""


def recorded_from(database: Database, sha256: str) -> tuple[BatchRow, ...]:
    """Return the batches in effect (not undone) that came from a file of these bytes, oldest first."""
    from qms.store.undo import BatchLine, undone_batches

    everything = history(database)
    undone = undone_batches(BatchLine(batch.batch, batch.kind, batch.reverts) for batch in everything)
    return tuple(batch for batch in everything if batch.sha256 == sha256 and batch.batch not in undone)


def _document(batch: BatchRow) -> dict[str, Any]:
    return batch._asdict() | {"recorded_at": moment_text(batch.recorded_at)}
