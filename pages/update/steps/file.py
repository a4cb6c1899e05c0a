"""Step 1: a file is chosen and put by, so that a page that is loaded again finds it."""

from __future__ import annotations

import json
from typing import Any, Final

import streamlit as st

from pages.parts.choices import there
from pages.parts.menu import HISTORY
from pages.parts.paper import show
from pages.parts.visit import Visit
from qms.charts.html import Html, element, filled, link
from qms.i18n import _, format_count
from qms.importing.codes import Code
from qms.importing.problems import problem, shown
from qms.importing.sheet import LIMITS
from qms.importing.waiting import FILES

WAITS: Final = "file"
"""The parameter of the link that names the file that waits."""

_LONGEST_NAME: Final = 200
_MEGABYTE: Final = 1_000_000


def show_upload(visit: Visit) -> None:
    """Show the field for a file; one that was chosen is put by, and the page begins anew with it."""
    show(element("p", _what_is_taken(), class_="q-up-prose"))
    st.html(_own_words())
    with st.container(key="upload"):
        chosen = st.file_uploader(_("File with updates"), key=f"upload:{st.session_state.get('uploads', 0)}")
    if chosen is None:
        return
    content = chosen.getvalue()
    if len(content) > LIMITS.bytes:
        said = problem(Code.TOO_MANY_BYTES, size=len(content), limit=LIMITS.bytes).sentence()
        show(error_line(said))
        return
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
    st.query_params[WAITS] = FILES.keep(shown(chosen.name, _LONGEST_NAME), content, visit.rights.who).token
    st.rerun()


def _what_is_taken() -> Html:
    sentence = _(
        "A report of statuses or of the register, as XLSX or CSV, up to {megabytes} MB and {rows} rows. Nothing is "
        "recorded before the last step; what was recorded can be undone in {history}."
    )
    return filled(
        sentence,
        megabytes=format_count(LIMITS.bytes // _MEGABYTE),
        rows=format_count(LIMITS.rows),
        history=link(there(HISTORY), _("Update history")),
    )


def _own_words() -> str:
    """Return the style that says in the reader's language what the uploader can only say in English."""
    words = {
        "drop": _("Drop the file here"),
        "button": _("Choose a file"),
        "hint": _("or drop it here"),
        "refused": _("This file was not taken: it is larger than the limit, or the connection was lost."),
    }
    said = "".join(f"--say-{name}:{_css_text(text)};" for name, text in words.items())
    return f"<style>.st-key-upload{{{said}}}</style>"


def _css_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def show_gone() -> None:
    """Say that the file of the link is not kept any more."""
    sentence = _(
        "The file of this link is no longer put by: files wait for a working day at most, and only for whoever brought "
        "them. Nothing of it was recorded. Please choose it again."
    )
    show(
        element(
            "div", element("span", _("note"), class_="q-chip"), element("p", sentence), class_="q-note", role="status"
        )
    )


def error_line(*said: object, **attributes: Any) -> Html:
    """Return a sentence that says what keeps the file out."""
    chip = element("span", "× ", _("error"), class_="q-chip")
    return element("div", chip, element("p", *said), class_="q-error", role="alert", **attributes)


def note_line(*said: object) -> Html:
    """Return a sentence that asks for a look."""
    chip = element("span", "! ", _("note"), class_="q-chip")
    return element("div", chip, element("div", *said), class_="q-note")
