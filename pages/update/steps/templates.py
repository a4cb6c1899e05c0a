"""Templates to be filled in: of statuses or of the register, for the country or for one ministry or province."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

import streamlit as st

from pages.parts.paper import show
from pages.parts.visit import Visit
from pages.update.steps.file import error_line
from pages.update.steps.record import reporters_of
from pages.update.steps.understood import KINDS
from qms.charts.html import element
from qms.errors import QmsError
from qms.i18n import _, current_language, format_count, ngettext
from qms.importing.columns import Kind
from qms.importing.template import make_template, to_csv, to_xlsx
from qms.store.standing import StandingFacts

_WRITERS: Final = {"xlsx": to_xlsx, "csv": to_csv}
_TYPES: Final = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
_MADE: Final = "template"


class Made(NamedTuple):
    """A template that was made, and for what."""

    asked: tuple[str, str, str, str, str]
    content: bytes
    name: str
    agencies: int


def show_templates(visit: Visit) -> None:
    """Show what a template can be made of, and the file once it is made."""
    show(element("h2", _("Templates"), class_="q-up-title"), element("p", _what_for(), class_="q-up-prose"))
    reporters = reporters_of(visit.ledger, visit.stamp.chain_head, visit.today)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        kinds = list(Kind)
        kind: Kind = st.selectbox(_("Template of"), kinds, format_func=lambda one: _(KINDS[one]), key="template-kind")
        under = st.selectbox(
            _("Agencies of"),
            ["", *reporters],
            format_func=lambda code: reporters[code] if code else _("the whole country"),
            key="template-under",
        )
        ending = st.selectbox(_("Format"), list(_WRITERS), format_func=str.upper, key="template-format")
    asked = (visit.stamp.chain_head, kind.value, under, ending, current_language())
    if st.button(_("Make the template"), key="make-template"):
        _make(visit, kind, under, ending, asked)
    made: Made | None = st.session_state.get(_MADE)
    if made is not None and made.asked == asked:
        _show_made(made, ending)


def _what_for() -> str:
    return _(
        "A template holds the agencies with their present state, drop-down lists and a sheet of guidance. Rows that "
        "are left as they are change nothing."
    )


def _make(visit: Visit, kind: Kind, under: str, ending: str, asked: tuple[str, str, str, str, str]) -> None:
    with st.spinner(_("Making the template …")):
        try:
            made = make_template(
                visit.ledger, StandingFacts(visit.database), kind, today=visit.today, under=under or None
            )
        except QmsError as error:
            show(error_line(str(error)))
            return
        content = _WRITERS[ending](made, visit.language)
    st.session_state[_MADE] = Made(asked, content, _name(kind, under, ending, visit.today), len(made.rows))


def _name(kind: Kind, under: str, ending: str, today: date) -> str:
    what = {Kind.STATUS: "tinh-trang", Kind.REGISTER: "danh-muc"}[kind]
    where = "" if not under else f"-{under.replace(':', '-')}"
    return f"bieu-mau-{what}{where}-{today.isoformat()}.{ending}"


def _show_made(made: Made, ending: str) -> None:
    words = ngettext("Download {file} ({count} agency)", "Download {file} ({count} agencies)", made.agencies)
    st.download_button(
        words.format(file=made.name, count=format_count(made.agencies)),
        data=made.content,
        file_name=made.name,
        mime=_TYPES[ending],
        key="download-template",
        on_click="ignore",
    )
