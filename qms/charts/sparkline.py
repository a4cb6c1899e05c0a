"""A small line under a figure: the shape of its years, interrupted where bodies were reorganised."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from qms.charts.html import Html, element
from qms.charts.lines import Frame, mask_of, percent
from qms.i18n import _, current_language

if TYPE_CHECKING:
    from datetime import date

    from qms.coverage.trend import Line

_STROKE: Final = 1.8


def sparkline(line: Line, start: date) -> Html | None:
    """Return a line from a day up to its newest sample, with the first and the last year below; None without any."""
    newest = line.newest
    if newest is None:
        return None
    frame = Frame(start, newest.as_of, top=Fraction(1), pad=8)
    dot = element(
        "i", class_="q-dot", style=f"left:{percent(frame.x(newest.as_of))};top:{percent(frame.y(newest.rate))}"
    )
    drawn = element("i", class_="q-line q-provinces", style=mask_of(line, frame, _STROKE))
    years = element("div", element("span", start.year), element("span", newest.as_of.year), class_="q-years")
    return element(
        "div",
        element("div", drawn, dot, class_="q-spark-plot"),
        years,
        class_="q-spark",
        role="img",
        aria_label=_("From {start} to {end}: up to {rate}").format(
            start=start.year, end=newest.as_of.year, rate=newest.text(current_language())
        ),
    )
