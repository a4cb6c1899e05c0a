"""Which agencies a text means: by names past and present, with or without diacritics, by abbreviations and codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from qms.coverage.ledger import BLANK, NO_END
from qms.coverage.lives import lives_in
from qms.coverage.naming import PIECES, codes_in, joined_chunk, names_in
from qms.coverage.stamp import Group, Stamp, stamp_of
from qms.names import fold_name, without_diacritics
from qms.vocabulary import Level, Succession

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from qms.coverage.ledger import Bools, Int64s, Ledger
    from qms.coverage.lives import Lives
    from qms.coverage.naming import Names
    from qms.coverage.timeline import Spells

SHOWN: Final = 20
LONGEST: Final = 200
"""Letters of a question that are read."""

_LEVELS: Final = tuple(Level)
_COMMITTEE: Final = "ubnd"
_COMMITTEE_IN_WORDS: Final = re.compile(r"\b[uủ][yỷ]\u0309? ban nh[aâ]n d[aâ]n\b")
_SHORT_KINDS: Final = {
    "tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "q": "quận", "h": "huyện", "p": "phường", "x": "xã",
    "t": "tỉnh",
}  # fmt: skip
"""What the kinds of bodies are shortened to, before a full stop: TP.HCM, P.12."""
_SHORT_KIND: Final = re.compile(rf"(?<!\w)({'|'.join(_SHORT_KINDS)})\.\s*(?=\w)", re.IGNORECASE)
_NEAR: Final = 3
_WAYS: Final = ((True, False), (False, False), (False, True))
"""With diacritics where they are given, then without any, then with words that are only begun."""


class How(IntEnum):
    """How well a text fits: smaller is better."""

    CODE = 0
    WHOLE = 1
    WORDS = 2
    SHORT_CODE = 3
    NOT = 4


@dataclass(frozen=True, slots=True)
class Former:
    """What an agency was called when it bore the name or code that was looked for: on the days [start, end)."""

    name: str
    code: str | None
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Became:
    """What became of an agency that ended."""

    kind: Succession
    agency: Group


@dataclass(frozen=True, slots=True)
class Found:
    """One agency that a text may mean, as it is on the day; an ended one as it was last, one to come as it begins."""

    id: int
    level: Level
    code: str | None
    name: str
    above: tuple[Group, ...]
    """Those it stands under, the nearest first."""
    opens_on: date | None
    """Where it is not open yet on the day."""
    closed_on: date | None
    """Where it is no longer open on the day."""
    became: tuple[Became, ...]
    former: Former | None
    """Where it was found by what it is not called on the day."""

    @property
    def is_open(self) -> bool:
        """Whether it is open on the day."""
        return self.opens_on is None and self.closed_on is None


@dataclass(frozen=True, slots=True)
class Search:
    """The answer to a text: how many agencies it may mean, and some of them, the likeliest first."""

    text: str
    as_of: date
    stamp: Stamp
    count: int
    open_count: int
    """How many of them are open on the day."""
    found: tuple[Found, ...]
    near: tuple[str, ...]
    """Where nothing was found: texts that find something."""


def search(
    ledger: Ledger,
    text: str,
    as_of: date,
    *,
    known_on: datetime | None = None,
    levels: Iterable[Level] = (),
    open_only: bool = False,
    first: int = 0,
    shown: int = SHOWN,
) -> Search:
    """Return the agencies that a text means, `shown` of them from the place `first` on.

    Whole names and codes come first, then names with all the words; where no name has them all, words may belong to
    whom an agency stands under ("sở y tế lâm đồng"), and at last words may be begun only. Words with diacritics are
    looked for with them first. `levels` keeps agencies of some levels, `open_only` those open on the day.
    """
    stamp = stamp_of(ledger, known_on)
    register = _Register(ledger, stamp.data_version)
    hits = register.hits(text[:LONGEST], as_of.toordinal())
    if levels:
        hits = hits.where(np.isin(ledger.levels[hits.agency], [_LEVELS.index(level) for level in levels]))
    if open_only:
        hits = hits.where(hits.is_open)
    chosen = hits.where(hits.order()[first : first + shown])
    found = tuple(register.described(hit, as_of) for hit in chosen.rows())
    near = () if len(hits.agency) else register.near(text[:LONGEST])
    return Search(text, as_of, stamp, len(hits.agency), int(hits.is_open.sum()), found, near)


def mask_of_names(names: Names, text: str, among: Bools) -> Bools:
    """Return which of some names a text fits: as a whole, or with all its words, in the first way that finds any."""
    chunks = chunks_of(text)
    found = names.none()
    for strict, begun in _WAYS if chunks else ():
        found = _all(_fits(names, chunk, strict=strict, begun=begun) for chunk in chunks) & among
        if found.any():
            break
    return found | (names.whole(fold_name(text)) & among)


def chunks_of(text: str) -> list[str]:
    """Return what a text looks for, blank by blank, folded; "UBND" before the name of a body says nothing more."""
    spelled = _SHORT_KIND.sub(lambda found: f"{_SHORT_KINDS[found[1].lower()]} ", text)
    folded = _COMMITTEE_IN_WORDS.sub(_COMMITTEE, fold_name(spelled))
    chunks = [chunk for chunk in folded.split() if PIECES.search(chunk)]
    return chunks[1:] if len(chunks) > 1 and chunks[0] == _COMMITTEE else chunks


def _fits(names: Names, chunk: str, *, strict: bool, begun: bool) -> Bools:
    """Return which names hold a chunk: its words, or all of it as one word or as an abbreviation."""
    sought = chunk if strict else without_diacritics(chunk)
    pieces, joined = PIECES.findall(sought), joined_chunk(sought)
    look = names.beginning if begun else names.holding
    found = _all(look(piece) if piece.isalpha() or not begun else names.holding(piece) for piece in pieces)
    found |= names.holding(joined)
    return found | names.abbreviated(joined)


def _all(masks: Iterable[Bools]) -> Bools:
    first, *others = masks
    found = first.copy()
    for mask in others:
        found &= mask
    return found


class _Hits(NamedTuple):
    """The agencies found, a row each."""

    agency: Int64s
    spell: Int64s
    """Where it bears what was looked for."""
    how: Int64s
    length: Int64s
    is_open: Bools
    level: Int64s
    place: Int64s
    """The place of its name in Vietnamese order."""
    above: Int64s
    """The place of the name at the top of its chain."""

    def where(self, chosen: NDArray[np.intp] | Bools) -> _Hits:
        """Return these rows only."""
        return _Hits._make(column[chosen] for column in self)

    def order(self) -> NDArray[np.intp]:
        """Return the order of likelihood: by code, then what is open on the day, then how well and closely it fits."""
        by_name = (self.agency, self.above, self.place, self.level, self.length, self.how)
        return np.lexsort((*by_name, ~self.is_open, self.how != How.CODE))

    def rows(self) -> list[tuple[int, int]]:
        """Return agency and spell of each row."""
        return list(zip(self.agency.tolist(), self.spell.tolist(), strict=True))


class _Register:
    """The register as known at a batch, to be looked through."""

    def __init__(self, ledger: Ledger, known: int) -> None:
        self.ledger = ledger
        self.names = names_in(ledger)
        self.codes = codes_in(ledger)
        self.lives: Lives = lives_in(ledger, known)
        self.spells: Spells = self.lives.timeline.spells

    def hits(self, text: str, day: int) -> _Hits:
        """Return the agencies that a text means, each with the spell that shows it best."""
        how = self._how(text)
        rows = np.flatnonzero(how < How.NOT)
        spells = self.spells
        is_on = (spells.start[rows] <= day) & (day < spells.end[rows])
        agency = spells.agency[rows].astype(np.int64)
        best = np.full(len(self.ledger.levels), How.NOT, dtype=np.int64)
        np.minimum.at(best, agency, how[rows])
        order = np.lexsort((-spells.start[rows], how[rows], ~is_on, agency))
        _agencies, at = np.unique(agency[order], return_index=True)
        chosen = rows[order[at]]
        agency = spells.agency[chosen].astype(np.int64)
        name = self.names.column.of_row[spells.version[chosen]]
        return _Hits(
            agency=agency,
            spell=chosen.astype(np.int64),
            how=best[agency],
            length=self.names.length[name].astype(np.int64),
            is_open=self._open(day)[agency],
            level=self.ledger.levels[agency].astype(np.int64),
            place=self.names.order[name].astype(np.int64),
            above=self._place_above(chosen),
        )

    def _place_above(self, spell: NDArray[np.intp]) -> Int64s:
        """Return the place in Vietnamese order of what stands over each spell, as it is called last."""
        top = self.spells.top[spell]
        last = np.searchsorted(self.spells.agency, top, side="right") - 1
        place = self.names.order[self.names.column.of_row[self.spells.version[last]]]
        return np.where(top == BLANK, BLANK, place).astype(np.int64)

    def _open(self, day: int) -> Bools:
        is_open = np.zeros(len(self.ledger.levels), dtype=np.bool_)
        is_open[self.spells.agency[(self.spells.start <= day) & (day < self.spells.end)]] = True
        return is_open

    def _how(self, text: str) -> Int64s:
        """Return how well each spell fits a text."""
        version = self.spells.version
        how = np.full(len(version), How.NOT, dtype=np.int64)
        of_spell = self.names.column.of_row[version]
        level, code = _code_in(text)
        if not (code.isdecimal() and code.startswith("0")):
            how[self._by_words(chunks_of(text), of_spell)] = How.WORDS
            how[self.names.whole(fold_name(text))[of_spell]] = How.WHOLE
        borne, short = self._coded(code)
        fits = np.ones(len(version), dtype=np.bool_) if level is None else self.spells.level == _LEVELS.index(level)
        how[borne[self.codes.of_row[version]] & fits] = How.CODE
        later = short[self.codes.of_row[version]] & fits & (how == How.NOT)
        how[later] = How.SHORT_CODE
        return how

    def _coded(self, code: str) -> tuple[Bools, Bools]:
        """Return which codes are this one in any case, and which are it with zeros in front."""
        borne, short = (np.zeros(len(self.codes.texts), dtype=np.bool_) for _ in range(2))
        if code and not re.search(r"\s", code):
            borne[self.codes.folding_to(code)] = True
            if code.isdecimal():
                short[self.codes.numbered(code)] = True
        return borne, short & ~borne

    def _by_words(self, chunks: list[str], of_spell: NDArray[np.int32]) -> Bools:
        """Return which spells bear a name with all the words, in the first way of looking that finds any."""
        nobody = np.zeros(len(of_spell), dtype=np.bool_)
        if not chunks:
            return nobody
        for strict, begun in _WAYS:
            held = [_fits(self.names, chunk, strict=strict, begun=begun) for chunk in chunks]
            own = _all(held)[of_spell]
            found = own if own.any() else self._in_context(held, of_spell)
            if found.any():
                return found
        return nobody

    def _in_context(self, held: list[Bools], of_spell: NDArray[np.int32]) -> Bools:
        """Return which spells hold some of the words themselves, and the others in the names of those above them."""
        versions = self.ledger.versions
        parent = versions.parent[self.spells.version]
        own = [mask[of_spell] for mask in held]
        ever = [self._ever(mask) for mask in held]
        near = [mask | above[parent] | above[self.spells.top] for mask, above in zip(own, ever, strict=True)]
        none = _all(~mask for mask in own)
        return _all(near) & ~none

    def _ever(self, mask: Bools) -> Bools:
        """Return which agencies ever bore one of these names; the index -1 reads as False."""
        versions = self.ledger.versions
        bore = np.zeros(len(self.ledger.levels) + 1, dtype=np.bool_)
        bore[versions.agency[mask[self.names.column.of_row]]] = True
        return bore

    def described(self, hit: tuple[int, int], as_of: date) -> Found:
        """Return an agency found, in words."""
        agency, spell = hit
        day = as_of.toordinal()
        lives, spans = self.lives, self.lives.spans(agency)
        span = lives.span_near(agency, day) or spans[0]
        called = lives.called(agency, day)
        if called is None:
            message = f"agency {agency + 1} was found and has no life"
            raise RuntimeError(message)
        closed = span.end <= day
        return Found(
            id=agency + 1,
            level=Level(called.level),
            code=called.code,
            name=called.name,
            above=lives.above(agency, day),
            opens_on=date.fromordinal(span.start) if span.start > day else None,
            closed_on=date.fromordinal(span.end) if closed else None,
            became=self._became(agency, day) if closed else (),
            former=self._former(agency, int(self.spells.version[spell]), span.version),
        )

    def _became(self, agency: int, day: int) -> tuple[Became, ...]:
        heirs = self.lives.heirs(agency, day)
        named = [(heir.kind, self.lives.called(heir.agency, day)) for heir in heirs]
        return tuple(Became(kind, group) for kind, group in named if group is not None)

    def _former(self, agency: int, version: int, present: int) -> Former | None:
        """Return what an agency was called, where that is not what it is called now."""
        if self._said(version) == self._said(present):
            return None
        spans = [span for span in self.lives.spans(agency) if self._said(span.version) == self._said(version)]
        last = spans[-1].end
        name, code = self._said(version)
        return Former(name, code, date.fromordinal(spans[0].start), None if last == NO_END else date.fromordinal(last))

    def _said(self, version: int) -> tuple[str, str | None]:
        versions = self.ledger.versions
        return versions.name[version] or "", versions.code[version]

    def near(self, text: str) -> tuple[str, ...]:
        """Return texts like this one that find something: each word that no name holds becomes one that is near."""
        words = [word for chunk in chunks_of(text) for word in PIECES.findall(without_diacritics(chunk))]
        known = self.names.by_bare_word
        options = [[word] if word in known else get_close_matches(word, known, n=_NEAR, cutoff=0.75) for word in words]
        if not words or not all(options):
            return ()
        tried = [" ".join(option[min(place, len(option) - 1)] for option in options) for place in range(_NEAR)]
        return tuple(one for one in dict.fromkeys(tried) if mask_of_names(self.names, one, ~self.names.none()).any())


def _code_in(text: str) -> tuple[Level | None, str]:
    """Return level and code of a text: LEVEL:CODE, or the text as it stands."""
    before, colon, after = text.strip().partition(":")
    return (Level(before), after.strip()) if colon and before in _LEVELS else (None, text.strip())
