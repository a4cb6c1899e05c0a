"""What a spreadsheet would take for a formula is made inert in every export, and read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.inert import FORMULA_PREFIXES, protected, protected_as_sent, unprotected

CELLS = st.text(alphabet="'=+-@＝＋－＠﹦a \t\n", max_size=6)
"""Cells made of what formulas, and their protection, are made of."""


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84", "-1", "@x", "\t=x", "\r@x", "\tx", " =x", "＝1", "＋1", "－1", "＠x", "﹢1", "⁺1", "'=1"],
)
def test_a_text_that_looks_like_a_formula_is_put_behind_an_apostrophe(text: str) -> None:
    assert protected(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Hà Nội", "–", ">99,9%", "00004", "2021-04-27", "", "'1", "a=1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert protected(text) == text
    assert protected_as_sent(text) == text


@given(CELLS)
def test_what_is_protected_for_export_is_read_as_it_was(text: str) -> None:
    assert unprotected(protected(text)) == text
    assert protected(text).lstrip()[:1] not in set(FORMULA_PREFIXES)


def test_a_cell_that_is_given_back_keeps_the_protection_that_it_has_and_a_lone_hyphen() -> None:
    cells = ("=1", "'=1", " -1", "-", " - ")
    assert [protected_as_sent(cell) for cell in cells] == ["'=1", "'=1", "' -1", "-", " - "]
