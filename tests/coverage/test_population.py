"""The population changes: bodies open, close, merge, absorb and split, and earlier days stay as they were."""

import pytest

from qms.coverage import OnMap, figures, series
from qms.vocabulary import Measure
from tests.coverage.answers import ALL, by_parent, count, figure, lacking
from tests.coverage.worlds import (
    World,
    agency,
    batch,
    change,
    close,
    continued,
    day,
    event,
    reopen,
    succession,
    void_event,
    world,
)

BEFORE = "2025-06-30"
REFORM = "2025-07-01"


def test_a_body_counts_from_the_day_it_opens_to_the_eve_of_its_closing() -> None:
    drawn = world(
        agency("Huế", "province"),
        agency("A", "commune", under="Huế", opened="2020-01-01"),
        close("A", "2021-01-01"),
    )
    asked = ("2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01")
    assert [count(drawn, "communes", one) for one in asked] == [(0, 0), (0, 1), (0, 1), (0, 0)]


def test_a_body_that_opens_again_has_its_status_of_before() -> None:
    drawn = world(
        agency("Huế", "province"),
        agency("A", "commune", under="Huế"),
        event("A", "2019-01-01", "announced", 5, 5),
        close("A", "2020-01-01"),
        reopen("A", "2021-01-01"),
    )
    assert [count(drawn, "communes", f"{year}-06-30") for year in (2019, 2020, 2021)] == [(1, 1), (0, 0), (1, 1)]


def test_a_denominator_follows_the_scope_of_the_day() -> None:
    drawn = world(
        agency("Huế", "province"),
        agency("A", "commune", under="Huế"),
        change("A", "2021-01-01", scope="none"),
        change("A", "2022-01-01", scope="mandatory"),
    )
    assert [count(drawn, "communes", f"{year}-06-30")[1] for year in (2020, 2021, 2022)] == [1, 0, 1]
    assert lacking(drawn, "provinces", "2022-06-30") == {"Huế": "no_report", "A": "no_report"}


def test_trap_5_a_body_without_any_event_stays_in_the_denominator() -> None:
    drawn = world(
        agency("Huế", "province"),
        agency("A", "commune", under="Huế"),
        agency("B", "commune", under="Huế"),
        event("A", "2020-01-01", "announced", 5, 5),
        event("B", "2020-01-01", "announced", 5, 5),
    )
    silent = continued(drawn, batch(void_event("B", "2020-01-01")))
    assert count(drawn, "communes", BEFORE) == (2, 2)
    assert count(silent, "communes", BEFORE) == (1, 2)


def reformed() -> tuple[World, World]:
    """Two provinces and a ministry, and what the reform of 2025 made of them."""
    before = world(
        agency("Hà Giang", "province", code="02"),
        agency("Tuyên Quang", "province", code="08"),
        agency("Nội vụ", "ministry", code="BNV"),
        agency("Lao động", "ministry", code="BLD"),
        agency("Đồng Văn", "commune", under="Hà Giang", code="00715"),
        agency("Mèo Vạc", "commune", under="Hà Giang", code="00769"),
        agency("Na Hang", "commune", under="Tuyên Quang", code="02221"),
        event("Đồng Văn", "2020-01-01", "announced", 5, 5),
        event("Mèo Vạc", "2020-01-01", "announced", 5, 5),
        event("Na Hang", "2020-01-01", "building"),
        event("Hà Giang", "2020-01-01", "announced", 5, 5),
        event("Nội vụ", "2020-01-01", "announced", 5, 5),
        event("Lao động", "2020-01-01", "announced", 5, 5),
    )
    reform = batch(
        close("Lao động", "2025-03-01"),
        succession("Lao động", "Nội vụ", "2025-03-01", "absorbed"),
        agency("Tuyên Quang mới", "province", opened=REFORM, code="08"),
        close("Hà Giang", REFORM),
        close("Tuyên Quang", REFORM),
        succession("Hà Giang", "Tuyên Quang mới", REFORM, "merged"),
        succession("Tuyên Quang", "Tuyên Quang mới", REFORM, "merged"),
        agency("Đồng Văn mới", "commune", under="Tuyên Quang mới", opened=REFORM, code="00715"),
        close("Đồng Văn", REFORM),
        close("Mèo Vạc", REFORM),
        succession("Đồng Văn", "Đồng Văn mới", REFORM, "merged"),
        succession("Mèo Vạc", "Đồng Văn mới", REFORM, "split"),
        change("Na Hang", REFORM, under="Tuyên Quang mới", name="Nà Hang"),
        succession("Na Hang", "Na Hang", REFORM, "continued"),
    )
    return before, continued(before, reform)


