"""A problem of a file: a value that says where, what, and what could stand there instead."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from qms.i18n import current_language, format_count, format_date, gettext_in, label
from qms.importing.codes import Code, Severity
from qms.importing.columns import column_label
from qms.importing.sentences import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Columns of a template by their English names, to be shown by those of the reader's language."""

    names: tuple[str, ...]


Fact = str | int | date | StrEnum | tuple[StrEnum, ...] | ColumnNames
"""What fills a sentence's placeholders; days, counts and words of the vocabulary are printed as the language does."""

_SHOWN: Final = 80
_INVISIBLE: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or worth a word.

    `line` is the text line where the row begins (CSV) or the sheet's row (XLSX), and `column` the template's English
    name (for a column that no template knows, its header); both are None for a problem of the whole file. `value` is
    what the file says there. `suggestion` is text that could stand there instead, None where there is no good guess.
    """

    code: Code
    line: int | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str | None = None
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def severity(self) -> Severity:
        """Whether it keeps its row, or the whole file, out."""
        return MEANINGS[self.code].severity

    @property
    def is_error(self) -> bool:
        """Tell whether it keeps its row, or the whole file, out."""
        return self.severity is Severity.ERROR

    def sentence(self, language: str | None = None) -> str:
        """Return what is wrong and what is asked for, without the place."""
        spoken = language or current_language()
        filled = {name: _as_text(fact, spoken) for name, fact in self.facts} | {"value": shown(self.value or "")}
        meaning = MEANINGS[self.code]
        parts = [gettext_in(spoken, text).format(**filled) for text in (meaning.sentence, meaning.remedy) if text]
        return " ".join(parts)

    def message(self, language: str | None = None) -> str:
        """Return place, what is wrong and what is asked for: `Line 5, column "effective_date": …`."""
        spoken = language or current_language()
        return _place(self.line, self.column, spoken) + self.sentence(spoken)

    def to_json(self, language: str | None = None) -> dict[str, Any]:
        """Return the problem as `qms import --format json` prints it."""
        return {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "code": self.code.value,
            "severity": self.severity.value,
            "message": self.message(language),
            "suggestion": self.suggestion,
        }


def problem(
    code: Code,
    *,
    line: int | None = None,
    column: str | None = None,
    value: str | None = None,
    suggestion: str | None = None,
    **facts: Fact,
) -> Problem:
    """Return a problem whose sentence is filled with the given facts."""
    return Problem(code, line, column, value, suggestion, tuple(facts.items()))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether one of the problems keeps a row or the file out."""
    return any(one.is_error for one in problems)


def shown(text: str, limit: int = _SHOWN) -> str:
    """Return a text as it can be shown in a sentence: cut, and with invisible characters named, as in `A[U+202E]B`."""
    cut = text if len(text) <= limit else f"{text[:limit]}…"
    return "".join(name_of(letter) if unicodedata.category(letter) in _INVISIBLE else letter for letter in cut)


def name_of(letter: str) -> str:
    """Return a character's number, as in `[U+202E]`."""
    return f"[U+{ord(letter):04X}]"


def _place(line: int | None, column: str | None, language: str) -> str:
    named = shown(column_label(column, language)) if column is not None else ""
    if line is None:
        return gettext_in(language, 'Column "{column}": ').format(column=named) if column is not None else ""
    if column is None:
        return gettext_in(language, "Line {line}: ").format(line=line)
    return gettext_in(language, 'Line {line}, column "{column}": ').format(line=line, column=named)


def _as_text(fact: Fact, language: str) -> str:
    if isinstance(fact, ColumnNames):
        return ", ".join(f'"{column_label(name, language)}"' for name in fact.names)
    if isinstance(fact, tuple):
        return ", ".join(f'"{label(word, language)}"' for word in fact)
    if isinstance(fact, StrEnum):
        return label(fact, language)
    if isinstance(fact, date):
        return format_date(fact, language)
    if isinstance(fact, int):
        return format_count(fact, language)
    return shown(fact, 10 * _SHOWN)
