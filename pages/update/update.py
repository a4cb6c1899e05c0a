"""Update data: a file goes in, every row says what becomes of it, the figures that move are shown, it is recorded."""

from __future__ import annotations

import streamlit as st

from pages.parts.choices import there
from pages.parts.entry import AGENCY, asked_agency, show_entry
from pages.parts.menu import HISTORY, UPDATE
from pages.parts.paper import empty, show, show_demo_label, show_last_line, show_look
from pages.parts.visit import Visit, current_visit
from pages.update.steps.bar import Step, show_bar
from pages.update.steps.columns import show_columns, show_sheets
from pages.update.steps.effect import show_effect
from pages.update.steps.file import WAITS, error_line, note_line, show_gone, show_upload
from pages.update.steps.plan import plan_for, show_headline, show_trouble
from pages.update.steps.receipt import show_receipt
from pages.update.steps.record import record_if_asked, show_another, show_record, take_choices
from pages.update.steps.rows import show_rows
from pages.update.steps.templates import show_templates
from qms.charts.html import element, filled, link
from qms.errors import CouldNot
from qms.i18n import _
from qms.importing.waiting import FILES, Waiting
from qms.vocabulary import Role


def show_readers() -> None:
    """Say that a visitor may look and not change, and where to look."""
    history = link(there(HISTORY), _("Update history"))
    show(
        empty(
            _("Updates are recorded by analysts"),
            filled(_("You may look at the data, not change them. What was recorded: {history}."), history=history),
        )
    )


def show_start(visit: Visit, *, is_gone: bool) -> None:
    """Show the field for a file and the templates."""
    show_bar(Step.FILE)
    if is_gone:
        show_gone()
    if not len(visit.ledger.levels):
        show(note_line(element("p", _("There is no agency yet: the first file is one of the register."))))
    show_upload(visit)
    show(element("p", link(there(UPDATE, **{AGENCY: "0"}), _("Enter the status of one agency"))))
    show_templates(visit)


def show_file(visit: Visit, waiting: Waiting) -> None:
    """Show what a file would do, and record it when that is asked for."""
    take_choices(waiting)
    record_if_asked(visit, waiting)
    place, bar = st.container(), st.empty()
    try:
        planned = plan_for(visit, waiting, bar)
    except CouldNot as error:
        safe = _("The file and all that was chosen are still here; please load the page again when this is settled.")
        show(error_line(str(error), " ", safe))
        return
    prepared = planned.prepared
    with place:
        here, last = _where(is_planned=bool(prepared.plan.rows), is_read=prepared.table is not None)
        show_bar(here, last=last)
    show_headline(waiting, prepared)
    with st.container():  # what comes and goes has a place of its own: all below it keeps its own, and stays open
        show_trouble(waiting)
    show_sheets(waiting, prepared)
    show_columns(visit, waiting, prepared)
    if not prepared.plan.rows:
        show_another(waiting)
        return
    show_rows(visit.ledger, waiting, planned)
    if prepared.plan.effect:
        show_effect(prepared.plan)
    show_record(visit, waiting, prepared)


def _where(*, is_planned: bool, is_read: bool) -> tuple[Step, Step]:
    """Return the step where the analyst is, and the last one that stands on the page."""
    if is_planned:
        return Step.ROWS, Step.RECORD
    return (Step.COLUMNS, Step.COLUMNS) if is_read else (Step.FILE, Step.FILE)


def show_wizard(visit: Visit) -> None:
    """Show the steps of an update from the one that the link stands at."""
    token = st.query_params.get(WAITS)
    waiting = FILES.find(token, visit.rights.who) if token else None
    if waiting is None:
        show_start(visit, is_gone=token is not None)
    elif waiting.receipt is not None:
        show_bar(Step.RECORD)
        show_receipt(visit, waiting, waiting.receipt)
    else:
        show_file(visit, waiting)


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
st.title(_("Update data"), anchor=False)
if not visit.rights.may(Role.ANALYST):
    show_readers()
elif AGENCY in st.query_params:
    show_entry(visit, asked_agency(st.query_params[AGENCY]))
else:
    show_wizard(visit)
show_last_line(visit.stamp)
