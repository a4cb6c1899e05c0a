"""Bytes to a sheet: what the file is, its rows one by one, and what was understood of it.

Pure, and therefore at the mercy of whoever made the file: `sandbox.read_file` does the same in a process of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qms.importing.codes import Code
from qms.importing.delimited import find_delimiter, read_rows
from qms.importing.encoding import decode, misread_problem
from qms.importing.formats import name_differs, recognise
from qms.importing.legacy import foreign_words
from qms.importing.problems import Problem, problem
from qms.importing.sheet import (
    FAR_COLUMN,
    LIMITS,
    MARGIN_ROWS,
    Format,
    Limits,
    Reading,
    Row,
    Sheet,
    Understood,
    UnreadableError,
    letters,
)
from qms.importing.workbook import SheetPart, Workbook
from qms.importing.worksheet import Remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LISTED: Final = 20


@dataclass(slots=True)
class Source:
    """A file being read: take all `rows`, then ask for what was `understood` and which problems there are."""

    rows: Iterator[Row]
    _understood: Understood
    _problems: list[Problem]
    _remarks: Remarks | None = None
    _texts: list[str] = field(default_factory=list)

    def understood(self) -> Understood:
        """Return what was understood of the file, complete once all rows are taken."""
        if self._remarks is None:
            return self._understood
        return replace(
            self._understood,
            hidden_rows=tuple(self._remarks.hidden_rows),
            hidden_columns=tuple(self._remarks.hidden_columns),
            merged=tuple(self._remarks.merged),
            formulas=self._remarks.formulas,
        )

    def problems(self) -> list[Problem]:
        """Return what is worth a word; raises UnreadableError where the texts turn out to be in an old encoding."""
        if self._remarks is None:
            return self._problems
        misread = misread_problem(foreign_words([*self._texts, *self._remarks.foreign]))
        if misread:
            raise UnreadableError(misread)
        return [*self._problems, *_hidden(self.understood())]


def open_source(content: bytes, name: str = "", *, sheet: str | None = None, limits: Limits = LIMITS) -> Source:
    """Open a file for reading row by row; raises UnreadableError where it is refused.

    `name` is only compared with what the file is; `sheet` chooses one of a workbook's sheets.
    """
    if len(content) > limits.bytes:
        raise UnreadableError(problem(Code.TOO_MANY_BYTES, size=len(content), limit=limits.bytes))
    found = recognise(content)
    if isinstance(found, Code):
        raise UnreadableError(problem(found))
    differs = name_differs(name, found)
    problems = [differs] if differs else []
    if found is Format.XLSX:
        return _open_workbook(content, sheet, limits, problems)
    return _open_text(content, sheet, limits, problems)


def read(content: bytes, name: str = "", *, sheet: str | None = None, limits: Limits = LIMITS) -> Reading:
    """Return a file's rows and what was understood of it, in this very process: for files that one trusts."""
    try:
        source = open_source(content, name, sheet=sheet, limits=limits)
        rows = tuple(source.rows)
        problems = source.problems()
    except UnreadableError as error:
        return Reading(None, (error.problem,), error.sheets)
    understood = source.understood()
    return Reading(Sheet(understood, rows), tuple(problems), understood.sheets)


def _open_text(content: bytes, sheet: str | None, limits: Limits, problems: list[Problem]) -> Source:
    text, encoding = decode(content)
    delimiter = find_delimiter(text)
    if sheet is not None:
        problems.append(problem(Code.TEXT_HAS_NO_SHEETS, value=sheet))
    understood = Understood(Format.CSV, encoding=encoding, delimiter=delimiter)
    return Source(_within(read_rows(text, delimiter, limits), Format.CSV, limits), understood, problems)


def _open_workbook(content: bytes, sheet: str | None, limits: Limits, problems: list[Problem]) -> Source:
    workbook, remarks = Workbook(content, limits), Remarks()
    chosen = workbook.choose(sheet)
    if chosen.is_hidden:
        problems.append(problem(Code.HIDDEN_SHEET, value=chosen.name))
    understood = _understood_workbook(workbook, chosen)
    rows = _within(workbook.rows(chosen, remarks), Format.XLSX, limits)
    return Source(rows, understood, problems, remarks, workbook.texts)


def _understood_workbook(workbook: Workbook, chosen: SheetPart) -> Understood:
    return Understood(
        Format.XLSX,
        sheet=chosen.name,
        sheets=workbook.names,
        hidden_sheets=tuple(sheet.name for sheet in workbook.sheets if sheet.is_hidden),
        date_system=workbook.system,
    )


def _within(rows: Iterable[Row], format_: Format, limits: Limits) -> Iterator[Row]:
    """Yield the rows that hold anything; raises UnreadableError as soon as they are too many, too wide or too far."""
    most = limits.rows + MARGIN_ROWS
    count = 0
    for row in rows:
        filled = row.filled
        if not filled:
            continue
        count += 1
        if count > most:
            raise UnreadableError(problem(Code.TOO_MANY_ROWS, limit=limits.rows))
        if len(filled) > FAR_COLUMN:
            raise UnreadableError(problem(Code.TOO_MANY_COLUMNS, line=row.line, limit=limits.columns))
        if filled[-1] >= FAR_COLUMN or (format_ is Format.XLSX and row.line > most):
            raise UnreadableError(problem(Code.FAR_CELL, line=row.line, cell=f"{letters(filled[-1])}{row.line}"))
        yield row if len(row.cells) <= FAR_COLUMN else Row(row.line, row.cells[:FAR_COLUMN])


def _hidden(understood: Understood) -> Iterator[Problem]:
    """Yield a warning for hidden rows, and one for hidden columns, that were read."""
    runs = [str(first) if first == last else f"{first}–{last}" for first, last in understood.hidden_rows]
    if runs:
        yield problem(Code.HIDDEN_ROWS, rows=_some(runs))
    if understood.hidden_columns:
        yield problem(Code.HIDDEN_COLUMNS, columns=_some(understood.hidden_columns))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
