"""Inits of the register that die on reaching a step: `python -m tests.faults.killed`, and how to speak to it.

One process has ready what they load, and forks for each of them.
"""

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from qms.shipped import register_drafts
from qms.store import initial
from qms.store.database import connect
from qms.store.facts import Draft
from tests.faults.child import at_each_step
from tests.house.repository import ROOT


@cache
def drafts() -> tuple[Draft, ...]:
    """What ships, read once: many inits of a test load it twice each."""
    return tuple(register_drafts())


class Inits:
    """The other side of that process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def killed(self, url: str, anchors: Path, step: int) -> int:
        """Let an init be killed on reaching a step: its exit code."""
        return self._ended(url, anchors, step)[0]

    def steps(self, url: str, anchors: Path) -> int:
        """How many steps an init has that nobody kills."""
        code, steps = self._ended(url, anchors, 0)
        assert code == 0
        return steps

    def _ended(self, url: str, anchors: Path, step: int) -> tuple[int, int]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([url, str(anchors), step]) + "\n")
        self._process.stdin.flush()
        code, steps = json.loads(self._process.stdout.readline())
        return code, steps


@contextmanager
def inits() -> Iterator[Inits]:
    """Start the process, and let it end."""
    with subprocess.Popen(
        [sys.executable, "-m", __name__], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Inits(process)
        process.communicate(timeout=60)


def main() -> None:
    """Do what standard input asks for, a line each: URL, file of anchors, step; answer with exit code and steps."""
    drafts()
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            url, anchors, step = json.loads(line)
            _init(url, anchors, step, writing)
        os.close(writing)
        with os.fdopen(reading) as told:
            steps = int(told.read() or 0)
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(status), steps]) + "\n")
        sys.stdout.flush()


def _init(url: str, anchors: str, number: int, told: int) -> None:
    """Load the register, tell how many steps it took, and end the process; number 0 is no step."""
    steps, last = count(1), 0

    def step(*_arguments: Any) -> None:
        nonlocal last
        last = next(steps)
        if last == number:
            os.kill(os.getpid(), signal.SIGKILL)

    code = 70
    try:
        os.environ["QMS_ANCHORS"] = anchors
        at_each_step(step)
        initial.shipped_drafts = lambda content: drafts()  # noqa: ARG005 – its own name for it
        initial.initialise(connect(url), "register")
        os.write(told, str(last).encode())
        code = 0
    except Exception:  # noqa: BLE001 – whatever it is, it is told before the end
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
