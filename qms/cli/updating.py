"""`qms undo`: what changes the data from the command line, and takes a change back."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from qms.cli.operator import operator_name
from qms.cli.output import write_lines
from qms.errors import WrongUsage
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
)
"""Each command with its help and its examples; a test runs the examples."""