def test_trap_2_the_reforms_leave_the_figures_of_earlier_days_identical() -> None:
    before, after = reformed()
    for asked in ("2021-04-27", "2025-02-28"):
        old, new = (figures(w.ledger, day(asked), measures=ALL, by_parent=True, members=True) for w in (before, after))
        assert [figure.to_json() for figure in new] == [figure.to_json() for figure in old]
    assert by_parent(after, "communes", BEFORE) == {None: (2, 3), "Hà Giang": (2, 2), "Tuyên Quang": (0, 1)}


def test_a_merged_body_begins_with_no_report() -> None:
    _before, after = reformed()
    assert by_parent(after, "communes", REFORM) == {None: (0, 2), "Tuyên Quang mới": (0, 2)}
    assert lacking(after, "communes", REFORM) == {"Đồng Văn mới": "no_report", "Nà Hang": "not_announced"}
    assert figure(after, "communes", REFORM).no_report == 1


def test_a_body_that_continues_keeps_its_status_under_a_new_name_and_parent() -> None:
    drawn = world(
        agency("Cũ", "province"),
        agency("Mới", "province", opened=REFORM),
        agency("Na Hang", "commune", under="Cũ"),
        event("Na Hang", "2020-01-01", "announced", 5, 5),
        change("Na Hang", REFORM, under="Mới", name="Nà Hang"),
        succession("Na Hang", "Na Hang", REFORM, "continued"),
        close("Cũ", REFORM),
    )
    assert by_parent(drawn, "communes", BEFORE) == {None: (1, 1), "Cũ": (1, 1)}
    assert by_parent(drawn, "communes", REFORM) == {None: (1, 1), "Mới": (1, 1)}
    assert figure(drawn, "communes", REFORM).must_reannounce == 0


def test_a_body_that_absorbs_keeps_its_status_and_must_announce_again() -> None:
    _before, after = reformed()
    asked = ("2025-02-28", "2025-03-01", "2026-01-01")
    found = [figure(after, "ministries", one) for one in asked]
    assert [(f.numerator, f.denominator, f.must_reannounce) for f in found] == [(2, 2, 0), (1, 1, 1), (1, 1, 1)]


@pytest.mark.parametrize(
    ("announced", "status", "marked"),
    [
        ("2025-02-28", "announced", [0, 1, 1]),
        ("2025-03-01", "announced", [0, 0, 0]),
        ("2025-03-02", "announced", [0, 1, 0]),
    ],
)
def test_the_mark_stands_from_the_day_of_absorbing_to_the_next_announcement(
    announced: str, status: str, marked: list[int]
) -> None:
    _before, after = reformed()
    drawn = continued(after, batch(event("Nội vụ", announced, status, 5, 5)))
    asked = ("2025-02-28", "2025-03-01", "2025-03-02")
    assert [figure(drawn, "ministries", one).must_reannounce for one in asked] == marked


def test_a_report_that_is_no_announcement_clears_no_mark() -> None:
    _before, after = reformed()
    drawn = continued(after, batch(event("Nội vụ", "2025-04-01", "applied", 5, 5)))
    timeline = drawn.ledger.timeline(drawn.ledger.version)
    marked = timeline.marked_on(day("2025-04-01").toordinal()) + 1
    assert marked.tolist() == [drawn.id("Nội vụ")]


def test_a_body_that_takes_over_duties_from_outside_must_announce_again() -> None:
    drawn = world(
        agency("Dân tộc", "ministry"),
        event("Dân tộc", "2020-01-01", "announced", 5, 5),
        change("Dân tộc", "2025-03-01", name="Dân tộc và Tôn giáo"),
        succession("Dân tộc", "Dân tộc", "2025-03-01", "absorbed"),
    )
    found = figure(drawn, "ministries", "2025-03-01")
    assert (found.numerator, found.denominator, found.must_reannounce) == (1, 1, 1)


def test_only_members_of_the_numerator_are_counted_as_marked() -> None:
    drawn = world(
        agency("Nội vụ", "ministry"),
        agency("Lao động", "ministry"),
        succession("Lao động", "Nội vụ", "2025-03-01", "absorbed"),
        close("Lao động", "2025-03-01"),
    )
    found = figure(drawn, "ministries", "2025-03-01")
    assert (found.numerator, found.denominator, found.must_reannounce) == (0, 1, 0)


