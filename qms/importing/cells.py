"""What one cell states: nothing, a value, that the value is to be cleared, or something that cannot be read."""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.importing.codes import Code
from qms.importing.sheet import Cell, Content, text_of

if TYPE_CHECKING:
    from qms.importing.problems import Fact
    from qms.importing.sheet import Value

CLEARING: Final = "-"
"""A lone hyphen clears; other dashes do not."""

ERRORS: Final = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
"""What spreadsheets show for a formula that has no result, also when they save text."""


class Clear(Enum):
    """The only member says that what was stated before holds no longer and nothing takes its place."""

    CLEAR = CLEARING


class Flaw(NamedTuple):
    """Why a cell's value cannot be taken; who knows line and column makes a problem of it."""

    code: Code
    suggestion: str | None = None
    facts: tuple[tuple[str, Fact], ...] = ()


def stated(value: Value) -> str:
    """Return a cell's text, composed (NFC) and without the blanks around it."""
    text = text_of(value).strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_number(value: Value) -> bool:
    """Tell whether a spreadsheet holds the value as a number and not as text."""
    return isinstance(value, Cell) and value.content is Content.NUMBER


def without_result(value: Value) -> Code | None:
    """Return why a cell has no value to read: the spreadsheet shows an error, or saved no result."""
    if isinstance(value, Cell):
        if value.content is Content.UNSAVED:
            return Code.FORMULA_NOT_SAVED
        if value.content is Content.ERROR:
            return Code.CELL_ERROR
    return Code.CELL_ERROR if text_of(value).strip() in ERRORS else None
