"""When a ministry or province complies: all of its mandatory bodies, itself included, and no other."""

from itertools import pairwise

from qms.coverage import figures
from qms.vocabulary import Measure
from tests.coverage.answers import by_parent, count, figure, lacking
from tests.coverage.worlds import agency, change, close, day, event, world

ASKED = "2021-04-27"


def test_a_ministry_with_one_uncovered_agency_is_not_compliant() -> None:
    drawn = world(
        agency("Y tế", "ministry"),
        agency("Cục A", "ministry_unit", under="Y tế"),
        agency("Cục B", "ministry_unit", under="Y tế"),
        event("Y tế", "2020-01-01", "announced", 5, 5),
        event("Cục A", "2020-01-01", "announced", 5, 5),
        event("Cục B", "2021-06-01", "announced", 5, 5),
    )
    assert count(drawn, "ministries", ASKED) == (0, 1)
    assert lacking(drawn, "ministries", ASKED) == {"Cục B": "no_report"}
    assert count(drawn, "ministries", "2021-06-01") == (1, 1)


def test_a_ministry_is_judged_by_itself_too() -> None:
    drawn = world(
        agency("Y tế", "ministry"),
        agency("Cục A", "ministry_unit", under="Y tế"),
        event("Cục A", "2020-01-01", "announced", 5, 5),
    )
    assert count(drawn, "ministries", ASKED) == (0, 1)
    assert lacking(drawn, "ministries", ASKED) == {"Y tế": "no_report"}


def test_encouraged_and_planned_bodies_never_make_a_parent_fail() -> None:
    drawn = world(
        agency("Y tế", "ministry"),
        agency("Viện A", "ministry_unit", under="Y tế", scope="encouraged"),
        agency("Viện B", "ministry_unit", under="Y tế", scope="planned"),
        agency("Viện C", "ministry_unit", under="Y tế", scope="none"),
        event("Y tế", "2020-01-01", "announced", 5, 5),
        event("Viện B", "2020-01-01", "announced", 5, 5),
        event("Viện C", "2020-01-01", "announced", 5, 5),
    )
    assert count(drawn, "ministries", ASKED) == (1, 1)
    assert count(drawn, "ministry_encouraged", ASKED) == (1, 2)
    assert lacking(drawn, "ministry_encouraged", ASKED) == {"Viện A": "no_report"}


def test_a_ministry_without_a_mandatory_agency_is_not_counted_but_a_province_is() -> None:
    drawn = world(
        agency("Ủy ban", "ministry", scope="none"),
        agency("Lào Cai", "province", scope="none"),
    )
    assert count(drawn, "ministries", ASKED) == (0, 0)
    assert count(drawn, "provinces", ASKED) == (0, 1)
    assert lacking(drawn, "provinces", ASKED) == {}


def test_a_province_is_judged_through_its_districts() -> None:
    drawn = world(
        agency("Lào Cai", "province"),
        agency("Bắc Hà", "district", under="Lào Cai"),
        agency("Tả Chải", "commune", under="Bắc Hà", scope="mandatory"),
        event("Lào Cai", "2020-01-01", "announced", 5, 5),
        event("Bắc Hà", "2020-01-01", "announced", 5, 5),
        event("Tả Chải", "2021-01-01", "announced", 5, 5),
    )
    assert count(drawn, "provinces", "2020-12-31") == (0, 1)
    assert count(drawn, "provinces", "2021-01-01") == (1, 1)


def test_a_province_with_communes_needs_one_covered_commune_of_the_programme() -> None:
    drawn = world(
        agency("Lào Cai", "province"),
        agency("Yên Bái", "province"),
        agency("Huế", "province"),
        agency("A", "commune", under="Lào Cai"),
        agency("B", "commune", under="Lào Cai"),
        agency("C", "commune", under="Yên Bái", scope="none"),
        agency("D", "commune", under="Yên Bái"),
        event("A", "2020-01-01", "announced", 5, 5),
        event("C", "2020-01-01", "announced", 5, 5),
    )
    assert by_parent(drawn, "provinces_with_communes", ASKED) == {
        None: (1, 3),
        "Lào Cai": (1, 1),
        "Yên Bái": (0, 1),
        "Huế": (0, 1),
    }
    assert lacking(drawn, "provinces_with_communes", ASKED) == {"D": "no_report"}


