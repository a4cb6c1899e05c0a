"""Traps 18 to 20 of comparable tools, for each format that is not tested for them beside its other rules."""

from __future__ import annotations

import csv
import io

import docx
import openpyxl
import pytest
from PIL import Image

from qms.coverage.figures import figures
from qms.errors import CouldNot
from qms.reports.chart_svg import EmptyChart
from qms.reports.content import Bars, Length, Report, Section
from qms.reports.docx import docx_of
from qms.reports.letters import letters
from qms.reports.opendata import csv_of
from qms.reports.orders import Order, To, printed
from qms.reports.xlsx import xlsx_of
from qms.reports.zipped import unzipped
from qms.vocabulary import Measure
from tests.pages.country import country
from tests.reports import pdfs
from tests.reports.drawn import DAY, OFFICE, report

DRAWN = (To.DOCX, To.PDF)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIMULATED = "SỐ LIỆU MINH HỌA – tình trạng từng cơ quan là mô phỏng"


@pytest.fixture(scope="module")
def full() -> Report:
    return report(length=Length.FULL)


def lacking() -> dict[str, int]:
    """How many rows the lists have that are long in a whole country, by their keys."""
    found = figures(country().ledger, DAY)
    by_key = {"outstanding_units": Measure.MINISTRY_ENCOURAGED, "outstanding_communes": Measure.COMMUNES}
    return {key: found[measure].denominator - found[measure].numerator for key, measure in by_key.items()}


def test_trap_18_no_list_of_a_word_document_is_cut(full: Report) -> None:
    captions = {table.caption: table.key for table in full.tables()}
    rows = {}
    for table in docx.Document(io.BytesIO(docx_of(full))).tables:
        said = table._tbl.tblPr.find(f"{WORD}tblCaption").get(f"{WORD}val")
        rows[captions.get(said)] = len(table.rows) - 1  # without its head
    assert {key: rows[key] for key in lacking()} == lacking()


def test_trap_18_no_list_of_a_workbook_is_cut(full: Report) -> None:
    captions = {table.caption: table.key for table in full.tables()}
    rows = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(xlsx_of(full))).worksheets:
        for table in sheet.tables.values():
            first, last = (int("".join(filter(str.isdigit, corner))) for corner in table.ref.split(":"))
            rows[captions.get(sheet["A1"].value, sheet.title)] = last - first
    assert {key: rows[key] for key in lacking()} == lacking()


def test_trap_18_a_list_that_no_sheet_holds_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.reports.xlsx.MOST_ROWS", 4)
    with pytest.raises(CouldNot, match="5"):
        xlsx_of(report())


def test_trap_18_a_file_of_figures_has_a_row_for_each_of_them() -> None:
    found = figures(country().ledger, DAY)
    rows = list(csv.DictReader(io.StringIO(csv_of([found], "vi").decode("utf-8-sig"))))
    assert [row["measure"] for row in rows] == [figure.measure.value for figure in found]


def test_trap_19_the_pictures_of_a_word_document_are_not_blank(full: Report) -> None:
    pictures = [content for name, content in unzipped(docx_of(full)).items() if name.endswith(".png")]
    assert len(pictures) == len(list(full.charts()))
    for content in pictures:
        with Image.open(io.BytesIO(content)) as picture:
            assert sum(map(bool, picture.convert("L").histogram())) > 16  # shades: lines, bars, letters


@pytest.mark.parametrize("to", DRAWN)
def test_trap_19_a_chart_with_nothing_to_draw_fails_and_is_never_printed_blank(to: To) -> None:
    content = report()
    chart = next(content.charts())._replace(drawing=Bars(()))
    with pytest.raises(EmptyChart):
        printed(content._replace(sections=(Section("results", "Kết quả", (chart,)),)), to)


def test_trap_20_a_row_of_figures_says_its_day_its_version_and_that_data_are_simulated() -> None:
    rows = csv.DictReader(io.StringIO(csv_of([figures(country().ledger, DAY)], "vi").decode("utf-8-sig")))
    assert {(row["as_of"], row["data_version"], row["simulated"]) for row in rows} == {(DAY.isoformat(), "2", "true")}


def test_trap_20_the_first_page_of_a_letter_says_what_it_stands_on_and_for_whom_it_counts() -> None:
    for letter in letters(country().ledger, Order(DAY), office=OFFICE).values():
        page = docx.Document(io.BytesIO(docx_of(letter))).sections[0]
        foot = "\n".join(one.text for one in page.first_page_footer.paragraphs)
        assert [fact.title for fact in letter.facts if f"{fact.title}: {fact.cell.text}" not in foot] == []
        assert letter.title.endswith(next(fact.cell.text for fact in letter.facts if fact.key == "scope"))
        assert SIMULATED in page.first_page_header.paragraphs[0].text


def first_page(to: To, made: bytes) -> str:
    """What a reader sees first: the foot of a document, the first page, the cover; without white space."""
    match to:
        case To.DOCX:
            said = [one.text for one in docx.Document(io.BytesIO(made)).sections[0].first_page_footer.paragraphs]
        case To.PDF:
            return pdfs.page_text(made, 0)
        case _:
            cover = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
            said = [f"{title}: {text}" for title, text in cover.iter_rows(max_col=2, values_only=True)]
    return pdfs.squeezed(" ".join(said))


@pytest.mark.parametrize("to", [To.DOCX, To.PDF, To.XLSX])
def test_trap_20_the_first_page_of_a_provinces_report_says_whose_it_is(to: To) -> None:
    drawn = country()
    page = first_page(to, printed(report(drawn, scope=drawn.id("Tỉnh 12")), to))
    for said in ("Phạm vi: Tỉnh 12", "So sánh với ngày: 27/04/2020", "Tính đến ngày: 27/04/2021"):
        assert pdfs.squeezed(said) in page
