"""What init loads, what it goes on with, and what it leaves alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qms.errors import Refused
from qms.store import initial
from qms.store.anchors import Anchor
from qms.store.batches import append
from qms.store.database import Database, connect
from qms.store.facts import Draft
from qms.store.history import history
from qms.store.initial import HEADS, Content, initialise, shipped_drafts
from qms.store.verify import verify
from qms.vocabulary import BatchKind
from tests.store.worlds import announced, announcement, province_with_two_communes, statuses

REGISTER = (province_with_two_communes(), replace(announcement(1, 2, "50%"), kind=BatchKind.PUBLISHED))
DEMO = (
    replace(province_with_two_communes(), by="demo"),
    statuses(announced(2, date(2021, 4, 27))),
    statuses(announced(3, date(2021, 4, 28))),
)


@pytest.fixture(autouse=True)
def small_shipment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few batches ship, so that each test is quick."""
    monkeypatch.setattr(initial, "shipped_drafts", lambda content: DEMO if content == "demo" else REGISTER)


@pytest.fixture
def made(empty_url: str) -> Iterator[Database]:
    opened = connect(empty_url)
    yield opened
    opened.close()


def hashes(database: Database) -> list[str]:
    return [batch.hash for batch in history(database)]


def load_first(database: Database, count: int, drafts: tuple[Draft, ...]) -> None:
    initialise(database, "empty")
    for draft in drafts[:count]:
        append(database, draft)


def test_empty_is_the_schema_alone(made: Database) -> None:
    outcome = initialise(made, "empty")

    assert (outcome.upgraded, outcome.written) == (True, 0)
    assert made.data_version() == 0


@pytest.mark.parametrize(("content", "count"), [("register", 2), ("demo", 3)])
def test_what_ships_is_loaded_once(made: Database, content: Content, count: int) -> None:
    first = initialise(made, content)
    loaded = hashes(made)
    again = initialise(made, content)

    assert (first.upgraded, first.written) == (True, count)
    assert (again.upgraded, again.written) == (False, 0)
    assert hashes(made) == loaded
    assert verify(made).ok


def test_progress_is_told_batch_by_batch(made: Database) -> None:
    told: list[tuple[int, int]] = []

    initialise(made, "demo", lambda done, total, _sentence: told.append((done, total)))

    assert told == [(0, 0), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("done", [0, 1, 2])
def test_an_interrupted_load_goes_on_where_it_stopped(made: Database, done: int) -> None:
    load_first(made, done, DEMO)

    outcome = initialise(made, "demo")

    assert outcome.written == 3 - done
    assert [batch.by for batch in history(made)] == ["demo", "test", "test"]


def test_an_interrupted_register_goes_on_too(made: Database) -> None:
    load_first(made, 1, REGISTER)

    assert initialise(made, "register").written == 1


@pytest.mark.parametrize("content", ["register", "empty"])
def test_a_database_that_holds_other_data_is_left_alone(made: Database, content: Content) -> None:
    load_first(made, 2, DEMO)
    before = hashes(made)

    assert initialise(made, content).written == 0
    assert hashes(made) == before


def test_the_demo_is_refused_on_a_database_that_init_made(made: Database) -> None:
    initialise(made, "register")
    before = hashes(made)

    with pytest.raises(Refused):
        initialise(made, "demo")

    assert hashes(made) == before


def test_the_demo_with_later_batches_has_nothing_to_do(made: Database) -> None:
    initialise(made, "demo")
    append(made, statuses(announced(2, date(2022, 1, 1))))

    assert initialise(made, "demo").written == 0
    assert made.data_version() == 4


def test_later_batches_of_the_register_are_left_alone(made: Database) -> None:
    initialise(made, "register")
    append(made, statuses(announced(2, date(2022, 1, 1))))

    assert initialise(made, "register").written == 0
    assert made.data_version() == 3


def test_the_known_head_spares_making_what_ships(made: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    initialise(made, "demo")
    monkeypatch.setitem(HEADS, "demo", Anchor(3, made.head()))
    monkeypatch.setattr(initial, "shipped_drafts", lambda _content: pytest.fail("made again"))

    assert initialise(made, "demo").written == 0


def test_another_load_that_got_there_first_is_followed(made: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process writes the batch between our look and our write."""
    load_first(made, 1, DEMO)
    original = append

    def overtaken(database: Database, draft: Draft) -> object:
        if database.data_version() < len(DEMO):
            original(database, replace(draft, expected_version=None))
        return original(database, draft)

    monkeypatch.setattr(initial, "append", overtaken)

    outcome = initialise(made, "demo")

    assert outcome.written == 0
    assert made.data_version() == 3
    assert verify(made).ok


def test_somebody_elses_batch_in_the_middle_of_a_load_stops_it(made: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    original = append

    def overtaken(database: Database, draft: Draft) -> object:
        original(database, Draft(BatchKind.RECEIPT, "An"))
        return original(database, draft)

    monkeypatch.setattr(initial, "append", overtaken)

    with pytest.raises(Refused):
        initialise(made, "demo")

    assert [batch.kind for batch in history(made)] == ["receipt"]


@pytest.mark.heavy
def test_the_demo_that_ships_has_the_known_head_in_a_file(demo_database: Path) -> None:
    """Of the register alone tests/faults/test_killed_init.py says the same."""
    made = connect(f"sqlite:///{demo_database}")

    assert HEADS["demo"] == Anchor(made.data_version(), made.head())
    assert verify(made).violations == ()


@pytest.mark.heavy
@pytest.mark.parametrize("content", ["register", "demo"])
@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_what_really_ships_has_the_known_head_on_a_server(
    made: Database, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(initial, "shipped_drafts", shipped_drafts)

    initialise(made, content)

    assert HEADS[content] == Anchor(made.data_version(), made.head())
    assert verify(made).violations == ()


def test_the_heads_of_what_ships_stand_in_the_docs() -> None:
    told = (Path(__file__).parents[2] / "docs" / "chain.md").read_text(encoding="utf-8")
    for anchor in HEADS.values():
        assert f"| {anchor.batch} | `{anchor.hash}` |" in told
