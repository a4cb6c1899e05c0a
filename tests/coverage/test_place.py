"""A body on one day: its figures, its verdict, before it was reorganised, beside the country; measures broken down."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.coverage import figures
from qms.coverage.beside import beside
from qms.coverage.breakdown import JUDGED_BY, PARENTS, Verdict, breakdown, by_region, pool
from qms.coverage.lives import bearers, lives_in
from qms.coverage.place import place
from qms.vocabulary import MEASURES, Level, Measure, Region, Succession
from tests.coverage.registers import days, moments, registers
from tests.coverage.search import searched
from tests.coverage.worlds import World, agency, close, event, succession, world
from tests.pages.country import REFORM, country

DAY = date(2021, 4, 27)
LATER = date(2026, 6, 30)


def test_a_province_says_its_communes_its_mandatory_agencies_and_how_far_from_the_country() -> None:
    drawn = country()
    found = place(drawn.ledger, drawn.id("Tỉnh 11"), DAY)
    assert (found.group.name, found.own_measure, found.complies) == ("Tỉnh 11", Measure.COMMUNES, True)
    assert (found.own.numerator, found.own.denominator) == (3, 3)
    assert (found.mandatory.numerator, found.mandatory.denominator) == (1, 1)
    assert (found.country.numerator, found.country.denominator, float(found.points or 0)) == (4, 12, 66.7)
    assert (found.before, found.levels) == (None, (Level.PROVINCE, Level.COMMUNE))


def test_a_ministry_is_followed_by_its_encouraged_units_and_names_who_is_lacking() -> None:
    drawn = country()
    found = place(drawn.ledger, drawn.id("Bộ B"), DAY)
    assert found.own_measure is Measure.MINISTRY_ENCOURAGED
    assert found.complies is False
    assert [one.name for one in found.lacking] == ["Cục B"]
    assert place(drawn.ledger, drawn.id("Bộ A"), DAY).own.denominator == 3


def test_a_merged_province_pools_what_its_predecessors_had_reached_on_the_eve() -> None:
    drawn = country()
    before = place(drawn.ledger, drawn.id("Tỉnh mới"), LATER).before
    assert before is not None
    assert (before.eve, before.figure.numerator, before.figure.denominator) == (date(2025, 6, 30), 3, 6)
    assert [(group.name, part.numerator, part.denominator) for group, part in before.parts] == [
        ("Tỉnh 11", 3, 3),
        ("Tỉnh 12", 0, 3),
    ]
    assert before.continuing == 0
    assert place(drawn.ledger, drawn.id("Tỉnh 96"), LATER).before is None


def test_a_body_that_absorbs_another_is_among_those_of_the_eve_and_what_lives_on_is_counted() -> None:
    drawn = world(
        agency("Tỉnh A", "province"),
        agency("Tỉnh B", "province"),
        *(agency(f"xã {n}", "commune", under=f"Tỉnh {p}") for n, p in enumerate("AAB")),
        event("xã 0", "2020-01-01", "announced"),
        close("Tỉnh B", REFORM),
        close("xã 2", REFORM),
        succession("Tỉnh B", "Tỉnh A", REFORM, "absorbed"),
    )
    before = place(drawn.ledger, drawn.id("Tỉnh A"), LATER).before
    assert before is not None
    assert [group.name for group, _part in before.parts] == ["Tỉnh A", "Tỉnh B"]
    assert (before.figure.numerator, before.figure.denominator, before.continuing) == (1, 3, 2)


def test_lines_say_on_which_side_of_the_country_a_body_lies_and_since_when() -> None:
    drawn = world(
        *(agency(f"Tỉnh {p}", "province") for p in "AB"),
        *(agency(f"xã {p}{n}", "commune", under=f"Tỉnh {p}") for p in "AB" for n in range(2)),
        event("xã B0", "2020-02-15", "announced"),
        event("xã A0", "2020-05-15", "announced"),
        event("xã A1", "2020-08-15", "announced"),
    )
    lines = beside(drawn.ledger, Measure.COMMUNES, drawn.id("Tỉnh A"), date(2020, 12, 31))
    assert lines is not None
    assert (lines.side, lines.since) == (1, date(2020, 8, 31))
    other = beside(drawn.ledger, Measure.COMMUNES, drawn.id("Tỉnh B"), date(2020, 12, 31))
    assert other is not None
    assert (other.side, other.since) == (-1, date(2020, 8, 31))
    assert other.own.stretches[-1][-1].numerator == 1


def test_a_body_that_opens_on_the_day_has_no_line_yet() -> None:
    drawn = country()
    assert beside(drawn.ledger, Measure.COMMUNES, drawn.id("Tỉnh mới"), date(2025, 7, 1)) is None
    assert beside(drawn.ledger, Measure.COMMUNES, drawn.id("Bộ A"), DAY) is None


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_is_broken_down_by_whom_it_is_made_of(measure: Measure) -> None:
    found = breakdown(country().ledger, measure, DAY)
    assert {share.group.level for share in found.shares} == {PARENTS[measure]}
    verdicts = {share.group.name: share.verdict for share in found.shares}
    expected = {
        Measure.MINISTRIES: {"Bộ A": Verdict.HOLDS, "Bộ B": Verdict.LACKS, "Bộ C": Verdict.HOLDS},
        Measure.PROVINCES: {
            "Tỉnh 11": Verdict.HOLDS,
            **dict.fromkeys(("Tỉnh 12", "Tỉnh 15", "Tỉnh 96"), Verdict.SILENT),
        },
    }
    if measure in expected:
        assert verdicts == expected[measure]


@searched
@given(registers(), days, moments, st.sampled_from(MEASURES))
def test_sums_over_parents_are_the_figures(drawn: World, on: date, moment: Any, measure: Measure) -> None:
    found = breakdown(drawn.ledger, measure, on, known_on=moment)
    figure = figures(drawn.ledger, on, known_on=moment, measures=(measure,))[measure]
    assert found.total is not None
    assert (found.total.numerator, found.total.denominator) == (figure.numerator, figure.denominator)
    by_parent = figures(
        drawn.ledger, on, known_on=moment, measures=(Measure.SLICE,), slice_=JUDGED_BY[measure], by_parent=True
    )
    own = [one for one in by_parent if one.group and one.group.level == PARENTS[measure]]
    assert found.pooled.denominator == sum(one.denominator for one in own)
    holding = sum(share.verdict is Verdict.HOLDS for share in found.shares)
    if measure in {Measure.MINISTRIES, Measure.PROVINCES}:
        assert holding == figure.numerator
    regional = by_region(drawn.ledger, measure, on, known_on=moment)
    assert all(one.region is region and one.pooled.denominator for region, one in regional)
    assert sum(one.pooled.numerator for _region, one in regional) <= found.pooled.numerator


def test_trap_1_a_region_is_pooled_and_never_a_mean_of_rates() -> None:
    drawn = world(
        agency("Tỉnh A", "province", region="southeast"),
        agency("Tỉnh B", "province", region="southeast"),
        agency("xã A", "commune", under="Tỉnh A"),
        *(agency(f"xã B{n}", "commune", under="Tỉnh B") for n in range(99)),
        event("xã A", "2020-01-01", "announced"),
    )
    ((region, found),) = by_region(drawn.ledger, Measure.COMMUNES, DAY)
    assert (region, found.pooled.text("vi")) == (Region.SOUTHEAST, "1,0%")
    assert pool([]).text("vi") == "–"


def test_who_bore_a_code_and_what_became_of_it() -> None:
    drawn = country()
    known = drawn.ledger.version
    found = bearers(drawn.ledger, Level.PROVINCE, "11", known)
    assert [one + 1 for one in found] == [drawn.id("Tỉnh 11"), drawn.id("Tỉnh mới")]
    assert bearers(drawn.ledger, Level.COMMUNE, "11", known) == ()
    assert bearers(drawn.ledger, Level.COMMUNE, "nobody", known) == ()
    lives = lives_in(drawn.ledger, known)
    (heir,) = lives.heirs(found[0], LATER.toordinal())
    assert (heir.agency + 1, heir.kind) == (drawn.id("Tỉnh mới"), Succession.MERGED)
    assert lives.heirs(found[0], DAY.toordinal()) == ()
    assert [group.name for group in lives.above(drawn.id("xã 11.0") - 1, LATER.toordinal())] == ["Tỉnh 11"]


def test_a_chain_of_heirs_that_bites_its_tail_ends() -> None:
    drawn = world(
        *(agency(name, "commune") for name in "AB"),
        *(close(name, "2020-01-01") for name in "AB"),
        succession("A", "B", "2020-01-01", "merged"),
        succession("B", "A", "2020-01-01", "merged"),
    )
    assert lives_in(drawn.ledger, 1).heirs(0, DAY.toordinal()) == ()
