"""Tile maps: the provinces of the register, each once, with the right names; archipelagos shown and not counted."""

import csv
import re
from datetime import date

import pytest

from qms.charts.tiles import grid, grid_for, tile_key, tile_map
from qms.coverage.ranking import Ranking, ranking
from qms.places import data_folder
from qms.vocabulary import Measure
from tests.coverage.worlds import agency, event, world

DAY = date(2021, 4, 27)


def register(year: str) -> dict[str, str]:
    with (data_folder() / f"register_{year}_provinces.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def grid_names(name: str) -> dict[str, str]:
    with (data_folder() / f"tilegrid_{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file) if row["kind"] == "province"}


@pytest.mark.parametrize(("name", "year", "count"), [("63", "2021", 63), ("34", "2025", 34)])
def test_trap_30_the_tiles_are_the_provinces_of_the_register(name: str, year: str, count: int) -> None:
    provinces = [tile for tile in grid(name).tiles if tile.is_province]
    assert len(provinces) == len({(tile.row, tile.column) for tile in provinces}) == count
    assert grid_names(name) == register(year)


@pytest.mark.parametrize("name", ["63", "34"])
def test_trap_30_hoang_sa_and_truong_sa_are_shown_and_not_counted(name: str) -> None:
    archipelagos = {tile.label: tile.code for tile in grid(name).tiles if not tile.is_province}
    assert archipelagos == {"Hoàng Sa": "48", "Trường Sa": "56"}
    drawn = tile_map(grid(name), Ranking(Measure.COMMUNES, ()), lambda _figure: "?")
    assert len(re.findall("q-isle", drawn)) == 2
    assert "<a" not in drawn
    assert max(tile.column for tile in grid(name).tiles if tile.is_province) < min(
        tile.column for tile in grid(name).tiles if not tile.is_province
    )


def test_the_grid_is_that_of_the_days_provinces() -> None:
    assert grid_for(frozenset(register("2021"))) is grid("63")
    assert grid_for(frozenset(register("2025"))) is grid("34")
    assert grid_for(frozenset({"11", "99"})) is None


def test_a_tile_leads_on_says_its_rate_and_hatches_silence() -> None:
    drawn = world(
        *(agency(f"tỉnh {code}", "province", code=code) for code in ("11", "12", "14")),
        *(agency(f"xã {code}{n}", "commune", under=f"tỉnh {code}") for code in ("11", "12", "14") for n in range(2)),
        event("xã 110", "2020-01-01", "announced", 5, 5),
        event("xã 140", "2020-01-01", "building"),
    )
    shown = tile_map(grid("34"), ranking(drawn.ledger, Measure.COMMUNES, DAY), lambda figure: f"?{figure.numerator}")
    tiles = {tile.label: tile.code for tile in grid("34").tiles}
    assert tiles["Điện Biên"] == "11"
    assert '<a href="?1" target="_self" class="q-tile q-step-half"><span>Điện Biên</span> <b>50,0%</b></a>' in shown
    assert 'class="q-tile q-silent"><span>Lai Châu</span><span class="q-unseen"> – chưa có báo cáo</span></a>' in shown
    assert 'class="q-tile q-step-none"><span>Sơn La</span> <b>0%</b></a>' in shown
    assert shown.count("q-nothing") == 31


def test_the_key_names_every_step_and_the_hatch() -> None:
    assert re.findall(r"</i>([^<]+)</li>", tile_key()) == [
        "0%",
        "dưới 25",
        "25 – dưới 50",
        "50 – dưới 75",
        "75 – dưới 100",
        "đủ 100%",
        "chưa có báo cáo",
    ]
