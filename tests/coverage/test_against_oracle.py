"""Every answer on random registers is what the slow and obvious oracle says."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from qms.coverage import Every, OnMap, figures, outstanding, series
from qms.coverage.series import totals_on
from qms.vocabulary import MEASURES, Measure
from tests.coverage import registers
from tests.coverage.answers import counted, named, slice_of, wanting
from tests.coverage.oracle import Narrowed, Oracle, last_days
from tests.coverage.search import searched
from tests.coverage.worlds import World

ALL = tuple(Measure)
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


@searched
@given(registers.registers(), registers.days, registers.moments, registers.slices)
def test_figures_by_parent_with_their_members(
    world: World, day: date, known_on: datetime | None, narrowed: Narrowed
) -> None:
    oracle = Oracle(world, known_on)
    found = figures(
        world.ledger,
        day,
        known_on=known_on,
        measures=ALL,
        by_parent=True,
        slice_=slice_of(narrowed),
        members=True,
    )
    expected = [figure for measure in ALL for figure in oracle.figures(measure, day, by_parent=True, narrowed=narrowed)]
    assert counted(found) == expected
    assert found.stamp.data_version == oracle.known


@searched
@given(registers.registers(), registers.days, registers.moments, registers.slices)
def test_figures_under_any_agency(world: World, day: date, known_on: datetime | None, narrowed: Narrowed) -> None:
    oracle = Oracle(world, known_on)
    for under in oracle.agencies:
        found = figures(
            world.ledger,
            day,
            known_on=known_on,
            measures=ALL,
            under=under,
            slice_=slice_of(narrowed),
            members=True,
        )
        expected = [
            figure for measure in ALL for figure in oracle.figures(measure, day, under=under, narrowed=narrowed)
        ]
        assert counted(found) == expected


@searched
@given(
    registers.registers(),
    st.sampled_from(ALL),
    st.tuples(registers.days, registers.days).map(sorted),
    st.sampled_from(Every),
    registers.moments,
    registers.slices,
)
def test_a_series_is_the_figures_of_its_days(
    world: World,
    measure: Measure,
    span: list[date],
    every: Every,
    known_on: datetime | None,
    narrowed: Narrowed,
) -> None:
    oracle = Oracle(world, known_on)
    found = series(
        world.ledger,
        measure,
        *span,
        every=every,
        by_parent=True,
        slice_=slice_of(narrowed),
        known_on=known_on,
    )
    expected = [
        (day, figure.group, figure.numerator, figure.denominator)
        for day in last_days(span[0], span[1], MONTHS[every])
        for figure in oracle.figures(measure, day, by_parent=True, narrowed=narrowed)
    ]
    points = [(point.as_of, named(point.group), point.numerator, point.denominator) for point in found.points]
    totals = [point for point in expected if point[1] is None]
    assert points[: len(totals)] == totals
    assert Counter(points) == Counter(expected)


@searched
@given(registers.registers(), st.lists(st.lists(registers.days, min_size=1), min_size=1), registers.moments)
def test_totals_are_the_figures_of_their_days_whatever_was_asked_before(
    world: World, asked: list[list[date]], known_on: datetime | None
) -> None:
    oracle = Oracle(world, known_on)
    for days in asked:
        wanted: dict[Measure, list[date]] = {one: sorted({*days[place:]}) for place, one in enumerate(MEASURES)}
        found = totals_on(world.ledger, wanted, known_on=known_on)
        for measure, own in wanted.items():
            said = [(point.as_of, point.numerator, point.denominator) for point in found[measure]]
            totals = [(day, oracle.figures(measure, day)[0]) for day in own]
            assert said == [(day, figure.numerator, figure.denominator) for day, figure in totals]


@searched
@given(
    registers.registers(),
    st.sampled_from(ALL),
    st.tuples(registers.days, registers.days).map(sorted),
    registers.moments,
    registers.slices,
    registers.NUMBER,
)
def test_a_series_under_any_agency(
    world: World,
    measure: Measure,
    span: list[date],
    known_on: datetime | None,
    narrowed: Narrowed,
    number: int,
) -> None:
    oracle = Oracle(world, known_on)
    under = 1 + number % len(oracle.agencies)
    found = series(world.ledger, measure, *span, under=under, slice_=slice_of(narrowed), known_on=known_on)
    expected = [
        (day, figure.numerator, figure.denominator)
        for day in last_days(span[0], span[1], 1)
        for figure in oracle.figures(measure, day, under=under, narrowed=narrowed)
    ]
    assert [(point.as_of, point.numerator, point.denominator) for point in found.points] == expected


@searched
@given(
    registers.registers(),
    st.sampled_from(ALL),
    st.tuples(registers.days, registers.days).map(sorted),
    registers.moments,
    registers.slices,
)
def test_the_map_of_now_pools_each_body_onto_its_heir(
    world: World, measure: Measure, span: list[date], known_on: datetime | None, narrowed: Narrowed
) -> None:
    oracle = Oracle(world, known_on)
    found = series(
        world.ledger,
        measure,
        *span,
        every=Every.QUARTER,
        by_parent=True,
        on_map=OnMap.NOW,
        slice_=slice_of(narrowed),
        known_on=known_on,
    )
    for day in last_days(span[0], span[1], 3):
        pooled = {
            point.group.id: (point.numerator, point.denominator)
            for point in found.points
            if point.as_of == day and point.group
        }
        assert pooled == oracle.pooled(measure, day, span[1], narrowed)


@searched
@given(registers.registers(), registers.days, registers.moments, registers.slices, registers.NUMBER)
def test_outstanding_lists_with_what_is_missing(
    world: World, day: date, known_on: datetime | None, narrowed: Narrowed, number: int
) -> None:
    oracle = Oracle(world, known_on)
    for measure in ALL:
        for under in (None, 1 + number % len(oracle.agencies)):
            found = outstanding(world.ledger, measure, day, under=under, slice_=slice_of(narrowed), known_on=known_on)
            assert wanting(found) == oracle.outstanding(measure, day, under, narrowed)
