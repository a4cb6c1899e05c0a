"""The closed sets as analysts write them: English ids, the Vietnamese words and their usual variants."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from qms.i18n import LANGUAGES, label
from qms.importing.cells import Flaw, stated
from qms.importing.codes import Code
from qms.names import place_tones, without_diacritics
from qms.vocabulary import Assurance, Level, Scope, Standard, Status, Succession

if TYPE_CHECKING:
    from qms.importing.sheet import Value

Word = TypeVar("Word", bound=StrEnum)

VARIANTS: Final[dict[StrEnum, tuple[str, ...]]] = {
    Status.NOT_STARTED: ("chưa triển khai", "chưa thực hiện", "chưa xây dựng"),
    Status.BUILDING: ("đang xây dựng", "đang triển khai xây dựng"),
    Status.APPLIED: ("đang áp dụng", "đã áp dụng"),
    Status.ANNOUNCED: ("đã công bố", "công bố", "đã công bố lại", "công bố lại"),
    Status.WITHDRAWN: (
        "đã hủy", "hủy", "hủy bỏ", "đã hủy bỏ", "hủy công bố", "đã hủy công bố",
        "tạm dừng", "đã tạm dừng", "tạm ngừng", "đã hủy/tạm dừng", "hủy/tạm dừng", "đã hủy, tạm dừng",
    ),
    Level.MINISTRY: ("bộ, ngành", "bộ", "bộ, cơ quan ngang bộ", "cơ quan ngang bộ", "cấp bộ"),
    Level.MINISTRY_UNIT: ("đơn vị thuộc bộ", "đơn vị thuộc bộ, ngành", "đơn vị trực thuộc bộ", "ngành dọc"),
    Level.PROVINCE: (
        "tỉnh, thành phố", "tỉnh", "cấp tỉnh", "UBND tỉnh", "UBND cấp tỉnh", "thành phố trực thuộc trung ương",
        "tỉnh, thành phố trực thuộc trung ương",
    ),
    Level.PROVINCIAL_UNIT: ("sở, ban, ngành", "sở", "chi cục", "sở, chi cục", "đơn vị thuộc tỉnh"),
    Level.DISTRICT: ("UBND cấp huyện", "cấp huyện", "huyện", "UBND huyện", "quận", "thị xã"),
    Level.COMMUNE: (
        "UBND cấp xã", "cấp xã", "xã", "UBND xã", "phường", "UBND phường", "thị trấn", "UBND thị trấn", "đặc khu",
        "UBND đặc khu", "xã, phường, thị trấn", "xã, phường, đặc khu",
    ),
    Scope.MANDATORY: ("bắt buộc",),
    Scope.ENCOURAGED: ("khuyến khích",),
    Scope.PLANNED: ("theo kế hoạch của tỉnh", "theo kế hoạch"),
    Scope.NONE: ("ngoài đối tượng", "không thuộc đối tượng"),
    Assurance.SELF_DECLARED: ("tự công bố",),
    Assurance.VERIFIED: ("đã kiểm tra", "được kiểm tra"),
    Assurance.CERTIFIED: ("được chứng nhận", "đã chứng nhận", "đã được chứng nhận"),
    Succession.CONTINUED: ("tiếp tục hoạt động", "tiếp tục", "kế tục", "giữ nguyên"),
    Succession.ABSORBED: ("nhận sáp nhập", "sáp nhập"),
    Succession.MERGED: ("hợp nhất",),
    Succession.SPLIT: ("chia tách", "chia", "tách"),
}  # fmt: skip
"""How else a word is written; its id and its labels in both languages are always understood."""

_STANDARD: Final = re.compile(r"(?:(?:TCVN)?ISO9001:)?(\d{4})(?:\.0+)?", re.IGNORECASE)
_AS_THOUSANDS: Final = {f"{edition[0]}{mark}{edition[1:]}": edition for edition in Standard for mark in ".,"}
_LONGEST: Final = 100
_BETWEEN: Final = re.compile(r"\s*([,/–-])\s*|[\s_]+")


def parse_word(value: Value, words: type[Word]) -> Word | Flaw:
    """Return the word of a closed set that a cell states, with all its diacritics or with none."""
    text = stated(value)[:_LONGEST]
    read = _read(_edition(text) if issubclass(words, Standard) else text, words)
    return read if isinstance(read, Flaw) else words(read)


@lru_cache(maxsize=10_000)
def _read(text: str, words: type[StrEnum]) -> StrEnum | Flaw:
    folded = fold_word(text)
    found = _spellings(words).get(folded)
    if found is not None:
        return found
    near = get_close_matches(without_diacritics(folded), _plain_spellings(words), n=1, cutoff=0.8)
    suggestion = label(_plain_spellings(words)[near[0]], LANGUAGES[0]) if near else None
    return Flaw(Code.UNKNOWN_WORD, suggestion, (("allowed", tuple(words)),))


def fold_word(text: str) -> str:
    """Return what tells words apart: without case, spacing, the tone's place and a full stop."""
    composed = unicodedata.normalize("NFC", text).casefold().strip().rstrip(".").strip()
    return place_tones(_BETWEEN.sub(lambda found: found[1] or " ", composed))


@cache
def _plain_spellings(words: type[StrEnum]) -> dict[str, StrEnum]:
    """Return every spelling of a set's words without diacritics."""
    return {without_diacritics(fold_word(text)): word for word in words for text in _spellings_of(word)}


@cache
def _spellings(words: type[StrEnum]) -> dict[str, StrEnum]:
    """Return every spelling of a set's words, folded, with all diacritics and with none."""
    return _plain_spellings(words) | {fold_word(text): word for word in words for text in _spellings_of(word)}


def _spellings_of(word: StrEnum) -> tuple[str, ...]:
    return (word.value, *(label(word, language) for language in LANGUAGES), *VARIANTS.get(word, ()))


def _edition(text: str) -> str:
    """Return the year of an edition of (TCVN) ISO 9001: 2015, 2015.0, 2.015, ISO 9001:2015, TCVN ISO 9001:2015."""
    joined = "".join(text.split())
    found = _STANDARD.fullmatch(joined)
    return found[1] if found else _AS_THOUSANDS.get(joined, text)
