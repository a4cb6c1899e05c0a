"""The plain register: who is open when, under which code and parent; and the published figures."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from qms.shipped import RECORDED_AT
from qms.shipped.names import same_name
from qms.shipped.tables import read_table
from qms.store.facts import Draft
from qms.vocabulary import ALLOWED_PARENTS, Evidence, Level, Scope, State
from tests.shipped.replay import Country

ANNOUNCED = date(2021, 4, 27)
BEFORE_MERGERS = date(2024, 12, 31)
EVE = date(2025, 6, 30)
REFORM = date(2025, 7, 1)
NOW = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            ANNOUNCED,
            {
                "ministry": 22,
                "province": 63,
                "provincial_unit": 63 * 17,
                "district": 705,
                "commune": 10_603,
            },
        ),
        (
            EVE,
            {
                "ministry": 17,
                "province": 63,
                "provincial_unit": 63 * 17,
                "district": 696,
                "commune": 10_035,
            },
        ),
        (REFORM, {"ministry": 17, "province": 34, "provincial_unit": 34 * 12, "commune": 3_321}),
        (NOW, {"ministry": 17, "province": 34, "provincial_unit": 34 * 12, "commune": 3_321}),
    ],
)
def test_as_many_agencies_are_open_as_the_registers_list(country: Country, day: date, expected: dict[str, int]) -> None:
    assert _counts(country, day) == expected


def test_before_the_programme_nobody_is_open_and_on_its_first_day_all_are(country: Country) -> None:
    assert country.open_on(date(2006, 6, 19)) == {}
    assert _counts(country, date(2006, 6, 20)) == _counts(country, ANNOUNCED)


def test_the_opening_days_of_the_2021_register_are_marked_assumed(drafts: list[Draft]) -> None:
    assert {version.evidence for version in drafts[0].versions} == {Evidence.ASSUMED}


def test_a_life_opens_once_closes_at_most_once_and_changes_between(country: Country) -> None:
    for versions in country.versions.values():
        assert all(before.valid_from < after.valid_from for before, after in pairwise(versions))
        assert versions[0].state is State.OPEN
        assert all(version.state is State.OPEN for version in versions[:-1])


def test_a_code_is_unique_among_the_open_agencies_of_a_level(country: Country) -> None:
    for day in _turning_days(country):
        named = [(country.levels[agency], version.code) for agency, version in country.open_on(day).items()]
        assert len(named) == len(set(named)), day


def test_parents_are_open_while_children_are_and_of_a_level_that_may_hold_them(country: Country) -> None:
    for day in _turning_days(country):
        held = country.open_on(day)
        for agency, version in held.items():
            level = country.levels[agency]
            if version.parent is None:
                assert not ALLOWED_PARENTS[level], (day, version)
            else:
                assert version.parent in held, (day, version)
                assert country.levels[version.parent] in ALLOWED_PARENTS[level]


def test_trap_24_and_25_a_code_of_two_lives_means_another_body_after_the_reform(country: Country) -> None:
    before = country.coded(Level.COMMUNE, "00004", EVE)
    after = country.coded(Level.COMMUNE, "00004", REFORM)

    assert before != after
    assert country.name(before, EVE) == "Phường Trúc Bạch"
    assert country.name(before, REFORM) is None
    assert country.name(after, REFORM) == "Phường Ba Đình"


@pytest.mark.parametrize(
    ("register", "day"),
    [("register_2021_communes", BEFORE_MERGERS), ("register_2025H1_communes", EVE)],
)
def test_the_open_communes_of_a_day_are_those_of_its_register_under_their_districts(
    country: Country, register: str, day: date
) -> None:
    held = country.open_on(day)
    parents = {
        version.code: held[version.parent or 0].code
        for agency, version in held.items()
        if country.levels[agency] is Level.COMMUNE
    }

    assert parents == {row["code"]: row["district_code"] for row in read_table(register)}


def test_the_open_communes_from_july_2025_are_those_of_the_new_register_under_their_provinces(country: Country) -> None:
    held = country.open_on(REFORM)
    communes = {a: v for a, v in held.items() if country.levels[a] is Level.COMMUNE}
    rows = {row["code"]: row for row in read_table("register_2025_communes")}

    assert {v.code: held[v.parent or 0].code for v in communes.values()} == {
        code: row["province_code"] for code, row in rows.items()
    }
    assert all(same_name(version.name or "", rows[version.code or ""]["name"]) for version in communes.values())


def test_scopes_of_the_plain_register(country: Country) -> None:
    scopes = {
        (country.levels[agency], version.scope)
        for agency, versions in country.versions.items()
        for version in versions
        if version.state is State.OPEN
    }

    assert scopes == {
        (Level.MINISTRY, Scope.MANDATORY),
        (Level.PROVINCE, Scope.MANDATORY),
        (Level.PROVINCIAL_UNIT, Scope.MANDATORY),
        (Level.DISTRICT, Scope.MANDATORY),
        (Level.COMMUNE, Scope.ENCOURAGED),
    }


def test_23_communes_of_2021_are_called_xa_tan_lap(country: Country) -> None:
    names = [version.name for version in country.open_on(ANNOUNCED, Level.COMMUNE).values()]

    assert names.count("Xã Tân Lập") == 23


def test_provinces_have_regions_and_other_agencies_take_theirs(country: Country) -> None:
    for day in (ANNOUNCED, NOW):
        for agency, version in country.open_on(day).items():
            assert bool(version.region) == (country.levels[agency] is Level.PROVINCE)


def test_the_published_figures_are_told_as_printed(drafts: list[Draft]) -> None:
    published = drafts[-1].published

    assert [(p.measure.value, p.numerator, p.denominator, p.rate_text) for p in published] == [
        ("ministries", 20, 22, "91%"),
        ("ministry_encouraged", 74, 98, "75,5%"),
        ("provinces", 62, 63, "98,4%"),
        ("provinces_with_communes", 62, 63, "98,4%"),
        ("communes", 5_564, 8_910, "62,5%"),
    ]
    assert {p.as_of for p in published} == {ANNOUNCED}
    assert all("chưa rõ nơi đăng, 27/04/2021" in p.source for p in published)


def test_plain_init_has_no_status_and_one_shipped_moment(drafts: list[Draft]) -> None:
    assert not [event for draft in drafts for event in draft.events]
    assert {draft.recorded_at for draft in drafts} == {RECORDED_AT}
    assert {draft.by for draft in drafts} == {"qms init"}


def _counts(country: Country, day: date) -> dict[str, int]:
    return dict(Counter(country.levels[agency].value for agency in country.open_on(day)))


def _turning_days(country: Country) -> list[date]:
    return sorted({version.valid_from for versions in country.versions.values() for version in versions})
