"""Whether letters make a Vietnamese syllable: how text in the wrong encoding is told from text in the right one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from qms.names import TONES

_INITIALS: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES: Final = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oai oao oay oă oe oeo oi oo ôi ơi ua uâ uây uê "
    "uêu ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu uai uao uay uă ue ueo"
)
_FINALS: Final = "c ch m n ng nh p t"
_STOPS: Final = {"c", "ch", "p", "t"}
_TONES_BEFORE_STOPS: Final = {"\u0301", "\u0323"}


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_SYLLABLE: Final = re.compile(f"(?:{_any_of(_INITIALS)})?(?:{_any_of(_RHYMES)})({_any_of(_FINALS)})?")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BETWEEN_WORDS: Final = re.compile("[\u00a0\u202f\u2010-\u201f«»…•]+")


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word is built as a Vietnamese syllable, with one tone at most."""
    parts = unicodedata.normalize("NFD", word.casefold())
    toneless = "".join(letter for letter in parts if letter not in TONES)
    tones = {letter for letter in parts if letter in TONES}
    built = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless))
    if built is None or len(parts) - len(toneless) > 1:
        return False
    return built[1] not in _STOPS or tones <= _TONES_BEFORE_STOPS


def reads_as_vietnamese(text: str) -> bool:
    """Tell whether a text holds letters beyond A–Z, every word with such letters is a syllable, and no sign is odd."""
    composed = unicodedata.normalize("NFC", text)
    pieces = [piece for piece in _BETWEEN_WORDS.split(composed) if piece and not piece.isascii()]
    return bool(pieces) and all(_WORD.fullmatch(piece) and is_syllable(piece) for piece in pieces)
