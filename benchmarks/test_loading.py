"""Loading the demo, against sqlite3's own executemany of the same rows into the same schema, triggers and all."""

# ruff: noqa: S608 – the names of tables and columns are the store's own

from __future__ import annotations

import sqlite3
from itertools import count
from typing import TYPE_CHECKING, Any

from qms.store.columns import FACT_COLUMNS
from qms.store.database import connect
from qms.store.initial import initialise
from qms.store.upgrading import upgrade

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.pairs import Book


def rows_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of a database as they stand, by table."""
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]
            for table in ("batch", *FACT_COLUMNS)
        }


def put(path: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write the rows batch by batch, each batch in its transaction, as the triggers demand."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    for batch in rows["batch"]:
        connection.execute("BEGIN IMMEDIATE")
        insert(connection, "batch", [batch])
        for table in FACT_COLUMNS:
            taken_back = [row["id"] for row in rows[table] if row["voided_by_batch"] == batch["id"]]
            connection.executemany(
                f"UPDATE {table} SET voided_by_batch = {batch['id']} WHERE id = ?", ((row,) for row in taken_back)
            )
            added = [row | {"voided_by_batch": None} for row in rows[table] if row["batch"] == batch["id"]]
            insert(connection, table, added)
        connection.execute("COMMIT")
    connection.close()


def insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = ", ".join(f'"{name}"' for name in rows[0])
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", [tuple(row.values()) for row in rows])


def test_the_demo_is_loaded_nearly_as_fast_as_its_rows_can_be_put(tmp_path: Path, book: Book) -> None:
    number = count()

    def fresh() -> Path:
        return tmp_path / f"{next(number)}.sqlite"

    first = fresh()
    initialise(connect(f"sqlite:///{first}"), "demo")
    rows = rows_of(first)

    def by_hand() -> None:
        path = fresh()
        upgrade(connect(f"sqlite:///{path}"))
        put(path, rows)

    assert book.compare(
        "qms init --demo",
        lambda: initialise(connect(f"sqlite:///{fresh()}"), "demo"),
        by_hand,
        other_name="executemany of its rows",
        at_most=6,
        rounds=3,
    ).holds
