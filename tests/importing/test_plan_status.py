"""Status files: every row in one class, corrections shown old beside new, and what the figures would be."""

from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.coverage.effect import Moves
from qms.importing.plan import ImportPlan
from qms.store.facts import Event
from qms.vocabulary import BatchKind, Measure, Standard, Status
from tests.coverage.worlds import event
from tests.importing.books import (
    TODAY,
    Book,
    book,
    changes,
    classes,
    codes,
    said,
    small,
    small_world,
)

HEAD = "agency_code;status;effective_date;procedures_total;procedures_covered;standard;decision_no;decision_date;note"
REPORTED = f"{HEAD}\n19000;announced;27/04/2021;120;120;2015;12/QĐ-UBND;26/04/2021;lần đầu"


def rows(*lines: str) -> str:
    return "\n".join((HEAD, *lines))


def test_a_first_report_is_new_and_shows_all_that_it_states() -> None:
    plan = small().plan(REPORTED)
    assert (classes(plan), codes(plan)) == (["new"], [])
    assert changes(plan.rows[0]) == {
        "status": (None, Status.ANNOUNCED),
        "standard": (None, Standard.ISO_2015),
        "procedures_total": (None, 120),
        "procedures_covered": (None, 120),
        "decision_no": (None, "12/QĐ-UBND"),
        "decision_date": (None, date(2021, 4, 26)),
        "note": (None, "lần đầu"),
    }
    draft = plan.draft(by="chị Hoa", note="quý I")
    assert draft is not None
    assert (draft.kind, draft.by, draft.note, draft.expected_version) == (BatchKind.STATUS, "chị Hoa", "quý I", 1)
    assert draft.counts == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 0}
    assert draft.events == (
        Event(
            5,
            date(2021, 4, 27),
            Status.ANNOUNCED,
            Standard.ISO_2015,
            120,
            120,
            "12/QĐ-UBND",
            date(2021, 4, 26),
            note="lần đầu",
            source_line=2,
        ),
    )


def test_trap_17_the_same_file_again_is_unchanged_and_makes_no_batch() -> None:
    again = small().take(REPORTED).plan(REPORTED)
    assert (classes(again), again.outcome().value, again.draft(by="x")) == (["unchanged"], "unchanged", None)
    assert again.rows[0].changes == ()


def test_a_correction_shows_old_and_new_and_takes_the_old_row_back() -> None:
    known = small().take(REPORTED)
    plan = known.plan(rows("19000;announced;27/04/2021;125;;;;;"))
    assert classes(plan) == ["changed"]
    assert changes(plan.rows[0]) == {"procedures_total": (120, 125)}
    draft = plan.draft(by="x")
    assert draft is not None
    assert [(one.table, one.id) for one in draft.voids] == [("status_event", 1)]
    (corrected,) = draft.events
    assert (corrected.procedures_total, corrected.procedures_covered, corrected.decision_no) == (125, 120, "12/QĐ-UBND")


def test_blank_leaves_unchanged_and_a_hyphen_clears() -> None:
    known = small().take(REPORTED)
    assert classes(known.plan(rows("19000;announced;27/04/2021;;;;;;"))) == ["unchanged"]
    plan = known.plan(rows("19000;announced;27/04/2021;-;-;;-;;-"))
    assert changes(plan.rows[0]) == {
        "procedures_total": (120, None),
        "procedures_covered": (120, None),
        "decision_no": ("12/QĐ-UBND", None),
        "note": ("lần đầu", None),
    }


def test_nothing_is_carried_over_from_an_earlier_day() -> None:
    plan = small().take(REPORTED).plan(rows("19000;announced;28/04/2021;;;;;;"))
    assert (classes(plan), changes(plan.rows[0])) == (["new"], {"status": (None, Status.ANNOUNCED)})


def test_a_template_row_that_says_nothing_is_unchanged() -> None:
    plan = small().plan(rows("19000;;;;;;;;", "19001;announced;27/04/2021;;;;;;"))
    assert (classes(plan), codes(plan)) == (["unchanged", "new"], [])


