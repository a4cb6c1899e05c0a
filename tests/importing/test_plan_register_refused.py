"""Register files that cannot stand as they are, and what can be taken of them."""

import pytest

from qms.vocabulary import Measure
from tests.coverage.worlds import agency, close, day
from tests.importing.books import Book, book, changes, classes, codes, said, small, small_world
from tests.importing.register_files import ENDS, MERGER, NEW, file, one_row, row

# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([row("19777", "Phường Mới", parent="46")], ["missing_value"]),
        ([row("19777", "Phường Mới", scope="encouraged")], ["missing_value"]),
        ([row("19777", "Phường Mới", scope="encouraged", parent="999")], ["unknown_parent"]),
        ([row("19777", "Phường Mới", scope="encouraged", parent="BYT")], ["unknown_parent"]),
        ([row("46", "Tỉnh Thừa Thiên Huế", "province", parent="01")], ["has_no_parent"]),
        ([row("19001", "Phường Phú Bình", locality="99")], ["unknown_locality"]),
        ([row("4", "Phường Ngọc Hà", scope="encouraged", parent="001")], ["zeros_lost"]),
        ([row("19001", "Phường Phú Thuận")], ["name_of_sibling"]),
        ([row("19555", "P", parent="46", scope="encouraged", before="19009", kind="merged")], ["unknown_predecessor"]),
        ([row("19555", "P", before="19000|19001", kind="continued")], ["continued_needs_one"]),
        ([row("19555", "P", before="district:474", kind="continued")], ["continued_level"]),
        ([row("19000", "Phường Phú Thuận", before="19001", kind="merged")], ["closes_predecessor", "merged_is_new"]),
        (
            [row("19555", "P", scope="encouraged", parent="46", before="19001", kind="absorbed")],
            ["closes_predecessor", "absorbed_is_old"],
        ),
        ([row("474", "Thành phố Huế", "district", start="01/01/2025", end="01/07/2025")], ["leaves_children"]),
        ([row("19001", "Phường Phú Bình", before="00004", kind="split", start="01/01/2010")], ["unknown_predecessor"]),
    ],
)
def test_what_cannot_stand_is_rejected_and_says_why(lines: list[str], expected: list[str]) -> None:
    plan = small().plan(file(*lines))
    assert (codes(plan), classes(plan)) == (expected, ["rejected"] * len(lines)), said(plan)


def test_lost_zeros_of_a_register_code_are_restored_by_the_name() -> None:
    plan = small().plan(file(row("4", "Phường Trúc Bạch", region="red_river_delta")))
    assert one_row(plan) == ("changed", ["zeros_restored"])
    assert "code" not in changes(plan.rows[0])


def test_a_status_outside_the_life_is_not_left_behind() -> None:
    known = small().take("agency_code;status;effective_date\n19001;announced;01/08/2025")
    plan = known.plan(file(ENDS[1]))
    assert one_row(plan) == ("rejected", ["event_outside_life"])
    assert "1 August 2025" in said(plan)[0]


def test_a_change_after_the_end_is_not_left_behind() -> None:
    known = small().take(file(row("19001", "Phường Gia Hội", start="01/01/2026")))
    assert one_row(known.plan(file(ENDS[1]))) == ("rejected", ["change_after_closing"])
    known = small().take(file(row("19001", "Phường Gia Hội")))
    assert one_row(known.plan(file(ENDS[1]))) == ("rejected", ["change_after_closing"])


def test_no_two_open_agencies_of_a_level_bear_one_code() -> None:
    known = small().take(file(row("19777", "Phường Mới", scope="encouraged", parent="46", start="01/01/2026")))
    plan = known.plan(file(row("19777", "Phường Khác", scope="encouraged", parent="46", start="01/07/2025")))
    assert one_row(plan) == ("rejected", ["code_taken"])
    continued = row("19000", "Phường Phú Bình", before="19001", kind="continued")
    assert one_row(small().plan(file(continued))) == ("rejected", ["code_taken"])


def test_codes_can_be_exchanged_on_one_day() -> None:
    lines = (
        row("19000", "Phường Phú Bình", before="19001", kind="continued"),
        row("19001", "Phường Phú Thuận", before="19000", kind="continued"),
    )
    plan = small().plan(file(*lines))
    assert (classes(plan), codes(plan)) == (["changed", "changed"], [])


def test_a_parent_is_open_all_the_while() -> None:
    known = book(*small_world(), close("Quận Ba Đình", "2025-07-01"), close("Phường Trúc Bạch", "2025-07-01"))
    new = row("00005", "Phường Mới", scope="encouraged", parent="001", start="01/01/2025")
    assert one_row(known.plan(file(new))) == ("rejected", ["parent_not_open"])
    bounded = row("00005", "Phường Mới", scope="encouraged", parent="001", start="01/01/2025", end="01/07/2025")
    assert one_row(known.plan(file(bounded))) == ("new", [])
    reopened = row("00004", "Phường Trúc Bạch", start="01/01/2025", end="-")
    assert one_row(known.plan(file(reopened))) == ("rejected", ["parent_not_open"])


def test_nobody_belongs_to_itself() -> None:
    known = book(*small_world(), agency("Phòng A", "ministry_unit", code="BYT-02", under="Cục Quản lý Dược"))
    plan = known.plan(file(row("BYT-01", "Cục Quản lý Dược", "ministry_unit", parent="BYT-02")))
    assert one_row(plan) == ("rejected", ["circle"])
    plan = known.plan(file(row("BYT-01", "Cục Quản lý Dược", "ministry_unit", parent="BYT-01")))
    assert one_row(plan) == ("rejected", ["circle"])


