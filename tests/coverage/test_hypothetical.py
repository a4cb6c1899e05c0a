"""A draft counted before it is written gives what it gives when it is."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from qms.coverage import figures
from qms.coverage.hypothetical import with_draft
from qms.coverage.ledger import Ledger, Texts
from qms.store.facts import Draft, VoidedFact
from qms.vocabulary import BatchKind
from tests.coverage import registers
from tests.coverage.worlds import World, agency, batch, continued, day, event, world


@given(registers.registers())
def test_drafts_taken_one_after_the_other_give_the_ledger_of_what_was_written(drawn: World) -> None:
    ledger = world().ledger
    for draft in drawn.drafts:
        voids = tuple(fact for fact in draft.voids if fact.table != "published_figure")
        ledger = with_draft(ledger, replace(draft, voids=voids))
    assert columns_of(ledger) == columns_of(drawn.ledger)


def columns_of(ledger: Ledger) -> dict[str, list[object]]:
    """All columns but the chain's, which a hypothetical batch has no part in."""
    parts: dict[str, Any] = {"versions": ledger.versions, "events": ledger.events, "successions": ledger.successions}
    found = {
        f"{name}.{column}": as_list(value)
        for name, columns in parts.items()
        for column, value in columns._asdict().items()
    }
    return found | {"levels": as_list(ledger.levels), "agencies_from": as_list(ledger.agencies_from)}


def as_list(column: Any) -> list[object]:
    return list(column) if isinstance(column, Texts) else column.tolist()


def test_the_figures_of_a_day_move_and_the_ledger_that_was_asked_does_not() -> None:
    before = world(agency("Huế", "province"), agency("Xã A", "commune", under="Huế"))
    after = continued(before, batch(event("Xã A", "2021-01-01", "announced", 5, 5)))
    changed = with_draft(before.ledger, after.drafts[-1])
    assert figures(changed, day("2021-01-01"))["communes"].numerator == 1
    assert figures(changed, day("2020-12-31"))["communes"].numerator == 0
    assert figures(before.ledger, day("2021-01-01"))["communes"].numerator == 0
    assert (changed.version, before.ledger.version) == (2, 1)


def test_only_facts_of_agencies_can_be_taken_back_hypothetically() -> None:
    draft = Draft(BatchKind.UNDO, "test", voids=(VoidedFact("published_figure", 1),))
    with pytest.raises(ValueError, match="published_figure"):
        with_draft(world().ledger, draft)
