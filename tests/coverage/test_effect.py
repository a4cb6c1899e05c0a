"""What a batch does to the figures: the figures as known just before it and just after it, counted the slow way."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from qms.coverage import figures
from qms.coverage.change import Count
from qms.coverage.effect import Moves, effect_of_batch, effect_of_draft
from qms.store.facts import Draft, VoidedFact
from qms.vocabulary import MEASURES, BatchKind, Measure
from tests.coverage import registers
from tests.coverage.worlds import World, agency, batch, close, day, event, published, undo, world

DAY = day("2021-04-27")
Place = tuple[Measure, int | None]


def first(drawn: World, batches: int) -> World:
    """The same world if the chain had ended after some batches: drawn anew from their rows alone."""
    cut = World(drawn.batches[:batches], list(drawn.levels), list(drawn.created), ids=dict(drawn.ids))
    for table, rows in drawn.rows.items():
        cut.rows[table] = [
            type(row)(row.fact, row.batch, row.id, row.voided_by if (row.voided_by or 0) <= batches else None)
            for row in rows
            if row.batch <= batches
        ]
    return cut


def counted(drawn: World, on: date) -> dict[Place, Count]:
    """All figures of a day, by measure and parent."""
    return {
        (one.measure, one.group.id if one.group else None): Count(one.numerator, one.denominator)
        for one in figures(drawn.ledger, on, by_parent=True)
    }


@given(registers.registers(), st.data())
def test_the_effect_of_a_batch_is_the_difference_of_two_chains_that_end_before_and_after_it(
    drawn: World, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(drawn.batches)))
    on = data.draw(st.dates(date(2010, 1, 1), date(2026, 12, 31)))
    before, after = counted(first(drawn, number - 1), on), counted(first(drawn, number), on)
    nothing = Count(0, 0)
    expected = {place: (before.get(place, nothing), after.get(place, nothing)) for place in {**before, **after}}
    found = {
        (one.measure, one.group.id if one.group else None): (one.before, one.after)
        for one in effect_of_batch(drawn.ledger, number, (on,))
    }
    assert found == {place: two for place, two in expected.items() if place[1] is None or two[0] != two[1]}


def drawn_world() -> World:
    return world(
        batch(
            agency("Huế", "province"),
            agency("Xã A", "commune", under="Huế"),
            agency("Xã B", "commune", under="Huế"),
            kind=BatchKind.REGISTER,
        ),
        batch(event("Xã A", "2021-01-01", "announced", 5, 5)),
        batch(event("Xã B", "2021-02-01", "announced", 5, 5), event("Xã A", "2021-01-01", "announced", 4, 5)),
        batch(published("communes", "2021-04-27", 1, 2, "50%")),
        batch(undo(3)),
    )


def communes(drawn: World, number: int, on: date = DAY) -> list[tuple[str | None, Count, Count]]:
    found = effect_of_batch(drawn.ledger, number, (on,))
    return [
        (one.group.name if one.group else None, one.before, one.after)
        for one in found
        if one.measure is Measure.COMMUNES
    ]


def test_later_batches_play_no_part_in_what_an_earlier_one_did() -> None:
    drawn = drawn_world()
    assert communes(drawn, 1) == [(None, Count(0, 0), Count(0, 2)), ("Huế", Count(0, 0), Count(0, 2))]
    assert communes(drawn, 2) == [(None, Count(0, 2), Count(1, 2)), ("Huế", Count(0, 2), Count(1, 2))]
    assert communes(drawn, 3) == [(None, Count(1, 2), Count(1, 2))]
    assert communes(drawn, 3, day("2021-01-15"))[0] == (None, Count(1, 2), Count(0, 2))


def test_all_five_national_figures_are_there_even_where_none_moves() -> None:
    found = effect_of_batch(drawn_world().ledger, 4, (DAY,))
    assert [one.measure for one in found] == list(MEASURES)
    assert not any(one.moves for one in found)
    assert {one.bodies for one in found} == {0}


def test_points_are_the_difference_of_the_rates() -> None:
    (moved,) = [
        one
        for one in effect_of_batch(drawn_world().ledger, 2, (DAY,))
        if one.measure is Measure.COMMUNES and not one.group
    ]
    assert moved.bodies == 1
    assert moved.points == Fraction(50)


def test_before_there_is_anything_to_count_there_are_no_points() -> None:
    (opened,) = [
        one
        for one in effect_of_batch(drawn_world().ledger, 1, (DAY,))
        if one.measure is Measure.COMMUNES and not one.group
    ]
    assert opened.points is None


def test_an_undo_is_counted_before_it_is_written_bare_agencies_and_announcements_left_out() -> None:
    drawn = world(
        batch(agency("Huế", "province"), agency("Xã A", "commune", under="Huế"), published("communes", DAY, 0, 1, "0%"))
    )
    voids = [VoidedFact("agency", 1), VoidedFact("published_figure", 1), VoidedFact("agency_version", 1)]
    draft = Draft(BatchKind.UNDO, "test", voids=(*voids, VoidedFact("agency_version", 2)))
    effects = effect_of_draft(drawn.ledger, draft, (DAY,))
    found = {(one.measure, one.group is None): (one.before, one.after) for one in effects}
    assert found[Measure.COMMUNES, True] == (Count(0, 1), Count(0, 0))
    assert found[Measure.PROVINCES, True] == (Count(0, 1), Count(0, 0))


def test_a_ledger_known_after_a_batch_shares_its_head_and_knows_no_later_one() -> None:
    drawn = drawn_world()
    for number in range(6):
        then = drawn.ledger.known_after(number)
        assert (then.version, then.head) == (number, drawn.ledger.head_at(number))


def test_a_parent_that_a_batch_closes_is_named_all_the_same() -> None:
    drawn = world(batch(agency("Huế", "province")), batch(close("Huế", "2020-01-01")))
    found = [one for one in effect_of_batch(drawn.ledger, 2, (DAY,)) if one.group]
    assert {one.group.name for one in found if one.group} == {"Huế"}


def test_who_comes_in_and_who_goes_out_is_told_where_the_counts_alone_would_hide_it() -> None:
    drawn = world(
        batch(
            agency("Huế", "province"),
            agency("Xã A", "commune", under="Huế"),
            agency("Xã B", "commune", under="Huế"),
            event("Xã A", "2020-01-01", "announced", 5, 5),
        ),
        batch(event("Xã A", "2020-02-01", "withdrawn"), event("Xã B", "2020-02-01", "announced", 5, 5)),
    )
    (country,) = [one for one in effect_of_batch(drawn.ledger, 2, (DAY,)) if one.measure is Measure.COMMUNES]
    assert (country.before, country.after) == (Count(1, 2), Count(1, 2))
    assert country.why == Moves(gained=1, lost=1)
