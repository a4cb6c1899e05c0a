"""Agency: the dossier of one body on a day: where it stands and why, how it came there, by which papers, from whom."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from pages.parts.choices import Days, choose_days, here, there
from pages.parts.dossier.finder import show_finder
from pages.parts.dossier.head import crumbs, facts, notice, standing_block
from pages.parts.dossier.kin import around_block, kin_blocks
from pages.parts.dossier.lanes import lanes_block, lanes_picture, procedures_block, procedures_picture
from pages.parts.dossier.needs import needs_block
from pages.parts.dossier.register_rows import register_block
from pages.parts.dossier.timeline import timeline
from pages.parts.menu import UPDATE
from pages.parts.paper import empty, show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.picture import Offered, offer_pictures
from pages.parts.source import show_source
from pages.parts.visit import Visit, current_visit
from qms.asking import shortened
from qms.charts.html import element, joined, link
from qms.coverage import Ledger
from qms.coverage.dossier import Dossier, Found, dossier, is_known, rows_behind
from qms.coverage.stamp import stamp_of
from qms.i18n import _, format_date
from qms.store.database import Database
from qms.store.papers import read_papers
from qms.vocabulary import Role


@st.cache_resource(max_entries=64, show_spinner=False)
def dossier_of(
    _database: Database,
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – the key
    agency: int,
    as_of: date,
    known_on: datetime | None,
) -> Dossier:
    """Return the dossier of an agency, put together once for a state of the data."""
    papers = read_papers(_database, rows_behind(_ledger, agency, known_on=known_on))
    return dossier(_ledger, agency, as_of, papers, known_on=known_on)


def asked_agency(ledger: Ledger, remarks: list[str]) -> int | None:
    """Return the id that the link asks for, None when it asks for none that was ever given."""
    asked = st.query_params.get("agency", "")
    if not asked:
        return None
    if asked.isdecimal() and asked.isascii() and is_known(ledger, int(asked)):
        return int(asked)
    remarks.append(
        _('"{asked}" is no number of an agency. Please look it up by its name or code.').format(asked=shortened(asked))
    )
    return None


def show_not_known_yet(days: Days) -> None:
    """Say that the agency was recorded later than what is looked at."""
    now = link(here(as_of=days.as_of, known_on=None, agency=st.query_params["agency"]), _("See all that is known now"))
    day = days.known_said or format_date(days.as_of)
    show(empty(_("By {day} this agency was not in the register yet").format(day=day), now))


def show_life(visit: Visit, found: Dossier) -> None:
    """Show where a body stands, its lanes, its story and what surrounds it."""
    show(element("div", standing_block(found), facts(found, visit.ledger), class_="q-dossier-head"))
    show(lanes_block(found))
    show_pictures(found)
    came = element("div", timeline(found), procedures_block(found), class_="q-stack")
    beside = element("div", needs_block(found), *kin_blocks(found), around_block(found), class_="q-stack")
    show(element("div", came, beside, class_="q-dossier"))


def show_pictures(found: Dossier) -> None:
    """Offer the lanes, and the procedures where they are drawn, as pictures."""
    offered = [
        Offered(f"agency-{found.own.id}-{name}", what, picture)
        for name, what, picture in (
            ("lanes", _("statuses"), lanes_picture(found)),
            ("procedures", _("procedures"), procedures_picture(found)),
        )
        if picture is not None
    ]
    if offered:
        offer_pictures(offered, as_of=found.as_of, stamp=found.stamp)


def show_dossier(visit: Visit, found: Dossier) -> None:
    """Show the body as of the day, its rows in the register, and the file of its reports."""
    show(notice(found))
    if found.life.found is Found.BEFORE:
        show(facts(found, visit.ledger))
    else:
        show_life(visit, found)
    show(register_block(found))
    said: list[object] = [_("reports of ministries and provinces"), _("the registers of agencies")]
    if visit.rights.may(Role.ANALYST):
        said.append(link(there(UPDATE, agency=found.own.id), _("Enter a status of this agency")))
    show_source(*said, name=f"agency-{found.own.id}", rows=found.rows, as_of=found.as_of, stamp=found.stamp)


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
above = st.container()
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
stamp = stamp_of(visit.ledger, days.known_moment)
remarks = [*days.remarks]
agency = asked_agency(visit.ledger, remarks)
found = (
    None
    if agency is None
    else dossier_of(visit.database, visit.ledger, stamp.chain_head, agency, days.as_of, days.known_moment)
)
with heading:
    known = found is not None and found.life.found is not Found.NOT_KNOWN_YET
    st.title(found.own.name if found is not None and known else _("Dossier"), anchor=False)
show_remarks(remarks)
if found is None:
    show_finder(visit, days)
elif found.life.found is Found.NOT_KNOWN_YET:
    show_not_known_yet(days)
else:
    with above:
        show(joined([crumbs(found)]))
    show_dossier(visit, found)
show_last_line(stamp)
