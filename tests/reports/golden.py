"""Whole reports as text, and what their files are built of, written down: each change shows as a difference to read.

python -m tests.reports.golden DATABASE writes them anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from qms.coverage import Ledger
from qms.reports.build import build_report
from qms.reports.content import Block, Chart, Judgement, Note, Paragraph, Report, Section, Table
from tests.coverage.worlds import world
from tests.reports.structure import structure_of

FOLDER: Final = Path(__file__).parent / "golden"


class Golden(NamedTuple):
    """One report that is written down."""

    name: str
    as_of: date
    compare_to: date
    language: str
    is_empty: bool = False

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.{self.language}.txt"

    @property
    def structure_file(self) -> Path:
        return self.file.with_suffix(".structure.txt")

    def report(self, ledger: Ledger) -> Report:
        of = world().ledger if self.is_empty else ledger
        return build_report(of, self.as_of, compare_to=self.compare_to, lang=self.language)


GOLDEN: Final = tuple(
    Golden(name, as_of, compare_to, language, is_empty)
    for name, as_of, compare_to, is_empty in (
        ("2021-04-27", date(2021, 4, 27), date(2020, 4, 27), False),
        ("2025-07-01", date(2025, 7, 1), date(2024, 12, 31), False),
        ("empty", date(2021, 4, 27), date(2020, 4, 27), True),
    )
    for language in ("vi", "en")
)


def as_text(report: Report) -> str:
    """Return all that a report says, a line a sentence, heading or row."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    head = report.letterhead
    yield from (head.country, head.motto, head.number, head.place_and_day)
    yield from (report.draft_label or "", report.simulated or "", report.kind_line, report.subject, report.day_line)
    for said in report.opening:
        yield said.text
    for section in report.sections:
        yield from _section(section, 1)
    for block in report.closing:
        yield from _block(block)
    for section in report.appendices:
        yield from _section(section, 1)
    yield from (f"{fact.title}: {fact.cell.text}" for fact in report.facts)


def _section(section: Section, level: int) -> Iterator[str]:
    yield ""
    yield f"{'#' * level} {section.title}"
    for block in section.blocks:
        yield from _block(block)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Table():
            yield f"[{block.caption}]"
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(cell.text for cell in row) for row in (*block.rows, *filter(None, [block.total])))
            yield from block.notes
        case Chart():
            yield f"({block.finding}) {block.measured} {block.alt}"
            yield from _block(block.table)
        case Note():
            yield f"[{block.title}]"
            yield from (said.text for said in block.paragraphs)
        case Judgement():
            yield f"<{block.hint}>"


def main(database: str) -> None:
    """Write all of them anew from the demo in a database."""
    from qms.store.database import connect
    from qms.store.ledger import current_ledger

    ledger = current_ledger(connect(f"sqlite:///{database}"))
    FOLDER.mkdir(exist_ok=True)
    for golden in GOLDEN:
        report = golden.report(ledger)
        golden.file.write_text(as_text(report), encoding="utf-8")
        golden.structure_file.write_text(structure_of(report), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
