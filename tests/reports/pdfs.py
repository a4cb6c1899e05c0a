"""A PDF as a program finds it: its text without the spaces that layout moves, its tags, fonts and bookmarks."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def squeezed(text: str) -> str:
    """Return a text without any white space."""
    return "".join(text.split())


def text_of(pdf: bytes) -> str:
    """Return all text of all pages, without white space."""
    return "".join(squeezed(page.extract_text()) for page in reader(pdf).pages)


def page_text(pdf: bytes, page: int) -> str:
    return squeezed(reader(pdf).pages[page].extract_text())


def is_nfc(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def bookmarks(pdf: bytes) -> list[str]:
    return [str(entry["/Title"]) for entry in _flat(reader(pdf).outline)]


def _flat(outline: Any) -> Iterator[Any]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def objects(pdf: bytes) -> Iterator[DictionaryObject]:
    """Yield all dictionaries of the file."""
    found = reader(pdf)
    for number in range(1, len(found.xref_objStm) + sum(map(len, found.xref.values())) + 1):
        thing = found.get_object(IndirectObject(number, 0, found))
        if isinstance(thing, DictionaryObject):
            yield thing


def alternative_texts(pdf: bytes) -> list[str]:
    return [str(thing["/Alt"]) for thing in objects(pdf) if "/Alt" in thing]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Return the name of each font with whether it is embedded."""
    return {
        str(thing["/FontName"]): any(f"/FontFile{kind}" in thing for kind in ("", "2", "3"))
        for thing in objects(pdf)
        if thing.get("/Type") == "/FontDescriptor"
    }
