"""The database: one transaction to read in, one to write in, and errors as sentences (reading: `reading`).

A file is read by the standard library alone; writing, and a server, go through SQLAlchemy Core (`engines`), which is
loaded when it is asked for.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Final

from qms.errors import CouldNot
from qms.i18n import _
from qms.store import sqlite_file
from qms.store.address import address_of
from qms.store.columns import GENESIS
from qms.store.failures import spoken_file, spoken_reading
from qms.store.reading import ConnectionReading, FileReading, Reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from qms.store.address import Address
    from qms.store.engines import Engines
    from qms.store.sqlite_file import Act

REVISIONS: Final = ("0001", "0002")
"""The schema's revisions, oldest first; the last one is what this program reads and writes."""

_VERSION_IN_A_FILE: Final = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
_VERSION_ON_A_SERVER: Final = """
SELECT count(*) FROM pg_tables WHERE tablename = 'alembic_version' AND schemaname = ANY (current_schemas(false))
"""
"""Whether there is a schema of ours. Asked of rows: to_regclass would answer from before a wait for the write lock."""

_shared: dict[str, Database] = {}


def connect(url: str | None = None) -> Database:
    """Return the database at a URL, by default `QMS_DATABASE_URL`, else a file in the user's data folder.

    Opens nothing yet. Raises WrongUsage when the URL cannot be understood.
    """
    return Database(address_of(url))


def shared_database() -> Database:
    """Return the database of the settings, the same one at every call: a server's readers share its connections.

    Raises WrongUsage when its URL cannot be understood.
    """
    database = connect()
    return _shared.setdefault(database.url, database)


class Database:
    """One database; cheap to make, safe to share between threads."""

    def __init__(self, address: Address) -> None:
        self._address: Final = address

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.path is not None

    @property
    def url(self) -> str:
        """The whole URL, password included: for a child process, not for people."""
        return self._address.url

    @property
    def place(self) -> str:
        """The database as people are told of it: the file, or the URL without its password."""
        return self._address.shown

    @property
    def path(self) -> Path | None:
        """The SQLite file, None on PostgreSQL."""
        return self._address.path

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Give what one read transaction sees: everything in it is of one moment.

        Raises CouldNot when there is no schema, one of another version, or no way to the database.
        """
        self._demand_file()
        with self._reading() as reading:
            self._demand_schema(reading)
            yield reading

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection that holds the write lock, and commit at the end; an exception inside takes all back.

        Raises CouldNot when nothing was written, Unsettled when the connection broke while it was being confirmed.
        """
        self._demand_file()
        with self._engines.transaction("write") as connection:
            self._demand_schema(ConnectionReading(connection))
            yield connection

    @contextmanager
    def create(self) -> Iterator[Connection]:
        """Give a connection like `write`, to a database that may not exist yet and whose schema may be of any age."""
        if self.path:
            with spoken_file(self.place):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with closing(self._open_file("create")) as file:
                    sqlite_file.choose_journal(file)
        with self._engines.transaction("create") as connection:
            yield connection

    def exists(self) -> bool:
        """Return whether there is a database with a schema of ours, of whatever version."""
        return self.schema_version() is not None

    def schema_version(self) -> str | None:
        """Return the revision of the schema, None where there is none (no file, or no tables)."""
        if self.path and not self.path.exists():
            return None
        with self._reading() as reading:
            return schema_version(reading)

    def data_version(self) -> int:
        """Return the number of the last batch; 0 for an empty database and for one without a schema."""
        return self._last_batch()[0]

    def head(self) -> str:
        """Return the hash of the last batch; 64 zeros for an empty database and for one without a schema."""
        return self._last_batch()[1]

    def close(self) -> None:
        """Give pooled connections back; the database can be used again afterwards."""
        if "_engines" in vars(self):
            self._engines.close()

    def _last_batch(self) -> tuple[int, str]:
        if not self.exists():
            return 0, GENESIS
        with self.read() as reading:
            return last_batch(reading)

    def _demand_file(self) -> None:
        if self.path and not self.path.exists():
            raise CouldNot(self._not_set_up())

    def _demand_schema(self, reading: Reading) -> None:
        found = schema_version(reading)
        if found is None:
            raise CouldNot(self._not_set_up())
        demand_known(found, self.place)
        if found != REVISIONS[-1]:
            raise CouldNot(_("The database {place} is of an older version. Run: qms init").format(place=self.place))

    def _not_set_up(self) -> str:
        return _("The database {place} is not set up yet. Run: qms init").format(place=self.place)

    @contextmanager
    def _reading(self) -> Iterator[Reading]:
        if self.path is None:
            with self._engines.transaction("read") as connection:
                yield ConnectionReading(connection)
            return
        # Opened anew each time: a file that was replaced (a restored backup) must be seen by the next transaction.
        with spoken_reading(self.place), closing(self._open_file("read")) as file:
            file.execute("BEGIN")
            yield FileReading(file)

    @cached_property
    def _engines(self) -> Engines:
        from qms.store.engines import Engines

        return Engines(self._address, self._open_file)

    def _open_file(self, act: Act) -> sqlite3.Connection:
        if self.path is None:
            raise RuntimeError("a server's database is no file")
        return sqlite_file.open_file(self.path, act, mode=self._address.mode)


def schema_version(reading: Reading) -> str | None:
    """Return the revision of the schema that a transaction sees, None where there is none."""
    if not reading.value(_VERSION_IN_A_FILE if reading.is_sqlite else _VERSION_ON_A_SERVER):
        return None
    found = reading.value("SELECT version_num FROM alembic_version")
    return None if found is None else str(found)


def demand_known(revision: str, place: str) -> None:
    """Raise CouldNot when a schema was made by a newer version of the product."""
    if revision not in REVISIONS:
        raise CouldNot(
            _("The database {place} was made by a newer version of this product. Install that version.").format(
                place=place
            )
        )


def last_batch(reading: Reading) -> tuple[int, str]:
    """Return number and hash of the last batch, (0, 64 zeros) when there is none."""
    row = reading.row("SELECT id, hash FROM batch ORDER BY id DESC LIMIT 1")
    return (row[0], row[1]) if row else (0, GENESIS)


def store_id(reading: Reading) -> str:
    """Return the random name that tells this store's anchors from those of others."""
    return str(reading.value("SELECT store_id FROM store"))
