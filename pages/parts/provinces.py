"""The provinces: a map of equal tiles, the lowest of them as a table, and all of them behind it."""

from __future__ import annotations

from datetime import date

from pages.parts.picture import Picture
from pages.parts.table import table
from pages.parts.words import address_of, fraction, members_href, number
from qms.charts.bars import bar
from qms.charts.findings import map_finding
from qms.charts.html import Html, element, filled, joined, link, unseen
from qms.charts.tiles import grid_for, tile_key, tile_map
from qms.coverage import Figure
from qms.coverage.members import Part
from qms.coverage.ranking import Ranking, is_silent
from qms.i18n import _, current_language, format_count, format_date, ngettext
from qms.names import short_name
from qms.vocabulary import Measure

LOWEST = 15


def map_block(ranking: Ranking, as_of: date) -> Html:
    """Return the tile map with its finding, or the table of all where no map of the day is drawn."""
    grid = grid_for(frozenset(ranking.by_code()))
    measured = _("Share of covered commune committees by province, {day}. One equal tile each; a tile opens its list.")
    drawn = (
        element("p", _("There is no tile map for the provinces of this day."))
        if grid is None
        else joined([tile_key(), tile_map(grid, ranking, lambda figure: _href(figure, as_of))])
    )
    return element(
        "section",
        element("h2", map_finding(ranking), class_="q-finding"),
        element("p", measured.format(day=format_date(as_of)), class_="q-measured"),
        drawn,
        element(
            "p",
            _("Hoàng Sa belongs to Đà Nẵng, Trường Sa to Khánh Hòa: drawn to show all of the territory, not counted."),
            class_="q-source",
        ),
    )


def map_picture(ranking: Ranking, as_of: date) -> Picture | None:
    """Return the tile map to take along, None where no map of the day is drawn."""
    if grid_for(frozenset(ranking.by_code())) is None:
        return None
    measured = _("Share of covered commune committees by province, {day}. One equal tile each.")
    return Picture(map_finding(ranking), measured.format(day=format_date(as_of)), lambda: _drawing(ranking))


def _drawing(ranking: Ranking) -> str | None:
    from qms.reports.svg_tiles import tiles_svg

    return tiles_svg(ranking)


def lowest_block(ranking: Ranking, as_of: date) -> Html:
    """Return the table of the lowest provinces, with the list of all behind it."""
    lowest = ranking.lowest(LOWEST)
    sentence = ngettext(
        "The lowest province has {count} commune committees not covered",
        "The {places} lowest provinces have {count} commune committees not covered",
        len(lowest.figures),
    )
    title = sentence.format(places=len(lowest.figures), count=format_count(lowest.not_covered))
    under = [address_of(figure.group) for figure in lowest.figures if figure.group]
    together = link(
        members_href(Measure.COMMUNES, as_of, under=under, status=Part.NOT_COVERED.value),
        _("Show these {count} commune committees").format(count=format_count(lowest.not_covered)),
    )
    everyone = element(
        "details",
        element("summary", _("Show all {count} provinces").format(count=len(ranking.figures))),
        element("div", _table(ranking, as_of)),
    )
    silent = any(figure.no_report for figure in lowest.figures)
    hatched = [_("hatched: no report yet, still in the denominator")] if silent else []
    return element(
        "section",
        element("h2", title, class_="q-finding"),
        _table(lowest, as_of),
        element("p", joined([together, *hatched], " · "), class_="q-source"),
        everyone if len(ranking.figures) > LOWEST else None,
    )


def _href(figure: Figure, as_of: date) -> str:
    return members_href(figure.measure, as_of, under=address_of(figure.group) if figure.group else None)


def _table(ranking: Ranking, as_of: date) -> Html:
    heads = ((_("Province, city"), None), (_("Rate"), "q-number"), (_("Covered/all"), "q-number"), (_("Share"), None))
    caption = _("Commune committees covered, {day}, lowest first").format(day=format_date(as_of))
    return table(caption, heads, (_row(figure, as_of) for figure in ranking.figures))


def _row(figure: Figure, as_of: date) -> Html:
    name = short_name(figure.group.name) if figure.group else ""
    silent = filled("{dash}{words}", dash=element("span", "–", aria_hidden="true"), words=unseen(_("no report yet")))
    rate = silent if is_silent(figure) else element("b", figure.text(current_language()))
    return element(
        "tr",
        element("th", link(_href(figure, as_of), name), scope="row"),
        number(rate),
        number(fraction(figure)),
        element("td", bar(figure)),
    )
