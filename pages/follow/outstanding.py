"""Outstanding: why agencies are not covered, which ministries and provinces are nearest, and who lacks what."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from pages.parts.choices import choose_days
from pages.parts.outstanding.asked import Asked, choose_asked
from pages.parts.outstanding.listing import show_list
from pages.parts.outstanding.nearest import nearest_block, parents_measure
from pages.parts.outstanding.overdue import CHECKS, overdue_block
from pages.parts.outstanding.reasons import reasons_block
from pages.parts.paper import empty, show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.visit import Visit, current_visit
from pages.parts.words import counted, members_link
from qms.charts.html import element, filled, link
from qms.coverage import Ledger
from qms.coverage.checks import Check
from qms.coverage.gaps import Gaps, Near, gaps, nearest
from qms.coverage.overview import first_report
from qms.coverage.stamp import stamp_of
from qms.coverage.suspects import Suspects, suspects
from qms.i18n import _, current_language, format_date
from qms.vocabulary import Measure


@st.cache_resource(max_entries=16, show_spinner=False)
def gaps_of(
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – the key
    measure: Measure,
    as_of: date,
    known_on: datetime | None,
    under: int | None,
) -> Gaps:
    """Return what is outstanding of a measure, computed once for a state of the data."""
    return gaps(_ledger, measure, as_of, under=under, known_on=known_on)


@st.cache_resource(max_entries=16, show_spinner=False)
def nearest_of(
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – the key
    measure: Measure,
    as_of: date,
    known_on: datetime | None,
    under: int | None,
) -> tuple[Near, ...]:
    """Return the ministries or provinces nearest to complying, computed once for a state of the data."""
    return nearest(_ledger, measure, as_of, under=under, known_on=known_on)


@st.cache_resource(max_entries=16, show_spinner=False)
def due_of(
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – the key
    check: Check,
    as_of: date,
    known_on: datetime | None,
    under: int | None,
) -> Suspects:
    """Return who is on an old edition, or must announce again, found once for a state of the data."""
    return suspects(_ledger, as_of, check, under=under, known_on=known_on)


def show_outstanding(visit: Visit, asked: Asked, head: str) -> None:
    """Show the reasons beside those nearest to complying, what else is due, and the list."""
    at = (asked.as_of, asked.days.known_moment, asked.root)
    found = gaps_of(visit.ledger, head, asked.measure, *at)
    near = nearest_of(visit.ledger, head, parents_measure(asked.measure), *at)
    if not len(found):
        show_nobody(found, asked)
    else:
        show(element("div", reasons_block(found, asked), nearest_block(near, asked), class_="q-outstanding"))
        show_list(visit, found, asked)
    old, again = (due_of(visit.ledger, head, check, *at) for check in CHECKS)
    show(overdue_block(old, again, asked))


def show_nobody(found: Gaps, asked: Asked) -> None:
    """Say that nobody is outstanding: because all are covered, or because there is nothing to count."""
    figure = found.figure
    if not figure.denominator:
        show(empty(_("There is nothing to count on this day."), _everywhere(asked)))
        return
    under = asked.under.said if asked.under else None
    covered = members_link(counted(figure), figure, asked.as_of, under=under)
    sentence = _("{fraction} covered ({rate}), {day}")
    said = filled(sentence, fraction=covered, rate=figure.text(current_language()), day=format_date(asked.as_of))
    show(empty(_("Nobody is outstanding"), said))


def _everywhere(asked: Asked) -> object:
    return link(asked.href(under=None), _("See the whole country")) if asked.under else None


def show_nothing_yet(asked: Asked, first: date | None) -> None:
    """Say that nothing was reported by the day, and which day has something."""
    title = _("Nothing was reported by {day}").format(day=format_date(asked.as_of))
    if first is None:
        show(empty(title, _("There is no status yet: every agency is without a report.")))
        return
    target = link(asked.href(as_of=first), _("See {day}").format(day=format_date(first)))
    show(empty(title, filled(_("The first report holds from {day}. {link}"), day=format_date(first), link=target)))


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
with heading:
    st.title(_("Outstanding by {day}").format(day=format_date(days.as_of)), anchor=False)
remarks = [*days.remarks]
stamp = stamp_of(visit.ledger, days.known_moment)
asked = choose_asked(visit, days, remarks)
show_remarks(remarks)
first = first_report(visit.ledger, days.known_moment)
if first is None or asked.as_of < first:
    show_nothing_yet(asked, first)
else:
    show_outstanding(visit, asked, stamp.chain_head)
show_last_line(stamp)
