"""`qms init`, `qms serve`: a database to begin with, and the dashboard on it."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from qms.cli import PYTHONS_OWN
from qms.errors import WrongUsage
from qms.i18n import N_, _, format_count

if TYPE_CHECKING:
    from qms.store.initial import Content

_HIGHEST_PORT: Final = 65_535


def init(
    demo: Annotated[
        bool, typer.Option("--demo", help=N_("The simulated scenario too: a status history for every agency."))
    ] = False,
    empty: Annotated[bool, typer.Option("--empty", help=N_("The tables alone, without any data."))] = False,
) -> None:
    """Make or upgrade the database."""
    from qms.store.database import connect
    from qms.store.initial import initialise

    if demo and empty:
        raise WrongUsage(_("--demo and --empty exclude each other."))
    content: Content = "demo" if demo else "empty" if empty else "register"
    database = connect()
    outcome = initialise(database, content, Progress())
    if outcome.warning:
        _tell(outcome.warning)
    done = _("The database {place} is ready: {count} batches written, {total} in all.")
    _tell(
        done.format(
            place=database.place,
            count=format_count(outcome.written),
            total=format_count(database.data_version()),
        )
    )


def serve(
    demo: Annotated[
        bool, typer.Option("--demo", help=N_("Where there is no database yet, make one with the simulated scenario."))
    ] = False,
    host: Annotated[
        str, typer.Option("--host", metavar=N_("HOST"), help=N_("The address to listen on."))
    ] = "127.0.0.1",
    port: Annotated[str, typer.Option("--port", metavar=N_("PORT"), help=N_("The port to listen on."))] = "8501",
) -> None:
    """Serve the dashboard until it is interrupted."""
    number = _a_port(port)
    gc.set_threshold(*PYTHONS_OWN)
    from qms.server import serve as serve_dashboard

    serve_dashboard(host, number, demo=demo, progress=Progress())


def _a_port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= _HIGHEST_PORT:
        return int(text)
    sentence = _('"{text}" is no port. Name a number from 0 (any free one) to {highest}.')
    raise WrongUsage(sentence.format(text=text, highest=_HIGHEST_PORT))


class Progress:
    """Tells on stderr how far a long act has come: one line that renews itself on a screen, else a line a step."""

    def __init__(self) -> None:
        self._renews = sys.stderr.isatty()

    def __call__(self, done: int, total: int, sentence: str) -> None:
        """Tell that `done` of `total` batches are there; a total of 0 means that it is not known yet."""
        told = f"{format_count(done)}/{format_count(total)} {sentence}" if total else sentence
        if self._renews:
            sys.stderr.write(f"\r\x1b[K{told}" + ("\n" if total and done >= total else ""))
            sys.stderr.flush()
        else:
            _tell(told)


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


COMMANDS: Final = (
    (
        init,
        N_(
            "Make or upgrade the database and load what ships: the registers, successions and published figures, no "
            "status at all. A database that holds data is only ever upgraded."
        ),
        "qms init\nqms init --demo\nqms init --empty",
    ),
    (
        serve,
        N_("Serve the dashboard; a database that does not exist yet is made first."),
        "qms serve --demo\nqms serve --port 8600",
    ),
)
"""Each command with its help and its examples; a test runs the examples."""
