"""One read transaction, asked in SQL that both engines understand.

A file is read by the standard library alone: most commands only read, and SQLAlchemy takes longer to load than they
take to answer (decision 0010). Within an SQLAlchemy connection, the same questions are asked through it.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from sqlalchemy import Connection

Row: TypeAlias = tuple[Any, ...]
"""The cells of a row in the order in which they were asked for."""


class Reading(ABC):
    """What is seen in one transaction. Values go into the SQL by their names, written `:name`."""

    is_sqlite: bool

    @abstractmethod
    def rows(self, sql: str, **values: Any) -> Iterator[Row]:
        """Return the rows that the SQL asks for, each read when it is wanted: before the transaction ends."""

    def row(self, sql: str, **values: Any) -> Row | None:
        """Return the first row, None where there is none."""
        return next(self.rows(sql, **values), None)

    def value(self, sql: str, **values: Any) -> Any:
        """Return the first cell of the first row, None where there is no row."""
        row = self.row(sql, **values)
        return None if row is None else row[0]


class FileReading(Reading):
    """A transaction of the standard library's SQLite."""

    is_sqlite = True

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: Final = connection

    def rows(self, sql: str, **values: Any) -> Iterator[Row]:
        """Return the rows that the SQL asks for."""
        return iter(self._connection.execute(sql, values))


class ConnectionReading(Reading):
    """A transaction of an SQLAlchemy connection, of either engine."""

    def __init__(self, connection: Connection) -> None:
        self._connection: Final = connection
        self.is_sqlite = connection.dialect.name == "sqlite"

    def rows(self, sql: str, **values: Any) -> Iterator[Row]:
        """Return the rows that the SQL asks for."""
        from sqlalchemy import text

        return iter(self._connection.execute(text(sql), values))
