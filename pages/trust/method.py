"""Method: how figures come about, with today's own numbers, what terms mean, and the questions asked most."""

from __future__ import annotations

import streamlit as st

from pages.parts.choices import choose_days, here
from pages.parts.paper import show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.questions import VIEW, questions, questions_block
from pages.parts.remarks import unknown
from pages.parts.table import table
from pages.parts.visit import Visit, current_visit
from pages.parts.words import counted, members_link, number
from qms.charts.glossary import glossary
from qms.charts.html import Html, element, filled, joined, link
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
        _("On this page: {text}, {example}, {terms}. Beside it: {questions}"),
        text=_("the rules"),
        example=element("a", _("an example from the present data"), href="#example"),
        terms=element("a", _("terms"), href="#terms"),
        questions=link(here(view=VIEW), questions(current_language()).title),
    )
    show(element("p", parts, class_="q-measured"))


def _written(language: str) -> str:
    return (docs_folder() / f"method.{language}.md").read_text(encoding="utf-8")


def show_method(visit: Visit) -> None:
    """Show the rules, an example and the terms."""
    st.title(_written(visit.language).partition("\n")[0].removeprefix("# "), anchor=False)
    asked = st.query_params.get("view")
    show_remarks([unknown(asked, (VIEW,))] if asked else [])
    show_contents()
    show_text(visit.language)
    if visit.ledger.version:
        show_example(visit)
    show_glossary()


def show_questions(language: str) -> None:
    """Show the questions that are asked most, each with the link that answers it."""
    found = questions(language)
    back = joined([link(here(), "← ", _("Method")), found.title], " › ")
    show(element("nav", back, class_="q-crumbs", aria_label=_("Way back")))
    st.title(found.title, anchor=False)
    show(questions_block(found))


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
if st.query_params.get("view") == VIEW:
    show_questions(visit.language)
else:
    show_method(visit)
show_last_line(stamp_of(visit.ledger, None))
