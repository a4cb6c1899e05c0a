"""One batch after another: numbers, hashes, corrections, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from qms import moments
from qms.errors import Refused
from qms.store.batches import OutOfDate, _cell, append
from qms.store.columns import FACT_COLUMNS, GENESIS
from qms.store.database import Database
from qms.store.facts import Draft, Event, Version, VoidedFact
from qms.store.verify import verify
from qms.vocabulary import BatchKind, Level, Scope, Status
from tests.store.stored import rows
from tests.store.worlds import (
    FIRST_COMMUNE,
    OPENING,
    SECOND_COMMUNE,
    announced,
    announcement,
    moment,
    province_with_two_communes,
    register,
    statuses,
    voiding,
)

DAY = date(2021, 4, 27)


def counts(database: Database) -> dict[str, int]:
    return {table: len(rows(database, table)) for table in ("batch", *FACT_COLUMNS)}


def test_an_empty_database_has_version_0_and_64_zeros_for_a_head(database: Database) -> None:
    assert (database.data_version(), database.head()) == (0, GENESIS)


def test_the_first_batch_gives_ids_from_1_and_the_same_hash_on_both_engines(database: Database) -> None:
    receipt = append(database, province_with_two_communes())

    assert receipt.batch == 1
    assert receipt.hash == "a8a17dd09eaef8f2c0c34be111832792191b1ae865278c21004761798c1d97a4"
    assert receipt.rows == {"agency": 3, "agency_version": 3}
    assert receipt.warning is None
    assert (database.data_version(), database.head()) == (1, receipt.hash)
    assert [(row.id, row.level) for row in rows(database, "agency")] == [
        (1, "province"),
        (2, "commune"),
        (3, "commune"),
    ]
    assert [(row.agency, row.parent) for row in rows(database, "agency_version")] == [(1, None), (2, 1), (3, 1)]


def test_days_and_moments_are_stored_as_texts(database: Database) -> None:
    append(database, province_with_two_communes())

    assert rows(database, "agency_version")[0].valid_from == "2006-06-20"
    assert rows(database, "batch")[0].recorded_at == "2021-05-01T00:00:00.000000Z"


def test_a_batch_follows_the_one_before(database: Database) -> None:
    first = append(database, province_with_two_communes())
    second = append(database, statuses(announced(FIRST_COMMUNE, DAY)))

    assert second.batch == 2
    assert [row.previous_hash for row in rows(database, "batch")] == [GENESIS, first.hash]


def test_new_agencies_of_a_later_batch_get_the_next_ids(database: Database) -> None:
    append(database, province_with_two_communes())

    append(
        database,
        register(Version(-1, OPENING, name="Xã Ba", parent=1, scope=Scope.NONE), agencies=(Level.COMMUNE,)),
    )

    assert [row.agency for row in rows(database, "agency_version")] == [1, 2, 3, 4]


def test_a_correction_takes_a_row_back_and_adds_another_for_the_same_day(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY, covered=9)))

    append(database, replace(statuses(announced(FIRST_COMMUNE, DAY)), voids=(VoidedFact("status_event", 1),)))

    found = rows(database, "status_event")
    assert [(row.id, row.procedures_covered, row.batch, row.voided_by_batch) for row in found] == [
        (1, 9, 2, 3),
        (2, 10, 3, None),
    ]


def test_the_clock_gives_the_moment_where_the_draft_has_none(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    monkeypatch.setattr(moments, "now", lambda: now)
    monkeypatch.setattr("qms.store.batches.now", lambda: now)

    append(database, Draft(BatchKind.RECEIPT, "An"))

    assert rows(database, "batch")[0].recorded_at == "2026-01-02T03:04:05.000678Z"


def test_a_moment_in_a_fact_is_stored_as_text() -> None:
    assert _cell(moment(3, hour=4)) == "2021-05-03T04:00:00.000000Z"


def test_a_clock_that_went_back_changes_nothing_but_the_moment(database: Database) -> None:
    append(database, replace(province_with_two_communes(), recorded_at=moment(9)))
    append(database, statuses(announced(FIRST_COMMUNE, DAY), on_day=8))

    assert [row.recorded_at[:10] for row in rows(database, "batch")] == ["2021-05-09", "2021-05-08"]
    assert verify(database).ok


def test_a_draft_made_against_another_version_is_out_of_date(database: Database) -> None:
    append(database, province_with_two_communes())

    with pytest.raises(OutOfDate, match=r"\b1\b.*\b0\b"):
        append(database, statuses(announced(FIRST_COMMUNE, DAY), expected=0))

    assert database.data_version() == 1


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (statuses(announced(2, DAY), announced(3, DAY), announced(3, DAY)), r"3.*status_event"),
        (statuses(announced(2, DAY), announced(77, DAY)), r"2.*status_event"),
        (statuses(announced(2, DAY, total=3, covered=4)), "status_event_covered_within_total"),
        (statuses(announced(2, DAY, total=-1, covered=None)), "status_event_total_counts"),
        (statuses(Event(2, DAY, "finished")), "status_event_status_known"),  # type: ignore[arg-type]  # no such word
        (statuses(Event(2, None, Status.APPLIED)), "effective_on"),  # type: ignore[arg-type]  # no day
        (register(Version(2, DAY, name=None, scope=Scope.NONE)), "agency_version_open_is_named"),
        (announcement(5, 4, "99%"), "published_figure_numerator_within"),
        (voiding("status_event", 1), r"1.*status_event"),
        (voiding("agency_version", 2, 2), r"2.*agency_version"),
        (voiding("agency_versions", 2), "agency_versions"),
        (statuses(announced(2, DAY, note="a\0b")), "NUL"),
        (statuses(announced(2, DAY, note="a\ud800b")), "Unicode"),
        (statuses(announced(2, DAY, total=2**31)), "2147483648"),
    ],
)
def test_what_contradicts_the_data_is_refused_with_its_row_and_leaves_nothing(
    database: Database, draft: Draft, told: str
) -> None:
    append(database, province_with_two_communes())
    before = counts(database)

    with pytest.raises(Refused, match=told):
        append(database, draft)

    assert counts(database) == before
    assert verify(database).ok


def test_a_refused_row_among_thousands_is_named(database: Database) -> None:
    append(database, province_with_two_communes())
    many = [announced(FIRST_COMMUNE, date.fromordinal(date(2007, 1, 1).toordinal() + number)) for number in range(5100)]
    many[5050] = many[5049]

    with pytest.raises(Refused, match=r"\b5051\b"):
        append(database, statuses(*many))

    assert counts(database)["status_event"] == 0


def test_a_row_that_was_taken_back_cannot_be_taken_back_again(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    append(database, voiding("status_event", 1))

    with pytest.raises(Refused):
        append(database, voiding("status_event", 1))


def test_a_value_that_is_no_fact_is_our_fault(database: Database) -> None:
    append(database, province_with_two_communes())

    with pytest.raises(TypeError):
        append(database, statuses(Event(2, DAY, Status.ANNOUNCED, note=0.5)))  # type: ignore[arg-type]  # meant

    assert database.data_version() == 1


def test_the_second_commune_is_untouched_by_a_correction_of_the_first(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY), announced(SECOND_COMMUNE, DAY)))

    append(database, voiding("status_event", 1))

    assert [row.voided_by_batch for row in rows(database, "status_event")] == [3, None]
