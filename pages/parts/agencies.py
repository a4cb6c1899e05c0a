"""A list of agencies on a page: the table, a page at a time, sorted by links; the files that hold all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import streamlit as st

from pages.parts.choices import agency_href
from pages.parts.filters import Asked, said_of, sort_word
from pages.parts.paging import rows_of
from pages.parts.paper import empty
from pages.parts.source import csv_of
from pages.parts.visit import Visit
from pages.parts.words import number
from qms.charts.html import Html, element, filled, joined, link
from qms.charts.units import standing_mark
from qms.coverage.listing import Listed, Listing, Order, Where
from qms.i18n import _, format_count, format_date, format_moment, ngettext, use_language
from qms.reports.agencies import Decision, Decisions, agencies_records, agencies_table, decision_of
from qms.reports.listing import ListFile, to_xlsx
from qms.store.standing import StandingFacts

A_PAGE = 25
_BESIDE = 2
"""Pages that are named on each side of the one that is shown."""

NOTHING = "–"


def agencies_block(visit: Visit, found: Listing, asked: Asked, title: str, name: str, root: int | None = None) -> Html:
    """Return a page of a list under its finding; an empty list says which filter to drop.

    `root` is the agency (id) whose page this is: a row does not repeat it.
    """
    if not found.count:
        return nothing_here(found, asked)
    at = rows_of(found.count, asked.page, A_PAGE)
    rows = found.rows(asked.order, descending=asked.descending, first=at.first, last=at.last)
    decisions = decisions_of(visit, rows)
    said = _("{name}, {day} · rows {first}–{last} of {count}").format(
        name=name,
        day=format_date(found.as_of),
        first=format_count(at.first + 1),
        last=format_count(at.last),
        count=format_count(found.count),
    )
    return element(
        "section",
        element("h2", title, class_="q-finding", id="agencies"),
        _table(rows, decisions, asked, said, at.first, root),
        _pages(asked, at.page, at.pages),
    )


def decisions_of(visit: Visit, rows: Sequence[Listed]) -> Decisions:
    """Return the decisions behind the newest events of some agencies, asked of the store."""
    wanted = [row.event for row in rows if row.event is not None and row.standing in {Where.ANNOUNCED, Where.PARTIAL}]
    events = StandingFacts(visit.database).events(wanted) if wanted else {}
    return {number_: Decision(event.decision_no, event.decision_on) for number_, event in events.items()}


def nothing_here(found: Listing, asked: Asked) -> Html:
    """Return the frame of an empty list: each filter that can be dropped, and how many there would be."""
    droppable = found.droppable()
    if not droppable:
        lines: list[object] = (
            [link(asked.without(*asked.set_), _("Drop all filters"))]
            if asked.set_
            else [_("No agency counts here on this day.")]
        )
    else:
        lines = [
            filled(
                ngettext("{drop} to see {count} agency.", "{drop} to see {count} agencies.", count),
                drop=link(asked.without(name), _('Drop "{filter}"').format(filter=said_of(name, asked.filter))),
                count=format_count(count),
            )
            for name, count in droppable
        ]
    return empty(_("No agency fits the filters"), *lines)


def _table(
    rows: Sequence[Listed], decisions: Decisions, asked: Asked, caption: str, first: int, root: int | None
) -> Html:
    heads = [
        element("th", _("Row no."), scope="col", class_="q-number q-minor"),
        _head(_("Agency"), Order.NAME, asked),
        _head(_("Status"), Order.STATUS, asked),
        _head(_("Procedures covered/all"), Order.PROCEDURES, asked, class_="q-number"),
        element("th", _("Decision, its day"), scope="col", class_="q-minor"),
        _head(_("Newest report"), Order.REPORT, asked, class_="q-number q-minor"),
    ]
    body = [_row(place, row, decision_of(row, decisions), root) for place, row in enumerate(rows, first + 1)]
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads)),
        element("tbody", *body),
        class_="q-agencies",
    )


def _head(words: str, order: Order, asked: Asked, class_: str | None = None) -> Html:
    """Return a column's head, a link that sorts by it, the other way round where it is sorted so already."""
    is_sorted = asked.order is order
    descending = not asked.descending if is_sorted else order is Order.REPORT
    sign = (" ▼" if asked.descending else " ▲") if is_sorted else ""
    target = asked.href(sort=sort_word(order, descending))
    said = link(target, words, element("span", sign, aria_hidden="true"), class_="q-sort")
    direction = ("descending" if asked.descending else "ascending") if is_sorted else None
    return element("th", said, scope="col", class_=class_, aria_sort=direction)


