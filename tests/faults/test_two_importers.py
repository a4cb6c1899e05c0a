"""Two processes at one database, a hundred times on each engine: what comes out is one after the other."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from qms.store.batches import append
from qms.store.database import Database
from qms.store.ledger import current_ledger
from qms.store.standing import StandingFacts
from qms.store.verify import verify
from qms.vocabulary import Status
from tests.faults.typist import Typed, Typist, typists
from tests.store.worlds import FIRST_COMMUNE, SECOND_COMMUNE, province_with_two_communes

pytestmark = pytest.mark.heavy

PAIRS = 25
"""Of each of the four ways to meet."""
FIRST_DAY = date(2010, 1, 1)
NAMES = {FIRST_COMMUNE: "00001,Xã Một", SECOND_COMMUNE: "00002,Xã Hai"}


class Desk(NamedTuple):
    """A database, the two who type at it, and the day that the present pair is about."""

    database: Database
    pair: tuple[Typist, Typist]
    folder: Path
    day: date

    def file(self, *rows: tuple[int, str]) -> str:
        """A new file of statuses on the day."""
        lines = [f"{NAMES[agency]},{status},{self.day}\n" for agency, status in rows]
        file = self.folder / f"{len(list(self.folder.iterdir()))}.csv"
        file.write_text("agency_code,agency_name,status,effective_date\n" + "".join(lines), encoding="utf-8")
        return str(file)

    def both(self, first: list[str], second: list[str]) -> tuple[Typed, Typed]:
        """Two command lines at once; the second one looks at the history up to three times before, day by day."""
        one, other = self.pair
        looks = [["history"]] * (self.day.toordinal() % 4)
        one.begin(*first)
        for words in (*looks, second):
            other.begin(*words)
        done = [other.end() for _words in (*looks, second)]
        return one.end(), done[-1]

    def stands(self) -> dict[int, Status]:
        """What the newest version of the data says of the day."""
        events = current_ledger(self.database).events
        there = (events.voided_by == events.voided_by.max()) & (events.effective_on == self.day.toordinal())
        found = StandingFacts(self.database).events(events.id[there].tolist())
        return {event.agency: event.status for event in found.values()}


def imported(file: str) -> list[str]:
    return ["import", file, "--format", "json"]


def same_row(desk: Desk) -> list[Typed]:
    """The later one corrects the earlier one, and says so."""
    before = desk.database.data_version()
    done = desk.both(imported(desk.file((FIRST_COMMUNE, "announced"))), imported(desk.file((FIRST_COMMUNE, "applied"))))
    assert [one.code for one in done] == [0, 0]
    earlier, later = sorted((one.document for one in done), key=lambda document: int(document["batch"]))
    assert [earlier["batch"], later["batch"]] == [before + 1, before + 2]
    assert earlier["rows"] == {"new": 1, "changed": 0, "unchanged": 0, "rejected": 0}
    assert later["rows"] == {"new": 0, "changed": 1, "unchanged": 0, "rejected": 0}
    first_is_later = done[0].document["batch"] == before + 2
    assert desk.stands() == {FIRST_COMMUNE: Status.ANNOUNCED if first_is_later else Status.APPLIED}
    return list(done)


def same_file(desk: Desk) -> list[Typed]:
    """One of them finds that there is nothing to change."""
    before = desk.database.data_version()
    file = desk.file((FIRST_COMMUNE, "announced"), (SECOND_COMMUNE, "building"))
    done = desk.both(imported(file), imported(file))
    assert [one.code for one in done] == [0, 0]
    assert {(one.document["outcome"], one.document["batch"]) for one in done} == {
        ("applied", before + 1),
        ("unchanged", None),
    }
    assert desk.stands() == {FIRST_COMMUNE: Status.ANNOUNCED, SECOND_COMMUNE: Status.BUILDING}
    return list(done)


def disjoint_rows(desk: Desk) -> list[Typed]:
    """Both are taken as they are."""
    before = desk.database.data_version()
    done = desk.both(
        imported(desk.file((FIRST_COMMUNE, "announced"))), imported(desk.file((SECOND_COMMUNE, "applied")))
    )
    assert [one.code for one in done] == [0, 0]
    assert {one.document["batch"] for one in done} == {before + 1, before + 2}
    assert [one.document["rows"]["new"] for one in done] == [1, 1]
    assert desk.stands() == {FIRST_COMMUNE: Status.ANNOUNCED, SECOND_COMMUNE: Status.APPLIED}
    return list(done)


def import_against_undo(desk: Desk) -> list[Typed]:
    """Either the undo comes first and the row is new, or the correction does and the undo is refused, naming it."""
    undone = desk.pair[0].type(*imported(desk.file((FIRST_COMMUNE, "announced")))).document["batch"]
    correction = imported(desk.file((FIRST_COMMUNE, "applied"), (SECOND_COMMUNE, "applied")))
    done = desk.both(correction, ["undo", str(undone)])
    taken, undo = done
    assert taken.code == 0
    if undo.code == 0:
        assert (taken.document["batch"], taken.document["rows"]["new"]) == (undone + 2, 2)
    else:
        assert (undo.code, taken.document["batch"], taken.document["rows"]["changed"]) == (1, undone + 1, 1)
        assert str(undone + 1) in undo.err
    assert desk.stands() == {FIRST_COMMUNE: Status.APPLIED, SECOND_COMMUNE: Status.APPLIED}
    return list(done)


@pytest.mark.parametrize("meeting", [same_row, same_file, disjoint_rows, import_against_undo])
def test_two_at_once_are_one_after_the_other(
    database: Database, tmp_path: Path, meeting: Callable[[Desk], list[Typed]]
) -> None:
    append(database, province_with_two_communes())
    planned_anew, codes = 0, set()
    with typists(database.url, 2) as (one, other):
        for turn in range(PAIRS):
            desk = Desk(database, (one, other), tmp_path / "files", FIRST_DAY + timedelta(turn))
            desk.folder.mkdir(exist_ok=True)
            done = meeting(desk)
            planned_anew += sum(typed.planned_anew for typed in done)
            codes.add(done[1].code)
    assert planned_anew > 0, "the two never met"
    assert codes == ({0, 1} if meeting is import_against_undo else {0})
    assert verify(database).ok
