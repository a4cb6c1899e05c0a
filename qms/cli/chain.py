"""`qms history`, `qms verify`: what was recorded, and whether it still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from qms.asking import a_word, the_day
from qms.cli.options import InFormat
from qms.cli.output import Column, Format, table_lines, write_csv, write_json, write_lines
from qms.errors import WrongUsage
from qms.i18n import N_, _, current_language, format_count, format_date, format_moment, label
from qms.vocabulary import BatchKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qms.store.history import BatchRow, History
    from qms.store.receipts import Receipts
    from qms.store.verify import Verification

_SHOWN_OF_A_HASH: Final = 12


def history(
    receipts: Annotated[
        bool, typer.Option("--receipts", help=N_("Who has sent the report of a period, and who has not."))
    ] = False,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="YEAR|YEARH1|YEARH2", help=N_("The period of the receipts, else the newest.")),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar=N_("DATE"), help=N_("The day until which a report is in time.")),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option("--batch", metavar=N_("BATCH"), help=N_("One batch alone, and what it did to the figures.")),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar=N_("DATE"), help=N_("The day of those figures, else the day it was recorded on.")
        ),
    ] = None,
    format_: InFormat = Format.TABLE.value,
) -> None:
    """Print all batches, one of them with what it did, or who has sent the report of a period."""
    import qms

    shape = a_word(Format, format_)
    if batch is not None and not (receipts or period or due):
        from qms.cli.one_batch import write_batch

        write_batch(batch, as_of, shape, _history_lines)
        return
    if batch or as_of:
        raise WrongUsage(_("--as-of belongs to --batch, and --batch goes without --receipts, --period and --due."))
    if receipts:
        _write_receipts(period, due, shape)
        return
    if period or due:
        raise WrongUsage(_("--period and --due belong to --receipts."))
    found = qms.open().history()
    document = found.to_json(current_language())
    match shape:
        case Format.JSON:
            write_json(document)
        case Format.CSV:
            from qms.cli import rows

            write_csv(rows.HISTORY, (_with_counts_as_text(batch) for batch in document["batches"]))
        case Format.TABLE:
            write_lines(_history_lines(found))


def verify(
    contains: Annotated[
        str | None,
        typer.Option(
            "--contains", metavar=N_("HEAD"), help=N_("Also demand this head in the chain, as a report printed it.")
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="table|json", help=N_("Sentences for people, or one JSON document."))
    ] = Format.TABLE.value,
) -> int:
    """Check everything that was recorded; returns 1 when something does not hold."""
    from qms.store.database import connect
    from qms.store.verify import verify as checked

    shape = a_word(Format, format_, (Format.TABLE, Format.JSON))
    found = checked(connect(), contains)
    if shape is Format.JSON:
        write_json(found.to_json())
    else:
        write_lines(_verification_lines(found))
    return 0 if found.ok else 1


def _write_receipts(period: str | None, due: str | None, shape: Format) -> None:
    from qms import moments
    from qms.store.database import connect
    from qms.store.history import history as all_batches
    from qms.store.ledger import current_ledger
    from qms.store.receipts import newest_period, receipts

    database, today = connect(), moments.today()
    batches = all_batches(database)
    asked = period or newest_period(batches, today)
    found = receipts(current_ledger(database), batches, asked, today=today, due=the_day(due) if due else None)
    document = found.to_json()
    match shape:
        case Format.JSON:
            write_json(document)
        case Format.CSV:
            said = {"period": document["period"], "due": document["due"]}
            write_csv([*said, *_SENDER], [said | row for row in document["reporters"]])
        case Format.TABLE:
            write_lines(_receipt_lines(found))


_SENDER: Final = ("id", "level", "code", "name", "state", "batch", "recorded_at", "last_period", "without_news")
_STATES: Final = {
    "sent": N_("sent"),
    "late": N_("sent late"),
    "silent": N_("silent this period"),
    "never": N_("never reported"),
}


def _receipt_lines(found: Receipts) -> Iterator[str]:
    yield _("Reports of {period}, due on {day}").format(period=found.period, day=format_date(found.due))
    columns = [
        Column(_("Level")),
        Column(_("Code")),
        Column(_("Ministry or province")),
        Column(_("Report")),
        Column(_("Recorded (Hà Nội)")),
        Column(_("Batch"), right=True),
    ]
    rows = [
        [
            label(one.level),
            one.code,
            one.name,
            _(_STATES[one.state]),
            format_moment(one.recorded_at) if one.recorded_at else "",
            str(one.batch or ""),
        ]
        for one in found.senders
    ]
    yield from table_lines(columns, rows)


def _with_counts_as_text(batch: dict[str, Any]) -> dict[str, Any]:
    import json

    return batch | {"counts": json.dumps(batch["counts"], ensure_ascii=False)}


def _history_lines(found: History) -> Iterator[str]:
    columns = [
        Column(_("Batch"), right=True),
        Column(_("Kind")),
        Column(_("Recorded (Hà Nội)")),
        Column(_("By")),
        Column(_("Rows"), right=True),
        Column(_("File")),
        Column(_("Note")),
        Column(_("Head of the chain")),
    ]
    yield from table_lines(columns, [_history_row(batch) for batch in found])


def _history_row(batch: BatchRow) -> list[str]:
    return [
        str(batch.batch),
        label(BatchKind(batch.kind)),
        format_moment(batch.recorded_at),
        batch.by,
        format_count(sum(batch.counts.values())) if batch.counts else "–",
        batch.file or "",
        batch.note or "",
        batch.hash[:_SHOWN_OF_A_HASH],
    ]


def _verification_lines(found: Verification) -> Iterator[str]:
    if found.ok:
        yield _("Everything recorded holds. Head of the chain: {head}").format(head=found.head)
    else:
        yield _("Something does not hold. Head of the chain: {head}").format(head=found.head)
    document = found.to_json()
    for title, told in ((_("Violations"), document["violations"]), (_("Findings"), document["findings"])):
        if told:
            yield ""
            yield f"{title} ({format_count(len(told))})"
            yield from (f"  {_placed(one)}" for one in told)


def _placed(one: dict[str, Any]) -> str:
    place = ":".join(str(part) for part in (one.get("table"), one.get("row")) if part is not None)
    return f"[{one['rule']}] {place + ' – ' if place else ''}{one['message']}"


COMMANDS: Final = (
    (
        history,
        N_("All batches in the order of the chain: what was recorded, by whom, when."),
        "qms history\nqms history --format json\nqms history --batch 2\nqms history --receipts",
    ),
    (
        verify,
        N_(
            "Check the chain, the rules of the register and the published figures. Ends with 1 when something does not "
            "hold."
        ),
        "qms verify\nqms verify --format json",
    ),
)
"""Each command with its help and its examples; a test runs the examples."""
