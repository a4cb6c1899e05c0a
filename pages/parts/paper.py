"""What lies around the content of every page: our look, the demo label, remarks on the link, the line at the end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import streamlit as st

from pages.parts.menu import METHOD, address
from qms.charts.html import Html, element, filled, joined, link
from qms.charts.palette import stylesheet
from qms.coverage import Stamp
from qms.i18n import _, format_count

_SHOWN_OF_A_HEAD = 8


@cache
def _style() -> str:
    """Return our style without its line breaks: Streamlit searches each of them for indents after every click."""
    return f"<style>{' '.join(stylesheet().split())}</style>"


def show_look() -> None:
    """Give the page our forms and colours; once a page, before everything else."""
    st.html(_style())


def show(*parts: object) -> None:
    """Put markup on the page."""
    st.html(element("div", *parts, class_="q"))


def method_link(words: str) -> Html:
    """Return a link to the page that says how figures come about."""
    return link(address(METHOD, st.query_params.to_dict()), words)


def show_demo_label(stamp: Stamp) -> None:
    """Say first of all that data are simulated, where they are."""
    if stamp.demo:
        sentence = _(
            "{warning} – the status of each agency is simulated; only the totals of 27 April 2021 were published. {why}"
        )
        warning = element("b", _("ILLUSTRATIVE DATA"))
        said = element("p", filled(sentence, warning=warning, why=method_link(_("Why?"))))
        show(element("div", said, class_="q-strip", role="note"))


def show_remarks(remarks: Iterable[str]) -> None:
    """Say what in the link could not be taken as it stood."""
    for remark in remarks:
        chip = element("span", _("note"), class_="q-chip")
        show(element("div", chip, element("p", remark), class_="q-note", role="status"))


def empty(title: str, *sentences: object) -> Html:
    """Return the frame that says what is missing and where there is something."""
    said = (element("p", sentence) for sentence in sentences)
    return element("div", element("h2", title, class_="q-finding"), *said, class_="q-empty")


def show_last_line(stamp: Stamp) -> None:
    """Say how rates are rounded and on which state of the data all of the page stands."""
    data = _("Data of batch {batch} · chain head {head} · rules version {rules}").format(
        batch=format_count(stamp.data_version),
        head=f"{stamp.chain_head[:_SHOWN_OF_A_HEAD]}…",
        rules=stamp.rules_version,
    )
    rounding = _("Rates are rounded to one decimal; agencies that did not report stay in the denominator.")
    show(
        element("p", joined([rounding, method_link(_("Method")), data], " · "), class_="q-foot", title=stamp.chain_head)
    )
