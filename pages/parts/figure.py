"""A figure: rate, fraction, bar, who lacks, years, a year ago, what was announced. The same on every page."""

from __future__ import annotations

from datetime import date

from pages.parts.choices import here
from pages.parts.terms import term_link
from pages.parts.words import BODIES, counted, fraction, members_href, members_link, points_text
from qms.charts.bars import bar
from qms.charts.html import Html, element, filled, joined, link, markup
from qms.charts.marks import agreement
from qms.charts.sparkline import sparkline
from qms.coverage import Figure
from qms.coverage.lineage import Break
from qms.coverage.members import Part
from qms.coverage.overview import Announced, Headline, Overview, YearBefore
from qms.coverage.trend import Sample
from qms.i18n import _, current_language, format_count, format_date, label
from qms.vocabulary import Measure

__all__ = ["BODIES", "figure_strip", "figure_tiles"]


def figure_tiles(overview: Overview) -> Html:
    """Return all figures of a day, their parts on common rows."""
    return element("div", *(_tile(headline, overview) for headline in overview.headlines), class_="q-figures")


def figure_strip(overview: Overview, chosen: Measure) -> Html:
    """Return the figures in brief, above a list of one figure's agencies."""
    tiles = [
        element(
            "section",
            *_head(headline.figure, overview.as_of),
            class_="q-figure q-chosen" if headline.figure.measure == chosen else "q-figure",
        )
        for headline in overview.headlines
    ]
    return element("div", *tiles, class_="q-figures q-brief")


def _tile(headline: Headline, overview: Overview) -> Html:
    figure, as_of = headline.figure, overview.as_of
    line = overview.trend.line(figure.measure).up_to(Sample(as_of, figure.numerator, figure.denominator))
    _name, *head = _head(figure, as_of)
    return element(
        "section",
        element("h2", term_link(figure.measure, label(figure.measure)), class_="q-label"),
        *head,
        bar(figure),
        element("p", *_lacking(headline, as_of), class_="q-lacking"),
        sparkline(line, overview.trend.start) or element("div"),
        element("div", *_since(headline.year_before, figure, as_of), class_="q-change"),
        element("div", *_announced(headline.announced, as_of), class_="q-said-before"),
        class_="q-figure",
    )


def _head(figure: Figure, as_of: date) -> tuple[Html, Html, Html]:
    return (
        element("h2", label(figure.measure), class_="q-label"),
        element("p", figure.text(current_language()), class_="q-rate"),
        element("p", members_link(counted(figure), figure, as_of), class_="q-fraction"),
    )


def _lacking(headline: Headline, as_of: date) -> list[Html]:
    figure = headline.figure
    if not figure.denominator:
        return [element("span", _("There is nothing to count on this day."))]
    lacking = _part(_("{count} not covered"), headline.not_covered, Part.NOT_COVERED, figure, as_of)
    if figure.no_report:
        silent = _part(_("of these {count} without any report"), figure.no_report, Part.NO_REPORT, figure, as_of)
        lacking = joined([lacking, silent], ", ")
    lines = [element("span", lacking)]
    if figure.must_reannounce:
        said = _part(_("{count} must announce again"), figure.must_reannounce, Part.MUST_REANNOUNCE, figure, as_of)
        lines.append(element("span", said, class_="q-mustagain"))
    if figure.procedures_not_stated:
        words = _("{count} did not state their procedures")
        said = _part(words, figure.procedures_not_stated, Part.PROCEDURES_NOT_STATED, figure, as_of)
        lines.append(element("span", said))
    return lines


def _part(words: str, count: int, part: Part, figure: Figure, as_of: date) -> Html:
    said = words.format(count=format_count(count))
    return members_link(said, figure, as_of, status=part.value) if count else markup(said)


def _since(before: YearBefore, figure: Figure, as_of: date) -> list[Html]:
    """Return what changed over a year; across a reorganisation the two fractions, in words."""
    then = format_date(before.as_of)
    if before.points is None:
        return [element("small", _("Nothing to compare with on {day}.").format(day=then))]
    if before.broken_by is not None:
        return [element("small", _across(before, before.broken_by, figure))]
    points = points_text(before.points)
    sign = "▲ " if before.points > 0 else "▼ " if before.points < 0 else ""
    said = _("{points} percentage points").format(points=points) if before.points else _("No change of the rate")
    sentence = (
        _("{count} more than on {day}")
        if before.bodies > 0
        else _("{count} fewer than on {day}")
        if before.bodies < 0
        else _("as many as on {day}")
    )
    counts = sentence.format(count=format_count(abs(before.bodies)), day=then)
    href = here(as_of=as_of, measure=figure.measure.value, **{"from": before.as_of})
    return [element("span", sign, said), element("small", link(href, counts))]


def _across(before: YearBefore, broken_by: Break, figure: Figure) -> Html:
    """Return the two sides of a reorganisation in words: their rates are not compared."""
    return filled(
        _("Reorganised on {day} ({before} → {after}); {fraction} on {then}"),
        day=format_date(date.fromordinal(broken_by.on_day)),
        before=format_count(broken_by.before),
        after=format_count(broken_by.after),
        fraction=link(members_href(figure.measure, before.as_of), fraction(before.figure)),
        then=format_date(before.as_of),
    )


def _announced(announced: Announced | None, as_of: date) -> list[Html]:
    if announced is None:
        return [element("span", _("No announcement up to this day"), class_="q-soft")]
    said = announced.comparison
    stated = None if said.numerator is None else f"{format_count(said.numerator)}/{format_count(said.denominator or 0)}"
    words = " ".join(part for part in (said.text, f"({stated})" if said.text and stated else stated) if part)
    day = link(here(as_of=announced.as_of), format_date(announced.as_of))
    sentence = _("Announced: {words}") if announced.as_of == as_of else _("Last announced, {day}: {words}")
    lead = filled(sentence, day=day, words=words)
    verdict: list[object] = [agreement(said.agrees)]
    if said.agrees is False:
        verdict.append(" " + _("– computed: {rate}").format(rate=announced.computed.text(current_language())))
    return [element("span", lead, title=said.source), element("span", *verdict)]
