"""What one batch did: added, put in the place of another, taken back; the same on both engines."""

from datetime import date

from qms.store.batches import append
from qms.store.content import BatchContent, Done, content_of
from qms.store.database import Database
from qms.store.facts import Draft, Event, Published, SuccessionFact, Version, VoidedFact
from qms.store.undo import undo
from qms.vocabulary import BatchKind
from tests.store.worlds import (
    FIRST_COMMUNE,
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


def told(content: BatchContent) -> list[tuple[str, Done, date | None]]:
    return [(entry.table, entry.done, entry.day) for entry in content.entries]


def test_a_register_is_told_by_its_versions_not_by_bare_agencies(database: Database) -> None:
    append(database, province_with_two_communes())
    content = content_of(database, 1)
    assert content.counts == {Done.ADDED: 3, Done.CHANGED: 0, Done.TAKEN_BACK: 0}
    assert [entry.fact.name for entry in content.entries if isinstance(entry.fact, Version)] == [
        "Tỉnh Hà Giang",
        "Xã Một",
        "Xã Hai",
    ]


def test_a_correction_stands_beside_what_it_takes_the_place_of(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    changed = announced(FIRST_COMMUNE, DAY, covered=3)
    append(
        database,
        Draft(
            BatchKind.STATUS,
            "test",
            recorded_at=moment(3),
            events=(changed, announced(SECOND_COMMUNE, LATER)),
            voids=(VoidedFact("status_event", 1),),
        ),
    )
    content = content_of(database, 3)
    assert told(content) == [("status_event", Done.CHANGED, DAY), ("status_event", Done.ADDED, LATER)]
    first = content.only(Done.CHANGED)[0]
    assert isinstance(first.before, Event)
    assert (first.before.procedures_covered, first.after) == (10, changed)
    assert content.days == (DAY, LATER)


def test_what_was_only_taken_back_is_told_as_it_was(database: Database) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, DAY)))
    undo(database, 2, by="Bình")
    content = content_of(database, 3)
    assert told(content) == [("status_event", Done.TAKEN_BACK, DAY)]
    assert content.entries[0].fact == announced(FIRST_COMMUNE, DAY)
    assert content_of(database, 2).counts[Done.ADDED] == 1


def test_mergers_and_announcements_are_told_too(database: Database) -> None:
    append(database, province_with_two_communes())
    append(
        database,
        register(closing(FIRST_COMMUNE, DAY), successions=(merged(FIRST_COMMUNE, SECOND_COMMUNE, DAY),)),
    )
    append(database, announcement(1, 2, "50%"))
    assert [type(entry.fact) for entry in content_of(database, 2).entries] == [Version, SuccessionFact]
    published = content_of(database, 3)
    assert [type(entry.fact) for entry in published.entries] == [Published]
    assert (published.days, published.entries[0].day) == (None, None)
