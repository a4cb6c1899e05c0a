"""An SQLite file: how it is opened for an act, and its journal.

The journal is the rollback journal, because WAL can corrupt the file in libraries before 3.51.3, else WAL; both with
`synchronous=FULL`.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pathlib import Path

Act = Literal["read", "write", "create"]

BUSY_SECONDS: Final = 10
"""How long a transaction waits for another one before it gives up."""

WAL_IS_SAFE_FROM: Final = (3, 51, 3)
"""The first SQLite library whose WAL mode does not lose data when several processes write."""


def open_file(path: Path, act: Act, *, mode: str) -> sqlite3.Connection:
    """Return a connection to a file, in no transaction yet: whoever opens it says BEGIN.

    `mode` is how the file may be opened at most; only `create` makes one. Raises sqlite3.Error.
    """
    if act == "create" and mode != "ro":
        mode = "rwc"
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if act != "read":
        # Changed pages stay in memory until COMMIT, so that readers wait for the commit only, not for the writing.
        connection.execute("PRAGMA cache_spill = OFF")
    return connection


def choose_journal(connection: sqlite3.Connection) -> None:
    """Let a file have the journal that is safe in this library."""
    wanted = "wal" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "delete"
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        connection.execute(f"PRAGMA journal_mode = {wanted}")
