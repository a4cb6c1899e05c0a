"""The same question asked the usual ways: month by month with pandas, and as a range join with DuckDB.

The question: for every month end and every province, how many commune committees are covered. Both are given the facts
in memory, in the types that suit them, before the clock starts; pandas even with each event's province looked up.
"""

# ruff: noqa: S608 – numbers and names of this file

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


def facts_for_duckdb(connection: duckdb.DuckDBPyConnection, ledger: Ledger) -> None:
    """Put the facts into tables as they stand in the store: agencies with their parents, and their events."""
    events, versions = ledger.events, ledger.versions
    agencies = pd.DataFrame(
        {"agency": versions.agency, "parent": versions.parent, "level": ledger.levels, "scope": versions.scope}
    )
    reported = pd.DataFrame(
        {
            "agency": events.agency,
            "day": events.effective_on,
            "status": events.status,
            "total": events.procedures_total,
            "covered": events.procedures_covered,
        }
    )
    for name, frame in (("agency", agencies), ("event", reported)):
        connection.register("frame", frame)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM frame")


def intervals_by_duckdb(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the intervals between events of all agencies, with their place in the tree, as any measure needs them."""
    connection.execute(
        "CREATE OR REPLACE TABLE interval_of AS WITH placed AS ("
        " SELECT a.agency, a.level, a.scope, coalesce(nullif(b.parent, -1), nullif(a.parent, -1), a.agency) AS top"
        " FROM agency a LEFT JOIN agency b ON b.agency = a.parent)"
        " SELECT placed.*, day AS begins,"
        " coalesce(lead(day) OVER (PARTITION BY event.agency ORDER BY day), 2147483647) AS ends,"
        f" (status = {index_of(Status.ANNOUNCED)} AND total = covered) AS is_covered"
        " FROM event JOIN placed USING (agency)"
    )


def by_duckdb(connection: duckdb.DuckDBPyConnection, days: list[date]) -> dict[tuple[int, int], int]:
    """Return covered communes by (province, day): a range join of days and intervals."""
    asked = pd.DataFrame({"day": [day.toordinal() for day in days]})
    connection.register("asked", asked)
    rows = connection.execute(
        "SELECT top, asked.day, count(*) FROM asked JOIN interval_of ON begins <= asked.day AND asked.day < ends"
        f" WHERE is_covered AND level = {index_of(Level.COMMUNE)} GROUP BY ALL"
    ).fetchall()
    return {(int(province), int(day)): int(count) for province, day, count in rows}
