"""Lanes: the statuses of several bodies on one axis of time, each stretch with its sign, its colour and its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from qms.charts.html import Html, element, joined, link, unseen
from qms.charts.lines import Frame, percent
from qms.charts.marks import stand_name, stand_sign, stand_word
from qms.i18n import _, format_date, format_month
from qms.vocabulary import Status

if TYPE_CHECKING:
    from qms.coverage.dossier.kin import Lane, Lanes, Segment

_DAY: Final = timedelta(days=1)
_NEAR_THE_END: Final = 88.0
"""Percent of the width beyond which a day's label stands left of its rule."""
_TOO_NEAR_THE_END: Final = 96.0
"""Percent of the width beyond which a year has no room."""
_APART: Final = 12.0
"""Percent of the width that a year keeps from the day of a reorganisation."""
_APART_ON_A_PHONE: Final = 32.0
_MOST_YEARS: Final = 6
_KEY: Final = (
    (None, False),
    (Status.NOT_STARTED, False),
    (Status.BUILDING, False),
    (Status.APPLIED, False),
    (Status.ANNOUNCED, False),
    (Status.ANNOUNCED, True),
    (Status.WITHDRAWN, False),
)
"""All looks of a stretch, in the order in which a body comes through them: status, and whether it is covered."""


def lanes_chart(lanes: Lanes, href: Callable[[int], str]) -> Html:
    """Return the lanes above their axis, with the rules of reorganisations; `href` leads to a body's dossier by id."""
    frame = Frame(lanes.start, lanes.end)
    rules = joined(
        element("i", class_="q-lane-rule", style=f"--at:{percent(frame.x(day))}", aria_hidden="true")
        for day in lanes.breaks
    )
    rows = [_lane(lane, frame, href) for lane in lanes.lanes]
    return element(
        "div",
        element("ul", *rows, class_="q-lanes-rows"),
        element("div", rules, class_="q-lane-rules"),
        _axis(lanes, frame),
        class_="q-lanes",
    )


def lanes_key(lanes: Lanes) -> Html:
    """Return what the stretches mean, those alone that are drawn."""
    items = [
        element("li", _swatch(status, covered=covered), stand_word(status, covered=covered))
        for status, covered in drawn_stands(lanes)
    ]
    return element("ul", *items, class_="q-lane-key")


def drawn_stands(lanes: Lanes) -> list[tuple[Status | None, bool]]:
    """Return the looks of stretches that occur, in the order in which a body comes through them."""
    drawn = {(segment.status, segment.covered) for lane in lanes.lanes for segment in lane.segments}
    return [look for look in _KEY if look in drawn]


def _swatch(status: Status | None, *, covered: bool) -> Html:
    name = stand_name(status, covered=covered)
    return element("span", stand_sign(status, covered=covered), class_=f"q-stretch q-stretch-{name}")


def _lane(lane: Lane, frame: Frame, href: Callable[[int], str]) -> Html:
    name: object = element("b", lane.group.name) if lane.is_own else link(href(lane.group.id), lane.group.name)
    stretches = [_stretch(segment, frame) for segment in lane.segments]
    return element(
        "li",
        element("span", name, class_="q-lane-name"),
        element("span", unseen(_spoken(lane)), *stretches, class_="q-lane"),
    )


def _stretch(segment: Segment, frame: Frame) -> Html:
    left, right = frame.x(segment.start), frame.x(segment.end)
    word = stand_word(segment.status, covered=segment.covered)
    said = stretch_words(segment, frame)
    return element(
        "span",
        stand_sign(segment.status, covered=segment.covered),
        element("span", said, class_="q-stretch-word"),
        class_=f"q-stretch q-stretch-{stand_name(segment.status, covered=segment.covered)}",
        style=f"left:{percent(left)};width:{percent(right - left)}",
        title=f"{word}: {format_date(segment.start)} – {format_date(segment.end - _DAY)}",
        aria_hidden="true",
    )


def stretch_words(segment: Segment, frame: Frame) -> str:
    """Return what is written into a stretch: its status, and the month in which a report began it."""
    word = stand_word(segment.status, covered=segment.covered)
    dated = segment.status is not None and segment.start > frame.start
    return f"{word} {format_month(segment.start)}" if dated else word


def _spoken(lane: Lane) -> str:
    """Return a lane in words, for readers who listen."""
    return "; ".join(
        _("{status} from {day}").format(
            status=stand_word(segment.status, covered=segment.covered), day=format_date(segment.start)
        )
        for segment in lane.segments
    )


def _axis(lanes: Lanes, frame: Frame) -> Html:
    """Return the years below, and the days of reorganisation among them; a year too near to such a day gives way."""
    labels = [
        element(
            "span",
            format_date(day),
            class_="q-lane-day q-left" if frame.x(day) > _NEAR_THE_END else "q-lane-day",
            style=f"left:{percent(frame.x(day))}",
        )
        for day in lanes.breaks
    ]
    return element("div", *_years(lanes, frame), *labels, class_="q-lane-axis", aria_hidden="true")


def _years(lanes: Lanes, frame: Frame) -> list[Html]:
    shown = []
    for place, (year, x) in enumerate(years_of(lanes, frame)):
        odd = "q-odd" if place % 2 or _room(lanes, frame, x) < _APART_ON_A_PHONE else None
        shown.append(element("span", year, class_=odd, style=f"left:{percent(x)}"))
    return shown


def years_of(lanes: Lanes, frame: Frame) -> list[tuple[int, float]]:
    """Return the years that have room on the axis, each with its place in percent from the left."""
    years = list(range(lanes.start.year, lanes.end.year + 1))
    step = max(-(-len(years) // _MOST_YEARS), 1)
    placed = [(year, frame.x(max(date(year, 1, 1), lanes.start))) for year in years[::step]]
    return [(year, x) for year, x in placed if _room(lanes, frame, x) > _APART and x < _TOO_NEAR_THE_END]


def _room(lanes: Lanes, frame: Frame, x: float) -> float:
    """Return how far a place lies from the nearest day of a reorganisation, in percent of the width."""
    return min((abs(x - frame.x(day)) for day in lanes.breaks), default=100.0)
