"""Explore: from the country to a ministry or province to its agencies, and any agency by its name or code."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from pages.parts.agencies import agencies_block, show_files
from pages.parts.choices import Days, choose_days, here
from pages.parts.closed import show_closed
from pages.parts.country import show_country
from pages.parts.filters import choose_list
from pages.parts.paper import show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.picture import offer_pictures
from pages.parts.place import crumbs, list_finding, show_place, units_block, units_offered
from pages.parts.search import search_field, show_found
from pages.parts.visit import Visit, current_visit
from qms import register
from qms.charts.html import Html, element, joined, link
from qms.coverage import Ledger
from qms.coverage.beside import Beside, beside
from qms.coverage.listing import listing
from qms.coverage.place import Place, place
from qms.coverage.stamp import stamp_of
from qms.errors import WrongUsage
from qms.i18n import _, label
from qms.vocabulary import Level

AGENCIES = "agency"
"""`by=agency` lists the agencies of the whole country."""


@st.cache_resource(max_entries=128, show_spinner=False)
def place_of(_ledger: Ledger, head: str, root: int, as_of: date, known_on: datetime | None) -> Place:  # noqa: ARG001 – the key
    """Return what there is to say of a body on a day, computed once for a state of the data."""
    return place(_ledger, root, as_of, known_on=known_on)


@st.cache_resource(max_entries=128, show_spinner=False)
def lines_of(_ledger: Ledger, head: str, root: int, as_of: date, known_on: datetime | None) -> Beside | None:
    """Return a body's line beside the country's, computed once for a state of the data."""
    return beside(_ledger, place_of(_ledger, head, root, as_of, known_on).own_measure, root, as_of, known_on=known_on)


def the_place(visit: Visit, days: Days, asked: str) -> int | str:
    """Return the id of the body that the link names on this day, or the sentence that says why there is none."""
    try:
        return register.resolve(visit.ledger, asked, days.as_of, days.known_moment)
    except WrongUsage as error:
        return str(error)


def is_listed() -> bool:
    """Return whether the link asks for all agencies of the country as a list."""
    return st.query_params.get("by") == AGENCIES


def show_whole(visit: Visit, days: Days) -> None:
    """Show the country: a search, then ministries and provinces, or all agencies as one list."""
    listed = is_listed()
    sought = "" if listed else search_field()
    if sought:
        back = link(here(as_of=st.query_params.get("as_of")), "← ", _("All ministries and provinces"))
        show(element("nav", back, class_="q-crumbs", aria_label=_("Way back")))
        show_found(visit, days, sought)
    elif listed:
        show_everybody(visit, days)
    else:
        everybody = link(here(as_of=st.query_params.get("as_of"), by=AGENCIES), _("List all agencies of the country"))
        show_country(visit, days)
        show(element("p", everybody, class_="q-source"))


def crumbs_of_all() -> Html:
    """Return the way back from the list of all agencies."""
    back = link(here(as_of=st.query_params.get("as_of")), _("Country"))
    steps = joined([back, element("span", _("All agencies"), aria_current="page")], " › ")
    return element("nav", steps, class_="q-crumbs", aria_label=_("Way back"))


def show_everybody(visit: Visit, days: Days) -> None:
    """Show all agencies of the country as a list."""
    remarks: list[str] = []
    asked = choose_list(tuple(Level), None, remarks, with_region=True)
    show_remarks(remarks)
    found = listing(visit.ledger, days.as_of, kept=asked.filter, known_on=days.known_moment)
    name = label(asked.filter.level) if asked.filter.level else _("All agencies")
    show_files(visit, found, asked, name)
    show(
        element(
            "div",
            units_block(found, asked, name),
            agencies_block(visit, found, asked, list_finding(found), name),
            class_="q-stack",
        )
    )
    offered = units_offered(found, asked, name)
    if offered:
        offer_pictures(offered, as_of=found.as_of, stamp=found.stamp)


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
crumb = st.container()
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
under = st.query_params.get("under")
stamp = stamp_of(visit.ledger, days.known_moment)
root = the_place(visit, days, under) if under else None
remarks = [*days.remarks]
if isinstance(root, int):
    here_now = place_of(visit.ledger, stamp.chain_head, root, days.as_of, days.known_moment)
    with heading:
        st.title(here_now.group.name, anchor=False)
    with crumb:
        show(crumbs(here_now, days))
    show_remarks(remarks)
    lines = lines_of(visit.ledger, stamp.chain_head, root, days.as_of, days.known_moment)
    show_place(visit, here_now, lines, days)
else:
    with heading:
        st.title(_("All agencies") if is_listed() else _("Explore"), anchor=False)
    if is_listed():
        with crumb:
            show(crumbs_of_all())
    if root is None or not show_closed(visit, days, under or ""):
        show_remarks([*remarks, root] if root else remarks)
        show_whole(visit, days)
show_last_line(stamp)
