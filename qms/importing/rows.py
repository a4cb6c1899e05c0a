"""A row of data to what it states, cell by cell. Which agency it means and whether that is news comes later."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qms.importing.cells import CLEARING, Clear, Flaw, stated, without_result
from qms.importing.codes import Code
from qms.importing.counts import counts_flaw, parse_count
from qms.importing.dates import Days, days_of_facts, days_of_the_register, parse_date, parse_decision, print_date
from qms.importing.problems import Problem, has_errors, problem
from qms.importing.sheet import Cell, DateSystem, Format, Row, Value, is_filled, letters, text_of
from qms.importing.texts import parse_code, parse_name, parse_text
from qms.importing.words import parse_word
from qms.vocabulary import Assurance, Level, Region, Scope, Standard, Status, Succession

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qms.importing.layout import Table

_REMEMBERED: Final = 50_000
_SAID: Final = 500
"""Characters of a cell that a problem repeats: enough to find it again."""


class Predecessor(NamedTuple):
    """An agency that a new one comes from; the level is None where it is the new one's own."""

    level: Level | None
    code: str


class StatusRow(NamedTuple):
    """What a row of a status file states. None: not stated, which leaves things unchanged; Clear: holds no longer."""

    line: int
    agency_code: str | None
    agency_name: str | None
    level: Level | None
    scope: Scope | None
    parent_code: str | None
    status: Status | None
    effective_date: date | None
    procedures_total: int | Clear | None
    procedures_covered: int | Clear | None
    standard: Standard | Clear | None
    decision_no: str | Clear | None
    decision_date: date | Clear | None
    assurance: Assurance | Clear | None
    source: str | Clear | None
    note: str | Clear | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_rejected(self) -> bool:
        """Tell whether a cell keeps the row out."""
        return has_errors(self.problems)

    @property
    def says_nothing(self) -> bool:
        """Tell whether it names an agency and nothing else, as a template that was not filled in does."""
        return all(getattr(self, name) is None for name in _NEWS) and not self.is_rejected


_NEWS: Final = tuple(StatusRow._fields[StatusRow._fields.index("status") : -1])
"""What a row may say of its agency; one that says none of it, as in a template that was not filled in, is no error."""

_REQUIRED_NEWS: Final = {"status", "effective_date"}


class RegisterRow(NamedTuple):
    """What a row of a register file states. None: not stated; Clear in `valid_to`: open again."""

    line: int
    code: str | None
    name: str | None
    name_en: str | None
    level: Level | None
    scope: Scope | None
    parent_code: str | None
    region: Region | Clear | None
    locality: str | Clear | None
    valid_from: date | None
    valid_to: date | Clear | None
    predecessors: tuple[Predecessor, ...]
    succession: Succession | None
    legal_act: str | Clear | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_rejected(self) -> bool:
        """Tell whether a cell keeps the row out."""
        return has_errors(self.problems)


def read_status_rows(table: Table, today: date) -> Iterator[StatusRow]:
    """Yield what each row of a status file states; `today` is the last day that facts may have."""
    days = days_of_facts(today)
    cells = _Cells(table, _status_columns(days, table.date_system))
    for row in table.rows:
        yield _status_row(cells, row, days)


def read_register_rows(table: Table, today: date) -> Iterator[RegisterRow]:
    """Yield what each row of a register file states; days may lie up to two years after `today`."""
    cells = _Cells(table, _register_columns(days_of_the_register(today), table.date_system))
    for row in table.rows:
        yield _register_row(cells, row)


Parse = Callable[[Value], Any]


class _Rule(NamedTuple):
    """How a column's cells are read, and whether a hyphen clears them or a blank is missed."""

    parse: Parse
    is_clearable: bool = False
    is_required: bool = False


class _Outcome(NamedTuple):
    """What a cell states (None: nothing), and what is wrong with it."""

    stated: Any
    flaws: tuple[Flaw, ...] = ()


_NOTHING: Final = _Outcome(None)


def _word_of(words: type[StrEnum]) -> Parse:
    return lambda value: parse_word(value, words)


def _day_in(days: Days, system: DateSystem) -> Parse:
    return lambda value: parse_date(value, days, system)


