"""A book in memory for planning: a drawn world, files as text, and what the data is after each that was taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from qms.coverage import Ledger
from qms.coverage.hypothetical import with_draft
from qms.importing.layout import lay_out
from qms.importing.plan import ImportPlan, PlannedRow
from qms.importing.planning import plan_import
from qms.importing.reading import read
from qms.store.facts import Event, SuccessionFact, Version
from qms.store.invariants import violations
from qms.store.lives import StoredRow
from qms.vocabulary import Level, State
from tests.coverage.worlds import Statement, World, agency, world

TODAY = date(2026, 1, 15)


@dataclass(frozen=True)
class Book:
    """A ledger, with what its columns leave out. Row ids count from 1 in each table, as in the store."""

    ledger: Ledger
    stored_events: tuple[Event, ...] = ()
    stored_versions: tuple[Version, ...] = ()
    stored_successions: tuple[SuccessionFact, ...] = ()
    voided: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    def events(self, ids: Sequence[int]) -> Mapping[int, Event]:
        return {one: self.stored_events[one - 1] for one in ids}

    def legal_acts(self, versions: Sequence[int]) -> Mapping[int, str | None]:
        return {one: self.stored_versions[one - 1].legal_act for one in versions}

    def plan(self, text: str, today: date = TODAY) -> ImportPlan:
        """What a CSV file would do."""
        content = text.strip().encode()
        sheet = read(content, "file.csv").sheet
        assert sheet is not None
        return plan_import(lay_out(sheet), self.ledger, self, today=today, sha256="0" * 64, file_name="file.csv")

    def take(self, text: str, *, accept_valid: bool = False) -> Book:
        """The book after a file, which must not be refused."""
        plan = self.plan(text)
        draft = plan.draft(by="test", accept_valid=accept_valid)
        assert draft is not None, said(plan)
        known = len(self.ledger.levels)
        assert draft.expected_version == self.ledger.version
        return Book(
            with_draft(self.ledger, draft),
            self.stored_events + tuple(renamed(one, known) for one in draft.events),
            self.stored_versions + tuple(renamed(one, known) for one in draft.versions),
            self.stored_successions + tuple(renamed(one, known) for one in draft.successions),
            self.voided | {(one.table, one.id) for one in draft.voids},
        )

    def standing_events(self) -> set[Event]:
        """All standing events, wherever in a file they stood."""
        rows = enumerate(self.stored_events, 1)
        return {one._replace(source_line=None) for row, one in rows if ("status_event", row) not in self.voided}

    def broken(self) -> list[str]:
        """What `qms verify` would say of the standing facts."""
        found = violations(
            {
                "agency": [
                    StoredRow(n + 1, (list(Level)[level].value,), 1, None) for n, level in enumerate(self.levels)
                ],
                "agency_version": self._rows("agency_version", self.stored_versions),
                "succession": self._rows("succession", self.stored_successions),
                "status_event": self._rows("status_event", self.stored_events),
                **{table: [] for table in ("published_figure", "target", "edition", "account")},
            }
        )
        return [f"{one.rule}: {one.message}" for one in found]

    @property
    def levels(self) -> list[int]:
        """The level of each agency, as its place among the levels."""
        return [int(level) for level in self.ledger.levels]

    def _rows(self, name: str, facts: Sequence[tuple[Any, ...]]) -> list[StoredRow]:
        return [
            StoredRow(row, tuple(map(cell, fact)), 1, 2 if (name, row) in self.voided else None)
            for row, fact in enumerate(facts, 1)
        ]

    def standing_versions(self, name: str) -> list[Version]:
        """The standing versions of the agency that was ever called so, by day."""
        rows = enumerate(self.stored_versions, 1)
        stand = [one for row, one in rows if ("agency_version", row) not in self.voided]
        meant = {one.agency for one in stand if one.name == name}
        return sorted((one for one in stand if one.agency in meant), key=lambda one: (one.agency, one.valid_from))

    def life(self, name: str) -> list[str]:
        """What holds of an agency from which day on, in words."""
        return [
            f"{one.valid_from} {'closed' if one.state is State.CLOSED else f'{one.code} {one.name}'}"
            for one in self.standing_versions(name)
        ]


def cell(value: Any) -> Any:
    """A value as the store keeps it."""
    return value.isoformat() if isinstance(value, date) else value.value if isinstance(value, StrEnum) else value


def renamed(fact: Any, known: int) -> Any:
    """A fact with the ids that the draft's own agencies got."""
    names = {"agency", "parent", "locality", "predecessor", "successor"} & set(fact._fields)
    return fact._replace(
        **{name: known - value for name in names if (value := getattr(fact, name)) is not None and value < 0}
    )


def book(*drawn: Statement) -> Book:
    """The book of a world drawn in one batch."""
    return book_of(world(*drawn))


def book_of(drawn: World) -> Book:
    rows = drawn.rows
    voided = {(table, row.id) for table in rows for row in rows[table] if row.voided_by is not None}
    return Book(
        drawn.ledger,
        tuple(row.fact for row in rows["status_event"]),
        tuple(row.fact for row in rows["agency_version"]),
        tuple(row.fact for row in rows["succession"]),
        frozenset(voided),
    )


def small() -> Book:
    """Two provinces; in Huế a district with two communes, in Hà Nội one commune; a ministry with a unit.

    Codes: 46 Huế, 474 the district, 19000 and 19001 its communes; 01 Hà Nội, 001 its district, 00004 Trúc Bạch; BYT.
    """
    return book(*small_world())


def small_world() -> tuple[Statement, ...]:
    return (
        agency("Tỉnh Thừa Thiên Huế", "province", code="46"),
        agency("Thành phố Hà Nội", "province", code="01"),
        agency("Thành phố Huế", "district", code="474", under="Tỉnh Thừa Thiên Huế"),
        agency("Quận Ba Đình", "district", code="001", under="Thành phố Hà Nội"),
        agency("Phường Phú Thuận", "commune", code="19000", under="Thành phố Huế"),
        agency("Phường Phú Bình", "commune", code="19001", under="Thành phố Huế"),
        agency("Phường Trúc Bạch", "commune", code="00004", under="Quận Ba Đình"),
        agency("Bộ Y tế", "ministry", code="BYT"),
        agency("Cục Quản lý Dược", "ministry_unit", code="BYT-01", under="Bộ Y tế"),
    )


def said(plan: ImportPlan) -> list[str]:
    """Everything that a plan says, for a failing example."""
    return [f"{one.code.value}: {one.message('en')}" for one in plan.problems]


def codes(plan: ImportPlan) -> list[str]:
    """The codes of all problems, in the order of the lines."""
    return [one.code.value for one in plan.problems]


def classes(plan: ImportPlan) -> list[str]:
    """The class of each row."""
    return [row.outcome.value for row in plan.rows]


def changes(row: PlannedRow) -> dict[str, tuple[object, object]]:
    """What a row changes, column by column: old and new."""
    return {one.column: (one.old, one.new) for one in row.changes}
