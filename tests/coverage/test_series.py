"""Figures over days: which days, and where the population broke."""

from datetime import date

import numpy as np
import pytest

from qms.coverage import Every, OnMap, Slice, series
from qms.coverage.series import sample_days
from qms.coverage.sweep import sweep
from qms.vocabulary import Level, Measure, Region
from tests.coverage.answers import ALL
from tests.coverage.worlds import (
    Statement,
    World,
    agency,
    batch,
    change,
    close,
    continued,
    day,
    event,
    succession,
    world,
)

REFORM = "2025-07-01"


@pytest.mark.parametrize(
    ("start", "end", "every", "days"),
    [
        ("2020-01-31", "2020-03-31", "month", ["2020-01-31", "2020-02-29", "2020-03-31"]),
        ("2020-01-15", "2020-03-15", "month", ["2020-01-31", "2020-02-29", "2020-03-15"]),
        ("2020-12-31", "2021-01-01", "month", ["2020-12-31", "2021-01-01"]),
        ("2020-02-10", "2020-10-05", "quarter", ["2020-03-31", "2020-06-30", "2020-09-30", "2020-10-05"]),
        ("2020-03-31", "2020-06-30", "quarter", ["2020-03-31", "2020-06-30"]),
        ("2019-06-01", "2021-12-31", "year", ["2019-12-31", "2020-12-31", "2021-12-31"]),
        ("2020-05-05", "2020-05-05", "year", ["2020-05-05"]),
        ("2020-05-05", "2020-05-09", "month", ["2020-05-09"]),
    ],
)
def test_the_days_of_a_series_are_the_last_of_each_period_and_the_last_of_all(
    start: str, end: str, every: str, days: list[str]
) -> None:
    assert sample_days(day(start), day(end), Every(every)) == [day(one) for one in days]


def test_a_series_follows_every_change_of_the_country() -> None:
    drawn = world(
        agency("Huế", "province"),
        agency("A", "commune", under="Huế", opened="2020-01-01"),
        agency("B", "commune", under="Huế", opened="2020-02-15"),
        event("A", "2020-02-29", "announced", 5, 5),
        event("A", "2020-04-01", "withdrawn"),
        close("B", "2020-05-31"),
    )
    found = series(drawn.ledger, Measure.COMMUNES, day("2019-12-31"), day("2020-06-15"))
    assert [(point.as_of.isoformat(), point.numerator, point.denominator) for point in found.points] == [
        ("2019-12-31", 0, 0),
        ("2020-01-31", 0, 1),
        ("2020-02-29", 1, 2),
        ("2020-03-31", 1, 2),
        ("2020-04-30", 0, 2),
        ("2020-05-31", 0, 1),
        ("2020-06-15", 0, 1),
    ]


def test_a_series_is_asked_for_by_parent_or_under_an_agency_not_both() -> None:
    drawn = world(agency("Huế", "province"))
    with pytest.raises(ValueError, match="not both"):
        series(drawn.ledger, Measure.PROVINCES, date(2020, 1, 1), date(2021, 1, 1), by_parent=True, under=1)


def test_a_series_under_a_district_knows_the_region_of_its_province() -> None:
    drawn = world(
        agency("Lào Cai", "province", region="northern_midlands"),
        agency("Bắc Hà", "district", under="Lào Cai"),
        agency("A", "commune", under="Bắc Hà"),
        agency("B", "commune", under="Lào Cai"),
    )
    asked = (drawn.ledger, Measure.SLICE, day("2020-12-31"), day("2020-12-31"))
    found = series(*asked, under=drawn.id("Bắc Hà"), slice_=Slice(region=Region.NORTHERN_MIDLANDS))
    assert [point.denominator for point in found.points] == [2]


def merging(opened: str = "2010-01-01") -> World:
    """Ten provinces of which nine become one on the day of the reform."""
    old = [agency(f"Tỉnh {n}", "province", opened=opened) for n in range(1, 11)]
    reform: list[Statement] = [agency("Mới", "province", opened=REFORM)]
    for n in range(1, 10):
        reform += [close(f"Tỉnh {n}", REFORM), succession(f"Tỉnh {n}", "Mới", REFORM, "merged")]
    return world(*old, *reform)


