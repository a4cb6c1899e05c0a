"""Method: how figures come about, in the words of the documentation, with today's own numbers, and what terms mean."""

from __future__ import annotations

import streamlit as st

from pages.parts.choices import choose_days
from pages.parts.paper import show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.table import table
from pages.parts.visit import Visit, current_visit
from pages.parts.words import counted, members_link, number
from qms.charts.glossary import glossary
from qms.charts.html import Html, element, filled
from qms.coverage import Figure, Figures, figures
from qms.coverage.rates import exact_text
from qms.coverage.stamp import stamp_of
from qms.i18n import _, current_language, format_date, label
from qms.places import docs_folder


def show_text(language: str) -> None:
    """Show the documentation's own text."""
    _title, _newline, text = _written(language).partition("\n")
    with st.container(width=820, key="method"):
        st.markdown(text)


def show_example(visit: Visit) -> None:
    """Show how each figure of a day comes from its two counts, step by step."""
    st.header(_("An example from the present data"), anchor="example")
    days = choose_days(visit.today)
    show_remarks(days.remarks)
    found = figures(visit.ledger, days.as_of, known_on=days.known_moment)
    heads = (
        (_("Measure"), None),
        (_("Covered/all"), "q-number"),
        (_("Exact"), "q-number q-minor"),
        (_("Printed"), "q-number"),
    )
    caption = _("The five figures of {day}: divided exactly, rounded once").format(day=format_date(found.as_of))
    show(table(caption, heads, [_row(figure, found) for figure in found]))


def _row(figure: Figure, found: Figures) -> Html:
    language = current_language()
    return element(
        "tr",
        element("th", label(figure.measure), scope="row"),
        number(members_link(counted(figure), figure, found.as_of)),
        element("td", exact_text(figure.numerator, figure.denominator, language), class_="q-number q-minor"),
        number(element("b", figure.text(language))),
    )


def show_glossary() -> None:
    """Show every term under the name by which links call it."""
    st.header(_("Terms"), anchor="terms")
    with st.container(key="terms", gap=None):
        for term in glossary():
            st.subheader(term.words, anchor=term.id)
            show(element("p", term.meaning))


def show_contents() -> None:
    """Show the way to the parts below the text."""
    parts = filled(
        _("On this page: {text}, {example}, {terms}"),
        text=_("the rules"),
        example=element("a", _("an example from the present data"), href="#example"),
        terms=element("a", _("terms"), href="#terms"),
    )
    show(element("p", parts, class_="q-measured"))


def _written(language: str) -> str:
    return (docs_folder() / f"method.{language}.md").read_text(encoding="utf-8")


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
st.title(_written(visit.language).partition("\n")[0].removeprefix("# "), anchor=False)
show_contents()
show_text(visit.language)
if visit.ledger.version:
    show_example(visit)
show_glossary()
show_last_line(stamp_of(visit.ledger, None))
