"""What was found out about a file, for the analyst to check: its format, its columns, its lines that are no data."""

from __future__ import annotations

from typing import Final

from pages.parts.table import table
from qms.charts.html import Html, element, joined
from qms.i18n import N_, _, current_language, format_count
from qms.importing.apply import Prepared
from qms.importing.columns import Kind, column_label
from qms.importing.headers import header_names
from qms.importing.layout import NotData, Table
from qms.importing.problems import shown
from qms.importing.sheet import Sheet, letters

KINDS: Final = {Kind.STATUS: N_("statuses of agencies"), Kind.REGISTER: N_("changes of the register")}
_DELIMITERS: Final = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab")}
_LISTED: Final = 200
_LONGEST: Final = 120


def facts_list(prepared: Prepared) -> Html:
    """Return what kind of file it is and where its table stands."""
    pairs = (element("div", element("dt", name), element("dd", said)) for name, said in _facts(prepared) if said)
    return element("dl", *pairs, class_="q-facts")


def _facts(prepared: Prepared) -> list[tuple[str, str | None]]:
    sheet, table = prepared.reading.sheet, prepared.table
    if sheet is None or table is None:
        return []
    found = sheet.understood
    delimiter = _DELIMITERS.get(found.delimiter or "")
    return [
        (_("Format"), found.format.value),
        (_("Encoding"), found.encoding),
        (_("Columns are divided by"), None if delimiter is None else _(delimiter)),
        (_("Sheet"), None if found.sheet is None else shown(found.sheet)),
        (_("Header"), None if table.header is None else _("line {line}").format(line=format_count(table.header.line))),
        (_("The file reports"), None if table.kind is None else _(KINDS[table.kind])),
        (_("Rows of data"), format_count(len(table.rows)) if table.rows else None),
        (_("Days count from"), None if found.date_system is None else found.date_system.value),
        (_("Formulas"), format_count(found.formulas) if found.formulas else None),
        (_("Merged cells"), _some(found.merged)),
        (_("Hidden columns"), _some(found.hidden_columns)),
        (_("Hidden rows"), _some([f"{first}–{last}" for first, last in found.hidden_rows])),
        (_("Hidden sheets"), _some([shown(name) for name in found.hidden_sheets])),
    ]


def _some(names: list[str] | tuple[str, ...]) -> str | None:
    more = ", …" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more if names else None


_FEW: Final = 10


def columns_table(sheet: Sheet, table: Table) -> Html | None:
    """Return which column of the file means what; columns that are not read are there, too."""
    header = table.header
    if header is None or not (header.columns or header.ignored):
        return None
    language, names = current_language(), _names(sheet, header.line)
    read = {at: element("b", column_label(name, language)) for at, name in header.columns.items()}
    meant = {at: element("span", _("not read"), class_="q-soft") for at in header.ignored} | read
    rows = [
        element(
            "tr",
            element("td", letters(at)),
            element("td", shown(names.get(at, ""), _LONGEST)),
            element("td", meant[at]),
        )
        for at in sorted(meant)
    ]
    heads = (_("Column"), _("Name in the file"), _("Read as"))
    return _table(_("Columns of the file"), heads, rows)


def _names(sheet: Sheet, line: int) -> dict[int, str]:
    return next((header_names(row) for row in sheet.rows if row.line == line), {})


def not_data_table(table: Table) -> Html | None:
    """Return the lines that hold something and are no rows of data, each with the reason."""
    if not table.not_data:
        return None
    heads = (_("Line"), _("Why it is no row of data"), _("What it says"))
    rows = [_not_data_row(one) for one in table.not_data[:_LISTED]]
    caption = _("Lines that are no rows of data: {count}").format(count=format_count(len(table.not_data)))
    more = _("The first {count} are shown.").format(count=format_count(_LISTED))
    return _table(joined([caption, more if len(table.not_data) > _LISTED else ""], " "), heads, rows)


def _not_data_row(one: NotData) -> Html:
    said = element("td", shown(one.text, _LONGEST))
    return element("tr", element("td", format_count(one.line)), element("td", one.explained()), said)


def _table(caption: object, heads: tuple[str, ...], rows: list[Html]) -> Html:
    return table(caption, [(text, None) for text in heads], rows, class_="q-up-narrow")
