"""What there is to say of a day: a year before, the newest announcement, the order of the provinces, the lines."""

from datetime import date
from fractions import Fraction

from qms.coverage.overview import Overview, first_report, national_trend, overview
from qms.coverage.periods import year_before
from qms.coverage.ranking import is_silent, ranking
from qms.coverage.trend import Sample
from qms.vocabulary import Measure
from tests.coverage.worlds import Statement, World, agency, close, event, published, succession, world

TODAY = date(2026, 9, 30)
DAY = date(2021, 4, 27)
REFORM = "2025-07-01"


def seen(drawn: World, day: date = DAY) -> Overview:
    return overview(drawn.ledger, day, over=national_trend(drawn.ledger, TODAY))


def country(*more: Statement, since: str = "2015-01-01") -> World:
    """Two provinces with two communes each; "1A" and "1B" are covered by 2021, "2A" since 2015 or a day given."""
    return world(
        *(agency(f"tỉnh {n}", "province", code=f"1{n}") for n in (1, 2)),
        *(agency(f"{n}{x}", "commune", under=f"tỉnh {n}") for n in (1, 2) for x in "AB"),
        event("2A", since, "announced", 5, 5),
        event("1A", "2020-05-01", "announced", 5, 5),
        event("1B", "2020-06-01", "announced", 5, 5),
        *more,
    )


def reformed(since: str = "2015-01-01") -> World:
    return country(
        *(close(name, REFORM) for name in ("1A", "1B", "2A", "2B", "tỉnh 1", "tỉnh 2")),
        agency("tỉnh mới", "province", opened=REFORM, code="11"),
        *(agency(f"xã {n}", "commune", under="tỉnh mới", opened=REFORM) for n in (1, 2)),
        *(succession(f"tỉnh {n}", "tỉnh mới", REFORM, "merged") for n in (1, 2)),
        *(succession(f"{n}{x}", f"xã {n}", REFORM, "merged") for n in (1, 2) for x in "AB"),
        event("xã 1", "2026-01-01", "announced", 5, 5),
        since=since,
    )


def test_a_year_before_the_29th_of_february_is_the_28th() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert year_before(DAY) == date(2020, 4, 27)


def test_a_figure_is_compared_with_the_same_day_a_year_earlier() -> None:
    before = seen(country())[Measure.COMMUNES].year_before
    assert (before.figure.numerator, before.figure.denominator) == (1, 4)
    assert (before.points, before.bodies, before.broken_by) == (Fraction(50), 2, None)


def test_points_are_rounded_half_up_from_the_exact_rates_downwards_too() -> None:
    drawn = world(
        agency("tỉnh", "province"),
        *(agency(f"xã {n}", "commune", under="tỉnh") for n in range(3)),
        event("xã 0", "2020-01-01", "announced", 5, 5),
        event("xã 0", "2021-01-01", "withdrawn"),
    )
    assert seen(drawn)[Measure.COMMUNES].year_before.points == Fraction(-333, 10)


def test_across_a_reorganisation_the_break_is_named() -> None:
    before = seen(reformed(), date(2026, 6, 1))[Measure.COMMUNES].year_before
    assert before.broken_by is not None
    assert (before.broken_by.before, before.broken_by.after) == (4, 2)
    assert seen(reformed(), date(2026, 7, 1))[Measure.COMMUNES].year_before.broken_by is None


def test_without_a_rate_there_are_no_points() -> None:
    before = seen(country())[Measure.MINISTRIES].year_before
    assert before.points is None


def test_the_newest_announcement_up_to_the_day_is_compared_on_its_own_day() -> None:
    drawn = country(
        published("communes", "2020-05-15", 2, 4, "50%"),
        published("communes", "2021-04-27", 3, 4, "80%"),
        published("communes", "2022-01-01", 4, 4, "100%"),
    )
    on_the_day = seen(drawn)[Measure.COMMUNES].announced
    later = seen(drawn, date(2021, 12, 31))[Measure.COMMUNES].announced
    earlier = seen(drawn, date(2021, 4, 26))[Measure.COMMUNES].announced
    assert on_the_day is not None
    assert later is not None
    assert earlier is not None
    assert (on_the_day.as_of, on_the_day.comparison.text, on_the_day.comparison.agrees) == (DAY, "80%", False)
    assert (later.as_of, later.computed.numerator) == (DAY, 3)
    assert (earlier.as_of, earlier.comparison.agrees) == (date(2020, 5, 15), True)
    assert seen(drawn, date(2020, 5, 14))[Measure.COMMUNES].announced is None
    assert seen(drawn).verdicts == (0, 1)
    assert seen(drawn, date(2021, 12, 31)).verdicts == (0, 0)


