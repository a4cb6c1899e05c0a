"""A ledger snapshot beside an SQLite database: the columns as they lie in memory, mapped instead of read.

A snapshot is used only for the chain head that it names, and only in the format of this version; it may be deleted at
any time, and one that cannot be written is skipped. `qms verify` never looks at it.

The file: the size of the header as twelve digits and a line break, the rest of the header as JSON (format, store id,
head, published figures, and each column's name, dtype, offset behind the header, and length in bytes), padded to a
multiple of 64 bytes, then the columns, each padded likewise.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.ledger import Batches, Events, Ledger, PublishedFigure, Successions, Texts, Versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

FORMAT: Final = "qms-ledger-2"
_ALIGNED: Final = 64
_DIGITS: Final = 12
_TABLES: Final[dict[str, type[Batches | Versions | Events | Successions]]] = {
    "batches": Batches,
    "versions": Versions,
    "events": Events,
    "successions": Successions,
}
_log = logging.getLogger(__name__)


def snapshot_path(database: Path) -> Path:
    """Return where the snapshot of a database file lies."""
    return database.with_name(f"{database.name}.ledger")


def save(ledger: Ledger, database: Path | None) -> None:
    """Write the snapshot of a ledger beside its database file; where that cannot be, say so in the log and go on."""
    if database is None:
        return
    path = snapshot_path(database)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            for block in _blocks(ledger):
                file.write(block)
                file.write(b"\0" * (-len(block) % _ALIGNED))
        unfinished.replace(path)
    except OSError as error:
        _log.info("no ledger snapshot: %s", error)
        with suppress(OSError):
            unfinished.unlink()


def load(database: Path | None, store_id: str, head: str) -> Ledger | None:
    """Return the ledger of a head from its snapshot, or None when there is none that fits."""
    if database is None:
        return None
    try:
        mapped = np.asarray(np.memmap(snapshot_path(database), dtype=np.uint8, mode="r"))
        size = int(mapped[:_DIGITS].tobytes())
        header = json.loads(mapped[_DIGITS + 1 : size].tobytes())
        if (header["format"], header["store"], header["head"]) != (FORMAT, store_id, head):
            return None
        return _ledger(dict(_mapped(mapped[size + -size % _ALIGNED :], header["columns"])), header)
    except (OSError, ValueError, KeyError) as error:
        _log.info("no ledger snapshot used: %s", error)
        return None


def _mapped(data: NDArray[np.uint8], listed: list[tuple[str, str, int, int]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield each column by its name; raises ValueError where the file ends too early."""
    for name, dtype, offset, length in listed:
        if offset + length > len(data):
            message = f"column {name} ends after the file"
            raise ValueError(message)
        yield name, data[offset : offset + length].view(dtype)


def _blocks(ledger: Ledger) -> Iterator[bytes]:
    """Yield the header and then each column, as bytes."""
    columns = dict(named_columns(ledger))
    listed, offset = [], 0
    for name, column in columns.items():
        listed.append([name, column.dtype.str, offset, column.nbytes])
        offset += column.nbytes + -column.nbytes % _ALIGNED
    published = [figure._asdict() | {"as_of": figure.as_of.isoformat()} for figure in ledger.published]
    header = {
        "format": FORMAT,
        "store": ledger.store_id,
        "head": ledger.head,
        "published": published,
        "columns": listed,
    }
    text = json.dumps(header, ensure_ascii=False).encode()
    yield f"{_DIGITS + 1 + len(text):0{_DIGITS}d}\n".encode() + text
    for column in columns.values():
        yield column.tobytes()


def named_columns(ledger: Ledger) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield every array of a ledger under its dotted name."""
    yield "levels", ledger.levels
    yield "agencies_from", ledger.agencies_from
    for table in _TABLES:
        for column, value in getattr(ledger, table)._asdict().items():
            if isinstance(value, Texts):
                yield f"{table}.{column}.blob", value.blob
                yield f"{table}.{column}.ends", value.ends
            else:
                yield f"{table}.{column}", value


def _ledger(columns: dict[str, NDArray[Any]], header: dict[str, Any]) -> Ledger:
    """Return the ledger made of mapped columns."""
    tables: dict[str, Any] = {}
    for table, kind in _TABLES.items():
        cells: dict[str, Any] = {}
        for column in kind._fields:
            name = f"{table}.{column}"
            cells[column] = (
                columns[name] if name in columns else Texts(columns[f"{name}.blob"], columns[f"{name}.ends"])
            )
        tables[table] = kind(**cells)
    published = [
        PublishedFigure(**figure | {"as_of": date.fromisoformat(figure["as_of"])}) for figure in header["published"]
    ]
    return Ledger(
        levels=columns["levels"],
        agencies_from=columns["agencies_from"],
        published=published,
        store_id=header["store"],
        **tables,
    )
