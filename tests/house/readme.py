"""The README's blocks, by kind: `console` is run and compared, `pycon` is a doctest, `sh` is shown only.

`python -m tests.house.readme DATABASE` renews what the console examples print, from a demo database.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.house.repository import ROOT

FILE = ROOT / "README.md"
README = FILE.read_text(encoding="utf-8")
QMS = Path(sys.executable).with_name("qms")
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


def printed(command: str, database: Path) -> str:
    """What a command of the README prints on a database; raises CalledProcessError when it fails."""
    program, *arguments = shlex.split(command)
    assert program == "qms"
    environment = os.environ | {"QMS_DATABASE_URL": f"sqlite:///{database}", "QMS_LANG": "vi"}
    return subprocess.run([QMS, *arguments], env=environment, check=True, capture_output=True, text=True).stdout


def renewed(database: Path) -> str:
    text = README
    for command, output in examples():
        text = text.replace(f"$ {command}\n{output}", f"$ {command}\n{printed(command, database)}")
    return text


if __name__ == "__main__":
    FILE.write_text(renewed(Path(sys.argv[1])), encoding="utf-8")
