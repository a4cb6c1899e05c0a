"""How wide the columns of a table on paper are: those of numbers, codes and days as they need, the others share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.reports.content import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.reports.content import Column

FIXED: Final = {Kind.CODE: 15.0, Kind.COUNT: 13.0, Kind.RATE: 14.5, Kind.POINTS: 20.0, Kind.DAY: 20.0}
"""Millimetres of the columns that do not share what is left."""
WIDER: Final = {"rate_before": 19.5, "no_report": 17.0}
"""Columns whose heads need more than those of their kind."""
SHARES: Final = {"name": 3.2, "parent": 2.2, "level": 1.5, "missing": 1.6}
"""Parts of what is left that a column of texts takes."""
USUAL_SHARE: Final = 2.0
RIGHT: Final = frozenset({Kind.COUNT, Kind.RATE, Kind.POINTS})
"""Kinds that stand at the right of their column."""


def share_of(column: Column) -> float:
    """Return the parts of what is left that a column takes; 0 for one of a fixed width."""
    return SHARES.get(column.key, USUAL_SHARE) if column.kind is Kind.TEXT else 0.0


def width_of(column: Column) -> float:
    """Return the millimetres of a column of a fixed width; 0 for one that shares what is left."""
    return 0.0 if column.kind is Kind.TEXT else WIDER.get(column.key, FIXED[column.kind])


def widths_of(columns: Sequence[Column], inside: float) -> list[float]:
    """Return the width of each column in millimetres, together as wide as the page is inside."""
    shares, fixed = [share_of(column) for column in columns], [width_of(column) for column in columns]
    left, parts = inside - sum(fixed), sum(shares)
    if not parts:
        return [width * inside / sum(fixed) for width in fixed]
    return [width or left * share / parts for width, share in zip(fixed, shares, strict=True)]
