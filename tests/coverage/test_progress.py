"""How a measure moved: every point as the series says, cut at breaks; bodies on the map of then and of now; orders."""

from datetime import date
from fractions import Fraction

import pytest

from qms.coverage import Every, OnMap, Slice, figures, series
from qms.coverage.pace import Verdict
from qms.coverage.progress import GroupLine, Order, Progress, Question, ordered, progress
from qms.vocabulary import Level, Measure, Scope
from tests.coverage.worlds import World, agency, change, event, world
from tests.pages.country import country

START, END = date(2015, 1, 1), date(2026, 9, 30)
REFORM = date(2025, 7, 1)
EVE = date(2025, 6, 30)


def asked(drawn: World, measure: Measure = Measure.COMMUNES, **more: object) -> Progress:
    said = {"start": START, "end": END, **more}
    return progress(drawn.ledger, Question(measure, **said))  # type: ignore[arg-type]  # words by name


@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize("measure", list(Measure))
def test_the_line_holds_every_point_of_the_series_and_the_figures_on_both_sides_of_a_break(
    measure: Measure, every: Every
) -> None:
    drawn = country()
    found = asked(drawn, measure, every=every).line
    samples = {sample.as_of: (sample.numerator, sample.denominator) for part in found.stretches for sample in part}
    points = series(drawn.ledger, measure, START, END, every=every).points
    assert {point.as_of: (point.numerator, point.denominator) for point in points}.items() <= samples.items()
    for day, counted in samples.items():
        figure = figures(drawn.ledger, day, measures=(measure,))[measure]
        assert counted == (figure.numerator, figure.denominator)


def test_no_stretch_runs_across_a_break() -> None:
    found = asked(country()).line
    assert [(part[0].as_of, part[-1].as_of) for part in found.stretches] == [(START, EVE), (REFORM, END)]
    assert [date.fromordinal(break_.on_day) for break_ in found.breaks] == [REFORM]


def test_trap_28_older_data_move_no_break() -> None:
    drawn = country()
    for start in (date(2006, 6, 20), START, date(2025, 6, 1)):
        assert [date.fromordinal(found.on_day) for found in asked(drawn, start=start).line.breaks] == [REFORM]
    assert asked(drawn, start=REFORM).line.breaks == ()


def named(lines: tuple[GroupLine, ...]) -> dict[str, list[str]]:
    """Last n/d of each stretch of each group."""
    return {
        line.group.name: [f"{part[-1].numerator}/{part[-1].denominator}" for part in line.line.stretches]
        for line in lines
    }


def test_on_the_map_of_then_those_that_ended_stand_apart() -> None:
    found = asked(country())
    assert named(found.groups) == {"Tỉnh mới": ["1/2"], "Tỉnh 15": ["0/3", "0/3"], "Tỉnh 96": ["1/3", "1/3"]}
    assert named(found.ended) == {"Tỉnh 11": ["3/3"], "Tỉnh 12": ["0/3"]}


def test_on_the_map_of_now_the_predecessors_are_pooled_and_nobody_has_ended() -> None:
    found = asked(country(), on_map=OnMap.NOW)
    assert named(found.groups) == {"Tỉnh mới": ["3/6", "1/2"], "Tỉnh 15": ["0/3", "0/3"], "Tỉnh 96": ["1/3", "1/3"]}
    assert found.ended == ()


@pytest.mark.parametrize(("on_map", "stretches"), [(OnMap.THEN, [["1/2"]]), (OnMap.NOW, [["3/6"], ["1/2"]])])
def test_one_province_has_its_own_line_and_the_countrys_beside_it(on_map: OnMap, stretches: list[list[str]]) -> None:
    drawn = country()
    found = asked(drawn, under=drawn.id("Tỉnh mới"), on_map=on_map)
    assert found.root
    assert found.root.name == "Tỉnh mới"
    assert [[f"{part[-1].numerator}/{part[-1].denominator}"] for part in found.line.stretches] == stretches
    assert found.country
    assert found.country.stretches == asked(drawn).line.stretches
    assert found.groups == ()


def test_a_body_below_stays_on_the_map_of_then() -> None:
    drawn = country()
    under = drawn.id("Viện 0")
    now, then = (asked(drawn, Measure.MINISTRY_ENCOURAGED, under=under, on_map=on_map) for on_map in OnMap)
    assert now.line == then.line
    assert now.line.newest
    assert (now.line.newest.numerator, now.line.newest.denominator) == (1, 1)