def _row(place: int, row: Listed, decision: Decision, root: int | None) -> Html:
    above = list(takewhile(lambda group: group.id != root, row.above))
    named = joined((group.name for group in above), " · ")
    under = element("span", named, class_="q-hit-under") if above and row.id != root else None
    again = element("span", _("must announce again"), class_="q-mustagain q-hit-under") if row.must_reannounce else None
    day = element("span", format_date(decision.on), class_="q-soft q-day") if decision.on else None
    return element(
        "tr",
        element("td", format_count(place), class_="q-number q-minor q-soft"),
        element("th", link(agency_href(row.id), row.name), under, scope="row"),
        element("td", standing_mark(row.standing), again),
        number(_procedures(row)),
        element("td", decision.number or NOTHING, day, class_="q-minor"),
        element("td", format_date(row.reported_on) if row.reported_on else NOTHING, class_="q-number q-minor"),
    )


def _procedures(row: Listed) -> str:
    if row.procedures_total is None:
        return NOTHING
    covered = NOTHING if row.procedures_covered is None else format_count(row.procedures_covered)
    return f"{covered}/{format_count(row.procedures_total)}"


def _pages(asked: Asked, page: int, pages: int) -> Html | None:
    if pages == 1:
        return None
    near = range(max(page - _BESIDE, 1), min(page + _BESIDE, pages) + 1)
    named = sorted({1, *near, pages})
    items = [_step(asked, page - 1, "‹", _("Page before"))] if page > 1 else []
    for before, one in zip([0, *named], named, strict=False):
        if one - before > 1:
            items.append(element("li", "…", class_="q-soft"))
        items.append(_step(asked, one, format_count(one), None, here=one == page))
    if page < pages:
        items.append(_step(asked, page + 1, "›", _("Next page")))
    return element("nav", element("ul", *items, class_="q-pills q-pages"), aria_label=_("Pages of the list"))


def _step(asked: Asked, page: int, words: str, said: str | None, *, here: bool = False) -> Html:
    href = asked.href(page=str(page) if page > 1 else None)
    return element("li", link(href, words, aria_label=said, aria_current="page" if here else None))


def show_files(visit: Visit, found: Listing, asked: Asked, name: str) -> None:
    """Offer all rows of a list as files, made when they are asked for; and a link that drops all filters."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="list-files"):
        if asked.set_:
            show_inline(link(asked.without(*asked.set_), _("Drop all filters"), class_="q-button"))
        if found.count:
            stem, said = f"co-quan-{found.as_of.isoformat()}", filters_said(asked)
            st.download_button(
                _("Download the list (CSV)"),
                data=lambda: list_csv(visit, found, asked, said),
                file_name=f"{stem}.csv",
                mime="text/csv",
                key="list-csv",
                on_click="ignore",
            )
            st.download_button(
                _("Download the list (XLSX)"),
                data=lambda: list_xlsx(visit, found, asked, name),
                file_name=f"{stem}.xlsx",
                mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                key="list-xlsx",
                on_click="ignore",
            )


def show_inline(part: Html) -> None:
    """Put markup beside other controls, as wide as it is."""
    st.html(element("div", part, class_="q"), width="content")


def filters_said(asked: Asked) -> str:
    """Return what a list is filtered by, as its link says it."""
    said = {name: value for name, value in asked.parameters().items() if value and name != "as_of"}
    return "&".join(f"{name}={value}" for name, value in said.items())


def list_csv(visit: Visit, found: Listing, asked: Asked, filters: str) -> bytes:
    """Return all rows of a list, as sorted, in words that are the same in every language."""
    rows = found.rows(asked.order, descending=asked.descending)
    records = agencies_records(rows, decisions_of(visit, rows))
    return csv_of(({"filters": filters, **record} for record in records), as_of=found.as_of, stamp=found.stamp)


def list_xlsx(visit: Visit, found: Listing, asked: Asked, name: str) -> bytes:
    """Return all rows of a list, as sorted, as a workbook in the reader's language that says what it holds."""
    with use_language(visit.language):
        return to_xlsx(_list_file(visit, found, asked, name))


def _list_file(visit: Visit, found: Listing, asked: Asked, name: str) -> ListFile:
    rows = found.rows(asked.order, descending=asked.descending)
    stamp = found.stamp
    known = _("all that is known now") if stamp.known_on is None else format_moment(stamp.known_on)
    filters = "; ".join(said_of(part, asked.filter) for part in asked.filter.narrowing) or _("none")
    state = _("Data of batch {batch} · chain head {head} · rules version {rules}").format(
        batch=format_count(stamp.data_version), head=stamp.chain_head, rules=stamp.rules_version
    )
    return ListFile(
        title=_("Agencies: {name}").format(name=name),
        sheet=_("Agencies"),
        facts=(
            (_("As of"), format_date(found.as_of)),
            (_("As known on"), known),
            (_("Filters"), filters),
            (_("Agencies"), format_count(found.count)),
            (_("State of the data"), state),
        ),
        warning=_("ILLUSTRATIVE DATA: the status of each agency is simulated") if stamp.demo else "",
        table=agencies_table(rows, decisions_of(visit, rows), name),
        as_of=found.as_of,
    )
