"""The same question asked the usual ways: month by month with pandas, and as a range join with DuckDB.

The question: for every month end and every province, how many commune committees count and how many are covered.
Both are given what they need in memory, in the types that suit them, before the clock starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pandas as pd

from qms.coverage.ledger import index_of
from qms.vocabulary import Level, Status

if TYPE_CHECKING:
    from qms.coverage import Ledger
    from qms.coverage.timeline import Cells


@dataclass(frozen=True)
class Frames:
    """Events with their province, sorted by day, and how many communes each province has."""

    events: pd.DataFrame
    communes: pd.Series[int]


def frames(ledger: Ledger, cells: Cells) -> Frames:
    """Return the communes' events as pandas likes them."""
    top = np.full(len(ledger.levels), -1, dtype=np.int32)
    top[cells.agency] = cells.top
    columns = ledger.events
    table = pd.DataFrame(
        {
            "agency": columns.agency,
            "day": columns.effective_on,
            "covered": (columns.status == index_of(Status.ANNOUNCED))
            & (columns.procedures_total == columns.procedures_covered),
            "province": top[columns.agency],
        }
    )
    is_commune = ledger.levels == index_of(Level.COMMUNE)
    communes = pd.Series(top[is_commune]).value_counts()
    return Frames(table[is_commune[columns.agency]].sort_values("day", kind="stable"), communes)


def by_pandas(given: Frames, days: list[date]) -> dict[tuple[int, int], int]:
    """Return covered communes by (province, day): for each month the newest event of each agency, then a group-by."""
    found: dict[tuple[int, int], int] = {}
    for day in days:
        until = given.events[given.events["day"] <= day.toordinal()]
        newest = until.groupby("agency").last()
        covered = newest[newest["covered"]].groupby("province").size().reset_index()
        found |= {(int(province), day.toordinal()): int(count) for province, count in covered.to_numpy()}
    return found


def intervals_by_duckdb(connection: duckdb.DuckDBPyConnection, given: Frames) -> None:
    """Make the table of intervals in which a commune is covered."""
    connection.register("event", given.events)
    connection.execute(
        "CREATE OR REPLACE TABLE covered_interval AS SELECT province, day AS begins, ends FROM ("
        " SELECT province, day, covered,"
        " coalesce(lead(day) OVER (PARTITION BY agency ORDER BY day), 2147483647) AS ends FROM event) WHERE covered"
    )


def by_duckdb(connection: duckdb.DuckDBPyConnection, days: list[date]) -> dict[tuple[int, int], int]:
    """Return covered communes by (province, day): a range join of days and intervals."""
    asked = pd.DataFrame({"day": [day.toordinal() for day in days]})
    connection.register("asked", asked)
    rows = connection.execute(
        "SELECT province, asked.day, count(*) FROM asked"
        " JOIN covered_interval ON begins <= asked.day AND asked.day < ends GROUP BY ALL"
    ).fetchall()
    return {(int(province), int(day)): int(count) for province, day, count in rows}
