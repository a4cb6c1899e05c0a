"""Full reports are laid out in a process of their own: it may be ended when it takes too long, and its memory is freed.

Run as a program it reads one line with the moment, then the document in JSON, and writes the PDF.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from qms.errors import CouldNot, WrongUsage
from qms.i18n import _
from qms.places import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qms.reports.content import Report

SECONDS: Final = 60
MEMORY: Final = 3 * 2**30
"""Bytes of addresses; a compiler with threads reserves several times what it ever uses."""

_DOCUMENT: Final = "from qms.reports.press import main; main()"
_CONTENTS: Final = "from qms.reports.press import press_contents; press_contents()"
_log = logging.getLogger(__name__)


def printed(document: str, moment: int, *, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """Return the PDF of a document; raises CouldNot when it takes too much time or memory."""
    return _asked(_DOCUMENT, f"{moment} {memory}\n{document}".encode(), seconds)


def _asked(start: str, question: bytes, seconds: float) -> bytes:
    """Return what a process of our own answers; raises CouldNot when it comes to its limits."""
    package_folder = str(PACKAGE.parent)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QMS_")}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (package_folder, environment.get("PYTHONPATH"))))
    try:
        done = subprocess.run(  # noqa: S603 – this very interpreter, with a program of our own
            [sys.executable, "-P", "-c", start],
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


def pressed(contents: Mapping[str, Report], to: str, template: bytes | None = None) -> dict[str, bytes]:
    """Return contents in a format (docx, xlsx, pdf), laid out in a process of its own; raises as `printed`.

    What is wrong with a template is told as when it is used here.
    """
    question = pickle.dumps((MEMORY, dict(contents), to, template))
    answer = pickle.loads(_asked(_CONTENTS, question, SECONDS))  # noqa: S301 – what our own child has just written
    if isinstance(answer, str):
        raise WrongUsage(answer)
    found: dict[str, bytes] = answer
    return found


def press_contents() -> None:
    """Answer the one question of `pressed` on standard input."""
    from qms.reports.orders import To
    from qms.reports.orders import printed as laid_out

    memory, contents, to, template = pickle.load(sys.stdin.buffer)  # noqa: S301 – what our own parent has written
    _limit(memory)
    try:
        made: object = {name: laid_out(content, To(to), template) for name, content in contents.items()}
    except WrongUsage as error:
        made = str(error)
    sys.stdout.buffer.write(pickle.dumps(made))


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