def breaks(
    drawn: World, measure: Measure, start: str, end: str, every: Every = Every.MONTH
) -> list[tuple[str, int, int]]:
    found = series(drawn.ledger, measure, day(start), day(end), every=every)
    return [
        (point.as_of.isoformat(), point.broken_by.before, point.broken_by.after)
        for point in found.points
        if point.broken_by
    ]


def test_a_break_stands_at_the_first_point_after_a_reorganisation() -> None:
    drawn = merging()
    assert breaks(drawn, Measure.PROVINCES, "2025-01-31", "2025-12-31") == [("2025-07-31", 10, 2)]
    assert breaks(drawn, Measure.PROVINCES, "2024-12-31", "2025-12-31", Every.YEAR) == [("2025-12-31", 10, 2)]
    assert breaks(drawn, Measure.PROVINCES_WITH_COMMUNES, "2025-06-30", "2025-07-01") == [("2025-07-01", 10, 2)]


def test_a_series_that_begins_after_a_reorganisation_or_ends_before_it_has_no_break() -> None:
    drawn = merging()
    assert breaks(drawn, Measure.PROVINCES, "2025-07-01", "2025-12-31") == []
    assert breaks(drawn, Measure.PROVINCES, "2025-01-01", "2025-06-30") == []
    assert breaks(drawn, Measure.MINISTRIES, "2025-01-01", "2025-12-31") == []


def test_a_slice_breaks_with_its_level_or_with_what_its_level_stands_under() -> None:
    drawn = merging()
    span = (day("2025-01-01"), day("2025-12-31"))
    broken = {
        level: [point.as_of.isoformat() for point in found.points if point.broken_by]
        for level in (None, *Level)
        for found in [series(drawn.ledger, Measure.SLICE, *span, slice_=Slice(level=level))]
    }
    once = ["2025-07-31"]
    assert broken == {
        None: once,
        Level.MINISTRY: [],
        Level.MINISTRY_UNIT: [],
        Level.PROVINCE: once,
        Level.PROVINCIAL_UNIT: once,
        Level.DISTRICT: once,
        Level.COMMUNE: [],
    }


@pytest.mark.parametrize(("provinces", "broken"), [(9, True), (10, True), (11, False)])
def test_a_break_is_a_day_on_which_a_tenth_or_more_end(provinces: int, broken: bool) -> None:
    drawn = world(
        *(agency(f"Tỉnh {n}", "province") for n in range(provinces)),
        close("Tỉnh 0", REFORM),
        succession("Tỉnh 0", "Tỉnh 1", REFORM, "absorbed"),
    )
    found = breaks(drawn, Measure.PROVINCES, "2025-01-01", "2025-12-31")
    assert found == ([("2025-07-31", provinces, provinces - 1)] if broken else [])


def test_trap_28_older_data_move_no_break() -> None:
    younger, older = merging(), merging(opened="2006-06-20")
    for start in ("2020-01-01", "2010-01-01", "2006-01-01"):
        for drawn in (younger, older):
            assert breaks(drawn, Measure.PROVINCES, start, "2025-12-31") == [("2025-07-31", 10, 2)]


def test_a_break_says_day_level_and_counts_in_both_languages() -> None:
    found = series(merging().ledger, Measure.PROVINCES, day("2025-06-30"), day("2025-07-31"))
    broken = found.points[-1].broken_by
    assert broken
    assert (broken.level, date.fromordinal(broken.on_day)) == (Level.PROVINCE, day(REFORM))
    vi, en = (found.to_json(language)["points"][-1]["break"] for language in ("vi", "en"))
    assert "01/07/2025" in vi
    assert vi != en
    for sentence in (vi, en):
        assert "10" in sentence
        assert "2" in sentence


@pytest.mark.parametrize(
    ("on_map", "names"),
    [(OnMap.THEN, ["Dân tộc", "Dân tộc và Tôn giáo"]), (OnMap.NOW, ["Dân tộc và Tôn giáo"] * 2)],
)
def test_a_group_is_called_as_on_each_day_and_on_the_map_of_now_as_now(on_map: OnMap, names: list[str]) -> None:
    drawn = world(
        agency("Dân tộc", "ministry"),
        change("Dân tộc", "2025-03-01", name="Dân tộc và Tôn giáo"),
    )
    span = (day("2025-02-28"), day("2025-03-31"))
    found = series(drawn.ledger, Measure.MINISTRIES, *span, by_parent=True, on_map=on_map)
    assert [point.group.name for point in found.points if point.group] == names


