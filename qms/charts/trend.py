"""The national trend: lines that stop at a reorganisation, named on both sides of it, announcements as diamonds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.charts.html import Html, element, joined, link
from qms.charts.lines import Frame, mask_of, percent
from qms.charts.names import Box, Plot, free_place, placed_names, spread
from qms.i18n import N_, _, current_language, format_count, format_date, format_fraction
from qms.vocabulary import Level, Measure

if TYPE_CHECKING:
    from qms.coverage.lineage import Break
    from qms.coverage.trend import Line, Sample, Trend

Href = Callable[[Measure, date], str]

SHORT_NAMES: Final = {
    Measure.MINISTRIES: N_("Ministries"),
    Measure.MINISTRY_ENCOURAGED: N_("Units of ministries"),
    Measure.PROVINCES: N_("Provinces"),
    Measure.PROVINCES_WITH_COMMUNES: N_("Provinces with a commune"),
    Measure.COMMUNES: N_("Commune committees"),
}
"""What a line is called; the figures above the plot say it in full."""

_COUNTED: Final = {
    Level.MINISTRY: N_("{before} → {after} ministries"),
    Level.PROVINCE: N_("{before} → {after} provinces"),
    Level.COMMUNE: N_("{before} → {after} communes"),
}
_CLASS: Final = {Measure.MINISTRIES: "q-ministries", Measure.PROVINCES: "q-provinces", Measure.COMMUNES: "q-communes"}
_STROKE: Final = 2.6
_HEIGHT: Final = 272.0
"""Pixels of the plot, 16 rem; labels keep their distance by it."""
_WIDE: Final = Plot(840, _HEIGHT)
_NARROW: Final = Plot(230, _HEIGHT)
_LABEL_GAP: Final = {"wide": 44.0, "narrow": 40.0}
_TICKS: Final = (0, 25, 50, 75, 100)


class Looks(NamedTuple):
    """What a trend is drawn for: the day that is viewed, and where a figure's number leads."""

    viewed: date
    href: Href


def trend_chart(trend: Trend, looks: Looks) -> Html:
    """Return at most three measures as a plot, 0 to 100 %, with all that must be read beside it."""
    frame = Frame(trend.start, trend.end)
    labels = break_labels(break_ for _measure, break_ in trend.breaks)
    plot = element(
        "div",
        _grid(),
        _breaks(labels, frame),
        *(
            element("i", class_=f"q-line {_CLASS[line.measure]}", style=mask_of(line, frame, _STROKE))
            for line in trend.lines
        ),
        _viewed(trend, frame, looks.viewed),
        *(_diamonds(line, frame) for line in trend.lines),
        _names(trend, frame, looks.viewed),
        _ends(trend, frame, looks.href),
        class_="q-plot",
    )
    heights = [len(lines) + 1 for _day, lines in labels]
    room = f"--lines:{sum(heights)};--tallest:{max(heights, default=0)}"
    return element("div", plot, _years(trend, frame), class_="q-trend", style=room)


def _grid() -> Html:
    return joined(
        element(
            "div",
            element("span", f"{tick}%" if tick == _TICKS[-1] else tick),
            class_="q-grid",
            style=f"top:{percent(2 + (100 - tick) * 0.96)}",
        )
        for tick in _TICKS
    )


def break_labels(broken: Iterable[Break]) -> list[tuple[date, list[str]]]:
    """Return the day of each reorganisation with what became of how many bodies, few to many, a line for each level."""
    days = groupby(broken, key=lambda break_: break_.on_day)
    return [
        (date.fromordinal(day), [break_words(break_) for break_ in sorted(found, key=lambda break_: break_.before)])
        for day, found in days
    ]


def _breaks(labels: list[tuple[date, list[str]]], frame: Frame) -> Html:
    """Return the rules of the breaks; where there is little room their labels stand above each other."""
    heights = [len(lines) + 1 for _day, lines in labels]
    return joined(
        _break(day, lines, frame, side="q-left" if place % 2 == 0 else "q-right", above=sum(heights[place + 1 :]))
        for place, (day, lines) in enumerate(labels)
    )


