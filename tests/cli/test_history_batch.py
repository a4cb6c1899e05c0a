"""`qms history --batch`: one batch, how many facts it recorded, what it did to the figures."""

import json

import pytest

from qms.coverage.effect import effect_of_batch
from tests.cli.conftest import Type
from tests.cli.small import small_country
from tests.coverage.worlds import day


def test_the_document_of_one_batch_is_that_of_the_history_with_what_it_did_added(ask: Type) -> None:
    every = json.loads(ask("history --format json").out)
    one = json.loads(ask("history --batch 3 --format json").out)
    assert list(one) == ["batches", "facts", "effect"]
    assert one["batches"] == [every["batches"][2]]
    assert one["facts"] == {"added": 1, "changed": 0, "taken_back": 0}
    expected = effect_of_batch(small_country().ledger, 3, (day("2021-07-01"),))
    assert one["effect"] == [effect.to_json() for effect in expected]


def test_the_figures_are_those_of_the_day_it_was_recorded_on_in_ha_noi_or_of_another(ask: Type) -> None:
    assert "What it did to the figures of 1 July 2021:" in ask("history --batch 3").out
    assert "It moved no figure of 9 April 2021." in ask("history --batch 3 --as-of 2021-04-09").out
    table = ask("history --batch 3 --as-of 2021-04-10").out
    assert "Facts: 1 added, 0 changed, 0 taken back." in table
    communes = next(line for line in table.splitlines() if line.startswith("Commune") and "Hà Nội" not in line)
    assert communes.split()[-2:] == ["1/3", "2/3"]


@pytest.mark.parametrize(
    "line",
    [
        "history --batch 99",
        "history --batch 0",
        "history --batch x",
        "history --as-of 2021-04-10",
        "history --batch 1 --receipts",
        "history --batch 1 --format csv",
        "history --batch 1 --as-of 2030-01-01",
    ],
)
def test_what_cannot_be_understood_ends_with_2(ask: Type, line: str) -> None:
    typed = ask(line)
    assert (typed.code, typed.out) == (2, "")
