"""One content, one set of numbers: what a reader finds on the page, in each format and on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import Table as WordTable
from openpyxl.worksheet.worksheet import Worksheet

from qms.cli import run
from qms.coverage import figures
from qms.reports.content import Length, Report, Table
from qms.reports.orders import Order, To, made
from qms.reports.settings import Office
from qms.reports.zipped import unzipped
from qms.vocabulary import MEASURES
from tests.cli.small import small_country, write_country
from tests.pages.reading import open_page
from tests.reports import pdfs
from tests.reports.drawn import DAY, YEAR_BEFORE

LANGUAGES = ("vi", "en")
HEAD = 4
"""The row of a sheet's heads, from 1."""


def content_of(language: str, length: Length) -> Report:
    order = Order(DAY, YEAR_BEFORE, length=length, language=language)
    return order.content(small_country().ledger, Office(), "")


def made_of(language: str, to: To, length: Length = Length.SUMMARY) -> bytes:
    return made(small_country().ledger, Order(DAY, YEAR_BEFORE, length=length, language=language), to)


def figures_of(language: str, day: date = DAY) -> list[tuple[str, str]]:
    """Covered of all and rate of each measure, as coverage counts them."""
    found = figures(small_country().ledger, day)
    return [(f"{figure.numerator}/{figure.denominator}", figure.text(language)) for figure in found]


def told_by_word(made: bytes) -> list[tuple[str, str]]:
    table = next(table for table in docx.Document(io.BytesIO(made)).tables if len(table.columns) == 8)
    return [(f"{row[1]}/{row[2]}", row[3]) for row in rows_of_word(table)[1:]]


def told_by_workbook(made: bytes) -> list[tuple[str, str]]:
    rows = rows_of_sheet(sheet_of(made, ("Figures on", "Các chỉ số tại ngày")))
    return [(f"{row[1]}/{row[2]}", row[4] or "") for row in rows]


def told_by_csv(content: str) -> list[tuple[str, str]]:
    rows = [row for row in csv.DictReader(io.StringIO(content)) if not row["group_id"]]
    return [(f"{row['numerator']}/{row['denominator']}", row["rate_text"]) for row in rows]


def rows_of_word(table: WordTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def sheet_of(made: bytes, title: tuple[str, ...]) -> Worksheet:
    sheets = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    return next(sheet for sheet in sheets if str(sheet["A1"].value).startswith(title))


def rows_of_sheet(sheet: Worksheet) -> list[list[str | None]]:
    rows = sheet.iter_rows(min_row=HEAD + 1, values_only=True)
    return [[None if one is None else str(one) for one in row] for row in rows if row[1] is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_trap_9_every_way_out_prints_one_set_of_figures(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = figures_of(language)
    assert len(set(expected)) > 2

    url = f"sqlite:///{tmp_path / 'country.sqlite'}"
    write_country(url)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("QMS_DATABASE_URL", url)
        patched.setenv("QMS_LANG", language)
        assert run(["figures", "--as-of", DAY.isoformat(), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["figures"]

    page = open_page(small_country(), {"as_of": DAY.isoformat()}, language=language).shown.text
    paper = pdfs.text_of(made_of(language, To.PDF))
    package = unzipped(made_of(language, To.DATAPACKAGE))["data/figures.csv"].decode()

    assert [(f"{one['numerator']}/{one['denominator']}", one["text"]) for one in told] == expected
    assert told_by_word(made_of(language, To.DOCX)) == expected
    assert told_by_workbook(made_of(language, To.XLSX)) == expected
    assert told_by_csv(made_of(language, To.CSV).decode("utf-8-sig")) == expected + figures_of(language, YEAR_BEFORE)
    assert told_by_csv(package) == expected
    for counted, rate in expected:
        n, d = counted.split("/")
        assert re.search(rf"(?<!\d){re.escape(rate)} {counted}(?!\d)", page), (counted, rate)
        assert f"{n}{d}{rate}" in paper, (counted, rate)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", list(Length))
def test_a_word_document_holds_the_cells_of_the_content_and_no_others(language: str, length: Length) -> None:
    content = content_of(language, length)
    tables = docx.Document(io.BytesIO(made_of(language, To.DOCX, length))).tables
    printed = [table for table in tables if "tblHeader" in table.rows[0]._tr.xml]  # not those that only lay out
    found = Counter(tuple(map(tuple, rows_of_word(table)[1:])) for table in printed)
    said = Counter(
        tuple(tuple(cell.text for cell in row) for row in (*table.rows, *filter(None, [table.total])))
        for table in tables_on_paper(content)
    )
    assert found == said


def tables_on_paper(content: Report) -> list[Table]:
    """The tables that paper prints: those of charts only where the chart says so."""
    own = [block for block in content.walk() if isinstance(block, Table) and block.rows]
    return own + [chart.table for chart in content.charts() if chart.with_table and chart.table.rows]


def test_every_measure_is_a_figure_of_the_report() -> None:
    assert [figure.measure for figure in content_of("vi", Length.SUMMARY).figures] == list(MEASURES)
