"""A process that types at the `qms` command, a line at a time: `python -m tests.faults.typist`, and how to speak to it.

One process serves many lines, so that two of them meet at the database and not at the start of Python. Everything is as
on the command line but one: files are read in the process itself, because it is the writing that is watched here.
"""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from itertools import count
from typing import Any, NamedTuple
from unittest.mock import patch

from qms.cli import run
from qms.importing import apply as applying
from qms.importing.reading import read
from tests.faults.child import at_each_step
from tests.house.repository import ROOT


class Typed(NamedTuple):
    """What came of a line: the exit code, stdout and stderr, and how often a file was planned anew meanwhile."""

    code: int
    out: str
    err: str
    planned_anew: int

    @property
    def document(self) -> dict[str, Any]:
        """What was printed, as JSON."""
        found: dict[str, Any] = json.loads(self.out)
        return found


class Typist:
    """The other side of such a process."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.typist"],
            cwd=ROOT,
            env=os.environ | {"QMS_DATABASE_URL": url, "QMS_LANG": "en", "LOGNAME": "an"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, *words: str, step: int = 0, seconds: float = 0) -> None:
        """Let a line be typed; with a step or a time, by a process that is killed there."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"words": words, "step": step, "seconds": seconds}) + "\n")
        self._process.stdin.flush()

    def end(self) -> Typed:
        """What came of the line begun last."""
        assert self._process.stdout is not None
        return Typed(*json.loads(self._process.stdout.readline()))

    def type(self, *words: str, step: int = 0, seconds: float = 0) -> Typed:
        """Type a line and wait for what comes of it."""
        self.begin(*words, step=step, seconds=seconds)
        return self.end()

    def leave(self) -> None:
        """Let the process end."""
        self._process.communicate(timeout=60)


@contextmanager
def typists(url: str, number: int) -> Iterator[list[Typist]]:
    """Give so many of them, at one database, each already started."""
    hired = [Typist(url) for _one in range(number)]
    try:
        for one in hired:
            assert one.type("--help").code == 0
        yield hired
    finally:
        for one in hired:
            one.leave()


def main() -> None:
    """Type the lines of standard input, one after another."""
    with patch("qms.importing.apply.read_file", read):
        for line in sys.stdin:
            asked = json.loads(line)
            is_killed = asked["step"] or asked["seconds"]
            typed = _killed(**asked) if is_killed else _typed(asked["words"])
            sys.stdout.write(json.dumps(typed) + "\n")
            sys.stdout.flush()


def _typed(words: list[str]) -> Typed:
    out, err = io.StringIO(), io.StringIO()
    counting = patch.object(applying, "replanned", wraps=applying.replanned)
    with counting as replanned, redirect_stdout(out), redirect_stderr(err):
        code = run(words)
    return Typed(code, out.getvalue(), err.getvalue(), replanned.call_count)


def _killed(words: list[str], step: int, seconds: float) -> Typed:
    """Type in a process of its own that dies on reaching a step, or when a clock strikes, wherever it is then."""
    child = os.fork()
    if child == 0:
        if step:
            _die_at(step)
        else:
            signal.setitimer(signal.ITIMER_REAL, seconds)  # the alarm's own way to end a process: at once
        os._exit(_typed(words).code)
    _pid, status = os.waitpid(child, 0)
    return Typed(os.waitstatus_to_exitcode(status), "", "", 0)


def _die_at(step: int) -> None:
    """Kill this process on reaching a step of its writing: statements (before and after), commits and anchors."""
    steps, begun = count(1), False

    def next_step(*_arguments: Any) -> None:
        if begun and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(_connection: Any, _cursor: Any, said: str, *_more: Any) -> None:
        nonlocal begun
        begun = begun or said == "BEGIN IMMEDIATE" or "pg_advisory_xact_lock" in said
        next_step()

    at_each_step(next_step, statement)


if __name__ == "__main__":
    main()
