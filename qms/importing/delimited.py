"""Text to rows: the separator is found by what the header then says, and named."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from qms.importing.codes import Code
from qms.importing.headers import SEARCHED_ROWS, recognised
from qms.importing.problems import Problem, problem
from qms.importing.sheet import LIMITS, Limits, Row, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS: Final = (",", ";", "\t")
_REFUSED: Final = "|"
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.?)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_SAMPLED: Final = 500_000
_FULL: Final = "field larger than field limit"


def find_delimiter(text: str) -> str:
    """Return what separates a text's cells: as its first line `sep=;` says, else as makes most of the header.

    Raises UnreadableError for separators that are not read.
    """
    said = _SEPARATOR_LINE.match(text)
    delimiter = said[1] if said else max((*DELIMITERS, _REFUSED), key=lambda one: _promise(text, one))
    if delimiter not in DELIMITERS:
        raise UnreadableError(problem(Code.UNKNOWN_DELIMITER, line=1 if said else None, value=delimiter))
    return delimiter


def _promise(text: str, delimiter: str) -> tuple[int, int, int]:
    """Return how well a separator fits: columns recognised in one row, rows of the commonest width, that width."""
    rows = list(islice(_sample(text, delimiter), SEARCHED_ROWS))
    widths = [len(cells) for cells in rows if len(cells) > 1]
    width = max(set(widths), key=lambda one: (widths.count(one), one), default=0)
    return max(map(recognised, rows), default=0), widths.count(width), width


def _sample(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the first rows, up to one that cannot be read with this separator."""
    reader = csv.reader(io.StringIO(text[:_SAMPLED], newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        return


def read_rows(text: str, delimiter: str, limits: Limits = LIMITS) -> Iterator[Row]:
    """Yield the rows of a text that hold anything, each with the text line where it begins.

    Raises UnreadableError where quotation marks do not match or a cell is longer than any spreadsheet's.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = csv.field_size_limit(limits.cell_characters)
    line = 1
    try:
        for cells in reader:
            if any(cells) and not (line == 1 and _SEPARATOR_LINE.match(text)):
                yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(_what_broke(error, line, limits)) from error
    finally:
        csv.field_size_limit(before)


def _what_broke(error: csv.Error, line: int, limits: Limits) -> Problem:
    if str(error).startswith(_FULL):
        return problem(Code.CELL_TOO_LONG, line=line, limit=limits.cell_characters)
    return problem(Code.BAD_QUOTING, line=line)
