"""The columns themselves: texts, read-only arrays, and timelines that are built once."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from qms.coverage.ledger import KEPT_TIMELINES, Texts, index_of
from qms.vocabulary import Scope
from tests.coverage.worlds import World, agency, batch, day, event, succession, world


def drawn() -> World:
    return world(
        agency("Huế", "province"),
        *(batch(event("Huế", f"2020-01-{n:02d}", "building")) for n in range(1, 9)),
    )


def test_texts_are_read_as_they_were_written_and_blank_ones_are_none() -> None:
    cells = ["Huế", None, "", "Ủy ban nhân dân 人民", "A"]
    column = Texts.of(cells)
    assert len(column) == 5
    assert list(column) == ["Huế", None, None, "Ủy ban nhân dân 人民", "A"]
    assert list(column.taken(np.array([4, 0, 1]))) == ["A", "Huế", None]
    assert list(Texts.of([])) == []


def test_a_word_stands_at_its_place_in_its_set() -> None:
    assert [index_of(scope) for scope in Scope] == [0, 1, 2, 3]
    assert index_of(None) == -1


def test_no_column_of_a_ledger_can_be_written() -> None:
    ledger = world(agency("Huế", "province"), succession("Huế", "Huế", "2020-01-01", "absorbed")).ledger
    for columns in (ledger.batches, ledger.versions, ledger.events, ledger.successions):
        for column, value in columns._asdict().items():
            for array in (value.blob, value.ends) if isinstance(value, Texts) else (value,):
                assert not array.flags.writeable, column
    with pytest.raises(ValueError, match="read-only"):
        ledger.versions.scope[0] = 3


def test_a_timeline_is_built_once_and_only_so_many_are_kept() -> None:
    ledger = drawn().ledger
    first = ledger.timeline(ledger.version)
    assert ledger.timeline(ledger.version) is first
    for known in range(1, KEPT_TIMELINES + 1):
        ledger.timeline(known)
    again = ledger.timeline(ledger.version)
    assert again is not first
    assert len(again.cells.agency) == len(first.cells.agency)


def test_threads_share_one_timeline() -> None:
    ledger = drawn().ledger
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _n: ledger.timeline(ledger.version), range(32)))
    assert len({id(timeline) for timeline in found}) == 1


def test_the_last_day_is_the_newest_on_which_anything_changes() -> None:
    ledger = drawn().ledger
    assert ledger.timeline(ledger.version).last_day == day("2020-01-08").toordinal()
    assert world().ledger.timeline(0).last_day == 0
