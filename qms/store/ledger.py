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
from qms.store.database import last_batch, store_id
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
    from enum import StrEnum

    from numpy.typing import NDArray

    from qms.store.database import Database
    from qms.store.reading import Reading

BLOCK: Final = 500_000
"""Rows packed at a time; bounds the memory of the joined texts."""

_VOIDED_BY: Final = "COALESCE(voided_by_batch, -1)"

_ledgers: dict[str, Ledger] = {}
_lock = Lock()


def current_ledger(database: Database) -> Ledger:
    """Return the ledger of the present chain head; a batch committed by another process is seen at the next call."""
    with database.read() as reading:
        head = last_batch(reading)[1]
        known = _ledgers.get(database.url)
        if known is not None and known.head == head:
            return known
        with _lock:
            known = _ledgers.get(database.url)
            if known is None or known.head != head:
                known = _ledgers[database.url] = _loaded(database, reading, head)
            return known


def _loaded(database: Database, reading: Reading, head: str) -> Ledger:
    store = store_id(reading)
    ledger = snapshot.load(database.path, store, head)
    if ledger is None:
        ledger = read_ledger(reading, store)
        snapshot.save(ledger, database.path)
    return ledger


def forget() -> None:
    """Let go of all ledgers of this process; the next question reads again."""
    with _lock:
        _ledgers.clear()


def read_ledger(reading: Reading, store: str = "") -> Ledger:
    """Return the ledger of all that a read transaction sees."""
    agencies = _columns(reading, "agency", level=_word("level", Level), batch="batch")
    return Ledger(
        batches=_batches(reading),
        levels=agencies["level"].astype(np.int8),
        agencies_from=agencies["batch"],
        versions=_versions(reading),
        events=_events(reading),
        successions=_successions(reading),
        published=_published(reading),
        store_id=store,
    )


def _batches(reading: Reading) -> Batches:
    rows = list(reading.rows("SELECT recorded_at, kind, hash FROM batch ORDER BY id"))
    return Batches(
        recorded_at=np.array([micros(parse_moment(row[0])) for row in rows], dtype=np.int64),
        simulated=np.array([row[1] == BatchKind.DEMO for row in rows], dtype=np.bool_),
        hashes=Texts.of(row[2] for row in rows),
    )


def _versions(reading: Reading) -> Versions:
    columns = _columns(
        reading,
        "agency_version",
        agency="agency - 1",
        valid_from=_day(reading, "valid_from"),
        is_open=f"CASE state WHEN '{State.OPEN}' THEN 1 ELSE 0 END",
        parent="COALESCE(parent - 1, -1)",
        scope=_word("scope", Scope),
        region=_word("region", Region),
        locality="COALESCE(locality - 1, -1)",
        evidence=_word("evidence", Evidence),
        batch="batch",
        voided_by=_VOIDED_BY,
    )
    texts = list(reading.rows("SELECT code, name, name_en FROM agency_version ORDER BY id"))
    order = _by_agency_and_day(columns["agency"], columns["valid_from"])
    sorted_texts = [texts[row] for row in order.tolist()]
    return Versions(
        **_typed(columns, order, int8=("scope", "region", "evidence"), flags=("is_open",)),
        code=Texts.of(row[0] for row in sorted_texts),
        name=Texts.of(row[1] for row in sorted_texts),
        name_en=Texts.of(row[2] for row in sorted_texts),
    )


def _events(reading: Reading) -> Events:
    columns = _columns(
        reading,
        "status_event",
        agency="agency - 1",
        effective_on=_day(reading, "effective_on"),
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


def _successions(reading: Reading) -> Successions:
    columns = _columns(
        reading,
        "succession",
        predecessor="predecessor - 1",
        successor="successor - 1",
        on_day=_day(reading, "on_day"),
        kind=_word("kind", Succession),
        batch="batch",
        voided_by=_VOIDED_BY,
    )
    del columns["id"]
    acts = reading.rows("SELECT legal_act FROM succession ORDER BY id")
    in_order = np.arange(len(columns["kind"]))
    return Successions(**_typed(columns, in_order, int8=("kind",)), act=Texts.of(row[0] for row in acts))


def _published(reading: Reading) -> list[PublishedFigure]:
    asked = (
        "SELECT measure, as_of, numerator, denominator, rate_text, source, batch, voided_by_batch"
        " FROM published_figure ORDER BY id"
    )
    return [
        PublishedFigure(
            measure=measure,
            as_of=date.fromisoformat(as_of),
            numerator=numerator,
            denominator=denominator,
            rate_text=rate_text,
            source=source,
            batch=batch,
            voided_by=STANDING if voided_by is None else voided_by,
        )
        for measure, as_of, numerator, denominator, rate_text, source, batch, voided_by in reading.rows(asked)
    ]


def _word(column: str, words: type[StrEnum]) -> str:
    """Return the SQL that turns a closed set's word into its place in the set, -1 where blank."""
    cases = " ".join(f"WHEN '{word.value}' THEN {place}" for place, word in enumerate(words))
    return f"CASE {column} {cases} ELSE -1 END"


def _day(reading: Reading, column: str) -> str:
    """Return the SQL that turns an ISO day into its proleptic ordinal."""
    if reading.is_sqlite:
        return f"CAST(julianday({column}) - 1721424.5 AS INTEGER)"
    return f"(CAST({column} AS date) - DATE '0001-01-01' + 1)"


def _columns(reading: Reading, table: str, **expressions: str) -> dict[str, NDArray[np.int32]]:
    """Return int32 columns of a table in the order of its ids, which run from 1 without gaps; `id` is among them.

    Raises RuntimeError when the database gave the rows in another order.
    """
    expressions = {"id": "id"} | expressions
    joined = "group_concat({})" if reading.is_sqlite else "string_agg(CAST({} AS text), ',')"
    wanted = ", ".join(joined.format(expression) for expression in expressions.values())
    rows = reading.value(f"SELECT COALESCE(MAX(id), 0) FROM {table}")
    blocks: dict[str, list[NDArray[np.int32]]] = {name: [np.empty(0, dtype=np.int32)] for name in expressions}
    for first in range(0, rows, BLOCK):
        block = f"{table} WHERE id > {first} AND id <= {first + BLOCK}"
        # SQLite walks the range of its primary key in order, and faster without a subquery.
        source = block if reading.is_sqlite else f"(SELECT * FROM {block} ORDER BY id) AS block"
        packed = reading.row(f"SELECT {wanted} FROM {source}")
        for name, text in zip(expressions, packed or (), strict=True):
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
