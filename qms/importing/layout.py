"""A sheet to a table: what stands above and below the rows of data, recognised and listed, never silently dropped."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.i18n import N_, current_language, gettext_in
from qms.importing.codes import Code
from qms.importing.columns import KEYS, Kind, fold_header
from qms.importing.headers import (
    SEARCHED_ROWS,
    Header,
    assign_columns,
    bears_names,
    find_header_row,
    header_signature,
    read_header,
)
from qms.importing.problems import Problem, has_errors, problem
from qms.importing.sheet import LIMITS, DateSystem, Format, Limits, Row, is_filled, text_of
from qms.names import fold_bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qms.importing.sheet import Sheet


class Reason(StrEnum):
    """Why a line of the file is not data."""

    TITLE = "title"
    HEADER_AGAIN = "header_again"
    COLUMN_NUMBERS = "column_numbers"
    TOTAL = "total"
    BESIDE = "beside"
    BELOW = "below"


REASONS: Final[dict[Reason, str]] = {
    Reason.TITLE: N_("title above the header"),
    Reason.HEADER_AGAIN: N_("the header once more"),
    Reason.COLUMN_NUMBERS: N_("numbers of the columns"),
    Reason.TOTAL: N_("subtotal or total"),
    Reason.BESIDE: N_("nothing in the template's columns"),
    Reason.BELOW: N_("notes or signatures below the table"),
}


_TOTAL: Final = re.compile(
    r"(?:tong cong(?! ty\b)|tong so|grand total|sub-?total|total)\b.*"
    r"|(?:tong|cong)(?:\s*[\d:(.,].*|\s+(?:toan|tinh|huyen|khoi|nhom|cap|chung|muc|phan|trang)\b.*)?"
)
_TOTALS_BEGIN: Final = frozenset("TtCcGgSs")
_NUMBER: Final = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?(?:\s*=.*)?")
_FEWEST_NUMBERS: Final = 3
_LISTED: Final = 20
_RANGE_ROWS: Final = re.compile(r"[A-Z]+(\d+):[A-Z]+(\d+)")


class NotData(NamedTuple):
    """A line that holds something and is no row of data: its number, why, and what it says."""

    line: int
    reason: Reason
    text: str

    def explained(self, language: str | None = None) -> str:
        """Return the reason as the language says it."""
        return gettext_in(language or current_language(), REASONS[self.reason])


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of data of a file, and what is wrong with the whole of it.

    With `is_refused`, `rows` is empty and `problems` say why. `signature` remembers the header's layout, for an
    assignment of columns by hand (None without a header).
    """

    header: Header | None
    rows: tuple[Row, ...] = ()
    not_data: tuple[NotData, ...] = ()
    problems: tuple[Problem, ...] = ()
    signature: str | None = None
    format: Format = Format.CSV
    date_system: DateSystem = DateSystem.FROM_1900

    @property
    def kind(self) -> Kind | None:
        """What the file reports, None where that was not recognised."""
        return self.header.kind if self.header else None

    @property
    def is_refused(self) -> bool:
        """Tell whether something about the whole file keeps all its rows out."""
        return has_errors(self.problems)


def lay_out(
    sheet: Sheet,
    *,
    mapping: Mapping[int, str] | None = None,
    header_line: int | None = None,
    limits: Limits = LIMITS,
) -> Table:
    """Return the table in a sheet.

    `mapping` (index of a column from 0, to the template's English name) takes the place of the header's names;
    `header_line` says which line is the header. Without them both are found.
    """
    row = _header_row(sheet, mapping, header_line)
    if row is None:
        return Table(None, problems=(problem(Code.NO_HEADER, line=header_line),))
    width = max(len(other.cells) for other in sheet.rows)
    header = read_header(row) if mapping is None else assign_columns(row, mapping, width)
    signature = header_signature(row.cells)
    above = tuple(_not_data(other, Reason.TITLE) for other in sheet.rows if other.line < row.line)
    if not header.is_whole or header.kind is None:
        return Table(header, not_data=above, problems=header.problems, signature=signature)
    rows, below = _sorted_out([other for other in sheet.rows if other.line > row.line], header, header.kind, row)
    problems = (*header.problems, *_shape_problems(sheet, rows, limits))
    return Table(
        header,
        () if has_errors(problems) else tuple(rows),
        above + tuple(below),
        problems,
        signature,
        sheet.understood.format,
        sheet.understood.date_system or DateSystem.FROM_1900,
    )


def signatures(sheet: Sheet) -> dict[str, int]:
    """Return the signature of each of the topmost rows, with its line: to find a layout that was assigned before."""
    return {header_signature(row.cells): row.line for row in reversed(sheet.rows[:SEARCHED_ROWS])}


