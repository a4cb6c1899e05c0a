"""The tables of open data: their columns, keys and rows, from the ledger alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

import numpy as np

from qms.coverage.figures import figures
from qms.coverage.frames import flat
from qms.coverage.ledger import BLANK, standing
from qms.coverage.overview import national_trend
from qms.coverage.rates import rate_number
from qms.coverage.stamp import stamp_of
from qms.i18n import N_, _, current_language
from qms.vocabulary import Assurance, Evidence, Level, Region, Scope, Standard, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from enum import StrEnum

    from qms.coverage import Ledger, Stamp
    from qms.coverage.figures import Figures
    from qms.coverage.ledger import Int8s, Int32s

Word = TypeVar("Word", bound="StrEnum")
Decided: TypeAlias = "Mapping[int, tuple[str | None, date | None]]"
"""Number and day of the decisions of events, by the store's ids of events."""
UNDECIDED: Final[Decided] = MappingProxyType({})


class Field(NamedTuple):
    """One column: its name, its type by Table Schema, what it means, and its closed set where it has one."""

    name: str
    kind: str
    title: str
    words: type[StrEnum] | None = None
    required: bool = False

    def described(self) -> dict[str, Any]:
        """Return the field as a descriptor holds it, its title in the running language."""
        constraints: dict[str, Any] = {"required": True} if self.required else {}
        if self.words is not None:
            constraints["enum"] = [word.value for word in self.words]
        found: dict[str, Any] = {"name": self.name, "type": self.kind, "title": _(self.title)}
        return found | ({"constraints": constraints} if constraints else {})


