"""The lists behind the numbers: as long as the numbers, in parts that make up the whole."""

from datetime import date, datetime

from hypothesis import given

from qms.coverage import Slice, figures
from qms.coverage.members import Part, members, names_on
from qms.vocabulary import Measure, Scope, Status
from tests.coverage import registers
from tests.coverage.worlds import World, agency, change, close, event, succession, world

DAY = date(2021, 4, 27)


def drawn_country() -> World:
    return world(
        agency("Bộ A", "ministry", code="A"),
        agency("Cục B", "ministry_unit", under="Bộ A", code="B"),
        agency("tỉnh", "province", code="11"),
        agency("tỉnh im", "province", code="12"),
        agency("xã đạt", "commune", under="tỉnh", code="1"),
        agency("xã thiếu", "commune", under="tỉnh", code="2"),
        agency("xã im", "commune", under="tỉnh im", code="3"),
        event("Bộ A", "2020-01-01", "announced"),
        event("xã đạt", "2020-02-01", "announced", 5, 5),
        event("xã thiếu", "2020-03-01", "announced", 4, 5),
    )


def test_each_agency_says_where_it_stands_since_when_and_under_whom() -> None:
    found = members(drawn_country().ledger, Measure.COMMUNES, DAY)
    rows = [(a.name, a.status, a.since, a.parent and a.parent.name, sorted(a.parts)) for a in found.agencies]
    assert rows == [
        ("xã đạt", Status.ANNOUNCED, date(2020, 2, 1), "tỉnh", ["covered"]),
        ("xã thiếu", Status.ANNOUNCED, date(2020, 3, 1), "tỉnh", ["not_covered"]),
        ("xã im", None, date(2010, 1, 1), "tỉnh im", ["no_report", "not_covered"]),
    ]


def test_a_parent_says_by_how_many_it_is_judged() -> None:
    found = members(drawn_country().ledger, Measure.MINISTRIES, DAY)
    (ministry,) = found.agencies
    assert ministry.below is not None
    assert (ministry.below.numerator, ministry.below.denominator) == (1, 2)
    assert ministry.below.text("vi") == "50,0%"
    assert ministry.parent is None


def test_a_province_from_whose_communes_nothing_was_heard_is_silent() -> None:
    found = members(drawn_country().ledger, Measure.PROVINCES_WITH_COMMUNES, DAY)
    assert [(a.name, Part.NO_REPORT in a.parts) for a in found.agencies] == [("tỉnh", False), ("tỉnh im", True)]


def test_lists_are_asked_for_under_several_agencies_at_once() -> None:
    drawn = drawn_country()
    both = members(drawn.ledger, Measure.COMMUNES, DAY, under=(drawn.id("tỉnh"), drawn.id("tỉnh im")))
    one = members(drawn.ledger, Measure.COMMUNES, DAY, under=(drawn.id("tỉnh im"),))
    assert [a.name for a in both.agencies] == ["xã đạt", "xã thiếu", "xã im"]
    assert [a.name for a in one.agencies] == ["xã im"]


def test_a_slice_lists_what_makes_a_ministry_comply() -> None:
    drawn = drawn_country()
    mandatory = Slice(scope=Scope.MANDATORY)
    found = members(drawn.ledger, Measure.SLICE, DAY, under=(drawn.id("Bộ A"),), slice_=mandatory)
    assert [(a.name, Part.COVERED in a.parts) for a in found.agencies] == [("Bộ A", True), ("Cục B", False)]
    assert found.count(Part.PROCEDURES_NOT_STATED) == 1


def test_a_body_that_absorbed_another_must_announce_again() -> None:
    drawn = world(
        agency("Bộ A", "ministry"),
        agency("Bộ B", "ministry"),
        event("Bộ A", "2020-01-01", "announced", 5, 5),
        close("Bộ B", "2021-01-01"),
        succession("Bộ B", "Bộ A", "2021-01-01", "absorbed"),
    )
    found = members(drawn.ledger, Measure.MINISTRIES, DAY)
    assert [a.name for a in found.only(Part.MUST_REANNOUNCE)] == ["Bộ A"]


def test_agencies_are_called_as_on_the_day() -> None:
    drawn = world(agency("cũ", "province", code="11"), change("cũ", "2020-01-01", name="mới"))
    assert [group.name for group in names_on(drawn.ledger, [drawn.id("cũ")], date(2015, 1, 1))] == ["cũ"]
    assert [group.name for group in names_on(drawn.ledger, [drawn.id("cũ")], DAY)] == ["mới"]


def test_a_list_becomes_a_table() -> None:
    table = members(drawn_country().ledger, Measure.PROVINCES_WITH_COMMUNES, DAY).to_frame()
    assert table[["name", "covered", "numerator", "denominator"]].to_numpy().tolist() == [
        ["tỉnh", True, 1, 2],
        ["tỉnh im", False, 0, 1],
    ]


@given(registers.registers(), registers.days, registers.moments)
def test_trap_35_every_number_of_a_figure_has_a_list_of_that_length(
    drawn: World, day: date, known_on: datetime | None
) -> None:
    for figure in figures(drawn.ledger, day, known_on=known_on):
        found = members(drawn.ledger, figure.measure, day, known_on=known_on)
        assert found.count(None) == figure.denominator
        assert found.count(Part.COVERED) == figure.numerator
        assert found.count(Part.NOT_COVERED) == figure.denominator - figure.numerator
        assert found.count(Part.NO_REPORT) == figure.no_report
        assert found.count(Part.MUST_REANNOUNCE) == figure.must_reannounce
        assert found.count(Part.PROCEDURES_NOT_STATED) == figure.procedures_not_stated
