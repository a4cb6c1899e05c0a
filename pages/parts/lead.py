"""The official paragraph, its fractions links to their agencies, and the list of facts beside it."""

from __future__ import annotations

from pages.parts.terms import term_link
from pages.parts.words import fraction, members_link
from qms.charts.html import Html, element, filled, joined
from qms.charts.marks import agreement
from qms.coverage.overview import Overview
from qms.i18n import _, current_language, format_count, format_date
from qms.vocabulary import Measure


def paragraph(overview: Overview) -> Html:
    """Return where the country stands, in the words of the office."""
    sentence = _(
        "By {day}, {ministries} ministries ({ministries_rate}) and {provinces} provinces and cities ({provinces_rate})"
        " had announced a quality management system conforming to TCVN ISO 9001 in every agency that must have one, for"
        " all administrative procedures. Among the agencies that are encouraged, {units} units of ministries"
        " ({units_rate}) and {communes} commune committees ({communes_rate}) were covered; {reached} provinces and"
        " cities ({reached_rate}) had at least one commune committee covered."
    )
    names = {
        "ministries": Measure.MINISTRIES,
        "provinces": Measure.PROVINCES,
        "units": Measure.MINISTRY_ENCOURAGED,
        "communes": Measure.COMMUNES,
        "reached": Measure.PROVINCES_WITH_COMMUNES,
    }
    parts: dict[str, object] = {"day": format_date(overview.as_of)}
    for name, measure in names.items():
        figure = overview[measure].figure
        parts[name] = members_link(fraction(figure), figure, overview.as_of)
        parts[f"{name}_rate"] = figure.text(current_language())
    return element("p", filled(sentence, **parts), class_="q-said")


def facts(overview: Overview, known: str) -> Html:
    """Return what the figures stand on: known on, source, agreement with what was announced, edition."""
    rows: dict[object, object] = {
        term_link("known-on", _("As known on")): _("{day} (batch {batch})").format(
            day=known, batch=format_count(overview.stamp.data_version)
        ),
        _("Source"): _source(overview),
        _("Recomputed"): _verdicts(overview),
        _("Edition"): _("not locked"),
    }
    return element(
        "dl",
        *(element("div", element("dt", name), element("dd", said)) for name, said in rows.items() if said),
        class_="q-facts",
    )


def _source(overview: Overview) -> str:
    said = [
        headline.announced.comparison.source
        for headline in overview.headlines
        if headline.announced is not None and headline.announced.as_of == overview.as_of
    ]
    reports = (
        _("reports of ministries and provinces (simulated)")
        if overview.stamp.demo
        else _("reports of ministries and provinces")
    )
    return "; ".join([*dict.fromkeys(said), reports])


def _verdicts(overview: Overview) -> Html | None:
    agreeing, differing = overview.verdicts
    marks = [
        agreement(verdict, format_count(count)) for verdict, count in ((True, agreeing), (False, differing)) if count
    ]
    return joined(marks, ", ") if marks else None
