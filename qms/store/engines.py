"""SQLAlchemy's engines: a server for every act, a file for writing (a file is read without SQLAlchemy).

- SQLite: we emit BEGIN ourselves; writing takes an immediate transaction.
- PostgreSQL 15 or later: reading is REPEATABLE READ and READ ONLY, writing begins with one advisory lock.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from qms.errors import Unsettled
from qms.i18n import _
from qms.store.engine_failures import connection_broke, spoken
from qms.store.sqlite_file import BUSY_SECONDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from qms.store.address import Address
    from qms.store.sqlite_file import Act

WRITE_LOCK: Final = 7_220_140_619
"""The advisory lock that every writer takes on PostgreSQL; any fixed number would do."""


class Engines:
    """The engines of one database, safe to share between threads; `open_file` opens the file for an act."""

    def __init__(self, address: Address, open_file: Callable[[Act], sqlite3.Connection]) -> None:
        self._place: Final = address.shown
        self._is_sqlite: Final = address.path is not None
        self._of: Final = _of_a_file(open_file) if self._is_sqlite else _of_a_server(address.url)

    @contextmanager
    def transaction(self, act: Act) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed at the end; an exception inside takes all back.

        Raises Unsettled when the connection broke while it was being confirmed, CouldNot when nothing was written.
        """
        with spoken(self._place), self._of[act].connect() as connection:
            transaction = connection.begin()
            try:
                if act != "read" and not self._is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            try:
                transaction.commit()
            except DBAPIError as error:
                if connection_broke(error):
                    raise Unsettled(self._unsettled()) from error
                raise

    def close(self) -> None:
        """Give pooled connections back."""
        for engine in self._of.values():
            engine.dispose()

    def _unsettled(self) -> str:
        return _(
            "The connection to {place} broke while the change was being confirmed, so it is unknown whether it was "
            "written. Run it again: what is there already is not written twice."
        ).format(place=self._place)


def _of_a_file(open_file: Callable[[Act], sqlite3.Connection]) -> dict[Act, Engine]:
    def engine(act: Act) -> Engine:
        # No pool: a file that is replaced (a restored backup) must be seen by the next transaction.
        made = create_engine("sqlite+pysqlite://", creator=lambda: open_file(act), poolclass=NullPool)
        event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        return made

    return {"write": engine("write"), "create": engine("create")}


def _of_a_server(url: str) -> dict[Act, Engine]:
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_SECONDS})
    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    writing = engine.execution_options(isolation_level="READ COMMITTED")
    return {"read": reading, "write": writing, "create": writing}
