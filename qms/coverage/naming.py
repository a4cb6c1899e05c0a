"""The names of a register, taken apart once: which words they hold, what their letters abbreviate, how they sort."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from qms.collation import name_key, split_kind
from qms.names import TONES, fold_name, ministries_abbreviations, without_diacritics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from qms.coverage.ledger import Bools, Int32s, Ledger, Texts

PIECES: Final = re.compile(rf"\d+|[^\W\d_]+[{TONES}]*")
"""The words and numbers of a folded name; a folded word has its tone at its end."""

_SIGNS: Final = re.compile(rf"[^\w{TONES}]+")
_AND: Final = "va"
_SHORTEST: Final = 2
_NOWHERE: Final = -1


@dataclass(frozen=True)
class Column:
    """A column of texts as distinct texts and, for each row, which of them it holds."""

    texts: tuple[str, ...]
    of_row: Int32s

    @classmethod
    def of(cls, cells: Texts) -> Column:
        """Return the column of a ledger's texts; a blank reads as the empty text."""
        places: dict[str, int] = {}
        of_row = np.fromiter((places.setdefault(cell or "", len(places)) for cell in cells), np.int32, len(cells))
        return cls(tuple(places), of_row)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each text."""
        return {text: place for place, text in enumerate(self.texts)}

    @cached_property
    def _lines(self) -> tuple[str, NDArray[np.int64], int]:
        """All texts without regard to case, a line each, where each line begins, and how long the longest is."""
        folded = [text.casefold() for text in self.texts]
        lengths = np.fromiter(map(len, folded), np.int64, len(folded))
        return "\n".join(["", *folded, ""]), np.cumsum(lengths + 1) - lengths - 1, int(lengths.max(initial=0))

    def folding_to(self, sought: str) -> list[int]:
        """Return the places of the texts that are this one in any case."""
        folded = sought.casefold()
        line = f"\n{folded}\n"
        text, starts, _longest = self._lines
        found, at = [], text.find(line)
        while at != _NOWHERE:
            place = int(np.searchsorted(starts, at))
            if place < len(starts) and self.texts[place].casefold() == folded:  # a text may itself have line breaks
                found.append(place)
            at = text.find(line, at + 1)
        return found

    def numbered(self, number: str) -> list[int]:
        """Return the places of the texts that are a number of decimal digits, with any zeros in front."""
        digits = number.lstrip("0")
        zeros = range(0 if digits else 1, self._lines[2] - len(digits) + 1)
        return [place for count in zeros for place in self.folding_to("0" * count + digits)]

    @cached_property
    def order(self) -> Int32s:
        """The place of each text among all of them, as codes are sorted."""
        order = np.empty(len(self.texts), dtype=np.int32)
        order[sorted(range(len(self.texts)), key=self.texts.__getitem__)] = np.arange(len(self.texts), dtype=np.int32)
        return order


@dataclass(frozen=True)
class Names:
    """All names that any agency ever bore, by what they are made of. Masks are over `column.texts`."""

    column: Column

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Each name as `qms.names` folds it: equal results are one name."""
        return tuple(fold_name(name) for name in self.column.texts)

    @cached_property
    def by_folded(self) -> dict[str, list[int]]:
        """The places of the names that are one name."""
        return _places((name, place) for place, name in enumerate(self.folded))

    @cached_property
    def by_bare(self) -> dict[str, list[int]]:
        """The places of the names that are one name without diacritics."""
        return _places((without_diacritics(name), place) for place, name in enumerate(self.folded))

    @cached_property
    def order(self) -> Int32s:
        """The place of each name in Vietnamese order."""
        keys = [name_key(name) for name in self.column.texts]
        order = np.empty(len(keys), dtype=np.int32)
        order[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys), dtype=np.int32)
        return order

    @cached_property
    def length(self) -> Int32s:
        """How many words each name has besides its kind."""
        proper = (split_kind(name.casefold())[1] for name in self.column.texts)
        return np.fromiter((len(name.split()) for name in proper), np.int32, len(self.column.texts))

    @cached_property
    def initials(self) -> tuple[str, ...]:
        """The first letters of each name's words, "và" left out: bkhcn, ubdt."""
        return tuple(
            "".join(word[0] for word in PIECES.findall(without_diacritics(name)) if word != _AND and word.isalpha())
            for name in self.folded
        )

    @cached_property
    def _postings(self) -> tuple[dict[str, int], Int32s, Int32s]:
        """Every word with its place; then, row by row, a name and a word that it holds."""
        words: dict[str, int] = {}
        rows = [
            (place, words.setdefault(word, len(words)))
            for place, name in enumerate(self.folded)
            for word in words_of(name)
        ]
        table = np.array(rows, dtype=np.int32).reshape(-1, 2)
        return words, table[:, 0].copy(), table[:, 1].copy()

    @cached_property
    def bare_words(self) -> tuple[str, ...]:
        """The words of all names without their diacritics, in the order of their places."""
        return tuple(without_diacritics(word) for word in self._postings[0])

    @cached_property
    def by_bare_word(self) -> dict[str, list[int]]:
        """The places of the words that are one word without diacritics."""
        return _places((word, place) for place, word in enumerate(self.bare_words))

    def holding(self, word: str) -> Bools:
        """Return which names hold a word; one without diacritics means any word of its letters."""
        words = self._postings[0]
        plain = word == without_diacritics(word)
        return self._with(self.by_bare_word.get(word, []) if plain else [words[word]] if word in words else [])

    def beginning(self, letters: str) -> Bools:
        """Return which names hold a word that begins with some letters, diacritics aside."""
        bare = without_diacritics(letters)
        return self._with([place for place, word in enumerate(self.bare_words) if word.startswith(bare)])

    def abbreviated(self, letters: str) -> Bools:
        """Return the names of which some words in a row begin with these letters; single letters abbreviate nothing."""
        bare = without_diacritics(letters)
        if len(bare) < _SHORTEST or not bare.isalpha() or bare in self.by_bare_word:
            return self.none()
        return np.fromiter((bare in initials for initials in self.initials), np.bool_, len(self.column.texts))

    def whole(self, folded: str) -> Bools:
        """Return the names that a folded text is: with its diacritics, without any, or as a known abbreviation."""
        meant = [place for name in ministries_abbreviations().get(folded, ()) for place in self.by_folded.get(name, ())]
        found = self.by_folded.get(folded, [])
        if folded == without_diacritics(folded):
            found = self.by_bare.get(folded, [])
        mask = self.none()
        mask[[*found, *meant]] = True
        return mask

    def none(self) -> Bools:
        """Return the mask of no name."""
        return np.zeros(len(self.column.texts), dtype=np.bool_)

    def _with(self, words: list[int]) -> Bools:
        held, name, word = self._postings
        wanted = np.zeros(len(held), dtype=np.bool_)
        wanted[words] = True
        mask = self.none()
        mask[name[wanted[word]]] = True
        return mask


def words_of(folded: str) -> set[str]:
    """Return the words of a folded name; what signs take apart (D'Ran) is a word together, too."""
    words = set(PIECES.findall(folded))
    return words | {joined_chunk(chunk) for chunk in folded.split() if _SIGNS.search(chunk)} - {""}


def joined_chunk(chunk: str) -> str:
    """Return what stands between two blanks without its signs: khcn for kh&cn."""
    return _SIGNS.sub("", chunk)


@lru_cache(maxsize=2)
def names_in(ledger: Ledger) -> Names:
    """Return the names of a ledger, taken apart when first asked for."""
    return Names(Column.of(ledger.versions.name))


@lru_cache(maxsize=2)
def codes_in(ledger: Ledger) -> Column:
    """Return the codes of a ledger."""
    return Column.of(ledger.versions.code)


def _places(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for text, place in pairs:
        found.setdefault(text, []).append(place)
    return found
