"""The tables as SQLModel classes: what the migrations must arrive at, and what the database itself holds true.

Days and moments are ISO texts on both engines, so that what is stored is what is hashed. Ids are given under the write
lock, from 1 and without gaps, never by the engine. Every fact names the batch that added it and, once, the one that
took it back.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from qms.store.columns import STANDING_KEYS
from qms.vocabulary import (
    Assurance,
    BatchKind,
    Evidence,
    Level,
    Measure,
    Region,
    Role,
    Scope,
    Standard,
    State,
    Status,
    Succession,
)

_DAY: Final = "____-__-__"
_MOMENT: Final = "____-__-__T__:__:__.______Z"


def one_of(table: str, column: str, words: Iterable[StrEnum]) -> CheckConstraint:
    """Return the constraint that a column holds a word of a closed set, or nothing."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{table}_{column}_known")


def check(table: str, rule: str, condition: str) -> CheckConstraint:
    """Return a named constraint."""
    return CheckConstraint(condition, name=f"{table}_{rule}")


def day(table: str, column: str) -> CheckConstraint:
    """Return the constraint that a column holds a day as ISO text, or nothing."""
    return CheckConstraint(f"{column} LIKE '{_DAY}'", name=f"{table}_{column}_day")


def moment(table: str, column: str) -> CheckConstraint:
    """Return the constraint that a column holds a UTC moment with six decimals, or nothing."""
    return CheckConstraint(f"{column} LIKE '{_MOMENT}'", name=f"{table}_{column}_moment")


def voided_later(table: str) -> CheckConstraint:
    """Return the constraint that only a later batch takes a row back."""
    return check(table, "voided_later", "voided_by_batch > batch")


def one_standing(table: str) -> Index:
    """Return the index that lets at most one standing row say a thing."""
    where = text("voided_by_batch IS NULL")
    columns = STANDING_KEYS[table]
    return Index(f"{table}_standing", *columns, unique=True, sqlite_where=where, postgresql_where=where)


def number(*, key: bool = False, to: str | None = None, optional: bool = False) -> Any:
    """Return an integer column: a primary key that we give ourselves, a foreign key, or a plain number."""
    given = {"autoincrement": False} if key else {}
    if to:
        return Field(foreign_key=to, primary_key=key, nullable=optional, sa_column_kwargs=given)
    return Field(primary_key=key, nullable=optional, sa_column_kwargs=given)


def words(*, optional: bool = False) -> Any:
    """Return a text column."""
    return Field(sa_type=Text, nullable=optional)


class Store(SQLModel, table=True):
    """One row: the random name of this store, outside the chain; anchors carry it."""

    __table_args__ = (check("store", "one_row", "id = 1"),)
    id: int = number(key=True)
    store_id: str = words()


class Batch(SQLModel, table=True):
    """One atomic change."""

    __table_args__ = (
        one_of("batch", "kind", BatchKind),
        moment("batch", "recorded_at"),
        check("batch", "reverts_earlier", "reverts < id"),
        check("batch", "hash_length", "length(hash) = 64 AND length(previous_hash) = 64"),
    )
    id: int = number(key=True)
    kind: str = words()
    reporter: str | None = words(optional=True)
    period: str | None = words(optional=True)
    file_name: str | None = words(optional=True)
    file_sha256: str | None = words(optional=True)
    by: str = words()
    recorded_at: str = words()
    note: str | None = words(optional=True)
    counts: str = words()
    reverts: int | None = number(to="batch.id", optional=True)
    previous_hash: str = words()
    hash: str = words()


class Upload(SQLModel, table=True):
    """The file that a batch came from, as it was sent, compressed; outside the chain, which knows its SHA-256."""

    __table_args__ = (check("upload", "size_counts", "size >= 0"),)
    batch: int = number(key=True, to="batch.id")
    sha256: str = words()
    size: int = number()
    content: bytes = Field(sa_type=LargeBinary, nullable=False)


class HeaderMapping(SQLModel, table=True):
    """How a layout of unknown headers was mapped by hand; the newest of a signature counts. Outside the chain."""

    __tablename__: ClassVar[Any] = "header_mapping"
    __table_args__ = (
        moment("header_mapping", "recorded_at"),
        Index("header_mapping_signature", "signature"),
    )
    id: int = number(key=True)
    signature: str = words()
    columns: str = words()
    by: str = words()
    recorded_at: str = words()


class Fact(SQLModel):
    """What every fact has: its id, the batch that added it, the one that took it back."""

    id: int = number(key=True)
    batch: int = number(to="batch.id")
    voided_by_batch: int | None = number(to="batch.id", optional=True)


class Agency(Fact, table=True):
    """One legal life; what holds of it stands in its versions."""

    __table_args__ = (one_of("agency", "level", Level), voided_later("agency"))
    level: str = words()


