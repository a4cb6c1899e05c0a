"""What the files of a report say in numbers, beside what its content says: found and expected, of each format."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from fractions import Fraction
from typing import Any, NamedTuple

import docx
import openpyxl
from docx.document import Document

from qms.charts.waterfall import CountOf, waterfall
from qms.coverage.change import Change
from qms.coverage.rates import half_up
from qms.i18n import use_language
from qms.reports.content import Cell, Chart, Kind, Note, Report, Table
from qms.reports.svg_waterfall import bar_words
from tests.reports import pdfs
from tests.reports.numbers import drawn_texts, is_drawn, numbers, texts_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Said(NamedTuple):
    """How often each number stands in a file, and how often its content says it."""

    found: Mapping[Any, int]
    expected: Mapping[Any, int]


def of_pdf(content: Report, made: bytes) -> Said:
    """Return the numbers of a PDF: its pages repeat state and number, headings count."""
    pages = pdfs.reader(made).pages
    text = "\n".join(page.extract_text() for page in pages).replace("/\n", "/")  # a day may be broken over lines
    stamp = content.identity.stamp
    repeated = [f"{stamp.data_version} {stamp.chain_head[:8]} {_label(content)}"] * len(pages)
    counted = [str(page) for page in range(2, len(pages) + 1)]
    headings = [
        str(place)
        for section in (*content.sections, *content.appendices)
        for place, below in enumerate(section.sections, 1)
        if not below.is_judgement
    ]
    said = [*texts_of(content, judgement=False), *drawn_texts(content), *repeated, *counted, *headings]
    return Said(numbers([text]), numbers(said))


def of_word(content: Report, made: bytes) -> Said:
    """Return the numbers of a Word document, whose captions count."""
    document = docx.Document(io.BytesIO(made))
    foot = document.sections[0].first_page_footer.paragraphs
    tables = [block for block in content.walk() if isinstance(block, Table) and block.rows]
    tables += [chart.table for chart in content.charts() if chart.table.rows and _has_table(chart)]
    pictures = list(filter(is_drawn, content.charts()))
    counted = [str(place) for kind in (tables, pictures) for place in range(1, len(kind) + 1)]
    return Said(numbers([*paragraphs(document), foot[0].text]), numbers([*texts_of(content, judgement=True), *counted]))


def of_workbook(content: Report, made: bytes) -> tuple[Said, Said]:
    """Return the numbers of a workbook: those it counts with, and those within texts."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [
        cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    tables = [*content.tables(), *content.tables_of_agencies]
    counted: Counter[object] = Counter(value for value in cells if not isinstance(value, str))
    expected = Counter(value for table in tables for value in values(table)) + Counter(begun(content))
    printed = numbers(value for value in cells if isinstance(value, str))
    sheets = [sheet.title for sheet in book.worksheets[1:]]
    return Said(counted, expected), Said(printed, numbers(said_on_sheets(content, sheets)))


def _has_table(chart: Chart) -> bool:
    return chart.with_table or not is_drawn(chart)


def _label(content: Report) -> str:
    """What every page and sheet says: that data are simulated, else the day."""
    return content.simulated or content.day_line


def paragraphs(document: Document) -> list[str]:
    """The texts of a document, those in tables, fields and places to type in too."""
    found = document.element.body.iter(f"{WORD}p")
    return ["".join(node.text or "" for node in one.iter(f"{WORD}t")) for one in found]


def values(table: Table) -> Iterator[object]:
    """The cells of a table that are more than words, as a spreadsheet counts with them."""
    for row in (*table.rows, *filter(None, [table.total])):
        for column, cell in zip(table.columns, row, strict=True):
            value = value_of(column.kind, cell)
            if value is not None:
                yield value


def value_of(kind: Kind, cell: Cell) -> object:
    match kind:
        case Kind.COUNT:
            return cell.n
        case Kind.POINTS if cell.n is not None and cell.d:
            return cell.n / cell.d
        case Kind.RATE if cell.n is not None and cell.d:
            return float(half_up(Fraction(cell.n, cell.d), 3))
        case Kind.DAY if cell.day is not None:
            return datetime.combine(cell.day, time())
    return None


def begun(content: Report) -> Iterator[int]:
    """The numbers below the charts of changes: where each bar begins, and how long it is."""
    for chart in content.charts():
        if isinstance(chart.drawing, Change):
            for bar in waterfall(chart.drawing, CountOf.NUMERATOR).bars:
                yield from filter(None, (bar.low, bar.high - bar.low))


def said_on_sheets(content: Report, sheets: list[str]) -> Iterator[str]:
    """The texts of a workbook: its cover with the names of the sheets, captions and heads, and cells that are words."""
    yield from (content.kind_line, content.subject, content.day_line, *sheets, *[_label(content)] * len(sheets))
    yield from (fact.cell.text for fact in content.facts)
    for block in content.walk():
        match block:
            case Chart():
                yield from (block.finding, block.measured, *days_of(block, content.identity.language))
            case Note():
                yield from (said.text for said in block.paragraphs)
    for table in (*content.tables(), *content.tables_of_agencies):
        yield from (table.caption, table.caption, *table.notes)  # the cover says the caption too
        for column in table.columns if table.rows else ():
            yield from [column.title] * (2 if column.kind is Kind.RATE else 1)
        for row in (*table.rows, *filter(None, [table.total])):
            yield from (words_of(column.kind, cell) for column, cell in zip(table.columns, row, strict=True))


def days_of(chart: Chart, language: str) -> list[str]:
    """What the bars of a change are called: the first and the last bear their days."""
    if not isinstance(chart.drawing, Change):
        return []
    with use_language(language):
        return [bar_words(chart.drawing, bar) for bar in waterfall(chart.drawing, CountOf.NUMERATOR).bars]


def words_of(kind: Kind, cell: Cell) -> str:
    """What a sheet prints of a cell as words: beside a rate what is printed of it."""
    return cell.text if kind is Kind.RATE or value_of(kind, cell) is None else ""
