"""Rows of facts: as a database holds them, and as drafts become them without one (what the invariants look at)."""

from collections.abc import Iterable
from functools import cache
from types import SimpleNamespace
from typing import Any

from qms.store.anchors import Anchor
from qms.store.batches import place_after, seal
from qms.store.columns import FACT_COLUMNS
from qms.store.database import Database
from qms.store.facts import Draft
from qms.store.initial import EMPTY_PLACE, Content, shipped_drafts
from qms.store.lives import StoredRow
from qms.store.stored import StoredBatch


def rows(database: Database, table: str) -> list[Any]:
    """All rows of a table in the order of their ids, their cells by the names of the columns."""
    columns = StoredBatch._fields if table == "batch" else ("id", *FACT_COLUMNS[table], "batch", "voided_by_batch")
    with database.read() as reading:
        return [
            SimpleNamespace(**dict(zip(columns, cells, strict=True)))
            for cells in reading.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
        ]


def facts_of(drafts: Iterable[Draft]) -> dict[str, list[StoredRow]]:
    """The rows that a database holds after these batches."""
    facts: dict[str, list[StoredRow]] = {table: [] for table in FACT_COLUMNS}
    place = EMPTY_PLACE
    for draft in drafts:
        content = seal(draft, place)
        place = place_after(place, content)
        for table, ids in content.voided.items():
            for number in ids:
                facts[table][number - 1] = facts[table][number - 1]._replace(voided_by=place.batch)
        for table, rows in content.added.items():
            facts[table] += [StoredRow(int(str(row[0])), row[1:], place.batch, None) for row in rows]
    return facts


@cache
def shipped_head(content: Content) -> Anchor:
    """The last batch of what ships, sealed without a database."""
    place = EMPTY_PLACE
    for draft in shipped_drafts(content):
        place = place_after(place, seal(draft, place))
    return Anchor(place.batch, place.head)
