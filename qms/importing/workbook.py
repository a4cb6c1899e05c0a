"""An XLSX workbook: its sheets, what they share, and which of them holds the table."""

from __future__ import annotations

import posixpath
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.importing.archive import Archive, damage_as_a_sentence
from qms.importing.codes import Code
from qms.importing.headers import SEARCHED_ROWS, find_header_row, read_header
from qms.importing.markup import attribute, parse_whole
from qms.importing.number_formats import leading_zeros, shows_a_day
from qms.importing.problems import problem
from qms.importing.sheet import LIMITS, DateSystem, Limits, Row, UnreadableError
from qms.importing.worksheet import Context, Look, Remarks, read_sheet, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTENT_TYPES: Final = "[Content_Types].xml"
_OTHER_FORMATS: Final = (
    ("xl/vbaProject.bin", Code.MACRO_WORKBOOK),
    ("xl/workbook.bin", Code.XLSB_FILE),
    ("word/document.xml", Code.DOCUMENT_FILE),
    ("ppt/presentation.xml", Code.DOCUMENT_FILE),
    ("content.xml", Code.ODS_FILE),
)
_OPEN_DOCUMENT_SHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"


class SheetPart(NamedTuple):
    """A sheet's name, the part of the workbook that holds it, and whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


class _Elements:
    """Hears a small XML document and keeps its elements and their attributes."""

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name, attributes))

    def end(self, name: str) -> None:
        self.found.append((f"/{name}", {}))

    def text(self, text: str) -> None:
        """Nothing is said between the elements that matter."""


class _SharedTexts:
    """Hears the workbook's shared texts: runs are joined, readings of ideographs left out."""

    def __init__(self, limit: int) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._length, self._limit = 0, limit
        self._captures, self._phonetic = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 – a listener hears them
        if name == "t":
            self._captures = not self._phonetic
        elif name == "si":
            self._parts, self._length = [], 0
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            self._captures = False
        elif name == "si":
            self.found.append(unescape("".join(self._parts)))
        elif name == "rPh":
            self._phonetic = False

    def text(self, text: str) -> None:
        if self._captures:
            self._parts.append(text)
            self._length += len(text)
            if self._length > self._limit:
                raise UnreadableError(problem(Code.CELL_TOO_LONG, limit=self._limit))


