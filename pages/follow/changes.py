"""Changes: what moved the figures from one day to another, as sums that add up, each number open to its agencies."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from pages.parts.changes.asked import Asked, choose_asked, later_day_of_link
from pages.parts.changes.brief import brief_block, reorganisations_block
from pages.parts.changes.listing import show_step
from pages.parts.changes.spans import spans_block
from pages.parts.changes.sums import finding, first_day_address, sums_block
from pages.parts.choices import choose_days
from pages.parts.paper import empty, show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.picture import Picture
from pages.parts.source import show_source
from pages.parts.visit import Visit, current_visit
from qms.charts.html import filled, link
from qms.coverage import Ledger
from qms.coverage.change import Change, Changes, change, changes, sum_rows
from qms.coverage.lineage import Reorganisation, reorganisations
from qms.coverage.overview import first_report
from qms.coverage.stamp import stamp_of
from qms.i18n import _, format_date, label
from qms.vocabulary import Measure


@st.cache_resource(max_entries=64, show_spinner=False)
def changes_of(
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – the key
    days: tuple[date, date],
    known: tuple[datetime | None, datetime | None],
    under: int | None,
) -> Changes:
    """Return what moved the measures between two days, computed once for a state of the data."""
    told, known_on = known
    return changes(_ledger, *days, under=under, known_from=told, known_on=known_on)


@st.cache_resource(max_entries=16, show_spinner=False)
def change_of(
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – the key
    measure: Measure,
    days: tuple[date, date],
    known: tuple[datetime | None, datetime | None],
    under: int | None,
) -> Change:
    """Return what moved one measure, with the agencies of each step."""
    told, known_on = known
    return change(_ledger, measure, *days, under=under, known_from=told, known_on=known_on, agencies=True)


@st.cache_resource(max_entries=64, show_spinner=False)
def reorganised(
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – the key
    days: tuple[date, date],
    known_on: datetime | None,
) -> tuple[Reorganisation, ...]:
    """Return the reorganisations between two days, with their legal acts."""
    return reorganisations(_ledger.timeline(_ledger.known_on(known_on)), *days)


def show_sums(visit: Visit, asked: Asked, head: str) -> None:
    """Show both sums of the measure, what was reorganised, and all five measures in brief."""
    days, known = (asked.start, asked.end), (asked.told_moment, asked.days.known_moment)
    root = asked.under.root if asked.under else None
    found = changes_of(visit.ledger, head, days, known, root)
    moved = found[asked.measure]
    show(sums_block(moved, asked, visit.ledger))
    show_source(
        _("Each agency is in one step at most for each count, corrections apart"),
        name=f"changes-{asked.measure.value}",
        rows=lambda: sum_rows(
            {"measures": [change_of(visit.ledger, head, asked.measure, days, known, root).to_json()]}
        ),
        as_of=asked.end,
        stamp=found.stamp,
        picture=Picture(finding(moved), label(moved.measure), lambda: _drawing(moved)),
    )
    acts = reorganisations_block(reorganised(visit.ledger, head, days, asked.days.known_moment))
    show(acts, brief_block(found, asked, first_day_address(asked, visit.ledger)))


def _drawing(moved: Change) -> str:
    from qms.reports.svg_waterfall import waterfall_svg

    return waterfall_svg(moved)


def show_nothing_yet(asked: Asked, first: date | None) -> None:
    """Say that nothing was reported by the later day, and which day has something."""
    title = _("Nothing was reported by {day}").format(day=format_date(asked.end))
    if first is None:
        show(empty(title, _("There is no status yet, so nothing can have changed.")))
        return
    target = link(asked.href(as_of=first, **{"from": None}), _("See {day}").format(day=format_date(first)))
    show(empty(title, filled(_("The first report holds from {day}. {link}"), day=format_date(first), link=target)))


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
later_day_of_link()
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
remarks = [*days.remarks]
stamp = stamp_of(visit.ledger, days.known_moment)
asked = choose_asked(visit, days, remarks)
with heading:
    span = {"start": format_date(asked.start), "end": format_date(asked.end)}
    st.title(_("Changes from {start} to {end}").format(**span), anchor=False)
show(spans_block(asked))
show_remarks(remarks)
first = first_report(visit.ledger, days.known_moment)
if first is None or asked.end < first:
    show_nothing_yet(asked, first)
elif asked.kind is None:
    show_sums(visit, asked, stamp.chain_head)
else:
    span_days, known = (asked.start, asked.end), (asked.told_moment, days.known_moment)
    root = asked.under.root if asked.under else None
    moved = change_of(visit.ledger, stamp.chain_head, asked.measure, span_days, known, root)
    show_step(moved, asked, asked.kind)
show_last_line(stamp)
