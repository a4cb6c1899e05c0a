"""The PDF of a report against the bare compiler on the same document, already laid out as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from qms.reports.build import build_report
from qms.reports.content import Length
from qms.reports.paper import moment_of, paper_of
from qms.reports.pdf import compiled, pdf_of

if TYPE_CHECKING:
    from benchmarks.pairs import Book
    from qms.coverage import Ledger

DAY = date(2021, 4, 27)
YEAR_BEFORE = date(2020, 4, 27)


@pytest.mark.parametrize(("length", "rounds"), [(Length.SUMMARY, 9), (Length.FULL, 3)])
def test_a_pdf_takes_little_more_than_its_compiler(book: Book, ledger: Ledger, length: Length, rounds: int) -> None:
    report = build_report(ledger, DAY, compare_to=YEAR_BEFORE, length=length)
    document, moment = json.dumps(paper_of(report), ensure_ascii=False), int(moment_of(report).timestamp())
    comparison = book.compare(
        f"PDF of a {length} report",
        lambda: pdf_of(report),
        lambda: compiled(document, moment),
        other_name="the bare compiler",
        at_most=1.5,
        rounds=rounds,
    )
    assert comparison.holds, comparison.line()