def _status_columns(days: Days, system: DateSystem) -> dict[str, _Rule]:
    return {
        "agency_code": _Rule(parse_code),
        "agency_name": _Rule(parse_name),
        "level": _Rule(_word_of(Level)),
        "scope": _Rule(_word_of(Scope)),
        "parent_code": _Rule(parse_name),
        "status": _Rule(_word_of(Status), is_required=True),
        "effective_date": _Rule(_day_in(days, system), is_required=True),
        "procedures_total": _Rule(parse_count, is_clearable=True),
        "procedures_covered": _Rule(parse_count, is_clearable=True),
        "standard": _Rule(_word_of(Standard), is_clearable=True),
        "decision_no": _Rule(parse_text, is_clearable=True),
        "decision_date": _Rule(_day_in(days, system), is_clearable=True),
        "assurance": _Rule(_word_of(Assurance), is_clearable=True),
        "source": _Rule(parse_text, is_clearable=True),
        "note": _Rule(parse_text, is_clearable=True),
    }


def _register_columns(days: Days, system: DateSystem) -> dict[str, _Rule]:
    return {
        "code": _Rule(parse_code, is_required=True),
        "name": _Rule(parse_name, is_required=True),
        "name_en": _Rule(parse_name),
        "level": _Rule(_word_of(Level), is_required=True),
        "scope": _Rule(_word_of(Scope)),
        "parent_code": _Rule(parse_name),
        "region": _Rule(_word_of(Region), is_clearable=True),
        "locality": _Rule(parse_name, is_clearable=True),
        "valid_from": _Rule(_day_in(days, system), is_required=True),
        "valid_to": _Rule(_day_in(days, system), is_clearable=True),
        "predecessor_codes": _Rule(parse_code),
        "succession": _Rule(_word_of(Succession)),
        "legal_act": _Rule(parse_text, is_clearable=True),
    }


class _Cells:
    """Reads the rows of a table; what a column's cell was found to state is remembered, for most come again."""

    def __init__(self, table: Table, rules: dict[str, _Rule]) -> None:
        header = table.header.columns if table.header else {}
        indexes = {name: index for index, name in header.items()}
        self._named = table.header.named if table.header else set()
        self._width = max(self._named, default=-1) + 1 if table.format is Format.CSV else None
        self._columns = [(name, indexes.get(name), rule, dict[Value, _Outcome]()) for name, rule in rules.items()]

    def read(self, row: Row) -> tuple[dict[str, Any], list[Problem]]:
        """Return what each column of the template states in a row, and what is wrong with the row."""
        found: dict[str, Any] = {}
        problems = list(_shape_problems(row, self._named, self._width))
        width = len(row.cells)
        for name, index, rule, known in self._columns:
            value = row.cells[index] if index is not None and index < width else ""
            outcome = known.get(value)
            if outcome is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                outcome = known[value] = _read_cell(value, rule)
            found[name] = outcome.stated
            if outcome.flaws:
                problems += [_blame(row, name, value, flaw, index) for flaw in outcome.flaws]
        return found, problems


def _read_cell(value: Value, rule: _Rule) -> _Outcome:
    """Return what one cell states by its column's rule."""
    if not is_filled(value):
        return _Outcome(None, (Flaw(Code.MISSING_VALUE),)) if rule.is_required else _NOTHING
    code = without_result(value)
    if code is not None:
        return _Outcome(None, (Flaw(code),))
    remarks = (Flaw(Code.FORMULA_VALUE),) if isinstance(value, Cell) and value.is_formula else ()
    if stated(value) == CLEARING:
        if rule.is_clearable:
            return _Outcome(Clear.CLEAR, remarks)
        return _Outcome(None, (*remarks, Flaw(Code.CANNOT_CLEAR)))
    read = rule.parse(value)
    return _Outcome(None, (*remarks, read)) if isinstance(read, Flaw) else _Outcome(read, remarks)


def _blame(row: Row, column: str, value: Value, flaw: Flaw, index: int | None) -> Problem:
    facts = flaw.facts
    if flaw.code is Code.FORMULA_NOT_SAVED:
        facts = (("cell", f"{letters(index or 0)}{row.line}"),)
    return Problem(flaw.code, row.line, column, stated(value)[:_SAID], flaw.suggestion, facts)


