"""One agency's status by form: the present state, the fields, what recording them would do, and the receipt.

A form is a file of one row: read, checked, planned and recorded by the same code, and its batch is like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import streamlit as st

from pages.parts.choices import Days, agency_href, there
from pages.parts.entries import told_value
from pages.parts.entry_fields import field_name, fill, show_fields
from pages.parts.entry_plan import DONE, PLAN, Planned, line, show_plan
from pages.parts.menu import HISTORY, UPDATE
from pages.parts.paper import show, show_remarks
from pages.parts.search import show_search
from pages.parts.visit import Visit
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage import Group
from qms.i18n import _, format_count, format_date, label
from qms.importing.apply import Applied, prepare
from qms.importing.form import agency_of_form, file_of_form, present_event
from qms.importing.plan import EVENT_COLUMNS
from qms.store.facts import Event
from qms.store.standing import StandingFacts
from qms.vocabulary import Level

AGENCY: Final = "agency"
"""The parameter of the link that names the agency by its id; 0 stands for one that is still to be found."""


def show_entry(visit: Visit, agency: int | None) -> None:
    """Show the form for an agency (id), or the way to find one, to somebody who may change the data."""
    found = None if agency is None else agency_of_form(visit.ledger, agency, "", visit.today)
    if agency is None or found is None:
        if agency:
            show_remarks([_("There is no agency with the id {id}. Please look for it here.").format(id=agency)])
        _show_finding(visit)
        return
    _show_form(visit, found)


def asked_agency(said: str) -> int | None:
    """Return the agency that the link names; None for one that is still to be found."""
    return int(said) if said.isdecimal() and int(said) else None


def _show_finding(visit: Visit) -> None:
    show(element("h2", _("Enter the status of one agency"), class_="q-finding"))
    today = Days(visit.today, None, ())
    show_search(visit, today, href=lambda agency: there(UPDATE, agency=agency), **{AGENCY: "0"})


def _show_form(visit: Visit, agency: Group) -> None:
    present = present_event(visit.ledger, StandingFacts(visit.database), agency.id, visit.today)
    other = link(there(UPDATE, agency="0"), _("Another agency"))
    show(
        element("nav", joined([link(there(UPDATE), "← ", _("Update data")), other], " · "), class_="q-crumbs"),
        element("h2", _("Status of {name}").format(name=agency.name), class_="q-finding", id="entry"),
        element(
            "p", joined([label(Level(agency.level)), agency.code, link(agency_href(agency.id), _("Dossier"))], " · ")
        ),
        _present(present),
    )
    if present is not None:
        words = _("Fill in the present state")
        st.button(words, key="entry-fill", type="tertiary", on_click=fill, args=(agency.id, present[0]))
    stated = show_fields(agency)
    if stated is not None:
        _plan(visit, agency, stated)
    planned: Planned | None = st.session_state.get(PLAN)
    if planned and planned.agency == agency.id:
        show_plan(visit, agency.id, planned.prepared)
    _show_receipt(agency)


def _present(present: tuple[Event, int] | None) -> Html:
    """Return what stands now, column by column, and the batch that recorded it."""
    title = element("h3", _("Present state"), class_="q-subhead")
    if present is None:
        return joined([title, element("p", _("No report of this agency has been recorded yet."))])
    event, batch = present
    rows: list[tuple[str, object]] = [(field_name("effective_date"), format_date(event.effective_on))]
    rows += [(field_name(name), told_value(value)) for name, value in _stated(event)]
    recorded = link(there(HISTORY, batch=batch), _("batch {batch}").format(batch=format_count(batch)))
    rows.append((_("Recorded by"), recorded))
    facts = (element("div", element("dt", name), element("dd", said)) for name, said in rows)
    return joined([title, element("dl", *facts, class_="q-facts q-batch-facts")])


def _stated(event: Event) -> Iterator[tuple[str, object]]:
    for name, field in EVENT_COLUMNS:
        value = getattr(event, field)
        if value is not None:
            yield name, value


def _plan(visit: Visit, agency: Group, stated: dict[str, str]) -> None:
    """Plan what the fields state, under the name and code that the agency has on the day they state."""
    called = agency_of_form(visit.ledger, agency.id, stated["effective_date"], visit.today) or agency
    name, content = file_of_form(called, stated)
    with st.spinner(_("Checking the form …")):
        prepared = prepare(visit.database, content, name, today=visit.today)
    st.session_state[PLAN] = Planned(agency.id, prepared)
    st.session_state.pop(DONE, None)


def _show_receipt(agency: Group) -> None:
    """Show which batch was made, for the agency that it was made for."""
    found: tuple[int, Applied] | None = st.session_state.get(DONE)
    if found is None or found[0] != agency.id:
        return
    done = found[1]
    if done.batch is None:
        show(line("note", _("note"), _("Nothing to change.")))
        return
    batch = link(there(HISTORY, batch=done.batch), _("batch {batch}").format(batch=format_count(done.batch)))
    said = filled(_("Recorded as {batch}. It can be undone in the update history."), batch=batch)
    lines = [said, done.warning] if done.warning else [said]
    body = element("div", *(element("p", line) for line in lines))
    chip = element("span", _("recorded"), class_="q-chip")
    show(element("div", chip, body, class_="q-note q-receipt", role="status"))
