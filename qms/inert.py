"""Texts that a spreadsheet would take for a formula, and how an export makes them inert (DESIGN §6, rule 8)."""

import re
from typing import Final

FORMULA_PREFIXES: Final = "=+-@＝＋－＠﹦﹢﹣﹫"
"""What makes a spreadsheet take a text for a formula, with their full-width and small forms."""

_FORMULA: Final = re.compile(rf"\s*[{re.escape(FORMULA_PREFIXES)}]")
_LIKE_A_FORMULA: Final = re.compile(rf"'*\s*[{re.escape(FORMULA_PREFIXES)}]")
_PROTECTED: Final = re.compile(rf"'+\s*[{re.escape(FORMULA_PREFIXES)}]")


def begins_like_a_formula(text: str) -> bool:
    """Tell whether the first character is one that makes a formula."""
    return text[:1] in tuple(FORMULA_PREFIXES)


def protected(text: str) -> str:
    """Return a text as a CSV file holds it so that no spreadsheet takes it for a formula: behind an apostrophe.

    Blanks and tabs before the formula do not hide it.
    """
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def protected_as_sent(cell: str) -> str:
    """Return a file's cell so that no spreadsheet takes it for a formula, and it is read as it was before.

    What stands behind an apostrophe is protected already, and a lone hyphen is no formula: it clears.
    """
    return f"'{cell}" if _FORMULA.match(cell) and cell.strip() != "-" else cell


def unprotected(text: str) -> str:
    """Return what `protected` made safe, as it was."""
    return text[1:] if _PROTECTED.match(text) else text
