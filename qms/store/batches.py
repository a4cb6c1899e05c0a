"""Appending a batch: the one way in which anything is written.

One transaction under the write lock gives the numbers, takes rows back, adds rows, and seals all of it with a hash over
the batch before. Whatever goes wrong, nothing of the batch stays.
"""

# ruff: noqa: S608 – the names of tables and columns come from `columns` alone

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from qms.errors import Refused
from qms.i18n import _
from qms.moments import moment_text, now
from qms.store.anchors import write_anchors
from qms.store.chain import Cell, Content, Row, canonical_counts, hash_of
from qms.store.columns import AGENCY_COLUMNS, BATCH_COLUMNS, FACT_COLUMNS
from qms.store.database import Database, last_batch
from qms.store.facts import Draft
from qms.store.reading import ConnectionReading, Reading
from qms.store.uploads import keep_upload

_DRAFT_PARTS: Final = {
    "agency": "agencies",
    "agency_version": "versions",
    "succession": "successions",
    "status_event": "events",
    "published_figure": "published",
}
"""Which part of a draft holds a table's rows."""


LARGEST_NUMBER: Final = 2**31 - 1


class OutOfDate(Refused):
    """The data changed since the draft was made: plan it again."""


@dataclass(frozen=True)
class Receipt:
    """What became of a draft: its number, its hash, how many rows it added per table, and what to warn of."""

    batch: int
    hash: str
    rows: Mapping[str, int]
    warning: str | None = None


class Place(NamedTuple):
    """Where the next batch goes: the last batch's number and hash, and the last id of each table."""

    batch: int
    head: str
    last_ids: Mapping[str, int]


def append(database: Database, draft: Draft, *, upload: bytes | None = None) -> Receipt:
    """Write a draft as the next batch, and with it the bytes of the file that it came from.

    Raises Refused (nothing was written) when the draft contradicts what stands, OutOfDate when the data is no longer
    of the version it was made against; CouldNot and Unsettled as `Database.write`.
    """
    from qms.store.inserting import insert_batch, insert_rows, void_rows

    with database.write() as connection:
        place = next_place(ConnectionReading(connection))
        if draft.expected_version not in {None, place.batch}:
            raise OutOfDate(
                _(
                    "The data has changed in the meantime (batch {found} instead of {expected}). "
                    "Check the change again."
                ).format(found=place.batch, expected=draft.expected_version)
            )
        content = seal(draft, place)
        sealed = _hash_of(content)
        insert_batch(connection, content.batch, sealed)
        for table, ids in content.voided.items():
            void_rows(connection, table, ids, place.batch + 1)
        for table, rows in content.added.items():
            insert_rows(connection, table, rows, place.batch + 1)
        if upload is not None:
            keep_upload(connection, place.batch + 1, upload)
    warning = write_anchors(database)
    counts = {table: len(rows) for table, rows in content.added.items()}
    return Receipt(batch=place.batch + 1, hash=sealed, rows=counts, warning=warning)


def next_place(reading: Reading) -> Place:
    """Return where the next batch goes; to be asked under the write lock."""
    batch, head = last_batch(reading)
    asked = " UNION ALL ".join(f"SELECT '{table}', max(id) FROM {table}" for table in FACT_COLUMNS)
    return Place(batch, head, {table: last or 0 for table, last in reading.rows(asked)})


def seal(draft: Draft, place: Place) -> Content:
    """Return all that a draft says when it is written at a place: ids given, agencies named by id, cells as stored."""
    first_agency = place.last_ids["agency"] + 1
    added: dict[str, Sequence[Row]] = {}
    for table, part in _DRAFT_PARTS.items():
        if facts := getattr(draft, part):
            added[table] = _rows(table, facts, place.last_ids[table] + 1, first_agency)
    voided: dict[str, list[int]] = {}
    for fact in draft.voids:
        voided.setdefault(fact.table, []).append(fact.id)
    in_order = {table: sorted(voided.pop(table)) for table in FACT_COLUMNS if table in voided}
    if voided:
        raise Refused(_("There is no table {table} to take a row back from.").format(table=min(voided)))
    return Content(_batch_row(draft, place), added, in_order)


def place_after(place: Place, content: Content) -> Place:
    """Return where the batch after this one goes."""
    last_ids = {table: last + len(content.added.get(table, ())) for table, last in place.last_ids.items()}
    return Place(place.batch + 1, _hash_of(content), last_ids)


def _rows(table: str, facts: Sequence[tuple[Any, ...]], first_id: int, first_agency: int) -> list[Row]:
    """Return facts as rows; an agency named -1 is the first new one of the draft, so it gets the first new id."""
    naming = frozenset(FACT_COLUMNS[table].index(column) for column in AGENCY_COLUMNS.get(table, ()))
    new = first_agency - 1

    def row(identifier: int, fact: tuple[Any, ...]) -> Row:
        cells = (
            new - value if position in naming and value is not None and value < 0 else _cell(value)
            for position, value in enumerate(fact)
        )
        return (identifier, *cells)

    return [row(identifier, fact) for identifier, fact in enumerate(facts, first_id)]


def _cell(value: object) -> Cell:
    """Return a value as stored. Both engines must take it, so what only one of them takes is refused here."""
    if value is None:
        return None
    if isinstance(value, str):
        if "\0" in value:
            raise Refused(_("A text holds a NUL character, which cannot be stored."))
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, int):
        if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            raise Refused(_("The number {number} is too large to be stored.").format(number=value))
        return value
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A fact holds {value!r}, which is no number, text, day or word")


def _batch_row(draft: Draft, place: Place) -> Row:
    cells: dict[str, Cell] = {
        "id": place.batch + 1,
        "kind": draft.kind.value,
        "reporter": draft.reporter,
        "period": draft.period,
        "file_name": draft.file_name,
        "file_sha256": draft.file_sha256,
        "by": draft.by,
        "recorded_at": moment_text(draft.recorded_at or now()),
        "note": draft.note,
        "counts": canonical_counts(draft.counts),
        "reverts": draft.reverts,
        "previous_hash": place.head,
    }
    return tuple(cells[column] for column in BATCH_COLUMNS)


def _hash_of(content: Content) -> str:
    try:
        return hash_of(content)
    except UnicodeEncodeError as error:
        raise Refused(
            _("A text holds characters that are not Unicode: {text}.").format(
                text=ascii(error.object[error.start : error.end])
            )
        ) from error
