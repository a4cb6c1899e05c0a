"""The database: where it is, one transaction to read in, one to write in, and errors as sentences.

SQLAlchemy Core alone, so that reading starts fast. Two engines:

- SQLite (the default): a file. We emit BEGIN ourselves: reading takes a deferred transaction, writing an immediate one.
  The journal is the rollback journal, because WAL can corrupt the file in libraries before 3.51.3, else WAL; both with
  `synchronous=FULL`.
- PostgreSQL 15 or later: reading is REPEATABLE READ and READ ONLY, writing begins with one advisory lock.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from qms.errors import CouldNot, Unsettled, WrongUsage
from qms.i18n import _
from qms.store.columns import GENESIS
from qms.store.failures import connection_broke, could_not, spoken, spoken_file

REVISIONS: Final = ("0001", "0002")
"""The schema's revisions, oldest first; the last one is what this program reads and writes."""

BUSY_SECONDS: Final = 10
"""How long a transaction waits for another one before it gives up."""

WAL_IS_SAFE_FROM: Final = (3, 51, 3)
"""The first SQLite library whose WAL mode does not lose data when several processes write."""

WRITE_LOCK: Final = 7_220_140_619
"""The advisory lock that every writer takes on PostgreSQL; any fixed number would do."""

Act = Literal["read", "write", "create"]

_shared: dict[str, Database] = {}


def connect(url: str | None = None) -> Database:
    """Return the database at a URL, by default `QMS_DATABASE_URL`, else a file in the user's data folder.

    Opens nothing yet. Raises WrongUsage when the URL cannot be understood.
    """
    return Database(_parsed(url or os.environ.get("QMS_DATABASE_URL") or _default_url()))


def shared_database() -> Database:
    """Return the database of the settings, the same one at every call: a server's readers share its connections.

    Raises WrongUsage when its URL cannot be understood.
    """
    database = connect()
    return _shared.setdefault(database.url, database)


def user_folder() -> Path:
    """Return the user's data folder of this product."""
    from platformdirs import user_data_path

    return user_data_path("qms", appauthor=False)


def _default_url() -> str:
    return f"sqlite:///{user_folder() / 'qms.sqlite'}"


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WrongUsage(_not_understood(url)) from error
    kind = parsed.get_backend_name()
    if kind == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        return parsed.set(drivername="sqlite+pysqlite")
    if kind == "postgresql" and parsed.database:
        return parsed.set(drivername="postgresql+psycopg")
    raise WrongUsage(_not_understood(parsed.render_as_string()))


def _not_understood(url: str) -> str:
    return _(
        "The database address {url} cannot be understood. Write sqlite:///path/to/file.sqlite or "
        "postgresql+psycopg://user@host/database."
    ).format(url=url)


