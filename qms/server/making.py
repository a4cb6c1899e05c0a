"""The database that is served: made first where there is none, and finished where making it was interrupted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from qms.store.failures import spoken_file
from qms.store.ledger import current_ledger

if TYPE_CHECKING:
    from qms.store.database import Database
    from qms.store.initial import Content, Progress


def prepare(database: Database, *, demo: bool, progress: Progress | None) -> None:
    """Make the database where there is none, and read it once, so that the first reader need not wait.

    `progress` is told how far it is. Raises what the store says: newer version, read-only, no space, no connection.
    """
    unfinished = _unfinished(database)
    content = _content_of(unfinished)
    if content is not None or not database.exists():
        _make(database, content or ("demo" if demo else "register"), unfinished, progress)
    current_ledger(database)


def _make(database: Database, content: Content, unfinished: Path | None, progress: Progress | None) -> None:
    from qms.store.initial import initialise

    if unfinished is not None:
        with spoken_file(database.place):
            unfinished.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(content, encoding="ascii")
    initialise(database, content, progress)
    if unfinished is not None:
        with spoken_file(database.place):
            unfinished.unlink(missing_ok=True)


def _unfinished(database: Database) -> Path | None:
    """Return the file that stands beside a database file while it is being made."""
    return database.path and database.path.with_name(f"{database.path.name}.making")


def _content_of(unfinished: Path | None) -> Content | None:
    if unfinished is None or not unfinished.exists():
        return None
    found = unfinished.read_text(encoding="ascii").strip()
    return cast("Content", found) if found in {"register", "demo"} else None
