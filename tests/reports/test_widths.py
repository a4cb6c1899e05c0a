"""Widths of columns on paper: together as wide as the page, none of them nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.reports.content import Column, Kind
from qms.reports.widths import widths_of

KINDS = st.lists(st.sampled_from(Kind), min_size=1, max_size=10)


@given(KINDS, st.floats(180, 260))
def test_columns_fill_the_page_exactly(kinds: list[Kind], inside: float) -> None:
    widths = widths_of([Column(f"c{place}", "head", kind) for place, kind in enumerate(kinds)], inside)
    assert sum(widths) == pytest.approx(inside)


def test_names_get_more_than_numbers() -> None:
    name, count = widths_of([Column("name", "Name"), Column("covered", "Covered", Kind.COUNT)], 160)
    assert name > count
