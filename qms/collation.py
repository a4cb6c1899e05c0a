"""Vietnamese order, as dictionaries have it: syllable by syllable, each by its letters, then by its tone.

The letters are a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z, the tones ngang, huyền, hỏi, ngã,
sắc, nặng; numbers count as numbers and come before letters. The kind of a body (Xã, Phường, Tỉnh …) is the last thing
that tells two names apart, as in the lists that ministries print.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, TypeAlias

from qms.names import TONES

Key: TypeAlias = tuple[int, int, tuple[int, ...], int]
"""One syllable or number: a number or not, the number, its letters' places, its tone's place."""

LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
KINDS: Final = ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "thị trấn", "xã", "phường", "đặc khu")
"""What the bodies of local government are, as their names say it first."""

_PLACES: Final = {letter: place for place, letter in enumerate(LETTERS)}
_TONES: Final = {tone: place for place, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", 1)}
_PIECES: Final = re.compile(r"\d+|[^\W\d_]+")
_KIND: Final = re.compile(rf"(?:{'|'.join(KINDS)})\s+(?=\S)")


def name_key(name: str) -> tuple[tuple[Key, ...], str, str]:
    """Return the key by which a body's name is sorted: what it is called, then its kind, then how that is written."""
    text = unicodedata.normalize("NFC", name).casefold()
    kind, proper = split_kind(text)
    return text_key(proper), kind, proper


def text_key(text: str) -> tuple[Key, ...]:
    """Return the key by which any text is sorted."""
    return tuple(word_key(word) for word in words_of(text))


def words_of(text: str) -> list[str]:
    """Return the syllables and numbers of a text, one after the other."""
    return _PIECES.findall(unicodedata.normalize("NFC", text).casefold())


def split_kind(name: str) -> tuple[str, str]:
    """Return the kind of body that a name in small letters begins with, blank where there is none, and what follows."""
    found = _KIND.match(name)
    return ("", name) if found is None else (found[0].rstrip(), name[found.end() :])


@lru_cache(maxsize=50_000)
def word_key(word: str) -> Key:
    """Return the key of one syllable in small letters, or of one number."""
    if word.isdecimal():
        return (0, int(word), (), 0)
    parts = unicodedata.normalize("NFD", word)
    tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
    plain = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    return (1, 0, tuple(_PLACES.get(letter, len(LETTERS) + ord(letter)) for letter in plain), tone)
