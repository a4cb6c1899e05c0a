"""The shipped files are what data/README.md says, and the tile grids show the provinces of the register."""

import csv
import hashlib
import re
import unicodedata

import pytest

from qms.places import data_folder
from qms.shipped.tables import read_table

FILES = sorted(path.name for path in data_folder().glob("*.csv"))


def test_the_readme_names_every_file_with_its_rows_and_hash() -> None:
    told = re.findall(r"^\| (\S+\.csv) \| ([\d,]+) \|.*\| ([0-9a-f]{64}) \|$", _readme(), flags=re.MULTILINE)

    assert sorted(name for name, _, _ in told) == FILES
    for name, rows, digest in told:
        content = (data_folder() / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest, name
        assert len(list(csv.DictReader(content.decode().splitlines()))) == int(rows.replace(",", "")), name


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_is_composed_utf8_with_plain_line_ends(name: str) -> None:
    text = (data_folder() / name).read_bytes().decode("utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.startswith("\ufeff")


def test_the_readme_says_that_these_are_not_the_official_lists() -> None:
    assert "not the official list itself" in _readme()


@pytest.mark.parametrize(("grid", "register", "count"), [("63", "2021", 63), ("34", "2025", 34)])
def test_trap_30_a_tile_grid_shows_each_province_of_its_register_once(grid: str, register: str, count: int) -> None:
    tiles = read_table(f"tilegrid_{grid}")
    provinces = {row["code"]: row["name"] for row in read_table(f"register_{register}_provinces")}

    counted = [tile for tile in tiles if tile["kind"] == "province"]
    assert len(counted) == count
    assert {tile["code"]: tile["name"] for tile in counted} == provinces
    assert all(tile["name"].endswith(tile["tile_name"]) for tile in counted)
    places = [(tile["row"], tile["col"]) for tile in tiles]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("grid", ["63", "34"])
def test_trap_30_hoang_sa_and_truong_sa_are_shown_and_not_counted(grid: str) -> None:
    apart = [tile for tile in read_table(f"tilegrid_{grid}") if tile["kind"] != "province"]

    assert {(tile["tile_name"], tile["name"]) for tile in apart} == {
        ("Hoàng Sa", "Thành phố Đà Nẵng"),
        ("Trường Sa", "Tỉnh Khánh Hòa"),
    }


def _readme() -> str:
    return (data_folder() / "README.md").read_text(encoding="utf-8")
