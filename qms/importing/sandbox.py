"""Reading a file in a process of its own, with limits on memory, time and open files: what a bomb hits is not us."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import IO, TYPE_CHECKING, Any, Final

import qms
from qms.importing import wire
from qms.importing.codes import Code
from qms.importing.problems import Problem, problem
from qms.importing.sheet import LIMITS, Limits, Reading, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qms.importing.sheet import Row

_log = logging.getLogger(__name__)

AT_ONCE: Final = 2
"""Files that are read at the same time; further ones wait."""

_START: Final = "from qms.importing.child import main; main()"
_SECONDS_TO_END: Final = 5
_places = BoundedSemaphore(AT_ONCE)
_OUT_OF_TIME: Final = {-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)}


def read_file(content: bytes, name: str = "", *, sheet: str | None = None, limits: Limits = LIMITS) -> Reading:
    """Return a file's rows and what was understood of it; whatever the file does, the answer is a value.

    `name` is only compared with what the file is; `sheet` chooses one of a workbook's sheets. A file that takes too
    much memory or time, or breaks its reader, is refused with a sentence.
    """
    if len(content) > limits.bytes:
        return _refused(problem(Code.TOO_MANY_BYTES, size=len(content), limit=limits.bytes))
    with _places, tempfile.TemporaryFile() as complaints, _start(complaints) as child:
        clock = _Clock(child, limits.seconds)
        try:
            reading = _converse(child, wire.pack_question(name, sheet, limits) + content)
            _await_end(child)
        finally:
            clock.stop()
            child.kill()
        return reading or _refused(_what_happened(child.wait(), clock, limits, complaints))


class _Clock:
    """Kills a process when its time is over, and knows whether it had to."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self.is_over = False
        self._child = child
        self._timer = Timer(seconds, self._strike)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Let the process live."""
        self._timer.cancel()
        self._timer.join()

    def _strike(self) -> None:
        self.is_over = True
        self._child.kill()


def _start(complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a reading process; it learns nothing of our settings, where passwords may stand."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QMS_")}
    package_folder = str(Path(qms.__file__).resolve().parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (package_folder, environment.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603 – this very interpreter, with a program of our own
        [sys.executable, "-P", "-c", _START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=environment,
    )


def _converse(child: subprocess.Popen[bytes], question: bytes) -> Reading | None:
    """Return the answer of a reading process, None where it ended without one."""
    if child.stdin is None or child.stdout is None:
        return None
    try:
        with child.stdin as asked:
            asked.write(question)
    except BrokenPipeError:
        return None
    return _understand(child.stdout)


def _understand(lines: Iterable[bytes]) -> Reading | None:
    rows: list[Row] = []
    memory = wire.Memory()
    for line in lines:
        word, *parts = _parsed(line)
        if word == wire.ROWS:
            rows += wire.unpack_rows(parts[0], memory)
        elif word == wire.DONE:
            understood = wire.unpack_understood(parts[0])
            problems = tuple(map(wire.unpack_problem, parts[1]))
            return Reading(Sheet(understood, tuple(rows)), problems, understood.sheets)
        elif word == wire.REFUSED:
            return Reading(None, (wire.unpack_problem(parts[0]),), tuple(parts[1]))
    return None


def _parsed(line: bytes) -> list[Any]:
    """Return a line's parts; a line cut off by the end of its process says nothing."""
    if not line.endswith(b"\n"):
        return [""]
    parts: list[Any] = json.loads(line)
    return parts


def _await_end(child: subprocess.Popen[bytes]) -> None:
    """Give a process that has said its last word the time to end by itself."""
    try:
        child.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        child.kill()


def _what_happened(returned: int, clock: _Clock, limits: Limits, complaints: IO[bytes]) -> Problem:
    """Return why a reading process ended without an answer; what it complained of goes to the log."""
    if clock.is_over or returned in _OUT_OF_TIME:
        return problem(Code.READING_TIMED_OUT, seconds=limits.seconds if clock.is_over else limits.cpu_seconds)
    complaints.seek(0)
    complaint = complaints.read().decode("utf-8", errors="replace")
    if "MemoryError" in complaint:
        return problem(Code.READING_OUT_OF_MEMORY)
    _log.error("the process that reads files ended with %s: %s", returned, complaint[-2_000:])
    return problem(Code.READING_CRASHED)


def _refused(why: Problem) -> Reading:
    return Reading(None, (why,))