class Workbook:
    """An opened workbook; every method may raise UnreadableError."""

    def __init__(self, content: bytes, limits: Limits = LIMITS) -> None:
        """Open a workbook's zip and read what its sheets share."""
        self._archive = Archive(content, limits)
        _refuse_other_formats(self._archive)
        main = self._related("", "officeDocument")
        with damage_as_a_sentence():
            self.system, self.sheets = self._contents(main[0] if main else "xl/workbook.xml")
            self._context = Context(self._texts(limits), self._looks(), self.system, limits)

    @property
    def names(self) -> tuple[str, ...]:
        """The sheets' names, in their order."""
        return tuple(sheet.name for sheet in self.sheets)

    @property
    def texts(self) -> list[str]:
        """The texts that the sheets share."""
        return self._context.texts

    def rows(self, sheet: SheetPart, remarks: Remarks) -> Iterator[Row]:
        """Yield a sheet's rows that hold anything, and gather what is remarkable about it."""
        with damage_as_a_sentence(), self._archive.part(sheet.part) as source:
            yield from read_sheet(source, self._context, remarks)

    def choose(self, name: str | None) -> SheetPart:
        """Return the sheet of a name, else the one whose header is a template's, else the only one that is filled."""
        if name is not None:
            return self._named(name)
        tops = {sheet: self._top(sheet) for sheet in self.sheets}
        filled = [sheet for sheet, rows in tops.items() if rows]
        near = [sheet for sheet in filled if find_header_row(tops[sheet])]
        whole = [sheet for sheet in near if _has_whole_header(tops[sheet])]
        meant = whole or near or filled or self.sheets[:1]
        if len(meant) != 1:
            raise UnreadableError(problem(Code.CHOOSE_SHEET, sheets=_listed(meant)), self.names)
        return meant[0]

    def _named(self, name: str) -> SheetPart:
        wanted = name.strip().casefold()
        found = [sheet for sheet in self.sheets if sheet.name.strip().casefold() == wanted]
        if not found:
            known = _listed(self.sheets)
            raise UnreadableError(problem(Code.NO_SUCH_SHEET, value=name, sheets=known), self.names)
        return found[0]

    def _top(self, sheet: SheetPart) -> list[Row]:
        return list(islice(self.rows(sheet, Remarks()), SEARCHED_ROWS))

    def _elements(self, part: str) -> list[tuple[str, dict[str, str]]]:
        listener = _Elements()
        with self._archive.part(part) as source:
            parse_whole(source, listener)
        return listener.found

    def _related(self, part: str, kind: str) -> list[str]:
        """Return the parts that a part refers to by relationships of a kind."""
        return [target for _, name, target in self._relations(part) if name == kind]

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        """Return id, kind and target of each of a part's relationships."""
        folder, _, file = part.rpartition("/")
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if listed not in self._archive:
            return []
        return [
            (
                attributes.get("Id", ""),
                attributes.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/"),
            )
            for name, attributes in self._elements(listed)
            if name == "Relationship" and attributes.get("TargetMode") != "External"
        ]

    def _contents(self, part: str) -> tuple[DateSystem, list[SheetPart]]:
        """Return the workbook's date system and its worksheets; charts on sheets of their own are none."""
        self._main = part
        targets = {key: target for key, kind, target in self._relations(part) if kind == "worksheet"}
        system, sheets = DateSystem.FROM_1900, []
        for name, attributes in self._elements(part):
            if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
                system = DateSystem.FROM_1904
            elif name == "sheet" and (target := targets.get(attribute(attributes, "id") or "")):
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(attributes.get("name", ""), target, hidden))
        if not sheets:
            raise UnreadableError(problem(Code.DAMAGED_WORKBOOK, detail=part))
        return system, sheets

    def _texts(self, limits: Limits) -> list[str]:
        listener = _SharedTexts(limits.cell_characters)
        for part in self._related(self._main, "sharedStrings"):
            with self._archive.part(part) as source:
                parse_whole(source, listener)
        return listener.found

    def _looks(self) -> list[Look]:
        """Return what each cell style says about numbers, by the style's index."""
        patterns: dict[int, str] = {}
        looks, in_styles = list[Look](), False
        for part in self._related(self._main, "styles"):
            for name, attributes in self._elements(part):
                if name == "numFmt":
                    patterns[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
                elif name in {"cellXfs", "/cellXfs"}:
                    in_styles = name == "cellXfs"
                elif name == "xf" and in_styles:
                    number = int(attributes.get("numFmtId", "0"))
                    pattern = patterns.get(number)
                    looks.append(Look(shows_a_day(number, pattern), leading_zeros(pattern)))
        return looks


def _refuse_other_formats(archive: Archive) -> None:
    """Raise UnreadableError for zips of other formats, named."""
    for part, code in _OTHER_FORMATS:
        if part in archive:
            raise UnreadableError(problem(_open_document(archive) if code is Code.ODS_FILE else code))
    if _CONTENT_TYPES not in archive:
        raise UnreadableError(problem(Code.ARCHIVE_FILE))
    with archive.part(_CONTENT_TYPES) as source:
        if b"macroEnabled" in source.read(1_000_000):
            raise UnreadableError(problem(Code.MACRO_WORKBOOK))


def _open_document(archive: Archive) -> Code:
    """Return which of the OpenDocument formats it is: a spreadsheet, or a text."""
    if "mimetype" not in archive:
        return Code.DOCUMENT_FILE
    with archive.part("mimetype") as source:
        return Code.ODS_FILE if source.read(len(_OPEN_DOCUMENT_SHEET)) == _OPEN_DOCUMENT_SHEET else Code.DOCUMENT_FILE


def _has_whole_header(rows: list[Row]) -> bool:
    row = find_header_row(rows)
    return row is not None and read_header(row).is_whole


def _listed(sheets: list[SheetPart]) -> str:
    return ", ".join(f'"{sheet.name}"' for sheet in sheets)