def test_a_body_that_ended_before_cannot_continue() -> None:
    known = book(*small_world(), close("Phường Phú Bình", "2025-01-01"))
    plan = known.plan(file(row("19555", "Phường Phú Bình", before="19001", kind="continued")))
    assert one_row(plan) == ("rejected", ["continued_after_gap"])


def test_a_predecessor_that_ended_earlier_contradicts_a_merger() -> None:
    known = book(*small_world(), close("Phường Phú Bình", "2025-01-01"))
    assert one_row(known.plan(file(MERGER))) == ("rejected", ["closes_predecessor", "succession_contradicts"])


def test_moving_an_end_that_a_succession_rests_on_is_refused() -> None:
    known = small().take(file(MERGER))
    plan = known.plan(file(row("19000", "Phường Phú Thuận", start="01/01/2025", end="01/08/2025")))
    assert "succession_contradicts" in codes(plan)
    assert classes(plan) == ["rejected"]


def test_two_parents_of_one_code_are_ambiguous() -> None:
    known = book(*small_world(), agency("Quận 46", "district", code="46", under="Thành phố Hà Nội"))
    plan = known.plan(file(row("19777", "Phường Mới", scope="encouraged", parent="46")))
    assert one_row(plan) == ("rejected", ["ambiguous_code"])


# --- several rows of one body, and partial acceptance ----------------------------------------------------------------


def test_the_same_row_twice_counts_once_and_different_ones_reject_each_other() -> None:
    plan = small().plan(file(NEW, NEW))
    assert (classes(plan), codes(plan)) == (["new", "unchanged"], ["same_as_line"])
    plan = small().plan(file(NEW, NEW.replace("encouraged", "planned")))
    assert (classes(plan), codes(plan)) == (["rejected"] * 2, ["contradicts_line"] * 2)
    broken = NEW.replace("encouraged", "maybe")
    assert codes(small().plan(file(broken, broken))) == ["unknown_word", "contradicts_line"] * 2


def test_a_row_that_is_rejected_takes_its_twin_along() -> None:
    bad = row("19777", "Phường Mới", scope="encouraged", parent="999")
    plan = small().plan(file(bad, bad))
    assert (classes(plan), codes(plan)) == (["rejected"] * 2, ["unknown_parent", "depends_on_line"])


def test_two_rows_that_close_one_body_on_two_days_contradict_each_other() -> None:
    lines = (
        row("19001", "Phường Phú Bình", start="01/01/2025", end="01/07/2025"),
        row("19001", "Phường Phú Bình", start="01/02/2025", end="01/08/2025"),
    )
    plan = small().plan(file(*lines))
    assert (classes(plan), codes(plan)) == (["rejected"] * 2, ["contradicts_line"] * 2)


def test_two_rows_that_mean_one_body_on_one_day_contradict_each_other() -> None:
    lines = (
        row("19555", "Phường Phú Bình", before="19001", kind="continued"),
        row("19556", "Phường Phú Bình", before="19001", kind="continued"),
    )
    assert codes(small().plan(file(*lines))) == ["contradicts_line"] * 2


def test_a_file_may_tell_several_days_of_a_new_body() -> None:
    lines = (row("19777", "Phường Mới hơn", start="01/08/2025"), NEW)
    plan = small().plan(file(*lines))
    assert (classes(plan), codes(plan)) == (["changed", "new"], [])
    known = small().take(file(*lines))
    assert known.life("Phường Mới hơn") == ["2025-07-01 19777 Phường Thuận Hóa", "2025-08-01 19777 Phường Mới hơn"]


def test_what_rests_on_a_rejected_row_is_rejected_with_it_and_the_rest_can_be_taken() -> None:
    province = row("75", "Thành phố Mới", "province", scope="maybe")
    child = row("19777", "Phường Mới", scope="encouraged", parent="75")
    other = row("19001", "Phường Gia Hội")
    later = row("19777", "Phường Mới hơn", start="01/08/2025")
    plan = small().plan(file(province, child, other, later))
    assert classes(plan) == ["rejected", "rejected", "changed", "rejected"]
    assert codes(plan) == ["unknown_word", "depends_on_line", "depends_on_line"]
    known = small().take(file(province, child, other, later), accept_valid=True)
    assert known.life("Phường Gia Hội")[-1] == "2025-07-01 19001 Phường Gia Hội"
    assert len(known.ledger.levels) == 9


def test_a_district_ends_when_its_communes_move_in_the_same_file() -> None:
    ends = row("474", "Thành phố Huế", "district", start="01/01/2025", end="01/07/2025")
    moves = (row("19000", "Phường Phú Thuận", parent="46"), row("19001", "Phường Phú Bình", parent="46"))
    plan = small().plan(file(ends, *moves))
    assert (classes(plan), codes(plan)) == (["changed"] * 3, [])
    plan = small().plan(file(ends, moves[0]))
    assert (classes(plan), codes(plan)) == (["rejected", "changed"], ["leaves_children"])
    assert "Phường Phú Bình" in said(plan)[0]


def test_figures_of_a_day_ahead_are_shown_for_a_register_dated_ahead() -> None:
    plan = small().plan(file(row("19777", "Phường Mới", scope="encouraged", parent="46", start="01/07/2026")))
    counts = {one.as_of.year: one.after for one in plan.effect if not one.group and one.measure is Measure.COMMUNES}
    assert counts == {2026: (0, 4)}
    assert [one.as_of for one in plan.effect if one.measure is Measure.MINISTRIES] == [
        day("2026-01-15"),
        day("2026-07-01"),
    ]


def test_names_and_codes_of_new_bodies_are_written_as_they_stand() -> None:
    known: Book = small().take(file(row("A-1", "Trung tâm “X”", "provincial_unit", scope="none", parent="46")))
    assert known.life("Trung tâm “X”") == ["2025-07-01 A-1 Trung tâm “X”"]
