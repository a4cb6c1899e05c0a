"""A report as plain values for `summary.typ`: blocks in the order of the page, numbers before headings, texts in NFC.

Nothing is counted or chosen here but how much of a long list fits on paper.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from qms.i18n import format_count
from qms.reports.chart_svg import chart_svg
from qms.reports.content import Chart, Column, Judgement, Length, Note, Paragraph, Section, Table
from qms.reports.glyphs import printable
from qms.reports.tables import in_sentence
from qms.reports.widths import RIGHT, share_of, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qms.coverage import Group
    from qms.reports.content import Block, Cell, Report

MOST_ROWS: Final = 2_000
"""Memory grows with the rows of a list; a longer one says how many it has, and where all of them are."""

_REGIONS: Final = {"vi": "VN", "en": "GB"}
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LONGEST_KEPT: Final = 50
_NARROW_COLUMNS: Final = 7
"""From so many columns on the text of a table is smaller."""


def moment_of(report: Report) -> datetime:
    """Return the moment that stands where others print a clock: when the last batch was recorded, else the day."""
    recorded = report.identity.recorded
    if recorded is not None:
        return recorded.recorded_at.astimezone(UTC).replace(microsecond=0)
    day = report.identity.as_of
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def paper_of(report: Report) -> dict[str, Any]:
    """Return the report as `summary.typ` reads it."""
    identity, head, moment = report.identity, report.letterhead, moment_of(report)
    stamp = identity.stamp
    facts = {fact.key: f"{fact.title}: {fact.cell.text}" for fact in report.facts}
    said = printable_of(
        {
            "language": identity.language,
            "region": _REGIONS[identity.language],
            "title": report.title,
            "keywords": [f"{name}: {text}" for name, text in keywords_of(report)],
            "letterhead": {
                "country": head.country,
                "motto": head.motto,
                "parent_agency": head.parent_agency,
                "agency": head.agency,
                "number": head.number,
                "place_and_day": head.place_and_day,
                "recipients_title": head.recipients_title,
                "recipients": list(head.recipients),
                "signer_authority": head.signer_authority,
                "signer_office": head.signer_office,
                "signer_name": head.signer_name,
            },
            "roomy": report.identity.length is Length.FULL,
            "kind_line": report.kind_line,
            "subject": report.subject,
            "kept": _kept_together(identity.scope),
            "day_line": report.day_line,
            "draft": report.draft_label,
            "simulated": report.simulated,
            "facts": [{"title": fact.title, "text": fact.cell.text} for fact in report.facts],
            "footer_left": report.simulated or facts["as_of"],
            "footer_right": f"{facts['data_version']} · {stamp.chain_head[:8]}…",
            "blocks": list(_blocks(report)),
            "appendices": [_appendix(section, place, report) for place, section in enumerate(report.appendices, 1)],
        }
    )
    said["date"] = {
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
        "hour": moment.hour,
        "minute": moment.minute,
        "second": moment.second,
    }
    found: dict[str, Any] = said
    return found


def _kept_together(scope: Group | None) -> str | None:
    """Return the name that stays on one line of the title; one that would hardly fit on a line may break."""
    name = "" if scope is None else in_sentence(scope)
    return name if 0 < len(name) <= _LONGEST_KEPT else None


def printable_of(value: Any) -> Any:
    """Return a tree of values with all texts as the fonts can print them; drawings are markup and keep their signs."""
    match value:
        case str():
            return "\n".join(printable(line) for line in value.split("\n"))
        case dict():
            return {name: printable_of(part) for name, part in value.items()}
        case list():
            return [printable_of(part) for part in value]
    return value


def keywords_of(report: Report) -> Iterator[tuple[str, str]]:
    """Yield by which data and rules a report was made, for the properties of its file."""
    stamp = report.identity.stamp
    yield "data_version", str(stamp.data_version)
    yield "chain_head", stamp.chain_head
    yield "rules_version", stamp.rules_version


def _blocks(report: Report) -> Iterator[dict[str, Any]]:
    for said in report.opening:
        yield from _block(said, report)
    printed = [section for section in report.sections if not section.is_judgement]
    body = [found for place, section in enumerate(printed) for found in _section(section, 1, place, report)]
    yield from _ended(body, report.words.end_mark)
    for block in report.closing:
        yield from _block(block, report)


def _ended(blocks: list[dict[str, Any]], mark: str) -> list[dict[str, Any]]:
    """Return blocks with the mark of the end behind the last sentence."""
    last = next((place for place in reversed(range(len(blocks))) if blocks[place]["kind"] == "sentence"), None)
    if last is not None and last == len(blocks) - 1:
        blocks[last] = blocks[last] | {"text": blocks[last]["text"].removesuffix(".") + mark}
    return blocks


def _section(section: Section, level: int, place: int, report: Report) -> Iterator[dict[str, Any]]:
    yield {"kind": "heading", "level": level, "text": f"{heading_number(level, place)} {section.title}"}
    for block in section.blocks:
        yield from _block(block, report)
    below = [section for section in section.sections if not section.is_judgement]
    for number, inner in enumerate(below):
        yield from _section(inner, level + 1, number, report)


def heading_number(level: int, place: int) -> str:
    """Return the number of a heading as administrative documents count: I. 1. a), from place 0."""
    return (f"{roman(place + 1)}.", f"{place + 1}.", f"{_LETTERS[place % len(_LETTERS)]})")[min(level, 3) - 1]


def roman(number: int) -> str:
    """Return a small number in Roman figures."""
    found = ""
    for value, sign in _ROMAN:
        found += sign * (number // value)
        number %= value
    return found


def appendix_label(report: Report, place: int) -> str:
    """Return what an appendix is called, from place 1: numbered where there are several."""
    several = len(report.appendices) > 1
    return f"{report.words.appendix} {roman(place)}" if several else report.words.appendix


def _appendix(section: Section, place: int, report: Report) -> dict[str, Any]:
    blocks = [found for block in section.blocks for found in _block(block, report)]
    for number, inner in enumerate(section.sections):
        blocks.extend(_section(inner, 2, number, report))
    return {
        "label": appendix_label(report, place),
        "title": section.title,
        "attached": report.words.of_report,
        "wide": section.is_wide,
        "blocks": blocks,
    }


def _block(block: Block, report: Report) -> Iterator[dict[str, Any]]:
    match block:
        case Paragraph():
            yield {"kind": "sentence", "text": block.text, "strong": block.strong}
        case Table():
            yield _table(block, report)
        case Chart():
            yield from _chart(block, report)
        case Note():
            paragraphs = [{"text": said.text, "strong": said.strong} for said in block.paragraphs]
            yield {"kind": "note", "title": block.title, "paragraphs": paragraphs}
        case Judgement():
            return


def _table(table: Table, report: Report) -> dict[str, Any]:
    shown = on_paper(table)
    notes = list(table.notes)
    if len(shown) < len(table.rows):
        words = report.words.more_rows
        language = report.identity.language
        notes.append(
            words.format(shown=format_count(len(shown), language), count=format_count(len(table.rows), language))
        )
    size = 10 if len(table.columns) >= _NARROW_COLUMNS else 11
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": [
            _column(column, [row[place].text for row in shown], size) for place, column in enumerate(table.columns)
        ],
        "rows": [[cell.text for cell in row] for row in shown],
        "total": None if table.total is None else [cell.text for cell in table.total],
        "notes": notes,
        "empty": table.empty or report.words.nothing,
        "size": size,
    }


def on_paper(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table that are printed: of a long list the first ones."""
    return table.rows[:MOST_ROWS]


def _column(column: Column, texts: list[str], size: int) -> dict[str, Any]:
    return {
        "title": column.title,
        "fraction": share_of(column),
        "width": width_of(column, texts, size),
        "right": column.kind in RIGHT,
    }


def _chart(chart: Chart, report: Report) -> Iterable[dict[str, Any]]:
    """Yield a chart's drawing; the table of its values where there is no drawing of them."""
    svg = chart_svg(chart, report.identity.language)
    if svg is None:
        yield _table(chart.table, report)
        return
    yield {"kind": "chart", "svg": svg, "finding": chart.finding, "caption": chart.measured, "alt": chart.alt}
    if chart.with_table:
        yield _table(chart.table, report)
