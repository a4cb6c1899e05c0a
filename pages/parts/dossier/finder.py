"""Which agency: the search, and for a code every body that ever bore it, each with its days."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.choices import Days, agency_href
from pages.parts.paper import empty, show
from pages.parts.search import search_field, show_found
from pages.parts.table import table
from pages.parts.visit import Visit
from qms import register
from qms.charts.html import Html, element, filled, joined, link
from qms.i18n import _, format_date, label
from qms.register import Bearer


def show_finder(visit: Visit, days: Days) -> None:
    """Show the field; for what is looked for, who bears it as a code and when, then whom it may mean by name."""
    sought = search_field(key="find")
    if not sought:
        advice = _(
            "Enter a name or a code, past or present. A code is borne by different agencies on different days, so each"
            " answer names its days."
        )
        show(empty(_("Which agency?"), advice))
        return
    known = visit.ledger.known_on(days.known_moment)
    bearers = register.bearers(visit.ledger, sought, known=known)
    if bearers:
        show(_answer(sought, bearers, days), _table(sought, bearers, days))
    show_found(visit, days, sought)


def _answer(code: str, found: Sequence[Bearer], days: Days) -> Html:
    """Return who bears a code on the day, in one sentence."""
    bearing = [bearer for bearer in found if bearer.bears_on(days.as_of)]
    day = format_date(days.as_of)
    if not bearing:
        said = filled(_("On {day} no agency bears the code {code}"), day=day, code=code)
    else:
        names = joined((link(agency_href(one.agency, as_of=days.as_of), one.name) for one in bearing), ", ")
        said = filled(_("On {day} the code {code} is {bodies}"), day=day, code=code, bodies=names)
    return element("h2", said, class_="q-finding")


def _table(code: str, found: Sequence[Bearer], days: Days) -> Html:
    heads = [(text, None) for text in (_("From"), _("Until"), _("Name"), _("Level"))]
    return table(
        _("Who bears the code {code}, by day").format(code=code),
        heads,
        (_row(bearer, days) for bearer in found),
        class_="q-bearers",
    )


def _row(bearer: Bearer, days: Days) -> Html:
    on = days.as_of if bearer.bears_on(days.as_of) else bearer.last_day or bearer.since
    until = _("today") if bearer.last_day is None else format_date(bearer.last_day)
    return element(
        "tr",
        element("td", format_date(bearer.since)),
        element("td", until),
        element("th", link(agency_href(bearer.agency, as_of=on), bearer.name), scope="row"),
        element("td", label(bearer.level)),
    )