def test_an_heir_that_was_not_yet_open_has_its_first_name_on_the_map_of_now() -> None:
    drawn = continued(merging(), batch(change("Mới", "2026-01-01", name="Mới hơn")))
    found = series(
        drawn.ledger, Measure.PROVINCES, day("2025-06-30"), day("2025-07-31"), by_parent=True, on_map=OnMap.NOW
    )
    points = [(p.as_of.isoformat(), p.group.name, p.denominator) for p in found.points if p.group]
    assert points == [
        ("2025-06-30", "Tỉnh 10", 1),
        ("2025-07-31", "Tỉnh 10", 1),
        ("2025-06-30", "Mới", 9),
        ("2025-07-31", "Mới", 1),
    ]


def test_an_heir_that_is_not_known_to_exist_leaves_its_predecessors_where_they_were() -> None:
    drawn = world(
        agency("Cũ", "province"),
        batch(
            agency("Mới", "province", opened=REFORM),
            close("Cũ", REFORM),
            succession("Cũ", "Mới", REFORM, "merged"),
        ),
        batch(lambda drawing: drawing.take_back("agency_version", drawing.world.rows["agency_version"][1])),
    )
    found = series(
        drawn.ledger, Measure.PROVINCES, day("2025-06-30"), day("2025-07-31"), by_parent=True, on_map=OnMap.NOW
    )
    assert [(p.group.name, p.denominator) for p in found.points if p.group] == [("Cũ", 1)]


def test_a_circle_of_heirs_loses_nobody() -> None:
    drawn = world(
        agency("Một", "province"),
        agency("Hai", "province"),
        agency("Ba", "province"),
        succession("Một", "Hai", "2020-01-01", "absorbed"),
        succession("Hai", "Ba", "2020-06-01", "absorbed"),
        succession("Ba", "Một", "2021-01-01", "absorbed"),
    )
    found = series(
        drawn.ledger, Measure.PROVINCES, day("2019-12-31"), day("2021-01-31"), by_parent=True, on_map=OnMap.NOW
    )
    for asked in {point.as_of for point in found.points}:
        assert sum(p.denominator for p in found.points if p.group and p.as_of == asked) == 3


def test_an_heir_of_an_heir_of_an_heir_holds_the_place_of_the_first() -> None:
    days = ("2012-01-01", "2014-01-01", "2016-01-01")
    drawn = world(
        *(agency(f"Bộ {n}", "ministry") for n in range(4)),
        event("Bộ 0", "2011-01-01", "announced"),
        *(close(f"Bộ {n}", on) for n, on in enumerate(days)),
        *(succession(f"Bộ {n}", f"Bộ {n + 1}", on, "absorbed") for n, on in enumerate(days)),
    )
    span = (day("2011-12-31"), day("2016-12-31"))
    found = series(drawn.ledger, Measure.MINISTRIES, *span, every=Every.YEAR, by_parent=True, on_map=OnMap.NOW)
    assert [(p.as_of.year, p.group.name, p.numerator, p.denominator) for p in found.points if p.group] == [
        (2011, "Bộ 3", 1, 4),
        (2012, "Bộ 3", 0, 3),
        (2013, "Bộ 3", 0, 3),
        (2014, "Bộ 3", 0, 2),
        (2015, "Bộ 3", 0, 2),
        (2016, "Bộ 3", 0, 1),
    ]


def test_measures_that_are_swept_together_count_as_each_alone() -> None:
    drawn = merging()
    timeline = drawn.ledger.timeline(1)
    days = np.array([day(one).toordinal() for one in ("2025-06-30", REFORM)])
    together = sweep(ALL, timeline, days)
    assert list(together) == list(ALL)
    for measure in ALL:
        alone = sweep([measure], timeline, days)[measure]
        for part in ("group", "numerator", "denominator"):
            assert getattr(together[measure], part).tolist() == getattr(alone, part).tolist()
    assert together[Measure.PROVINCES].denominator.sum(axis=0).tolist() == [10, 2]
