"""The checkout as the tests of the house see it."""

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Line(NamedTuple):
    """One line of a committed text file; printed as an editor finds it."""

    path: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.number}: {self.text.strip()[:120]}"


@cache
def committed_files() -> tuple[str, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    return tuple(path for path in listed if path and (ROOT / path).is_file())


def scripts() -> list[str]:
    """The commands in script/; what they source or start has a suffix."""
    return [path for path in committed_files() if re.fullmatch(r"script/\w+", path)]


@cache
def committed_lines() -> tuple[Line, ...]:
    return tuple(line for path in committed_files() for line in _lines(path))


def _lines(path: str) -> list[Line]:
    content = (ROOT / path).read_bytes()
    if b"\0" in content:  # a picture or a compiled catalogue
        return []
    return [Line(path, number, text) for number, text in enumerate(content.decode("utf-8").splitlines(), 1)]
