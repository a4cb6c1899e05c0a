"""Acts that a fault test starts as a process of its own: python -m tests.faults.child ACT URL [NUMBER].

Sentences go to stderr and the exit code is the error's, as on the command line.
"""

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event

from qms.errors import QmsError
from qms.store import anchors
from qms.store.batches import append
from qms.store.database import Database, connect
from qms.store.facts import Draft
from qms.store.initial import initialise
from qms.vocabulary import BatchKind


def init(database: Database, _number: int) -> None:
    """Load the register."""
    initialise(database, "register")


def at_each_step(step: Callable[..., None], statement: Callable[..., None] | None = None) -> None:
    """Let something be done at each step of writing: statements (before and after), commits and anchors.

    `statement` takes its place before statements.
    """
    event.listen(Engine, "before_cursor_execute", statement or step)
    event.listen(Engine, "after_cursor_execute", step)
    event.listen(Engine, "commit", step)
    _before_anchors(step)


def _before_anchors(step: Callable[[], None]) -> None:
    """Let a step come before and after each writing of anchors."""
    write = anchors._append

    def stepping(file: Path, lines: list[str]) -> None:
        step()
        write(file, lines)
        step()

    anchors._append = stepping


def cramped_init(database: Database, number: int) -> None:
    """Load the register, with no file allowed to grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    initialise(database, "register")


def write_many(database: Database, number: int) -> None:
    """Append so many batches, one after another."""
    for turn in range(number):
        append(database, Draft(BatchKind.RECEIPT, f"{os.getpid()}", note=f"{turn}"))


ACTS = {"init": init, "cramped_init": cramped_init, "write_many": write_many}


def main(act: str, url: str, number: str = "0") -> int:
    """Do an act; return its exit code."""
    try:
        ACTS[act](connect(url), int(number))
    except QmsError as error:
        sys.stderr.write(str(error))
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
