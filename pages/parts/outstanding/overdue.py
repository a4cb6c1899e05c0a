"""What is not outstanding but is due all the same: an old edition to be left, an announcement to be made again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pages.parts.choices import agency_href, there
from pages.parts.menu import QUALITY
from pages.parts.outstanding.asked import Asked
from pages.parts.table import table
from pages.parts.words import number
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage.checks import Check
from qms.coverage.suspects import Suspect, Suspects
from qms.i18n import _, format_count, format_date, ngettext
from qms.vocabulary import LEAVE_BEFORE, PARENT_LEVELS, Standard

SHOWN = 10


def overdue_block(old: Suspects, again: Suspects, asked: Asked) -> Html | None:
    """Return who is still on a superseded edition, and who must announce again; None where nobody is."""
    blocks = [block for block in (_old_block(old, asked), _again_block(again, asked)) if block is not None]
    return element("div", *blocks, class_="q-overdue") if blocks else None


def _old_block(old: Suspects, asked: Asked) -> Html | None:
    if not len(old):
        return None
    shown = old.described(0, SHOWN)
    said = ngettext(
        "{count} agency is still on a superseded edition",
        "{count} agencies are still on a superseded edition",
        len(old),
    )
    due = _("The edition of 2008 was to be left before {day}.").format(day=format_date(LEAVE_BEFORE[Standard.ISO_2008]))
    heads = (
        (_("Agency"), None),
        (_("Ministry, province"), "q-minor"),
        (_("Edition of ISO 9001"), "q-number"),
        (_("Announced on"), "q-number q-minor"),
        (_("Days late"), "q-number"),
    )
    return element(
        "section",
        element("h2", said.format(count=format_count(len(old))), class_="q-finding"),
        table(due, heads, [_old_row(agency) for agency in shown]),
        _everyone(old, asked, shown),
    )


def _old_row(agency: Suspect) -> Html:
    parent = "" if agency.parent is None else agency.parent.name
    return element(
        "tr",
        element(
            "th", link(agency_href(agency.id), agency.name), element("span", parent, class_="q-under"), scope="row"
        ),
        element("td", parent, class_="q-minor"),
        number("" if agency.standard is None else agency.standard.value),
        element("td", _day(agency.since), class_="q-number q-minor"),
        number("–" if agency.days_late is None else format_count(agency.days_late)),
    )


def _again_block(again: Suspects, asked: Asked) -> Html | None:
    if not len(again):
        return None
    shown = again.described()
    parents = [agency for agency in shown if agency.level in {level.value for level in PARENT_LEVELS}]
    said = ngettext(
        "{count} agency must announce again after taking over others",
        "{count} agencies must announce again after taking over others",
        len(again),
    )
    names = joined([link(agency_href(agency.id), agency.name) for agency in parents], "; ")
    sentence = filled(_("Ministries and provinces among them: {names}."), names=names)
    return element(
        "section",
        element("h2", said.format(count=format_count(len(again))), class_="q-finding q-mustagain"),
        element("p", sentence if parents else _("No ministry or province is among them.")),
        _everyone(again, asked, ()),
    )


def _everyone(found: Suspects, asked: Asked, shown: Sequence[Suspect]) -> Html | None:
    """Return the link to the list of all, which the page of data quality keeps."""
    if len(shown) == len(found):
        return None
    under = asked.under.said if asked.under else None
    href = there(QUALITY, as_of=asked.as_of, status=found.check.value, under=under)
    words = _("Show the list: {count}").format(count=format_count(len(found)))
    return element("p", link(href, words), class_="q-source")


def _day(day: date | None) -> str:
    return "–" if day is None else format_date(day)


CHECKS = (Check.SUPERSEDED, Check.MUST_REANNOUNCE)
"""What is looked for here, as the page of data quality calls it."""
