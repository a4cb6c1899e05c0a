"""Files that wait between upload and recording: kept by this process for a while, opened by a token alone.

A page that is loaded again is a new session and has lost what was uploaded; here the file, what was chosen for it and
the plan that was shown are found again. Nothing of it is on disk, and all of it is bounded.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from qms.coverage.effect import Effect
    from qms.importing.apply import Prepared
    from qms.importing.preview import Preview, Turn

MOST_FILES: Final = 32
MOST_BYTES: Final = 100_000_000
"""Of all files and files of rejected rows that wait at one time."""
MOST_ROWS: Final = 250_000
"""Rows of the plans that are kept at one time; a plan that was let go is made anew when its file is looked at."""
SECONDS: Final = 8 * 60 * 60
"""How long a file waits that nobody looks at: a working day."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the analyst has chosen for a file so far; None and blank leave it open."""

    sheet: str | None = None
    mapping: Mapping[int, str] | None = None
    header_line: int | None = None
    is_remembered: bool = False
    """Whether the mapping was put down for the next file of this layout."""
    note: str = ""
    reporter: str = ""
    period: str = ""
    accept_valid: bool = False


class Planned(NamedTuple):
    """A plan as it is shown, its rows in their order, and for which layout and day it was made."""

    prepared: Prepared
    preview: Preview
    layout: tuple[object, ...]


class Turned(NamedTuple):
    """What became of a plan when somebody else had written: since which batch, and the rows that turned out others."""

    since: int
    rows: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was recorded of a file; `batch` is None where only its coming was."""

    batch: int | None
    receipt: int | None
    counts: Mapping[str, int]
    effect: tuple[Effect, ...]
    rejected: bytes | None
    warning: str | None


@dataclass(slots=True)
class Waiting:
    """A file that waits, with all that was done with it."""

    token: str
    name: str
    content: bytes
    who: str
    choices: Choices = field(default_factory=Choices)
    planned: Planned | None = None
    turned: Turned | None = None
    receipt: Receipt | None = None
    trouble: str | None = None
    """Why the last attempt to record it came to nothing."""
    touched: float = 0.0

    def choose(self, **choices: object) -> None:
        """Change what was chosen."""
        self.choices = replace(self.choices, **choices)  # type: ignore[arg-type]  # the names are checked by `replace`

    def layout(self, today: date) -> tuple[object, ...]:
        """Return what a plan of this file hangs on besides the data."""
        chosen = self.choices
        mapping = None if chosen.mapping is None else tuple(sorted(chosen.mapping.items()))
        return today, chosen.sheet, mapping, chosen.header_line

    def record(self, receipt: Receipt) -> None:
        """Keep what was recorded; file and plan are let go."""
        self.receipt, self.planned, self.turned, self.trouble = receipt, None, None, None
        self.content = b""

    @property
    def bytes(self) -> int:
        """How much of it is kept, the plan apart."""
        return len(self.content) + len((self.receipt and self.receipt.rejected) or b"")

    @property
    def rows(self) -> int:
        """How many rows its plan holds."""
        return 0 if self.planned is None else len(self.planned.prepared.plan.rows)


class WaitingFiles:
    """All files that wait in this process, the one that was looked at last at the end."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        files: int = MOST_FILES,
        bytes_: int = MOST_BYTES,
        rows: int = MOST_ROWS,
        seconds: float = SECONDS,
    ) -> None:
        self._clock, self._files, self._bytes, self._rows, self._seconds = clock, files, bytes_, rows, seconds
        self._waiting: dict[str, Waiting] = {}
        self._lock = Lock()

    def keep(self, name: str, content: bytes, who: str) -> Waiting:
        """Keep a file for whoever brought it; those that nobody looked at for longest make room."""
        one = Waiting(token_urlsafe(24), name, content, who)
        with self._lock:
            self._touch(one)
        return one

    def find(self, token: str, who: str) -> Waiting | None:
        """Return the file of a token, None where it is no longer kept or was brought by somebody else."""
        with self._lock:
            self._let_go()
            one = self._waiting.get(token)
            if one is None or one.who != who:
                return None
            self._touch(one)
            return one

    def drop(self, token: str) -> None:
        """Let a file go."""
        with self._lock:
            self._waiting.pop(token, None)

    def __len__(self) -> int:
        return len(self._waiting)

    def _touch(self, one: Waiting) -> None:
        one.touched = self._clock()
        self._waiting.pop(one.token, None)
        self._waiting[one.token] = one
        self._let_go()

    def _let_go(self) -> None:
        """Drop what waited for too long, then the oldest files and plans until the rest is within bounds."""
        dead = self._clock() - self._seconds
        kept = [one for one in self._waiting.values() if one.touched >= dead]
        while len(kept) > self._files or (len(kept) > 1 and sum(one.bytes for one in kept) > self._bytes):
            kept.pop(0)
        for one in kept[:-1]:
            if sum(other.rows for other in kept) > self._rows:
                one.planned = None
        self._waiting = {one.token: one for one in kept}


FILES: Final = WaitingFiles()
"""The files that wait in this process."""

PLANNING: Final = Lock()
"""Held while a file is planned: one at a time, for memory and so that other visitors are served."""