class AgencyVersion(Fact, table=True):
    """What holds of an agency from a day on; a closing is a version too."""

    __tablename__: ClassVar[Any] = "agency_version"
    __table_args__ = (
        day("agency_version", "valid_from"),
        one_of("agency_version", "state", State),
        one_of("agency_version", "scope", Scope),
        one_of("agency_version", "region", Region),
        one_of("agency_version", "evidence", Evidence),
        check("agency_version", "open_is_named", "state <> 'open' OR (name IS NOT NULL AND scope IS NOT NULL)"),
        check(
            "agency_version",
            "closed_is_bare",
            "state <> 'closed' OR (code IS NULL AND name IS NULL AND name_en IS NULL AND parent IS NULL "
            "AND scope IS NULL AND region IS NULL AND locality IS NULL)",
        ),
        check("agency_version", "not_its_own_parent", "parent <> agency"),
        voided_later("agency_version"),
        one_standing("agency_version"),
    )
    agency: int = number(to="agency.id")
    valid_from: str = words()
    state: str = words()
    code: str | None = words(optional=True)
    name: str | None = words(optional=True)
    name_en: str | None = words(optional=True)
    parent: int | None = number(to="agency.id", optional=True)
    scope: str | None = words(optional=True)
    region: str | None = words(optional=True)
    locality: int | None = number(to="agency.id", optional=True)
    legal_act: str | None = words(optional=True)
    evidence: str | None = words(optional=True)


class SuccessionRow(Fact, table=True):
    """Which body ended in, or lives on as, which."""

    __tablename__: ClassVar[Any] = "succession"
    __table_args__ = (
        day("succession", "on_day"),
        one_of("succession", "kind", Succession),
        one_of("succession", "evidence", Evidence),
        check("succession", "continued_is_one_life", "kind <> 'continued' OR predecessor = successor"),
        check("succession", "merged_and_split_are_two", "kind NOT IN ('merged', 'split') OR predecessor <> successor"),
        voided_later("succession"),
        one_standing("succession"),
    )
    predecessor: int = number(to="agency.id")
    successor: int = number(to="agency.id")
    on_day: str = words()
    kind: str = words()
    legal_act: str | None = words(optional=True)
    evidence: str | None = words(optional=True)


class StatusEvent(Fact, table=True):
    """From a day on, an agency's status is this."""

    __tablename__: ClassVar[Any] = "status_event"
    __table_args__ = (
        day("status_event", "effective_on"),
        one_of("status_event", "status", Status),
        one_of("status_event", "standard", Standard),
        check("status_event", "total_counts", "procedures_total >= 0"),
        check("status_event", "covered_counts", "procedures_covered >= 0"),
        check("status_event", "covered_within_total", "procedures_covered <= procedures_total"),
        day("status_event", "decision_on"),
        one_of("status_event", "assurance", Assurance),
        check("status_event", "line_counts", "source_line >= 1"),
        voided_later("status_event"),
        one_standing("status_event"),
    )
    agency: int = number(to="agency.id")
    effective_on: str = words()
    status: str = words()
    standard: str | None = words(optional=True)
    procedures_total: int | None = number(optional=True)
    procedures_covered: int | None = number(optional=True)
    decision_no: str | None = words(optional=True)
    decision_on: str | None = words(optional=True)
    assurance: str | None = words(optional=True)
    source: str | None = words(optional=True)
    note: str | None = words(optional=True)
    source_line: int | None = number(optional=True)


class PublishedFigureRow(Fact, table=True):
    """What somebody announced, as printed; stored beside the computed figure, never instead of it."""

    __tablename__: ClassVar[Any] = "published_figure"
    __table_args__ = (
        one_of("published_figure", "measure", Measure),
        day("published_figure", "as_of"),
        check("published_figure", "numerator_counts", "numerator >= 0"),
        check("published_figure", "denominator_counts", "denominator >= 0"),
        check("published_figure", "numerator_within", "numerator <= denominator"),
        voided_later("published_figure"),
    )
    measure: str = words()
    as_of: str = words()
    numerator: int | None = number(optional=True)
    denominator: int | None = number(optional=True)
    rate_text: str | None = words(optional=True)
    source: str = words()


class Target(Fact, table=True):
    """A goal: a rate between 0 and 1, as exact decimal text, to be reached by a day."""

    __table_args__ = (
        one_of("target", "measure", Measure),
        day("target", "due_on"),
        check(
            "target",
            "rate_within",
            "rate IN ('0', '1') OR (rate LIKE '0._%' AND rate NOT LIKE '%0' "
            "AND ltrim(substr(rate, 3), '0123456789') = '')",
        ),
        voided_later("target"),
    )
    measure: str = words()
    parent: int | None = number(to="agency.id", optional=True)
    due_on: str = words()
    rate: str = words()


class Edition(Fact, table=True):
    """Figures prepared by one person, approved by another, then locked for ever."""

    __table_args__ = (
        day("edition", "as_of"),
        moment("edition", "known_at"),
        moment("edition", "published_at"),
        voided_later("edition"),
    )
    as_of: str = words()
    known_at: str = words()
    prepared_by: str = words()
    approved_by: str = words()
    published_at: str = words()
    figures: str = words()
    rules_version: str = words()
    hash: str = words()


class Account(Fact, table=True):
    """Who may do what; `subtree` limits what one may write."""

    __table_args__ = (one_of("account", "role", Role), voided_later("account"))
    subject: str = words()
    email: str | None = words(optional=True)
    role: str = words()
    subtree: int | None = number(to="agency.id", optional=True)
