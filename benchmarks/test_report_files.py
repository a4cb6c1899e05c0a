"""Contents against the counting in them, full files against their libraries with the same cells, letters."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import docx
import pytest
import xlsxwriter

from qms.coverage.breakdown import breakdown
from qms.coverage.change import changes
from qms.coverage.figures import figures
from qms.coverage.listing import listing
from qms.coverage.outstanding import outstanding
from qms.coverage.overview import PROGRAMME_FROM
from qms.coverage.quality import quality
from qms.coverage.ranking import ranking
from qms.coverage.trend import trend
from qms.reports.build import build_report
from qms.reports.content import Kind, Length
from qms.reports.letters import letters
from qms.reports.orders import Order, To, made, printed
from qms.reports.settings import Office
from qms.store.database import connect
from qms.store.standing import StandingFacts
from qms.vocabulary import MEASURES, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from benchmarks.pairs import Book
    from qms.coverage import Ledger
    from qms.reports.content import Cell, Report, Table
    from qms.reports.opendata_tables import Decided

DAY: Final = date(2020, 9, 30)
"""About 4,000 agencies are outstanding."""
MANY_LETTERS: Final = date(2018, 6, 30)
"""More than thirty ministries and provinces do not meet the requirement."""
PARENTS: Final = (Measure.MINISTRIES, Measure.PROVINCES)
INVITED: Final = (Measure.MINISTRY_ENCOURAGED, Measure.COMMUNES)
ORDER: Final = Order(DAY, compare_to=date(2019, 9, 30), length=Length.FULL)
LETTER: Final = 0.3
"""Of a full report's time."""


@pytest.fixture(scope="module")
def decisions(demo_database: Path) -> Decided:
    """Return the decisions of the demo's events."""
    return StandingFacts(connect(f"sqlite:///{demo_database}")).decisions()


@pytest.fixture(scope="module")
def report(ledger: Ledger, decisions: Decided) -> Report:
    """Return the full report with a row an agency."""
    content = ORDER.content(ledger, Office(), "", agencies=decisions)
    outstanding = sum(len(table.rows) for table in content.tables() if table.key.startswith("outstanding"))
    assert 3_500 <= outstanding <= 4_500
    return content


def plain(tables: Iterable[Table]) -> list[list[list[Any]]]:
    """Return the cells of tables as lists of texts, numbers and days."""
    return [
        [
            [column.title for column in table.columns],
            *(
                [_value(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]
                for row in table.rows
            ),
        ]
        for table in tables
    ]


def _value(cell: Cell, kind: Kind) -> Any:
    match kind:
        case Kind.COUNT if cell.n is not None:
            return cell.n
        case Kind.RATE if cell.n is not None and cell.d:
            return cell.n / cell.d
        case Kind.DAY if cell.day is not None:
            return cell.day
    return cell.text


def workbook_of(tables: Sequence[Sequence[Sequence[Any]]]) -> bytes:
    """Return a workbook as the library writes it, a sheet a table, without any layout."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for rows in tables:
            sheet = book.add_worksheet()
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return out.getvalue()


def document_of(tables: Sequence[Sequence[Sequence[Any]]]) -> bytes:
    """Return a Word document as the library writes it, row by row, without any layout."""
    out, document = io.BytesIO(), docx.Document()
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = str(text)
    document.save(out)
    return out.getvalue()


def test_a_full_workbook_takes_at_most_twice_its_library(book: Book, report: Report) -> None:
    cells = plain((*report.tables(), *report.tables_of_agencies))
    comparison = book.compare(
        "XLSX of a full report, 4,000 outstanding",
        lambda: printed(report, To.XLSX),
        lambda: workbook_of(cells),
        other_name="xlsxwriter, the same cells",
        at_most=2,
        rounds=3,
    )
    assert comparison.holds, comparison.line()


def test_a_full_word_document_takes_at_most_twice_its_library(book: Book, report: Report) -> None:
    cells = plain(report.tables())
    comparison = book.compare(
        "DOCX of a full report, 4,000 outstanding",
        lambda: printed(report, To.DOCX),
        lambda: document_of(cells),
        other_name="python-docx, the same cells",
        at_most=2,
        rounds=3,
    )
    assert comparison.holds, comparison.line()


def answers(ledger: Ledger, length: Length) -> list[object]:
    """Return what coverage alone answers of all that a report asks: figures, changes, lines, lists."""
    before = ORDER.compare_to or DAY
    found: list[object] = [
        figures(ledger, DAY),
        figures(ledger, before),
        trend(ledger, MEASURES, PROGRAMME_FROM, DAY),
        ranking(ledger, Measure.PROVINCES_WITH_COMMUNES, DAY),
        *(outstanding(ledger, measure, DAY) for measure in PARENTS),
    ]
    if length is Length.FULL:
        found += changes(ledger, before, DAY)
        found += [breakdown(ledger, measure, day) for measure in PARENTS for day in (before, DAY)]
        found += [outstanding(ledger, measure, DAY).agencies for measure in INVITED]
        found += [quality(ledger, DAY), *listing(ledger, DAY).rows()]
    return found


@pytest.mark.parametrize("length", list(Length))
def test_a_content_takes_at_most_twice_the_counting_in_it(book: Book, ledger: Ledger, length: Length) -> None:
    comparison = book.compare(
        f"content of a {length} report",
        lambda: build_report(ledger, DAY, compare_to=ORDER.compare_to, length=length),
        lambda: answers(ledger, length),
        other_name="the counting alone",
        at_most=2,
        rounds=7,
    )
    assert comparison.holds, comparison.line()


def test_reminder_letters_take_at_most_a_third_of_a_full_report_each(book: Book, ledger: Ledger) -> None:
    order = ORDER._replace(as_of=MANY_LETTERS, compare_to=None)
    number = len(letters(ledger, order, office=Office(), recorded_by=""))
    assert number >= 34
    comparison = book.compare(
        f"{number} reminder letters",
        lambda: made(ledger, order, To.LETTERS),
        lambda: made(ledger, order, To.DOCX),
        other_name="one full report as docx",
        at_most=number * LETTER,
        rounds=3,
    )
    assert comparison.holds, comparison.line()
