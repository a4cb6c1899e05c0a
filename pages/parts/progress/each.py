"""Each ministry or province on one scale, in the order that matters, with those that have ended behind."""

from __future__ import annotations

from pages.parts.paper import show
from pages.parts.picture import Picture
from pages.parts.progress.asked import View
from pages.parts.progress.chart import rows_of_line
from pages.parts.progress.words import points
from pages.parts.source import show_source
from pages.parts.words import address_of
from qms.charts.html import Html, element, link
from qms.charts.multiples import multiples
from qms.collation import name_key
from qms.coverage import OnMap
from qms.coverage.progress import GroupLine, Order, Progress, ordered
from qms.i18n import N_, _, format_date, gettext, ngettext
from qms.names import short_name
from qms.vocabulary import Measure, Scope

ORDERS = {
    Order.LOWEST: N_("lowest first"),
    Order.GAINED: N_("most gained in a year"),
    Order.NAME: N_("by name"),
}


def show_each(found: Progress, view: View) -> None:
    """Show the small lines of all ministries or provinces, and those that have ended behind them."""
    groups = ordered(found.groups, view.order, name_key)
    if not groups:
        return
    show(
        element("h2", _finding(found), class_="q-finding", id="each"),
        element("p", _measured(found), class_="q-measured"),
        _orders(view),
        _drawn(groups, found, view),
        _ended(found, view),
    )
    show_source(
        *([_("hatched: no report yet, still in the denominator")] if any(line.is_silent for line in groups) else []),
        _("each opens its own view"),
        name="progress-each",
        rows=lambda: [
            row
            for line in (*groups, *found.ended)
            for row in rows_of_line(line.line, address_of(line.group), line.group.name)
        ],
        as_of=found.question.end,
        stamp=found.stamp,
        picture=Picture(_finding(found), _measured(found), lambda: _drawing(groups, found)),
    )


def _drawing(lines: list[GroupLine], found: Progress) -> str:
    from qms.reports.svg_multiples import multiples_svg

    return multiples_svg(lines, found.question.start, found.question.end, lambda line: short_name(line.group.name))


def _finding(found: Progress) -> str:
    """Return how many of them are where, in one sentence."""
    full = sum(line.newest.numerator == line.newest.denominator for line in found.groups)
    silent = sum(line.is_silent for line in found.groups)
    some = ngettext(
        "{full} of {all} has covered all that is counted", "{full} of {all} have covered all that is counted", full
    ).format(full=full, all=len(found.groups))
    sentence = some if full else _("None of them has covered all that is counted")
    if not silent:
        return sentence
    unheard = ngettext("{count} has no report at all", "{count} have no report at all", silent).format(count=silent)
    return f"{sentence}; {unheard}"


def _measured(found: Progress) -> str:
    measure, _slice = found.question.judged
    what = _("Share of covered mandatory agencies") if _judged(found) else gettext(SHARES[measure])
    pooled = (
        _("predecessors pooled onto the ministries and provinces of {day}")
        if found.question.on_map is OnMap.NOW
        else _("ministries and provinces of each day")
    )
    sentence = _("{what} of each, all on one scale from 0 to 100%, {start} – {end}; {map}.")
    return sentence.format(
        what=what,
        start=format_date(found.question.start),
        end=format_date(found.question.end),
        map=pooled.format(day=format_date(found.question.end)),
    )


SHARES = {
    Measure.MINISTRY_ENCOURAGED: N_("Share of covered units"),
    Measure.COMMUNES: N_("Share of covered commune committees"),
    Measure.SLICE: N_("Share of covered agencies"),
}


def _judged(found: Progress) -> bool:
    """Whether what is shown is not the measure itself, but the mandatory agencies that it is judged by."""
    return found.question.measure in (Measure.MINISTRIES, Measure.PROVINCES)


def _orders(view: View) -> Html:
    items = [
        element(
            "li",
            link(
                view.href(sort=None if order is Order.LOWEST else order.value) + "#each",
                gettext(words),
                aria_current="true" if order is view.order else None,
            ),
        )
        for order, words in ORDERS.items()
    ]
    return element("ul", *items, class_="q-pills", aria_label=_("Order"))


def _drawn(lines: list[GroupLine], found: Progress, view: View) -> Html:
    return multiples(
        lines,
        found.question.start,
        found.question.end,
        name=lambda line: short_name(line.group.name),
        href=lambda line: _href(line, found, view),
        note=_note,
    )


def _href(line: GroupLine, found: Progress, view: View) -> str:
    """Return the link to a body's own view: on the last day, or on its own last one where it has ended."""
    measure, _slice = found.question.judged
    narrowed = {"scope": Scope.MANDATORY.value} if _judged(found) else {}
    return view.href(
        measure=None if measure is Measure.COMMUNES else measure.value,
        under=address_of(line.group),
        as_of=line.newest.as_of,
        sort=None,
        **narrowed,
    )


def _note(line: GroupLine) -> str:
    if line.figure is None:
        return _("ended; last on {day}").format(day=format_date(line.newest.as_of))
    if line.is_silent:
        return _("no report yet")
    if line.gained is None:
        return ""
    if not line.gained:
        return _("no change in a year")
    return _("{points} points in a year").format(points=points(line.gained))


def _ended(found: Progress, view: View) -> Html | None:
    if not found.ended:
        return None
    words = ngettext("Show {count} that has ended", "Show the {count} that have ended", len(found.ended))
    return element(
        "details",
        element("summary", words.format(count=len(found.ended))),
        element("div", _drawn(ordered(found.ended, Order.NAME, name_key), found, view)),
    )
