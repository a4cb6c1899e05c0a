"""Checks of the data: what is found, and what is left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qms.coverage.checks import Check
from qms.coverage.quality import Grade, Graded, quality
from qms.coverage.suspects import suspects
from qms.vocabulary import Standard
from tests.coverage.worlds import FIRST_MOMENT, World, agency, change, close, day, event, published, world

TODAY = day("2026-06-30")


def register() -> World:
    """One province whose communes each have one thing about them."""
    return world(
        agency("T", "province", code="01"),
        *(agency(name, "commune", under="T") for name in "abcdefghijk"),
        agency("outside", "commune", under="T", scope="none"),
        event("T", "2026-01-01", "announced", 9, 9, standard="2015"),
        event("a", "2026-01-01", "announced", 5, 5, standard="2015"),
        event("b", "2026-01-01", "announced", 4, 5, standard="2015"),
        event("c", "2026-01-01", "announced", None, 5, standard="2015"),
        event("d", "2026-01-01", "announced", standard="2015"),
        event("e", "2026-01-01", "announced", 5, 5),
        event("f", "2020-01-01", "announced", 5, 5, standard="2008"),
        event("g", "2015-09-14", "announced", 5, 5, standard="2015"),
        event("h", "2025-12-01", "applied"),
        event("h", "2026-01-01", "building"),
        event("i", "2025-11-01", "announced", 5, 5, standard="2015"),
        event("i", "2025-12-01", "withdrawn"),
        event("i", "2026-01-01", "building"),
        event("j", "2025-06-29", "not_started"),
        event("outside", "2026-01-01", "announced", 1, 2, standard="2008"),
    )


FOUND = {
    Check.EDITION_NOT_ISSUED: {"g"},
    Check.BACKWARD: {"h"},
    Check.SUPERSEDED: {"f"},
    Check.PROCEDURES_PARTIAL: {"b"},
    Check.COUNT_MISSING: {"c"},
    Check.PROCEDURES_NOT_STATED: {"d"},
    Check.EDITION_NOT_STATED: {"e"},
    Check.MUST_REANNOUNCE: set(),
    Check.STALE: {"f", "g", "j"},
    Check.NO_REPORT: {"k"},
}


@pytest.mark.parametrize("check", Check)
def test_each_check_finds_its_agencies_and_no_other(check: Check) -> None:
    drawn = register()
    found = suspects(drawn.ledger, TODAY, check)
    assert drawn.labels(agency.id for agency in found.described()) == FOUND[check]
    assert len(found) == len(FOUND[check])


def test_a_record_is_sound_without_contradiction_gap_or_silence_however_old() -> None:
    graded = quality(register().ledger, TODAY).country
    assert (graded.sound, graded.agencies) == (4, 12)  # T, a, i, j
    assert graded.grade is Grade.D


def test_days_late_count_from_the_day_an_edition_had_to_be_left() -> None:
    (late,) = suspects(register().ledger, TODAY, Check.SUPERSEDED).described()
    assert late.standard is Standard.ISO_2008
    assert late.days_late == (TODAY - date(2021, 6, 30)).days
    (early,) = suspects(register().ledger, day("2021-01-01"), Check.SUPERSEDED).described()
    assert early.days_late is None


def test_what_is_old_is_a_readers_choice() -> None:
    found = [len(suspects(register().ledger, TODAY, Check.STALE, months=months)) for months in (1, 12, 13, 200)]
    assert found == [11, 3, 2, 0]


def test_only_the_subtree_is_looked_at_where_one_is_named() -> None:
    drawn = world(
        *(agency(name, "province", code=name) for name in "PQ"),
        agency("p", "commune", under="P"),
        agency("q", "commune", under="Q"),
    )
    found = suspects(drawn.ledger, TODAY, Check.NO_REPORT, under=drawn.id("P"))
    assert drawn.labels(agency.id for agency in found.described()) == {"P", "p"}


@pytest.mark.parametrize(
    ("sound", "agencies", "grade"),
    [(95, 100, Grade.A), (94, 100, Grade.B), (4, 5, Grade.B), (79, 100, Grade.C), (1, 2, Grade.C), (49, 100, Grade.D)],
)
def test_a_grade_begins_at_its_share(sound: int, agencies: int, grade: Grade) -> None:
    assert Graded(None, sound, agencies, ()).grade is grade


def test_nothing_in_the_programme_has_no_grade_and_no_rate() -> None:
    graded = quality(world(agency("x", "commune", scope="none")).ledger, TODAY).country
    assert (graded.grade, graded.text()) == (None, "–")


def test_parents_come_lowest_share_first() -> None:
    drawn = world(
        *(agency(name, "province", code=name) for name in "PQR"),
        *(event(name, "2026-01-01", "announced", 5, 5, standard="2015") for name in "PR"),
        agency("r", "commune", under="R"),
    )
    parents = [graded.group.name for graded in quality(drawn.ledger, TODAY).parents if graded.group]
    assert parents == ["Q", "R", "P"]


def test_announcements_up_to_the_day_stand_beside_what_their_own_day_comes_to() -> None:
    drawn = world(
        agency("B", "ministry"),
        event("B", "2020-01-01", "announced", 5, 5),
        published("ministries", "2019-12-31", 1, 1, "100%"),
        published("ministries", "2020-01-01", 1, 1, "100%"),
        published("ministries", "2026-07-01", 1, 1, "100%"),
    )
    found = quality(drawn.ledger, TODAY).announcements
    assert [(one.as_of, one.comparison.agrees) for one in found] == [
        (day("2020-01-01"), True),
        (day("2019-12-31"), False),
    ]


def test_what_was_recorded_later_is_not_known() -> None:
    eve = FIRST_MOMENT - timedelta(days=1)
    assert quality(register().ledger, TODAY, known_on=eve).country.agencies == 0
    assert len(suspects(register().ledger, TODAY, Check.BACKWARD, known_on=eve)) == 0


def test_a_closed_agency_is_not_looked_at_any_more() -> None:
    drawn = world(agency("x", "commune"), close("x", "2020-01-01"))
    assert len(suspects(drawn.ledger, TODAY, Check.NO_REPORT)) == 0
    assert len(suspects(drawn.ledger, day("2019-12-31"), Check.NO_REPORT)) == 1


def test_a_change_of_scope_takes_an_agency_out_of_the_checks_from_its_day() -> None:
    drawn = world(agency("x", "commune"), change("x", "2020-01-01", scope="none"))
    counts = [quality(drawn.ledger, day(text)).country.agencies for text in ("2019-12-31", "2020-01-01")]
    assert counts == [1, 0]


def test_an_empty_database_has_nothing_to_check() -> None:
    found = quality(world().ledger, TODAY)
    assert (found.country.agencies, found.parents, found.announcements) == (0, (), ())


def test_the_grades_of_the_parents_add_up_to_the_country_where_all_have_a_parent() -> None:
    found = quality(register().ledger, TODAY)
    assert sum(graded.sound for graded in found.parents) == found.country.sound
    assert sum(graded.agencies for graded in found.parents) == found.country.agencies
    for check in Check:
        assert sum(graded.count(check) for graded in found.parents) == found.country.count(check)
