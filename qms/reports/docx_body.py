"""A report's content as paragraphs, tables and pictures of a Word document; what stands where is decided here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qms.reports.content import Chart, Judgement, Length, Note, Paragraph, Table
from qms.reports.docx_parts import A4, Paper, cell, drawing, gap, paragraph, prompt, row, run, table, twips
from qms.reports.docx_parts import field as word_field
from qms.reports.widths import RIGHT, widths_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qms.reports.content import Block, Cell, Report, Section
    from qms.reports.docx_parts import Picture

_PX_A_MM: Final = 96 / 25.4
_OF_A_SUMMARY: Final = 0.82
"""Pictures of a summary take so much of the width: it fits on two pages."""
_DEEPEST: Final = 3
"""Levels of headings."""
_POINTS: Final = 10
"""The size of texts in tables."""
_SHORT: Final = 15
"""Rows of a table that is not torn apart."""


@dataclass
class Body:
    """The document being written: captions are counted, charts become pictures by `picture_of`."""

    report: Report
    picture_of: Callable[[Chart, int], Picture | None]
    heading_number: Callable[[int, int], str] | None
    """The number of a heading (level, place) as text, where the document's styles do not count by themselves."""
    paper: Paper = A4
    _counted: dict[str, int] = field(default_factory=dict)

    def main(self) -> Iterator[str]:
        """Yield the report up to the signature."""
        report = self.report
        for said in report.opening:
            yield from self._block(said)
        for place, section in enumerate(report.sections):
            yield from self._section(section, 1, place)
        for block in report.closing:
            yield from self._block(block)

    def appendix(self, section: Section, label: str, paper: Paper) -> Iterator[str]:
        """Yield an appendix on pages of its own."""
        self.paper = paper
        yield paragraph("AppendixLabel", run(label))
        yield paragraph("AppendixTitle", run(section.title))
        yield paragraph("AppendixOf", run(self.report.words.of_report))
        for block in section.blocks:
            yield from self._block(block)
        for place, below in enumerate(section.sections):
            yield from self._section(below, 2, place)

    def _section(self, section: Section, level: int, place: int) -> Iterator[str]:
        number = self.heading_number(level, place) + " " if self.heading_number else ""
        yield paragraph(f"Heading{min(level, _DEEPEST)}", run(number + section.title))
        for block in section.blocks:
            yield from self._block(block)
        for inner, below in enumerate(section.sections):
            yield from self._section(below, level + 1, inner)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                kept = "<w:keepNext/>" if block.strong else ""  # it leads in what follows
                yield paragraph("Normal", run(block.text, bold=block.strong), properties=kept)
            case Table():
                yield from self._table(block)
            case Chart():
                yield from self._chart(block)
            case Note():
                yield self._note(block)
            case Judgement():
                yield prompt(block.key, f"[{block.hint}]")

    def _table(self, block: Table) -> Iterator[str]:
        if not block.rows:
            yield paragraph("Finding", run(block.caption))
            yield paragraph("Normal", run(block.empty or self.report.words.nothing))
            return
        yield self._caption(self.report.words.table, block.caption)
        yield table_of(block, self.paper)
        yield paragraph("TableNote", run(" ".join(block.notes))) if block.notes else gap()

    def _caption(self, kind: str, words: str) -> str:
        number = self._counted[kind] = self._counted.get(kind, 0) + 1
        counter = word_field(f"SEQ {_ascii(kind)} \\* ARABIC", str(number))
        return paragraph("Caption", run(f"{kind} "), counter, run(f". {words}"))

    def _chart(self, chart: Chart) -> Iterator[str]:
        number = self._counted.get(self.report.words.chart, 0) + 1
        picture = self.picture_of(chart, number)
        if picture is None:
            yield from self._table(chart.table)
            return
        yield paragraph("Finding", run(chart.finding))
        yield paragraph("Picture", drawing(picture, self.paper.inside * _PX_A_MM * self._share))
        self._counted[self.report.words.chart] = number
        counter = word_field(f"SEQ {_ascii(self.report.words.chart)} \\* ARABIC", str(number))
        yield paragraph("PictureNote", run(f"{self.report.words.chart} "), counter, run(f". {chart.measured}"))
        if chart.with_table:
            yield from self._table(chart.table)

    @property
    def _share(self) -> float:
        """How much of the width between the margins a picture takes."""
        return _OF_A_SUMMARY if self.report.identity.length is Length.SUMMARY else 1.0

    def _note(self, note: Note) -> str:
        title = run(f"{note.title}. ", bold=True)
        texts = [run(said.text, bold=said.strong) for said in note.paragraphs]
        inside = "".join(paragraph("NoteText", "" if place else title, text) for place, text in enumerate(texts))
        width = twips(self.paper.inside)
        box = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
        return table([f"<w:tr>{box}</w:tr>"], [width], caption=note.title)


def table_of(block: Table, paper: Paper) -> str:
    """Return a table with its head repeated on every page and a total in bold; a short one stays on one page."""
    widths = [twips(width) for width in widths_of(block.columns, paper.inside, block.rows, _POINTS)]
    titles = zip(block.columns, widths, strict=True)
    head = row((cell("TableHead", column.title, width) for column, width in titles), repeated=True)
    styles = ["TableNumber" if column.kind in RIGHT else "TableText" for column in block.columns]
    totals = ["TotalNumber" if column.kind in RIGHT else "TotalText" for column in block.columns]
    told = [(cells, styles) for cells in block.rows] + ([(block.total, totals)] if block.total else [])
    kept = len(told) <= _SHORT
    rows = [_row(cells, named, widths, kept=kept and place < len(told)) for place, (cells, named) in enumerate(told, 1)]
    return table([head, *rows], widths, caption=block.caption)


def _row(cells: Iterable[Cell], styles: Sequence[str], widths: Sequence[int], *, kept: bool) -> str:
    parts = zip(cells, styles, widths, strict=True)
    return row(cell(style, one.text, width, kept=kept) for one, style, width in parts)


def _ascii(word: str) -> str:
    """Return a word that names a counter: letters without marks."""
    import unicodedata

    return "".join(letter for letter in unicodedata.normalize("NFD", word) if letter.isascii() and letter.isalpha())