def _header_row(sheet: Sheet, mapping: Mapping[int, str] | None, line: int | None) -> Row | None:
    if line is not None:
        return next((row for row in sheet.rows if row.line == line), None)
    if mapping is None:
        return find_header_row(sheet.rows)
    top = sheet.rows[:SEARCHED_ROWS]
    return next((row for row in top if bears_names(row, mapping)), top[0] if top else None)


def _sorted_out(below: list[Row], header: Header, kind: Kind, header_row: Row) -> tuple[list[Row], list[NotData]]:
    """Return the rows of data and the lines that are none, from what stands below the header."""
    keys = [index for index, name in header.columns.items() if name in KEYS[kind]]
    reasons = [_reason(row, header_row, is_first=at == 0) for at, row in enumerate(below)]
    has_key = [reason is None and _holds(row, keys) for row, reason in zip(below, reasons, strict=True)]
    last = max((at for at, held in enumerate(has_key) if held), default=-1)
    rows, others = [], []
    for at, (row, reason) in enumerate(zip(below, reasons, strict=True)):
        if reason is None and (has_key[at] or (at < last and _holds(row, header.columns))):
            rows.append(row)
        else:
            others.append(_not_data(row, reason or (Reason.BESIDE if at < last else Reason.BELOW)))
    return rows, others


def _holds(row: Row, indexes: Sequence[int] | Mapping[int, str]) -> bool:
    return any(index < len(row.cells) and is_filled(row.cells[index]) for index in indexes)


def _reason(row: Row, header_row: Row, *, is_first: bool) -> Reason | None:
    """Return why a line is no data by what it says itself, None where it may be data."""
    if is_first and _numbers_columns([text_of(row.cells[index]).strip() for index in row.filled]):
        return Reason.COLUMN_NUMBERS
    if is_total(next(text_of(value).strip() for value in row.cells if is_filled(value))):
        return Reason.TOTAL
    return Reason.HEADER_AGAIN if _repeats(row, header_row) else None


def _repeats(row: Row, header_row: Row) -> bool:
    """Tell whether a row is the header once more; nearly all rows differ from it in their first cell already."""
    is_near = fold_header(text_of(row.cells[0])[:100]) == fold_header(text_of(header_row.cells[0])[:100])
    return is_near and header_signature(row.cells) == header_signature(header_row.cells)


def is_total(text: str) -> bool:
    """Tell whether a text begins with a total word; Tổng cục Thuế and Xã Cộng Hòa do not."""
    return text[:1] in _TOTALS_BEGIN and _TOTAL.fullmatch(fold_bare_name(text[:100])) is not None


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Tell whether cells count their columns: 1, 2, 3; (1), (2), (3); A, B, 1, 2."""
    found = [_NUMBER.fullmatch(text) for text in texts]
    marks = [match[1] for match in found if match]
    if len(marks) < max(len(texts), _FEWEST_NUMBERS):
        return False
    lettered = list(takewhile(str.isalpha, marks))
    numbers = [int(mark) if mark.isdecimal() else 0 for mark in marks[len(lettered) :]]
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    return in_order and "".join(lettered).upper() == string.ascii_uppercase[: len(lettered)]


def _not_data(row: Row, reason: Reason) -> NotData:
    texts = (" ".join(text_of(row.cells[index]).split()) for index in row.filled)
    return NotData(row.line, reason, " · ".join(texts)[:200])


def _shape_problems(sheet: Sheet, rows: Sequence[Row], limits: Limits) -> Iterator[Problem]:
    if not rows:
        yield problem(Code.NO_ROWS)
        return
    if len(rows) > limits.rows:
        yield problem(Code.TOO_MANY_ROWS, limit=limits.rows)
    filled: set[int] = set()
    for row in rows:
        filled.update(row.filled)
    if len(filled) > limits.columns:
        yield problem(Code.TOO_MANY_COLUMNS, limit=limits.columns)
    merged = [place for place in sheet.understood.merged if _touches(place, rows[0].line, rows[-1].line)]
    if merged:
        listed = ", ".join(merged[:_LISTED]) + (", …" if len(merged) > _LISTED else "")
        yield problem(Code.MERGED_CELLS, ranges=listed)


def _touches(place: str, first: int, last: int) -> bool:
    """Tell whether a range such as A5:A9 has cells in the lines from first to last."""
    found = _RANGE_ROWS.fullmatch(place)
    return found is not None and int(found[1]) <= last and int(found[2]) >= first
