"""When two ways of writing an agency's name are one name.

Case, spacing, the tone's place (Khánh Hoà, Khánh Hòa), zeros before a number (Phường 01) and "Ủy ban nhân dân" before
the kind of body make no difference; diacritics and digits do.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from qms.places import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
"""Grave, acute, tilde, hook above and dot below, as combining marks."""

FULL_WIDTH_DIGITS: Final = {ord("０") + digit: ord("0") + digit for digit in range(10)}
_COMMITTEE: Final = "ủy ban nhân dân"
_SHORT_COMMITTEE: Final = "ubnd"
_WORD: Final = re.compile(r"[^\W\d_]+")
_ZEROS: Final = re.compile(r"(?<!\d)0+(?=\d)")
_AROUND_SIGNS: Final = re.compile(r"\s*([-&,;:/().'])\s*")
_SIGNS: Final = {ord(dash): "-" for dash in "‐‑‒–—―−"} | {ord(quote): "'" for quote in "’‘`´"}
_MINISTRIES: Final = ("ministries_2021.csv", "ministries_2025.csv")


KINDS_OF_PROVINCE: Final = ("Tỉnh ", "Thành phố ")
"""What names of provinces begin with."""


def short_name(name: str) -> str:
    """Return a province's name without its kind: Điện Biên, Hà Nội."""
    kind = next((kind for kind in KINDS_OF_PROVINCE if name.startswith(kind)), "")
    return name.removeprefix(kind)


@lru_cache(maxsize=100_000)
def fold_name(name: str) -> str:
    """Return what two ways of writing one name have in common; equal results mean one name."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_SIGNS).translate(FULL_WIDTH_DIGITS)
    spaced = _AROUND_SIGNS.sub(r"\1", " ".join(text.split()))
    placed = place_tones(_ZEROS.sub("", spaced))
    committee = placed.replace(place_tones(_COMMITTEE), _SHORT_COMMITTEE)
    return committee.removeprefix(_SHORT_COMMITTEE).strip() or committee


def fold_bare_name(name: str) -> str:
    """Return a name folded and without diacritics: for suggestions, and for names confirmed by their code."""
    return without_diacritics(fold_name(name))


def place_tones(text: str) -> str:
    """Return a text with each word's tone moved to the word's end, so that its place makes no difference."""
    return text if text.isascii() else _WORD.sub(lambda found: _tone_last(found[0]), unicodedata.normalize("NFC", text))


@lru_cache(maxsize=50_000)
def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in parts if letter in TONES)
    if not tones:
        return word
    return unicodedata.normalize("NFC", "".join(letter for letter in parts if letter not in TONES)) + tones


@lru_cache(maxsize=100_000)
def without_diacritics(text: str) -> str:
    """Return a text with plain letters: no tones, no marks, d for đ."""
    parts = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def has_diacritics(text: str) -> bool:
    """Tell whether a text has any Vietnamese letter that is none of A–Z."""
    return without_diacritics(text) != unicodedata.normalize("NFD", text)


def abbreviations_in(rows: Iterable[Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """Return the folded names that each folded abbreviation stands for; rows as in the shipped lists of ministries."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for short in row["abbreviations"].split("|"):
            found.setdefault(fold_name(short), set()).add(fold_name(row["name_vi"]))
    return {short: frozenset(names) for short, names in found.items() if short}


@cache
def ministries_abbreviations() -> dict[str, frozenset[str]]:
    """Return the folded names of ministries, past and present, that each folded abbreviation stands for."""
    rows = []
    for file in _MINISTRIES:
        with (data_folder() / file).open(encoding="utf-8", newline="") as listed:
            rows += list(csv.DictReader(listed))
    return abbreviations_in(rows)


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two texts are one agency's name; known abbreviations of ministries count as names."""
    first, second = fold_name(one), fold_name(other)
    if first == second:
        return True
    short = ministries_abbreviations()
    return second in short.get(first, ()) or first in short.get(second, ())
