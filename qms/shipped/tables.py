"""The shipped CSV files as rows; data/README.md says what their columns mean."""

import csv
import unicodedata
from datetime import date

from qms.places import data_folder
from qms.vocabulary import Evidence

Row = dict[str, str]
"""A line of a shipped file by column name; blank is the empty string."""


def read_table(name: str) -> list[Row]:
    """Return the lines of `data/<name>.csv` in their order, composed (NFC)."""
    with (data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [_composed(row) for row in csv.DictReader(file)]


def by_column(rows: list[Row], column: str) -> dict[str, Row]:
    """Return the lines by a column that tells them apart."""
    return {row[column]: row for row in rows}


def day_of(text: str) -> date:
    """Read a day written as 2025-07-01."""
    return date.fromisoformat(text)


def evidence_of(text: str) -> Evidence | None:
    """Read an evidence cell; blank means the register itself."""
    return Evidence(text) if text else None


def _composed(row: Row) -> Row:
    return {column: unicodedata.normalize("NFC", value) for column, value in row.items()}
