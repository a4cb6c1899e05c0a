"""What the reading process says to the one that waits for it: lines of JSON, because a file must not choose objects."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from qms.importing.codes import Code
from qms.importing.problems import Problem
from qms.importing.sheet import Cell, Content, DateSystem, Format, Limits, Row, Understood

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qms.importing.sheet import Value

ROWS: Final = "rows"
DONE: Final = "done"
REFUSED: Final = "refused"

_SHORT: Final = 60
_KEPT: Final = 200_000


class Memory(dict[str, str]):
    """Texts that come again and again, kept once."""

    def once(self, text: str) -> str:
        """Return the text, the same object for the same short text."""
        if len(text) > _SHORT:
            return text
        if len(self) >= _KEPT:
            self.clear()
        return self.setdefault(text, text)


def pack_line(word: str, *parts: Any) -> bytes:
    """Return one line of the conversation."""
    return json.dumps([word, *parts], ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def pack_question(name: str, sheet: str | None, limits: Limits) -> bytes:
    """Return what is asked of the reading process; the file's bytes follow."""
    return pack_line("read", name, sheet, asdict(limits))


def unpack_question(line: bytes) -> tuple[str, str | None, Limits]:
    """Return a file's name, the sheet wanted and the limits."""
    _, name, sheet, limits = json.loads(line)
    return name, sheet, Limits(**limits)


def pack_rows(rows: Iterable[Row]) -> bytes:
    """Return rows as a line."""
    return pack_line(ROWS, [[row.line, [_pack_value(value) for value in row.cells]] for row in rows])


def unpack_rows(rows: list[list[Any]], memory: Memory) -> list[Row]:
    """Return the rows of a line."""
    return [Row(line, tuple(_unpack_value(value, memory) for value in cells)) for line, cells in rows]


def _pack_value(value: Value) -> str | list[Any]:
    return value if isinstance(value, str) else [value.text, value.content.value, int(value.is_formula)]


def _unpack_value(value: str | list[Any], memory: Memory) -> Value:
    if isinstance(value, str):
        return memory.once(value)
    text, content, is_formula = value
    return Cell(memory.once(text), Content(content), bool(is_formula))


def pack_problem(one: Problem) -> list[Any]:
    """Return a problem as JSON; what reading finds holds texts and counts only."""
    return [one.code.value, one.line, one.column, one.value, one.suggestion, [list(fact) for fact in one.facts]]


def unpack_problem(packed: list[Any]) -> Problem:
    """Return a problem as it was."""
    code, line, column, value, suggestion, facts = packed
    return Problem(Code(code), line, column, value, suggestion, tuple((name, fact) for name, fact in facts))


def pack_understood(understood: Understood) -> dict[str, Any]:
    """Return what was understood of a file as JSON."""
    return asdict(understood)


def unpack_understood(packed: dict[str, Any]) -> Understood:
    """Return what was understood of a file as it was."""
    tuples = {name: tuple(value) for name, value in packed.items() if isinstance(value, list)}
    system = packed["date_system"]
    changed = {
        "format": Format(packed["format"]),
        "date_system": DateSystem(system) if system else None,
        "hidden_rows": tuple((first, last) for first, last in packed["hidden_rows"]),
    }
    return Understood(**(packed | tuples | changed))