def test_a_covered_body_that_is_no_commune_does_not_make_a_province_with_communes() -> None:
    drawn = world(agency("Huế", "province"), event("Huế", "2020-01-01", "announced", 5, 5))
    assert count(drawn, "provinces", ASKED) == (1, 1)
    assert count(drawn, "provinces_with_communes", ASKED) == (0, 1)


def test_a_body_counts_for_the_parent_of_the_day() -> None:
    drawn = world(
        agency("Cũ", "province"),
        agency("Mới", "province"),
        agency("Bắc Hà", "district", under="Cũ", scope="none"),
        agency("A", "commune", under="Bắc Hà"),
        change("Bắc Hà", "2021-01-01", under="Mới"),
        event("A", "2020-01-01", "announced", 5, 5),
    )
    assert by_parent(drawn, "communes", "2020-12-31") == {None: (1, 1), "Cũ": (1, 1)}
    assert by_parent(drawn, "communes", "2021-01-01") == {None: (1, 1), "Mới": (1, 1)}


def test_trap_1_a_total_is_pooled_and_no_mean_of_percentages() -> None:
    drawn = world(
        agency("A", "province"),
        agency("B", "province"),
        agency("A1", "commune", under="A"),
        *(agency(f"B{n}", "commune", under="B") for n in range(1, 100)),
        event("A1", "2020-01-01", "announced", 5, 5),
    )
    assert by_parent(drawn, "communes", ASKED) == {None: (1, 100), "A": (1, 1), "B": (0, 99)}
    assert figure(drawn, "communes", ASKED).text("vi") == "1,0%"


def test_trap_8_a_province_with_nobody_in_scope_has_no_rate() -> None:
    drawn = world(agency("Lào Cai", "province"), agency("A", "commune", under="Lào Cai", scope="none"))
    found = figure(drawn, "communes", ASKED, under="Lào Cai")
    assert (found.numerator, found.denominator, found.rate, found.text("vi")) == (0, 0, None, "–")
    assert found.to_json()["rate"] is None
    assert by_parent(drawn, "communes", ASKED) == {None: (0, 0)}


def test_under_a_district_only_its_own_bodies_count() -> None:
    drawn = world(
        agency("Lào Cai", "province", region="northern_midlands"),
        agency("Bắc Hà", "district", under="Lào Cai"),
        agency("A", "commune", under="Bắc Hà"),
        agency("B", "commune", under="Lào Cai"),
        event("A", "2020-01-01", "announced", 5, 5),
    )
    assert count(drawn, "communes", ASKED, under="Bắc Hà") == (1, 1)
    assert count(drawn, "communes", ASKED, under="Lào Cai") == (1, 2)
    assert count(drawn, "communes", ASKED, under="B") == (0, 1)
    assert count(drawn, "slice", ASKED, under="Bắc Hà", region="northern_midlands") == (1, 2)
    assert count(drawn, "provinces", ASKED, under="Bắc Hà") == (0, 0)


def test_a_slice_narrows_by_level_scope_region_and_standard_together() -> None:
    drawn = world(
        agency("Lào Cai", "province", region="northern_midlands"),
        agency("Cần Thơ", "province", region="mekong_delta"),
        agency("A", "commune", under="Lào Cai"),
        agency("B", "commune", under="Lào Cai", scope="planned"),
        agency("C", "commune", under="Cần Thơ", scope="planned"),
        agency("D", "commune", under="Cần Thơ", scope="none"),
        event("B", "2020-01-01", "announced", 5, 5, standard="2015"),
    )
    assert count(drawn, "slice", ASKED) == (1, 5)
    assert count(drawn, "slice", ASKED, level="commune") == (1, 3)
    assert count(drawn, "slice", ASKED, level="commune", scope="planned") == (1, 2)
    assert count(drawn, "slice", ASKED, level="commune", scope="encouraged") == (1, 3)
    assert count(drawn, "slice", ASKED, level="commune", scope="none") == (0, 1)
    assert count(drawn, "slice", ASKED, region="mekong_delta") == (0, 2)
    assert count(drawn, "slice", ASKED, level="commune", region="northern_midlands", standard="2015") == (1, 1)