def test_the_silent_come_first_then_the_lowest_and_of_equals_the_one_that_lacks_more() -> None:
    drawn = world(
        *(agency(name, "province", code=name) for name in ("im", "nửa to", "nửa", "đủ", "không")),
        *(agency(f"im {n}", "commune", under="im") for n in range(2)),
        *(agency(f"to {n}", "commune", under="nửa to") for n in range(4)),
        *(agency(f"nửa {n}", "commune", under="nửa") for n in range(2)),
        agency("đủ 1", "commune", under="đủ"),
        agency("không 1", "commune", under="không"),
        *(event(name, "2020-01-01", "announced", 5, 5) for name in ("to 0", "to 1", "nửa 0", "đủ 1")),
        event("không 1", "2020-01-01", "not_started"),
    )
    found = ranking(drawn.ledger, Measure.COMMUNES, DAY)
    assert [figure.group and figure.group.name for figure in found.figures] == ["im", "không", "nửa to", "nửa", "đủ"]
    assert [is_silent(figure) for figure in found.figures] == [True, False, False, False, False]
    assert (found.complete, found.below_half, found.not_covered, found.no_report) == (1, 2, 6, 5)
    assert (found.lowest(2).not_covered, set(found.by_code())) == (3, {"im", "không", "nửa to", "nửa", "đủ"})


def test_a_line_stops_on_the_eve_of_a_reorganisation_and_begins_anew_on_its_day() -> None:
    line = national_trend(reformed().ledger, TODAY).line(Measure.COMMUNES)
    (first, second) = line.stretches
    assert (first[0].as_of, first[-1]) == (date(2014, 5, 18), Sample(date(2025, 6, 30), 3, 4))
    assert (second[0], second[-1]) == (Sample(date(2025, 7, 1), 0, 2), Sample(TODAY, 1, 2))
    assert line.newest == second[-1]
    assert line.never_falls


def test_trap_28_older_data_move_no_break() -> None:
    plain, older = (national_trend(drawn.ledger, TODAY) for drawn in (reformed(), reformed(since="2012-03-01")))
    assert (plain.start, older.start) == (date(2014, 5, 18), date(2012, 3, 1))
    assert plain.breaks == older.breaks
    assert [break_.on_day for _measure, break_ in older.breaks] == [date(2025, 7, 1).toordinal()] * 2
    assert [line.stretches[-1] for line in plain.lines if line.stretches] == [
        line.stretches[-1] for line in older.lines if line.stretches
    ]


def test_a_line_up_to_a_day_ends_with_that_days_own_figure() -> None:
    line = national_trend(reformed().ledger, TODAY).line(Measure.COMMUNES)
    middle = line.up_to(Sample(DAY, 3, 4))
    first_day = line.up_to(Sample(date(2025, 7, 1), 0, 2))
    nothing = line.up_to(Sample(DAY, 0, 0))
    assert (len(middle.stretches), middle.newest) == (1, Sample(DAY, 3, 4))
    assert [stretch[-1].as_of for stretch in first_day.stretches] == [date(2025, 6, 30), date(2025, 7, 1)]
    assert nothing.newest == Sample(date(2021, 3, 31), 3, 4)
    assert line.up_to(Sample(date(2010, 1, 1), 0, 4)).stretches == ((Sample(date(2010, 1, 1), 0, 4),),)


def test_a_short_table_holds_the_ends_of_years_and_of_stretches() -> None:
    days = [sample.as_of for sample in national_trend(reformed().ledger, TODAY).line(Measure.COMMUNES).last_of_years()]
    assert days == [
        date(2014, 5, 18),
        *(date(year, 12, 31) for year in range(2014, 2025)),
        date(2025, 6, 30),
        date(2025, 7, 1),
        date(2025, 12, 31),
        TODAY,
    ]


def test_a_mark_lies_at_its_own_fraction_or_at_the_computed_one() -> None:
    drawn = country(
        published("communes", "2021-04-27", 1, 4, "25%"), published("provinces", "2021-04-27", None, None, "9%")
    )
    trend = national_trend(drawn.ledger, TODAY)
    assert [mark.rate for mark in trend.line(Measure.COMMUNES).marks] == [Fraction(1, 4)]
    assert [mark.rate for mark in trend.line(Measure.PROVINCES).marks] == [Fraction(0)]


def test_a_measure_without_anybody_has_no_line() -> None:
    line = national_trend(country().ledger, TODAY).line(Measure.MINISTRIES)
    assert (line.stretches, line.newest, line.never_falls, line.last_of_years()) == ((), None, True, [])


def test_the_first_report_is_that_of_what_was_known() -> None:
    assert first_report(country().ledger) == date(2015, 1, 1)
    assert first_report(world(agency("tỉnh", "province")).ledger) is None