@dataclass(frozen=True)
class Resource:
    """One table: its columns, its key, which columns name rows of other tables, and its rows when asked for."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: Callable[[], Iterable[dict[str, Any]]]
    stamp: Stamp
    key: tuple[str, ...] = ()
    foreign: tuple[tuple[str, str, str], ...] = ()
    """Own column, other table, its column."""


_DAY: Final = Field("as_of", "date", N_("Day of the figures"), required=True)
_VERSION: Final = Field("data_version", "integer", N_("Data version: number of the last batch"), required=True)
_SIMULATED: Final = Field("simulated", "boolean", N_("Whether statuses are simulated"), required=True)
_MEASURE: Final = Field("measure", "string", N_("Measure"), required=True)
_COUNTS: Final = (
    Field("numerator", "integer", N_("Covered"), required=True),
    Field("denominator", "integer", N_("All"), required=True),
    Field("rate", "number", N_("Rate as a fraction, six decimals; blank for 0/0")),
    Field("rate_text", "string", N_("Rate as printed"), required=True),
)
FIGURES: Final = (
    _DAY,
    _VERSION,
    _SIMULATED,
    _MEASURE,
    Field("group_id", "integer", N_("Ministry or province; blank for the country")),
    Field("group_level", "string", N_("Level of the group"), Level),
    Field("group_code", "string", N_("Code of the group on the day")),
    Field("group_name", "string", N_("Name of the group on the day")),
    *_COUNTS,
    Field("must_reannounce", "integer", N_("Of those covered, to announce again"), required=True),
    Field("procedures_not_stated", "integer", N_("Of those covered, without stating their procedures"), required=True),
    Field("published_text", "string", N_("Rate as published for the day")),
    Field("published_numerator", "integer", N_("Covered, as published")),
    Field("published_denominator", "integer", N_("All, as published")),
    Field("published_agrees", "boolean", N_("Whether what was published agrees")),
    Field("published_source", "string", N_("Source of what was published")),
)
_SERIES: Final = (
    _VERSION,
    _SIMULATED,
    _MEASURE,
    Field("day", "date", N_("Day"), required=True),
    Field("stretch", "integer", N_("Stretch: a new one begins at each reorganisation"), required=True),
    *_COUNTS,
)
_MEMBERS: Final = (
    _DAY,
    _VERSION,
    _SIMULATED,
    _MEASURE,
    Field("agency_id", "integer", N_("Agency"), required=True),
    Field("level", "string", N_("Level"), Level, required=True),
    Field("code", "string", N_("Code on the day")),
    Field("name", "string", N_("Name on the day"), required=True),
    Field("covered", "boolean", N_("Whether it is in the numerator"), required=True),
)
_AGENCIES: Final = (
    Field("agency_id", "integer", N_("Agency: one legal life"), required=True),
    Field("level", "string", N_("Level"), Level, required=True),
)
_REGISTER: Final = (
    Field("agency_id", "integer", N_("Agency"), required=True),
    Field("valid_from", "date", N_("First day on which this holds"), required=True),
    Field("is_open", "boolean", N_("Whether the agency exists from that day on"), required=True),
    Field("code", "string", N_("Code")),
    Field("name", "string", N_("Name")),
    Field("name_en", "string", N_("English name")),
    Field("parent_id", "integer", N_("Agency directly above")),
    Field("scope", "string", N_("Scope"), Scope),
    Field("region", "string", N_("Region"), Region),
    Field("locality_id", "integer", N_("Province where a body of a ministry sits")),
    Field("evidence", "string", N_("What the fact stands on where it is not the register itself"), Evidence),
)
_EVENTS: Final = (
    Field("agency_id", "integer", N_("Agency"), required=True),
    Field("effective_on", "date", N_("Day from which the status holds"), required=True),
    Field("status", "string", N_("Status"), Status, required=True),
    Field("standard", "string", N_("Edition of the standard"), Standard),
    Field("procedures_total", "integer", N_("Procedures in total")),
    Field("procedures_covered", "integer", N_("Procedures covered")),
    Field("assurance", "string", N_("Assurance"), Assurance),
    Field("decision_no", "string", N_("Decision")),
    Field("decision_on", "date", N_("Day of the decision")),
    Field("batch", "integer", N_("Batch that recorded it"), required=True),
    Field("simulated", "boolean", N_("Whether it is simulated"), required=True),
)
_OF_AGENCY: Final = ("agency_id", "agencies", "agency_id")


def resources(
    ledger: Ledger, as_of: date, known_on: datetime | None, decisions: Decided = UNDECIDED
) -> tuple[Resource, ...]:
    """Return all tables of a day, as known at a UTC moment: figures, series, members, agencies, register, events."""
    stamp = stamp_of(ledger, known_on)
    found = figures(ledger, as_of, known_on=known_on, by_parent=True)
    known = stamp.data_version
    return (
        Resource("figures", N_("Figures of the day"), FIGURES, lambda: figure_rows(found, current_language()), stamp),
        Resource("series", N_("Figures by month"), _SERIES, lambda: _series(ledger, as_of, known_on), stamp),
        Resource(
            "members",
            N_("Agencies behind the figures"),
            _MEMBERS,
            lambda: _members(ledger, as_of, known_on),
            stamp,
            ("measure", "agency_id"),
            (_OF_AGENCY,),
        ),
        Resource("agencies", N_("Agencies"), _AGENCIES, lambda: _agencies(ledger, known), stamp, ("agency_id",)),
        Resource(
            "register",
            N_("What holds of each agency from a day on"),
            _REGISTER,
            lambda: _register(ledger, known),
            stamp,
            ("agency_id", "valid_from"),
            (_OF_AGENCY,),
        ),
        Resource(
            "events",
            N_("Statuses that were reported"),
            _EVENTS,
            lambda: _events(ledger, known, decisions),
            stamp,
            ("agency_id", "effective_on"),
            (_OF_AGENCY,),
        ),
    )


def figure_rows(found: Figures, language: str) -> Iterator[dict[str, Any]]:
    """Yield one row a figure, with day, data version and whether data are simulated in front."""
    constant = {"as_of": found.as_of, "data_version": found.stamp.data_version, "simulated": found.stamp.demo}
    for figure in found:
        row = flat(figure.to_json(language))
        yield constant | row | {"rate_text": row.pop("text")}


def _series(ledger: Ledger, as_of: date, known_on: datetime | None) -> Iterator[dict[str, Any]]:
    trend = national_trend(ledger, as_of, known_on)
    constant = {"data_version": trend.stamp.data_version, "simulated": trend.stamp.demo}
    for line in trend.lines:
        for stretch, samples in enumerate(line.stretches, 1):
            for sample in samples:
                yield constant | {
                    "measure": line.measure.value,
                    "day": sample.as_of,
                    "stretch": stretch,
                    "numerator": sample.numerator,
                    "denominator": sample.denominator,
                    "rate": rate_number(sample.numerator, sample.denominator),
                    "rate_text": sample.text(current_language()),
                }


def _members(ledger: Ledger, as_of: date, known_on: datetime | None) -> Iterator[dict[str, Any]]:
    found = figures(ledger, as_of, known_on=known_on, members=True)
    constant = {"as_of": as_of, "data_version": found.stamp.data_version, "simulated": found.stamp.demo}
    for figure in found:
        for member in figure.members or ():
            row = member.to_json()
            yield constant | row | {"measure": figure.measure.value, "agency_id": row.pop("id")}


def _agencies(ledger: Ledger, known: int) -> Iterator[dict[str, Any]]:
    levels = list(Level)
    for agency in np.flatnonzero(ledger.agencies_from <= known).tolist():
        yield {"agency_id": agency + 1, "level": levels[ledger.levels[agency]].value}


def _register(ledger: Ledger, known: int) -> Iterator[dict[str, Any]]:
    versions = ledger.versions
    for row in np.flatnonzero(standing(versions.batch, versions.voided_by, known)).tolist():
        yield {
            "agency_id": int(versions.agency[row]) + 1,
            "valid_from": date.fromordinal(int(versions.valid_from[row])),
            "is_open": bool(versions.is_open[row]),
            "code": versions.code[row],
            "name": versions.name[row],
            "name_en": versions.name_en[row],
            "parent_id": _id(versions.parent, row),
            "scope": _word(Scope, versions.scope, row),
            "region": _word(Region, versions.region, row),
            "locality_id": _id(versions.locality, row),
            "evidence": _word(Evidence, versions.evidence, row),
        }


def _events(ledger: Ledger, known: int, decisions: Decided) -> Iterator[dict[str, Any]]:
    events = ledger.events
    for row in np.flatnonzero(standing(events.batch, events.voided_by, known)).tolist():
        batch = int(events.batch[row])
        number, decided_on = decisions.get(int(events.id[row]), (None, None))
        yield {
            "agency_id": int(events.agency[row]) + 1,
            "effective_on": date.fromordinal(int(events.effective_on[row])),
            "status": _word(Status, events.status, row),
            "standard": _word(Standard, events.standard, row),
            "procedures_total": _count(events.procedures_total, row),
            "procedures_covered": _count(events.procedures_covered, row),
            "assurance": _word(Assurance, events.assurance, row),
            "decision_no": number,
            "decision_on": decided_on,
            "batch": batch,
            "simulated": bool(ledger.batches.simulated[batch - 1]),
        }


def _word(kind: type[Word], column: Int8s, row: int) -> str | None:
    return None if column[row] == BLANK else list(kind)[column[row]].value


def _id(column: Int32s, row: int) -> int | None:
    return None if column[row] == BLANK else int(column[row]) + 1


def _count(column: Int32s, row: int) -> int | None:
    return None if column[row] == BLANK else int(column[row])
