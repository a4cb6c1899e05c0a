"""Texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from typing import Final

FORMULA_PREFIXES: Final = "=+-@＝＋－＠﹦﹢﹣﹫"
"""What makes a spreadsheet take a text for a formula, with their full-width and small forms."""

_PROTECTED: Final = re.compile(f"'+[{re.escape(FORMULA_PREFIXES)}]")


def protected(text: str) -> str:
    """Return a text as a CSV file holds it so that no spreadsheet takes it for a formula: behind an apostrophe."""
    return f"'{text}" if text[:1] in tuple(FORMULA_PREFIXES) or _PROTECTED.match(text) else text


def unprotected(text: str) -> str:
    """Return what `protected` made safe, as it was."""
    return text[1:] if _PROTECTED.match(text) else text
