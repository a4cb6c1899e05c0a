"""The shell: the HTML that every page of the dashboard is drawn into, made ours.

It comes from Streamlit in English, with an inline script (which our policy forbids) and pointers to a machine interface
(which is closed). What readers meet before and after the dashboard itself is in it: the title, the sentence while it
opens, the sentence without JavaScript, and the dialog when the connection is lost.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Final

from qms.i18n import _, use_language

ASSETS: Final = Path(__file__).parent / "assets"
"""Our own files for the browser: the script that watches the connection, the icon."""

_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{background:light-dark(#FCFBF8,#12171D);color:light-dark(#1A222B,#E9E6DF);margin:0}"
    "#qms-opening{font:17px/1.5 sans-serif;margin:2.5rem 1rem}"
    "#qms-lost{border:0;border-left:4px solid light-dark(#A8321A,#FF9C80);max-width:62ch;padding:1.5rem;"
    "background:light-dark(#FCFBF8,#1C232B);color:inherit;font:17px/1.5 sans-serif}"
    "#qms-lost::backdrop{background:light-dark(rgb(252 251 248/.85),rgb(18 23 29/.85));backdrop-filter:blur(8px)}"
    "#qms-lost h2{font-size:1.375rem;margin:0 0 .5rem}"
    "#qms-lost p{margin:0 0 .75rem}#qms-lost button{font:inherit;padding:.35rem 1rem}"
)


def shell(original: str, language: str) -> str:
    """Return Streamlit's index.html made ours, in a language.

    Raises ValueError when the original is not built as we know it: better not to start than to serve it as it is.
    """
    with use_language(language):
        title = escape(_("Quality management systems"))
        page = re.sub(r"<!--.*?-->", "", original, flags=re.DOTALL)
        page = _put(page, r"<html lang=\"en\">", f'<html lang="{language}">')
        page = _put(page, r"<title>.*?</title>", f"<title>{title}</title>")
        page = _put(page, r"<link rel=\"shortcut icon\"[^>]*>", '<link rel="icon" href="/qms/icon.svg" />')
        page = _put(page, r"<link rel=\"service-desc\"[^>]*>", f"<style>{_STYLE}</style>")
        page = _put(page, r"<script>.*?</script>", '<script src="/qms/connection.js"></script>')
        page = _put(page, r"<noscript>.*?</noscript>", _no_script())
        page = _put(page, r"<div id=\"root\"></div>", f'<div id="root">{_opening()}</div>{_lost()}')
    return page.replace('"./', '"/').strip() + "\n"


def _put(page: str, pattern: str, ours: str) -> str:
    changed, times = re.subn(pattern, lambda _match: ours, page, flags=re.DOTALL)
    if times != 1:
        raise ValueError(f"Streamlit's index.html has {pattern} {times} times, not once")
    return changed


def _no_script() -> str:
    sentence = _("This dashboard needs JavaScript. Please allow it for this address, or use the command qms figures.")
    return f"<noscript><style>#qms-opening{{display:none}}</style><p>{escape(sentence)}</p></noscript>"


def _opening() -> str:
    sentence = _("Opening the dashboard …")
    return f'<p id="qms-opening">{escape(sentence)}</p>'


def _lost() -> str:
    title = _("The connection to the server is lost")
    safe = _("What was saved is safe. This page goes on by itself as soon as the server answers.")
    act = _("Please check the network. On your own machine: check that the command qms serve still runs.")
    again = _("Load the page again")
    return (
        '<dialog id="qms-lost" role="alertdialog" aria-labelledby="qms-lost-title" aria-describedby="qms-lost-text">'
        f'<h2 id="qms-lost-title">{escape(title)}</h2>'
        f'<div id="qms-lost-text"><p>{escape(safe)}</p><p>{escape(act)}</p></div>'
        f'<button type="button" id="qms-lost-again">{escape(again)}</button></dialog>'
    )
