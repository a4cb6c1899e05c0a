"""Reports: what is wanted, how it will look, what is in it, and the file to hand over."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from pages.parts.choices import Days, choose, choose_days, choose_earlier_day
from pages.parts.office import choose_office
from pages.parts.order import Wanted, content_of, contents_list, download, pages_of, parents_on
from pages.parts.paper import empty, show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.visit import Visit, current_visit
from qms.charts.html import element
from qms.coverage.stamp import stamp_of
from qms.errors import CouldNot, WrongUsage
from qms.i18n import LANGUAGES, N_, _, format_date
from qms.reports.content import Length
from qms.reports.orders import Order, To

FORMATS = {
    To.DOCX: N_("Word (DOCX)"),
    To.PDF: N_("PDF"),
    To.XLSX: N_("Excel (XLSX)"),
    To.CSV: N_("Figures (CSV)"),
    To.DATAPACKAGE: N_("Open data (ZIP)"),
    To.LETTERS: N_("Reminder letters (ZIP of DOCX)"),
}
LENGTHS = {Length.SUMMARY: N_("Summary, two pages"), Length.FULL: N_("Full, with all lists")}
OWN_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def ask(visit: Visit, days: Days, remarks: list[str]) -> tuple[Order, To]:
    """Return what is wanted, from the controls and the link."""
    compare_to, wrong = choose_earlier_day(
        _("Compare with"), "from", today=visit.today, latest=days.as_of - timedelta(days=1), default=None
    )
    if wrong:
        remarks.append(wrong)
    parents = parents_on(visit.ledger, days.as_of, days.known_moment)
    names = {"": _("The whole country"), **{place: group.name for place, group in parents.items()}}
    under = choose(_("About"), list(names), key="under", text=names.__getitem__, default="", remarks=remarks)
    length = choose(
        _("Length"), list(Length), key="length", text=lambda one: _(LENGTHS[Length(one)]), default=Length.SUMMARY
    )
    language = choose(
        _("Language of the report"), LANGUAGES, key="report", text=OWN_NAMES.__getitem__, default=visit.language
    )
    to = choose(_("Format"), list(To), key="to", text=lambda one: _(FORMATS[To(one)]), default=To.DOCX, remarks=remarks)
    order = Order(
        as_of=days.as_of,
        compare_to=compare_to,
        under=parents[under].id if under else None,
        length=Length(length),
        language=language,
        known_on=days.known_moment,
    )
    return order, To(to)


def show_preview(wanted: Wanted) -> None:
    """Show the pages of the summary as they will be printed, and what the whole holds."""
    content = content_of(wanted)
    show(
        element("h2", _("How it will look"), class_="q-finding"),
        element(
            "p",
            _("The summary's pages as in the PDF; Word holds the same words, and places for those of the office."),
            class_="q-measured",
        ),
    )
    with st.spinner(_("Laying out the pages …")):
        pictures = pages_of(wanted)
    for column, (place, picture) in zip(st.columns(2), enumerate(pictures, 1), strict=False):
        alt = _("Page {page} of the report “{title}”; its words are in the file.").format(
            page=place, title=content.title
        )
        column.image(picture, alt=alt, width="stretch")


def show_what_is_in_it(wanted: Wanted, to: To) -> None:
    """Show what the file will hold, before it is made."""
    show(element("h2", _("What is in it"), class_="q-finding"), contents_list(wanted, to))


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
with heading:
    st.title(_("Report by {day}").format(day=format_date(days.as_of)), anchor=False)
remarks = [*days.remarks]
choices, look = st.columns([1, 2.1], gap="large")
with choices:
    order, to = ask(visit, days, remarks)
    office = choose_office()
stamp = stamp_of(visit.ledger, days.known_moment)
wanted = Wanted(visit.database, visit.ledger, stamp, order, office)
show_remarks(remarks)
try:
    with choices:
        download(wanted, to)
        show_what_is_in_it(wanted, to)
    with look:
        show_preview(wanted)
except (WrongUsage, CouldNot) as error:
    show(empty(_("This report cannot be made"), str(error)))
show_last_line(stamp)
