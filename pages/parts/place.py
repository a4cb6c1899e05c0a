"""A ministry, a province or another body that others stand under: where it stands, its units, its line, its list."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.parts.agencies import agencies_block, show_files
from pages.parts.choices import Days, agency_href, there
from pages.parts.filters import Asked, choose_list
from pages.parts.menu import EXPLORE, OVERVIEW
from pages.parts.paper import show, show_remarks
from pages.parts.picture import Offered, Picture, offer_pictures
from pages.parts.table import table
from pages.parts.visit import Visit
from pages.parts.words import (
    BODIES,
    address_of,
    counted,
    fraction,
    lacking_words,
    members_link,
    number,
    points_text,
)
from qms.charts.bars import bar
from qms.charts.compare import compare_chart
from qms.charts.html import Html, element, filled, joined, link, markup
from qms.charts.units import units, units_key
from qms.coverage import Figure, Group
from qms.coverage.beside import Beside
from qms.coverage.listing import WORDS, Listing, Where, listing
from qms.coverage.members import Part
from qms.coverage.place import Before, Place
from qms.coverage.trend import Sample
from qms.i18n import _, current_language, format_count, format_date, format_fraction, format_month, label, ngettext
from qms.names import short_name
from qms.vocabulary import Level, Measure

MOST_UNITS = 800
"""Bodies of which each gets a mark of its own; of more, the counts alone."""


_COUNTED: dict[Level | None, Measure] = {
    Level.COMMUNE: Measure.COMMUNES,
    Level.PROVINCE: Measure.PROVINCES,
    Level.MINISTRY: Measure.MINISTRIES,
    Level.MINISTRY_UNIT: Measure.MINISTRY_ENCOURAGED,
}
"""Levels whose bodies have a word of their own, by the measure that counts them."""

_LONG_NAME = 18
"""Letters beyond which a line is named by its body's code."""


def crumbs(place: Place, days: Days) -> Html:
    """Return the way back: the country, those above, this body."""
    steps: list[object] = [link(there(EXPLORE, as_of=_kept_day(days)), _("Country"))]
    steps += [link(_place_href(group, _kept_day(days)), group.name) for group in reversed(place.above)]
    steps.append(element("span", place.group.name, aria_current="page"))
    return element("nav", joined(steps, " › "), class_="q-crumbs", aria_label=_("Way back"))


def _kept_day(days: Days) -> date | None:
    return days.as_of if "as_of" in st.query_params else None


def _place_href(group: Group, day: date | None) -> str:
    return there(EXPLORE, as_of=day, under=address_of(group))


def show_place(visit: Visit, place: Place, lines: Beside | None, days: Days) -> None:
    """Show a body's figures, then its agencies: filters, units and line beside the list."""
    show(
        element(
            "div",
            _own_figure(place),
            _mandatory_figure(place),
            _before_figure(place.before, place) if place.before else None,
            class_="q-figures q-three",
        )
    )
    remarks: list[str] = []
    default = Level.COMMUNE if Level.COMMUNE in place.levels and place.group.level != Level.MINISTRY else None
    asked = choose_list(place.levels, default, remarks, with_region=False)
    show_remarks(remarks)
    found = listing(visit.ledger, days.as_of, under=place.group.id, kept=asked.filter, known_on=days.known_moment)
    name = f"{_counted_name(asked)}, {place.group.name}"
    show_files(visit, found, asked, name)
    aside = [units_block(found, asked, name), None if lines is None else _lines_block(lines, place)]
    show(
        element(
            "div",
            element("div", *aside, class_="q-stack"),
            agencies_block(visit, found, asked, list_finding(found), name, place.group.id),
            class_="q-place-block",
        )
    )
    offered = [*units_offered(found, asked, name), *(_lines_offered(lines, place) if lines else [])]
    if offered:
        offer_pictures(offered, as_of=found.as_of, stamp=found.stamp)


def units_block(found: Listing, asked: Asked, name: str) -> Html | None:
    """Return a mark for every agency that the filters keep, whatever its status, and the counts."""
    if not found.whole:
        return None
    marks = units(found.by_standing(), lambda group: agency_href(group.id)) if found.whole <= MOST_UNITS else None
    said = (
        _("One mark an agency, by status. Choose one to open its dossier.")
        if marks
        else _("Too many for a mark each; choose a status to list its agencies.")
    )
    return element(
        "section",
        element("h2", units_finding(found), class_="q-finding"),
        element("p", said, class_="q-measured"),
        marks,
        units_key(
            found.counts,
            _everyone(found, asked),
            lambda standing: asked.href(status=None if standing is asked.filter.status else standing.value),
            asked.filter.status,
        ),
        element("p", joined([name, format_date(found.as_of)], ", "), class_="q-source"),
    )


