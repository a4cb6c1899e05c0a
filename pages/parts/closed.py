"""A body that is not open on the day: what it is called, when it was open, what it became, and where to go."""

from __future__ import annotations

from datetime import date, timedelta

from pages.parts.choices import Days, there
from pages.parts.menu import EXPLORE
from pages.parts.paper import empty, show, show_remarks
from pages.parts.visit import Visit
from pages.parts.words import address_of
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage import Group
from qms.coverage.lives import Lives, bearers, lives_in
from qms.i18n import _, format_date
from qms.vocabulary import Level


def show_closed(visit: Visit, days: Days, asked: str) -> bool:
    """Show the bodies that bore what the link names on other days; returns whether there are any."""
    before, colon, code = asked.partition(":")
    known = visit.ledger.known_on(days.known_moment)
    levels = [Level(before)] if colon and before in list(Level) else [] if colon else list(Level)
    found = [one for level in levels for one in bearers(visit.ledger, level, code if colon else before, known)]
    if not found:
        return False
    lives = lives_in(visit.ledger, known)
    show_remarks(days.remarks)
    show(
        element("nav", link(there(EXPLORE), _("Country")), class_="q-crumbs", aria_label=_("Way back")),
        *(_frame(lives, agency, days) for agency in found),
    )
    return True


def _frame(lives: Lives, agency: int, days: Days) -> Html | None:
    day = days.as_of.toordinal()
    span, group = lives.span_near(agency, day), lives.called(agency, day)
    if span is None or group is None:
        return None
    if span.start > day:
        opening = date.fromordinal(span.start)
        title = _("{name} is not open yet on {day}").format(name=group.name, day=format_date(days.as_of))
        later = _see(group, opening)
        return empty(title, filled(_("It opens on {day}. {link}"), day=format_date(opening), link=later))
    if span.holds(day):
        return empty(group.name, _see(group, days.as_of))
    end = date.fromordinal(span.end)
    title = _("{name} is no longer open on {day}").format(name=group.name, day=format_date(days.as_of))
    last = filled(_("It ended on {day}. {link}"), day=format_date(end), link=_see(group, end - timedelta(days=1)))
    heirs = [lives.called(heir.agency, day) for heir in lives.heirs(agency, day)]
    links = [link(there(EXPLORE, as_of=days.as_of, under=address_of(heir)), heir.name) for heir in heirs if heir]
    became = filled(_("Its place is held by {heirs}."), heirs=joined(links, ", ")) if links else None
    return empty(title, last, became)


def _see(group: Group, day: date) -> Html:
    target = there(EXPLORE, as_of=day, under=address_of(group))
    return link(target, _("See {name} on {day}").format(name=group.name, day=format_date(day)))
