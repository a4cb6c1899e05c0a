"""Texts: what may hide, mislead or run as a formula is refused; notes keep the rest as it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.importing.cells import Flaw
from qms.importing.codes import Code
from qms.importing.sheet import Cell, Content
from qms.importing.texts import parse_code, parse_name, parse_text
from qms.inert import FORMULA_PREFIXES, protected, protected_as_sent

CELLS = st.text(alphabet="'=+-@＝＋－＠﹦a \t\n", max_size=6)
"""Cells made of what formulas, and their protection, are made of."""


def code_of(found: str | Flaw) -> Code | None:
    return found.code if isinstance(found, Flaw) else None


def test_blanks_around_and_between_do_not_matter_in_a_name() -> None:
    assert parse_name(" \u00a0Xã  Hòa\u202f\u00a0Bình ") == "Xã Hòa Bình"
    assert parse_name("Xa\u0303") == "Xã"
    assert parse_name("Phường ０１") == "Phường 01"


def test_codes_keep_their_zeros_and_numbers_their_digits() -> None:
    assert parse_code(" 00004 ") == "00004"
    assert parse_code(Cell("4", Content.NUMBER)) == "4"


@pytest.mark.parametrize("prefix", FORMULA_PREFIXES)
def test_names_and_codes_may_not_begin_like_a_formula_and_notes_may(prefix: str) -> None:
    assert code_of(parse_name(f"{prefix}SUM(A1)")) is Code.FORMULA_PREFIX
    assert code_of(parse_code(f" {prefix}1")) is Code.FORMULA_PREFIX
    assert code_of(parse_name(f"'{prefix}1")) is Code.FORMULA_PREFIX
    assert parse_text(f"{prefix}SUM(A1)") == f"{prefix}SUM(A1)"


@pytest.mark.parametrize("letter", ["\0", "\x07", "\t", "\x1b", "\x7f", "\x85", "\u2028", "\ud800"])
def test_control_characters_are_refused_everywhere(letter: str) -> None:
    for parse in (parse_name, parse_code, parse_text):
        assert code_of(parse(f"a{letter}b")) is Code.CONTROL_CHARACTER


@pytest.mark.parametrize(
    "letter", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2066", "\u200f", "\u3164"]
)
def test_invisible_and_direction_characters_are_refused_everywhere(letter: str) -> None:
    for parse in (parse_name, parse_code, parse_text):
        found = parse(f"a{letter}b")
        assert code_of(found) is Code.INVISIBLE_CHARACTER


def test_line_breaks_are_allowed_in_notes_alone() -> None:
    assert parse_text("một\r\nhai\rba\nbốn") == "một\nhai\nba\nbốn"
    assert code_of(parse_name("một\nhai")) is Code.CONTROL_CHARACTER
    assert code_of(parse_code("1\r\n2")) is Code.CONTROL_CHARACTER


def test_a_letter_bears_four_marks_at_most() -> None:
    assert code_of(parse_name("a" + "\u0301" * 5)) is Code.TOO_MANY_MARKS
    assert code_of(parse_name("ậ" + "\u0301" * 3)) is Code.TOO_MANY_MARKS
    assert code_of(parse_name("a" + "\u0301" * 4)) is None
    assert code_of(parse_text("ậ" + "\u0301" * 2)) is None


def test_two_thousand_characters_are_allowed() -> None:
    assert code_of(parse_text("ữ" * 2000)) is None
    assert code_of(parse_text("x" * 2001)) is Code.TEXT_TOO_LONG
    assert code_of(parse_name("x" * 10_000)) is Code.TEXT_TOO_LONG


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'; DROP TABLE agency; --", "Xã A & B <b>", "🏛 trụ sở", "“Xã” – 1…"]
)
def test_what_is_only_odd_is_kept_as_it_stands(text: str) -> None:
    assert parse_text(text) == text


@given(CELLS)
def test_a_cell_that_is_given_back_means_what_it_meant(cell: str) -> None:
    for parse in (parse_name, parse_code, parse_text):
        assert parse(protected_as_sent(cell)) == parse(cell)
    assert protected_as_sent(cell).strip() == "-" or protected_as_sent(cell).lstrip()[:1] not in set(FORMULA_PREFIXES)
    assert (protected_as_sent(cell).strip() == "-") == (cell.strip() == "-")


@given(st.text(max_size=30))
def test_a_text_that_is_taken_is_composed_visible_and_read_again_the_same(text: str) -> None:
    for parse in (parse_name, parse_code, parse_text):
        found = parse(protected(text))
        if isinstance(found, str):
            assert unicodedata.is_normalized("NFC", found)
            assert parse(protected(found)) == found
            assert not {unicodedata.category(letter) for letter in found if letter != "\n"} & {"Cc", "Cf", "Cs"}
