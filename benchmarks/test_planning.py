"""Planning an import of 12,000 rows against the demo, beside pandas reading the file and putting it into a table."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from sqlalchemy import create_engine

from qms.importing.agencies import agencies_of
from qms.importing.layout import lay_out
from qms.importing.planning import plan_import
from qms.importing.reading import read
from qms.store.database import connect
from qms.store.ledger import current_ledger
from qms.store.standing import StandingFacts

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.pairs import Book
    from qms.coverage.ledger import Ledger
    from qms.store.database import Database

ROWS = 12_000
TODAY = date(2026, 11, 25)
HEAD = (
    "agency_code,agency_name,level,status,effective_date,procedures_total,procedures_covered,"
    "standard,decision_no,decision_date,assurance,source,note"
)


@pytest.fixture(scope="module")
def demo(demo_database: Path) -> Database:
    """Return the demo's database."""
    return connect(f"sqlite:///{demo_database}")


def drawn(ledger: Ledger, rows: int = ROWS) -> str:
    """Return a file of status rows for agencies that are open on their days, drawn by a fixed seed."""
    chance = random.Random(12_000)
    holdings = [one for one in agencies_of(ledger).holdings if one.code and one.end > one.start + 400]
    lines = [HEAD]
    for one in chance.choices(holdings, k=rows):
        first, last = max(one.start, date(2014, 1, 1).toordinal()), min(one.end, date(2026, 1, 1).toordinal())
        day = date.fromordinal(chance.randrange(first, max(last, first + 1)))
        name = one.name.replace('"', '""')
        lines.append(
            f'{one.code},"{name}",{one.level.value},announced,{day:%d/%m/%Y},120,120,2015,12/QĐ,{day:%d/%m/%Y},,,'
        )
    return "\n".join(lines) + "\n"


def test_planning_twelve_thousand_rows(demo: Database, book: Book, tmp_path: Path) -> None:
    ledger = current_ledger(demo)
    text = drawn(ledger)
    file, engine = tmp_path / "file.csv", create_engine(f"sqlite:///{tmp_path / 'pandas.sqlite'}")
    file.write_text(text, encoding="utf-8")
    sheet = read(text.encode(), "file.csv").sheet
    assert sheet is not None
    table = lay_out(sheet)

    def plan() -> None:
        plan_import(table, ledger, StandingFacts(demo), today=TODAY, sha256="0" * 64)

    def pandas() -> None:
        pd.read_csv(file, dtype=str).to_sql("rows", engine, if_exists="replace", index=False)

    found = plan_import(table, ledger, StandingFacts(demo), today=TODAY, sha256="0" * 64)
    assert sum(found.counts.values()) == ROWS
    assert found.counts["new"] + found.counts["changed"] > ROWS * 0.9
    comparison = book.compare("plan 12,000 rows, demo", plan, pandas, other_name="pandas read_csv + to_sql", at_most=5)
    assert comparison.holds
