"""Undo: a further batch that takes back, and what is refused because later batches build on it."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.coverage import figures
from qms.errors import WrongUsage
from qms.store import undo as undoing
from qms.store.batches import OutOfDate, append
from qms.store.database import Database, connect
from qms.store.facts import Draft, Event, Version, VoidedFact
from qms.store.history import history
from qms.store.ledger import current_ledger
from qms.store.undo import CannotUndo, undo, undo_draft
from qms.store.verify import verify
from qms.vocabulary import BatchKind, Level, Scope, Status
from tests.store.stored import rows
from tests.store.worlds import (
    FIRST_COMMUNE,
    OPENING,
    PROVINCE,
    SECOND_COMMUNE,
    announced,
    announcement,
    closing,
    merged,
    moment,
    province_with_two_communes,
    register,
    statuses,
)

DAY, LATER = date(2021, 4, 27), date(2021, 4, 30)


def standing(database: Database, table: str = "status_event") -> list[Any]:
    return [row for row in rows(database, table) if row.voided_by_batch is None]


def covered(database: Database) -> list[tuple[int, int]]:
    return [(one.numerator, one.denominator) for one in figures(current_ledger(database), LATER)]


def correction(event: Event, *, of: int, on_day: int = 3) -> Draft:
    return Draft(
        BatchKind.STATUS,
        "test",
        recorded_at=moment(on_day),
        events=(event,),
        voids=(VoidedFact("status_event", of),),
    )


def test_an_undo_takes_back_what_a_batch_added(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY), announced(SECOND_COMMUNE, DAY)))

    receipt = undo(database, 2, by="Bình", note="nhầm tệp")

    assert receipt.batch == 3
    assert receipt.rows == {}
    assert standing(database) == []
    told = history(database).batches[-1]
    assert (told.kind, told.reverts, told.by, told.note) == ("undo", 2, "Bình", "nhầm tệp")
    assert told.counts == {"restored": 0, "taken_back": 2}
    assert verify(database).ok


def test_an_undo_restores_what_a_batch_took_back(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY, note="Bản đầu")))
    append(database, correction(announced(FIRST_COMMUNE, DAY, covered=3), of=1))

    undo(database, 3, by="Bình")

    assert [(row.id, row.agency, row.procedures_covered, row.note) for row in standing(database)] == [
        (3, FIRST_COMMUNE, 10, "Bản đầu")
    ]
    assert verify(database).ok


def test_an_undo_of_an_undo_brings_the_batch_back(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    before = covered(database)

    undo(database, 2, by="Bình")
    undo(database, 3, by="Bình")
    assert covered(database) == before
    undo(database, 4, by="Bình")

    assert standing(database) == []
    undo(database, 5, by="Bình")
    assert covered(database) == before
    assert verify(database).ok


def test_a_batch_that_was_brought_back_can_be_undone_itself(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    undo(database, 2, by="Bình")
    undo(database, 3, by="Bình")

    undo(database, 2, by="Bình")

    assert standing(database) == []


def test_an_undone_batch_is_not_undone_twice(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    undo(database, 2, by="Bình")

    with pytest.raises(CannotUndo, match="3"):
        undo(database, 2, by="Bình")

    assert database.data_version() == 3


def test_a_later_correction_stands_in_the_way_until_it_is_undone(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    append(database, correction(announced(FIRST_COMMUNE, DAY, covered=3), of=1))

    with pytest.raises(CannotUndo, match=r"2.*3"):
        undo(database, 2, by="Bình")
    undo(database, 3, by="Bình")
    undo(database, 2, by="Bình")

    assert standing(database) == []
    assert verify(database).ok


def test_later_rows_of_other_days_do_not_stand_in_the_way(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    append(database, statuses(announced(FIRST_COMMUNE, LATER), announced(SECOND_COMMUNE, DAY), on_day=3))

    undo(database, 2, by="Bình")

    assert [(row.agency, row.effective_on) for row in standing(database)] == [(2, "2021-04-30"), (3, "2021-04-27")]


def test_a_row_recorded_where_the_batch_only_took_back_stands_in_the_way(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    append(
        database,
        Draft(BatchKind.STATUS, "test", recorded_at=moment(3), voids=(VoidedFact("status_event", 1),)),
    )
    append(database, statuses(announced(FIRST_COMMUNE, DAY, covered=4), on_day=4))

    with pytest.raises(CannotUndo, match="4"):
        undo(database, 3, by="Bình")


def test_a_register_batch_is_not_undone_while_statuses_build_on_it(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    append(database, statuses(announced(SECOND_COMMUNE, DAY), on_day=3))

    with pytest.raises(CannotUndo, match="2, 3"):
        undo(database, 1, by="Bình")

    assert database.data_version() == 3


def test_a_reopening_is_not_undone_while_an_event_lies_in_the_life_it_opened(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, register(closing(FIRST_COMMUNE, date(2020, 1, 1))))
    undo(database, 2, by="Bình")
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))

    with pytest.raises(CannotUndo, match="4"):
        undo(database, 3, by="Bình")

    assert verify(database).ok


def test_a_whole_register_is_undone_and_brought_back_under_new_ids(database: Database) -> None:
    append(database, province_with_two_communes())
    undo(database, 1, by="Bình")
    assert [standing(database, table) for table in ("agency", "agency_version")] == [[], []]

    undo(database, 2, by="Bình")

    assert [(row.id, row.level) for row in standing(database, "agency")] == [
        (4, "province"),
        (5, "commune"),
        (6, "commune"),
    ]
    assert [(row.agency, row.parent, row.name) for row in standing(database, "agency_version")] == [
        (4, None, "Tỉnh Hà Giang"),
        (5, 4, "Xã Một"),
        (6, 4, "Xã Hai"),
    ]
    undo(database, 1, by="Bình")
    assert standing(database, "agency") == []
    assert verify(database).ok


def test_a_batch_that_is_not_there_is_wrong_usage(database: Database) -> None:
    append(database, province_with_two_communes())

    for batch in (0, 2):
        with pytest.raises(WrongUsage, match=str(batch)):
            undo(database, batch, by="Bình")


def test_an_undo_is_prepared_anew_when_somebody_wrote_meanwhile(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    stale = undo_draft(database, 2, by="Bình")
    append(database, statuses(announced(SECOND_COMMUNE, DAY), on_day=3))
    fresh = [stale]
    monkeypatch.setattr(
        undoing, "undo_draft", lambda *asked, **said: fresh.pop() if fresh else undo_draft(*asked, **said)
    )

    with pytest.raises(OutOfDate):
        append(database, stale)
    receipt = undo(database, 2, by="Bình")

    assert receipt.batch == 4
    assert [row.agency for row in standing(database)] == [SECOND_COMMUNE]


EVENTS = st.builds(
    lambda agency, on_day, status, note: Event(agency, on_day, status, note=note),
    st.sampled_from([PROVINCE, FIRST_COMMUNE, SECOND_COMMUNE]),
    st.sampled_from([DAY, LATER]),
    st.sampled_from(list(Status)),
    st.sampled_from([None, "a"]),
)


def written(database: Database, batches: Sequence[Sequence[Event]]) -> list[list[tuple[int, int]]]:
    """The figures after each batch; an event for an agency and day that has one takes its place."""
    append(database, province_with_two_communes())
    seen = [covered(database)]
    for number, events in enumerate(batches):
        chosen = {(event.agency, event.effective_on): event for event in events}
        there = {(row.agency, date.fromisoformat(row.effective_on)): row.id for row in standing(database)}
        voids = tuple(VoidedFact("status_event", there[key]) for key in chosen if key in there)
        append(
            database,
            Draft(BatchKind.STATUS, "test", recorded_at=moment(2 + number), events=tuple(chosen.values()), voids=voids),
        )
        seen.append(covered(database))
    append(
        database,
        register(
            Version(-1, LATER, code="00003", name="Xã Ba", parent=PROVINCE, scope=Scope.ENCOURAGED),
            agencies=(Level.COMMUNE,),
        ),
    )
    seen.append(covered(database))
    append(database, announcement(1, 2, "50%"))
    seen.append(covered(database))
    return seen


@settings(max_examples=4)
@given(batches=st.lists(st.lists(EVENTS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_undo_of_everything_newest_first_is_the_empty_store_figure_by_figure(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Event]], migrated_file: Path
) -> None:
    file = tmp_path_factory.mktemp("undo") / "store.sqlite"
    shutil.copy(migrated_file, file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QMS_ANCHORS", f"{file}.anchors")
        undo_everything(connect(f"sqlite:///{file}"), batches)


def undo_everything(database: Database, batches: list[list[Event]]) -> None:
    nothing = covered(database)
    seen = [nothing, *written(database, batches)]
    for batch in range(database.data_version(), 0, -1):
        assert covered(database) == seen[batch]
        undo(database, batch, by="Bình")

    assert covered(database) == nothing
    for table in ("agency", "agency_version", "succession", "status_event", "published_figure"):
        assert standing(database, table) == []
    assert verify(database).ok


def test_a_merger_is_undone_with_its_closing_and_succession(database: Database) -> None:
    append(database, province_with_two_communes())
    append(
        database,
        register(closing(FIRST_COMMUNE, DAY), successions=(merged(FIRST_COMMUNE, SECOND_COMMUNE, DAY),)),
    )

    undo(database, 2, by="Bình")

    assert standing(database, "succession") == []
    assert [row.valid_from for row in standing(database, "agency_version")] == [OPENING.isoformat()] * 3
