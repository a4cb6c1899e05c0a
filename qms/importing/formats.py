"""What a file is, by its content; its name is only ever compared with it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from qms.importing.codes import Code
from qms.importing.problems import Problem, problem
from qms.importing.sheet import Format

_WORKBOOK_2003: Final = "Workbook".encode("utf-16-le")
_WORKBOOK_95: Final = "Book".encode("utf-16-le")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DOCUMENT: Final = ("WordDocument".encode("utf-16-le"), "PowerPoint Document".encode("utf-16-le"))

_BEGINNINGS: Final = (
    (b"%PDF-", Code.PDF_FILE),
    (b"\x89PNG\r\n\x1a\n", Code.IMAGE_FILE),
    (b"\xff\xd8\xff", Code.IMAGE_FILE),
    (b"GIF87a", Code.IMAGE_FILE),
    (b"GIF89a", Code.IMAGE_FILE),
    (b"II*\x00", Code.IMAGE_FILE),
    (b"MM\x00*", Code.IMAGE_FILE),
    (b"\x1f\x8b", Code.ARCHIVE_FILE),
    (b"7z\xbc\xaf\x27\x1c", Code.ARCHIVE_FILE),
    (b"Rar!\x1a\x07", Code.ARCHIVE_FILE),
    (b"\xfd7zXZ\x00", Code.ARCHIVE_FILE),
    (b"BZh", Code.ARCHIVE_FILE),
    (b"PK\x05\x06", Code.ARCHIVE_FILE),
    (b"{\\rtf", Code.DOCUMENT_FILE),
    (b"SQLite format 3\x00", Code.BINARY_FILE),
    (b"PAR1", Code.BINARY_FILE),
    (b"\x7fELF", Code.BINARY_FILE),
    (b"\x09\x08\x10\x00\x00\x06\x05\x00", Code.XLS_FILE),
    (b"\x09\x08\x08\x00\x00\x05\x05\x00", Code.XLS_FILE),
)

_HTML: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|meta|div)\b|mime-version:|content-type:\s*(?:multipart|text/html)",
    re.IGNORECASE,
)
_XML: Final = re.compile(rb"<(?:\?xml|svg|workbook|ss:)\b", re.IGNORECASE)
_SEARCHED: Final = 2_048
_SPREADSHEET_NAMES: Final = {".xlsx", ".xltx"}
_TEXT_NAMES: Final = {".csv", ".txt", ".tsv", ".tab"}


def recognise(content: bytes) -> Format | Code:
    """Return the format of a file's content, or the code of why such a file is not read."""
    if not content.strip(b"\0 \t\r\n\x1a\xef\xbb\xbf\xff\xfe"):
        return Code.EMPTY_FILE
    if content.startswith(b"PK\x03\x04"):
        return Format.XLSX
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_document(content)
    for beginning, code in _BEGINNINGS:
        if content.startswith(beginning):
            return code
    return _picture(content) or _markup(content) or Format.CSV


def _compound_document(content: bytes) -> Code:
    """Return what an OLE compound file is: protected workbooks, XLS and DOC are all packed in one."""
    if _ENCRYPTED in content:
        return Code.ENCRYPTED_FILE
    if any(name in content for name in _DOCUMENT):
        return Code.DOCUMENT_FILE
    return Code.XLS_FILE if _WORKBOOK_2003 in content or _WORKBOOK_95 in content else Code.BINARY_FILE


def _picture(content: bytes) -> Code | None:
    """Return whether it is one of the pictures that do not show in the first letters alone."""
    bitmap = content[:2] == b"BM" and int.from_bytes(content[2:6], "little") == len(content)
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    heic = content[4:8] == b"ftyp" and not content[:4].isascii()
    return Code.IMAGE_FILE if bitmap or webp or heic or content[4:11] in {b"ftyphei", b"ftypmif"} else None


def _markup(content: bytes) -> Code | None:
    """Return whether it is a web page or XML, in whatever encoding of one or two bytes a letter."""
    beginning = content[:_SEARCHED].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if _HTML.match(beginning) or (_XML.match(beginning) and _HTML.search(beginning)):
        return Code.HTML_FILE
    return Code.XML_FILE if _XML.match(beginning) else None


def name_differs(name: str, found: Format) -> Problem | None:
    """Return a warning where a file's name says that it is something else than it is."""
    ending = PurePath(name).suffix.lower()
    usual = _SPREADSHEET_NAMES if found is Format.XLSX else _TEXT_NAMES
    if not ending or ending in usual:
        return None
    return problem(Code.EXTENSION_DIFFERS, value=PurePath(name).name, format=found.value)
