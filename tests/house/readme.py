"""The README's blocks, by kind: `console` is run and compared, `pycon` is a doctest, `sh` is shown only."""

import re
from typing import NamedTuple

from tests.house.repository import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ ", re.MULTILINE)


class Example(NamedTuple):
    """A command as it is typed, and what it prints."""

    command: str
    output: str


def blocks(kind: str) -> list[str]:
    return [text for found, text in BLOCK.findall(README) if found == kind]


def examples() -> list[Example]:
    typed = [part for text in blocks("console") for part in COMMAND.split(text)[1:]]
    return [Example(*part.split("\n", 1)) for part in typed]


def shown_commands() -> list[str]:
    lines = [line for text in blocks("sh") for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]
