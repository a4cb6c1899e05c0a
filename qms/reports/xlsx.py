"""The workbook of a report: a cover, one sheet a table, native charts fed by the cells, one row an agency behind."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from qms.errors import CouldNot
from qms.i18n import _, format_count, use_language
from qms.reports.content import Chart, Kind, Note, Table
from qms.reports.listing import MOST_ROWS
from qms.reports.paper import keywords_of, moment_of
from qms.reports.widths import RIGHT
from qms.reports.xlsx_cells import Formats, Writer
from qms.reports.xlsx_charts import Place, add_chart
from qms.reports.xlsx_rows import LongSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from qms.reports.content import Cell, Column, Report

_HEAD: Final = 3
"""The row of a table's heads; above it stand its caption, its label and a blank."""
_WIDE: Final = 7
"""From so many columns on a sheet is printed across."""
_WIDTHS: Final = {Kind.CODE: 10, Kind.COUNT: 12, Kind.RATE: 11, Kind.POINTS: 15, Kind.DAY: 12}
_TEXT_WIDTHS: Final = (14, 52)
"""Characters of a column of texts, at least and at most."""
_LABELS: Final = 32
"""Characters of what the bars of a waterfall are called."""
_LINE: Final = 15.0
"""Points of a line of text."""
_LETTERS_OF_A_TEXT: Final = 95
"""Letters that go into a line of the cover beside its titles; Excel does not make rows higher by itself."""
_LETTERS_A_LINE: Final = 100
"""Letters of a title that go into the width of the cover."""
_MARGINS: Final = {"left": 0.8, "right": 0.6, "top": 0.8, "bottom": 0.8}


class Sheet(NamedTuple):
    """One table on its way to a sheet, and the chart that it feeds."""

    name: str
    table: Table
    chart: Chart | None = None
    chart_name: str = ""


class Shown(NamedTuple):
    """One column of a sheet: where its cells come from, and whether it shows them as printed."""

    column: Column
    place: int
    as_printed: bool


def xlsx_of(report: Report) -> bytes:
    """Return a report as XLSX; raises CouldNot for a table with more rows than a sheet holds: none is ever cut."""
    import xlsxwriter

    _check_lengths(report)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        formats = Formats(workbook, report.identity.language)
        _describe(workbook, report)
        sheets = list(_sheets(report))
        cover = workbook.add_worksheet(report.words.cover)
        for sheet in sheets:
            if sheet.chart is not None and sheet.table.rows:
                _write_chart(workbook, formats, sheet, report)
            _write_sheet(workbook, formats, sheet, report)
        _write_cover(cover, formats, sheets, report)
    return out.getvalue()


def _check_lengths(report: Report) -> None:
    for table in (*report.tables(), *report.tables_of_agencies):
        if len(table.rows) > MOST_ROWS:
            sentence = _("“{caption}” has {count} rows, more than a sheet holds. Please take the open data instead.")
            raise CouldNot(sentence.format(caption=table.caption, count=format_count(len(table.rows))))


def sheets_of(report: Report) -> list[tuple[str, str]]:
    """Return the sheets behind the cover: what each is called and what it holds."""
    return list(_contents(list(_sheets(report))))


def _describe(workbook: Workbook, report: Report) -> None:
    workbook.set_properties(
        {
            "title": report.title,
            "subject": report.subject,
            "author": report.letterhead.issuer,
            "comments": report.simulated or "",
            "keywords": "; ".join(f"{name}: {text}" for name, text in keywords_of(report)),
            "created": moment_of(report).replace(tzinfo=None),
        }
    )


def _sheets(report: Report) -> Iterator[Sheet]:
    """Yield a sheet for each table and chart in the order of reading, then those of the agencies."""
    known: dict[str, Sheet] = {}
    charts = 0
    for block in report.walk():
        if isinstance(block, Chart):
            charts += 1
        if not isinstance(block, Table | Chart):
            continue
        table, chart = (block.table, block) if isinstance(block, Chart) else (block, None)
        key = table.key if known.get(table.key, Sheet("", table)).table == table else f"{table.key}_{len(known) + 1}"
        known.setdefault(key, Sheet(f"{report.words.table} {len(known) + 1}", table._replace(key=key)))
        if chart is not None:
            known[key] = known[key]._replace(chart=chart, chart_name=f"{report.words.chart} {charts}")
    yield from known.values()
    for table in report.tables_of_agencies:
        yield Sheet(report.words.agencies, table)


def _write_sheet(workbook: Workbook, formats: Formats, sheet: Sheet, report: Report) -> None:
    page, table = workbook.add_worksheet(sheet.name, LongSheet), sheet.table
    writer = Writer(page, formats)
    writer.text(0, 0, table.caption, bold=True, font_size=13)
    writer.text(1, 0, report.simulated or report.day_line, italic=True)
    shown = _shown(table)
    if not table.rows:
        writer.text(_HEAD, 0, table.empty or report.words.nothing)
    else:
        _write_table(workbook, writer, sheet, shown, report)
    end = _HEAD + 1 + len(table.rows)
    if table.total is not None and table.rows:
        _write_row(writer, end, table.total, shown, bold=True, top=2)
        end += 1
    for place, note in enumerate(table.notes):
        writer.text(end + 1 + place, 0, note, italic=True)
    _lay_out(page, report, is_wide=len(shown) >= _WIDE)


