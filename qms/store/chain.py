"""The chain: the exact bytes that a batch's hash is taken over (docs/chain.md), and the hash. Pure.

Everything a batch adds or takes back enters the bytes, and so does the hash before it: a change to any earlier row
changes every later hash.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from qms.store.columns import FACT_COLUMNS

Cell: TypeAlias = int | str | None
"""What a column holds: a number, a text (days and moments are texts) or nothing."""

Row: TypeAlias = tuple[Cell, ...]

_AS_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Content(NamedTuple):
    """All that a batch says, as stored.

    `batch` is the batch's own row in the order of `BATCH_COLUMNS`; `added` gives per table the added rows, each the id
    and then `FACT_COLUMNS`; `voided` gives per table the ids of the rows taken back. Both are in the order of ids.
    """

    batch: Row
    added: Mapping[str, Sequence[Row]]
    voided: Mapping[str, Sequence[int]]


def canonical_counts(counts: Mapping[str, int]) -> str:
    """Return the counts of a batch as they are stored and hashed: JSON with sorted keys and no blanks."""
    return json.dumps(dict(counts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_lines(content: Content) -> Iterable[str]:
    """Yield the canonical lines: the batch, the added rows by table and id, the voided rows by table and id."""
    yield _AS_JSON(["batch", *content.batch])
    for table in FACT_COLUMNS:
        for row in content.added.get(table, ()):
            yield _AS_JSON([table, *row])
    for table in FACT_COLUMNS:
        for voided in content.voided.get(table, ()):
            yield _AS_JSON(["void", table, voided])


def canonical_bytes(content: Content) -> bytes:
    """Return the bytes that are hashed; every line ends with a line feed, the last one too.

    Raises UnicodeEncodeError for a text that is not Unicode (a lone surrogate).
    """
    return "".join(f"{line}\n" for line in canonical_lines(content)).encode("utf-8")


def hash_of(content: Content) -> str:
    """Return the hash of a batch: SHA-256 of its canonical bytes, in lower-case hexadecimal."""
    return hashlib.sha256(canonical_bytes(content)).hexdigest()
