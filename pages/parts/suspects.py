"""The agencies that one check of the data found: a page of them as a table, all of them as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pages.parts.choices import agency_href, here
from pages.parts.members import A_PAGE
from pages.parts.paging import ROWS_AND_FILE, rows_of, turning
from pages.parts.paper import show
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.words import number
from qms.charts.check_words import found_words
from qms.charts.html import Html, element, joined, link
from qms.charts.marks import stand_mark
from qms.coverage.suspects import Suspect, Suspects
from qms.i18n import _, format_count, format_date


def show_suspects(found: Suspects, *, under: str | None, months: int, page: int) -> None:
    """Show a page of the agencies that a check found."""
    if not len(found):
        show(element("p", _("This check finds nothing here on {day}.").format(day=format_date(found.as_of))))
        return
    rows = rows_of(len(found), page, A_PAGE)
    show(_table(found.described(rows.first, rows.last), found, months))
    show_source(
        *turning(rows, lambda number_: _href(found, under, months, number_), ROWS_AND_FILE),
        name=found.check.value,
        rows=lambda: [{"check": found.check.value, **agency.to_json()} for agency in found.described()],
        as_of=found.as_of,
        stamp=found.stamp,
    )


def _href(found: Suspects, under: str | None, months: int, page: str | None) -> str:
    return here(as_of=found.as_of, status=found.check.value, under=under, months=months, page=page)


def _table(agencies: Sequence[Suspect], found: Suspects, months: int) -> Html:
    heads = (
        (_("Agency"), None),
        (_("Ministry, province"), "q-minor"),
        (_("Status"), None),
        (_("Since"), "q-number q-minor"),
        (_("Procedures"), "q-number"),
        (_("Edition of ISO 9001"), "q-minor"),
    )
    caption = _("{check}, {day}: by ministry or province").format(
        check=found_words(found.check, months), day=format_date(found.as_of)
    )
    return table(caption, heads, [_row(agency) for agency in agencies])


def _row(agency: Suspect) -> Html:
    parent = "" if agency.parent is None else agency.parent.name
    under = joined([part for part in (parent, agency.code) if part], " · ")
    return element(
        "tr",
        element("th", link(agency_href(agency.id), agency.name), element("span", under, class_="q-under"), scope="row"),
        element("td", parent, class_="q-minor"),
        element("td", stand_mark(agency.status, covered=agency.is_covered)),
        element("td", _day(agency.since), class_="q-number q-minor"),
        number(f"{_count(agency.procedures_covered)}/{_count(agency.procedures_total)}"),
        element("td", _edition(agency), class_="q-minor"),
    )


def _day(day: date | None) -> str:
    return "–" if day is None else format_date(day)


def _count(count: int | None) -> str:
    return "–" if count is None else format_count(count)


def _edition(agency: Suspect) -> str:
    if agency.standard is None:
        return "–"
    if agency.days_late is None:
        return agency.standard.value
    return _("{edition}, {days} days late").format(edition=agency.standard.value, days=format_count(agency.days_late))