def _write_chart(workbook: Workbook, formats: Formats, sheet: Sheet, report: Report) -> None:
    """Write the sheet of a chart, in front of the sheet whose cells it shows."""
    chart = sheet.chart
    if chart is None:
        return
    page = workbook.add_worksheet(sheet.chart_name)
    writer = Writer(page, formats)
    writer.text(0, 0, chart.measured, bold=True)
    writer.text(1, 0, report.simulated or report.day_line, italic=True)
    columns = {one.column.key: place for place, one in enumerate(_shown(sheet.table)) if not one.as_printed}
    page.set_column(0, 0, _LABELS)
    page.set_column(1, 4, _WIDTHS[Kind.COUNT])
    with use_language(report.identity.language):
        add_chart(workbook, writer, sheet.chart_name, chart, Place(sheet.name, _HEAD + 1, columns))
    _lay_out(page, report, is_wide=False)


def _shown(table: Table) -> list[Shown]:
    """Return the columns of a sheet: those of the table, and beside each rate what is printed of it."""
    found = []
    for place, column in enumerate(table.columns):
        found.append(Shown(column, place, as_printed=False))
        if column.kind is Kind.RATE:
            found.append(Shown(column, place, as_printed=True))
    return found


def _write_table(workbook: Workbook, writer: Writer, sheet: Sheet, shown: list[Shown], report: Report) -> None:
    table, page = sheet.table, writer.sheet
    rows = Writer(page.rows, writer.formats) if sheet.chart is None else writer
    for row, cells in enumerate(table.rows, _HEAD + 1):
        _write_row(rows, row, cells, shown)
    last = _HEAD + len(table.rows)
    heads = _heads(shown, report)
    columns = [{"header": head} for head in heads]
    page.add_table(_HEAD, 0, last, len(shown) - 1, {"columns": columns, "style": None, "name": f"bang_{table.key}"})
    for place, (one, head) in enumerate(zip(shown, heads, strict=True)):
        side = {"align": "right", "indent": 1} if one.column.kind in RIGHT else {"align": "left"}
        writer.text(_HEAD, place, head, bold=True, text_wrap=True, bottom=1, **side)
        page.set_column(place, place, _width(one, table))
        if one.column.kind is Kind.CODE:
            page.ignore_errors({"number_stored_as_text": f"A{_HEAD + 2}:XFD{last + 1}"})
    lines = [1 + len(head) // _width(one, table) for one, head in zip(shown, heads, strict=True)]
    page.set_row(_HEAD, _LINE * max(2, *lines) + 2)
    page.freeze_panes(_HEAD + 1, 0)
    page.repeat_rows(_HEAD)
    workbook.define_name(f"so_lieu_{table.key}", f"='{sheet.name}'!$A${_HEAD + 1}:${_letter(len(shown))}${last + 1}")


def _heads(shown: list[Shown], report: Report) -> list[str]:
    """Return what stands above each column, no two alike: a spreadsheet's table tells its columns apart by it."""
    heads: list[str] = []
    for one in shown:
        title = report.words.as_printed.format(column=one.column.title) if one.as_printed else one.column.title
        alike = sum(head == title or head.startswith(f"{title} (") for head in heads)
        heads.append(f"{title} ({alike + 1})" if title in heads else title)
    return heads


def _write_row(writer: Writer, row: int, cells: tuple[Cell, ...], shown: list[Shown], **properties: Any) -> None:
    for place, one in enumerate(shown):
        cell = cells[one.place]
        if one.as_printed:
            writer.text(row, place, cell.text, align="right", indent=1, **properties)
        else:
            writer.cell(row, place, cell, one.column.kind, **properties)


def _width(one: Shown, table: Table) -> float:
    if one.column.kind is not Kind.TEXT:
        return _WIDTHS[one.column.kind]
    least, most = _TEXT_WIDTHS
    longest = max((len(cells[one.place].text) for cells in table.rows), default=0)
    return max(least, min(longest + 2, most))


def _letter(columns: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(columns - 1))


def _lay_out(page: Worksheet, report: Report, *, is_wide: bool) -> None:
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(**_MARGINS)
    page.hide_gridlines(2)
    if is_wide:
        page.set_landscape()
    label = (report.simulated or report.day_line).replace("&", "&&")
    page.set_footer(f"&L&8{label}&R&8&P/&N")


def _write_cover(page: Worksheet, formats: Formats, sheets: list[Sheet], report: Report) -> None:
    writer = Writer(page, formats)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 80)
    row = 0
    for text, properties in _titles(report):
        writer.across(row, 0, 1, text, **properties)
        page.set_row(row, 18 * (1 + len(text) // _LETTERS_A_LINE))
        row += 1
    row += 1
    for fact in report.facts:
        writer.text(row, 0, fact.title, font_color="#545B63")
        _write_wrapped(writer, row, fact.cell.text)
        row += 1
    row += 1
    for name, words in _contents(sheets):
        page.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
        _write_wrapped(writer, row, words)
        row += 1
    for note in (block for block in report.walk() if isinstance(block, Note)):
        writer.text(row + 1, 0, note.title, bold=True)
        for place, said in enumerate(note.paragraphs):
            _write_wrapped(writer, row + 1 + place, said.text)
        row += len(note.paragraphs) + 1
    _lay_out(page, report, is_wide=False)


def _write_wrapped(writer: Writer, row: int, text: str) -> None:
    """Write a text of the cover in as many lines as it needs."""
    writer.text(row, 1, text, text_wrap=True)
    writer.sheet.set_row(row, _LINE * (1 + len(text) // _LETTERS_OF_A_TEXT))


def _contents(sheets: list[Sheet]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        if sheet.chart is not None and sheet.table.rows:
            yield sheet.chart_name, sheet.chart.finding
        yield sheet.name, sheet.table.caption


def _titles(report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    if report.simulated:
        yield report.simulated, {"bold": True, "bg_color": "#FFF2CF", "font_color": "#7A5200"}
    if report.draft_label:
        yield report.draft_label, {"bold": True}
    yield f"{report.kind_line}: {report.subject}", {"bold": True, "font_size": 14}
    yield report.day_line, {"italic": True}
