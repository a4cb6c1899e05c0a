"""Whatever happened in a country, its report can be made, in both languages, and says only what was counted."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings

from qms.reports.build import build_report
from qms.reports.content import Cell, Length, Paragraph, Report
from qms.reports.docx import docx_of
from qms.reports.paper import moment_of, paper_of
from qms.reports.pdf import compiled, pdf_of
from qms.reports.xlsx import xlsx_of
from tests.coverage import registers
from tests.coverage.search import THOROUGH, searched
from tests.coverage.worlds import World

FIRST, LAST = date(2015, 6, 30), date(2026, 1, 1)


def cells(report: Report) -> list[Cell]:
    said = [cell for block in report.walk() if isinstance(block, Paragraph) for cell in block.cells()]
    return said + [cell for table in report.tables() for cell in table.cells()]


@settings(searched, max_examples=500 if THOROUGH else 12)
@given(registers.registers())
def test_a_report_of_any_world_is_made_and_its_rates_are_those_of_its_fractions(drawn: World) -> None:
    for language in ("vi", "en"):
        report = build_report(drawn.ledger, LAST, compare_to=FIRST, length=Length.FULL, language=language)
        for cell in cells(report):
            if "%" in cell.text and cell.n is not None and cell.d:
                assert (cell.text == "100%") == (cell.n == cell.d)
                assert (cell.text == "0%") == (cell.n == 0)
        assert compiled(json.dumps(paper_of(report)), int(moment_of(report).timestamp()))
        assert xlsx_of(report)
        assert docx_of(report)
    assert pdf_of(build_report(drawn.ledger, FIRST, language="vi"))
