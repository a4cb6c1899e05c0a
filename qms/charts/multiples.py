"""Many small lines on one scale, one for each ministry or province, each of them a link to its own view."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from qms.charts.html import Html, element, joined, link, unseen
from qms.charts.lines import Frame, mask_of, percent
from qms.i18n import _, current_language, format_fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qms.coverage.progress import GroupLine

_STROKE: Final = 1.8


def multiples(
    lines: Iterable[GroupLine],
    start: date,
    end: date,
    *,
    name: Callable[[GroupLine], str],
    href: Callable[[GroupLine], str],
    note: Callable[[GroupLine], str],
) -> Html:
    """Return the lines side by side, 0 to 100 % between the same two days, each with its name, figure and a note."""
    frame = Frame(start, end, pad=4)
    return element(
        "ul",
        *(element("li", link(href(line), joined(_drawn(line, frame, name(line), note(line)), " "))) for line in lines),
        class_="q-multiples",
    )


def _drawn(line: GroupLine, frame: Frame, name: str, note: str) -> tuple[Html, ...]:
    newest = line.newest
    rate = (
        joined([element("b", "–", aria_hidden="true"), unseen(_("no report yet"))])
        if line.is_silent
        else element("b", newest.text(current_language()))
    )
    fraction = format_fraction(newest.numerator, newest.denominator)
    return (
        element("span", name, class_="q-of"),
        element("span", rate, " ", fraction, class_="q-at"),
        element(
            "span",
            *(_break(date.fromordinal(break_.on_day), frame) for break_ in line.line.breaks),
            element("i", class_="q-line q-provinces", style=mask_of(line.line, frame, _STROKE)),
            element(
                "i",
                class_="q-dot",
                style=f"left:{percent(frame.x(newest.as_of))};top:{percent(frame.y(newest.rate))}",
            ),
            class_="q-small-plot q-hatch" if line.is_silent else "q-small-plot",
        ),
        element("span", note, class_="q-note-below"),
    )


def _break(day: date, frame: Frame) -> Html:
    return element("i", class_="q-small-break", style=f"left:{percent(frame.x(day))}")
