"""A list of agencies as rows of a file: each with where it stands and the decision it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.coverage.listing import WORDS
from qms.i18n import N_, _, format_count, label
from qms.reports.cells import count, day, words
from qms.reports.content import BLANK, Cell, Column, Kind, Table

if TYPE_CHECKING:
    from qms.coverage.listing import Listed


class Decision(NamedTuple):
    """The number and the day of a decision."""

    number: str | None
    on: date | None


Decisions = Mapping[int, tuple[str | None, date | None]]
"""Decisions by the store's ids of events."""

COLUMNS = (
    ("row", N_("Row no."), Kind.COUNT),
    ("code", N_("Code"), Kind.CODE),
    ("name", N_("Agency"), Kind.TEXT),
    ("level", N_("Level"), Kind.TEXT),
    ("above", N_("Under"), Kind.TEXT),
    ("status", N_("Status"), Kind.TEXT),
    ("must_reannounce", N_("Must announce again"), Kind.TEXT),
    ("procedures_covered", N_("Procedures covered"), Kind.COUNT),
    ("procedures_total", N_("All procedures"), Kind.COUNT),
    ("standard", N_("Edition of the standard"), Kind.CODE),
    ("decision_no", N_("Decision"), Kind.TEXT),
    ("decision_on", N_("Day of the decision"), Kind.DAY),
    ("reported_on", N_("Newest report"), Kind.DAY),
)


def agencies_table(agencies: Iterable[Listed], decisions: Decisions, caption: str) -> Table:
    """Return agencies as a table in the language of the running context."""
    columns = tuple(Column(key, _(title), kind) for key, title, kind in COLUMNS)
    rows = tuple(_row(place, agency, decision_of(agency, decisions)) for place, agency in enumerate(agencies, 1))
    return Table("agencies", caption, columns, rows)


def agencies_records(agencies: Iterable[Listed], decisions: Decisions) -> list[dict[str, Any]]:
    """Return agencies as records in words that are the same in every language."""
    return [_record(agency, decision_of(agency, decisions)) for agency in agencies]


def decision_of(agency: Listed, decisions: Decisions) -> Decision:
    """Return the decision of an agency's newest event, blank where there is none."""
    return Decision(*decisions.get(agency.event or 0, (None, None)))


def _row(place: int, agency: Listed, decision: Decision) -> tuple[Cell, ...]:
    return (
        Cell(format_count(place), n=place),
        Cell(agency.code or ""),
        Cell(agency.name),
        words(label(agency.level)),
        words(", ".join(group.name for group in agency.above)),
        words(_(WORDS[agency.standing])),
        words(_("yes") if agency.must_reannounce else None),
        BLANK if agency.procedures_covered is None else count(agency.procedures_covered),
        BLANK if agency.procedures_total is None else count(agency.procedures_total),
        words(agency.standard),
        words(decision.number),
        BLANK if decision.on is None else day(decision.on),
        BLANK if agency.reported_on is None else day(agency.reported_on),
    )


def _record(agency: Listed, decision: Decision) -> dict[str, Any]:
    parent = agency.above[0] if agency.above else None
    return {
        "id": agency.id,
        "level": agency.level.value,
        "code": agency.code,
        "name": agency.name,
        "parent_code": parent and parent.code,
        "parent_name": parent and parent.name,
        "status": agency.standing.value,
        "must_reannounce": agency.must_reannounce,
        "procedures_covered": agency.procedures_covered,
        "procedures_total": agency.procedures_total,
        "standard": agency.standard and agency.standard.value,
        "decision_no": decision.number,
        "decision_on": decision.on and decision.on.isoformat(),
        "reported_on": agency.reported_on and agency.reported_on.isoformat(),
    }
