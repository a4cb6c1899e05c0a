"""Whole numbers as people and spreadsheets write them: 5564, 5.564, 5,564, 5 564."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qms.importing.cells import Flaw, is_number, stated
from qms.importing.codes import Code
from qms.importing.sheet import Cell, Content

if TYPE_CHECKING:
    from qms.importing.sheet import Value

_MARKS: Final = ".,\u0020\u00a0\u202f"
_PLAIN: Final = re.compile(r"0|[1-9][0-9]{0,8}")
_GROUPED: Final = re.compile(rf"[1-9][0-9]{{0,2}}([{_MARKS}])[0-9]{{3}}(?:\1[0-9]{{3}}){{0,1}}")
_GROUPED_NUMBER: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{1,3}")


def parse_count(value: Value) -> int | Flaw:
    """Return the number of procedures that a cell states, at most nine digits.

    In text, marks between groups of three are understood. A number that the spreadsheet itself holds is what it is:
    5.564 typed into an English spreadsheet is a fraction, and refused with the suggestion 5564.
    """
    text = stated(value)
    if isinstance(value, Cell) and value.content not in {Content.NUMBER, Content.TEXT}:
        return Flaw(Code.BAD_COUNT)
    if _PLAIN.fullmatch(text):
        return int(text)
    if is_number(value):
        return Flaw(Code.BAD_COUNT, _thousandfold(text))
    if _GROUPED.fullmatch(text):
        return int(re.sub(f"[{_MARKS}]", "", text))
    return Flaw(Code.BAD_COUNT, _digits_alone(text))


def print_count(count: int, mark: str = "") -> str:
    """Return a count as it may be entered, with a mark between groups of three."""
    return f"{count:,}".replace(",", mark)


def counts_flaw(total: int | None, covered: int | None) -> Flaw | None:
    """Return what is wrong, or worth a word, about the two counts of procedures that hold together."""
    if total is None and covered is None:
        return None
    if total is None or covered is None:
        return Flaw(Code.ONE_COUNT_ONLY)
    if covered > total:
        return Flaw(Code.COVERED_EXCEEDS_TOTAL, facts=(("total", total),))
    return Flaw(Code.NO_PROCEDURES) if total == 0 else None


def _thousandfold(text: str) -> str | None:
    """Return the number meant by 5.564 or 1.2 where a spreadsheet took the dot for a decimal one."""
    whole, _, thousands = text.partition(".")
    return f"{whole}{thousands:0<3}" if _GROUPED_NUMBER.fullmatch(text) else None


def _digits_alone(text: str) -> str | None:
    """Return the number that is meant by 007 or 12,0."""
    digits = re.sub(r"[.,]0{1,2}$", "", text).lstrip("0")
    return digits if _PLAIN.fullmatch(digits) else None
