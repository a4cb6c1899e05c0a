"""The country: a measure on the map of provinces and in the table of ministries or provinces: two views of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from pages.parts.choices import Days, Said, choose, here, there
from pages.parts.filters import capital, choose_region
from pages.parts.menu import OVERVIEW
from pages.parts.paper import show, show_remarks
from pages.parts.picture import Picture
from pages.parts.remarks import word_of_link
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.visit import Visit
from pages.parts.words import address_of, counted, fraction, lacking_words, members_link, number
from qms.charts.bars import bar
from qms.charts.html import Html, element, filled, joined, link, unseen
from qms.charts.marks import compliance_mark
from qms.charts.tiles import grid_for, tile_key, tile_map
from qms.collation import name_key
from qms.coverage import Figure, Ledger
from qms.coverage.breakdown import JUDGED_BY, JUDGED_ITSELF, PARENTS, Breakdown, Share, Verdict, breakdown, by_region
from qms.coverage.ranking import is_silent, rate_of
from qms.coverage.stamp import stamp_of
from qms.i18n import N_, _, current_language, format_count, format_date, label, ngettext
from qms.names import short_name
from qms.vocabulary import MEASURES, Level, Measure, Region, Scope

SORTS = {"name": N_("name"), "rate": N_("rate"), "lacking": N_("not covered")}
USUAL = Measure.COMMUNES

JUDGED = {
    Measure.MINISTRIES: N_("Mandatory agencies covered"),
    Measure.MINISTRY_ENCOURAGED: N_("Encouraged units covered"),
    Measure.PROVINCES: N_("Mandatory agencies covered"),
    Measure.PROVINCES_WITH_COMMUNES: N_("Commune committees covered"),
    Measure.COMMUNES: N_("Commune committees covered"),
}
"""What the rates of map and table are of."""


_OWN = {Measure.PROVINCES_WITH_COMMUNES: Measure.COMMUNES}
"""Measures of parents that are judged by what another measure counts."""


@st.cache_resource(max_entries=64, show_spinner=False)
def breakdown_of(
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – the key
    measure: Measure,
    as_of: date,
    region: Region | None,
    known_on: datetime | None,
) -> Breakdown:
    """Return a measure by ministry or province, computed once for a state of the data."""
    return breakdown(_ledger, measure, as_of, region=region, known_on=known_on)


@st.cache_resource(max_entries=64, show_spinner=False)
def regions_of(
    _ledger: Ledger,
    head: str,  # noqa: ARG001 – as above
    measure: Measure,
    as_of: date,
    known_on: datetime | None,
) -> tuple[tuple[Region, Breakdown], ...]:
    """Return a measure by region, computed once for a state of the data."""
    return by_region(_ledger, measure, as_of, known_on=known_on)


def show_country(visit: Visit, days: Days) -> None:
    """Show a measure by ministry or province, of the country or of a region, and by region."""
    remarks: list[str] = []
    measure, region, order = _choices(remarks)
    show_remarks(remarks)
    head = stamp_of(visit.ledger, days.known_moment).chain_head
    found = breakdown_of(visit.ledger, head, measure, days.as_of, region, days.known_moment)
    show(_figure_line(found))
    if not found.shares:
        show(element("p", _("There is nothing to count on this day."), class_="q-soft"))
        return
    is_mapped = PARENTS[measure] is Level.PROVINCE
    regions = regions_of(visit.ledger, head, measure, days.as_of, days.known_moment) if is_mapped else ()
    aside = [_map(found) if is_mapped else None, _regions(regions, found, days) if is_mapped else None]
    table = _table(found, order)
    show(
        element("div", element("div", *aside, class_="q-stack"), table, class_="q-provinces-block")
        if is_mapped
        else table
    )
    show_source(
        _("reports of ministries and provinces (simulated)")
        if found.stamp.demo
        else _("reports of ministries and provinces"),
        name=f"{measure.value}-by-parent",
        rows=lambda: [share.figure.to_json() for share in _sorted(found.shares, order)],
        as_of=found.as_of,
        stamp=found.stamp,
        picture=_picture(found, order, is_mapped=is_mapped),
    )


def _picture(found: Breakdown, order: str, *, is_mapped: bool) -> Picture | None:
    """Return the tile map to take along; the bars of ministries, or of provinces of which there is no map."""
    if is_mapped and grid_for(frozenset(found.ranking.by_code())):
        return Picture(_map_finding(found), _map_measured(found), lambda: _map_drawing(found))
    return Picture(_table_finding(found), _table_caption(found, order), lambda: _bars_drawing(found, order))


def _map_drawing(found: Breakdown) -> str | None:
    from qms.reports.svg_tiles import tiles_svg

    return tiles_svg(found.ranking)


def _bars_drawing(found: Breakdown, order: str) -> str:
    from qms.reports.content import Bars
    from qms.reports.svg_bars import bars_svg

    return bars_svg(Bars(tuple((_name(share), share.figure) for share in _sorted(found.shares, order))))


def _choices(remarks: list[str]) -> tuple[Measure, Region | None, str]:
    first, second, third = st.columns([1.6, 1, 1])
    with first:
        word_of_link(Measure, "measure", remarks, allowed=MEASURES)
        measure = choose(
            _("Measure"),
            [measure.value for measure in MEASURES],
            key="measure",
            text=lambda word: label(Measure(word)),
            default=USUAL.value,
        )
    with second:
        region = choose_region(remarks) if PARENTS[Measure(measure)] is Level.PROVINCE else None
    with third:
        order = choose(
            _("Sort by"),
            list(SORTS),
            key="sort",
            text=lambda word: capital(_(SORTS[word])),
            default="name",
            remarks=remarks,
        )
    return Measure(measure), region, order


def _figure_line(found: Breakdown) -> Html:
    """Return the measure's own figure in a line, with what stands behind it when it is judged by parts."""
    language = current_language()
    where = label(found.region) if found.region else _("the country")
    parts = []
    if found.total is not None:
        opened = (
            members_link(counted(found.total), found.total, found.as_of)
            if found.region is None
            else _members(found, fraction(found.total))
        )
        parts.append(
            filled(
                _("{measure}, {where}: {rate} · {fraction}"),
                measure=label(found.measure),
                where=where,
                rate=element("b", found.total.text(language)),
                fraction=opened,
            )
        )
    if found.measure not in JUDGED_ITSELF:
        parts.append(
            filled(
                _("{judged}: {rate} · {fraction}"),
                judged=_(JUDGED[found.measure]),
                rate=element("b", found.pooled.text(language)),
                fraction=_members(found, fraction(found.pooled)),
            )
        )
    return element("p", joined(parts, "; "), class_="q-sum-line")


