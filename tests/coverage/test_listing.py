"""Lists of agencies: filters against a slow reading of every row, counts that add up, orders, empty lists."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.collation import name_key
from qms.coverage import Slice, figures
from qms.coverage.listing import STANDINGS, Filter, Listed, Order, Where, listing
from qms.coverage.members import Behind, Part, members
from qms.coverage.periods import months_before
from qms.vocabulary import Level, Measure, Region, Scope, Standard, Status
from tests.coverage.registers import days, moments, registers
from tests.coverage.search import searched
from tests.coverage.worlds import Row, World, agency, change, close, event, succession, world

DAY = date(2021, 4, 27)


def optional(words: Any) -> Any:
    return st.one_of(st.none(), st.none(), st.sampled_from(list(words)))


filters = st.builds(
    Filter,
    optional(Level),
    optional(Scope),
    optional(Where),
    optional(Region),
    optional(Standard),
    st.sampled_from([None, None, True, False]),
    st.sampled_from([None, None, 1, 6, 24]),
)


def newest(drawn: World, agency_id: int, on: date, known: int) -> Row | None:
    """The newest standing event of an agency on or before a day, found by reading them all."""
    standing = [
        row
        for row in drawn.rows["status_event"]
        if row.fact.agency == agency_id
        and row.fact.effective_on <= on
        and row.batch <= known
        and not (row.voided_by and row.voided_by <= known)
    ]
    return max(standing, key=lambda row: row.fact.effective_on, default=None)


def stands(behind: Behind) -> Where:
    if behind.status is None:
        return Where.NO_REPORT
    if behind.status is Status.ANNOUNCED:
        return Where.ANNOUNCED if Part.COVERED in behind.parts else Where.PARTIAL
    return Where(behind.status.value)


def fits(behind: Behind, row: Row | None, kept: Filter, on: date) -> bool:
    """Whether one agency is kept: what a clerk would look at, line by line."""
    where = stands(behind)
    checks = [
        kept.status in {None, where}
        or (kept.status is Where.NOT_COVERED and where is not Where.ANNOUNCED)
        or (kept.status is Where.MUST_REANNOUNCE and Part.MUST_REANNOUNCE in behind.parts),
        kept.stated is None or (row is not None and row.fact.procedures_total is not None) == kept.stated,
        kept.older is None or (row is not None and row.fact.effective_on < months_before(on, kept.older)),
    ]
    return all(checks)


def kept_ids(drawn: World, on: date, moment: Any, kept: Filter) -> set[int]:
    known = drawn.ledger.known_on(moment)
    everyone = members(drawn.ledger, Measure.SLICE, on, slice_=kept.slice_, known_on=moment).agencies
    return {one.id for one in everyone if fits(one, newest(drawn, one.id, on, known), kept, on)}


@searched
@given(registers(), days, moments, filters)
def test_a_list_holds_whom_a_reading_of_every_row_keeps(drawn: World, on: date, moment: Any, kept: Filter) -> None:
    found = listing(drawn.ledger, on, kept=kept, known_on=moment)
    expected = kept_ids(drawn, on, moment, kept)
    assert {row.id for row in found.rows()} == expected
    assert found.count == len(expected)
    other = {name: len(kept_ids(drawn, on, moment, kept.without(name))) for name in kept.narrowing}
    assert dict(found.droppable()) == {name: count for name, count in other.items() if count}


@searched
@given(registers(), days, moments, filters)
def test_counts_make_up_the_figure(drawn: World, on: date, moment: Any, kept: Filter) -> None:
    sliced = Filter(kept.level, kept.scope, None, kept.region, kept.standard)
    found = listing(drawn.ledger, on, kept=sliced, known_on=moment)
    figure = figures(drawn.ledger, on, known_on=moment, measures=(Measure.SLICE,), slice_=sliced.slice_)[Measure.SLICE]
    assert found.whole == found.count == figure.denominator
    assert found.counts[Where.ANNOUNCED] == figure.numerator
    assert found.counts[Where.NOT_COVERED] == figure.denominator - figure.numerator
    assert found.counts[Where.NO_REPORT] == figure.no_report
    assert found.counts[Where.MUST_REANNOUNCE] == figure.must_reannounce
    assert sum(found.counts[where] for where in STANDINGS) == figure.denominator
    assert [where for _group, where in found.by_standing()] == sorted(
        (row.standing for row in found.rows()), key=STANDINGS.index
    )


@searched
@given(registers(), days, st.sampled_from(list(Order)), st.booleans())
def test_rows_come_in_their_order_and_pages_part_it(drawn: World, on: date, order: Order, descending: bool) -> None:
    found = listing(drawn.ledger, on)
    rows = found.rows(order, descending=descending)
    pages = [found.rows(order, descending=descending, first=at, last=at + 3) for at in range(0, found.count, 3)]
    assert tuple(row for page in pages for row in page) == rows
    keys = [key_of(row, order) for row in rows]
    stated = [key for key in keys if key is not None]
    assert keys[: len(stated)] == stated
    assert all((one >= other) if descending else (one <= other) for one, other in pairwise(stated))


def key_of(row: Listed, order: Order) -> Any:
    total, covered = row.procedures_total, row.procedures_covered
    return {
        Order.NAME: name_key(row.name),
        Order.CODE: row.code or "",
        Order.STATUS: STANDINGS.index(row.standing),
        Order.PROCEDURES: None if not total else (covered if covered is not None else -1) * 1_000_000 // total,
        Order.REPORT: row.reported_on,
    }[order]


def country() -> World:
    return world(
        agency("Tỉnh A", "province", code="01", region="southeast"),
        agency("Huyện B", "district", under="Tỉnh A", code="001"),
        agency("Sở C", "provincial_unit", under="Tỉnh A", code="01-C"),
        *(
            agency(name, "commune", under="Huyện B", code=f"0000{place}")
            for place, name in enumerate(("Xã Đông", "Xã Ân", "Xã An", "Xã Bình", "Xã Ánh"))
        ),
        agency("Xã ngoài", "commune", under="Huyện B", scope="none"),
        event("Xã Đông", "2020-01-01", "announced", 5, 5, standard="2008"),
        event("Xã Ân", "2020-06-30", "announced", 4, 5, standard="2015"),
        event("Xã An", "2020-07-01", "building"),
        event("Xã Bình", "2019-01-01", "announced"),
    )


def names(found: Any) -> list[str]:
    return [row.name for row in found.rows()]


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (Filter(level=Level.COMMUNE), ["Xã An", "Xã Ánh", "Xã Ân", "Xã Bình", "Xã Đông"]),
        (Filter(status=Where.PARTIAL), ["Xã Ân"]),
        (Filter(standard=Standard.ISO_2008), ["Xã Đông"]),
        (Filter(stated=True), ["Xã Ân", "Xã Đông"]),
        (Filter(level=Level.COMMUNE, stated=False), ["Xã An", "Xã Ánh", "Xã Bình"]),
        (Filter(older=12), ["Xã Bình", "Xã Đông"]),
        (Filter(find="an", level=Level.COMMUNE), ["Xã An", "Xã Ân"]),
        (Filter(find="ân"), ["Xã Ân"]),
        (Filter(find="00003"), ["Xã Bình"]),
        (Filter(scope=Scope.NONE), ["Xã ngoài"]),
        (Filter(scope=Scope.MANDATORY, level=Level.DISTRICT), ["Huyện B"]),
        (Filter(region=Region.SOUTHEAST, status=Where.ANNOUNCED), ["Xã Bình", "Xã Đông"]),
    ],
)
def test_what_filters_keep(kept: Filter, expected: list[str]) -> None:
    drawn = country()
    assert names(listing(drawn.ledger, DAY, under=drawn.id("Tỉnh A"), kept=kept)) == expected


def test_a_row_says_where_it_stands_under_and_what_it_reported() -> None:
    drawn = country()
    row = next(row for row in listing(drawn.ledger, DAY).rows() if row.name == "Xã Ân")
    assert [group.name for group in row.above] == ["Huyện B", "Tỉnh A"]
    assert (row.procedures_covered, row.procedures_total, row.reported_on) == (4, 5, date(2020, 6, 30))
    assert drawn.rows["status_event"][(row.event or 0) - 1].fact.agency == row.id


def test_a_filter_that_leaves_nobody_says_which_part_to_drop() -> None:
    drawn = country()
    kept = Filter(level=Level.COMMUNE, standard=Standard.ISO_2008, status=Where.PARTIAL)
    found = listing(drawn.ledger, DAY, kept=kept)
    assert (found.count, found.droppable()) == (0, (("status", 1), ("standard", 1)))


def test_trap_25_an_ended_agency_has_its_own_name_on_old_days_and_is_absent_today() -> None:
    drawn = world(
        agency("Tỉnh A", "province"),
        agency("Xã Cũ", "commune", under="Tỉnh A"),
        agency("Xã Mới", "commune", under="Tỉnh A", opened="2025-07-01"),
        change("Xã Cũ", "2015-01-01", name="Xã Giữa"),
        close("Xã Cũ", "2025-07-01"),
        succession("Xã Cũ", "Xã Mới", "2025-07-01", "merged"),
    )
    communes = Filter(level=Level.COMMUNE)
    spoken = [names(listing(drawn.ledger, on, kept=communes)) for on in (date(2014, 1, 1), DAY, date(2025, 7, 1))]
    assert spoken == [["Xã Cũ"], ["Xã Giữa"], ["Xã Mới"]]


@searched
@given(registers(), days, moments)
def test_trap_25_none_is_never_a_name(drawn: World, on: date, moment: Any) -> None:
    rows = listing(drawn.ledger, on, known_on=moment).rows()
    spoken = [name for row in rows for name in (row.name, *(group.name for group in row.above))]
    assert all(name and name.casefold() != "none" for name in spoken)


def test_slices_and_filters_are_one() -> None:
    assert Filter(Level.COMMUNE, Scope.PLANNED, region=Region.SOUTHEAST).slice_ == Slice(
        Level.COMMUNE, Scope.PLANNED, Region.SOUTHEAST
    )
