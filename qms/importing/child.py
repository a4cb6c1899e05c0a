"""The reading process: limits itself, reads one file from its standard input, and tells its rows line by line.

Started by `sandbox`; it has no other business, imports no database and no screen, and opens no files.
"""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final

from qms.importing import wire
from qms.importing.codes import Code
from qms.importing.problems import Problem, problem
from qms.importing.reading import open_source
from qms.importing.sheet import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from qms.importing.sheet import Limits

_ROWS_A_LINE: Final = 500
_OPEN_FILES: Final = 32
_WRITTEN_BYTES: Final = 1_000_000


def main() -> None:
    """Answer the one question on standard input."""
    answer(sys.stdin.buffer, sys.stdout.buffer, limit_this_process)


def answer(question: BinaryIO, out: BinaryIO, limit: Callable[[Limits], None]) -> None:
    """Read what is asked, limit this process, and tell the rows of the file or why it is refused."""
    name, sheet, limits = wire.unpack_question(question.readline())
    limit(limits)
    refusal = _tell(question, out, name, sheet, limits)
    if refusal is not None:
        out.write(wire.pack_line(wire.REFUSED, wire.pack_problem(refusal.problem), list(refusal.sheets)))
    out.flush()


def _tell(question: BinaryIO, out: BinaryIO, name: str, sheet: str | None, limits: Limits) -> UnreadableError | None:
    """Tell the rows; return why the file is refused, where it is. What took the memory is gone on return."""
    try:
        source = open_source(question.read(), name, sheet=sheet, limits=limits)
        while rows := list(islice(source.rows, _ROWS_A_LINE)):
            out.write(wire.pack_rows(rows))
        problems = [wire.pack_problem(one) for one in source.problems()]
        out.write(wire.pack_line(wire.DONE, wire.pack_understood(source.understood()), problems))
    except UnreadableError as error:
        return UnreadableError(error.problem, error.sheets)
    except MemoryError:
        return UnreadableError(out_of_memory())
    return None


def out_of_memory() -> Problem:
    """Return the problem of a file that needs more memory than is allowed."""
    return problem(Code.READING_OUT_OF_MEMORY)


def limit_this_process(limits: Limits) -> None:
    """Limit memory, processor time, open files and written bytes for good, where the platform can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits: there the clock and the checks before unpacking remain
        return
    wanted = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_FSIZE: _WRITTEN_BYTES,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        _, hard = resource.getrlimit(what)
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (lowest, lowest))
