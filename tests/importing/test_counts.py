"""Counts: digits, or groups of three with one kind of mark; nothing else that Python would read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.importing.cells import Flaw
from qms.importing.codes import Code
from qms.importing.counts import counts_flaw, parse_count, print_count
from qms.importing.sheet import Cell, Content


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("7", 7),
        (" 5564 ", 5564),
        ("5.564", 5564),
        ("5,564", 5564),
        ("5 564", 5564),
        ("5\u00a0564", 5564),
        ("5\u202f564", 5564),
        ("1.234.567", 1_234_567),
        ("999999999", 999_999_999),
    ],
)
def test_marks_in_groups_of_three_are_understood(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("007", "7"),
        ("12,0", "12"),
        ("12.00", "12"),
        ("7,2", None),
        ("55.64", None),
        ("1.234,567", None),
        ("1234.567", None),
        ("0.564", None),
        ("5  564", None),
        ("-3", None),
        ("+3", None),
        ("1e3", None),
        ("1_000", None),
        ("0x10", None),
        ("５", None),
        ("٣", None),
        ("²", None),
        ("nhiều", None),
        ("5 TTHC", None),
        ("1" * 5000, None),
        ("1.234.567.890", None),
    ],
)
def test_nothing_else_is_a_count(text: str, suggestion: str | None) -> None:
    assert parse_count(text) == Flaw(Code.BAD_COUNT, suggestion)


def test_a_spreadsheets_number_is_what_it_is() -> None:
    assert parse_count(Cell("5564", Content.NUMBER)) == 5564
    assert parse_count(Cell("5.564", Content.NUMBER)) == Flaw(Code.BAD_COUNT, "5564")
    assert parse_count(Cell("1.2", Content.NUMBER)) == Flaw(Code.BAD_COUNT, "1200")
    assert parse_count(Cell("-5", Content.NUMBER)) == Flaw(Code.BAD_COUNT)
    assert parse_count(Cell("2021-04-27", Content.DATE)) == Flaw(Code.BAD_COUNT)
    assert parse_count(Cell("TRUE", Content.BOOLEAN)) == Flaw(Code.BAD_COUNT)
    assert parse_count(Cell("5.564", Content.TEXT, is_formula=True)) == 5564


@pytest.mark.parametrize(
    ("total", "covered", "code"),
    [
        (None, None, None),
        (5, 5, None),
        (5, 0, None),
        (5, 6, Code.COVERED_EXCEEDS_TOTAL),
        (5, None, Code.ONE_COUNT_ONLY),
        (None, 5, Code.ONE_COUNT_ONLY),
        (0, 0, Code.NO_PROCEDURES),
    ],
)
def test_the_two_counts_are_looked_at_together(total: int | None, covered: int | None, code: Code | None) -> None:
    flaw = counts_flaw(total, covered)
    assert (flaw.code if flaw else None) is code


@given(st.integers(0, 999_999_999), st.sampled_from(["", ".", ",", " ", "\u00a0", "\u202f"]))
def test_what_is_printed_is_read_as_the_same_count(count: int, mark: str) -> None:
    assert parse_count(print_count(count, mark)) == count
