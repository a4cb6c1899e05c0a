"""Text as programs of before Unicode wrote it."""

import unicodedata

from qms.names import TONES

TCVN3_BYTES = {
    "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ă": 0xA8, "ắ": 0xBE, "â": 0xA9, "ấ": 0xCA, "ậ": 0xCB,
    "đ": 0xAE, "ê": 0xAA, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7, "ỉ": 0xD8, "ị": 0xDE, "ò": 0xDF, "ô": 0xAB, "ố": 0xE8,
    "ơ": 0xAC, "ờ": 0xEA, "ư": 0xAD, "ủ": 0xF1, "ú": 0xF3, "Đ": 0xA7,
}  # fmt: skip
"""Letters of TCVN 5712:1993 (VN3) as UniKey's tables have them, as far as the tests need them."""


def windows_1258(text: str) -> bytes:
    """The text in Windows-1258: what the code page has no letter for is a letter and a mark."""
    return b"".join(_one_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _one_letter(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        return (base + "".join(part for part in parts if part in TONES)).encode("cp1258")


def tcvn3(text: str) -> bytes:
    """The text in TCVN3 (ABC)."""
    return bytes(TCVN3_BYTES.get(letter, ord(letter) if letter.isascii() else 0x3F) for letter in text)
