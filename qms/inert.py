"""Texts that a spreadsheet would take for a formula, and how an export makes them inert (DESIGN §6, rule 8)."""

import re
from typing import Final

FORMULA_PREFIXES: Final = "=+-@＝＋－＠﹦﹢﹣﹫"
"""What makes a spreadsheet take a text for a formula, with their full-width and small forms."""

_RAISED_AND_LOWERED: Final = "⁺₊⁼₌"
"""Signs that a name may begin with, and that some programs read as the plain ones."""
_SIGN: Final = rf"\s*[{re.escape(FORMULA_PREFIXES + _RAISED_AND_LOWERED)}]"
_BEGIN: Final = rf"(?:{_SIGN}|[\t\r])"
_FORMULA: Final = re.compile(_SIGN)
_LIKE_A_FORMULA: Final = re.compile(f"'*{_BEGIN}")
_PROTECTED: Final = re.compile(f"'+{_BEGIN}")


def begins_like_a_formula(text: str) -> bool:
    """Tell whether the first character is one that makes a formula."""
    return text[:1] in tuple(FORMULA_PREFIXES)


def is_like_a_formula(text: str) -> bool:
    """Tell whether an export marks a text as one: blanks, tabs and apostrophes before the formula do not hide it."""
    return _LIKE_A_FORMULA.match(text) is not None


def protected(text: str) -> str:
    """Return a text as a CSV file holds it so that no spreadsheet takes it for a formula: behind an apostrophe."""
    return f"'{text}" if is_like_a_formula(text) else text


def protected_as_sent(cell: str) -> str:
    """Return a file's cell so that no spreadsheet takes it for a formula, and it is read as it was before.

    What stands behind an apostrophe is protected already, and a lone hyphen is no formula: it clears.
    """
    return f"'{cell}" if _FORMULA.match(cell) and cell.strip() != "-" else cell


def unprotected(text: str) -> str:
    """Return what `protected` made safe, as it was."""
    return text[1:] if _PROTECTED.match(text) else text