def _everyone(found: Listing, asked: Asked) -> str:
    return _(BODIES[_COUNTED.get(asked.filter.level, Measure.SLICE)]).format(fraction=format_count(found.whole))


def units_offered(found: Listing, asked: Asked, name: str) -> list[Offered]:
    """Return the marks to take along; none where the filters keep nobody."""
    if not found.whole:
        return []
    measured = f"{name}, {format_date(found.as_of)}"
    return [Offered("units", _("statuses"), Picture(units_finding(found), measured, lambda: _drawing(found, asked)))]


def _drawing(found: Listing, asked: Asked) -> str:
    from qms.reports.svg_units import units_svg

    standings = [standing for _group, standing in found.by_standing()] if found.whole <= MOST_UNITS else []
    return units_svg(standings, found.counts, _everyone(found, asked))


def units_finding(found: Listing) -> str:
    """Return where most of what is not covered stands, in one sentence; sums are said where they hold."""
    counts = found.counts
    silent, begun = counts[Where.NO_REPORT], counts[Where.BUILDING] + counts[Where.APPLIED]
    if not counts[Where.NOT_COVERED]:
        return _("All {count} are covered").format(count=format_count(found.whole))
    if silent > begun > 0:
        return _("{silent} did not report, more than the {begun} that build or apply").format(
            silent=format_count(silent), begun=format_count(begun)
        )
    if silent == found.whole:
        return _("None of {count} has reported").format(count=format_count(silent))
    return lacking_words(counts[Where.NOT_COVERED], found.whole, silent)


def list_finding(found: Listing) -> str:
    """Return what the list holds, in one sentence."""
    counts = found.counts
    covered, partial = counts[Where.ANNOUNCED], counts[Where.PARTIAL]
    status = found.filter.status
    if status is not None:
        return ngettext("{count} agency: {status}", "{count} agencies: {status}", found.count).format(
            count=format_count(found.count), status=_(WORDS[status])
        )
    if partial:
        return _("{covered} covered; {partial} announced, with procedures lacking").format(
            covered=format_count(covered), partial=format_count(partial)
        )
    return _("{covered} covered of {count}").format(covered=format_count(covered), count=format_count(found.whole))


def _counted_name(asked: Asked) -> str:
    return label(asked.filter.level) if asked.filter.level else _("agencies")


def _own_figure(place: Place) -> Html:
    figure, under = place.own, address_of(place.group)
    country = _("Country {rate}").format(rate=place.country.text(current_language()))
    return element(
        "section",
        *_head(label(place.own_measure), figure, members_link(counted(figure), figure, place.as_of, under=under)),
        element("p", _lacking(figure, place.as_of, under), class_="q-lacking"),
        element("div", joined([country, _difference(place)], " · "), class_="q-change"),
        class_="q-figure",
    )


def _difference(place: Place) -> Html | None:
    if place.points is None:
        return None
    if not place.points:
        return markup(_("as the country"))
    sign, sentence = ("▲", _("{points} points above")) if place.points > 0 else ("▼", _("{points} points below"))
    return markup(f"{sign} {sentence.format(points=points_text(place.points))}")


def _head(words: str, figure: Figure, opened: Html) -> tuple[Html, Html, Html, Html]:
    return (
        element("h2", words, class_="q-label"),
        element("p", figure.text(current_language()), class_="q-rate"),
        element("p", opened, class_="q-fraction"),
        bar(figure),
    )


def _lacking(figure: Figure, as_of: date, under: str) -> Html:
    missing = figure.denominator - figure.numerator
    if not figure.denominator:
        return markup(_("There is nothing to count on this day."))
    if not missing:
        return markup(_("All are covered."))
    said = members_link(
        _("{count} not covered").format(count=format_count(missing)),
        figure,
        as_of,
        status=Part.NOT_COVERED.value,
        under=under,
    )
    if not figure.no_report:
        return said
    silent = members_link(
        _("of these {count} without any report").format(count=format_count(figure.no_report)),
        figure,
        as_of,
        status=Part.NO_REPORT.value,
        under=under,
    )
    return joined([said, silent], ", ")


def _mandatory_figure(place: Place) -> Html:
    figure, under = place.mandatory, address_of(place.group)
    whole = _mandatory_href(place.as_of, under)
    lacking = figure.denominator - figure.numerator
    said: object = _("All are covered.") if figure.denominator else _("There is nothing to count on this day.")
    if lacking:
        words = _("{count} not covered").format(count=format_count(lacking))
        opened = link(_mandatory_href(place.as_of, under, status=Part.NOT_COVERED.value), words)
        named = joined([link(agency_href(one.id), one.name) for one in place.lacking], ", ")
        said = joined([opened, named], ": ") if place.lacking else opened
    return element(
        "section",
        *_head(_("Mandatory agencies covered"), figure, link(whole, counted(figure))),
        element("p", said, class_="q-lacking"),
        element("div", _verdict(place, lacking), class_="q-change"),
        class_="q-figure",
    )


