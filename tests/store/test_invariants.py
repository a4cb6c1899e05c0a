"""What must be true of the standing facts, each rule with a world that breaks it."""

from datetime import date

import pytest

from qms.i18n import use_language
from qms.store.facts import Draft, SuccessionFact, Version
from qms.store.invariants import violations
from qms.store.lives import StoredRow
from qms.vocabulary import Level, Scope, Succession
from tests.store.stored import facts_of
from tests.store.worlds import (
    OPENING,
    announced,
    announcement,
    closing,
    merged,
    province_with_two_communes,
    register,
    statuses,
    voiding,
)

DAY = date(2021, 4, 27)
LATER = date(2025, 7, 1)
COUNTRY = province_with_two_communes()  # 1 Tỉnh Hà Giang, 2 Xã Một, 3 Xã Hai


def broken(*drafts: Draft) -> list[tuple[str, str | None, int | None]]:
    return [(one.rule, one.table, one.row) for one in violations(facts_of([COUNTRY, *drafts]))]


def commune(agency: int, since: date, code: str | None = None, name: str = "Xã Mới", parent: int | None = 1) -> Version:
    return Version(agency, since, code=code, name=name, parent=parent, scope=Scope.ENCOURAGED)


def test_a_province_with_two_communes_and_their_statuses_holds() -> None:
    assert broken(statuses(announced(2, DAY), announced(3, OPENING)), announcement(2, 2, "100%")) == []


def test_a_merger_a_rename_and_a_move_hold() -> None:
    assert (
        broken(
            register(
                Version(-1, OPENING, code="04", name="Tỉnh Cao Bằng", scope=Scope.MANDATORY), agencies=(Level.PROVINCE,)
            ),
            register(commune(2, DAY, "00001", "Xã Một Mới")),
            register(commune(3, DAY, "00002", "Xã Hai", parent=4)),
            register(
                commune(-1, LATER, "00003"),
                closing(2, LATER),
                closing(3, LATER),
                agencies=(Level.COMMUNE,),
                successions=(merged(2, -1, LATER), merged(3, -1, LATER)),
            ),
            register(closing(4, LATER)),
        )
        == []
    )


def test_an_agency_without_any_version_is_a_violation() -> None:
    assert broken(register(agencies=(Level.COMMUNE,))) == [("life", "agency", 4)]


def test_rows_about_an_agency_without_any_version_do_not_stop_the_others() -> None:
    nothing_known = register(agencies=(Level.COMMUNE, Level.PROVINCE))
    child = register(commune(-1, DAY, parent=5), agencies=(Level.COMMUNE,))
    passed_on = register(successions=(SuccessionFact(4, 2, DAY, Succession.SPLIT),))

    assert set(broken(nothing_known, child, passed_on, statuses(announced(4, DAY)))) == {
        ("life", "agency", 4),
        ("life", "agency", 5),
        ("parent", "agency_version", 4),
        ("event", "status_event", 1),
        ("succession", "succession", 1),
    }


def test_a_closing_before_the_opening_is_a_violation() -> None:
    assert broken(register(closing(2, date(2000, 1, 1)))) == [
        ("life", "agency_version", 2),
        ("life", "agency_version", 4),
    ]


def test_a_version_after_the_closing_is_a_violation() -> None:
    assert ("life", "agency_version", 5) in broken(register(closing(2, DAY)), register(commune(2, LATER)))


def test_a_second_closing_is_a_violation() -> None:
    assert broken(register(closing(2, DAY)), register(closing(2, LATER))) == [("life", "agency_version", 5)]


def test_a_closing_that_was_taken_back_and_corrected_holds() -> None:
    assert broken(register(closing(2, DAY)), voiding("agency_version", 4), register(closing(2, LATER))) == []


def test_a_commune_under_nothing_is_a_violation() -> None:
    assert broken(register(commune(-1, OPENING, parent=None), agencies=(Level.COMMUNE,))) == [
        ("parent", "agency_version", 4)
    ]


def test_a_commune_under_a_commune_is_a_violation() -> None:
    assert broken(register(commune(3, DAY, parent=2))) == [("parent", "agency_version", 4)]


def test_a_parent_that_closes_while_its_child_lives_is_a_violation() -> None:
    assert broken(register(closing(1, DAY))) == [("parent", "agency_version", 2), ("parent", "agency_version", 3)]


def test_a_parent_that_opens_after_its_child_is_a_violation() -> None:
    late = register(Version(-1, DAY, name="Tỉnh Mới", scope=Scope.MANDATORY), agencies=(Level.PROVINCE,))

    assert broken(late, register(commune(-1, OPENING, parent=4), agencies=(Level.COMMUNE,))) == [
        ("parent", "agency_version", 5)
    ]


def test_a_circle_is_a_violation_on_the_day_that_closes_it() -> None:
    units = register(
        Version(-1, OPENING, name="Sở", parent=1, scope=Scope.MANDATORY),
        Version(-2, OPENING, name="Chi cục", parent=-1, scope=Scope.MANDATORY),
        Version(-3, OPENING, name="Trạm", parent=-2, scope=Scope.MANDATORY),
        agencies=(Level.PROVINCIAL_UNIT,) * 3,
    )
    turned = register(Version(4, DAY, name="Sở", parent=6, scope=Scope.MANDATORY))

    assert broken(units) == []
    assert broken(units, turned) == [("circle", "agency_version", 7)]
    assert broken(units, turned, voiding("agency_version", 7)) == []


