"""Rows as the database holds them: whole tables, rows of some batches, rows by their ids."""

# ruff: noqa: S608 – the names of tables and columns come from `columns` and the callers' own words, ids are numbers

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qms.store.columns import FACT_COLUMNS
from qms.store.lives import StoredRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qms.store.reading import Reading, Row

CHUNK: Final = 5_000
"""Rows asked for at a time by their ids."""


class StoredBatch(NamedTuple):
    """A batch in the order in which its columns are hashed, then its hash; the moment and the counts are texts."""

    id: int
    kind: str
    reporter: str | None
    period: str | None
    file_name: str | None
    file_sha256: str | None
    by: str
    recorded_at: str
    note: str | None
    counts: str
    reverts: int | None
    previous_hash: str
    hash: str


def stored_batches(reading: Reading) -> list[StoredBatch]:
    """Return all batches, oldest first."""
    asked = f"SELECT {_quoted(StoredBatch._fields)} FROM batch ORDER BY id"
    return [StoredBatch(*row) for row in reading.rows(asked)]


def all_facts(reading: Reading) -> dict[str, list[StoredRow]]:
    """Return all rows of each table of facts, in the order of their ids."""
    return {table: stored_rows(reading, table) for table in FACT_COLUMNS}


def stored_rows(reading: Reading, table: str, where: str = "TRUE", **values: Any) -> list[StoredRow]:
    """Return the rows of a table of facts that a condition holds for, else all, in the order of their ids."""
    columns = _quoted(FACT_COLUMNS[table])
    asked = f"SELECT id, {columns}, batch, voided_by_batch FROM {table} WHERE {where} ORDER BY id"
    return [StoredRow(row[0], tuple(row[1:-2]), row[-2], row[-1]) for row in reading.rows(asked, **values)]


def rows_by_id(reading: Reading, table: str, columns: Sequence[str], ids: Sequence[int]) -> Iterator[Row]:
    """Yield id and columns of the rows with some ids; ids that no row has are left out."""
    for start in range(0, len(ids), CHUNK):
        listed = ", ".join(str(int(number)) for number in ids[start : start + CHUNK])
        yield from reading.rows(f"SELECT id, {_quoted(columns)} FROM {table} WHERE id IN ({listed})")


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
