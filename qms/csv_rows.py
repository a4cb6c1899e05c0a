"""Rows as CSV: blank for what is not there, true and false, ISO days; no text is a formula (DESIGN §6, rule 8)."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from qms.inert import protected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO


def write_rows(out: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, end: str = "\r\n") -> None:
    """Write rows under these columns, as they come; what a row does not have is blank."""
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return protected(value) if isinstance(value, str) else str(value)
