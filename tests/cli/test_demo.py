"""The announcement of 27/04/2021, asked of the demo as a new user does: by command and from Python."""

import json
from datetime import date
from pathlib import Path

import pytest

import qms
from tests.cli.conftest import Type

pytestmark = pytest.mark.heavy

FIVE = [
    ("ministries", 20, 22, "90,9%", True),
    ("ministry_encouraged", 74, 98, "75,5%", True),
    ("provinces", 62, 63, "98,4%", True),
    ("provinces_with_communes", 62, 63, "98,4%", True),
    ("communes", 5564, 8910, "62,4%", False),
]


@pytest.fixture
def demo(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{demo_database}"
    monkeypatch.setenv("QMS_DATABASE_URL", url)
    return url


def test_the_command_gives_the_five_figures_of_the_announcement(demo: str, type_: Type) -> None:
    found = json.loads(type_("figures --as-of 2021-04-27 --format json").out)
    assert found["demo"] is True
    assert [
        (f["measure"], f["numerator"], f["denominator"], f["text"], f["published"]["agrees"]) for f in found["figures"]
    ] == FIVE
    assert [figure["published"]["text"] for figure in found["figures"]] == ["91%", "75,5%", "98,4%", "98,4%", "62,5%"]
    assert found["figures"][4]["rate"] == 0.624467


def test_python_gives_the_same(demo: str) -> None:
    found = qms.open(demo).figures(date(2021, 4, 27))
    assert [
        (f.measure, f.numerator, f.denominator, f.text("vi"), f.published and f.published.agrees) for f in found
    ] == FIVE


def test_the_table_says_first_that_it_is_simulated(demo: str, type_: Type) -> None:
    lines = type_("figures --as-of 2021-04-27").out.splitlines()
    assert lines[0] == "SỐ LIỆU MINH HỌA – tình trạng từng cơ quan là mô phỏng"
    assert lines[-1].startswith("Nguồn số liệu đã công khai: ")
    for line in ("series --measure communes --from 2021-01-01 --to 2021-04-27", "outstanding --measure ministries"):
        asked = line if "--from" in line else f"{line} --as-of 2021-04-27"
        assert type_(asked).out.startswith(f"{lines[0]}\n")


def test_every_row_of_a_csv_says_that_it_is_simulated(demo: str, type_: Type) -> None:
    header, *rows = type_("figures --as-of 2021-04-27 --format csv").out.splitlines()
    place = header.split(",").index("demo")
    assert {row.split(",")[place] for row in rows} == {"true"}


def test_what_was_recorded_holds_but_for_the_one_figure_that_does_not_recompute(demo: str, type_: Type) -> None:
    typed = type_("verify --format json")
    found = json.loads(typed.out)
    assert (typed.code, found["ok"], found["violations"]) == (0, True, [])
    assert [finding["measure"] for finding in found["findings"]] == ["communes"]


def test_initialising_the_demo_again_changes_nothing(demo: str, type_: Type) -> None:
    before = type_("history --format json").out
    assert type_("init --demo").code == 0
    assert type_("history --format json").out == before
