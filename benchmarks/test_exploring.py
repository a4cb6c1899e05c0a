"""Exploring: a search against one bare pass over all names, a page of a list against one figure of the same day."""

from __future__ import annotations

import random
from datetime import date
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from benchmarks.ledgers import SIZES, made_up
from qms.coverage import figures
from qms.coverage.listing import Filter, Order, listing
from qms.coverage.search import search
from qms.names import without_diacritics
from qms.vocabulary import Level, Measure

if TYPE_CHECKING:
    from benchmarks.pairs import Book
    from qms.coverage import Ledger

DAY = date(2026, 6, 30)


def test_a_search_of_the_full_register_takes_no_longer_than_two_bare_passes(ledger: Ledger, book: Book) -> None:
    names = [name for name in ledger.versions.name if name]
    asked = cycle(without_diacritics(name) for name in random.Random(27_04_2021).sample(names, 200))

    def bare_pass() -> int:
        sought = next(asked).casefold()
        return sum(sought in without_diacritics(name).casefold() for name in names)

    found = book.compare(
        "search by name, full register",
        lambda: search(ledger, next(asked), DAY),
        bare_pass,
        other_name="a pass over all names",
        at_most=2,
        rounds=31,
    )
    assert found.holds, found.line()


@pytest.mark.parametrize("order", [Order.NAME, Order.REPORT])
def test_a_page_of_a_list_of_250_000_takes_no_longer_than_a_few_figures(order: Order, book: Book) -> None:
    ledger = made_up(*SIZES["3 million events"])
    communes = Filter(level=Level.COMMUNE)

    def a_page() -> object:
        found = listing(ledger, DAY, kept=communes)
        return found.count, found.counts, found.rows(order, last=25)

    found = book.compare(
        f"25 of 249,210 communes by {order}",
        a_page,
        lambda: figures(ledger, DAY, measures=(Measure.COMMUNES,)),
        other_name="one figure of the day",
        at_most=6,
    )
    assert found.holds, found.line()
