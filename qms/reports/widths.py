"""How wide the columns of a table on paper are: those of numbers, codes and days as they need, the others share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.reports.content import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.reports.content import Cell, Column

FIXED: Final = {Kind.CODE: 15.0, Kind.COUNT: 13.0, Kind.RATE: 14.5, Kind.POINTS: 20.0, Kind.DAY: 20.0}
"""Millimetres of the columns that do not share what is left."""
WIDER: Final = {"rate_before": 19.5, "no_report": 17.0, "planned": 24.0}
"""Columns whose heads need more than those of their kind."""
DIGIT: Final = 1.8
CAPITAL: Final = 2.5
BOLD: Final = 1.95
INSET: Final = 3.0
"""Millimetres that a digit, a capital and a bold letter of 10 points take, and those left free beside them."""
SHARES: Final = {
    "name": 3.2,
    "parent": 2.2,
    "level": 1.8,
    "missing": 1.6,
    "term": 1.0,
    "meaning": 3.0,
    "agrees": 1.2,
    "announced": 1.9,
}
"""Parts of what is left that a column of texts takes."""
USUAL_SHARE: Final = 2.0
LEAST_SHARED: Final = 35.0
"""Millimetres that columns of texts have together at least."""
RIGHT: Final = frozenset({Kind.COUNT, Kind.RATE, Kind.POINTS})
"""Kinds that stand at the right of their column."""


def share_of(column: Column) -> float:
    """Return the parts of what is left that a column takes; 0 for one of a fixed width."""
    return SHARES.get(column.key, USUAL_SHARE) if column.kind is Kind.TEXT else 0.0


def width_of(column: Column, texts: Sequence[str] = (), size: float = 10) -> float:
    """Return the millimetres of a column of a fixed width, wide enough for its texts and the words of its head.

    `size` is the texts' size in points. 0 for a column that shares what is left.
    """
    if column.kind is Kind.TEXT:
        return 0.0
    is_letters = column.kind is Kind.CODE and not all(text.isdigit() for text in texts if text)
    in_cells = max(map(len, texts), default=0) * (CAPITAL if is_letters else DIGIT)
    in_head = max(map(len, column.title.split()), default=0) * BOLD
    return max(WIDER.get(column.key, FIXED[column.kind]), max(in_cells, in_head) * size / 10 + INSET)


def widths_of(
    columns: Sequence[Column], inside: float, rows: Sequence[Sequence[Cell]] = (), size: float = 10
) -> list[float]:
    """Return the width of each column in millimetres, together as wide as the page is inside.

    Columns of fixed width give way where those that share would have less than `LEAST_SHARED` left.
    """
    shares = [share_of(column) for column in columns]
    fixed = [width_of(column, [row[place].text for row in rows], size) for place, column in enumerate(columns)]
    parts = sum(shares)
    if not parts:
        return [width * inside / sum(fixed) for width in fixed]
    most = inside - LEAST_SHARED
    scale = min(1.0, most / sum(fixed)) if sum(fixed) else 1.0
    left = inside - scale * sum(fixed)
    return [width * scale or left * share / parts for width, share in zip(fixed, shares, strict=True)]