def _members(found: Breakdown, words: str, share: Share | None = None) -> Html:
    """Return words that open the agencies which all parents, or one of them, are judged by."""
    groups = [share.group] if share else [one.group for one in found.shares]
    scope = JUDGED_BY[found.measure].scope
    is_mandatory = scope is Scope.MANDATORY
    target = there(
        OVERVIEW,
        as_of=found.as_of,
        measure=Measure.SLICE if is_mandatory else _OWN.get(found.measure, found.measure),
        scope=scope if is_mandatory else None,
        under=[address_of(group) for group in groups],
    )
    return link(target, words)


def _kept_day() -> str | None:
    return st.query_params.get("as_of")


def _down(figure: Figure) -> str:
    return here(as_of=_kept_day(), under=address_of(figure.group) if figure.group else None)


def _map(found: Breakdown) -> Html:
    ranked = found.ranking
    grid = grid_for(frozenset(ranked.by_code()))
    drawn = (
        element("p", _("There is no tile map for the provinces of this day."))
        if grid is None
        else joined([tile_key(), tile_map(grid, ranked, _down)])
    )
    opens = _("A tile opens its province.")
    return element(
        "section",
        element("h2", _map_finding(found), class_="q-finding"),
        element("p", f"{_map_measured(found)} {opens}", class_="q-measured"),
        drawn,
        element(
            "p",
            _("Hoàng Sa belongs to Đà Nẵng, Trường Sa to Khánh Hòa: drawn to show all of the territory, not counted."),
            class_="q-source",
        ),
    )


def _map_measured(found: Breakdown) -> str:
    sentence = _("{judged} by province, {day}. One equal tile each.")
    return sentence.format(judged=_(JUDGED[found.measure]), day=format_date(found.as_of))


def _map_finding(found: Breakdown) -> str:
    ranked = found.ranking
    full = ngettext(
        "{count} province has covered all of these agencies",
        "{count} provinces have covered all of these agencies",
        ranked.complete,
    )
    first = (
        full.format(count=ranked.complete) if ranked.complete else _("No province has covered all of these agencies")
    )
    half = ngettext("{count} has not reached half", "{count} have not reached half", ranked.below_half)
    return "; ".join([first, half.format(count=ranked.below_half)] if ranked.below_half else [first])


