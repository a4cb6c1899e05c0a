"""`qms undo`, `qms template`: what changes the data from the command line, and the files to change it with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from qms.asking import a_word
from qms.cli.operator import operator_name
from qms.cli.options import Under
from qms.cli.output import write_lines
from qms.errors import CouldNot, WrongUsage
from qms.i18n import N_, _, format_count

Note = Annotated[
    str | None, typer.Option("--note", metavar=N_("TEXT"), help=N_("A note that stands in the history beside it."))
]


def undo(
    batch: Annotated[
        str, typer.Argument(metavar=N_("BATCH"), help=N_("The number of the batch, as qms history tells it."))
    ],
    note: Note = None,
) -> None:
    """Take a batch back by a further one."""
    from qms.store.database import connect
    from qms.store.undo import undo as take_back

    number = a_batch_number(batch)
    receipt = take_back(connect(), number, by=operator_name(), note=note)
    sentence = _("Batch {batch} is undone by batch {undo}. Rows put in the place of earlier ones: {restored}.")
    restored = format_count(sum(receipt.rows.values()))
    write_lines([sentence.format(batch=number, undo=receipt.batch, restored=restored)])
    warn(receipt.warning)


def template(
    kind: Annotated[
        str, typer.Argument(metavar="status|register", help=N_("What is to be reported: statuses, or the register."))
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE.xlsx|csv", help=N_("The file to write; its ending decides."))
    ],
    under: Under = None,
) -> None:
    """Write a template with the agencies of today and their present state."""
    from qms import moments
    from qms.importing.columns import Kind
    from qms.importing.template import make_template, to_csv, to_xlsx
    from qms.store.database import connect
    from qms.store.ledger import current_ledger
    from qms.store.standing import StandingFacts

    chosen, path = a_word(Kind, kind), Path(output)
    writers = {".xlsx": to_xlsx, ".csv": to_csv}
    if path.suffix.lower() not in writers:
        raise WrongUsage(_("A template is an XLSX or a CSV file: end its name with .xlsx or .csv."))
    database = connect()
    made = make_template(current_ledger(database), StandingFacts(database), chosen, today=moments.today(), under=under)
    write_file(path, writers[path.suffix.lower()](made))
    sentence = _("{file} is written. Agencies: {count}.")
    write_lines([sentence.format(file=path, count=format_count(len(made.rows)))])


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raises CouldNot with the reason when the place does not take it."""
    try:
        path.write_bytes(content)
    except OSError as error:
        sentence = _("{file} cannot be written: {reason}.")
        raise CouldNot(sentence.format(file=path, reason=error.strerror)) from error


def a_batch_number(text: str) -> int:
    """Return the number of a batch; raises WrongUsage for a text that is none."""
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER:
        return int(text)
    raise WrongUsage(_('"{text}" is no number of a batch. qms history lists them.').format(text=text))


def warn(sentence: str | None) -> None:
    """Tell on stderr what does not stop an act."""
    if sentence:
        typer.echo(sentence, err=True)


_LONGEST_NUMBER: Final = 9

COMMANDS: Final = (
    (
        undo,
        N_(
            "Undo a batch: a further batch takes back what it added and restores what it took back. Refused when "
            "later batches build on it; their numbers are told."
        ),
        'qms undo 12\nqms undo 12 --note "wrong file"',
    ),
    (
        template,
        N_(
            "Write a template to fill in: the agencies of today with their present state. Sent back unchanged it "
            "changes nothing."
        ),
        "qms template status -o status.xlsx\nqms template register --under province:01 -o register.csv",
    ),
)
"""Each command with its help and its examples; a test runs the examples."""
