"""Counting: series against pandas and DuckDB, figures of a day against one bare pass over the events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pytest

from benchmarks.ledgers import FIRST, LAST, SIZES, made_up
from benchmarks.rivals import Frames, by_duckdb, by_pandas, facts_for_duckdb, frames, intervals_by_duckdb
from qms.coverage import Every, figures
from qms.coverage.series import sample_days
from qms.coverage.sweep import sweep
from qms.coverage.timeline import build_timeline
from qms.vocabulary import MEASURES, Measure

if TYPE_CHECKING:
    from datetime import date

    from benchmarks.pairs import Book
    from qms.coverage import Ledger
    from qms.coverage.sweep import Counts
    from qms.coverage.timeline import Timeline

DAY = FIRST.replace(year=2021)


@dataclass(frozen=True)
class Case:
    """A country and the question of its series."""

    size: str
    ledger: Ledger
    timeline: Timeline
    days: list[date]
    given: Frames

    def sweep_all(self) -> dict[Measure, Counts]:
        """Return the monthly series of all measures by province and ministry."""
        days = np.array([day.toordinal() for day in self.days])
        return sweep(MEASURES, self.timeline, days)


@pytest.fixture(scope="module", params=SIZES)
def case(request: pytest.FixtureRequest) -> Case:
    """Return each size in turn."""
    ledger = made_up(*SIZES[request.param])
    timeline = ledger.timeline(ledger.version)
    days = sample_days(FIRST, LAST, Every.MONTH)
    return Case(request.param, ledger, timeline, days, frames(ledger, timeline.cells))


def covered_communes(counts: Counts, days: list[date]) -> dict[tuple[int, int], int]:
    return {
        (int(group), days[column].toordinal()): int(counts.numerator[row, column])
        for row, group in enumerate(counts.group)
        for column in range(len(days))
        if counts.numerator[row, column]
    }


def test_monthly_series_against_a_group_by_for_each_month(case: Case, book: Book) -> None:
    assert covered_communes(case.sweep_all()[Measure.COMMUNES], case.days) == by_pandas(case.given, case.days)
    bound = 100 if case.size.startswith("100") else 50
    assert book.compare(
        f"12 years by month, all measures, {case.size}",
        case.sweep_all,
        lambda: by_pandas(case.given, case.days),
        other_name="pandas, communes alone",
        at_least=bound,
        rounds=3 if bound == 100 else 1,
    ).holds


def test_monthly_series_against_a_range_join(case: Case, book: Book) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET threads TO 1")
        facts_for_duckdb(connection, case.ledger)
        intervals_by_duckdb(connection)
        assert covered_communes(case.sweep_all()[Measure.COMMUNES], case.days) == by_duckdb(connection, case.days)
        days = np.array([day.toordinal() for day in case.days])
        joined = book.compare(
            f"12 years by month, communes, {case.size}, intervals built",
            lambda: sweep([Measure.COMMUNES], case.timeline, days),
            lambda: by_duckdb(connection, case.days),
            other_name="DuckDB range join",
            at_least=8,
            rounds=3,
        )

        def build_and_join() -> None:
            intervals_by_duckdb(connection)
            by_duckdb(connection, case.days)

        def build_and_sweep() -> None:
            sweep([Measure.COMMUNES], build_timeline(case.ledger, case.ledger.version), days)

        built = book.compare(
            f"12 years by month, communes, {case.size}, with building",
            build_and_sweep,
            build_and_join,
            other_name="DuckDB, with building",
            at_least=5,
            rounds=3,
        )
    assert joined.holds
    assert built.holds


def test_figures_of_a_day_against_one_pass_over_the_events(case: Case, book: Book) -> None:
    agency = case.ledger.events.agency
    found = book.compare(
        f"five figures of a day, {case.size}",
        lambda: figures(case.ledger, DAY),
        lambda: np.bincount(agency),
        other_name="np.bincount(all events)",
        at_most=3 if case.size.startswith("3") else None,
        rounds=21,
    )
    assert found.holds
