"""Full reports are laid out in a process of their own: it may be ended when it takes too long, and its memory is freed.

Run as a program it reads one line with the moment, then the document in JSON, and writes the PDF.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import Final

from qms.errors import CouldNot
from qms.i18n import _
from qms.places import PACKAGE

SECONDS: Final = 60
MEMORY: Final = 3 * 2**30
"""Bytes of addresses; a compiler with threads reserves several times what it ever uses."""

_START: Final = "from qms.reports.press import main; main()"
_log = logging.getLogger(__name__)


def printed(document: str, moment: int, *, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """Return the PDF of a document; raises CouldNot when it takes too much time or memory."""
    question = f"{moment} {memory}\n{document}".encode()
    package_folder = str(PACKAGE.parent)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QMS_")}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (package_folder, environment.get("PYTHONPATH"))))
    try:
        done = subprocess.run(  # noqa: S603 – this very interpreter, with a program of our own
            [sys.executable, "-P", "-c", _START],
            input=question,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        sentence = _("The report was not finished within {seconds} seconds. Please ask for a shorter one, or for XLSX.")
        raise CouldNot(sentence.format(seconds=int(seconds))) from error
    if done.returncode:
        _log.error("laying out ended with %s: %s", done.returncode, done.stderr.decode(errors="replace")[-2_000:])
        raise CouldNot(_("The report needs more memory than is allowed. Please ask for a shorter one, or for XLSX."))
    return done.stdout


def main() -> None:
    """Answer the one question on standard input."""
    from qms.reports.pdf import compiled

    moment, memory = sys.stdin.buffer.readline().split()
    _limit(int(memory))
    sys.stdout.buffer.write(compiled(sys.stdin.buffer.read().decode("utf-8"), int(moment)))


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits: there the clock remains
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    lowest = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (lowest, lowest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