def _regions(regions: Sequence[tuple[Region, Breakdown]], found: Breakdown, days: Days) -> Html | None:
    """Return the six regions, each pooled, each a link to itself."""
    if not regions:
        return None
    heads = ((_("Region"), None), (_("Rate"), "q-number"), (_("Covered/all"), "q-number"), (_("Share"), None))
    rows = [
        element(
            "tr",
            element("th", _region_link(region, found), scope="row"),
            number(element("b", one.pooled.text(current_language()))),
            number(_members(one, fraction(one.pooled))),
            element("td", bar(one.pooled)),
        )
        for region, one in regions
    ]
    caption = _("{judged} by region, {day}; each is Σ covered / Σ all").format(
        judged=_(JUDGED[found.measure]), day=format_date(days.as_of)
    )
    return element("section", table(caption, heads, rows))


def _region_link(region: Region, found: Breakdown) -> Html:
    """Return the link that narrows to a region, or from it back to the country."""
    said: dict[str, Said] = {"as_of": _kept_day(), "measure": _measure_word(found.measure)}
    is_chosen = region is found.region
    target = here(**said, region=None if is_chosen else region.value, sort=st.query_params.get("sort"))
    return link(target, label(region), aria_current="true" if is_chosen else None)


def _measure_word(measure: Measure) -> str | None:
    return None if measure is USUAL else measure.value


def _table(found: Breakdown, order: str) -> Html:
    is_judged = any(share.verdict for share in found.shares)
    heads = [
        (_("Row no."), "q-number q-minor"),
        (_("Province, city") if PARENTS[found.measure] is Level.PROVINCE else _("Ministry"), None),
        (_("Rate"), "q-number"),
        (_("Covered/all"), "q-number"),
        (_("Share"), "q-minor"),
        *([(_("Verdict"), "q-minor")] if is_judged else []),
    ]
    rows = [
        _row(place, share, found, is_judged=is_judged) for place, share in enumerate(_sorted(found.shares, order), 1)
    ]
    return element(
        "section",
        element("h2", _table_finding(found), class_="q-finding"),
        table(_table_caption(found, order), heads, rows),
        element("p", _("hatched: no report yet, still in the denominator"), class_="q-source")
        if found.pooled.no_report
        else None,
    )


def _table_caption(found: Breakdown, order: str) -> str:
    return _("{judged}, {day}, by {order}").format(
        judged=_(JUDGED[found.measure]), day=format_date(found.as_of), order=_(SORTS[order])
    )


def _table_finding(found: Breakdown) -> str:
    pooled = found.pooled
    lacking = pooled.denominator - pooled.numerator
    if not lacking:
        return _("All {count} agencies are covered").format(count=format_count(pooled.denominator))
    return lacking_words(lacking, pooled.denominator, pooled.no_report)


def _sorted(shares: Sequence[Share], order: str) -> list[Share]:
    """Return ministries or provinces by name, by rate from the lowest, or by how many are lacking from the most."""
    by_name = sorted(shares, key=lambda share: name_key(share.group.name))
    if order == "rate":
        return sorted(by_name, key=lambda share: (not is_silent(share.figure), rate_of(share.figure)))
    if order == "lacking":
        return sorted(by_name, key=lambda share: share.figure.numerator - share.figure.denominator)
    return by_name


def _name(share: Share) -> str:
    return short_name(share.group.name) if share.group.level == Level.PROVINCE else share.group.name


def _row(place: int, share: Share, found: Breakdown, *, is_judged: bool) -> Html:
    figure = share.figure
    silent = filled("{dash}{words}", dash=element("span", "–", aria_hidden="true"), words=unseen(_("no report yet")))
    cells = [
        element("td", format_count(place), class_="q-number q-minor q-soft"),
        element("th", link(_down(figure), _name(share)), scope="row"),
        number(silent if is_silent(figure) else element("b", figure.text(current_language()))),
        number(_members(found, fraction(figure), share)),
        element("td", bar(figure), class_="q-minor"),
    ]
    if is_judged:
        verdict = share.verdict
        mark = compliance_mark(covered=verdict is Verdict.HOLDS, silent=verdict is Verdict.SILENT) if verdict else None
        cells.append(element("td", mark, class_="q-minor"))
    return element("tr", *cells)
