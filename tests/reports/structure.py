"""What the files of a report are built of: pages and bookmarks, headings, tables, pictures, sheets, charts."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import openpyxl
from docx.table import Table
from docx.text.paragraph import Paragraph

from qms.reports.content import Report
from qms.reports.docx import docx_of
from qms.reports.pdf import pdf_of
from qms.reports.xlsx import xlsx_of
from tests.reports import pdfs

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOLD = ("heading", "title", "caption", "appendix", "picture note")
"""The beginnings of styles whose paragraphs are told."""


def structure_of(report: Report) -> str:
    """Return the structure of a report's PDF, Word document and workbook, a line a part."""
    return "\n".join([*_of_pdf(pdf_of(report)), *_of_word(docx_of(report)), *_of_workbook(xlsx_of(report))]) + "\n"


def _of_pdf(made: bytes) -> Iterator[str]:
    yield f"PDF: {len(pdfs.reader(made).pages)} pages"
    yield from (f"  bookmark {title}" for title in pdfs.bookmarks(made))
    yield from (f"  picture {words}" for words in pdfs.alternative_texts(made))
    yield from (f"  font {name}" for name in sorted({name.rpartition("+")[2] for name in pdfs.fonts(made)}))


def _of_word(made: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(made))
    yield f"Word: {len(document.sections)} kinds of pages"
    for element in document.iter_inner_content():
        match element:
            case Paragraph():
                yield from _of_paragraph(element)
            case Table():
                yield f"  table of {len(element.rows)} rows, {len(element.columns)} columns"
    places = list(document.element.body.iter(f"{_WORD}sdt"))
    yield f"  {len(places)} places for the office's words"


def _of_paragraph(paragraph: Paragraph) -> Iterator[str]:
    style = "" if paragraph.style is None else (paragraph.style.name or "").lower()
    if style.startswith(_TOLD):
        text = "".join(node.text or "" for node in paragraph._p.iter(f"{_WORD}t"))
        yield f"  {style}: {text}"
    yield from (f"  picture {node.get('descr')}" for node in paragraph._p.iter() if node.tag.endswith("}docPr"))


def _of_workbook(made: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(made))
    yield f"Workbook: {len(book.worksheets)} sheets"
    for sheet in book.worksheets:
        tables = ", ".join(f"{table.name} {table.ref}" for table in sheet.tables.values())
        charts = ", ".join(type(chart).__name__ for chart in getattr(sheet, "_charts", ()))
        yield f"  {sheet.title}: {sheet['A1'].value} [{'; '.join(filter(None, (tables, charts)))}]"
