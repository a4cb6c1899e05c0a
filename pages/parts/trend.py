"""The national trend: its finding, its plot, its table and its file."""

from __future__ import annotations

from datetime import date
from typing import Any

from pages.parts.paper import show
from pages.parts.picture import Picture
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.words import members_href
from qms.charts.findings import trend_finding as finding
from qms.charts.html import Html, element, link
from qms.charts.trend import SHORT_NAMES, Looks, trend_chart
from qms.coverage.overview import Overview
from qms.coverage.trend import Line, Sample, Trend
from qms.i18n import _, current_language, format_date, format_fraction, format_month
from qms.vocabulary import Measure

DRAWN = (Measure.MINISTRIES, Measure.PROVINCES, Measure.COMMUNES)


def show_trend(overview: Overview) -> None:
    """Show how ministries, provinces and communes came to where they are."""
    trend = overview.trend.only(DRAWN)
    measured = _(
        "Share of bodies by month, {start} – {end}. Lines stop at a reorganisation: new bodies begin with no report."
    )
    words = measured.format(start=format_month(trend.start), end=format_month(trend.end))
    title = finding(trend.line(Measure.COMMUNES))
    show(
        element("h2", title, class_="q-finding"),
        element("p", words, class_="q-measured"),
        trend_chart(trend, Looks(overview.as_of, members_href)),
        element("details", element("summary", _("Show the table")), element("div", *map(_table, trend.lines))),
    )
    show_source(
        _("◇ announced on that day"),
        _("computed from the reports of each agency"),
        name="trend",
        rows=lambda: _rows(overview.trend),
        as_of=trend.end,
        stamp=trend.stamp,
        picture=Picture(title, words, lambda: _drawing(trend, overview.as_of)),
    )


def _drawing(trend: Trend, viewed: date) -> str:
    from qms.reports.content import Lines
    from qms.reports.svg_trend import trend_svg

    return trend_svg(Lines(trend, tuple(_(SHORT_NAMES[line.measure]) for line in trend.lines)), viewed)


def _table(line: Line) -> Html:
    heads = ((_("As of"), None), (_("Rate"), "q-number"), (_("Covered/all"), "q-number"))
    rows = [
        element(
            "tr",
            element("th", format_date(sample.as_of), scope="row"),
            element("td", element("b", sample.text(current_language())), class_="q-number"),
            element("td", link(members_href(line.measure, sample.as_of), _fraction(sample)), class_="q-number"),
        )
        for sample in line.last_of_years()
    ]
    return table(_(SHORT_NAMES[line.measure]), heads, rows)


def _fraction(sample: Sample) -> str:
    return format_fraction(sample.numerator, sample.denominator)


def _rows(trend: Trend) -> list[dict[str, Any]]:
    return [
        {
            "measure": line.measure.value,
            "day": sample.as_of.isoformat(),
            "numerator": sample.numerator,
            "denominator": sample.denominator,
            "text": sample.text(current_language()),
            "stretch": place,
        }
        for line in trend.lines
        for place, stretch in enumerate(line.stretches, 1)
        for sample in stretch
    ]
