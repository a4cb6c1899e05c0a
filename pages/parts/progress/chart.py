"""The line: its finding, its plot, why it stops where it does, its table and its file."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts.choices import there
from pages.parts.menu import OVERVIEW
from pages.parts.paper import show
from pages.parts.picture import Picture, stamp_words
from pages.parts.progress.asked import View
from pages.parts.progress.words import finding, measured, name_of, what_of, why_lines_stop
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.words import address_of
from qms.charts.html import Html, element, link
from qms.charts.progress import plot_settings, progress_figure
from qms.coverage.progress import Progress
from qms.coverage.trend import Line, Sample
from qms.i18n import _, current_language, format_date, format_fraction


def show_line(found: Progress, view: View) -> None:
    """Show how what is asked for came to where it is."""
    question = found.question
    show(
        element("h2", finding(found), class_="q-finding"),
        element("p", measured(found), class_="q-measured"),
    )
    with st.container(key="progress-plot"):
        st.plotly_chart(
            progress_figure(found.line, found.country, name_of(found), question.start, question.end),
            theme=None,
            config=plot_settings(),
            key="progress",
            alt=_alt(found),
        )
    show(
        *_stops(found.line),
        element("details", element("summary", _("Show the table")), element("div", _table(found, view))),
    )
    show_source(
        *([_("◇ announced on that day")] if found.line.marks else []),
        source_of(found),
        name="progress",
        rows=lambda: rows_of(found),
        as_of=question.end,
        stamp=found.stamp,
        picture=Picture(finding(found), measured(found), lambda: _drawing(found)),
    )


def _drawing(found: Progress) -> str:
    from qms.reports.svg_compare import Named, compare_svg

    country = None if found.country is None else Named(_("Country"), found.country)
    return compare_svg(Named(name_of(found), found.line), country, found.question.start, found.question.end)


def source_of(found: Progress) -> str:
    """Return what the numbers stand on: whose reports, simulated or not, known when, up to which batch."""
    return stamp_words(found.stamp)


def _alt(found: Progress) -> str:
    newest = found.line.newest
    counted = "" if newest is None else f" ({format_fraction(newest.numerator, newest.denominator)})"
    stops = [title for title, _meaning in why_lines_stop(found.line)]
    return ". ".join([finding(found) + counted, *stops])


def _stops(line: Line) -> list[Html]:
    """Return why the line stops where it does, in words."""
    said = why_lines_stop(line)
    if not said:
        return []
    items = (element("div", element("dt", title), element("dd", meaning)) for title, meaning in said)
    return [element("dl", *items, class_="q-stops")]


def _table(found: Progress, view: View) -> Html:
    heads = ((_("As of"), None), (_("Rate"), "q-number"), (_("Covered/all"), "q-number"))
    samples = found.line.last_of_years()
    return table(what_of(found), heads, (_row(sample, found, view) for sample in samples))


def _row(sample: Sample, found: Progress, view: View) -> Html:
    said = format_fraction(sample.numerator, sample.denominator)
    href = there(
        OVERVIEW,
        as_of=sample.as_of,
        measure=view.question.measure.value,
        under=[address_of(group) for group in found.bodies.get(sample.as_of, ())],
        **view.narrowing,
    )
    return element(
        "tr",
        element("th", format_date(sample.as_of), scope="row"),
        element("td", element("b", sample.text(current_language())), class_="q-number"),
        element("td", link(href, said), class_="q-number"),
    )


def rows_of(found: Progress) -> list[dict[str, Any]]:
    """Return every point of the line, and of the country's beside it, as the file holds them."""
    of = "" if found.root is None else f"{found.root.level}:{found.root.code}"
    lines = [(of, found.line)] + ([("", found.country)] if found.country else [])
    return [row for under, line in lines for row in rows_of_line(line, under)]


def rows_of_line(line: Line, under: str, name: str = "") -> list[dict[str, Any]]:
    """Return every point of a line."""
    return [
        {
            "measure": line.measure.value,
            "under": under,
            "name": name,
            "day": sample.as_of.isoformat(),
            "numerator": sample.numerator,
            "denominator": sample.denominator,
            "text": sample.text(current_language()),
            "stretch": place,
        }
        for place, stretch in enumerate(line.stretches, 1)
        for sample in stretch
    ]
