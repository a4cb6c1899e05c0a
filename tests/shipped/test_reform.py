"""What became of every body in 2025 and 2026: continued, absorbed, merged or split."""

from collections import Counter
from datetime import date

import pytest

from qms.shipped.reform_2025 import region_of
from qms.shipped.tables import read_table
from qms.store.facts import Draft
from qms.vocabulary import Evidence, Level, Succession
from tests.shipped.replay import Country

EVE = date(2025, 6, 30)
REFORM = date(2025, 7, 1)
NOW = date(2026, 11, 20)


def test_eleven_ministries_continue_four_absorb_and_one_is_new(country: Country) -> None:
    fates = country.fates(Level.MINISTRY, date(2025, 3, 1))
    heirs = {kind: {country.name(f.successor, REFORM) for f in fates if f.kind is kind} for kind in Succession}

    assert Counter(fate.kind for fate in fates) == {
        Succession.CONTINUED: 11,
        Succession.ABSORBED: 5,
        Succession.MERGED: 2,
    }
    assert heirs[Succession.ABSORBED] == {
        "Bộ Nội vụ",
        "Bộ Tài chính",
        "Bộ Xây dựng",
        "Bộ Khoa học và Công nghệ",
        "Bộ Dân tộc và Tôn giáo",
    }
    assert heirs[Succession.MERGED] == {"Bộ Nông nghiệp và Môi trường"}


def test_the_committee_for_ethnic_affairs_lives_on_renamed_and_has_absorbed_duties(country: Country) -> None:
    committee = country.coded(Level.MINISTRY, "UBDT", date(2025, 2, 28))

    assert country.coded(Level.MINISTRY, "BDTTG", date(2025, 3, 1)) == committee
    assert [(f.predecessor, f.kind) for f in country.successions if f.successor == committee] == [
        (committee, Succession.ABSORBED)
    ]


def test_ten_provinces_and_hue_continue_and_twenty_three_are_new_lives(country: Country) -> None:
    at_reform = Counter(fate.kind for fate in country.fates(Level.PROVINCE, REFORM))
    open_before, open_after = (set(country.open_on(day, Level.PROVINCE)) for day in (EVE, REFORM))

    assert at_reform == {Succession.CONTINUED: 10, Succession.MERGED: 52}
    assert len(open_before & open_after) == 11
    assert len(open_after - open_before) == 23


def test_departments_continue_absorb_or_begin_anew_where_the_province_lives_on(country: Country) -> None:
    hanoi = country.coded(Level.PROVINCE, "01", REFORM)
    units = {a: v for a, v in country.open_on(REFORM, Level.PROVINCIAL_UNIT).items() if v.parent == hanoi}
    kinds = {
        units[f.successor].code: f.kind for f in country.fates(Level.PROVINCIAL_UNIT, REFORM) if f.successor in units
    }

    assert kinds == {
        "01-SNV": Succession.ABSORBED,
        "01-STC": Succession.ABSORBED,
        "01-SXD": Succession.ABSORBED,
        "01-SKHCN": Succession.ABSORBED,
        "01-SNNMT": Succession.MERGED,
        "01-STP": Succession.CONTINUED,
        "01-SCT": Succession.CONTINUED,
        "01-SVHTTDL": Succession.CONTINUED,
        "01-SGDDT": Succession.CONTINUED,
        "01-SYT": Succession.CONTINUED,
        "01-TTT": Succession.CONTINUED,
        "01-VPUBND": Succession.CONTINUED,
    }


def test_all_departments_of_a_merged_province_are_new_lives_of_all_their_predecessors(country: Country) -> None:
    department = country.coded(Level.PROVINCIAL_UNIT, "08-SNV", REFORM)
    fates = [f for f in country.successions if f.successor == department]

    assert {f.kind for f in fates} == {Succession.MERGED}
    assert sorted(country.code(f.predecessor, EVE) for f in fates) == [
        "02-SLDTBXH",
        "02-SNV",
        "08-SLDTBXH",
        "08-SNV",
    ]


def test_every_department_of_old_has_exactly_one_successor(country: Country) -> None:
    fates = country.fates(Level.PROVINCIAL_UNIT, REFORM)
    handed_over = Counter(fate.predecessor for fate in fates)
    absorbing = {fate.successor for fate in fates if fate.kind is Succession.ABSORBED}

    assert set(handed_over.values()) == {1}
    assert len(handed_over) + len(absorbing) == 63 * 17


def test_132_communes_continue_and_keep_their_status_officially_128(country: Country) -> None:
    continued = [f for f in country.fates(Level.COMMUNE, REFORM) if f.kind is Succession.CONTINUED]

    assert len(continued) == 132
    assert all(f.predecessor == f.successor for f in continued)
    both = set(country.open_on(EVE, Level.COMMUNE)) & set(country.open_on(REFORM, Level.COMMUNE))
    assert both == {f.successor for f in continued}


def test_trap_4_a_split_is_told_apart_and_leaves_no_heir_alive(country: Country) -> None:
    split = [f for f in country.fates(Level.COMMUNE, REFORM) if f.kind is Succession.SPLIT]

    assert len(split) == 972
    assert all(country.holds(f.predecessor, REFORM) is None for f in split)
    assert min(Counter(f.predecessor for f in split).values()) == 2


def test_five_districts_without_communes_became_communes(country: Country) -> None:
    across = {
        country.code(f.predecessor, EVE): country.code(f.successor, REFORM)
        for f in country.fates(Level.COMMUNE, REFORM)
        if country.levels[f.predecessor] is Level.DISTRICT
    }

    assert across == {"318": "11948", "471": "19742", "498": "20333", "536": "21548", "755": "26732"}


def test_districts_end_on_1_july_2025(country: Country) -> None:
    assert len(country.open_on(EVE, Level.DISTRICT)) == 696
    assert country.open_on(REFORM, Level.DISTRICT) == {}


def test_every_old_code_of_the_reform_is_in_the_register_of_the_eve() -> None:
    eve = {row["code"] for row in read_table("register_2025H1_communes")}

    assert {row["old_code"] for row in read_table("mergers_communes_2025")} - eve == {""}


def test_a_code_is_not_an_identity() -> None:
    now = {row["code"]: row["short_name"] for row in read_table("register_2025_communes")}
    then = {row["code"]: row["short_name"] for row in read_table("register_2021_communes")}
    reused = now.keys() & then.keys()

    assert len(reused) == 3_315
    assert sum(now[code] != then[code] for code in reused) == 1_889


@pytest.mark.parametrize(
    ("codes", "region"),
    [
        (["24", "27"], "northern_midlands"),
        (["17", "25", "26"], "northern_midlands"),
        (["51", "62"], "central_coast"),
        (["52", "64"], "central_highlands"),
        (["72", "80"], "mekong_delta"),
    ],
)
def test_a_merged_province_takes_the_region_of_the_predecessor_with_most_communes(
    codes: list[str], region: str
) -> None:
    assert region_of(codes) == region


def test_the_changes_of_2026_are_renames_from_one_source(country: Country, drafts: list[Draft]) -> None:
    changes = drafts[4].versions
    dong_nai = country.coded(Level.PROVINCE, "75", NOW)

    assert len(changes) == 22 + 3 * 3
    assert {version.evidence for version in changes} == {Evidence.ONE_SOURCE}
    assert country.name(dong_nai, date(2026, 4, 23)) == "Tỉnh Đồng Nai"
    assert country.name(dong_nai, date(2026, 4, 24)) == "Thành phố Đồng Nai"
    assert country.versions[dong_nai][-1].legal_act == "Nghị quyết 30/2026/QH16"
