"""The ministries or provinces that are nearest to complying: how many mandatory agencies each lacks, and which."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.choices import agency_href
from pages.parts.outstanding.asked import Asked
from pages.parts.table import table
from pages.parts.words import address_of, number
from qms.charts.html import Html, element, filled, joined, link
from qms.charts.marks import stand_mark
from qms.coverage.gaps import Near
from qms.i18n import _, format_count, format_date, ngettext
from qms.names import short_name
from qms.vocabulary import Measure

SHOWN = 10
NAMED = 2
CLOSE = 3
"""Agencies from complying at most, to be called near."""

OF_MINISTRIES = (Measure.MINISTRIES, Measure.MINISTRY_ENCOURAGED)


def parents_measure(measure: Measure) -> Measure:
    """Return the measure of the parents beside a measure: ministries beside theirs, else provinces."""
    return Measure.MINISTRIES if measure in OF_MINISTRIES else Measure.PROVINCES


def nearest_block(found: Sequence[Near], asked: Asked) -> Html:
    """Return those nearest to complying, the others behind one click."""
    of_ministries = parents_measure(asked.measure) is Measure.MINISTRIES
    heads = (
        (_("Ministry") if of_ministries else _("Province, city"), None),
        (_("Still"), "q-number"),
        (_("Mandatory agencies"), None),
    )
    caption = _("Mandatory agencies not covered, {day}, fewest first").format(day=format_date(asked.as_of))
    first, others = found[:SHOWN], found[SHOWN:]
    more = element(
        "details",
        element("summary", _("Show the other {count}").format(count=format_count(len(others)))),
        element("div", table(caption, heads, [_row(near, asked) for near in others])),
    )
    return element(
        "section",
        element("h2", finding(found, of_ministries=of_ministries), class_="q-finding"),
        table(caption, heads, [_row(near, asked) for near in first]) if found else None,
        more if others else None,
    )


def finding(found: Sequence[Near], *, of_ministries: bool) -> str:
    """Return how many do not comply, and how many of them lack few agencies only."""
    count = len(found)
    if not count:
        return _("All ministries comply") if of_ministries else _("All provinces and cities comply")
    said = (
        ngettext("{count} ministry does not comply", "{count} ministries do not comply", count)
        if of_ministries
        else ngettext("{count} province does not comply", "{count} provinces do not comply", count)
    ).format(count=format_count(count))
    close = sum(0 < len(near.lacking) <= CLOSE for near in found)
    if not close:
        return said
    near = ngettext("{count} is one to three agencies away", "{count} are one to three agencies away", close).format(
        count=format_count(close)
    )
    return f"{said}; {near}"


def _row(near: Near, asked: Asked) -> Html:
    count = len(near.lacking)
    under = address_of(near.group)
    measure = parents_measure(asked.measure).value
    still = link(asked.href(measure=measure, under=under), format_count(count)) if count else "–"
    return element(
        "tr",
        element("th", link(agency_href(near.group.id), short_name(near.group.name)), scope="row"),
        number(still),
        element("td", _which(near)),
    )


def _which(near: Near) -> Html:
    """Return the first agencies by name, and how many more; silence where all of them are silent."""
    if not near.lacking:
        return element("span", _("has no mandatory agency"), class_="q-soft")
    if len(near.lacking) > NAMED and all(agency.status is None for agency in near.lacking):
        return stand_mark(None, covered=False)
    named = near.lacking[: NAMED if len(near.lacking) <= NAMED else 1]
    names = joined([link(agency_href(agency.id), agency.name) for agency in named], "; ")
    others = len(near.lacking) - len(named)
    if not others:
        return names
    return filled(_("{names} and {count} others"), names=names, count=format_count(others))
