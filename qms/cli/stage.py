"""What a command is at while somebody waits before a screen: one line on stderr that renews itself and goes away."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Self

from qms.i18n import _, format_count

if TYPE_CHECKING:
    from types import TracebackType

_BEGIN_ANEW: Final = "\r\x1b[K"


class Stage:
    """Says what is being done; where stderr is no screen, it says nothing at all."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Leave the line as it was before."""
        self._write("")

    def reading(self) -> None:
        """Say that the file is being read."""
        self._write(_("Reading the file …"))

    def planning(self, done: int, total: int) -> None:
        """Say how many of the file's rows were looked at."""
        told = _("Checking rows: {done}/{total} …")
        self._write(told.format(done=format_count(done), total=format_count(total)))

    def writing(self) -> None:
        """Say that the change is being recorded."""
        self._write(_("Recording the change …"))

    def _write(self, sentence: str) -> None:
        if self._is_seen:
            sys.stderr.write(f"{_BEGIN_ANEW}{sentence}")
            sys.stderr.flush()
