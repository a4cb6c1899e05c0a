"""From tables to the ledger: all columns in one read transaction, one ledger per chain head and process.

The numbers are packed by the database itself: one aggregate per column joins a block of rows into one text, which numpy
reads at once. That is an order of magnitude faster than fetching rows, needs no second database library on a live file,
and works alike on both engines. Where a snapshot of the same head lies beside the database, it is mapped instead.
"""

# ruff: noqa: S608 – the names of tables and columns are this file's own words

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.ledger import (
    EMPTY_HEAD,
    STANDING,
    Batches,
    Events,
    Ledger,
    PublishedFigure,
    Successions,
    Texts,
    Versions,
)
from qms.moments import micros, parse_moment
from qms.store import snapshot
from qms.vocabulary import (
    Assurance,
    BatchKind,
    Evidence,
    Level,
    Region,
    Scope,
    Standard,
    State,
    Status,
    Succession,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from qms.store.database import Database

BLOCK: Final = 500_000
"""Rows packed at a time; bounds the memory of the joined texts."""

_VOIDED_BY: Final = "COALESCE(voided_by_batch, -1)"

_ledgers: dict[str, Ledger] = {}
_lock = Lock()


def current_ledger(database: Database) -> Ledger:
    """Return the ledger of the present chain head; a batch committed by another process is seen at the next call."""
    with database.read() as connection:
        head = chain_head(connection)
        known = _ledgers.get(database.url)
        if known is not None and known.head == head:
            return known
        with _lock:
            known = _ledgers.get(database.url)
            if known is None or known.head != head:
                known = _ledgers[database.url] = _loaded(database, connection, head)
            return known


def _loaded(database: Database, connection: Connection, head: str) -> Ledger:
    store_id = str(connection.exec_driver_sql("SELECT store_id FROM store").scalar_one())
    ledger = snapshot.load(database.path, store_id, head)
    if ledger is None:
        ledger = read_ledger(connection, store_id)
        snapshot.save(ledger, database.path)
    return ledger


def forget() -> None:
    """Let go of all ledgers of this process; the next question reads again."""
    with _lock:
        _ledgers.clear()


def chain_head(connection: Connection) -> str:
    """Return the hash of the last batch, 64 zeros when there is none."""
    return connection.exec_driver_sql("SELECT hash FROM batch ORDER BY id DESC LIMIT 1").scalar() or EMPTY_HEAD


def read_ledger(connection: Connection, store_id: str = "") -> Ledger:
    """Return the ledger of all that a read transaction sees."""
    agencies = _columns(connection, "agency", level=_word("level", Level), batch="batch")
    return Ledger(
        batches=_batches(connection),
        levels=agencies["level"].astype(np.int8),
        agencies_from=agencies["batch"],
        versions=_versions(connection),
        events=_events(connection),
        successions=_successions(connection),
        published=_published(connection),
        store_id=store_id,
    )


def _batches(connection: Connection) -> Batches:
    rows = connection.exec_driver_sql("SELECT recorded_at, kind, hash FROM batch ORDER BY id").all()
    return Batches(
        recorded_at=np.array([micros(parse_moment(row[0])) for row in rows], dtype=np.int64),
        simulated=np.array([row[1] == BatchKind.DEMO for row in rows], dtype=np.bool_),
        hashes=Texts.of(row[2] for row in rows),
    )


def _versions(connection: Connection) -> Versions:
    columns = _columns(
        connection,
        "agency_version",
        agency="agency - 1",
        valid_from=_day(connection, "valid_from"),
        is_open=f"CASE state WHEN '{State.OPEN}' THEN 1 ELSE 0 END",
        parent="COALESCE(parent - 1, -1)",
        scope=_word("scope", Scope),
        region=_word("region", Region),
        locality="COALESCE(locality - 1, -1)",
        evidence=_word("evidence", Evidence),
        batch="batch",
        voided_by=_VOIDED_BY,
    )
    texts = connection.exec_driver_sql("SELECT code, name, name_en FROM agency_version ORDER BY id").all()
    order = _by_agency_and_day(columns["agency"], columns["valid_from"])
    sorted_texts = [texts[row] for row in order.tolist()]
    return Versions(
        **_typed(columns, order, int8=("scope", "region", "evidence"), flags=("is_open",)),
        code=Texts.of(row[0] for row in sorted_texts),
        name=Texts.of(row[1] for row in sorted_texts),
        name_en=Texts.of(row[2] for row in sorted_texts),
    )


def _events(connection: Connection) -> Events:
    columns = _columns(
        connection,
        "status_event",
        agency="agency - 1",
        effective_on=_day(connection, "effective_on"),
        status=_word("status", Status),
        standard=_word("standard", Standard),
        procedures_total="COALESCE(procedures_total, -1)",
        procedures_covered="COALESCE(procedures_covered, -1)",
        assurance=_word("assurance", Assurance),
        batch="batch",
        voided_by=_VOIDED_BY,
    )
    order = _by_agency_and_day(columns["agency"], columns["effective_on"])
    return Events(**_typed(columns, order, int8=("status", "standard", "assurance")))


def _successions(connection: Connection) -> Successions:
    columns = _columns(
        connection,
        "succession",
        predecessor="predecessor - 1",
        successor="successor - 1",
        on_day=_day(connection, "on_day"),
        kind=_word("kind", Succession),
        batch="batch",
        voided_by=_VOIDED_BY,
    )
    del columns["id"]
    acts = connection.exec_driver_sql("SELECT legal_act FROM succession ORDER BY id").scalars()
    in_order = np.arange(len(columns["kind"]))
    return Successions(**_typed(columns, in_order, int8=("kind",)), act=Texts.of(acts))


def _published(connection: Connection) -> list[PublishedFigure]:
    rows = connection.exec_driver_sql(
        "SELECT measure, as_of, numerator, denominator, rate_text, source, batch, voided_by_batch"
        " FROM published_figure ORDER BY id"
    )
    return [
        PublishedFigure(
            measure=row.measure,
            as_of=date.fromisoformat(row.as_of),
            numerator=row.numerator,
            denominator=row.denominator,
            rate_text=row.rate_text,
            source=row.source,
            batch=row.batch,
            voided_by=STANDING if row.voided_by_batch is None else row.voided_by_batch,
        )
        for row in rows.all()
    ]


def _word(column: str, words: type[StrEnum]) -> str:
    """Return the SQL that turns a closed set's word into its place in the set, -1 where blank."""
    cases = " ".join(f"WHEN '{word.value}' THEN {place}" for place, word in enumerate(words))
    return f"CASE {column} {cases} ELSE -1 END"


def _day(connection: Connection, column: str) -> str:
    """Return the SQL that turns an ISO day into its proleptic ordinal."""
    if connection.dialect.name == "sqlite":
        return f"CAST(julianday({column}) - 1721424.5 AS INTEGER)"
    return f"(CAST({column} AS date) - DATE '0001-01-01' + 1)"


def _columns(connection: Connection, table: str, **expressions: str) -> dict[str, NDArray[np.int32]]:
    """Return int32 columns of a table in the order of its ids, which run from 1 without gaps; `id` is among them.

    Raises RuntimeError when the database gave the rows in another order.
    """
    expressions = {"id": "id"} | expressions
    is_sqlite = connection.dialect.name == "sqlite"
    joined = "group_concat({})" if is_sqlite else "string_agg(CAST({} AS text), ',')"
    wanted = ", ".join(joined.format(expression) for expression in expressions.values())
    rows = connection.exec_driver_sql(f"SELECT COALESCE(MAX(id), 0) FROM {table}").scalar_one()
    blocks: dict[str, list[NDArray[np.int32]]] = {name: [np.empty(0, dtype=np.int32)] for name in expressions}
    for first in range(0, rows, BLOCK):
        block = f"{table} WHERE id > {first} AND id <= {first + BLOCK}"
        # SQLite walks the range of its primary key in order, and faster without a subquery.
        source = block if is_sqlite else f"(SELECT * FROM {block} ORDER BY id) AS block"
        packed: Iterable[str] = connection.exec_driver_sql(f"SELECT {wanted} FROM {source}").one()
        for name, text in zip(expressions, packed, strict=True):
            blocks[name].append(np.fromstring(text, dtype=np.int32, sep=","))
    columns = {name: np.concatenate(parts) for name, parts in blocks.items()}
    if not np.array_equal(columns["id"], np.arange(1, rows + 1)):
        message = f"the rows of {table} did not come in the order of their ids"
        raise RuntimeError(message)
    return columns


def _by_agency_and_day(agency: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.intp]:
    """Return the order by agency and day; rows of the same stay in the order of their ids, which is that of batches."""
    return np.argsort((agency.astype(np.int64) << 32) | day, kind="stable")


def _typed(
    columns: dict[str, NDArray[np.int32]],
    order: NDArray[np.intp],
    int8: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return the columns in an order: closed sets as int8, flags as bool, rows that nothing took back as standing."""
    columns["voided_by"] = np.where(columns["voided_by"] < 0, np.int32(STANDING), columns["voided_by"])
    narrow = dict.fromkeys(int8, np.int8) | dict.fromkeys(flags, np.bool_)
    return {name: column[order].astype(narrow.get(name, np.int32)) for name, column in columns.items()}
