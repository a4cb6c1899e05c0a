"""Procedures over time: a column for as long as a report holds, as high as all procedures, filled as far as covered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qms.charts.html import Html, element
from qms.charts.lines import Frame, percent
from qms.i18n import _, format_count, format_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.coverage.dossier.procedures import Counted


def procedures_chart(counted: Sequence[Counted]) -> Html:
    """Return the columns on one scale from 0, from the year of the first; reports without counts leave a gap."""
    start, end = date(counted[0].start.year, 1, 1), counted[-1].end
    frame = Frame(start, end)
    tallest = max(count.total for count in counted)
    columns = [_column(count, frame, tallest) for count in counted]
    words = _("Procedures covered of all: {said}").format(said="; ".join(_words(count) for count in counted))
    top = element("span", format_count(tallest), class_="q-procedures-top", aria_hidden="true")
    plot = element("div", top, *columns, class_="q-procedures-plot")
    years = element("div", element("span", start.year), element("span", end.year), class_="q-years")
    return element("div", plot, years, class_="q-procedures", role="img", aria_label=words)


def _column(count: Counted, frame: Frame, tallest: int) -> Html:
    left, right = frame.x(max(count.start, frame.start)), frame.x(count.end)
    filled = element("i", style=f"height:{percent(count.covered / count.total * 100 if count.total else 0)}")
    height = count.total / tallest * 100 if tallest else 0
    return element(
        "span",
        filled,
        style=f"left:{percent(left)};width:{percent(right - left)};height:{percent(height)}",
        title=_words(count),
    )


def _words(count: Counted) -> str:
    return f"{format_date(count.start)}: {format_count(count.covered)}/{format_count(count.total)}"