def test_a_code_of_two_communes_on_one_day_is_a_violation() -> None:
    assert broken(register(commune(-1, DAY, "00001"), agencies=(Level.COMMUNE,))) == [("code", "agency_version", 4)]


def test_a_code_may_be_used_again_from_the_day_of_the_closing_on() -> None:
    again = register(closing(2, DAY), commune(-1, DAY, "00001"), agencies=(Level.COMMUNE,))

    assert broken(again) == []


def test_a_code_may_be_used_on_another_level() -> None:
    assert broken(register(commune(-1, DAY, "02"), agencies=(Level.COMMUNE,))) == []


@pytest.mark.parametrize("day", [date(2006, 6, 19), DAY, LATER])
def test_an_event_outside_the_life_of_its_agency_is_a_violation(day: date) -> None:
    assert broken(register(closing(2, DAY)), statuses(announced(2, day))) == [("event", "status_event", 1)]


def test_the_last_day_of_a_life_is_inside_it() -> None:
    assert broken(register(closing(2, DAY)), statuses(announced(2, date(2021, 4, 26)))) == []


def test_trap_7_more_covered_than_there_are_is_refused_with_the_agency_named() -> None:
    """Trap 7: nothing clamps a rate; what would make n > d is refused by an invariant."""
    with use_language("en"):
        found = violations(facts_of([COUNTRY, statuses(announced(2, DAY, total=3, covered=4))]))

    assert [one.message for one in found] == ["Xã Một (00001): on 27 April 2021, 4 of 3 procedures cannot be covered."]


def test_two_standing_events_of_one_day_are_a_violation() -> None:
    assert broken(statuses(announced(2, DAY), announced(2, DAY))) == [("double", "status_event", 2)]


def test_a_successor_that_is_not_open_is_a_violation() -> None:
    gone = register(closing(2, DAY), closing(3, DAY), successions=(merged(2, 3, DAY),))

    assert broken(gone) == [("succession", "succession", 1)]


def test_who_merged_must_be_gone_and_the_merged_body_new() -> None:
    new = commune(-1, DAY, "00009")
    agencies = (Level.COMMUNE,)

    assert broken(register(new, agencies=agencies, successions=(merged(2, -1, DAY),))) == [
        ("succession", "succession", 1)
    ]
    assert broken(register(closing(2, DAY), successions=(merged(2, 3, DAY),))) == [("succession", "succession", 1)]
    assert broken(register(new, closing(2, DAY), agencies=agencies, successions=(merged(2, -1, DAY),))) == []


def test_who_is_absorbed_must_be_gone_and_who_absorbs_there_before() -> None:
    absorbed = SuccessionFact(2, 3, DAY, Succession.ABSORBED)

    assert broken(register(closing(2, DAY), successions=(absorbed,))) == []
    assert broken(register(successions=(absorbed,))) == [("succession", "succession", 1)]
    late = register(
        closing(2, DAY),
        commune(-1, DAY),
        agencies=(Level.COMMUNE,),
        successions=(SuccessionFact(2, -1, DAY, Succession.ABSORBED),),
    )
    assert broken(late) == [("succession", "succession", 1)]


def test_who_continues_or_takes_over_duties_is_open_before_and_after() -> None:
    for kind in (Succession.CONTINUED, Succession.ABSORBED):
        same = SuccessionFact(2, 2, DAY, kind)
        assert broken(register(successions=(same,))) == []
        assert broken(register(closing(2, DAY), successions=(same,))) == [("succession", "succession", 1)]


def test_a_part_that_was_split_off_need_not_end_the_body() -> None:
    assert broken(register(successions=(SuccessionFact(2, 3, DAY, Succession.SPLIT),))) == []


def test_a_version_of_an_agency_that_was_taken_back_is_a_violation() -> None:
    assert ("reference", "agency_version", 2) in broken(voiding("agency", 2))


@pytest.mark.parametrize(
    ("table", "place", "value"),
    [
        ("agency", 0, "county"),
        ("agency_version", 1, "2021-02-30"),
        ("agency_version", 1, "20210227"),
        ("agency_version", 1, None),
        ("agency_version", 2, None),
        ("agency_version", 6, "one"),
        ("agency_version", 7, "Mandatory"),
    ],
)
def test_a_cell_that_cannot_be_is_told_before_anything_else(table: str, place: int, value: object) -> None:
    facts = facts_of([COUNTRY, register(closing(1, DAY))])
    first = facts[table][0]
    values = (*first.values[:place], value, *first.values[place + 1 :])
    facts[table][0] = StoredRow(first.id, values, first.batch, first.voided_by)

    assert [(one.rule, one.table, one.row) for one in violations(facts)] == [("value", table, 1)]


def test_sentences_are_there_in_both_languages() -> None:
    facts = facts_of([COUNTRY, register(closing(1, DAY))])

    with use_language("vi"):
        vietnamese = violations(facts)[0].message
    with use_language("en"):
        english = violations(facts)[0].message

    assert english == "Xã Một (00001): Tỉnh Hà Giang (02) is not open all the while from 20 June 2006 on."
    assert vietnamese != english
