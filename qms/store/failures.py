"""What went wrong with a database file, as a sentence: SQLite's errors in, errors of `qms.errors` out.

What goes through SQLAlchemy is told by `engine_failures`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from qms.errors import CouldNot
from qms.i18n import _

_SQLITE_PRIMARY_CODE: Final = 0xFF
"""SQLite's extended codes carry the primary code in their lowest byte."""


@contextmanager
def spoken_reading(place: str) -> Iterator[None]:
    """Turn what SQLite raises inside into a sentence about `place`; an error of our own SQL passes as it is."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = sqlite_sentence(error)
        if sentence is None:
            raise
        raise CouldNot(sentence.format(place=place)) from error


@contextmanager
def spoken_file(place: str) -> Iterator[None]:
    """Turn what making the database's file raises into a sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        sentence = sqlite_sentence(error) if isinstance(error, sqlite3.Error) else None
        sentence = sentence or _("The database {place} cannot be made there: {reason}.")
        reason = error.strerror if isinstance(error, OSError) else error
        raise CouldNot(sentence.format(place=place, reason=reason)) from error


def sqlite_sentence(error: sqlite3.Error) -> str | None:
    """Return the sentence for a failure outside the data, its place yet to be named; None for any other failure."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _SQLITE_PRIMARY_CODE
    return {
        sqlite3.SQLITE_BUSY: _("The database {place} is in use by another process. Wait a moment and run it again."),
        sqlite3.SQLITE_LOCKED: _("The database {place} is in use by another process. Wait a moment and run it again."),
        sqlite3.SQLITE_FULL: _("There is no space left for the database {place}. Free some space and run it again."),
        sqlite3.SQLITE_IOERR: _("The disk of the database {place} cannot be read or written, or is full."),
        sqlite3.SQLITE_READONLY: _("The database {place} is read-only. Check the rights to the file and its folder."),
        sqlite3.SQLITE_PERM: _("The database {place} is read-only. Check the rights to the file and its folder."),
        sqlite3.SQLITE_CANTOPEN: _(
            "The database {place} cannot be opened. Check the path and the rights to its folder."
        ),
        sqlite3.SQLITE_NOTADB: _("The file {place} is not a database of this product."),
        sqlite3.SQLITE_CORRUPT: _("The database {place} is damaged. Restore a backup."),
    }.get(code)
