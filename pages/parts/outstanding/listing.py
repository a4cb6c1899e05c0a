"""The agencies that are outstanding: what each lacks, since when; a page at a time, all of them as a reminder list."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.choices import agency_href
from pages.parts.outstanding.asked import Asked
from pages.parts.outstanding.reasons import reason_mark, reason_words
from pages.parts.paging import Rows, rows_of, turning
from pages.parts.paper import empty, show
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.visit import Visit
from qms.charts.html import Html, element, joined, link
from qms.coverage.gaps import Gaps, Part, reason_of
from qms.coverage.outstanding import Lacking
from qms.i18n import _, format_count, format_date, format_moment, label, use_language
from qms.reports.listing import ListFile, to_xlsx
from qms.reports.reminders import lacks, reminders_records, reminders_table

A_PAGE = 100


def show_list(visit: Visit, found: Gaps, asked: Asked) -> None:
    """Show the agencies that the link asks for, by ministry or province."""
    chosen = found.only(asked.reasons, asked.level)
    rows = rows_of(chosen.count, asked.page, A_PAGE)
    cleared = element("p", link(asked.href(), _("Clear the filters")), class_="q-small") if asked.narrowed else None
    show(element("h2", _title(chosen, asked), class_="q-finding", id="members"), cleared)
    if not chosen.count:
        everyone = link(asked.href(), _("Show all {count}").format(count=format_count(len(found))))
        show(empty(_("No agency fits these filters."), everyone))
        return
    show(_table(chosen.described(rows.first, rows.last), rows, asked))
    show_source(
        *turning(rows, lambda page: asked.href(status=asked.reason, level=asked.level, page=page)),
        _("the file holds them all, by ministry or province"),
        name=f"outstanding-{asked.measure.value}",
        rows=lambda: reminders_records(chosen.described(), asked.as_of),
        as_of=asked.as_of,
        stamp=found.stamp,
        also=lambda: show_workbook(visit, chosen, found, asked),
    )


def show_workbook(visit: Visit, chosen: Part, found: Gaps, asked: Asked) -> None:
    """Offer the reminder list as a workbook, made when it is asked for."""
    st.download_button(
        _("Download XLSX"),
        data=lambda: workbook(visit.language, chosen, found, asked),
        file_name=f"outstanding-{asked.measure.value}-{asked.as_of.isoformat()}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="csv-outstanding-xlsx",
        on_click="ignore",
        type="tertiary",
    )


def workbook(language: str, chosen: Part, found: Gaps, asked: Asked) -> bytes:
    """Return the reminder list as a workbook in the reader's language that says what it holds."""
    with use_language(language):
        stamp, title = found.stamp, _title(chosen, asked)
        known = _("all that is known now") if stamp.known_on is None else format_moment(stamp.known_on)
        state = _("Data of batch {batch} · chain head {head} · rules version {rules}").format(
            batch=format_count(stamp.data_version), head=stamp.chain_head, rules=stamp.rules_version
        )
        file = ListFile(
            title=title,
            sheet=_("Outstanding"),
            facts=(
                (_("Measure"), label(asked.measure)),
                (_("As of"), format_date(asked.as_of)),
                (_("As known on"), known),
                (_("State of the data"), state),
            ),
            warning=_("ILLUSTRATIVE DATA: the status of each agency is simulated") if stamp.demo else "",
            table=reminders_table(chosen.described(), asked.as_of, title),
            as_of=asked.as_of,
        )
        return to_xlsx(file)


def _title(chosen: Part, asked: Asked) -> str:
    words = [
        reason_words(asked),
        label(asked.level) if asked.level else "",
        asked.under.group.name if asked.under else "",
    ]
    said = _("Outstanding agencies: {count}").format(count=format_count(chosen.count))
    return ", ".join([said, *(word for word in words if word)])


def _table(agencies: Sequence[Lacking], rows: Rows, asked: Asked) -> Html:
    heads = (
        (_("Row no."), "q-number q-minor"),
        (_("Agency"), None),
        (_("Ministry, province"), "q-minor"),
        (_("Status"), None),
        (_("Lacking"), None),
        (_("Since"), "q-number q-minor"),
        (_("Days like this"), "q-number q-minor"),
    )
    caption = _("{measure}, {day}: by ministry or province, then by level").format(
        measure=label(asked.measure), day=format_date(asked.as_of)
    )
    numbered = enumerate(agencies, rows.first + 1)
    return table(caption, heads, [_row(place, agency, asked) for place, agency in numbered])


def _row(place: int, agency: Lacking, asked: Asked) -> Html:
    own = agency.parent is None or agency.parent.id == agency.id
    parent = "" if own or agency.parent is None else agency.parent.name
    under = joined([part for part in (parent, agency.code) if part], " · ")
    return element(
        "tr",
        element("td", format_count(place), class_="q-number q-minor"),
        element("th", link(agency_href(agency.id), agency.name), element("span", under, class_="q-under"), scope="row"),
        element("td", parent, class_="q-minor"),
        element("td", reason_mark(reason_of(agency))),
        element("td", lacks(agency)),
        element("td", _since(agency), class_="q-number q-minor"),
        element("td", format_count(agency.days(asked.as_of)), class_="q-number q-minor"),
    )


def _since(agency: Lacking) -> str:
    """Return the day of the newest report; of one that never reported, the day it opened, in words."""
    day = format_date(agency.since)
    return day if agency.status is not None else _("opened {day}").format(day=day)
