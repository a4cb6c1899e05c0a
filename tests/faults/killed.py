"""Inits of the register that die on reaching a step, each forked from one process that has ready what they load.

Steps are statements (before and after), commits and anchors.
"""

import multiprocessing
import os
import signal
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event

from qms.shipped import register_drafts
from qms.store import initial
from qms.store.database import connect
from tests.faults.child import before_anchors

FORKING: Final = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload([__name__])
DRAFTS: Final = tuple(register_drafts())
"""What ships, read once: twenty inits of a test load it twice each."""


def killed_init(url: str, anchors: Path, number: int = 0) -> int:
    """Load the register in a process that is killed on reaching a step, and wait: its exit code."""
    child = FORKING.Process(target=_init, args=(url, anchors, number))
    child.start()
    child.join()
    assert child.exitcode is not None
    return child.exitcode


def steps_of_init(url: str, anchors: Path) -> int:
    """How many steps an init has that nobody kills."""
    answer, asked = FORKING.Pipe(duplex=False)
    FORKING.Process(target=_init, args=(url, anchors, 0, asked)).start()
    return int(answer.recv())


def _init(url: str, anchors: Path, number: int, answer: Connection | None = None) -> None:
    steps, last = count(1), 0

    def step(*_arguments: Any) -> None:
        nonlocal last
        last = next(steps)
        if last == number:
            os.kill(os.getpid(), signal.SIGKILL)

    os.environ["QMS_ANCHORS"] = str(anchors)
    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "after_cursor_execute", step)
    event.listen(Engine, "commit", step)
    before_anchors(step)
    initial.shipped_drafts = lambda content: DRAFTS  # noqa: ARG005
    initial.initialise(connect(url), "register")
    if answer is not None:
        answer.send(last)
