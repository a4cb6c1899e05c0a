"""Step 2: what was understood of the file, and its columns assigned by hand where it has a layout of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pages.parts.paper import show
from pages.parts.visit import Visit
from pages.update.steps.bar import Step, anchor
from pages.update.steps.file import error_line
from pages.update.steps.understood import KINDS, columns_table, facts_list, not_data_table
from qms.charts.html import element
from qms.errors import QmsError
from qms.i18n import _, current_language
from qms.importing.apply import Prepared
from qms.importing.columns import COLUMNS, REQUIRED, Kind, column_label, fold_header, headers_of
from qms.importing.headers import SEARCHED_ROWS, header_names
from qms.importing.layout import Table
from qms.importing.problems import shown
from qms.importing.sheet import LIMITS, Row, Sheet, is_filled, letters, text_of
from qms.importing.waiting import Waiting
from qms.store.uploads import remember_mapping

_FIELD_WIDTH: Final = 520
"""Pixels at most of a field that stands alone."""
_UNUSED: Final = ""
_SAMPLES: Final = 3
_SAMPLED_ROWS: Final = 20
_LONGEST: Final = 40


def show_sheets(waiting: Waiting, prepared: Prepared) -> None:
    """Show the sheets of a workbook to choose from, where it has several."""
    sheets = prepared.reading.sheets
    if len(sheets) < 2:  # noqa: PLR2004 – one sheet leaves nothing to choose
        return
    read = prepared.reading.sheet
    now = waiting.choices.sheet or (read.understood.sheet if read else None)
    chosen = st.selectbox(
        _("Sheet to be read"),
        sheets,
        index=sheets.index(now) if now in sheets else None,
        format_func=shown,
        placeholder=_("Choose a sheet"),
        key=f"sheet:{waiting.token}",
        width=_FIELD_WIDTH,
    )
    if chosen is not None and chosen != now:
        waiting.choose(sheet=chosen, mapping=None, header_line=None, is_remembered=False)
        st.rerun()


def show_columns(visit: Visit, waiting: Waiting, prepared: Prepared) -> None:
    """Show what was understood; open where something is to be decided."""
    sheet, table = prepared.reading.sheet, prepared.table
    if sheet is None or table is None:
        return
    is_laid_out = table.header is not None and table.header.is_whole
    show(element("div", id=anchor(Step.COLUMNS)))
    with st.expander(_("How the file was understood: columns, lines that are no data"), expanded=not is_laid_out):
        show(facts_list(prepared), columns_table(sheet, table), not_data_table(table))
        by_hand = st.toggle(_("Assign the columns by hand"), value=not is_laid_out, key=f"by-hand:{waiting.token}")
        if by_hand or not is_laid_out:
            _show_mapping(waiting, sheet, table)
    _remember(visit, waiting, table, is_laid_out=is_laid_out)


def _remember(visit: Visit, waiting: Waiting, table: Table, *, is_laid_out: bool) -> None:
    """Put down a mapping that rows can be read by, for the next file of this layout; say so where that fails."""
    chosen = waiting.choices
    if chosen.mapping is None or chosen.is_remembered or not is_laid_out or table.signature is None:
        return
    try:
        remember_mapping(visit.database, table.signature, chosen.mapping, by=visit.rights.who)
    except QmsError as error:
        sentence = _("The assignment holds for this file, but could not be put down for the next one: {reason}")
        show(error_line(sentence.format(reason=error)))
        return
    waiting.choose(is_remembered=True)


def _show_mapping(waiting: Waiting, sheet: Sheet, table: Table) -> None:
    """Show the header line, the kind of file, and one field a column."""
    show(element("p", _how(), class_="q-up-prose"))
    rows = {row.line: row for row in sheet.rows[:SEARCHED_ROWS]}
    lines = list(rows)
    now = table.header.line if table.header is not None else _likely_header(sheet.rows[:SEARCHED_ROWS])
    line = st.selectbox(
        _("Line with the names of the columns"),
        lines,
        index=lines.index(now) if now in rows else 0,
        format_func=lambda at: _("Line {line}: {text}").format(line=at, text=_preview(rows[at])),
        key=f"header:{waiting.token}",
        width=_FIELD_WIDTH,
    )
    kinds = list(Kind)
    kind = st.radio(
        _("What the file reports"),
        kinds,
        index=kinds.index(table.kind or Kind.STATUS),
        format_func=lambda one: _(KINDS[one]),
        horizontal=True,
        key=f"kind:{waiting.token}",
    )
    before = (
        table.header.columns if table.header is not None and table.header.line == line else _by_name(rows[line], kind)
    )
    mapping = _show_fields(waiting, sheet, rows[line], kind, before)
    if mapping is not None:
        waiting.choose(mapping=mapping, header_line=line, is_remembered=False)
        st.rerun()


def _by_name(row: Row, kind: Kind) -> dict[int, str]:
    """Return the columns that a row names as a template does, as a beginning."""
    known = headers_of(kind)
    names = {at: fold_header(name) for at, name in header_names(row).items()}
    return {at: known[name] for at, name in names.items() if name in known}


def _how() -> str:
    return _(
        "Say for each column of the file what it holds. What is confirmed here is put down and used for the next file "
        "with the same header."
    )


def _likely_header(rows: Sequence[Row]) -> int | None:
    """Return the first line with most cells."""
    return max(rows, key=lambda row: len(row.filled)).line if rows else None


def _preview(row: Row) -> str:
    return " · ".join(shown(" ".join(text_of(row.cells[at]).split()), _LONGEST) for at in row.filled[:_SAMPLES])


def _show_fields(
    waiting: Waiting, sheet: Sheet, header: Row, kind: Kind, before: Mapping[int, str]
) -> dict[int, str] | None:
    """Show a field for each column of the file; return what was confirmed, None before."""
    below = [row for row in sheet.rows if row.line > header.line][:_SAMPLED_ROWS]
    filled = sorted({at for row in (header, *below) for at in row.filled})[: LIMITS.columns]
    names, options = header_names(header), [_UNUSED, *(column.name for column in COLUMNS[kind])]
    chosen = {}
    with st.form(f"mapping:{waiting.token}:{header.line}:{kind}", border=False):
        for at in filled:
            known = before.get(at, _UNUSED)
            chosen[at] = st.selectbox(
                _field_label(at, names.get(at), below),
                options,
                index=options.index(known) if known in options else 0,
                format_func=lambda name: _option_label(name, kind),
                key=f"column:{waiting.token}:{header.line}:{kind}:{at}",
                width=_FIELD_WIDTH,
            )
        is_confirmed = st.form_submit_button(_("Read the file by these columns"))
    if not is_confirmed:
        return None
    mapping = {at: name for at, name in chosen.items() if name != _UNUSED}
    twice = {name for name in mapping.values() if list(mapping.values()).count(name) > 1}
    if twice or not mapping:
        show(error_line(_wrong(twice)))
        return None
    return mapping


def _wrong(twice: set[str]) -> str:
    if not twice:
        return _("No column was assigned yet.")
    listed = ", ".join(f'"{column_label(name, current_language())}"' for name in sorted(twice))
    return _("Each column can be assigned once only; assigned several times: {columns}.").format(columns=listed)


def _field_label(at: int, name: str | None, below: Sequence[Row]) -> str:
    """Return a column's letter, its header, and some of what it holds."""
    cells = (row.cells[at] for row in below if at < len(row.cells) and is_filled(row.cells[at]))
    samples = list(dict.fromkeys(shown(" ".join(text_of(cell).split()), _LONGEST) for cell in cells))[:_SAMPLES]
    sentence = _('Column {letters} "{name}", for example: {samples}') if samples else _('Column {letters} "{name}"')
    return sentence.format(
        letters=letters(at), name=plain(shown(name or "", _LONGEST)), samples="; ".join(map(plain, samples))
    )


_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()<>#+-.!|~:$"})


def plain(text: str) -> str:
    """Return a text with the marks escaped that a widget's label would take for layout."""
    return text.translate(_MARKS)


def _option_label(name: str, kind: Kind) -> str:
    if name == _UNUSED:
        return _("– not used –")
    required = _(" (required)") if name in REQUIRED[kind] else ""
    return column_label(name, current_language()) + required
