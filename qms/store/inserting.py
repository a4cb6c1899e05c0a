"""Bulk statements of a batch: many rows at a time, and the one row named that was refused."""

# ruff: noqa: S608 – the names of tables and columns come from `columns` alone

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from qms.errors import Refused
from qms.i18n import _
from qms.store.chain import Row
from qms.store.columns import BATCH_COLUMNS, FACT_COLUMNS, NUMBER_COLUMNS

CHUNK: Final = 5_000
"""Rows in one statement: enough for speed, few enough to find the one that is refused."""

Item = TypeVar("Item")


def insert_batch(connection: Connection, row: Row, sealed: str) -> None:
    """Insert a batch itself, its cells in the order in which they are hashed, and its hash."""
    columns = (*BATCH_COLUMNS, "hash")
    names = ", ".join(columns)
    values = ", ".join(f":{column}" for column in columns)
    connection.execute(
        text(f"INSERT INTO batch ({names}) VALUES ({values})"), dict(zip(columns, (*row, sealed), strict=True))
    )


def insert_rows(connection: Connection, table: str, rows: Sequence[Row], batch: int) -> None:
    """Insert rows (id first, then the table's columns) into a batch. Raises Refused with the first that cannot be."""
    done = 0
    for chunk in _chunks(rows):
        try:
            with connection.begin_nested():
                _insert(connection, table, chunk, batch)
        except IntegrityError as error:
            number, reason = next(
                (number, refusal)
                for number, row in enumerate(chunk)
                if (refusal := _refusal(connection, table, row, batch))
            )
            raise Refused(
                _("Row {row} for the table {table} was refused: {reason}.").format(
                    row=done + number + 1, table=table, reason=_reason(reason)
                )
            ) from error
        done += len(chunk)


def void_rows(connection: Connection, table: str, ids: Sequence[int], batch: int) -> None:
    """Let a batch take standing rows back. Raises Refused with the first one that does not stand."""
    for chunk in _chunks(ids):
        standing = set(
            connection.execute(
                text(f"SELECT id FROM {table} WHERE voided_by_batch IS NULL AND id IN :ids").bindparams(
                    bindparam("ids", expanding=True)
                ),
                {"ids": list(chunk)},
            ).scalars()
        )
        missing = [row for row in chunk if row not in standing]
        if missing or len(standing) != len(chunk):
            raise Refused(
                _("Row {row} of the table {table} cannot be taken back: it does not stand (any more).").format(
                    row=min(missing or chunk), table=table
                )
            )
        connection.execute(
            text(f"UPDATE {table} SET voided_by_batch = :batch WHERE id IN :ids").bindparams(
                bindparam("ids", expanding=True)
            ),
            {"batch": batch, "ids": list(chunk)},
        )


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def _insert(connection: Connection, table: str, rows: Sequence[Row], batch: int) -> None:
    columns = ("id", *FACT_COLUMNS[table])
    names = ", ".join(("batch", *columns))
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({names}) VALUES ({int(batch)}, {marks})"
        connection.exec_driver_sql(statement, list(rows))
        return
    # One statement a chunk, so that the trigger that looks at all added rows runs once.
    arrays = ", ".join(f"CAST(:{column} AS {_kind(table, column)}[])" for column in columns)
    statement = f"INSERT INTO {table} ({names}) SELECT {int(batch)}, added.* FROM unnest({arrays}) AS added"
    connection.execute(text(statement), dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))


def _kind(table: str, column: str) -> str:
    return "integer" if column == "id" or column in NUMBER_COLUMNS.get(table, ()) else "text"


def _refusal(connection: Connection, table: str, row: Row, batch: int) -> IntegrityError | None:
    """Insert one row of a refused chunk; returns why it is the refused one, None when it is not."""
    try:
        _insert(connection, table, [row], batch)
    except IntegrityError as error:
        return error
    return None


def _reason(error: DBAPIError) -> str:
    original = error.orig
    if isinstance(original, sqlite3.Error):
        kind, told = original.sqlite_errorname, str(original)
    else:
        kind, told = str(getattr(original, "sqlstate", "")), str(original).partition("\n")[0]
    if kind in {"SQLITE_CONSTRAINT_UNIQUE", "23505"} or told.endswith("has a standing row that says this"):
        return _("a standing row says this already")
    if kind in {"SQLITE_CONSTRAINT_FOREIGNKEY", "23503"}:
        return _("it names an agency that is not there")
    if kind in {"SQLITE_CONSTRAINT_NOTNULL", "23502"}:
        return _("a value is missing ({detail})").format(detail=told)
    return _("it breaks a rule of the table ({detail})").format(detail=told)
