"""Bytes to text: the encoding is found out from the whole file and named, or the file is refused by name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from qms.importing.codes import Code
from qms.importing.legacy import decode_tcvn3, decode_vni, find_misread, foreign_words, share_read_as
from qms.importing.problems import Problem, problem
from qms.importing.sheet import UnreadableError
from qms.importing.syllables import reads_as_vietnamese

_UTF8_BOM: Final = b"\xef\xbb\xbf"
_UTF32_BOMS: Final = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_UTF16_BOMS: Final = {b"\xff\xfe": "UTF-16LE", b"\xfe\xff": "UTF-16BE"}
_UTF7: Final = re.compile(rb"\+[A-Za-z0-9+/]{3,}-?")
_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")
_MOSTLY: Final = 0.5
_SOME: Final = 0.1


class Decoded(NamedTuple):
    """A text, composed (NFC), and the encoding it was in."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """Return the text of a file; raises UnreadableError where its encoding is not read or not recognised."""
    text, encoding = _decode(content)
    if len(_CONTROL.findall(text)) > _SOME * len(text):
        raise UnreadableError(problem(Code.BINARY_FILE))
    composed = unicodedata.normalize("NFC", text)
    misread = misread_problem(foreign_words([composed]))
    if misread:
        raise UnreadableError(misread)
    return Decoded(composed, encoding)


def misread_problem(words: set[str]) -> Problem | None:
    """Return the problem of words that are Vietnamese only in an encoding of before Unicode."""
    misread = find_misread(words)
    return problem(misread.code, value=misread.word, meant=misread.meant) if misread else None


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith(_UTF32_BOMS) or _looks_like_utf32(content):
        raise UnreadableError(problem(Code.UTF32_TEXT))
    wide = _UTF16_BOMS.get(content[:2]) or _utf16_without_mark(content)
    if wide:
        return _decode_utf16(content, wide), wide
    if content.isascii() and _looks_like_utf7(content):
        raise UnreadableError(problem(Code.UTF7_TEXT))
    try:
        text = content.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_windows(content, error.start), "Windows-1258"
    return text, "UTF-8 with BOM" if content.startswith(_UTF8_BOM) else "UTF-8"


def _looks_like_utf32(content: bytes) -> bool:
    """Tell whether of every four bytes two at one end are zero, as in UTF-32 for every script in use."""
    if not content or len(content) % 4:
        return False
    return not any(content[2::4] + content[3::4]) or not any(content[0::4] + content[1::4])


def _utf16_without_mark(content: bytes) -> str | None:
    """Return the byte order of UTF-16: every other byte is mostly zero, because most letters are A–Z or digits."""
    pairs = max(len(content) // 2, 1)
    first, second = content[0::2].count(0) / pairs, content[1::2].count(0) / pairs
    if max(first, second) < _MOSTLY or min(first, second) > _SOME:
        return None
    return "UTF-16LE" if second > first else "UTF-16BE"


def _decode_utf16(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        raise UnreadableError(problem(Code.BROKEN_ENCODING, line=line)) from error


def _looks_like_utf7(content: bytes) -> bool:
    """Tell whether +…- groups of an ASCII file spell Vietnamese words when read as UTF-7."""
    if not _UTF7.search(content):
        return False
    try:
        return any(reads_as_vietnamese(word) for word in foreign_words([content.decode("utf-7")]))
    except UnicodeDecodeError:
        return False


def _decode_windows(content: bytes, first_bad: int) -> str:
    """Return a text of Windows-1258, composed; raises UnreadableError for UTF-8 gone wrong and encodings not read."""
    line = len(_LINE_END.findall(content[:first_bad])) + 1
    if _is_mostly_utf8(content):
        raise UnreadableError(problem(Code.BROKEN_ENCODING, line=line))
    words = foreign_words([content.decode("latin-1")])
    shares = {
        None: share_read_as(words, _decode_1258),
        Code.TCVN3_TEXT: share_read_as(words, decode_tcvn3),
        Code.VNI_TEXT: share_read_as(words, decode_vni),
    }
    best = max(shares, key=lambda code: shares[code])
    if shares[best] < _MOSTLY:
        raise UnreadableError(problem(Code.UNKNOWN_ENCODING, line=line))
    if best is not None:
        raise UnreadableError(misread_problem(words) or problem(best, meant=""))
    try:
        return content.decode("cp1258")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(content[: error.start])) + 1
        raise UnreadableError(problem(Code.UNKNOWN_ENCODING, line=line)) from error


def _is_mostly_utf8(content: bytes) -> bool:
    """Tell whether more letters beyond ASCII are whole in UTF-8 than broken."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) - broken > broken


def _decode_1258(word: str) -> str:
    """Return a word whose letters are bytes of Windows-1258; nothing where a byte is none of that encoding."""
    try:
        return word.encode("latin-1").decode("cp1258")
    except UnicodeError:
        return ""
