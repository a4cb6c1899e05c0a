"""Anchors: the heads of the chain, written down outside the database after each commit.

A line is the store's id, a batch's number and its hash, one blank between them. A chain whose tail was cut, or an old
copy in place of the present, lacks a head that stands here. A chain ahead of its anchors is in order (a writer may have
been stopped between the two) and the next write catches up. Lines of other stores are left alone.
"""

import errno
import logging
import os
from pathlib import Path
from typing import Final, NamedTuple

from qms.errors import QmsError
from qms.i18n import _
from qms.store.address import user_folder
from qms.store.database import Database, store_id
from qms.store.reading import Reading

_log = logging.getLogger(__name__)

_HASH_LENGTH: Final = 64


class Anchor(NamedTuple):
    """A head that was seen: the number of a batch and its hash."""

    batch: int
    hash: str


def anchor_file(database: Database) -> Path:
    """Return where the anchors stand: `QMS_ANCHORS`, else beside the SQLite file, else in the user's data folder."""
    if named := os.environ.get("QMS_ANCHORS"):
        return Path(named).expanduser()
    if database.path:
        return database.path.with_name(database.path.name + ".anchors")
    return user_folder() / "postgresql.anchors"


def read_anchors(file: Path, store: str) -> list[Anchor] | None:
    """Return the anchors of a store in the order of their lines; None when there is no such file.

    A torn last line (a writer was stopped half-way) and anything else that is no anchor is passed over. Raises OSError.
    """
    if not file.exists():
        return None
    if not file.is_file():  # a device could be read for ever
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return [anchor for line in lines if (anchor := _parsed(line, store))]


def write_anchors(database: Database) -> str | None:
    """Append what the anchor file lacks of the chain, and wait until it is on the disk.

    Returns a warning when that cannot be done: the batch stands all the same, and the next write catches up.
    """
    file = anchor_file(database)
    try:
        with database.read() as reading:
            store, chain = store_id(reading), read_chain(reading)
        known = set(read_anchors(file, store) or ())
        _append(file, [f"{store} {anchor.batch} {anchor.hash}\n" for anchor in chain if anchor not in known])
    except (OSError, QmsError) as error:
        warning = _("The anchor file {file} cannot be written ({reason}). The change itself is stored.").format(
            file=file, reason=getattr(error, "strerror", error)
        )
        _log.warning("%s", warning)
        return warning
    return None


def read_chain(reading: Reading) -> list[Anchor]:
    """Return number and hash of every batch, oldest first."""
    return [Anchor(*row) for row in reading.rows("SELECT id, hash FROM batch ORDER BY id")]


def _parsed(line: str, store: str) -> Anchor | None:
    match line.split(" "):
        case [owner, batch, head] if owner == store and batch.isdecimal() and len(head) == _HASH_LENGTH:
            return Anchor(int(batch), head)
    return None


def _append(file: Path, lines: list[str]) -> None:
    if not lines:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as anchors:
        torn = anchors.tell() > 0 and not _ends_with_newline(file)
        anchors.write(("\n" if torn else "").encode() + "".join(lines).encode("utf-8"))
        anchors.flush()
        os.fsync(anchors.fileno())


def _ends_with_newline(file: Path) -> bool:
    with file.open("rb") as written:
        written.seek(-1, os.SEEK_END)
        return written.read(1) == b"\n"
