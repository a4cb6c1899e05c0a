"""All numbers that a file of a report prints are those of its content, each as often as it says it, and no others."""

from __future__ import annotations

import pytest

from qms.reports.content import Length, Report
from qms.reports.docx import docx_of
from qms.reports.pdf import pdf_of
from qms.reports.xlsx import xlsx_of
from tests.reports.drawn import report
from tests.reports.said import of_pdf, of_word, of_workbook

KINDS = [("vi", Length.FULL), ("en", Length.SUMMARY)]
"""Each language and each length once."""


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: f"{kind[0]}-{kind[1]}")
def content(request: pytest.FixtureRequest) -> Report:
    language, length = request.param
    return report(language=language, length=length)


def test_a_pdf(content: Report) -> None:
    found, expected = of_pdf(content, pdf_of(content))
    assert found == expected


def test_a_word_document(content: Report) -> None:
    found, expected = of_word(content, docx_of(content))
    assert found == expected


def test_a_workbook(content: Report) -> None:
    for found, expected in of_workbook(content, xlsx_of(content)):
        assert found == expected
