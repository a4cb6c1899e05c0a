"""`qms import`: a file of statuses or of the register goes in, or the reasons why not come out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from qms.asking import a_word
from qms.cli.effects import effect_lines
from qms.cli.operator import operator_name
from qms.cli.output import Format, write_json, write_lines
from qms.cli.stage import Stage
from qms.cli.updating import Note, warn, write_file
from qms.errors import CouldNot, WrongUsage
from qms.i18n import N_, _, current_language, format_count, format_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qms.importing.apply import Applied, Prepared, Report
    from qms.store.database import Database

_TRIES: Final = 10


def import_(
    file: Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("A CSV or XLSX file."))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only say what would happen; write nothing."))] = False,
    accept_valid: Annotated[
        bool, typer.Option("--accept-valid", help=N_("Take the valid rows; the rejected ones come back as a file."))
    ] = False,
    rejected: Annotated[
        str | None,
        typer.Option("--rejected", metavar=N_("PATH"), help=N_("Where the rejected rows go, else FILE.rejected.csv.")),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar=N_("NAME"), help=N_("The sheet of a workbook to be read."))
    ] = None,
    reporter: Annotated[
        str | None,
        typer.Option("--reporter", metavar=N_("CODE"), help=N_("The ministry or province whose report this is.")),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="YEAR|YEARH1|YEARH2", help=N_("The period that the report is of.")),
    ] = None,
    note: Note = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="table|json", help=N_("Sentences for people, or one JSON document."))
    ] = Format.TABLE.value,
) -> int:
    """Take a file in; returns 1 when it is refused."""
    from qms import moments
    from qms.importing.apply import Applied, prepare
    from qms.importing.plan import Outcome
    from qms.store.database import connect

    shape = a_word(Format, format_, (Format.TABLE, Format.JSON))
    path, database = Path(file), connect()
    content = _content_of(path)
    report = _a_report(database, reporter, period)
    with Stage() as stage:
        stage.reading()
        prepared = prepare(database, content, path.name, today=moments.today(), sheet=sheet, progress=stage.planning)
        if dry_run:
            applied = Applied(prepared, prepared.plan.outcome(accept_valid=accept_valid))
        else:
            stage.writing()
            applied = _taken_in(database, prepared, note=note, report=report, accept_valid=accept_valid)
    if shape is Format.JSON:
        write_json(applied.to_json(current_language(), accept_valid=accept_valid))
    else:
        write_lines(_lines(applied))
    if accept_valid and applied.outcome is Outcome.APPLIED:
        _give_back(applied.prepared, Path(rejected) if rejected else path.with_name(f"{path.name}.rejected.csv"))
    warn(applied.warning)
    return 1 if applied.outcome is Outcome.REFUSED else 0


def _content_of(path: Path) -> bytes:
    from qms.importing.sheet import LIMITS

    try:
        if not path.is_file():
            raise WrongUsage(_("There is no file {file}.").format(file=path))
        with path.open("rb") as opened:
            return opened.read(LIMITS.bytes + 1)
    except OSError as error:
        sentence = _("{file} cannot be read: {reason}.")
        raise CouldNot(sentence.format(file=path, reason=error.strerror)) from error


def _a_report(database: Database, reporter: str | None, period: str | None) -> Report | None:
    """Return whose report it is; raises WrongUsage when that is half said, or cannot be understood."""
    from qms import moments
    from qms.importing.apply import Report
    from qms.register import resolve
    from qms.store.ledger import current_ledger
    from qms.store.receipts import last_day
    from qms.vocabulary import PARENT_LEVELS, Level

    if reporter is None and period is None:
        return None
    if reporter is None or period is None:
        raise WrongUsage(_("--reporter and --period belong together."))
    last_day(period)
    ledger = current_ledger(database)
    agency = resolve(ledger, reporter, moments.today())
    if list(Level)[int(ledger.levels[agency - 1])] not in PARENT_LEVELS:
        raise WrongUsage(_("{code} is neither a ministry nor a province.").format(code=reporter))
    return Report(reporter, period)


def _taken_in(
    database: Database, prepared: Prepared, *, note: str | None, report: Report | None, accept_valid: bool
) -> Applied:
    """Apply a file; where somebody else wrote in the meantime, what it does now is what counts."""
    from qms.importing.apply import PlanChangedError, apply

    by = operator_name()
    for _attempt in range(_TRIES):
        try:
            return apply(database, prepared, by=by, note=note, report=report, accept_valid=accept_valid)
        except PlanChangedError as changed:
            prepared = changed.prepared
    return apply(database, prepared, by=by, note=note, report=report, accept_valid=accept_valid)


def _give_back(prepared: Prepared, path: Path) -> None:
    from qms.importing.apply import rejected_rows

    content = rejected_rows(prepared)
    if content is not None:
        write_file(path, content)
        sys.stderr.write(_("The rejected rows are in {file}.").format(file=path) + "\n")


def _lines(applied: Applied) -> Iterator[str]:
    prepared = applied.prepared
    yield _headline(applied)
    counts = prepared.plan.counts
    yield _("new {new}, changed {changed}, unchanged {unchanged}, rejected {rejected}").format(
        **{name: format_count(count) for name, count in counts.items()}
    )
    if prepared.earlier:
        yield _("This very file was recorded as batch {batch} by {by} on {moment}.").format(
            batch=prepared.earlier.batch, by=prepared.earlier.by, moment=format_moment(prepared.earlier.recorded_at)
        )
    for problem in prepared.plan.problems:
        mark = _("Error") if problem.is_error else _("Warning")
        yield f"{mark}: {problem.message()}"
    effects = list(effect_lines(prepared.plan.effect))
    if effects:
        yield ""
        yield from effects


def _headline(applied: Applied) -> str:
    from qms.importing.plan import Outcome

    if applied.receipt is not None:
        return _("Nothing to change. Receipt of the report: batch {batch}.").format(batch=applied.receipt)
    sentences: dict[Outcome, str] = {
        Outcome.APPLIED: _("Recorded as batch {batch}."),
        Outcome.WOULD_APPLY: _("Can be recorded; nothing was written yet."),
        Outcome.UNCHANGED: _("Nothing to change."),
        Outcome.REFUSED: _("Refused; nothing was written."),
    }
    return sentences[applied.outcome].format(batch=applied.batch)


COMMANDS: Final = (
    (
        import_,
        N_(
            "Take a CSV or XLSX file in as one batch: statuses or the register, recognised from its headers. One "
            "rejected row refuses the file."
        ),
        "qms import report.xlsx --dry-run\nqms import report.csv --reporter province:01 --period 2025",
    ),
)
"""Each command with its help and its examples; a test runs the examples."""
