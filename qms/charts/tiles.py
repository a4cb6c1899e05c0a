"""The tile map: one equal tile a province, each a link with its name and rate; the archipelagos dashed, not counted."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.charts.html import Html, element, link, unseen
from qms.charts.palette import STEPS, step_of
from qms.coverage.ranking import is_silent
from qms.i18n import N_, _, current_language
from qms.places import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from qms.coverage import Figure
    from qms.coverage.ranking import Ranking

PROVINCE: Final = "province"
STEP_WORDS: Final = {
    "none": N_("0%"),
    "low": N_("under 25"),
    "quarter": N_("25 to under 50"),
    "half": N_("50 to under 75"),
    "most": N_("75 to under 100"),
    "all": N_("all 100%"),
}


class Tile(NamedTuple):
    """One place on a grid; an archipelago belongs to the province whose code it bears and is not counted."""

    code: str
    label: str
    row: int
    column: int
    is_province: bool


class Grid(NamedTuple):
    """All tiles of one map of provinces."""

    name: str
    tiles: tuple[Tile, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the provinces drawn."""
        return frozenset(tile.code for tile in self.tiles if tile.is_province)

    @property
    def columns(self) -> int:
        """How many columns the provinces take; the archipelagos stand to the right of them."""
        return max(tile.column for tile in self.tiles if tile.is_province) + 1


@cache
def grid(name: str) -> Grid:
    """Return a grid that ships: "63" or "34"."""
    with (data_folder() / f"tilegrid_{name}.csv").open(encoding="utf-8", newline="") as file:
        tiles = [
            Tile(row["code"], row["label"], int(row["row"]), int(row["col"]), row["kind"] == PROVINCE)
            for row in csv.DictReader(file)
        ]
    return Grid(name, tuple(tiles))


def grid_for(codes: frozenset[str]) -> Grid | None:
    """Return the grid on which all these provinces have a tile, None when neither has."""
    fitting = [found for found in (grid("34"), grid("63")) if codes <= found.codes]
    return fitting[0] if fitting else None


def tile_map(drawn: Grid, ranking: Ranking, href: Callable[[Figure], str]) -> Html:
    """Return the provinces as tiles; `href` says where a province's tile leads."""
    figures = ranking.by_code()
    tiles = [_tile(tile, drawn, figures.get(tile.code), href) for tile in drawn.tiles]
    return element("ul", *tiles, class_=f"q-map q-map-{drawn.name}", style=f"--columns:{drawn.columns}")


def _tile(tile: Tile, drawn: Grid, figure: Figure | None, href: Callable[[Figure], str]) -> Html:
    place = f"--row:{tile.row + 1};--column:{tile.column + 1};--narrow:{min(tile.column, drawn.columns) + 1}"
    if not tile.is_province:
        aside = element("span", tile.label, unseen(" – " + _("not counted")), class_="q-tile q-isle")
        return element("li", aside, style=place)
    if figure is None:
        empty = element("span", element("span", tile.label), element("b", "–"), class_="q-tile q-nothing")
        return element("li", empty, style=place)
    return element("li", _counted(tile, figure, href(figure)), style=place)


def _counted(tile: Tile, figure: Figure, href: str) -> Html:
    name = element("span", tile.label)
    if is_silent(figure):
        return link(href, name, unseen(" – " + _("no report yet")), class_="q-tile q-silent")
    step = step_of(figure.numerator, figure.denominator)
    return link(href, name, " ", element("b", figure.text(current_language())), class_=f"q-tile q-step-{step.name}")


def tile_key() -> Html:
    """Return what the fills mean."""
    steps = [
        element("li", element("i", class_=f"q-step-{step.name}", aria_hidden="true"), _(STEP_WORDS[step.name]))
        for step in STEPS
    ]
    silent = element("li", element("i", class_="q-hatch", aria_hidden="true"), _("no report yet"))
    return element("ul", *steps, silent, class_="q-key")
