"""Documents as tables: one row a figure, nested parts flattened as in the CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

_UNFOLDED = ("group", "published", "parent")
_PARTS = {
    "group": ("id", "level", "code", "name"),
    "parent": ("id", "level", "code", "name"),
    "published": ("text", "numerator", "denominator", "agrees", "source"),
}


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its nested parts as columns (`published_text`); members are a table of their own."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        if key in _UNFOLDED:
            found |= {f"{key}_{part}": None if value is None else value[part] for part in _PARTS[key]}
        elif key == "missing":
            found[key] = "|".join(value)
        elif not isinstance(value, list):
            found[key] = value
    return found


def frame_of(rows: Iterable[dict[str, Any]], **constant: Any) -> pd.DataFrame:
    """Return the rows of a document as a DataFrame, with columns that are the same in every row in front."""
    import pandas as pd

    return pd.DataFrame([constant | flat(row) for row in rows])
