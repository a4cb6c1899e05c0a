"""Names, codes and free texts: what a cell may hold so that it is safe wherever it is shown or exported."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from qms.importing.cells import Flaw, stated
from qms.importing.codes import Code
from qms.importing.problems import name_of
from qms.inert import begins_like_a_formula, unprotected
from qms.names import FULL_WIDTH_DIGITS
from qms.vocabulary import MAX_TEXT

if TYPE_CHECKING:
    from qms.importing.sheet import Value

MOST_MARKS: Final = 4
"""Combining marks on one letter: Vietnamese has two at most."""

_BLANKS: Final = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_BREAKS: Final = re.compile(r"\r\n?")
_USUAL: Final = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027]*")
"""Letters and signs of Western languages and Vietnamese, composed: most texts have no others."""
_DIRECTIONS_AND_JOINERS: Final = "Cf"
_CONTROLS: Final = {"Cc", "Cs", "Zl", "Zp"}
_BLANK_LETTERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that are letters or marks by name and show nothing."""


def parse_name(value: Value) -> str | Flaw:
    """Return the name that a cell states: composed, digits plain, each run of blanks one blank."""
    text = _BLANKS.sub(" ", _without_protection(value).translate(FULL_WIDTH_DIGITS))
    return _formula(text) or _unfit(text, "") or text


def parse_code(value: Value) -> str | Flaw:
    """Return the code that a cell states, as it stands: leading zeros are part of it."""
    text = _without_protection(value)
    return _formula(text) or _unfit(text, "") or text


def parse_text(value: Value) -> str | Flaw:
    """Return the free text that a cell states; it may have several lines and begin like a formula."""
    text = _LINE_BREAKS.sub("\n", _without_protection(value))
    return _unfit(text, "\n") or text


def _without_protection(value: Value) -> str:
    return unprotected(stated(value)).strip()


def _formula(text: str) -> Flaw | None:
    return Flaw(Code.FORMULA_PREFIX) if begins_like_a_formula(text) else None


def _unfit(text: str, allowed: str) -> Flaw | None:
    """Return why a text is not taken, None where it is."""
    if len(text) > MAX_TEXT:
        return Flaw(Code.TEXT_TOO_LONG, facts=(("length", len(text)), ("limit", MAX_TEXT)))
    if _USUAL.fullmatch(text):
        return None
    for letter in text:
        category = unicodedata.category(letter)
        if category in _CONTROLS and letter not in allowed:
            return Flaw(Code.CONTROL_CHARACTER, facts=(("character", name_of(letter)),))
        if category == _DIRECTIONS_AND_JOINERS or letter in _BLANK_LETTERS:
            return Flaw(Code.INVISIBLE_CHARACTER, facts=(("character", name_of(letter)),))
    return Flaw(Code.TOO_MANY_MARKS, facts=(("limit", MOST_MARKS),)) if _is_overloaded(text) else None


def _is_overloaded(text: str) -> bool:
    marks = 0
    for letter in unicodedata.normalize("NFD", text):
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks > MOST_MARKS:
            return True
    return False