def _shape_problems(row: Row, named: set[int], width: int | None) -> Iterator[Problem]:
    """Yield what is wrong with a row against its header: the cells with a name, and the width of rows of text."""
    outside = [index for index, value in enumerate(row.cells) if value and index not in named and is_filled(value)]
    if outside:
        cells = ", ".join(letters(index) for index in outside)
        yield problem(Code.EXTRA_CELLS, line=row.line, value=text_of(row.cells[outside[0]]), cells=cells)
    if width is not None and len(row.cells) < width:
        yield problem(Code.SHORT_ROW, line=row.line, found=len(row.cells), expected=width)


def _status_row(cells: _Cells, row: Row, days: Days) -> StatusRow:
    found, problems = cells.read(row)
    says_news = any(found[name] is not None for name in _NEWS)
    if not says_news and {one.column for one in problems} <= _REQUIRED_NEWS and _names_an_agency(found, set()):
        problems = [one for one in problems if one.code is not Code.MISSING_VALUE]
    blamed = {one.column for one in problems}
    if not _names_an_agency(found, blamed):
        problems.append(problem(Code.MISSING_AGENCY, line=row.line))
    _read_decision(row.line, found, problems, days)
    total, covered = found["procedures_total"], found["procedures_covered"]
    flaw = counts_flaw(total, covered) if isinstance(total, int) and isinstance(covered, int) else None
    if flaw:
        problems.append(Problem(flaw.code, row.line, "procedures_covered", str(covered), None, flaw.facts))
    return StatusRow(line=row.line, problems=tuple(problems), **found)


def _names_an_agency(found: dict[str, Any], blamed: set[str | None]) -> bool:
    """Tell whether a code, or name and parent, are given; what is given and cannot be read is blamed already."""
    given = {name for name, value in found.items() if value is not None} | blamed
    return "agency_code" in given or {"agency_name", "parent_code"} <= given


def _read_decision(line: int, found: dict[str, Any], problems: list[Problem], days: Days) -> None:
    """Read number and day of a decision: the cell of the number may hold both, as long as the other agrees."""
    number, on_day = found["decision_no"], found["decision_date"]
    if not isinstance(number, str):
        return
    both = parse_decision(number, days)
    if isinstance(both, Flaw):
        problems.append(Problem(both.code, line, "decision_no", number, both.suggestion, both.facts))
        return
    found["decision_no"] = both.number
    if both.on_day is not None and on_day is None:
        found["decision_date"] = both.on_day
    elif both.on_day is not None and both.on_day != on_day:
        value = CLEARING if on_day is Clear.CLEAR else print_date(on_day)
        problems.append(
            problem(Code.DECISION_DATES_DIFFER, line=line, column="decision_date", value=value, one=both.on_day)
        )


def _register_row(cells: _Cells, row: Row) -> RegisterRow:
    found, problems = cells.read(row)
    opened, closed = found["valid_from"], found["valid_to"]
    if opened is not None and closed not in {None, Clear.CLEAR} and closed < opened:
        value = print_date(closed)
        problems.append(
            problem(Code.CLOSED_BEFORE_OPENED, line=row.line, column="valid_to", value=value, opened=opened)
        )
    predecessors = tuple(_predecessors(row.line, found.pop("predecessor_codes") or "", problems))
    return RegisterRow(line=row.line, problems=tuple(problems), predecessors=predecessors, **found)


def _predecessors(line: int, text: str, problems: list[Problem]) -> Iterator[Predecessor]:
    """Yield the agencies named as `code`, or `level:code`, with semicolons or pipes between them."""
    for part in dict.fromkeys(part.strip() for part in text.replace("|", ";").split(";")):
        before, colon, after = part.rpartition(":")
        level = parse_word(before, Level) if colon else None
        if isinstance(level, Flaw):
            problems.append(Problem(level.code, line, "predecessor_codes", part, level.suggestion, level.facts))
        elif part:
            yield Predecessor(level, after.strip())
