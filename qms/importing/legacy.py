"""Encodings of before Unicode, and UTF-8 encoded twice: recognised by what their letters would spell, never guessed.

TCVN3 (ABC, TCVN 5712:1993 VN3) gives every letter a byte of its own; VNI writes a letter and then its mark. Either way
the bytes show as Western letters and signs: "Xã Hòa Bình" as "X· Hßa B×nh" or "Xaõ Hoøa Bình".
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.importing.codes import Code
from qms.importing.syllables import reads_as_vietnamese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TCVN3_LOWER: Final = (
    "\xb5à\xb6ả\xb7ã\xb8á\xb9ạ\xa8ă\xbbằ\xbcẳ\xbdẵ\xbeắ\xc6ặ\xa9â\xc7ầ\xc8ẩ\xc9ẫ\xcaấ\xcbậ\xaeđ\xccè\xceẻ\xcfẽ\xd0é\xd1ẹ"
    "\xaaê\xd2ề\xd3ể\xd4ễ\xd5ế\xd6ệ\xd7ì\xd8ỉ\xdcĩ\xddí\xdeị\xdfò\xe1ỏ\xe2õ\xe3ó\xe4ọ\xabô\xe5ồ\xe6ổ\xe7ỗ\xe8ố\xe9ộ\xacơ"
    "\xeaờ\xebở\xecỡ\xedớ\xeeợ\xefù\xf1ủ\xf2ũ\xf3ú\xf4ụ\xadư\xf5ừ\xf6ử\xf7ữ\xf8ứ\xf9ự\xfaỳ\xfbỷ\xfcỹ\xfdý\xfeỵ"
)
_TCVN3_UPPER: Final = "\xa1Ă\xa2Â\xa3Ê\xa4Ô\xa5Ơ\xa6Ư\xa7Đ"
_TCVN3: Final = {
    ord(pairs[at]): pairs[at + 1] for pairs in (_TCVN3_LOWER, _TCVN3_UPPER) for at in range(0, len(pairs), 2)
}

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS: Final = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS: Final = {"ö": "ư", "ô": "ơ", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKED: Final = re.compile("([aeouyöô])([" + "".join(_VNI_MARKS) + "])|[" + "".join(_VNI_LETTERS) + "]")

_TOKEN: Final = re.compile(r"[A-Za-z\x80-\U0010ffff]+")
_LONGEST: Final = 100
_SUSPICIOUS_SHARE: Final = 0.1


class Misread(NamedTuple):
    """Text in an encoding that is not read: which one (a code), a word as it stands, and what it stands for."""

    code: Code
    word: str
    meant: str


def foreign_words(texts: Iterable[str]) -> set[str]:
    """Return the different words with letters or signs beyond ASCII; overlong runs are no words."""
    return {
        word
        for text in texts
        if not text.isascii()
        for word in _TOKEN.findall(text)
        if len(word) <= _LONGEST and not word.isascii()
    }


def find_misread(words: set[str]) -> Misread | None:
    """Return the encoding in which a tenth or more of the words would be Vietnamese and, as they stand, are not."""
    unreadable = {word for word in words if not reads_as_vietnamese(word)}
    meant = {code: _meant(unreadable, decode) for code, decode in _DECODERS.items()}
    code = max(meant, key=lambda one: len(meant[one]))
    found = meant[code]
    if not found or len(found) < _SUSPICIOUS_SHARE * (len(words) - len(unreadable) + len(found)):
        return None
    word = max(found, key=lambda one: (len(one), one))
    return Misread(code, word, found[word])


def _meant(words: set[str], decode: Callable[[str], str]) -> dict[str, str]:
    """Return those of the words that are Vietnamese once they are decoded, with what they stand for."""
    return {word: decoded for word in words if reads_as_vietnamese(decoded := decode(word))}


def share_read_as(words: set[str], decode: Callable[[str], str]) -> float:
    """Return which share of the words is Vietnamese after decoding, from 0 to 1."""
    return sum(reads_as_vietnamese(decode(word)) for word in words) / max(len(words), 1)


def decode_tcvn3(word: str) -> str:
    """Return what a word stands for whose letters are bytes of TCVN3."""
    return _as_bytes(word).translate(_TCVN3)


def decode_vni(word: str) -> str:
    """Return what a word stands for whose letters are bytes of VNI, in lower case."""
    decoded = _VNI_MARKED.sub(_vni_letter, _as_bytes(word).lower())
    return unicodedata.normalize("NFC", decoded)


def _vni_letter(found: re.Match[str]) -> str:
    letter, mark = found[1], found[2]
    if letter is None:
        return _VNI_LETTERS[found[0]]
    return unicodedata.normalize("NFC", _VNI_LETTERS.get(letter, letter) + _VNI_MARKS[mark])


def decode_once_more(word: str) -> str:
    """Return what a word stands for that was encoded in UTF-8 twice; nothing where it was not."""
    try:
        return _as_bytes(word).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""


def _as_bytes(word: str) -> str:
    """Return the word with each letter as the byte it has in Windows-1252; those without one stay."""
    return "".join(letter if letter < "\u0100" else _WINDOWS_1252.get(letter, letter) for letter in word)


def _windows_1252() -> dict[str, str]:
    letters = ((byte, bytes([byte]).decode("cp1252", errors="ignore")) for byte in range(0x80, 0xA0))
    return {letter: chr(byte) for byte, letter in letters if letter}


_WINDOWS_1252: Final = _windows_1252()
_DECODERS: Final[dict[Code, Callable[[str], str]]] = {
    Code.TWICE_ENCODED_TEXT: decode_once_more,
    Code.TCVN3_TEXT: decode_tcvn3,
    Code.VNI_TEXT: decode_vni,
}
