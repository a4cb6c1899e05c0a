"""What the commands write to stdout: one JSON document, a CSV with the same columns always, or a table for people."""

from __future__ import annotations

import os
import sys
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NOBODY_READS: Final = 141
"""The exit code of a program whose reader has gone, as shells know it."""

_WIDE: Final = ("W", "F")
_GAP: Final = "  "


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Column(NamedTuple):
    """A column of a table for people; numbers stand to the right."""

    heading: str
    right: bool = False


def write_json(document: dict[str, Any]) -> None:
    """Write one document and nothing else."""
    import json

    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def write_csv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows under these columns; what a row does not have is blank."""
    from qms.csv_rows import write_rows

    write_rows(sys.stdout, columns, rows, end="\n")


def write_lines(lines: Iterable[str]) -> None:
    """Write lines for people."""
    sys.stdout.writelines(f"{printable_lines(line)}\n" for line in lines)


def table_lines(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table: headings, a rule, rows; cells aligned by their width on screen."""
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [
        max([width_of(column.heading), *(width_of(row[place]) for row in shown)])
        for place, column in enumerate(columns)
    ]
    yield _line(columns, widths, [column.heading for column in columns])
    yield _GAP.join("─" * width for width in widths)
    for row in shown:
        yield _line(columns, widths, row)


def _line(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str]) -> str:
    padded = []
    for column, width, cell in zip(columns, widths, cells, strict=True):
        room = " " * (width - width_of(cell))
        padded.append(room + cell if column.right else cell + room)
    return _GAP.join(padded).rstrip()


def width_of(text: str) -> int:
    """Return how many places a text takes on screen: none for a combining mark, two for a wide letter."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in _WIDE else 1
        for letter in text
    )


def printable(text: str) -> str:
    """Return a text without what would move the cursor or colour the screen."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def printable_lines(text: str) -> str:
    """Return a text of several lines, each made printable."""
    return "\n".join(map(printable, text.split("\n")))


def nobody_reads() -> int:
    """Let the interpreter end in peace when the reader of our output has gone; returns the exit code."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(silence, stream.fileno())
    return NOBODY_READS
