"""Mutated files all the way to the store: what is refused changes nothing, what is taken is sound and can be undone."""

from collections.abc import Iterator
from datetime import date
from unittest.mock import patch

import pytest

from qms.importing.apply import apply, prepare, rejected_rows
from qms.importing.plan import Outcome
from qms.importing.reading import read
from qms.store.batches import append
from qms.store.database import Database
from qms.store.undo import undo
from qms.store.verify import verify
from tests.importing.test_fuzz import mutations
from tests.store.worlds import FIRST_COMMUNE, announced, province_with_two_communes, statuses

TODAY = date(2026, 10, 1)
ROUNDS = 60
FILES = {
    "status": (
        "agency_code;agency_name;status;effective_date;procedures_total;procedures_covered;note\n"
        "00001;Xã Một;đã công bố;27/04/2021;5;5;ghi chú\n"
        "00002;Xã Hai;đang áp dụng;27/04/2021;;;\n"
        "02;Tỉnh Hà Giang;đang xây dựng;01/05/2021;;;-\n"
    ),
    "register": (
        "code;name;level;scope;parent_code;valid_from;valid_to;predecessor_codes;succession\n"
        "00001;Xã Một Mới;commune;;02;01/01/2025;;;\n"
        "00003;Xã Ba;commune;encouraged;02;01/07/2025;;00001|00002;merged\n"
        "02-SNV;Sở Nội vụ;provincial_unit;mandatory;02;01/01/2020;01/07/2026;;\n"
    ),
}


@pytest.fixture
def engine() -> str:
    """One engine: what a file says does not depend on where it is written."""
    return "sqlite"


@pytest.fixture(autouse=True)
def read_here() -> Iterator[None]:
    """Read in this process; tests/importing has the one that is limited."""
    with patch("qms.importing.apply.read_file", read):
        yield


def standing(database: Database) -> list[tuple[object, ...]]:
    """What holds, without the numbers of rows and batches."""
    asked = (
        "SELECT valid_from, state, code, name, scope FROM agency_version WHERE voided_by_batch IS NULL",
        "SELECT on_day, kind FROM succession WHERE voided_by_batch IS NULL",
        "SELECT effective_on, status, procedures_total, note FROM status_event WHERE voided_by_batch IS NULL",
    )
    with database.read() as reading:
        return sorted((tuple(row) for query in asked for row in reading.rows(query)), key=repr)


@pytest.mark.parametrize("accept_valid", [False, True])
@pytest.mark.parametrize("kind", FILES)
def test_a_mutated_file_changes_nothing_or_what_can_be_undone(
    database: Database, kind: str, accept_valid: bool
) -> None:
    append(database, province_with_two_communes())
    append(database, statuses(announced(FIRST_COMMUNE, date(2020, 1, 1))))
    before, outcomes = standing(database), set()
    for content in mutations(FILES[kind].encode(), seed=len(kind) + accept_valid, rounds=ROUNDS):
        head = database.head()
        prepared = prepare(database, content, "a.csv", today=TODAY)
        rejected_rows(prepared)
        applied = apply(database, prepared, by="An", accept_valid=accept_valid)
        outcomes.add(applied.outcome)
        if applied.outcome is Outcome.APPLIED:
            assert applied.batch is not None
            undo(database, applied.batch, by="An")
        else:
            assert database.head() == head
        assert standing(database) == before
    assert {Outcome.APPLIED, Outcome.REFUSED} <= outcomes
    assert verify(database).ok