def _break(day: date, lines: list[str], frame: Frame, *, side: str, above: int) -> Html:
    said = element(
        "span",
        *(element("span", line) for line in (format_date(day), *lines)),
        class_=f"q-break-label {side}",
        style=f"--above:{above}",
    )
    return element("div", said, class_="q-break", style=f"left:{percent(frame.x(day))}")


def break_words(break_: Break) -> str:
    """Return how many bodies became how many: 63 → 34 provinces."""
    return _(_COUNTED[break_.level]).format(before=format_count(break_.before), after=format_count(break_.after))


def _viewed(trend: Trend, frame: Frame, viewed: date) -> Html | None:
    """Return the rule of the day that is viewed, its label where no line runs, below the plot where there is none."""
    if not trend.start < viewed < trend.end:
        return None
    x, words = frame.x(viewed), _("viewed: {day}").format(day=format_date(viewed))
    place = free_place(trend.lines, frame, _WIDE, x / 100 * _WIDE.width, len(words))
    if place is None:
        said = element("span", words, class_="q-below")
    else:
        side = "q-left" if place.leftwards else "q-right"
        said = element("span", words, class_=side, style=f"top:{percent(place.top / _WIDE.height * 100)}")
    return element("div", said, class_="q-viewed", style=f"left:{percent(x)}")


def _diamonds(line: Line, frame: Frame) -> Html:
    return joined(
        element(
            "span",
            element("i", class_="q-diamond"),
            None
            if mark.comparison.agrees is not False
            else element("span", _("published {rate}").format(rate=mark.comparison.text or "")),
            class_=f"q-published-mark {_CLASS[line.measure]}",
            style=f"left:{percent(frame.x(mark.sample.as_of))};top:{percent(frame.y(mark.rate))}",
        )
        for mark in line.marks
    )


def _names(trend: Trend, frame: Frame, viewed: date) -> Html:
    """Return the lines' names before the first break; behind it the labels at the end name them."""
    names = [_(SHORT_NAMES[line.measure]) for line in trend.lines]
    until = date.fromordinal(trend.breaks[0][1].on_day) if trend.breaks else trend.end - (trend.end - trend.start) / 5
    ruled = [viewed, *(mark.sample.as_of for line in trend.lines for mark in line.marks)]
    return joined(
        element("span", name, class_=f"q-name q-{size} {_CLASS[line.measure]}", style=_corner(box, plot))
        for size, plot in (("wide", _WIDE), ("narrow", _NARROW))
        for line, name, box in zip(
            trend.lines, names, placed_names(trend.lines, names, frame, plot, until, ruled), strict=True
        )
        if box is not None
    )


def _corner(box: Box, plot: Plot) -> str:
    return f"left:{percent(box.left / plot.width * 100)};top:{percent(box.top / plot.height * 100)}"


def _ends(trend: Trend, frame: Frame, href: Href) -> Html:
    ended = [(line, line.newest) for line in trend.lines if line.newest is not None]
    places = [frame.y(newest.rate) / 100 * _HEIGHT for _line, newest in ended]
    wide, narrow = (spread(places, gap, _HEIGHT - gap / 4) for gap in _LABEL_GAP.values())
    return joined(
        _end(line, newest, f"--wide:{high / 17:.2f}rem;--narrow:{low / 17:.2f}rem", href)
        for (line, newest), high, low in zip(ended, wide, narrow, strict=True)
    )


def _end(line: Line, newest: Sample, place: str, href: Href) -> Html:
    fraction = format_fraction(newest.numerator, newest.denominator)
    return element(
        "span",
        element("b", _(SHORT_NAMES[line.measure]), " ", newest.text(current_language())),
        link(href(line.measure, newest.as_of), fraction),
        class_=f"q-end {_CLASS[line.measure]}",
        style=place,
    )


def _years(trend: Trend, frame: Frame) -> Html:
    """Return the years below the plot, each in the middle of its days; every other one has to do on a phone."""
    found = []
    for year in range(trend.start.year, trend.end.year + 1):
        first, last = max(date(year, 1, 1), trend.start), min(date(year, 12, 31), trend.end)
        if last - first > timedelta(days=150):
            middle = frame.x(first + (last - first) / 2)
            found.append(
                element("span", year, class_="q-odd" if year % 2 == 0 else None, style=f"left:{percent(middle)}")
            )
    return element("div", *found, class_="q-ticks", aria_hidden="true")
