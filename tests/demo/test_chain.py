"""The demo's batches and rows: the same everywhere, in order, inside lives, and of every kind that real life has."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

from qms.demo import demo_drafts
from qms.store.facts import Draft
from qms.vocabulary import BatchKind, Level, Scope, Standard, Status
from tests.shipped.replay import Country

DIGEST = "8241ccb38a7ac1018f2a928c2d4a16f35a6cb9bbfdc1f987decf1af56e162bab"


def digest(drafts: list[Draft]) -> str:
    """SHA-256 over the text of every value of every row."""
    lines = []
    for draft in drafts:
        lines.append(f"{draft.kind} {draft.by} {draft.recorded_at} {draft.note}")
        for rows in (
            draft.agencies,
            draft.versions,
            draft.successions,
            draft.events,
            draft.published,
            draft.voids,
        ):
            lines += ["|".join(str(value) for value in row) for row in rows]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_the_demo_is_the_same_everywhere(drafts: list[Draft]) -> None:
    assert digest(drafts) == DIGEST
    assert digest(list(demo_drafts())) == DIGEST


def test_the_demo_does_not_hang_on_how_a_process_hashes() -> None:
    code = (
        "from qms.demo import demo_drafts; from tests.demo.test_chain import digest; print(digest(list(demo_drafts())))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": "."},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )

    assert run.stdout.strip() == DIGEST


def test_batches_come_in_the_order_of_their_moments_one_a_quarter(drafts: list[Draft]) -> None:
    moments = [draft.recorded_at for draft in drafts if draft.recorded_at]

    assert len(moments) == len(drafts)
    assert all(before < after for before, after in pairwise(moments))
    assert Counter(draft.kind for draft in drafts) == {
        BatchKind.REGISTER: 4,
        BatchKind.PUBLISHED: 1,
        BatchKind.DEMO: 49 + 3,
    }
    assert all(draft.events or not draft.note or "quý" not in draft.note for draft in drafts)


def test_a_batch_tells_of_nothing_that_happened_after_it(drafts: list[Draft]) -> None:
    for draft in drafts:
        assert draft.recorded_at
        assert all(event.effective_on < draft.recorded_at.date() for event in draft.events)


def test_a_batch_speaks_only_of_agencies_that_are_known_by_then(drafts: list[Draft]) -> None:
    known = 0
    for draft in drafts:
        known += len(draft.agencies)
        assert all(0 < event.agency <= known for event in draft.events)


def test_some_events_come_one_to_three_quarters_late(drafts: list[Draft]) -> None:
    late: Counter[int] = Counter()
    for draft in drafts:
        if draft.events and draft.recorded_at:
            month = draft.recorded_at.year * 12 + draft.recorded_at.month - 1
            late.update((month - e.effective_on.year * 12 - e.effective_on.month) // 3 for e in draft.events)

    assert set(late) == {0, 1, 2, 3}
    assert 0.1 < 1 - late[0] / late.total() < 0.15


def test_the_correction_comes_first_after_the_register_and_names_its_act(drafts: list[Draft]) -> None:
    correction = drafts[1]

    assert len(correction.voids) == 1_693
    assert len(correction.versions) == 1_693
    assert {version.scope for version in correction.versions} == {Scope.NONE}
    assert {version.valid_from for version in correction.versions} == {date(2006, 6, 20)}
    assert all(version.legal_act for version in correction.versions)
    voided = {drafts[0].versions[void.id - 1].agency for void in correction.voids}
    assert {-agency for agency in voided} == {version.agency for version in correction.versions}


def test_each_ministry_has_3_to_8_mandatory_units_and_98_encouraged_ones_are_open(country: Country) -> None:
    units = country.open_on(date(2021, 4, 27), Level.MINISTRY_UNIT).values()
    mandatory = Counter(version.parent for version in units if version.scope is Scope.MANDATORY)

    assert len(mandatory) == 22
    assert set(mandatory.values()) <= set(range(3, 9))
    assert sum(version.scope is Scope.ENCOURAGED for version in units) == 98
    assert all("(đơn vị mô phỏng)" in (version.name or "") for version in units)


def test_units_of_a_ministry_that_ended_hang_under_its_successor(country: Country) -> None:
    transport = country.coded(Level.MINISTRY, "BGTVT", date(2025, 2, 28))
    construction = country.coded(Level.MINISTRY, "BXD", date(2025, 3, 1))
    units = [a for a, v in country.open_on(date(2025, 2, 28)).items() if v.parent == transport]

    assert units
    held = country.open_on(date(2025, 3, 1))
    assert {held[unit].parent for unit in units} == {construction}


def test_parents_are_open_while_units_are(country: Country) -> None:
    for day in (date(2014, 7, 1), date(2025, 3, 1), date(2025, 7, 1), date(2026, 9, 30)):
        held = country.open_on(day)
        assert all(version.parent is None or version.parent in held for version in held.values())


def test_events_lie_inside_lives_one_an_agency_and_day(country: Country) -> None:
    for agency, events in country.events.items():
        days = [event.effective_on for event in events]
        assert len(days) == len(set(days))
        assert all(country.holds(agency, day) for day in days)
        assert date(2014, 7, 1) <= days[0]
        assert days[-1] <= date(2026, 9, 30)


def test_a_commune_out_of_the_programme_reports_nothing(country: Country) -> None:
    outside = [agency for agency, versions in country.versions.items() if versions[0].scope is Scope.NONE]

    assert len(outside) == 1_693
    assert not [agency for agency in outside if country.events.get(agency)]


def test_covered_procedures_are_at_most_the_total_and_blank_together(country: Country) -> None:
    for events in country.events.values():
        for event in events:
            total, covered = event.procedures_total, event.procedures_covered
            assert (total is None) == (covered is None)
            assert total is None or covered is None or 0 <= covered <= total


def test_the_demo_has_every_kind_of_event(country: Country) -> None:
    events = [event for agency in list(country.events.values()) for event in agency]

    assert 45_000 < len(events) < 70_000
    assert {event.status for event in events} == set(Status)
    assert {event.standard for event in events} == {None, Standard.ISO_2008, Standard.ISO_2015}
    announced = [event for event in events if event.status is Status.ANNOUNCED]
    assert sum(event.procedures_total is None for event in announced) > 500
    assert sum(event.procedures_covered == 0 for event in announced) > 50
    assert all(event.decision_no and event.decision_on for event in announced)
    assert {event.assurance.value for event in announced if event.assurance} == {
        "self_declared",
        "verified",
        "certified",
    }


def test_no_edition_is_used_before_it_is_out(country: Country) -> None:
    of_2015 = [e.effective_on for events in country.events.values() for e in events if e.standard == "2015"]

    assert min(of_2015) >= date(2015, 12, 31)


def test_most_leave_the_edition_of_2008_in_time_and_a_few_are_late(country: Country) -> None:
    last_day = date(2021, 6, 30)
    still = [
        agency
        for agency in country.open_on(last_day)
        if (told := [e for e in country.events.get(agency, ()) if e.effective_on <= last_day and e.standard])
        and told[-1].standard is Standard.ISO_2008
    ]

    assert 50 < len(still) < 400


def test_agencies_that_withdrew_mostly_return(country: Country) -> None:
    fates = Counter(
        any(later.status is Status.ANNOUNCED for later in events[place + 1 :])
        for events in country.events.values()
        for place, event in enumerate(events)
        if event.status is Status.WITHDRAWN
    )

    assert fates[True] > fates[False] > 20


def test_mandatory_agencies_withdraw_only_before_their_province_completes_or_after_2022(country: Country) -> None:
    compliant = [country.count(date(year, 12, 31))["provinces"][0] for year in range(2015, 2023)]

    assert compliant == sorted(compliant)


def test_events_fall_on_weekdays_and_before_reports_are_due(country: Country) -> None:
    days = [event.effective_on for events in country.events.values() for event in events]
    by_month = Counter(day.month for day in days)

    assert sum(day.weekday() >= 5 for day in days) < 0.03 * len(days)
    assert {month for month, _ in by_month.most_common(3)} == {6, 11, 12}


def test_those_that_absorbed_others_announce_again_over_the_months(country: Country) -> None:
    reform = date(2025, 7, 1)
    absorbing = {f.successor for f in country.fates(Level.PROVINCIAL_UNIT, reform) if f.kind == "absorbed"}
    again = [
        next((e.effective_on for e in country.events.get(a, ()) if e.effective_on > reform), None) for a in absorbing
    ]

    told = sorted(day for day in again if day)
    assert len(absorbing) == 44
    assert len(told) > 35
    assert (told[-1] - told[0]).days > 180


def test_some_agencies_never_report(country: Country) -> None:
    in_programme = [
        a for a, v in country.open_on(date(2024, 12, 31), Level.COMMUNE).items() if v.scope is Scope.ENCOURAGED
    ]

    assert 50 < sum(not country.events.get(agency) for agency in in_programme) < 600