def _mandatory_href(as_of: date, under: str, status: str | None = None) -> str:
    return there(OVERVIEW, as_of=as_of, measure=Measure.SLICE.value, scope="mandatory", under=under, status=status)


def _verdict(place: Place, lacking: int) -> Html | None:
    if place.complies is None:
        return None
    if place.complies:
        return filled(_("{holds}: every mandatory agency is covered"), holds=element("b", _("Meets the requirement")))
    sentence = ngettext(
        "{lacks}: {count} mandatory agency is lacking", "{lacks}: {count} mandatory agencies are lacking", lacking
    )
    return filled(sentence, lacks=element("b", _("Does not meet the requirement")), count=format_count(lacking))


def _before_figure(before: Before, place: Place) -> Html:
    under = [address_of(group) for group, _figure in before.parts]
    whole = link(
        there(OVERVIEW, as_of=before.eve, measure=place.own_measure.value, under=under), counted(before.figure)
    )
    parts = [
        joined([link(_place_href(group, before.eve), short_name(group.name)), fraction(figure)], " ")
        for group, figure in before.parts
    ]
    olds = _olds(place.group.level, len(before.parts))
    lives_on = ngettext(
        "{count} agency lives on with its status", "{count} agencies live on with their status", before.continuing
    ).format(count=format_count(before.continuing))
    return element(
        "section",
        *_head(_("Before the reorganisation, {day}").format(day=format_date(before.eve)), before.figure, whole),
        element("p", joined(parts, " · "), class_="q-lacking"),
        element("div", f"{olds}; {lives_on}", class_="q-change"),
        class_="q-figure",
    )


def _olds(level: str, count: int) -> str:
    """Return how many bodies ended in this one."""
    words = {
        Level.PROVINCE: ngettext("{count} province of then", "{count} provinces of then", count),
        Level.MINISTRY: ngettext("{count} ministry of then", "{count} ministries of then", count),
    }
    said = words.get(Level(level), ngettext("{count} body of then", "{count} bodies of then", count))
    return said.format(count=format_count(count))


def _lines_block(lines: Beside, place: Place) -> Html:
    name, brief = _names(place)
    return element(
        "section",
        element("h2", lines_finding(lines, name), class_="q-finding"),
        element("p", _lines_measured(lines), class_="q-measured"),
        compare_chart(lines, brief),
        element("details", element("summary", _("Show the table")), element("div", _lines_table(lines, brief))),
        class_="q-beside-block",
    )


def _names(place: Place) -> tuple[str, str]:
    """Return what a body is called in a sentence, and beside its line, where there is less room."""
    name = short_name(place.group.name)
    return name, place.group.code if place.group.code and len(name) > _LONG_NAME else name


def _lines_measured(lines: Beside) -> str:
    return _("{measure} by month, {start} – {end}").format(
        measure=label(lines.measure), start=format_month(lines.start), end=format_month(lines.end)
    )


def _lines_offered(lines: Beside, place: Place) -> list[Offered]:
    name, _brief = _names(place)
    picture = Picture(lines_finding(lines, name), _lines_measured(lines), lambda: _lines_drawing(lines, place))
    return [Offered("beside", _("beside the country"), picture)]


def _lines_drawing(lines: Beside, place: Place) -> str:
    from qms.reports.svg_compare import Named, compare_svg

    _name, brief = _names(place)
    return compare_svg(Named(brief, lines.own), Named(_("Country"), lines.country), lines.start, lines.end)


def _lines_table(lines: Beside, name: str) -> Html:
    """Return the last of each year and of each stretch of both lines, side by side."""
    country = {sample.as_of: sample for part in lines.country.stretches for sample in part}
    rows = [
        element(
            "tr",
            element("th", format_date(own.as_of), scope="row"),
            *(number(_sample(sample)) for sample in (own, country.get(own.as_of))),
        )
        for own in lines.own.last_of_years()
    ]
    heads = ((_("As of"), None), (name, "q-number"), (_("Country"), "q-number"))
    return table(label(lines.measure), heads, rows)


def _sample(sample: Sample | None) -> str:
    if sample is None:
        return "–"
    return f"{sample.text(current_language())} ({format_fraction(sample.numerator, sample.denominator)})"


def lines_finding(lines: Beside, name: str) -> str:
    """Return on which side of the country a body lies, and since when."""
    sentences = {
        1: (_("{name} is above the country since {month}"), _("{name} is above the country")),
        -1: (_("{name} is below the country since {month}"), _("{name} is below the country")),
        0: (_("{name} is level with the country since {month}"), _("{name} is level with the country")),
    }
    since = lines.since
    dated, always = sentences[lines.side]
    return always.format(name=name) if since is None else dated.format(name=name, month=format_month(since))
