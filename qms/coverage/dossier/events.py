"""What was reported of one agency: each report with its documents, and what it corrected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.dossier.life import known_rows, word
from qms.coverage.dossier.papers import EventPaper
from qms.coverage.editions import Superseded, superseded
from qms.coverage.ledger import BLANK
from qms.coverage.rates import rate_text
from qms.coverage.timeline import judged
from qms.vocabulary import Assurance, Standard, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qms.coverage.dossier.papers import Papers
    from qms.coverage.ledger import Ledger

_COMPARED: Final = (
    "effective_on", "status", "procedures", "standard", "assurance", "decision", "source", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """One reported status: from a day on an agency stands so."""

    row: int
    effective_on: date
    status: Status
    covered: bool
    """Whether it makes the agency covered while it is the newest."""
    standard: Standard | None
    procedures_total: int | None
    procedures_covered: int | None
    assurance: Assurance | None
    batch: int
    voided_by: int | None
    """The batch that took it back, None as far as is known."""
    paper: EventPaper

    @property
    def procedures(self) -> tuple[int | None, int | None]:
        """Procedures covered, and in total."""
        return self.procedures_covered, self.procedures_total

    @property
    def decision(self) -> tuple[str | None, date | None]:
        """Number and day of the decision."""
        return self.paper.decision_no, self.paper.decision_on

    @property
    def source(self) -> str | None:
        """Where it was taken from."""
        return self.paper.source

    @property
    def note(self) -> str | None:
        """What was noted beside it."""
        return self.paper.note

    @property
    def lacking(self) -> int | None:
        """How many procedures are not covered, None where one of the two counts is not stated."""
        covered, total = self.procedures
        return None if covered is None or total is None else total - covered

    def rate(self, language: str = "vi") -> str:
        """Return the share of procedures covered as it is printed, "–" where it cannot be said."""
        covered, total = self.procedures
        return rate_text(covered or 0, total or 0 if covered is not None else 0, language)

    def superseded_on(self, day: date) -> Superseded | None:
        """Return that its edition of the standard is superseded on a day."""
        return superseded(self.standard, day)

    def otherwise(self, other: Report) -> frozenset[str]:
        """Return in what two reports differ."""
        return frozenset(name for name in _COMPARED if getattr(self, name) != getattr(other, name))

    def to_json(self) -> dict[str, Any]:
        """Return the report as one row of a file, by the template's column names."""
        return {
            "effective_date": self.effective_on.isoformat(),
            "status": self.status.value,
            "procedures_total": self.procedures_total,
            "procedures_covered": self.procedures_covered,
            "standard": self.standard and self.standard.value,
            "decision_no": self.paper.decision_no,
            "decision_date": self.paper.decision_on and self.paper.decision_on.isoformat(),
            "assurance": self.assurance and self.assurance.value,
            "source": self.paper.source,
            "note": self.paper.note,
            "batch": self.batch,
            "voided_by_batch": self.voided_by,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """A report with the earlier ones it corrected, newest first; one that was taken back has no correction."""

    report: Report
    corrected: tuple[Report, ...]


def reports_of(ledger: Ledger, agency: int, known: int, papers: Papers) -> tuple[Report, ...]:
    """Return all reports of an agency, by its index, that were recorded by a batch, by day and batch."""
    events = ledger.events
    return tuple(
        report_at(ledger, row, known, papers) for row in known_rows(events.agency, events.batch, agency, known)
    )


def report_at(ledger: Ledger, row: int, known: int, papers: Papers) -> Report:
    """Return the report at an index of the ledger's events."""
    events = ledger.events
    at = slice(row, row + 1)
    covered, _not_stated = judged(events.status[at], events.procedures_total[at], events.procedures_covered[at])
    number, voided_by = int(events.id[row]), int(events.voided_by[row])
    status = word(Status, int(events.status[row]))
    return Report(
        row=number,
        effective_on=date.fromordinal(int(events.effective_on[row])),
        status=status or Status.NOT_STARTED,
        covered=bool(covered[0]),
        standard=word(Standard, int(events.standard[row])),
        procedures_total=_count(events.procedures_total[row]),
        procedures_covered=_count(events.procedures_covered[row]),
        assurance=word(Assurance, int(events.assurance[row])),
        batch=int(events.batch[row]),
        voided_by=voided_by if voided_by <= known else None,
        paper=papers.events.get(number, EventPaper()),
    )


def _count(value: np.int32) -> int | None:
    return None if value == BLANK else int(value)


def told(reports: Sequence[Report]) -> tuple[Told, ...]:
    """Return the reports newest first, each with those it replaced; what was only taken back stands by itself."""
    replaced = _replaced(reports)
    gone = {report.row for earlier in replaced.values() for report in earlier}
    heads = [report for report in reports if report.row not in gone]
    found = [Told(report, tuple(_chain(report, replaced))) for report in heads]
    return tuple(sorted(found, key=lambda entry: (entry.report.effective_on, entry.report.batch), reverse=True))


def _chain(report: Report, replaced: dict[int, list[Report]]) -> Iterable[Report]:
    for earlier in replaced[report.row]:
        yield earlier
        yield from _chain(earlier, replaced)


def _replaced(reports: Sequence[Report]) -> dict[int, list[Report]]:
    """Return by row id the reports that each replaced: of the same day, or the only other that its batch took back."""
    found: dict[int, list[Report]] = defaultdict(list)
    for batch in {report.voided_by for report in reports if report.voided_by is not None}:
        taken = [report for report in reports if report.voided_by == batch]
        added = {report.effective_on: report for report in reports if report.batch == batch}
        apart = []
        for report in taken:
            same_day = added.get(report.effective_on)
            if same_day is None:
                apart.append(report)
            else:
                found[same_day.row].append(report)
        days = {report.effective_on for report in taken}
        free = [report for on, report in added.items() if on not in days]
        if len(apart) == len(free) == 1:
            found[free[0].row].append(apart[0])
    return found