def test_parents_that_are_counted_themselves_show_what_they_are_judged_by() -> None:
    ministries = asked(country(), Measure.MINISTRIES)
    assert named(ministries.groups) == {"Bộ A": ["2/2"], "Bộ B": ["1/2"], "Bộ C": ["1/1"]}
    reached = asked(country(), Measure.PROVINCES_WITH_COMMUNES)
    assert named(reached.groups) == named(asked(country()).groups)


def test_a_group_without_anything_to_count_between_the_days_is_left_out() -> None:
    found = asked(country(), start=date(2026, 1, 1))
    assert found.ended == ()
    assert set(named(found.groups)) == {"Tỉnh mới", "Tỉnh 15", "Tỉnh 96"}


def test_a_slice_is_narrowed_and_cut_like_any_measure() -> None:
    found = asked(country(), Measure.SLICE, slice_=Slice(level=Level.COMMUNE, scope=Scope.ENCOURAGED))
    assert named(found.groups) == named(asked(country()).groups)
    assert len(found.line.stretches) == 2


def three() -> World:
    return world(
        *(agency(name, "province", code=name) for name in ("Tỉnh Đ", "Tỉnh Ă", "Tỉnh D", "Tỉnh B")),
        *(agency(f"{of}{n}", "commune", under=f"Tỉnh {of}") for of in "ĐĂDB" for n in range(4)),
        event("Đ0", "2020-01-01", "announced"),
        *(event(f"Ă{n}", "2026-01-01", "announced") for n in range(2)),
        event("D0", "2020-01-01", "announced"),
        event("D1", "2026-05-01", "announced"),
    )


def test_groups_are_put_in_order_by_what_matters() -> None:
    groups = asked(three()).groups
    orders = {order: [line.group.name for line in ordered(groups, order, lambda name: (name,))] for order in Order}
    assert orders == {
        Order.LOWEST: ["Tỉnh B", "Tỉnh Đ", "Tỉnh D", "Tỉnh Ă"],
        Order.GAINED: ["Tỉnh Ă", "Tỉnh D", "Tỉnh B", "Tỉnh Đ"],
        Order.NAME: ["Tỉnh B", "Tỉnh D", "Tỉnh Ă", "Tỉnh Đ"],
    }
    assert [line.gained for line in ordered(groups, Order.GAINED, lambda name: (name,))] == [
        Fraction(1, 2),
        Fraction(1, 4),
        0,
        0,
    ]
    assert [line.group.name for line in groups if line.is_silent] == ["Tỉnh B"]


def test_what_a_group_gained_is_not_said_across_a_break() -> None:
    found = asked(country(), end=date(2026, 6, 30))
    assert {line.gained for line in found.groups} == {None}


def test_announcements_stand_beside_the_countrys_line_only() -> None:
    drawn = country()
    assert [mark.comparison.text for mark in asked(drawn).line.marks] == ["34%"]
    assert asked(drawn, under=drawn.id("Tỉnh 15")).line.marks == ()


def test_the_pace_is_that_of_the_year_before_the_last_day() -> None:
    found = asked(three()).pace
    assert found.verdict is Verdict.NOT_BEFORE
    assert [sample.numerator for sample in found.samples] == [2, 2, 4, 5, 5]
    assert asked(country(), end=date(2025, 12, 31)).pace.verdict is Verdict.BROKEN
    assert asked(country(), end=date(2016, 6, 30)).pace.verdict is Verdict.TOO_SHORT


def test_a_ministry_is_not_cut_where_provinces_were_reorganised() -> None:
    drawn = country()
    everything = Slice(scope=Scope.MANDATORY)
    found = asked(drawn, Measure.SLICE, slice_=everything, under=drawn.id("Bộ A"))
    assert len(found.line.stretches) == 1
    province = asked(drawn, Measure.SLICE, slice_=everything, under=drawn.id("Tỉnh 15"))
    assert len(province.line.stretches) == 2


def test_a_group_is_called_as_on_its_last_day() -> None:
    drawn = world(
        agency("Tỉnh cũ", "province", code="11"),
        agency("xã", "commune", under="Tỉnh cũ"),
        event("xã", "2020-01-01", "announced"),
        change("Tỉnh cũ", "2026-01-01", name="Thành phố mới"),
    )
    for on_map in OnMap:
        assert [line.group.name for line in asked(drawn, on_map=on_map).groups] == ["Thành phố mới"]
