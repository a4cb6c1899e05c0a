"""One sheet of a workbook, row by row: values as the spreadsheet saved them, what is hidden, what is merged.

A reader of our own, on the standard library's expat: the libraries for workbooks give either values or formulas,
leave out hidden rows, or hold the whole sheet in memory (docs/decisions).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qms.importing.codes import Code
from qms.importing.markup import parse
from qms.importing.number_formats import day_number, number_text
from qms.importing.problems import problem
from qms.importing.sheet import FAR_COLUMN, Cell, Content, DateSystem, Limits, Row, UnreadableError, Value, letters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO


LAST_ROW: Final = 1_048_576
_MERGES_KEPT: Final = 1_000
_NUMBERS_KEPT: Final = 50_000
_ESCAPED: Final = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""A character by its number; halves of surrogate pairs are none."""
_DIGITS: Final = "0123456789"
_CAPTURED: Final = {"v", "t"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell's style says about a number in it: that it is a day, or how many digits it is filled up to."""

    is_day: bool = False
    digits: int = 0


PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Context:
    """What all sheets of a workbook share."""

    texts: list[str]
    looks: list[Look]
    system: DateSystem
    limits: Limits


@dataclass(slots=True)
class Remarks:
    """What is gathered about a sheet while its rows go by; complete when they have."""

    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    formulas: int = 0
    foreign: set[str] = field(default_factory=set)
    """Texts beyond ASCII that stand in the sheet itself and not among the workbook's shared texts."""


def read_sheet(source: IO[bytes], context: Context, remarks: Remarks) -> Iterator[Row]:
    """Yield the rows of a sheet that hold anything."""
    listener = _SheetListener(context, remarks)
    for _ in parse(source, listener):
        yield from listener.rows
        listener.rows.clear()


def unescape(text: str) -> str:
    """Return a text as the spreadsheet shows it: composed (NFC), and with `_x000D_` as the character it stands for."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


class _SheetListener:
    """Hears a sheet's XML and keeps the rows that are complete."""

    def __init__(self, context: Context, remarks: Remarks) -> None:
        self.rows: list[Row] = []
        self._context, self._remarks = context, remarks
        self._line, self._cells, self._is_hidden = 0, list[Value](), False
        self._index, self._type, self._style = -1, "n", ""
        self._is_formula, self._has_value, self._captures, self._phonetic = False, False, False, False
        self._parts, self._length = list[str](), 0
        self._indexes: dict[str, int] = {}
        self._numbers: dict[tuple[str, str, bool], Value] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in _CAPTURED:
            self._captures = not self._phonetic
            self._has_value = True
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell" and len(self._remarks.merged) < _MERGES_KEPT:
            self._remarks.merged.append(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            self._hide_columns(attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in _CAPTURED:
            self._captures = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False

    def text(self, text: str) -> None:
        if self._captures:
            self._parts.append(text)
            self._length += len(text)
            if self._length > self._context.limits.cell_characters:
                limit = self._context.limits.cell_characters
                raise UnreadableError(problem(Code.CELL_TOO_LONG, line=self._line, limit=limit))

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = int(attributes["min"]), int(attributes["max"])
        shown = range(first - 1, min(last, first + FAR_COLUMN))
        self._remarks.hidden_columns += [letters(index) for index in shown if index < FAR_COLUMN]

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._line = int(number) if number else self._line + 1
        if not 1 <= self._line <= LAST_ROW:
            raise UnreadableError(problem(Code.DAMAGED_WORKBOOK, detail=f"row {number}"))
        self._is_hidden = attributes.get("hidden") in {"1", "true"}
        self._cells, self._index = [], -1

    def _end_row(self) -> None:
        if not self._cells:
            return
        self.rows.append(Row(self._line, tuple(self._cells)))
        if self._is_hidden:
            hidden = self._remarks.hidden_rows
            first = hidden.pop()[0] if hidden and hidden[-1][1] == self._line - 1 else self._line
            hidden.append((first, self._line))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            name = place.rstrip(_DIGITS)
            index = self._indexes.get(name)
            self._index = self._column(name) if index is None else index
        else:
            self._index += 1
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._is_formula = self._has_value = False
        self._parts, self._length = [], 0

    def _column(self, name: str) -> int:
        index = 0
        for letter in name.upper():
            index = 26 * index + ord(letter) - ord("A") + 1
        if not (name.isascii() and name.isalpha() and len(name) <= 3):  # noqa: PLR2004 – XFD is the last column
            raise UnreadableError(problem(Code.DAMAGED_WORKBOOK, detail=f"column {name}"))
        self._indexes[name] = index - 1
        return index - 1

    def _end_cell(self) -> None:
        value = self._value("".join(self._parts))
        self._remarks.formulas += self._is_formula
        if value == "":
            return
        cells, gap = self._cells, self._index - len(self._cells)
        if self._index >= FAR_COLUMN:
            self._refuse_width()
        if gap < 0:
            cells[self._index] = value
            return
        if gap:
            cells.extend([""] * gap)
        cells.append(value)

    def _refuse_width(self) -> None:
        limit = self._context.limits.columns
        if sum(value != "" for value in self._cells) > limit:
            raise UnreadableError(problem(Code.TOO_MANY_COLUMNS, line=self._line, limit=limit))
        raise UnreadableError(problem(Code.FAR_CELL, line=self._line, cell=f"{letters(self._index)}{self._line}"))

    def _value(self, raw: str) -> Value:
        kind = self._type
        if kind == "s" and raw:
            text = self._context.texts[_index(raw)]
            return Cell(text, Content.TEXT, is_formula=True) if self._is_formula else text
        if self._is_formula and not raw and not (kind == "str" and self._has_value):
            return Cell("", Content.UNSAVED, is_formula=True)
        if kind == "n":
            return self._number(raw.strip())
        if kind in {"str", "inlineStr"}:
            return self._own_text(raw)
        if kind == "b":
            return Cell("TRUE" if raw.strip() == "1" else "FALSE", Content.BOOLEAN, self._is_formula) if raw else ""
        content = Content.DATE if kind == "d" else Content.ERROR
        return Cell(raw.strip(), content, self._is_formula) if raw else ""

    def _own_text(self, raw: str) -> Value:
        text = unescape(raw)
        if not text.isascii():
            self._remarks.foreign.add(text)
        return Cell(text, Content.TEXT, is_formula=True) if self._is_formula and text else text

    def _number(self, raw: str) -> Value:
        key = (raw, self._style, self._is_formula)
        value = self._numbers.get(key)
        if value is None:
            if len(self._numbers) >= _NUMBERS_KEPT:
                self._numbers.clear()
            value = self._numbers[key] = self._read_number(raw)
        return value

    def _read_number(self, raw: str) -> Value:
        if not raw:
            return ""
        look = self._look()
        text = number_text(raw)
        if text is None:
            raise UnreadableError(problem(Code.DAMAGED_WORKBOOK, line=self._line, detail=f"number {raw[:20]}"))
        if look.is_day:
            day = day_number(float(raw), self._context.system)
            if day is not None:
                return Cell(day, Content.DATE, self._is_formula)
        if look.digits and text.isdigit() and len(text) < look.digits:
            return text.zfill(look.digits)
        return Cell(text, Content.NUMBER, self._is_formula)

    def _look(self) -> Look:
        looks = self._context.looks
        index = int(self._style) if self._style else 0
        return looks[index] if 0 <= index < len(looks) else PLAIN


def _index(raw: str) -> int:
    """Return a place in a list; raises ValueError for what is no place, such as -1."""
    if not (raw.isascii() and raw.isdigit()):
        raise ValueError(raw)
    return int(raw)
