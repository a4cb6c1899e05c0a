"""The numbers of a text, and all the texts that a report says: what each format must print, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from qms.reports.chart_svg import chart_svg
from qms.reports.content import Block, Chart, Judgement, Note, Paragraph, Report, Section, Table

NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
"""A count, a rate, a fraction or a day: 5.564, 62,4, 5.564/8.910, 27/04/2021."""


def numbers(texts: Iterable[str]) -> Counter[str]:
    """Return how often each number stands in texts."""
    return Counter(found for text in texts for found in NUMBER.findall(text))


def texts_of(report: Report, *, judgement: bool) -> Iterator[str]:
    """Yield all that a report says but what pages repeat; `judgement`: with the places for the office's own words."""
    head = report.letterhead
    yield from (head.country, head.motto, head.parent_agency, head.agency, head.number, head.place_and_day)
    yield from (*head.recipients, head.signer_authority, head.signer_office, head.signer_name)
    yield from (report.kind_line, report.subject, report.day_line)
    yield from (f"{fact.title}: {fact.cell.text}" for fact in report.facts)
    for said in (*report.opening, *report.closing):
        yield from _block(said, judgement=judgement)
    for section in (*report.sections, *report.appendices):
        yield from _section(section, judgement=judgement)
    yield from (report.words.of_report for _appendix in report.appendices)


def _section(section: Section, *, judgement: bool) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield from _block(block, judgement=judgement)
    for below in section.sections:
        yield from _section(below, judgement=judgement)


def _block(block: Block, *, judgement: bool) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Table():
            yield block.caption
            yield from (column.title for column in block.columns if block.rows)
            yield from (cell.text for cell in block.cells())
            yield from block.notes
            if not block.rows:
                yield block.empty
        case Chart():
            yield from (block.finding, block.measured) if is_drawn(block) else ()
            yield from _block(block.table, judgement=judgement) if block.with_table or not is_drawn(block) else ()
        case Note():
            yield block.title
            yield from (said.text for said in block.paragraphs)
        case Judgement():
            yield block.hint if judgement else ""


def is_drawn(chart: Chart) -> bool:
    """Whether paper has a drawing of a chart, and not its table in its place."""
    return chart_svg(chart, "vi") is not None


def drawn_texts(report: Report) -> Iterator[str]:
    """Yield the texts within the drawings."""
    for chart in report.charts():
        svg = chart_svg(chart, report.identity.language) or ""
        yield from (re.sub(r"<[^>]*>", "", text) for text in re.findall(r"<text.*?</text>", svg, re.DOTALL))
