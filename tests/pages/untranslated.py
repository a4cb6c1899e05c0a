"""Finds on a page of one language what the catalogues say in the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from qms.i18n import LANGUAGES
from tests.i18n.catalogues import forms_of, read_catalogue

PLACEHOLDER = re.compile(r"\{\w+\}")
WORD = re.compile(r"\w+")
LONG = 12
"""Letters from which a part of a sentence, of two words at least, is told from a name that happens to look like it."""


@cache
def phrases(language: str) -> frozenset[str]:
    """Return all that readers of a language are told, cut where something is filled in."""
    told = {form for message in read_catalogue(language) if message.id for form in forms_of(message)}
    return frozenset(part.strip() for form in told for part in PLACEHOLDER.split(form) if part.strip())


@cache
def foreign(language: str) -> tuple[frozenset[str], dict[str, list[str]]]:
    """Return what must not be on a page: whole phrases of the other language, and its longer ones by first word."""
    own = "\n".join(phrases(language)).casefold()
    (other,) = set(LANGUAGES) - {language}
    strange = {phrase for phrase in phrases(other) if phrase.casefold() not in own and WORD.search(phrase)}
    by_word: dict[str, list[str]] = defaultdict(list)
    for phrase in strange:
        words = WORD.findall(phrase)
        if len(words) > 1 and len(phrase) >= LONG:
            by_word[words[0]].append(phrase)
    return frozenset(
        phrase for phrase in strange if PLACEHOLDER.sub("", phrase).strip().isascii() or " " in phrase
    ), by_word


def left_over(texts: Iterable[str], language: str) -> list[str]:
    """Return the texts that hold words of the other language's catalogue."""
    exact, by_word = foreign(language)
    return [text for text in dict.fromkeys(texts) if text.strip() in exact or _holds(text, by_word)]


def _holds(text: str, by_word: dict[str, list[str]]) -> bool:
    return any(phrase in text for word in WORD.findall(text) for phrase in by_word.get(word, ()))
