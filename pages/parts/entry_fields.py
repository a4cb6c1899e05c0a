"""The fields of the form for one agency's status: the columns of a status file under the names that readers know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.parts.paper import show
from qms.charts.html import element
from qms.coverage import Group
from qms.i18n import N_, _, current_language, label
from qms.importing.cells import CLEARING
from qms.importing.columns import column_label
from qms.importing.form import FIELDS, fields_of
from qms.store.facts import Event
from qms.vocabulary import MAX_TEXT, Assurance, Standard, Status

_WORDS: Final = {"status": Status, "standard": Standard, "assurance": Assurance}
_LONG: Final = frozenset({"source", "note"})
_LONGEST: Final = 200


def field_name(column: str) -> str:
    """Return what a column is called: the template's Vietnamese header, or words for it."""
    names = {
        "status": N_("Status"),
        "effective_date": N_("Effective date"),
        "procedures_total": N_("Procedures in all"),
        "procedures_covered": N_("Procedures covered"),
        "standard": N_("Edition of the standard"),
        "decision_no": N_("Number of the decision"),
        "decision_date": N_("Day of the decision"),
        "assurance": N_("Assurance"),
        "source": N_("Source"),
        "note": N_("Note"),
        "code": N_("Code"),
        "name": N_("Name"),
        "name_en": N_("English name"),
        "scope": N_("Scope"),
        "parent_code": N_("Parent"),
        "region": N_("Region"),
        "legal_act": N_("Legal act"),
    }
    language = current_language()
    return column_label(column, language) if language == "vi" or column not in names else _(names[column])


def _key(agency: int, column: str) -> str:
    return f"entry-{column}-{agency}"


def fill(agency: int, event: Event) -> None:
    """Put the present state into the fields."""
    for column, text in fields_of(event).items():
        st.session_state[_key(agency, column)] = text


def show_fields(agency: Group) -> dict[str, str] | None:
    """Show the fields; returns what they state when the preview is asked for."""
    with st.form(f"entry-{agency.id}", border=False):
        hint = _(
            "Blank: unchanged where a report of the same day stands, else not stated. A single hyphen (-) takes a "
            "value back. Days: day/month/year."
        )
        show(element("p", hint, class_="q-soft"))
        left, right = st.columns(2)
        halves = {name: left if place % 2 == 0 else right for place, name in enumerate(FIELDS)}
        stated = {}
        for name in FIELDS:
            with halves[name]:
                stated[name] = _field(agency.id, name)
        asked = st.form_submit_button(_("Preview"), key=f"entry-preview-{agency.id}", type="secondary")
    return stated if asked else None


def _field(agency: int, column: str) -> str:
    key, heading = _key(agency, column), field_name(column)
    if column in _WORDS:
        options = ["", *_WORDS[column], *([] if column == "status" else [CLEARING])]
        answer: str | None = st.selectbox(heading, options, key=key, format_func=_word_of(column))
        return answer or ""
    required = " *" if column == "effective_date" else ""
    text: str = st.text_input(f"{heading}{required}", key=key, max_chars=MAX_TEXT if column in _LONG else _LONGEST)
    return text or ""


def _word_of(column: str) -> Callable[[str], str]:
    def said(word: str) -> str:
        if word == "":
            return _("(choose)") if column == "status" else _("(blank)")
        return _("- (take back)") if word == CLEARING else label(_WORDS[column](word))

    return said


def clear(agency: int) -> None:
    """Empty the fields."""
    for column in FIELDS:
        st.session_state[_key(agency, column)] = ""
