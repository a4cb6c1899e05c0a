"""Words for readers: gettext catalogues in Vietnamese and English, and how days, moments and counts are printed.

A msgid is the English sentence, or for a word of the vocabulary its key (`level.commune`); both catalogues hold them
all. The language belongs to the running context: a page sets it for its visitor, the command line takes `QMS_LANG`.
"""

from __future__ import annotations

import gettext as _gettext
import os
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qms.moments import HANOI
from qms.vocabulary import label_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from enum import StrEnum

LANGUAGES: Final = ("vi", "en")
"""Vietnamese first."""

LANGUAGE_VARIABLE: Final = "QMS_LANG"
CATALOGUES: Final = Path(__file__).parent

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_THOUSANDS: Final = {"vi": ".", "en": ","}
_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def default_language() -> str:
    """Return the language of `QMS_LANG`, Vietnamese where it names none of ours."""
    asked = os.environ.get(LANGUAGE_VARIABLE, "").strip().lower()[:2]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def current_language() -> str:
    """Return the language of the running context."""
    return _chosen.get() or default_language()


def set_language(language: str) -> None:
    """Set the language of the running context for good; raises KeyError for a language that is none of ours."""
    _chosen.set(_known(language))


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Speak a language for a while; raises KeyError for a language that is none of ours."""
    token = _chosen.set(_known(language))
    try:
        yield
    finally:
        _chosen.reset(token)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise KeyError(language)
    return language


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    with (CATALOGUES / f"{_known(language)}.mo").open("rb") as compiled:
        return _gettext.GNUTranslations(compiled)


def gettext_in(language: str, message: str) -> str:
    """Return a message in a language."""
    return _catalogue(language).gettext(message)


def gettext(message: str) -> str:
    """Return a message in the language of the running context."""
    return gettext_in(current_language(), message)


_ = gettext


def N_(message: str) -> str:  # noqa: N802 – the name that every gettext tool knows
    """Mark a message for the catalogues and return it as it is: who shows it, translates it."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a message that goes with a count, in the language of the running context."""
    return _catalogue(current_language()).ngettext(one, many, count)


def label(word: StrEnum, language: str | None = None) -> str:
    """Return what a reader sees for a word of the vocabulary."""
    return _label(word, language or current_language())


@lru_cache(maxsize=1_024, typed=True)
def _label(word: StrEnum, language: str) -> str:
    """Return a label; words that are spelled alike are told apart by what they are words of."""
    return gettext_in(language, label_key(word))


def format_date(day: date, language: str | None = None) -> str:
    """Return a day as the language writes it: 27/04/2021, or 27 April 2021."""
    if (language or current_language()) == "vi":
        return f"{day:%d/%m}/{day.year:04}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_month(day: date) -> str:
    """Return a day's month, short enough for an axis and the same in every language: 04/2021."""
    return f"{day:%m}/{day.year}"


def format_moment(moment: datetime, language: str | None = None) -> str:
    """Return a UTC moment as Hà Nội's clock shows it: 30/06/2021 23:59, or 30 June 2021, 23:59."""
    there = moment.astimezone(HANOI)
    comma = "" if (language or current_language()) == "vi" else ","
    return f"{format_date(there, language)}{comma} {there:%H:%M}"


def format_count(count: int, language: str | None = None) -> str:
    """Return a count with its thousands marked: 5.564, or 5,564."""
    return f"{count:,}".replace(",", _THOUSANDS[language or current_language()])


def format_fraction(numerator: int, denominator: int, language: str | None = None) -> str:
    """Return how many of how many: 5.564/8.910, or 5,564/8,910."""
    return f"{format_count(numerator, language)}/{format_count(denominator, language)}"


def format_signed(count: int, language: str | None = None) -> str:
    """Return a count with its sign in front, apart from it: + 1.204, − 37."""
    sign = "+ " if count > 0 else "− " if count < 0 else ""
    return f"{sign}{format_count(abs(count), language)}"
