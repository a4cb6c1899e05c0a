"""Two ways in turns, and the ratio of their times: what is claimed of speed is only ever such a ratio."""

from __future__ import annotations

import json
import os
import subprocess
import time
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Comparison:
    """Median seconds of our way and of the other one, and the bound that their ratio is held against."""

    name: str
    ours: float
    other: float
    other_name: str
    at_most: float | None = None
    """ours / other must not be above this."""
    at_least: float | None = None
    """other / ours must not be below this."""

    @property
    def ratio(self) -> float:
        """How many times as long as ours the other takes, or the reverse, as the bound is put."""
        return self.other / self.ours if self.at_least is not None else self.ours / self.other

    @property
    def holds(self) -> bool:
        """Whether the ratio keeps within its bound."""
        if self.at_least is not None:
            return self.ratio >= self.at_least
        return self.at_most is None or self.ratio <= self.at_most

    def line(self) -> str:
        """Return the comparison as one line of the table."""
        bound = "" if self.at_most is None else f"≤ {self.at_most:g}"
        bound = bound if self.at_least is None else f"≥ {self.at_least:g}"
        mark = "" if self.holds else "  ← not met"
        times = f"{self.ours * 1e3:10.2f} ms {self.other * 1e3:10.2f} ms"
        return f"{self.name:<58} {times} {self.ratio:8.2f}×  {bound:<7} of {self.other_name}{mark}"


@dataclass
class Book:
    """All comparisons of a run."""

    comparisons: list[Comparison] = field(default_factory=list)

    def compare(
        self,
        name: str,
        ours: Callable[[], object],
        other: Callable[[], object],
        *,
        other_name: str,
        at_most: float | None = None,
        at_least: float | None = None,
        rounds: int = 7,
    ) -> Comparison:
        """Time two ways in turns after one round of warming up, keep and return their comparison."""
        for way in (ours, other):
            way()
        times = [(seconds(ours), seconds(other)) for _round in range(rounds)]
        found = Comparison(
            name,
            median(our for our, _other in times),
            median(theirs for _our, theirs in times),
            other_name,
            at_most,
            at_least,
        )
        self.comparisons.append(found)
        return found

    def save(self, path: Path) -> None:
        """Write the comparisons as JSON."""
        rows = [asdict(row) | {"ratio": row.ratio, "holds": row.holds} for row in self.comparisons]
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def seconds(way: Callable[[], object]) -> float:
    """Return how long a call takes."""
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun


def process(arguments: Sequence[str], **environment: str) -> Callable[[], object]:
    """Return the call that runs a command to its end, its output thrown away; raises when it fails.

    Modules are compiled once, as they are where software is installed, whatever the environment says.
    """
    known = os.environ | {"PYTHONDONTWRITEBYTECODE": ""} | environment
    return lambda: subprocess.run(arguments, env=known, check=True, capture_output=True)  # noqa: S603 – our own commands