def test_the_same_row_twice_counts_once_with_a_warning() -> None:
    line = "19000;announced;27/04/2021;120;120;2015;;;"
    plan = small().plan(rows(line, line, line))
    assert (classes(plan), codes(plan)) == (["new", "unchanged", "unchanged"], ["same_as_line", "same_as_line"])
    draft = plan.draft(by="x")
    assert draft is not None
    assert len(draft.events) == 1


@pytest.mark.parametrize(
    "other",
    [
        "19000;building;27/04/2021;120;120;2015;;;",
        "19000;announced;27/04/2021;;;;;;",
        "19000;announced;2021-04-27;120;120;2015;;;khác",
        "19000;announced;27/04/2021;12o;120;2015;;;",
    ],
)
def test_the_same_agency_and_day_with_other_content_rejects_both(other: str) -> None:
    plan = small().plan(rows("19000;announced;27/04/2021;120;120;2015;;;", other))
    assert classes(plan) == ["rejected", "rejected"]
    assert codes(plan).count("contradicts_line") == 2
    assert "line 3" in said(plan)[0]


def test_one_agency_named_in_two_ways_is_one_agency() -> None:
    text = "agency_code;agency_name;parent_code;status;effective_date\n19000;;;announced;27/04/2021\n"
    plan = small().plan(text + ";Phường Phú Thuận;474;building;27/04/2021")
    assert codes(plan) == ["contradicts_line", "contradicts_line"]


def test_one_count_alone_is_accepted_with_a_warning_and_not_covered() -> None:
    plan = small().plan(rows("19000;announced;27/04/2021;120;;;;;"))
    assert (classes(plan), codes(plan), plan.problems[0].column) == (["new"], ["one_count_only"], "procedures_covered")
    assert after(plan, Measure.COMMUNES, date(2021, 4, 27)) == (0, 3)


def test_a_count_that_completes_the_standing_one_is_no_single_count() -> None:
    known = small().take(rows("19000;announced;27/04/2021;120;;;;;"))
    plan = known.plan(rows("19000;announced;27/04/2021;;120;;;;"))
    assert (classes(plan), codes(plan)) == (["changed"], [])


def test_a_count_that_exceeds_the_standing_total_is_rejected() -> None:
    known = small().take(REPORTED)
    plan = known.plan(rows("19000;announced;27/04/2021;;121;;;;"))
    assert (classes(plan), codes(plan)) == (["rejected"], ["covered_exceeds_total"])


def test_nought_of_nought_is_covered_with_a_warning() -> None:
    plan = small().plan(rows("19000;announced;27/04/2021;0;0;;;;"))
    assert (classes(plan), codes(plan)) == (["new"], ["no_procedures"])
    assert after(plan, Measure.COMMUNES, date(2021, 4, 27)) == (1, 3)


@pytest.mark.parametrize(
    ("day", "code"), [("16/01/2026", "date_too_late"), ("19/06/2006", "date_too_early"), ("30/02/2021", "bad_date")]
)
def test_days_out_of_bounds_are_rejected(day: str, code: str) -> None:
    plan = small().plan(rows(f"19000;announced;{day};;;;;;"))
    assert (classes(plan), codes(plan)) == (["rejected"], [code])


def test_one_rejected_row_refuses_the_file_unless_the_valid_rows_are_asked_for() -> None:
    plan = small().plan(rows("19000;announced;27/04/2021;;;;;;", "99999;announced;27/04/2021;;;;;;"))
    assert plan.counts == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    assert (plan.outcome().value, plan.draft(by="x")) == ("refused", None)
    assert plan.outcome(accept_valid=True).value == "would_apply"
    draft = plan.draft(by="x", accept_valid=True)
    assert draft is not None
    assert [one.agency for one in draft.events] == [5]


def test_with_nothing_left_to_take_the_file_is_refused_all_the_same() -> None:
    plan = small().plan(rows("99999;announced;27/04/2021;;;;;;"))
    assert plan.outcome(accept_valid=True).value == "refused"


