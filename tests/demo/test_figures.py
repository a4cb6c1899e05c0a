"""The demo's figures, counted in plain Python from its drafts: the announced totals, and credible other days."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from qms.vocabulary import Level, Scope
from tests.shipped.replay import Country

ANNOUNCED = date(2021, 4, 27)


def test_the_announced_totals_hold_on_their_day(country: Country) -> None:
    assert country.count(ANNOUNCED) == {
        "ministries": (20, 22),
        "ministry_encouraged": (74, 98),
        "provinces": (62, 63),
        "provinces_with_communes": (62, 63),
        "communes": (5_564, 8_910),
    }


def test_every_measure_grows_from_2016_over_2018_and_2021_to_2024(country: Country) -> None:
    days = [date(2016, 12, 31), date(2018, 12, 31), ANNOUNCED, date(2024, 12, 31)]
    counts = [country.count(day) for day in days]

    for measure in counts[0]:
        reached = [count[measure][0] for count in counts]
        assert reached == sorted(set(reached)), measure


@pytest.mark.parametrize("day", [date(2014, 7, 1), date(2014, 12, 31)])
def test_the_start_is_slow(country: Country, day: date) -> None:
    assert country.count(day)["communes"][0] < 0.01 * 8_910


@pytest.mark.parametrize(
    ("day", "measure", "least", "most"),
    [
        (date(2016, 12, 31), "communes", 0.05, 0.12),
        (date(2018, 12, 31), "communes", 0.2, 0.35),
        (date(2025, 6, 30), "communes", 0.85, 0.9),
        (date(2022, 12, 31), "provinces", 0.98, 1.0),
        (date(2024, 12, 31), "provinces", 0.98, 1.0),
        (date(2024, 12, 31), "ministries", 0.95, 1.0),
        (date(2025, 7, 1), "provinces", 0.0, 0.0),
        (date(2025, 7, 1), "communes", 0.02, 0.05),
        (date(2026, 9, 30), "communes", 0.35, 0.45),
        (date(2026, 9, 30), "provinces", 27 / 34, 30 / 34),
        (date(2026, 9, 30), "ministries", 14 / 17, 16 / 17),
    ],
)
def test_other_days_are_credible(country: Country, day: date, measure: str, least: float, most: float) -> None:
    numerator, denominator = country.count(day)[measure]

    assert least <= numerator / denominator <= most


def test_the_months_around_the_announcement_grow_like_their_neighbours(country: Country) -> None:
    months = [date(2020, month, 1) for month in range(7, 13)] + [date(2021, month, 1) for month in range(1, 13)]
    reached = [country.count(month)["communes"][0] for month in months]
    steps = {month: after - before for month, (before, after) in zip(months, pairwise(reached), strict=False)}

    april = steps.pop(date(2021, 4, 1))
    assert min(steps.values()) < april < max(steps.values())
    assert country.count(date(2021, 4, 28))["communes"][0] - country.count(date(2021, 4, 26))["communes"][0] < 25


def test_growth_is_no_straight_line(country: Country) -> None:
    years = [country.count(date(year, 12, 31))["communes"][0] for year in range(2014, 2025)]
    steps = [after - before for before, after in pairwise(years)]

    fastest = steps.index(max(steps))
    assert max(steps) > 4 * steps[0]
    assert max(steps) > 4 * steps[-1]
    assert steps[: fastest + 1] == sorted(steps[: fastest + 1])


def test_provinces_differ_as_on_a_map_of_waves(country: Country) -> None:
    shares = _commune_shares(country, ANNOUNCED)

    assert sum(share == 1.0 for share in shares) >= 3
    assert sum(share == 0.0 for share in shares) == 1
    assert sum(share < 0.2 for share in shares) >= 5
    assert sum(0.4 < share < 0.8 for share in shares) >= 20


@pytest.mark.parametrize(
    ("day", "open_bodies"),
    [
        (
            ANNOUNCED,
            {"ministry": 22, "province": 63, "provincial_unit": 1_071, "district": 705, "commune": 10_603},
        ),
        (
            date(2025, 6, 30),
            {"ministry": 17, "province": 63, "provincial_unit": 1_071, "district": 696, "commune": 10_035},
        ),
        (
            date(2026, 9, 30),
            {"ministry": 17, "province": 34, "provincial_unit": 408, "district": 0, "commune": 3_321},
        ),
    ],
)
def test_the_register_behind_the_demo_is_the_real_one(country: Country, day: date, open_bodies: dict[str, int]) -> None:
    held = country.open_on(day)

    assert {level: sum(country.levels[a] == level for a in held) for level in open_bodies} == open_bodies


def test_8910_communes_are_in_the_programme_and_all_of_those_of_2025(country: Country) -> None:
    assert country.count(ANNOUNCED)["communes"][1] == 8_910
    assert country.count(date(2025, 7, 1))["communes"][1] == 3_321


def _commune_shares(country: Country, day: date) -> list[float]:
    """The share of covered communes of each province."""
    held = country.open_on(day)
    covered: dict[int, list[bool]] = defaultdict(list)
    for agency, version in held.items():
        if country.levels[agency] is Level.COMMUNE and version.scope is not Scope.NONE:
            district = held[version.parent or 0]
            covered[district.parent or 0].append(country.covered(agency, day))
    return [sum(communes) / len(communes) for communes in covered.values()]
