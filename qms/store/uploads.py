"""The files that batches came from, as they were sent, and how unknown headers were mapped by hand.

Both lie beside the chain, not in it: a batch's hash covers the file's SHA-256, and `verify` holds the kept bytes
against it. Nothing is changed or deleted; of several mappings of one layout the newest counts.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.errors import WrongUsage
from qms.i18n import _
from qms.moments import moment_text, now
from qms.store.invariants import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from qms.store.database import Database
    from qms.store.reading import Reading

LARGEST: Final = 20_000_000
"""Bytes of a file at most; more than that is not unpacked."""


class Upload(NamedTuple):
    """A file as it was sent, and what it was called."""

    name: str | None
    content: bytes


def keep_upload(connection: Connection, batch: int, content: bytes) -> None:
    """Keep the file of a batch that the same transaction writes; the batch names the file's SHA-256."""
    from sqlalchemy import text

    connection.execute(
        text("INSERT INTO upload (batch, sha256, size, content) VALUES (:batch, :sha256, :size, :content)"),
        {
            "batch": batch,
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "content": zlib.compress(content),
        },
    )


def uploaded(database: Database, batch: int) -> Upload:
    """Return the file that a batch came from; raises WrongUsage where there is none."""
    asked = "SELECT file_name, content FROM upload JOIN batch ON batch.id = upload.batch WHERE batch.id = :batch"
    with database.read() as reading:
        row = reading.row(asked, batch=batch)
    if row is None:
        raise WrongUsage(_("Batch {batch} has no file.").format(batch=batch))
    name, content = row
    return Upload(name, _unpacked(content) or b"")


def bad_uploads(reading: Reading) -> Iterator[Violation]:
    """Yield the kept files that are not what their batch says."""
    asked = "SELECT upload.batch, size, content, file_sha256 FROM upload LEFT JOIN batch ON batch.id = upload.batch"
    for batch, size, packed, sha256 in reading.rows(asked):
        content = _unpacked(packed)
        if content is None or len(content) != size or hashlib.sha256(content).hexdigest() != sha256:
            message = _("The kept file of batch {batch} is not the one it was made from.").format(batch=batch)
            yield Violation("upload", "upload", batch, message)


def _unpacked(packed: bytes) -> bytes | None:
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, LARGEST + 1)
    except zlib.error:
        return None
    return content if unpacking.eof else None


def remember_mapping(database: Database, signature: str, columns: Mapping[int, str], *, by: str) -> None:
    """Remember how a layout of headers was mapped: index of a column from 0, to the template's English name."""
    from sqlalchemy import text

    with database.write() as connection:
        connection.execute(
            text(
                "INSERT INTO header_mapping (id, signature, columns, by, recorded_at) SELECT coalesce(max(id), 0) + 1, "
                "CAST(:signature AS text), CAST(:columns AS text), CAST(:by AS text), CAST(:at AS text) "
                "FROM header_mapping"
            ),
            {
                "signature": signature,
                "columns": json.dumps({str(index): name for index, name in sorted(columns.items())}),
                "by": by,
                "at": moment_text(now()),
            },
        )


def remembered_mapping(database: Database, signature: str) -> dict[int, str] | None:
    """Return how a layout of headers was mapped last, None where it never was."""
    asked = "SELECT columns FROM header_mapping WHERE signature = :signature ORDER BY id DESC LIMIT 1"
    with database.read() as reading:
        found = reading.value(asked, signature=signature)
    return None if found is None else {int(index): name for index, name in json.loads(found).items()}