def test_a_body_whose_parent_is_closed_counts_for_the_country_and_for_no_province() -> None:
    drawn = world(
        agency("Lào Cai", "province"),
        agency("A", "commune", under="Lào Cai"),
        close("Lào Cai", "2020-06-01"),
    )
    assert by_parent(drawn, "communes", "2020-05-31") == {None: (0, 1), "Lào Cai": (0, 1)}
    assert by_parent(drawn, "communes", "2020-06-01") == {None: (0, 1)}


def test_a_parent_from_whose_bodies_nothing_was_heard_is_silent() -> None:
    drawn = world(
        agency("Im lặng", "ministry"),
        agency("Có tiếng", "ministry"),
        agency("Cục A", "ministry_unit", under="Có tiếng"),
        event("Cục A", "2020-01-01", "building"),
    )
    found = figure(drawn, "ministries", ASKED)
    assert (found.numerator, found.denominator, found.no_report) == (0, 2, 1)


def test_groups_stand_in_the_order_of_level_and_code() -> None:
    drawn = world(
        agency("Tỉnh hai", "province", code="10"),
        agency("Bộ", "ministry", code="99"),
        agency("Tỉnh một", "province", code="02"),
        agency("A", "commune", under="Tỉnh hai"),
        agency("B", "commune", under="Tỉnh một"),
    )
    found = figures(drawn.ledger, day(ASKED), measures=(Measure.COMMUNES, Measure.SLICE), by_parent=True)
    names = [(figure.measure.value, figure.group.name if figure.group else None) for figure in found]
    assert names == [
        ("communes", None),
        ("communes", "Tỉnh một"),
        ("communes", "Tỉnh hai"),
        ("slice", None),
        ("slice", "Bộ"),
        ("slice", "Tỉnh một"),
        ("slice", "Tỉnh hai"),
    ]


def test_a_body_has_the_region_of_its_province_and_of_nobody_between() -> None:
    drawn = world(
        agency("Lào Cai", "province", region="northern_midlands"),
        agency("Bắc Hà", "district", under="Lào Cai", region="mekong_delta"),
        agency("A", "commune", under="Bắc Hà"),
        agency("Mồ côi", "district", region="southeast"),
        agency("B", "commune", under="Mồ côi"),
    )
    assert count(drawn, "slice", ASKED, region="northern_midlands") == (0, 2)
    assert count(drawn, "slice", ASKED, region="mekong_delta") == (0, 1)
    assert count(drawn, "slice", ASKED, region="southeast") == (0, 1)


def test_provinces_above_each_other_stand_at_no_top() -> None:
    drawn = world(
        agency("Một", "province"),
        agency("Hai", "province", under="Một"),
        agency("A", "commune", under="Hai"),
        change("Một", "2020-01-01", under="Hai"),
    )
    assert by_parent(drawn, "communes", "2019-12-31") == {None: (0, 1), "Một": (0, 1)}
    assert by_parent(drawn, "communes", "2020-01-01") == {None: (0, 1)}


def test_a_tree_may_be_deep() -> None:
    chain = [f"Cục {n}" for n in range(1, 13)]
    drawn = world(
        agency("Y tế", "ministry"),
        *(agency(label, "ministry_unit", under=above) for above, label in pairwise(["Y tế", *chain])),
        event("Y tế", "2020-01-01", "announced"),
        *(event(label, "2020-01-01", "announced") for label in chain[:-1]),
    )
    assert count(drawn, "ministries", ASKED) == (0, 1)
    assert lacking(drawn, "ministries", ASKED) == {"Cục 12": "no_report"}
    assert count(drawn, "slice", ASKED, under="Cục 11") == (1, 2)
