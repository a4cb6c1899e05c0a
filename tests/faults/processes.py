"""Starting the acts of `child`, and running one as a user without rights."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from qms.errors import QmsError
from tests.house.repository import ROOT

NOBODY = 65534


@dataclass(frozen=True)
class Ended:
    """How an act ended: its exit code (negative: the signal), what it said and what it printed."""

    code: int
    said: str
    printed: str


def start(act: str, url: str, number: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.child", act, url, str(number)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QMS_LANG": "en"},
    )


def end(process: subprocess.Popen[str]) -> Ended:
    printed, said = process.communicate(timeout=120)
    return Ended(process.returncode, said, printed)


def run(act: str, url: str, number: int = 0) -> Ended:
    return end(start(act, url, number))


def without_rights(act: Callable[[], object]) -> Ended:
    """Do an act in a child process that has no rights to what belongs to us; file modes mean nothing to root."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code, said = 70, "?"
        try:
            if os.getuid() == 0:
                os.setuid(NOBODY)
            act()
            code, said = 0, ""
        except QmsError as error:
            code, said = error.exit_code, str(error)
        finally:
            os.write(writing, said.encode())
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    _pid, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), said, "")
