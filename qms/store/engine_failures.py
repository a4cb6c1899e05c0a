"""What went wrong behind SQLAlchemy, as a sentence: driver errors in, errors of `qms.errors` out."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from qms.errors import CouldNot, QmsError
from qms.i18n import _
from qms.store.failures import sqlite_sentence


@contextmanager
def spoken(place: str) -> Iterator[None]:
    """Turn what a database driver raises inside into a sentence about `place` (the database as shown to people).

    Broken constraints pass as they are: only who wrote the row knows what they mean.
    """
    try:
        yield
    except DBAPIError as error:
        told = could_not(error, place)
        if told is None:
            raise
        raise told from error


def could_not(error: DBAPIError, place: str) -> QmsError | None:
    """Return the sentence for a failure outside the data, None when the failure lies in the data or in our code."""
    original = error.orig
    sentence = sqlite_sentence(original) if isinstance(original, sqlite3.Error) else _postgresql_sentence(error)
    return CouldNot(sentence.format(place=place)) if sentence else None


def connection_broke(error: DBAPIError) -> bool:
    """Return whether the server was lost, so that nobody can tell what became of the running transaction."""
    if isinstance(error.orig, sqlite3.Error):
        return False
    state = getattr(error.orig, "sqlstate", None)
    lost = state.startswith(("08", "57P")) if state else isinstance(error, OperationalError)
    return error.connection_invalidated or lost


def _postgresql_sentence(error: DBAPIError) -> str | None:
    if connection_broke(error):
        return _(
            "There is no connection to the database {place}. Check that the server runs and that address, user and "
            "password are right."
        )
    return {
        "28000": _("The database {place} does not accept this user or password."),
        "28P01": _("The database {place} does not accept this user or password."),
        "3D000": _("The database {place} does not exist on the server. Create it first."),
        "42501": _("The database user may not do this in {place}. Ask for the rights."),
        "25006": _("The database {place} is read-only. Check the rights to the file and its folder."),
        "53100": _("There is no space left for the database {place}. Free some space and run it again."),
        "53200": _("The database server of {place} has no memory left. Run it again later."),
        "53300": _("The database {place} has too many connections. Run it again later."),
        "55P03": _("The database {place} is in use by another process. Wait a moment and run it again."),
        "40001": _("The database {place} is in use by another process. Wait a moment and run it again."),
        "40P01": _("The database {place} is in use by another process. Wait a moment and run it again."),
    }.get(getattr(error.orig, "sqlstate", None) or "")
