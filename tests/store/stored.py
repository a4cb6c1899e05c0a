"""Drafts as rows of facts, without a database: what the invariants look at."""

from collections.abc import Iterable
from functools import cache

from qms.store.anchors import Anchor
from qms.store.batches import place_after, seal
from qms.store.columns import FACT_COLUMNS
from qms.store.facts import Draft
from qms.store.initial import EMPTY_PLACE, Content, shipped_drafts
from qms.store.lives import StoredRow


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
