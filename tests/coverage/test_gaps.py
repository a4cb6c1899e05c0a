"""What is outstanding, counted: reasons that add up, and the parents nearest to complying."""

from datetime import date

import pytest
from hypothesis import given

from qms.coverage.gaps import NOT_ANNOUNCED, Reason, gaps, nearest, reason_of, reasons_meant
from qms.coverage.outstanding import outstanding
from qms.vocabulary import MEASURES, Level, Measure, Missing
from tests.coverage import registers
from tests.coverage.worlds import World, agency, event, world

DAY = date(2021, 4, 27)
AGENCY_MEASURES = (Measure.MINISTRY_ENCOURAGED, Measure.COMMUNES)


def province() -> World:
    """A province with a commune for each reason, and two that are covered."""
    names = ("im lặng", "chưa làm", "đang xây dựng", "đang áp dụng", "thiếu TTHC", "dừng", "đạt", "đạt nữa")
    return world(
        agency("tỉnh", "province", code="11"),
        *(agency(name, "commune", under="tỉnh") for name in names),
        event("chưa làm", "2020-01-01", "not_started"),
        event("đang xây dựng", "2020-01-01", "building"),
        event("đang áp dụng", "2020-01-01", "applied"),
        event("thiếu TTHC", "2020-01-01", "announced", 3, 5),
        event("dừng", "2020-01-01", "withdrawn"),
        event("đạt", "2020-01-01", "announced", 5, 5),
        event("đạt nữa", "2020-01-01", "announced"),
    )


def test_each_agency_is_outstanding_for_one_reason() -> None:
    found = gaps(province().ledger, Measure.COMMUNES, DAY)
    assert found.counts == dict.fromkeys(Reason, 1)
    assert found.not_covered == 6
    assert [reason_of(agency) for agency in found.only().described()] == list(Reason)


def test_an_agency_says_how_many_procedures_it_leaves_out_and_for_how_long() -> None:
    found = gaps(province().ledger, Measure.COMMUNES, DAY)
    (partial,) = found.only({Reason.PROCEDURES_PARTIAL}).described()
    assert (partial.procedures_covered, partial.procedures_total, partial.procedures_lacking) == (3, 5, 2)
    assert partial.days(DAY) == 482
    (silent,) = found.only({Reason.NO_REPORT}).described()
    assert (silent.procedures_total, silent.procedures_lacking) == (None, None)


def test_not_announced_means_three_reasons() -> None:
    found = gaps(province().ledger, Measure.COMMUNES, DAY)
    assert reasons_meant(Missing.NOT_ANNOUNCED) == NOT_ANNOUNCED
    assert found.only(reasons_meant(Missing.NOT_ANNOUNCED)).count == 3
    for missing in Missing:
        expected = [agency for agency in found.only().described() if missing in agency.missing]
        assert list(found.only(reasons_meant(missing)).described()) == expected


def test_a_list_is_narrowed_by_level() -> None:
    found = gaps(province().ledger, Measure.PROVINCES, DAY)
    assert found.only((), Level.COMMUNE).count == 0
    assert [agency.name for agency in found.only((), Level.PROVINCE).described()] == ["tỉnh"]


def test_parents_that_lack_the_fewest_agencies_come_first() -> None:
    drawn = world(
        *(agency(name, "province", code=name, scope="encouraged") for name in ("11", "12", "15", "96")),
        *(agency(f"sở {n}", "provincial_unit", under="11") for n in range(3)),
        *(agency(f"chi cục {n}", "provincial_unit", under="12") for n in range(2)),
        agency("sở đạt", "provincial_unit", under="96"),
        event("sở đạt", "2020-01-01", "announced", 5, 5),
        event("sở 0", "2020-01-01", "announced", 5, 5),
        event("chi cục 0", "2020-01-01", "announced", 5, 5),
    )
    found = nearest(drawn.ledger, Measure.PROVINCES, DAY)
    assert [(near.group.name, [agency.name for agency in near.lacking]) for near in found] == [
        ("12", ["chi cục 1"]),
        ("11", ["sở 1", "sở 2"]),
        ("15", []),
    ]
    under = nearest(drawn.ledger, Measure.PROVINCES, DAY, under=drawn.id("11"))
    assert [near.group.name for near in under] == ["11"]


@pytest.mark.parametrize("measure", MEASURES)
@given(registers.registers(), registers.days)
def test_reasons_add_up_to_what_is_not_covered(measure: Measure, drawn: World, day: date) -> None:
    found = gaps(drawn.ledger, measure, day)
    agencies = outstanding(drawn.ledger, measure, day).agencies
    assert found.counts == {reason: [reason_of(one) for one in agencies].count(reason) for reason in Reason}
    assert set(found.only().described()) == set(agencies)
    assert len(found) == len(agencies) == sum(found.counts.values())
    if measure in AGENCY_MEASURES:
        assert sum(found.counts.values()) == found.not_covered


@pytest.mark.parametrize("measure", [Measure.MINISTRIES, Measure.PROVINCES])
@given(registers.registers(), registers.days)
def test_the_nearest_are_all_that_do_not_comply_and_lack_what_is_outstanding(
    measure: Measure, drawn: World, day: date
) -> None:
    found, near = gaps(drawn.ledger, measure, day), nearest(drawn.ledger, measure, day)
    assert len(near) == found.not_covered
    assert {agency for one in near for agency in one.lacking} == set(found.only().described())
    sizes = [len(one.lacking) for one in near if one.lacking]
    assert sizes == sorted(sizes)
