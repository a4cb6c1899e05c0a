"""From the bytes of a file to a batch: read, plan, and write exactly what was planned, or nothing."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qms.i18n import current_language
from qms.importing.headers import REASON
from qms.importing.layout import Table, lay_out, signatures
from qms.importing.plan import ImportPlan, Outcome, RowClass, refused_file
from qms.importing.planning import plan_import
from qms.importing.sandbox import read_file
from qms.importing.sheet import text_of
from qms.inert import protected, protected_as_sent
from qms.moments import moment_text
from qms.store.batches import OutOfDate, append
from qms.store.facts import Draft
from qms.store.history import recorded_from
from qms.store.ledger import current_ledger
from qms.store.standing import StandingFacts
from qms.store.uploads import remembered_mapping
from qms.vocabulary import BatchKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from qms.importing.sheet import Reading, Sheet
    from qms.store.database import Database

TRIES: Final = 20
"""How often a file is planned anew because somebody else wrote in the meantime."""


class Earlier(NamedTuple):
    """A batch in effect that the same bytes made."""

    batch: int
    by: str
    recorded_at: datetime

    def to_json(self) -> dict[str, Any]:
        """Return the batch as in the `import` document; the moment is text with six decimals."""
        return self._asdict() | {"recorded_at": moment_text(self.recorded_at)}


class Report(NamedTuple):
    """Whose report a file is, and of which period."""

    reporter: str
    period: str


@dataclass(frozen=True)
class Prepared:
    """A file that was read and planned, not yet written.

    `table` is None where the file could not be read; `reading` says what was understood of it.
    """

    content: bytes
    name: str
    today: date
    reading: Reading
    table: Table | None
    plan: ImportPlan
    earlier: Earlier | None = None
    is_remembered: bool = False
    """Whether the columns are those that were assigned by hand to an earlier file of this layout."""


@dataclass(frozen=True)
class Applied:
    """What became of a file: the batch that it made, or the one that records that it came."""

    prepared: Prepared
    outcome: Outcome
    batch: int | None = None
    receipt: int | None = None
    warning: str | None = None

    def to_json(self, language: str | None = None, *, accept_valid: bool = False) -> dict[str, Any]:
        """Return the document of `qms import --format json`."""
        document, earlier = self.prepared.plan.to_json(language, accept_valid=accept_valid), self.prepared.earlier
        done = {"outcome": self.outcome.value, "batch": self.batch, "receipt": self.receipt}
        return document | done | {"earlier": None if earlier is None else earlier.to_json()}


class PlanChangedError(Exception):
    """Somebody else wrote in the meantime, and the file would now do something else: look at `prepared` again."""

    def __init__(self, prepared: Prepared) -> None:
        super().__init__("the plan is another one now")
        self.prepared = prepared


def prepare(
    database: Database,
    content: bytes,
    name: str,
    *,
    today: date,
    sheet: str | None = None,
    mapping: Mapping[int, str] | None = None,
    header_line: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Prepared:
    """Return what a file would do; whatever the file holds, the answer is a value. Nothing is written.

    `sheet` chooses one of a workbook's sheets; `mapping` and `header_line` take the place of what the header says (see
    `layout.lay_out`); without them a mapping that was remembered for this layout is used.
    """
    reading = read_file(content, name, sheet=sheet)
    table, is_remembered = None, False
    if reading.sheet is not None:
        table, is_remembered = _table(database, reading.sheet, mapping, header_line)
    read = Prepared(content, name, today, reading, table, _NOT_YET, is_remembered=is_remembered)
    return _planned(database, read, progress)


def replanned(database: Database, prepared: Prepared) -> Prepared:
    """Return the same file planned against the present data."""
    return _planned(database, prepared, None)


_NOT_YET: Final[Any] = None


def _table(
    database: Database, sheet: Sheet, mapping: Mapping[int, str] | None, header_line: int | None
) -> tuple[Table, bool]:
    """Return the table in a sheet, and whether its columns were remembered."""
    if mapping is not None or header_line is not None:
        return lay_out(sheet, mapping=mapping, header_line=header_line), False
    table = lay_out(sheet)
    for signature, line in _candidates(sheet, table).items():
        remembered = remembered_mapping(database, signature)
        if remembered:
            return lay_out(sheet, mapping=remembered, header_line=line), True
    return table, False


def _candidates(sheet: Sheet, table: Table) -> dict[str, int]:
    """Return the layouts under which an assignment may be remembered: that of the header, else of any upper row."""
    if table.header is not None and table.header.is_whole and table.signature is not None:
        return {table.signature: table.header.line}
    return signatures(sheet)


def _planned(database: Database, prepared: Prepared, progress: Callable[[int, int], None] | None) -> Prepared:
    ledger, sha256 = current_ledger(database), hashlib.sha256(prepared.content).hexdigest()
    problems = prepared.reading.problems
    if prepared.table is None:
        plan = refused_file(
            problems, sha256=sha256, data_version=ledger.version, today=prepared.today, file_name=prepared.name
        )
    else:
        plan = plan_import(
            prepared.table,
            ledger,
            StandingFacts(database),
            today=prepared.today,
            sha256=sha256,
            file_name=prepared.name,
            remarks=problems,
            progress=progress,
        )
    earlier = earlier_batch(database, sha256)
    return replace(prepared, plan=plan, earlier=earlier)


def apply(
    database: Database,
    prepared: Prepared,
    *,
    by: str,
    note: str | None = None,
    report: Report | None = None,
    accept_valid: bool = False,
) -> Applied:
    """Write what was planned as one batch, with the file's own bytes; nothing at all when the file is refused.

    With nothing new, a `report` is recorded as having come. Raises PlanChangedError when somebody else's change makes
    the file do something else than planned; Refused, CouldNot and Unsettled as `append`.
    """
    for _attempt in range(TRIES):
        try:
            return _applied(database, prepared, by=by, note=note, report=report, accept_valid=accept_valid)
        except OutOfDate:
            anew = replanned(database, prepared)
            if _does(anew.plan) != _does(prepared.plan):
                raise PlanChangedError(anew) from None
            prepared = anew
    return _applied(database, prepared, by=by, note=note, report=report, accept_valid=accept_valid)


def _does(plan: ImportPlan) -> tuple[object, ...]:
    return plan.kind, plan.rows, plan.remarks, plan.changes


def _applied(
    database: Database,
    prepared: Prepared,
    *,
    by: str,
    note: str | None,
    report: Report | None,
    accept_valid: bool,
) -> Applied:
    reporter, period = report or (None, None)
    outcome = prepared.plan.outcome(accept_valid=accept_valid)
    draft = prepared.plan.draft(by=by, note=note, reporter=reporter, period=period, accept_valid=accept_valid)
    if draft is not None:
        written = append(database, draft, upload=prepared.content)
        return Applied(prepared, Outcome.APPLIED, batch=written.batch, warning=written.warning)
    if outcome is not Outcome.UNCHANGED or report is None:
        return Applied(prepared, outcome)
    known = _recorded(database, prepared.plan.sha256, report)
    if known is not None:
        return Applied(prepared, outcome, receipt=known)
    receipt = append(database, _receipt(prepared, by, note, report), upload=prepared.content)
    return Applied(prepared, outcome, receipt=receipt.batch, warning=receipt.warning)


def _receipt(prepared: Prepared, by: str, note: str | None, report: Report) -> Draft:
    return Draft(
        kind=BatchKind.RECEIPT,
        by=by,
        reporter=report.reporter,
        period=report.period,
        file_name=prepared.name,
        file_sha256=prepared.plan.sha256,
        note=note,
        counts=prepared.plan.counts,
        expected_version=prepared.plan.data_version,
    )


def _recorded(database: Database, sha256: str, report: Report) -> int | None:
    """Return the batch in effect by which this very file was recorded as this report."""
    kinds = {BatchKind.RECEIPT, BatchKind.STATUS, BatchKind.REGISTER}
    found = [
        one.batch
        for one in recorded_from(database, sha256)
        if (one.reporter, one.period) == report and one.kind in kinds
    ]
    return found[-1] if found else None


def earlier_batch(database: Database, sha256: str) -> Earlier | None:
    """Return the newest batch in effect that changed the data and came from the same bytes."""
    found = [one for one in recorded_from(database, sha256) if one.kind != BatchKind.RECEIPT]
    return Earlier(found[-1].batch, found[-1].by, found[-1].recorded_at) if found else None


def rejected_rows(prepared: Prepared, language: str | None = None) -> bytes | None:
    """Return the rejected rows as a CSV file in the layout of the file they come from, and why; None without any.

    UTF-8 with its mark, so that it can be mended in a spreadsheet and sent again.
    """
    spoken, table, sheet = language or current_language(), prepared.table, prepared.reading.sheet
    reasons = {
        row.line: " ".join(one.message(spoken) for one in row.problems if one.is_error)
        for row in prepared.plan.rows
        if row.outcome is RowClass.REJECTED
    }
    if not reasons or table is None or table.header is None or sheet is None:
        return None
    lines = {row.line: [text_of(value) for value in row.cells] for row in sheet.rows}
    header = lines[table.header.line]
    kept = [place for place, name in enumerate(header) if name != REASON]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(protected_as_sent(header[place]) for place in kept), REASON])
    for line, reason in reasons.items():
        cells = lines[line]
        writer.writerow(
            [*(protected_as_sent(cells[place]) if place < len(cells) else "" for place in kept), protected(reason)]
        )
    return out.getvalue().encode("utf-8-sig")
