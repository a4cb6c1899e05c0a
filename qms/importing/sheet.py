"""What reading a file gives: rows of cells with their line numbers, and what was understood on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from qms.importing.problems import Problem


class Content(StrEnum):
    """What a cell holds besides text."""

    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    UNSAVED = "unsaved"
    TEXT = "text"


class Cell(NamedTuple):
    """A cell that is more than plain text.

    `text` is what it holds: a number's shortest decimal form, a date as ISO text (with a time only where it is not
    midnight), an error's name, nothing for a formula whose result was not saved.
    """

    text: str
    content: Content
    is_formula: bool = False


Value = str | Cell
"""Plain text is a str, blank is the empty str: most cells of a file are one of these."""


def text_of(value: Value) -> str:
    """Return what a cell holds, as text."""
    return value if isinstance(value, str) else value.text


def is_filled(value: Value) -> bool:
    """Tell whether a cell holds anything but blanks; a formula without a saved result does."""
    if isinstance(value, str):
        return bool(value) and not value.isspace()
    return value.content is Content.UNSAVED or bool(value.text.strip())


class Row(NamedTuple):
    """One row: the line where it begins (CSV: text line; XLSX: the sheet's row number) and its cells from column A."""

    line: int
    cells: tuple[Value, ...]

    @property
    def filled(self) -> list[int]:
        """The indexes of the cells that hold something."""
        return [index for index, value in enumerate(self.cells) if value and is_filled(value)]


class Format(StrEnum):
    """The formats that are read."""

    CSV = "CSV"
    XLSX = "XLSX"


class DateSystem(StrEnum):
    """Which day a workbook's day numbers count from."""

    FROM_1900 = "1900"
    FROM_1904 = "1904"


@dataclass(frozen=True, slots=True)
class Understood:
    """What was found out about a file, for the analyst to check before anything else.

    CSV fills `encoding` ("UTF-8", "UTF-8 with BOM", "UTF-16LE", "UTF-16BE", "Windows-1258") and `delimiter`; XLSX the
    rest. `hidden_rows` are first and last row of each hidden run, `hidden_columns` letters, `merged` ranges such as
    "A5:A9" (the first thousand), `formulas` their number.
    """

    format: Format
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: tuple[tuple[int, int], ...] = ()
    hidden_columns: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    formulas: int = 0
    date_system: DateSystem | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's rows, entirely blank ones left out, and what was understood of it."""

    understood: Understood
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: the sheet, None where the file is refused, and every problem met."""

    sheet: Sheet | None
    problems: tuple[Problem, ...] = ()
    sheets: tuple[str, ...] = field(default=())
    """The workbook's sheets, also where one of them has to be chosen first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken in. The defaults are those of page and command line alike."""

    bytes: int = 20_000_000
    rows: int = 200_000
    """Rows of data: the header and what stands around the table do not count."""
    columns: int = 60
    """Columns with anything in a row of data."""
    cell_characters: int = 32_767
    """What a spreadsheet's cell can hold at most."""
    unpacked_bytes: int = 500_000_000
    unpacked_ratio: int = 200
    """How many times its packed size a part of a workbook may have (looked at from one megabyte on)."""
    parts: int = 2_000
    memory_bytes: int = 1_000_000_000
    """Address space of the reading process."""
    cpu_seconds: int = 100
    seconds: int = 120
    """By the clock on the wall."""


LIMITS: Final = Limits()

MARGIN_ROWS: Final = 1_000
"""Rows that titles, blank lines and signatures may take besides the data."""

FAR_COLUMN: Final = 200
"""A filled cell to the right of this many columns belongs to no table."""


class UnreadableError(Exception):
    """The file is refused: reading ends at the problem it carries; `sheets` are the workbook's, where known."""

    def __init__(self, problem: Problem, sheets: tuple[str, ...] = ()) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.sheets = sheets


def letters(index: int) -> str:
    """Return the name of the column with this index from 0: A to Z, AA, AB and so on."""
    name, rest = "", index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