def test_trap_15_the_classes_add_up_to_the_rows_and_every_rejected_row_says_why() -> None:
    plan = small().plan(
        rows(
            "19000;announced;27/04/2021;120;120;;;;",
            "19000;announced;27/04/2021;120;120;;;;",
            ";announced;27/04/2021;;;;;;",
            "19001;announced;;;;;;;",
            "19001;xong;27/04/2021;;;;;;",
            "474;building;27/04/2021;5;6;;;;",
            "1;building;27/04/2021;;;;;;",
        )
    )
    assert sum(plan.counts.values()) == 7
    assert classes(plan) == ["new", "unchanged", *["rejected"] * 5]
    for row in plan.rows[2:]:
        errors = [one for one in row.problems if one.is_error]
        assert errors
        assert all(one.line == row.line and one.message("vi") for one in errors)


def after(plan: ImportPlan, measure: Measure, day: date, group: int | None = None) -> tuple[int, int]:
    found = [one for one in plan.effect if one.measure is measure and one.as_of == day]
    (effect,) = [one for one in found if (one.group.id if one.group else None) == group]
    return effect.after.numerator, effect.after.denominator


def test_the_effect_shows_the_five_figures_and_each_parents_that_move_today_and_on_the_files_newest_day() -> None:
    plan = small().plan(rows("19000;announced;27/04/2021;120;120;;;;", "19001;building;01/05/2021;;;;;;"))
    days = [TODAY, date(2021, 5, 1)]
    national = [(one.as_of, one.measure) for one in plan.effect if one.group is None]
    measures = [one for one in Measure if one is not Measure.SLICE]
    assert national == [(day, measure) for day in days for measure in measures]
    moved = {(one.measure.value, one.group.code) for one in plan.effect if one.group}
    assert moved == {("communes", "46"), ("provinces_with_communes", "46")}
    (communes,) = [one for one in plan.effect if one.group and one.measure is Measure.COMMUNES and one.as_of == TODAY]
    assert (communes.before, communes.after) == ((0, 2), (1, 2))
    document = plan.to_json("en")["effect"][0]
    assert document == {
        "measure": "ministries",
        "as_of": "2026-01-15",
        "group": None,
        "before": {"numerator": 0, "denominator": 1},
        "after": {"numerator": 0, "denominator": 1},
    }


def test_the_effect_says_why_a_figure_moves() -> None:
    plan = small().plan(rows("19000;announced;27/04/2021;120;120;;;;", "19001;building;01/05/2021;;;;;;"))
    (communes,) = [
        one for one in plan.effect if not one.group and one.measure is Measure.COMMUNES and one.as_of == TODAY
    ]
    (under,) = [one for one in plan.effect if one.group and one.measure is Measure.COMMUNES and one.as_of == TODAY]
    assert (communes.why, under.why) == (Moves(gained=1), Moves(gained=1))
    assert (communes.bodies, communes.points) == (1, Fraction(333, 10))
    (still,) = [
        one for one in plan.effect if not one.group and one.measure is Measure.MINISTRIES and one.as_of == TODAY
    ]
    assert (still.moves, still.why, still.points) == (False, Moves(), Fraction(0))


@given(
    statuses=st.lists(
        st.tuples(st.sampled_from(["19000", "19001"]), st.sampled_from(["announced", "withdrawn"])),
        max_size=2,
        unique_by=lambda one: one[0],
    )
)
def test_what_is_gained_and_lost_adds_up_to_the_change(statuses: list[tuple[str, str]]) -> None:
    plan = small().plan(rows(*(f"{code};{status};27/04/2021;;;;;;" for code, status in statuses)))
    for one in plan.effect:
        gained, lost, joined, left = one.why
        assert one.after.numerator - one.before.numerator == gained - lost == one.bodies
        assert one.after.denominator - one.before.denominator == joined - left


def test_a_file_of_today_shows_its_effect_once() -> None:
    plan = small().plan(rows(f"19000;announced;{TODAY:%d/%m/%Y};;;;;;"))
    assert {one.as_of for one in plan.effect} == {TODAY}


