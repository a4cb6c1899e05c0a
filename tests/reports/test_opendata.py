"""Open data: every table as a file that says what it is, by the rules of the format and as counted elsewhere."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

from qms.coverage import figures
from qms.i18n import LANGUAGES
from qms.reports.opendata import csv_of, datapackage_of
from qms.reports.zipped import unzipped
from qms.vocabulary import MEASURES
from tests.coverage.worlds import World, world
from tests.pages.country import country
from tests.reports.drawn import DAY, HOSTILE, hostile_world

MADE_ELSEWHERE = """
import sys
from qms.reports.opendata import datapackage_of
from tests.pages.country import country
from tests.reports.drawn import DAY
sys.stdout.buffer.write(datapackage_of(country().ledger, DAY))
"""


def package(drawn: World | None = None, language: str = "vi") -> dict[str, bytes]:
    return unzipped(datapackage_of((drawn or country()).ledger, DAY, language=language))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def descriptor_of(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["datapackage.json"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_package_is_valid_by_a_second_opinion(language: str, tmp_path: Path) -> None:
    for name, content in package(language=language).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_the_figures_of_the_file_are_those_that_coverage_counts() -> None:
    drawn = country()
    expected = [
        (figure.measure.value, str(figure.numerator), str(figure.denominator), figure.text("vi"))
        for figure in figures(drawn.ledger, DAY, by_parent=True)
    ]
    found = rows_of(package(drawn)["data/figures.csv"])
    assert [(row["measure"], row["numerator"], row["denominator"], row["rate_text"]) for row in found] == expected
    alone = rows_of(csv_of([figures(drawn.ledger, DAY)], "vi"))
    assert [row["rate_text"] for row in alone] == [figure.text("vi") for figure in figures(drawn.ledger, DAY)]


def test_trap_18_there_are_as_many_members_as_the_denominator_says() -> None:
    drawn = country()
    members = rows_of(package(drawn)["data/members.csv"])
    for figure in figures(drawn.ledger, DAY):
        own = [row for row in members if row["measure"] == figure.measure.value]
        assert len(own) == figure.denominator
        assert sum(row["covered"] == "true" for row in own) == figure.numerator


def test_every_fact_that_stands_is_there_once() -> None:
    drawn = country()
    files = package(drawn)
    assert len(rows_of(files["data/agencies.csv"])) == len(drawn.levels)
    for table, name in (("agency_version", "register"), ("status_event", "events")):
        assert len(rows_of(files[f"data/{name}.csv"])) == sum(row.voided_by is None for row in drawn.rows[table])


def test_events_name_their_decisions_where_they_are_given() -> None:
    drawn = country()
    event = int(drawn.ledger.events.id[0])
    made = datapackage_of(drawn.ledger, DAY, decisions={event: ("12/QĐ-UBND", date(2020, 3, 5))})
    rows = rows_of(unzipped(made)["data/events.csv"])
    assert (rows[0]["decision_no"], rows[0]["decision_on"]) == ("12/QĐ-UBND", "2020-03-05")
    assert not any(row["decision_no"] for row in rows[1:])


def test_the_descriptor_says_how_long_each_file_is_and_its_hash() -> None:
    files = package()
    for resource in descriptor_of(files)["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == content.decode().split("\r\n")[0].split(",")


def test_trap_20_the_package_says_day_version_head_sources_and_that_data_are_simulated() -> None:
    found = descriptor_of(package())
    assert found["qms"]["as_of"] == DAY.isoformat()
    assert found["qms"]["data_version"] == 2
    assert found["qms"]["chain_head"]
    assert found["description"].startswith("SỐ LIỆU MINH HỌA")
    assert found["sources"]
    assert {row["simulated"] for row in rows_of(package()["data/figures.csv"])} == {"true"}


def test_a_csv_file_begins_with_the_mark_of_utf_8_unless_it_is_not_wanted() -> None:
    found = figures(country().ledger, DAY)
    assert csv_of([found], "vi").startswith(b"\xef\xbb\xbf")
    assert csv_of([found], "vi", with_mark=False).startswith(b"as_of,")


def test_names_that_look_like_formulas_are_inert() -> None:
    register = rows_of(package(hostile_world())["data/register.csv"])
    names = {row["name"] for row in register}
    assert not [name for name in names if name[:1] in "=+-@＝"]
    assert {name.lstrip("'") for name in names} == set(HOSTILE)


def test_an_empty_database_has_a_valid_package_without_rows() -> None:
    files = package(world())
    assert [row["rate_text"] for row in rows_of(files["data/figures.csv"])] == ["–"] * len(MEASURES)
    assert rows_of(files["data/events.csv"]) == []


def test_the_same_data_make_the_same_bytes_in_another_time_zone_and_order_of_sets() -> None:
    elsewhere = os.environ | {"TZ": "America/Lima", "PYTHONHASHSEED": "7"}
    again = subprocess.run([sys.executable, "-c", MADE_ELSEWHERE], env=elsewhere, capture_output=True, check=True)
    assert again.stdout == datapackage_of(country().ledger, DAY)
