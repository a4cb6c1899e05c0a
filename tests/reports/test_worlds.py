"""Whatever happened in a country, its report can be made, in both languages, and each file says what was counted."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from qms.i18n import LANGUAGES
from qms.reports.build import build_report
from qms.reports.content import Cell, Length, Paragraph, Report
from qms.reports.docx import docx_of
from qms.reports.paper import moment_of, paper_of
from qms.reports.pdf import compiled, pdf_of
from qms.reports.xlsx import xlsx_of
from tests.coverage import registers
from tests.coverage.search import THOROUGH, searched
from tests.coverage.worlds import World
from tests.reports.said import of_pdf, of_word, of_workbook

FIRST, LAST = date(2015, 6, 30), date(2026, 1, 1)


def cells(report: Report) -> list[Cell]:
    said = [cell for block in report.walk() if isinstance(block, Paragraph) for cell in block.cells()]
    return said + [cell for table in report.tables() for cell in table.cells()]


@settings(searched, max_examples=500 if THOROUGH else 8)
@given(registers.registers(), st.sampled_from(LANGUAGES))
def test_a_report_of_any_world_is_made_and_every_format_says_its_numbers(drawn: World, language: str) -> None:
    report = build_report(drawn.ledger, LAST, compare_to=FIRST, length=Length.FULL, lang=language)
    for cell in cells(report):
        if "%" in cell.text and cell.n is not None and cell.d:
            assert (cell.text == "100%") == (cell.n == cell.d)
            assert (cell.text == "0%") == (cell.n == 0)
    paper = compiled(json.dumps(paper_of(report)), int(moment_of(report).timestamp()))
    for found, expected in (
        of_pdf(report, paper),
        of_word(report, docx_of(report)),
        *of_workbook(report, xlsx_of(report)),
    ):
        assert found == expected
    assert pdf_of(build_report(drawn.ledger, FIRST, lang=language))
