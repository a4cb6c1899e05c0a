"""The lanes of a body and its kin with their finding and their table; its procedures over time below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.parts.choices import agency_href
from pages.parts.picture import Picture
from pages.parts.table import table
from pages.parts.words import number
from qms.charts.html import Html, element
from qms.charts.lanes import lanes_chart, lanes_key
from qms.charts.marks import stand_mark
from qms.charts.procedures import procedures_chart
from qms.coverage.dossier import Dossier, Lane, Lanes, Segment
from qms.i18n import N_, _, current_language, format_count, format_date, format_fraction, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.coverage.dossier.procedures import Counted


MEASURED = N_("Procedures by report; the column is all, its filled part is covered.")


def lanes_block(found: Dossier) -> Html | None:
    """Return the lanes, None for a body that was not open by the day."""
    lanes = found.lanes
    if lanes is None:
        return None
    table = element("div", _table(lanes, found))
    return element(
        "section",
        element("h2", _finding(found, lanes), class_="q-finding"),
        element("p", _measured(found, lanes), class_="q-measured"),
        lanes_chart(lanes, lambda body: agency_href(body, as_of=found.day_of(body))),
        lanes_key(lanes),
        element("details", element("summary", _("Show the table")), table),
        class_="q-lanes-block",
    )


def lanes_picture(found: Dossier) -> Picture | None:
    """Return the lanes to take along, under the body's name."""
    lanes = found.lanes
    if lanes is None:
        return None
    return Picture(
        f"{found.own.name}. {_finding(found, lanes)}", _measured(found, lanes), lambda: _lanes_drawing(lanes)
    )


def _lanes_drawing(lanes: Lanes) -> str:
    from qms.reports.svg_lanes import lanes_svg

    return lanes_svg(lanes)


def _measured(found: Dossier, lanes: Lanes) -> str:
    sentence = _("Statuses {start} – {end}. One row a body; a dashed rule is a day of reorganisation.")
    return sentence.format(start=lanes.start.year, end=format_date(found.as_of))


def _finding(found: Dossier, lanes: Lanes) -> str:
    """Return how many of the bodies before were covered on their last day; without any, how long this one is."""
    bodies = len(found.predecessors)
    if bodies:
        sentence = ngettext(
            "{covered} of {count} earlier body was covered on its last day",
            "{covered} of {count} earlier bodies were covered on their last day",
            bodies,
        )
        return sentence.format(covered=format_count(found.covered_before), count=format_count(bodies))
    return _("Statuses since {day}").format(day=format_date(lanes.start))


def _table(lanes: Lanes, found: Dossier) -> Html:
    heads = ((_("Agency"), None), (_("From"), None), (_("Status"), None))
    rows = [_row(lane, segment) for lane in lanes.lanes for segment in lane.segments]
    caption = _("Statuses of this agency and its kin up to {day}").format(day=format_date(found.as_of))
    return table(caption, heads, rows)


def _row(lane: Lane, segment: Segment) -> Html:
    return element(
        "tr",
        element("th", lane.group.name, scope="row"),
        element("td", format_date(segment.start)),
        element("td", stand_mark(segment.status, covered=segment.covered)),
    )


def procedures_block(found: Dossier) -> Html | None:
    """Return the procedures covered of all over time, None where no report states both counts."""
    counted = found.procedures
    if not counted:
        return None
    rows = [
        element(
            "tr",
            element("th", format_date(count.start), scope="row"),
            number(format_fraction(count.covered, count.total)),
            number(count.text(current_language())),
        )
        for count in reversed(counted)
    ]
    heads = ((_("From"), None), (_("Procedures covered/all"), "q-number"), (_("Rate"), "q-number"))
    return element(
        "section",
        element("h2", _procedures_finding(found), class_="q-finding"),
        *_procedures_drawn(counted),
        table(_("Procedures stated, newest first"), heads, rows),
    )


def procedures_picture(found: Dossier) -> Picture | None:
    """Return the procedures to take along where they are drawn, under the body's name."""
    counted = found.procedures
    if len(counted) <= 1:
        return None
    return Picture(f"{found.own.name}. {_procedures_finding(found)}", _(MEASURED), lambda: _procedures_drawing(counted))


def _procedures_drawing(counted: Sequence[Counted]) -> str:
    from qms.reports.svg_procedures import procedures_svg

    return procedures_svg(counted)


def _procedures_drawn(counted: Sequence[Counted]) -> tuple[Html, ...]:
    """Return the columns and what they mean; one report alone is said by its table."""
    if len(counted) == 1:
        return ()
    return element("p", _(MEASURED), class_="q-measured"), procedures_chart(counted)


def _procedures_finding(found: Dossier) -> str:
    """Return how many procedures are covered of all; where that is no longer stated, since when it was last."""
    newest = found.procedures[-1]
    sentence = (
        _("{covered} of {total} procedures covered ({rate})")
        if found.procedures_are_current
        else _("Procedures were last stated from {day}: {covered} of {total} covered ({rate})")
    )
    return sentence.format(
        day=format_date(newest.start),
        covered=format_count(newest.covered),
        total=format_count(newest.total),
        rate=newest.text(current_language()),
    )
