"""Which letters the shipped fonts can print: what a name holds beyond them is replaced, never dropped."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_REGULAR: Final = FONTS / "Tinos_400Regular.ttf"
_UNICODE_BMP: Final = (3, 1)
_SEGMENTS: Final = 4
"""The format of a table of letters as segments, for the Basic Multilingual Plane."""


def printable(text: str) -> str:
    """Return a text in NFC with every letter that no shipped font holds as the replacement character."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    unknown = set(composed) - letters()
    if not unknown:
        return composed
    return "".join(REPLACEMENT if letter in unknown else letter for letter in composed)


@cache
def letters() -> frozenset[str]:
    """Return the letters of the regular font, read from its table of letters; control characters are none."""
    content = _REGULAR.read_bytes()
    start = _table_of_letters(content)
    count = struct.unpack_from(">H", content, start + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", content, start + 14 + place * 2 * count + (2 if place else 0))
        for place in range(4)
    )
    base = start + 16 + 6 * count
    found: set[str] = set()
    for place, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            at = base + 2 * place + offset + 2 * (code - first)
            glyph = (struct.unpack_from(">H", content, at)[0] if offset else code + delta) & 0xFFFF
            if glyph:
                found.add(chr(code))
    return frozenset(letter for letter in found if unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs"})


def _table_of_letters(content: bytes) -> int:
    """Return where the table of letters for Unicode begins."""
    tables = struct.unpack_from(">H", content, 4)[0]
    for place in range(tables):
        name, _sum, offset, _length = struct.unpack_from(">4sIII", content, 12 + 16 * place)
        if name == b"cmap":
            return _unicode_part(content, offset)
    message = "the font has no table of letters"
    raise ValueError(message)


def _unicode_part(content: bytes, cmap: int) -> int:
    for place in range(struct.unpack_from(">H", content, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", content, cmap + 4 + 8 * place)
        if (platform, encoding) == _UNICODE_BMP and struct.unpack_from(">H", content, cmap + offset)[0] == _SEGMENTS:
            return int(cmap + offset)
    message = "the font has no table of letters for Unicode"
    raise ValueError(message)
