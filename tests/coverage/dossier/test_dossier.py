"""The dossier's value: one body on one day, as known, from the ledger and the papers behind its rows."""

from datetime import date, datetime

import pytest

from qms.coverage import figures
from qms.coverage.dossier import Dossier, Found, Papers, dossier, is_known, rows_behind
from qms.coverage.dossier.papers import EventPaper
from qms.vocabulary import Measure, Missing, Status
from tests.coverage.dossier.wards import BA_DINH, HA_NOI, LAST_DAY, QUAN_THANH, TRUC_BACH, after, report, ward
from tests.coverage.worlds import World, agency, batch, change, close, event, succession, undo, world


def opened(drawn: World, label: str, on: date = LAST_DAY, known_on: datetime | None = None) -> Dossier:
    """The dossier with the papers that a store would give."""
    wanted = rows_behind(drawn.ledger, drawn.id(label), known_on=known_on)
    events = {row.id: row.fact for row in drawn.rows["status_event"] if row.id in wanted.events}
    papers = Papers(
        events={
            row: EventPaper(fact.decision_no, fact.decision_on, fact.source, fact.note, fact.source_line)
            for row, fact in events.items()
        }
    )
    return dossier(drawn.ledger, drawn.id(label), on, papers, known_on=known_on)


def told(found: Dossier) -> list[tuple[str, str, list[str], bool]]:
    """Each entry: its day, its status, the days and counts it corrected, whether it was taken back."""
    return [
        (
            entry.report.effective_on.isoformat(),
            entry.report.status.value,
            [f"{one.effective_on.isoformat()} {one.procedures_covered}" for one in entry.corrected],
            entry.report.voided_by is not None,
        )
        for entry in found.entries
    ]


def test_where_a_body_stands_since_when_and_why() -> None:
    found = opened(ward(), BA_DINH)
    assert (found.life.found, found.life.name, found.own.code) == (Found.OPEN, BA_DINH, "00004")
    assert found.stand is not None
    assert (found.stand.status, found.stand.since) == (Status.ANNOUNCED, date(2026, 5, 30))
    assert (found.stand.covered, found.stand.missing) == (True, None)
    assert found.stand.report is not None
    assert found.stand.report.decision == ("214/QĐ-UBND", date(2026, 5, 29))


def test_corrections_stand_beside_what_they_corrected_and_what_was_undone_stands_alone() -> None:
    found = opened(ward(), BA_DINH)
    assert told(found) == [
        ("2026-06-15", "withdrawn", [], True),
        ("2026-05-30", "announced", ["2026-05-30 180"], False),
        ("2025-09-01", "building", ["2025-08-15 None"], False),
    ]
    assert (found.reports, found.corrections) == (2, 3)
    assert [row["voided_by_batch"] for row in found.rows()] == [4, None, 6, None, 8]


def test_a_report_corrected_twice_shows_both() -> None:
    drawn = ward(batch(report(BA_DINH, "2026-05-30", "announced", "190/190")))
    assert told(opened(drawn, BA_DINH))[1][2] == ["2026-05-30 187", "2026-05-30 180"]


def test_several_reports_moved_by_one_batch_are_not_paired_by_guess() -> None:
    drawn = world(
        batch(agency("Xã", "commune"), event("Xã", "2020-01-01", "building"), event("Xã", "2021-01-01", "applied")),
        batch(undo(1)),
    )
    assert [taken for *_rest, taken in told(opened(drawn, "Xã"))] == [True, True]


def test_trap_27_what_was_recorded_later_does_not_show() -> None:
    drawn = ward()
    early = opened(drawn, BA_DINH, known_on=after(drawn, 5))
    assert told(early) == [
        ("2026-05-30", "announced", [], False),
        ("2025-09-01", "building", ["2025-08-15 None"], False),
    ]
    assert early.stand is not None
    assert (early.stand.covered, early.stand.missing) == (False, Missing.PROCEDURES_PARTIAL)
    assert early.stand.report is not None
    assert early.stand.report.lacking == 7
    mistaken = opened(drawn, BA_DINH, known_on=after(drawn, 7))
    assert mistaken.stand is not None
    assert mistaken.stand.status is Status.WITHDRAWN
    assert not any(batch > 5 for batch in rows_behind(drawn.ledger, 5, known_on=after(drawn, 5)).batches)


def test_reports_from_days_after_the_one_asked_for_are_only_counted() -> None:
    found = opened(ward(), BA_DINH, date(2025, 12, 31))
    assert [entry.report.status for entry in found.entries] == [Status.BUILDING]
    assert found.later == 1
    assert found.stand is not None
    assert found.stand.status is Status.BUILDING


def test_predecessors_with_what_was_true_on_their_last_day() -> None:
    found = opened(ward(), BA_DINH)
    assert [(one.group.name, one.kind.value, one.on.isoformat()) for one in found.predecessors] == [
        (TRUC_BACH, "merged", "2025-06-30"),
        (QUAN_THANH, "split", "2025-06-30"),
    ]
    first, second = (one.stand for one in found.predecessors)
    assert first is not None
    assert second is not None
    assert (first.status, first.covered, second.status) == (Status.ANNOUNCED, True, None)
    assert first.report is not None
    assert first.report.paper.decision_no == "88/QĐ-UBND"
    assert found.covered_before == 1


def test_trap_4_nothing_is_inherited() -> None:
    found = opened(ward(), BA_DINH, date(2025, 7, 1))
    assert found.stand is not None
    assert (found.stand.status, found.stand.since) == (None, date(2025, 7, 1))