def test_trap_4_after_a_split_no_heir_has_a_status_by_itself() -> None:
    drawn = world(
        agency("Huế", "province"),
        agency("Cũ", "commune", under="Huế"),
        event("Cũ", "2020-01-01", "announced", 5, 5),
        close("Cũ", REFORM),
        agency("Một", "commune", under="Huế", opened=REFORM),
        agency("Hai", "commune", under="Huế", opened=REFORM),
        succession("Cũ", "Một", REFORM, "split"),
        succession("Cũ", "Hai", REFORM, "split"),
    )
    assert count(drawn, "communes", BEFORE) == (1, 1)
    assert count(drawn, "communes", REFORM) == (0, 2)
    assert lacking(drawn, "communes", REFORM) == {"Một": "no_report", "Hai": "no_report"}


def test_the_map_of_now_pools_the_old_provinces_onto_their_heir() -> None:
    _before, after = reformed()

    def points(map_: OnMap) -> list[tuple[str, int | None, int, int]]:
        found = series(
            after.ledger, Measure.COMMUNES, day("2025-05-31"), day("2025-07-31"), by_parent=True, on_map=map_
        )
        return [(str(p.as_of), p.group.id if p.group else None, p.numerator, p.denominator) for p in found.points]

    old, other, new = (after.id(label) for label in ("Hà Giang", "Tuyên Quang", "Tuyên Quang mới"))
    total = [("2025-05-31", None, 2, 3), ("2025-06-30", None, 2, 3), ("2025-07-31", None, 0, 2)]
    assert points(OnMap.THEN) == [
        *total,
        ("2025-05-31", old, 2, 2),
        ("2025-06-30", old, 2, 2),
        ("2025-05-31", other, 0, 1),
        ("2025-06-30", other, 0, 1),
        ("2025-07-31", new, 0, 2),
    ]
    assert points(OnMap.NOW) == [
        *total,
        ("2025-05-31", new, 2, 3),
        ("2025-06-30", new, 2, 3),
        ("2025-07-31", new, 0, 2),
    ]


def test_the_map_of_the_very_day_of_a_merger_is_the_new_one() -> None:
    _before, after = reformed()
    asked = (Measure.COMMUNES, day("2025-06-30"), day(REFORM))
    found = series(after.ledger, *asked, by_parent=True, on_map=OnMap.NOW)
    new = after.id("Tuyên Quang mới")
    points = [(str(p.as_of), p.group.id, p.numerator, p.denominator) for p in found.points if p.group]
    assert points == [("2025-06-30", new, 2, 3), (REFORM, new, 0, 2)]


def test_trap_24_a_new_code_costs_nobody_their_record() -> None:
    drawn = world(
        agency("Huế", "province", code="46"),
        agency("A", "commune", under="Huế", code="19753"),
        event("A", "2020-01-01", "announced", 5, 5),
    )
    recoded = continued(drawn, batch(change("A", "2021-01-01", code="19999"), change("Huế", "2021-01-01", code="47")))
    for asked in ("2020-12-31", "2021-01-01", "2022-01-01"):
        assert (
            by_parent(recoded, "communes", asked)
            == by_parent(drawn, "communes", asked)
            == {
                None: (1, 1),
                "Huế": (1, 1),
            }
        )


def test_trap_25_a_closed_body_has_its_own_name_on_old_days_and_is_in_no_list_of_today() -> None:
    _before, after = reformed()

    def names(asked: str) -> list[tuple[str | None, str]]:
        found = figures(after.ledger, day(asked), measures=(Measure.SLICE,), by_parent=True, members=True)
        groups = [(figure.group.code, figure.group.name) for figure in found if figure.group]
        return groups + [(member.code, member.name) for member in found[Measure.SLICE].members or ()]

    assert ("08", "Tuyên Quang") in names(BEFORE)
    assert ("02221", "Na Hang") in names(BEFORE)
    assert ("02221", "Nà Hang") in names(REFORM)
    today = {name for _code, name in names(REFORM)}
    assert today == {"Nội vụ", "Tuyên Quang mới", "Đồng Văn mới", "Nà Hang"}
    everybody = names("2021-04-27") + names(BEFORE) + names(REFORM)
    assert not {name.casefold() for _code, name in everybody} & {"", "none", "(none)", "không có"}