class Database:
    """One database; cheap to make, safe to share between threads."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self.is_sqlite: Final = url.get_backend_name() == "sqlite"

    @property
    def url(self) -> str:
        """The whole URL, password included: for a child process, not for people."""
        return self._url.render_as_string(hide_password=False)

    @property
    def place(self) -> str:
        """The database as people are told of it: the file, or the URL without its password."""
        return str(self.path) if self.path else self._url.render_as_string()

    @property
    def path(self) -> Path | None:
        """The SQLite file, None on PostgreSQL."""
        return Path(self._url.database).expanduser().absolute() if self.is_sqlite and self._url.database else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection in one read transaction: everything seen in it is of one moment.

        Raises CouldNot when there is no schema, one of another version, or no way to the database.
        """
        self._demand_file()
        with spoken(self.place), self._transaction("read") as connection:
            self._demand_schema(connection)
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection that holds the write lock, and commit at the end; an exception inside takes all back.

        Raises CouldNot when nothing was written, Unsettled when the connection broke while it was being confirmed.
        """
        self._demand_file()
        with spoken(self.place), self._transaction("write") as connection:
            self._demand_schema(connection)
            yield connection

    @contextmanager
    def create(self) -> Iterator[Connection]:
        """Give a connection like `write`, to a database that may not exist yet and whose schema may be of any age."""
        if self.path:
            with spoken_file(self.place):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._choose_journal()
        with spoken(self.place), self._transaction("create") as connection:
            yield connection

    def exists(self) -> bool:
        """Return whether there is a database with a schema of ours, of whatever version."""
        return self.schema_version() is not None

    def schema_version(self) -> str | None:
        """Return the revision of the schema, None where there is none (no file, or no tables)."""
        if self.path and not self.path.exists():
            return None
        with spoken(self.place), self._transaction("read") as connection:
            return schema_version(connection)

    def data_version(self) -> int:
        """Return the number of the last batch; 0 for an empty database and for one without a schema."""
        return self._last_batch()[0]

    def head(self) -> str:
        """Return the hash of the last batch; 64 zeros for an empty database and for one without a schema."""
        return self._last_batch()[1]

    def close(self) -> None:
        """Give pooled connections back; the database can be used again afterwards."""
        for engine in self._engines.values():
            engine.dispose()

    def _last_batch(self) -> tuple[int, str]:
        if not self.exists():
            return 0, GENESIS
        with self.read() as connection:
            return last_batch(connection)

    def _demand_file(self) -> None:
        if self.path and not self.path.exists():
            raise CouldNot(self._not_set_up())

    def _demand_schema(self, connection: Connection) -> None:
        found = schema_version(connection)
        if found is None:
            raise CouldNot(self._not_set_up())
        demand_known(found, self.place)
        if found != REVISIONS[-1]:
            raise CouldNot(_("The database {place} is of an older version. Run: qms init").format(place=self.place))

    def _not_set_up(self) -> str:
        return _("The database {place} is not set up yet. Run: qms init").format(place=self.place)

    @contextmanager
    def _transaction(self, act: Act) -> Iterator[Connection]:
        with self._engines[act].connect() as connection:
            transaction = connection.begin()
            try:
                if act != "read" and not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            try:
                transaction.commit()
            except DBAPIError as error:
                raise self._commit_failed(error) from error

    def _commit_failed(self, error: DBAPIError) -> Exception:
        if connection_broke(error):
            return Unsettled(
                _(
                    "The connection to {place} broke while the change was being confirmed, so it is unknown whether it "
                    "was written. Run it again: what is there already is not written twice."
                ).format(place=self.place)
            )
        return could_not(error, self.place) or error

    @cached_property
    def _engines(self) -> dict[Act, Engine]:
        if self.is_sqlite:
            return {act: self._sqlite_engine(act) for act in ("read", "write", "create")}
        engine = create_engine(self._url, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_SECONDS})
        reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        writing = engine.execution_options(isolation_level="READ COMMITTED")
        return {"read": reading, "write": writing, "create": writing}

    def _sqlite_engine(self, act: Act) -> Engine:
        # No pool: a file that is replaced (a restored backup) must be seen by the next transaction.
        engine = create_engine("sqlite+pysqlite://", creator=lambda: self._open_file(act), poolclass=NullPool)
        begin = "BEGIN" if act == "read" else "BEGIN IMMEDIATE"
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    def _open_file(self, act: Act) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.as_uri() if self.path else ''}?mode={self._file_mode(act)}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,  # we emit BEGIN, COMMIT and ROLLBACK ourselves
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if act != "read":
            # Changed pages stay in memory until COMMIT, so that readers wait for the commit only, not for the writing.
            connection.execute("PRAGMA cache_spill = OFF")
        return connection

    def _file_mode(self, act: Act) -> str:
        asked = str(self._url.query.get("mode", "rw"))
        return "rwc" if act == "create" and asked != "ro" else asked

    def _choose_journal(self) -> None:
        wanted = "wal" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "delete"
        connection = self._open_file("create")
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
                connection.execute(f"PRAGMA journal_mode = {wanted}")
        finally:
            connection.close()


def schema_version(connection: Connection) -> str | None:
    """Return the revision of the schema that a connection sees, None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def demand_known(revision: str, place: str) -> None:
    """Raise CouldNot when a schema was made by a newer version of the product."""
    if revision not in REVISIONS:
        raise CouldNot(
            _("The database {place} was made by a newer version of this product. Install that version.").format(
                place=place
            )
        )


def last_batch(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the last batch, (0, 64 zeros) when there is none."""
    row = connection.execute(text("SELECT id, hash FROM batch ORDER BY id DESC LIMIT 1")).one_or_none()
    return (row.id, row.hash) if row else (0, GENESIS)


def store_id(connection: Connection) -> str:
    """Return the random name that tells this store's anchors from those of others."""
    return str(connection.execute(text("SELECT store_id FROM store")).scalar_one())