def test_the_document_of_a_refused_file_has_no_effect_and_all_problems() -> None:
    document = small().plan(rows("19000;announced;27/04/2021;;;;;;", "19001;xong;27/04/2021;;;;;;")).to_json("en")
    assert (document["outcome"], document["batch"], document["kind"], document["effect"]) == (
        "refused",
        None,
        "status",
        [],
    )
    assert document["rows"] == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    assert [(one["line"], one["column"], one["code"]) for one in document["problems"]] == [
        (3, "status", "unknown_word")
    ]


def test_a_file_without_a_header_is_a_plan_without_rows() -> None:
    plan = small().plan("a;b\n1;2\n")
    assert (plan.kind, plan.rows, plan.outcome().value) == (None, (), "refused")
    assert plan.to_json("en")["kind"] is None


def test_standing_events_that_were_corrected_are_not_taken_for_the_standing_one() -> None:
    known = small().take(REPORTED).take(rows("19000;building;27/04/2021;;;;;;"))
    assert classes(known.plan(rows("19000;building;27/04/2021;;;;;;"))) == ["unchanged"]
    assert classes(known.plan(rows("19000;announced;27/04/2021;;;;;;"))) == ["changed"]


def test_events_of_a_drawn_world_are_compared_too() -> None:
    known = book(*small_world(), event("Phường Phú Bình", "2021-04-27", "announced", 5, 5))
    assert classes(known.plan(rows("19001;announced;27/04/2021;5;5;;;;"))) == ["unchanged"]
    assert classes(known.plan(rows("19001;applied;27/04/2021;5;5;;;;"))) == ["changed"]


# --- any rows, in any order, in any number of files ------------------------------------------------------------------

CODES = ("46", "474", "19000", "19001", "00004", "BYT", "BYT-01")
DAYS = ("27/04/2021", "28/04/2021", "31/12/2021", "01/01/2022")
COUNTS = (";", "5;5", "5;4", "0;0", "5;", "-;-")
reports = st.builds(
    "{};{};{};{};{};;;{}".format,
    st.sampled_from(CODES),
    st.sampled_from(list(Status)),
    st.sampled_from(DAYS),
    st.sampled_from(COUNTS),
    st.sampled_from(("", "2008", "2015", "-")),
    st.sampled_from(("", "ghi chú", "-")),
)


def about(line: str) -> tuple[str, str]:
    code, _status, day, *_rest = line.split(";")
    return code, day


files = st.lists(reports, min_size=1, max_size=12, unique_by=about)


@given(files, st.randoms(use_true_random=False), st.integers(1, 4))
def test_any_rows_in_any_order_in_any_number_of_files_give_the_same_events(
    lines: list[str], random: object, parts: int
) -> None:
    shuffled = sorted(lines, key=lambda _line: random.random())  # type: ignore[attr-defined]  # hypothesis types it so
    whole, split = small().take(rows(*lines)), small()
    for part in range(parts):
        if shuffled[part::parts]:
            split = split.take(rows(*shuffled[part::parts]))
    assert split.standing_events() == whole.standing_events()
    assert classes(whole.plan(rows(*shuffled))) == ["unchanged"] * len(lines)


@given(files, files)
def test_a_second_file_leaves_what_it_states_and_keeps_the_rest(first: list[str], second: list[str]) -> None:
    known = small().take(rows(*first))
    plan = known.plan(rows(*second))
    earlier = {about(line) for line in first}
    for line, row in zip(second, plan.rows, strict=True):
        expected = {"changed", "unchanged", "rejected"} if about(line) in earlier else {"new", "rejected"}
        assert row.outcome.value in expected


def test_the_order_of_rows_makes_no_difference_to_the_draft() -> None:
    lines = ("19000;announced;27/04/2021;5;5;;;;", "474;building;01/05/2021;;;;;;", "BYT;applied;01/01/2020;;;;;;")
    drafts = {events_of(small(), order) for order in permutations(lines)}
    assert len(drafts) == 1


def events_of(known: Book, lines: tuple[str, ...]) -> tuple[Event, ...]:
    draft = known.plan(rows(*lines)).draft(by="x")
    assert draft is not None
    return tuple(one._replace(source_line=None) for one in draft.events)
