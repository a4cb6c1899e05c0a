"""The agencies that are outstanding: what each lacks, since when; a page at a time, all of them as a reminder list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pages.parts.choices import agency_href
from pages.parts.outstanding.asked import Asked
from pages.parts.outstanding.reasons import reason_mark, reason_words
from pages.parts.paging import Rows, rows_of, turning
from pages.parts.paper import empty, show
from pages.parts.source import show_source
from pages.parts.table import table
from qms.charts.html import Html, element, joined, link
from qms.coverage.gaps import Gaps, Reason, reason_of
from qms.coverage.outstanding import Lacking
from qms.i18n import N_, _, format_count, format_date, label

A_PAGE = 100

LACKS = {
    Reason.NO_REPORT: N_("the first report"),
    Reason.NOT_STARTED: N_("a plan and a steering committee"),
    Reason.BUILDING: N_("the decision to apply"),
    Reason.APPLIED: N_("the decision to announce"),
    Reason.PROCEDURES_PARTIAL: N_("all of its procedures"),
    Reason.WITHDRAWN: N_("a new announcement"),
}
"""The next thing that each needs."""


def show_list(found: Gaps, asked: Asked) -> None:
    """Show the agencies that the link asks for, by ministry or province."""
    chosen = found.only(asked.reasons, asked.level)
    rows = rows_of(len(chosen), asked.page, A_PAGE)
    cleared = element("p", link(asked.href(), _("Clear the filters")), class_="q-small") if asked.narrowed else None
    show(element("h2", _title(chosen, asked), class_="q-finding", id="members"), cleared)
    if not chosen:
        everyone = link(asked.href(), _("Show all {count}").format(count=format_count(len(found.found.agencies))))
        show(empty(_("No agency fits these filters."), everyone))
        return
    show(_table(chosen[rows.first : rows.last], rows, asked))
    show_source(
        *turning(rows, lambda page: asked.href(status=asked.reason, level=asked.level, page=page)),
        _("the file holds them all, by ministry or province"),
        name=f"outstanding-{asked.measure.value}",
        rows=lambda: reminders(chosen, asked.as_of),
        as_of=asked.as_of,
        stamp=found.found.stamp,
    )


def reminders(agencies: Sequence[Lacking], as_of: date) -> Iterator[dict[str, object]]:
    """Yield the reminder list: the agencies by ministry or province, numbered within each."""
    place, parent = 0, None
    for agency in agencies:
        place = place + 1 if agency.parent == parent else 1
        parent = agency.parent
        yield {
            "number": place,
            **agency.to_json(),
            "reason": reason_of(agency).value,
            "days": agency.days(as_of),
            "procedures_covered": agency.procedures_covered,
            "procedures_total": agency.procedures_total,
        }


def _title(chosen: Sequence[Lacking], asked: Asked) -> str:
    words = [
        reason_words(asked),
        label(asked.level) if asked.level else "",
        asked.under.group.name if asked.under else "",
    ]
    said = _("Outstanding agencies: {count}").format(count=format_count(len(chosen)))
    return ", ".join([said, *(word for word in words if word)])


def _table(agencies: Sequence[Lacking], rows: Rows, asked: Asked) -> Html:
    heads = (
        (_("Row"), "q-number q-minor"),
        (_("Agency"), None),
        (_("Ministry, province"), "q-minor"),
        (_("Status"), None),
        (_("Lacking"), None),
        (_("Since"), "q-number q-minor"),
        (_("Days like this"), "q-number q-minor"),
    )
    caption = _("{measure}, {day}: by ministry or province, level and code").format(
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


def lacks(agency: Lacking) -> str:
    """Return the next thing that an agency needs; of an announcement the procedures that it leaves out."""
    reason, count = reason_of(agency), agency.procedures_lacking
    if reason is Reason.PROCEDURES_PARTIAL:
        if count is None:
            return _("both counts of procedures")
        return _("{count} of {all} procedures").format(
            count=format_count(count), all=format_count(agency.procedures_total or 0)
        )
    return _(LACKS[reason])


def _since(agency: Lacking) -> str:
    """Return the day of the newest report; of one that never reported, the day it opened, in words."""
    day = format_date(agency.since)
    return day if agency.status is not None else _("opened {day}").format(day=day)