def test_trap_25_a_closed_body_is_shown_as_on_its_last_day_with_what_it_became() -> None:
    found = opened(ward(), TRUC_BACH)
    assert (found.life.found, found.life.shown_on, found.life.closed_on) == (
        Found.CLOSED,
        date(2025, 6, 30),
        date(2025, 7, 1),
    )
    assert [one.group.name for one in found.successors] == [BA_DINH]
    assert found.own.name == TRUC_BACH


def test_before_it_opened_a_body_says_when_it_will() -> None:
    found = opened(ward(), BA_DINH, date(2021, 4, 27))
    assert (found.life.found, found.life.shown_on) == (Found.BEFORE, date(2025, 7, 1))
    assert (found.siblings, found.mandatory, found.lanes) == (None, None, None)


def test_what_is_not_known_yet_and_what_was_taken_back() -> None:
    drawn = ward(batch(agency("Xã Nhầm", "commune", under=HA_NOI)))
    undone = ward(batch(agency("Xã Nhầm", "commune", under=HA_NOI)), batch(undo(9), kind=drawn.batches[7].kind))
    assert opened(drawn, BA_DINH, known_on=after(drawn, 1)).life.found is Found.NOT_KNOWN_YET
    gone = opened(undone, "Xã Nhầm")
    assert (gone.life.found, gone.own.name, gone.stand) == (Found.TAKEN_BACK, "Xã Nhầm", None)
    assert [row.voided_by for row in gone.life.rows] == [10]
    assert is_known(drawn.ledger, 6)
    assert not is_known(drawn.ledger, 7)
    assert not is_known(drawn.ledger, 0)


def test_a_body_that_absorbed_another_must_announce_again_until_it_does() -> None:
    drawn = world(
        agency("Bộ A", "ministry"),
        agency("Bộ B", "ministry"),
        event("Bộ A", "2020-01-01", "announced", 5, 5),
        close("Bộ B", "2025-03-01"),
        succession("Bộ B", "Bộ A", "2025-03-01", "absorbed"),
        event("Bộ A", "2026-01-20", "announced", 9, 9),
    )
    marked = opened(drawn, "Bộ A", date(2025, 12, 31)).stand
    assert marked is not None
    assert marked.again is not None
    assert (marked.again.since, [one.name for one in marked.again.absorbed]) == (date(2025, 3, 1), ["Bộ B"])
    later = opened(drawn, "Bộ A").stand
    assert later is not None
    assert later.again is None


def test_the_register_tells_renames_moves_codes_and_scopes_one_row_each() -> None:
    drawn = world(
        agency("Tỉnh 1", "province"),
        agency("Tỉnh 2", "province"),
        agency("Xã", "commune", under="Tỉnh 1", code="1"),
        change("Xã", "2015-01-01", name="Phường"),
        change("Xã", "2016-01-01", code="2", under="Tỉnh 2"),
        change("Xã", "2017-01-01", scope="planned"),
        close("Xã", "2018-01-01"),
    )
    rows = opened(drawn, "Xã").life.rows
    assert [[aspect.value for aspect in row.changed] for row in rows] == [
        ["opened"],
        ["name"],
        ["code", "parent"],
        ["scope"],
        ["closed"],
    ]


def test_the_story_goes_from_the_newest_to_the_opening() -> None:
    moments = opened(ward(), BA_DINH).story
    assert [moment.day.isoformat() for moment in moments] == [
        "2026-06-15",
        "2026-05-30",
        "2025-09-01",
        "2025-07-01",
    ]
    assert moments[-1].is_reorganisation
    assert len(moments[-1].before) == 2


def test_lanes_of_predecessors_and_the_body_on_one_axis() -> None:
    lanes = opened(ward(), BA_DINH).lanes
    assert lanes is not None
    assert (lanes.start, lanes.end, lanes.breaks) == (date(2017, 1, 1), date(2026, 10, 1), (date(2025, 7, 1),))
    drawn = {
        lane.group.name: [(s.start.isoformat(), s.status and s.status.value) for s in lane.segments]
        for lane in lanes.lanes
    }
    assert drawn == {
        TRUC_BACH: [("2017-01-01", None), ("2018-04-01", "building"), ("2021-03-15", "announced")],
        QUAN_THANH: [("2017-01-01", None)],
        BA_DINH: [("2025-07-01", None), ("2025-09-01", "building"), ("2026-05-30", "announced")],
    }
    assert [lane.is_own for lane in lanes.lanes] == [False, False, True]


def test_procedures_over_time_stop_where_a_report_states_none() -> None:
    drawn = world(
        agency("Xã", "commune"),
        event("Xã", "2020-01-01", "announced", 3, 5),
        event("Xã", "2021-01-01", "withdrawn"),
        event("Xã", "2022-01-01", "announced", 5, 5),
    )
    assert [
        (count.start.isoformat(), count.end.isoformat(), count.text()) for count in opened(drawn, "Xã").procedures
    ] == [("2020-01-01", "2021-01-01", "60,0%"), ("2022-01-01", "2026-10-01", "100%")]


@pytest.mark.parametrize("on", [date(2021, 4, 27), date(2025, 7, 1), LAST_DAY])
def test_trap_10_the_counts_around_a_body_are_coverages(on: date) -> None:
    drawn = ward()
    found = opened(drawn, HA_NOI, on)
    assert found.below is not None
    (communes,) = figures(drawn.ledger, on, measures=(Measure.COMMUNES,), under=drawn.id(HA_NOI))
    assert (found.below.figure.numerator, found.below.figure.denominator) == (communes.numerator, communes.denominator)
    assert found.mandatory is not None
    assert (found.mandatory.figure.numerator, found.mandatory.figure.denominator, found.mandatory.lacking) == (1, 2, 1)
