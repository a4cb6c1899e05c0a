"""The script that Streamlit runs: language, database, menu, then the page, which relies on the visit begun here."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from pages.parts.choices import unsettle_link
from pages.parts.menu import CARRIED, MENU, Entry, entry_of, links
from pages.parts.pages import page_of
from pages.parts.visit import Visit, begin_visit
from qms.access import chosen_access, rights_of
from qms.errors import CouldNot
from qms.i18n import LANGUAGES, _, default_language, gettext, set_language
from qms.moments import today
from qms.server.faults import show_failure, show_notice
from qms.server.turns import turn
from qms.store.database import shared_database
from qms.store.ledger import current_ledger

WIDTH: Final = 1200
"""Pixels of the content at most."""

OWN_NAMES: Final = {"vi": "Tiếng Việt", "en": "English"}
"""Each language as its own speakers call it."""

FOOTER_STYLE: Final = """
.qms-footer.qms-footer{display:flex;flex-wrap:wrap;gap:.25rem .9rem;font-size:.875rem}
.qms-footer.qms-footer ul{display:flex;flex-wrap:wrap;gap:.25rem .9rem;list-style:none;margin:0;padding:0}
.qms-footer.qms-footer li{margin:0;padding:0;font-size:inherit}
.qms-footer.qms-footer a{color:light-dark(#17568F,#9CC4EE)}
@media print{.qms-footer.qms-footer{display:none}}
"""


def choose_language() -> str:
    """Return the language the link asks for, else the one of the page before, else the default."""
    asked = st.query_params.get("lang", st.session_state.get("lang", ""))
    language = asked if asked in LANGUAGES else default_language()
    st.session_state["lang"] = language
    set_language(language)
    return language


def carry_parameters(page: str) -> None:
    """Keep language, day and moment when a reader goes on to another page by the menu, which empties the link."""
    carried = st.session_state.setdefault("carried", {})
    if st.session_state.get("page", page) != page:
        for name, value in carried.items():
            if name not in st.query_params:
                st.query_params[name] = value
    st.session_state["page"] = page
    st.session_state["carried"] = {name: st.query_params[name] for name in CARRIED if name in st.query_params}


def menu() -> st.Page:
    """Show the menu and return the page that is asked for."""
    sections: dict[str, list[st.Page]] = {}
    for entry in MENU:
        sections.setdefault(entry.section and gettext(entry.section), []).append(page_of(entry, gettext(entry.title)))
    return st.navigation(sections, position="top")


def show_page(page: st.Page, entry: Entry, language: str) -> None:
    """Run a page for a visit, or say why there is none."""
    database = shared_database()
    try:
        with st.spinner(_("Reading the data …")):
            ledger = current_ledger(database)
    except CouldNot as error:
        untouched = _("Nothing was changed. Please load the page again when this is settled.")
        show_notice(_("The data cannot be read at the moment"), str(error), untouched)
        return
    rights = rights_of(chosen_access())
    begin_visit(Visit(database, ledger, today(), language, rights, page=entry.path))
    if entry.needs_data and ledger.version == 0:
        show_empty(database.place)
    else:
        page.run()


def show_empty(place: str) -> None:
    """Say that nothing was ever recorded, and what to do."""
    show_notice(
        _("There is no data yet"),
        _("The database {place} holds no agency and no figure.").format(place=place),
        _("Run qms init to load the register, or qms serve --demo with a new database to see simulated data."),
        quiet=True,
    )


def show_footer(here: str, language: str) -> None:
    """Show the links to all pages (the menu on top holds its links only while it is open) and to the other language."""
    other = next(name for name in LANGUAGES if name != language)
    parameters = {**st.query_params.to_dict(), "lang": language}
    turned = escape(f"/{here}?{urlencode(asked_otherwise(other))}")
    name = escape(_("All pages"))
    st.html(
        f'<style>{FOOTER_STYLE}</style><nav class="qms-footer" aria-label="{name}">{links(parameters, here=here)}'
        f'<a href="{turned}" target="_self" lang="{other}" hreflang="{other}">{OWN_NAMES[other]}</a></nav>'
    )


def asked_otherwise(language: str) -> list[tuple[str, str]]:
    """Return all that the link asks for, in another language."""
    asked = [(name, value) for name in st.query_params for value in st.query_params.get_all(name) if name != "lang"]
    return [*asked, ("lang", language)]


def main() -> None:
    """Show the page that is asked for."""
    st.set_page_config(page_title="QMS", layout="wide")
    unsettle_link()
    language = choose_language()
    page = menu()
    entry = entry_of(page.url_path)
    carry_parameters(entry.path)
    st.set_page_config(page_title=f"{page.title} – QMS", layout="wide")
    with st.container(horizontal_alignment="center"), st.container(width=WIDTH):
        body, foot = st.container(), st.container()
    with foot:
        show_footer(entry.path, language)
    with body:
        try:
            show_page(page, entry, language)
        except Exception as error:  # noqa: BLE001 – the last net: a reader sees a sentence and a reference, we the log
            show_failure(error)


with turn():
    main()
