"""Progress: how one measure moved over the years, why its lines stop, how fast it goes, and each body on one scale."""

from __future__ import annotations

import streamlit as st

from pages.parts.choices import Days, choose_days, here
from pages.parts.paper import empty, show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.progress.asked import View, ask
from pages.parts.progress.chart import show_line
from pages.parts.progress.each import show_each
from pages.parts.progress.pace import pace_block
from pages.parts.progress.words import what_of
from pages.parts.visit import current_visit
from qms.charts.html import element, filled, joined, link
from qms.coverage import Ledger
from qms.coverage.overview import first_report
from qms.coverage.progress import Progress, Question, progress
from qms.coverage.stamp import stamp_of
from qms.i18n import _, format_date


@st.cache_resource(max_entries=64, show_spinner=False)
def progress_of(_ledger: Ledger, head: str, question: Question, days: Days) -> Progress:  # noqa: ARG001 – the key
    """Return how a measure moved, computed once for a state of the data."""
    return progress(_ledger, question, known_on=days.known_moment)


def show_nothing_to_count(found: Progress, view: View) -> None:
    """Say that nothing is counted between the days, and where something is."""
    title = _("Nothing to count: {what}").format(what=what_of(found))
    whole = link(view.href(under=None, level=None, scope=None, region=None, standard=None), _("See the country"))
    span = _("Between {start} and {end} no agency was open that this choice counts.").format(
        start=format_date(found.question.start), end=format_date(found.question.end)
    )
    show(empty(title, span, whole))


def show_progress(found: Progress, view: View) -> None:
    """Show the line, the pace, and each ministry or province."""
    if found.root is not None:
        steps = [link(view.href(under=None), _("The country")), found.root.name]
        show(element("nav", joined(steps, " › "), class_="q-crumbs", aria_label=_("Way back")))
    if not found.line.stretches:
        show_nothing_to_count(found, view)
        return
    show_line(found, view)
    show(pace_block(found.pace))
    show_each(found, view)


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
stamp = stamp_of(visit.ledger, days.known_moment)
with heading:
    st.title(_("Progress up to {day}").format(day=format_date(days.as_of)), anchor=False)
remarks = [*days.remarks]
view = ask(visit, days, remarks)
show_remarks(remarks)
first = first_report(visit.ledger, days.known_moment)
if first is None or days.as_of < first:
    title = _("Nothing was reported by {day}").format(day=format_date(days.as_of))
    if first is None:
        advice: object = _("The register is loaded; please add the status of agencies by an update.")
    else:
        target = link(here(as_of=first), _("See {day}").format(day=format_date(first)))
        advice = filled(_("The first report holds from {day}. {link}"), day=format_date(first), link=target)
    show(empty(title, advice))
else:
    show_progress(progress_of(visit.ledger, stamp.chain_head, view.question, days), view)
show_last_line(stamp)
