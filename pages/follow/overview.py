"""Overview: the country on one day as an official reads it, each number open to its agencies."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from pages.parts.asked import Asked, asked_list
from pages.parts.choices import Days, choose_days, here
from pages.parts.figure import figure_strip, figure_tiles
from pages.parts.lead import facts, paragraph
from pages.parts.members import show_members
from pages.parts.paper import empty, show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.provinces import lowest_block, map_block, map_picture
from pages.parts.source import show_source
from pages.parts.trend import show_trend
from pages.parts.visit import Visit, current_visit
from pages.parts.words import counted, members_link
from pages.parts.year import change_block
from qms.charts.html import element, filled, joined, link
from qms.coverage import Ledger, figures
from qms.coverage.overview import Overview, first_report, national_trend, overview
from qms.coverage.stamp import stamp_of
from qms.coverage.trend import Trend
from qms.i18n import _, format_date
from qms.vocabulary import Measure


@st.cache_resource(max_entries=8, show_spinner=False)
def trend_of(_ledger: Ledger, head: str, today: date, known_on: datetime | None) -> Trend:  # noqa: ARG001 – the key
    """Return the national trend, computed once for a state of the data."""
    return national_trend(_ledger, today, known_on)


@st.cache_resource(max_entries=64, show_spinner=False)
def overview_of(_ledger: Ledger, head: str, today: date, as_of: date, known_on: datetime | None) -> Overview:
    """Return the overview of a day, computed once for a state of the data."""
    over = trend_of(_ledger, head, today, known_on)
    return overview(_ledger, as_of, over=over, known_on=known_on)


def show_nothing_yet(visit: Visit, days: Days, first: date | None) -> None:
    """Say that nothing was reported by the day, what the register holds, and which day has something."""
    title = _("Nothing was reported by {day}").format(day=format_date(days.as_of))
    register = figures(visit.ledger, days.as_of, known_on=days.known_moment)
    bodies = [
        members_link(counted(register[measure]), register[measure], days.as_of)
        for measure in (Measure.MINISTRIES, Measure.PROVINCES, Measure.COMMUNES)
        if register[measure].denominator
    ]
    in_register = filled(_("In the register of this day, covered of all: {bodies}."), bodies=joined(bodies, "; "))
    show(
        empty(
            title,
            _advice(days, first, bodies=bool(bodies)),
            in_register if bodies else _("No agency is open on this day."),
        )
    )


def _advice(days: Days, first: date | None, *, bodies: bool) -> object:
    """Return where there is something to see, or what to do."""
    if first is not None:
        target = link(here(as_of=first), _("See {day}").format(day=format_date(first)))
        return filled(_("The first report holds from {day}. {link}"), day=format_date(first), link=target)
    if days.known_said:
        sentence = _("No status was recorded up to {day}. {link}")
        now = link(here(as_of=days.as_of, known_on=None), _("See all that is known now"))
        return filled(sentence, day=days.known_said, link=now)
    if bodies:
        return _("The register is loaded; please add the status of agencies by an update.")
    return _("Please load the register first: by qms init, or by an update.")


def show_country(found: Overview, known: str) -> None:
    """Show the paragraph, the figures, the trend, the provinces and the year."""
    show(element("div", paragraph(found), facts(found, known), class_="q-lead"))
    show(figure_tiles(found))
    show_trend(found)
    show(
        element(
            "div",
            map_block(found.provinces, found.as_of),
            element("div", lowest_block(found.provinces, found.as_of), change_block(found.year), class_="q-stack"),
            class_="q-provinces-block",
        )
    )
    simulated = _("reports of ministries and provinces (simulated)")
    show_source(
        simulated if found.stamp.demo else _("reports of ministries and provinces"),
        name="provinces",
        rows=lambda: [figure.to_json() for figure in found.provinces.figures],
        as_of=found.as_of,
        stamp=found.stamp,
        picture=map_picture(found.provinces, found.as_of),
    )


def show_list(visit: Visit, asked: Asked, days: Days, found: Overview) -> None:
    """Show the figures in brief and the agencies behind one of them."""
    show(figure_strip(found, asked.measure))
    show_members(visit, asked, days)


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
stamp = stamp_of(visit.ledger, days.known_moment)
with heading:
    st.title(_("Overview by {day}").format(day=format_date(days.as_of)), anchor=False)
remarks = [*days.remarks]
asked = asked_list(visit.ledger, days, remarks)
show_remarks(remarks)
first = first_report(visit.ledger, days.known_moment)
if asked is None and (first is None or days.as_of < first):
    show_nothing_yet(visit, days, first)
else:
    found = overview_of(visit.ledger, stamp.chain_head, visit.today, days.as_of, days.known_moment)
    if asked is None:
        show_country(found, days.known_said or format_date(visit.today))
    else:
        show_list(visit, asked, days, found)
show_last_line(stamp)
