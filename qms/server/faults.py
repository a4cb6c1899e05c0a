"""What a reader sees when something fails: a sentence and what to do, never a traceback; the details are in the log."""

from __future__ import annotations

import logging
from secrets import token_hex

import streamlit as st

from qms.errors import QmsError
from qms.i18n import _
from qms.server.notice import STYLE, notice

log = logging.getLogger(__name__)


def show_notice(title: str, *sentences: str, reference: str | None = None, quiet: bool = False) -> None:
    """Put a notice on the page that is being made."""
    st.html(f"<style>{STYLE}</style>{notice(title, sentences, reference=reference, quiet=quiet)}")


def show_failure(error: Exception) -> bool:
    """Tell the reader that an act or a page ended; returns True, Streamlit's word for "nothing more to show"."""
    if isinstance(error, QmsError):
        show_notice(_("This could not be done"), str(error))
        return True
    reference = token_hex(4)
    log.error("Reference %s", reference, exc_info=error)
    show_notice(
        _("This page could not be shown"),
        _("The fault lies in the product, not in the data; no data was changed by it."),
        _("Please load the page again. If it happens again, pass on the reference to whoever runs this server."),
        reference=_("Reference: {reference}").format(reference=reference),
    )
    return True
