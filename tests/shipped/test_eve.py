"""What the lists leave open between 2021 and 30/06/2025, each oddity by name."""

from datetime import date

import pytest

from qms.shipped.names import same_name
from qms.shipped.tables import read_table
from qms.vocabulary import Evidence, Level, Succession
from tests.shipped.replay import Country

ANNOUNCED = date(2021, 4, 27)
BEFORE_MERGERS = date(2024, 12, 31)
EVE = date(2025, 6, 30)
REFORM = date(2025, 7, 1)


def test_hue_is_one_life_under_another_name_and_type(country: Country) -> None:
    hue = country.coded(Level.PROVINCE, "46", ANNOUNCED)

    assert country.coded(Level.PROVINCE, "46", REFORM) == hue
    assert country.name(hue, BEFORE_MERGERS) == "Tỉnh Thừa Thiên Huế"
    assert country.name(hue, date(2025, 1, 1)) == "Thành phố Huế"
    inspectorate = country.coded(Level.PROVINCIAL_UNIT, "46-TTT", REFORM)
    assert country.name(inspectorate, BEFORE_MERGERS) == "Thanh tra tỉnh"
    assert country.name(inspectorate, REFORM) == "Thanh tra thành phố"


def test_eleven_districts_that_lost_their_communes_close_in_january_2025(country: Country) -> None:
    closed = {
        version.code
        for agency, version in country.open_on(BEFORE_MERGERS, Level.DISTRICT).items()
        if country.holds(agency, date(2025, 1, 1)) is None
    }

    assert closed == {"221", "358", "369", "405", "413", "448", "483", "519", "681", "683", "752"}


def test_the_two_districts_that_no_list_holds_are_open_on_the_eve(country: Country) -> None:
    opened = {
        version.code: (version.name, country.versions[agency][0].valid_from)
        for agency, version in country.open_on(EVE, Level.DISTRICT).items()
        if version.code in {"224", "475"}
    }

    assert opened == {
        "224": ("Thị xã Chũ", date(2025, 1, 1)),
        "475": ("Quận Phú Xuân", date(2025, 1, 1)),
    }


def test_156_communes_moved_to_another_district_between_the_registers() -> None:
    then = {row["code"]: row["district_code"] for row in read_table("register_2021_communes")}
    eve = {row["code"]: row["district_code"] for row in read_table("register_2025H1_communes")}

    assert sum(then[code] != eve[code] for code in then.keys() & eve.keys()) == 156


def test_four_communes_are_gone_without_a_known_successor(country: Country) -> None:
    lost = {
        version.agency: versions[0].code or ""
        for versions in country.versions.values()
        for version in versions
        if version.evidence is Evidence.UNRESOLVED
    }

    assert sorted(lost.values()) == ["10774", "19744", "20239", "28825"]
    assert not [f for f in country.successions if f.predecessor in lost]


def test_codes_of_the_eve_that_2021_did_not_have(country: Country) -> None:
    new = {
        version.code: agency
        for agency, version in country.open_on(EVE, Level.COMMUNE).items()
        if version.code in {"11344", "03980", "03983", "03984"}
    }
    predecessors = {
        code: [country.code(f.predecessor, BEFORE_MERGERS) for f in country.successions if f.successor == agency]
        for code, agency in new.items()
    }

    assert predecessors == {"11344": ["11353"], "03980": [], "03983": [], "03984": []}


def test_communes_that_kept_code_and_name_absorbed_others_and_the_rest_are_new_lives(country: Country) -> None:
    fates = country.fates(Level.COMMUNE, date(2025, 1, 1))
    heirs = {kind: {f.successor for f in fates if f.kind is kind} for kind in Succession}

    assert len(heirs[Succession.ABSORBED]) == 158
    assert len(heirs[Succession.MERGED]) == 298
    assert all(country.holds(heir, BEFORE_MERGERS) for heir in heirs[Succession.ABSORBED])
    assert not any(country.holds(heir, BEFORE_MERGERS) for heir in heirs[Succession.MERGED])


def test_only_changes_beyond_spelling_are_renames(country: Country) -> None:
    then = {row["code"]: row["name"] for row in read_table("register_2021_communes")}
    eve = {row["code"]: row["name"] for row in read_table("register_2025H1_communes")}
    written = [code for code in then.keys() & eve.keys() if then[code] != eve[code]]

    assert len(written) == 788
    assert sum(not same_name(then[code], eve[code]) for code in written) == 582
    respelt = next(code for code in sorted(written) if same_name(then[code], eve[code]))
    assert country.name(country.coded(Level.COMMUNE, respelt, EVE), EVE) == then[respelt]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Xã Hoà Bình", "Xã Hòa Bình", True),
        ("Thị trấn Nông Trường Việt Lâm", "Thị trấn Nông trường Việt Lâm", True),
        ("Xã Đạ M' Rong", "Xã Đạ M'Rông", True),
        ("Xã Tân Tiến", "Xã Tân Mai", False),
        ("Phường 03", "Phường 3", False),
        ("Xã Tự Lạn", "Phường Tự Lạn", False),
    ],
)
def test_when_two_spellings_are_one_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
