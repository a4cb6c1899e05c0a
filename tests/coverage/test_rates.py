"""How a rate is printed, and when it agrees with a printed one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.coverage import rate_text
from qms.coverage.rates import agrees_with_print, exact_text, half_up, rate, rate_number
from tests.coverage.search import searched


def test_trap_6_only_all_prints_100_percent_and_only_none_prints_0_percent() -> None:
    for d in range(1, 10_001):
        for n in {0, 1, d - 1, d}:
            text = rate_text(n, d, "vi")
            assert (text == "100%") == (n == d), (n, d)
            assert (text == "0%") == (n == 0), (n, d)


@pytest.mark.parametrize(
    ("n", "d", "vi", "en"),
    [
        (3_320, 3_321, ">99,9%", ">99.9%"),
        (8_909, 8_910, ">99,9%", ">99.9%"),
        (1, 3_321, "<0,1%", "<0.1%"),
        (1, 2_001, "<0,1%", "<0.1%"),
        (1, 2_000, "0,1%", "0.1%"),
        (1, 300, "0,3%", "0.3%"),
        (1_999, 2_000, ">99,9%", ">99.9%"),
        (1_998, 2_000, "99,9%", "99.9%"),
        (20, 22, "90,9%", "90.9%"),
        (62, 63, "98,4%", "98.4%"),
        (5_564, 8_910, "62,4%", "62.4%"),
        (1, 2, "50,0%", "50.0%"),
        (3, 3, "100%", "100%"),
        (0, 3, "0%", "0%"),
        (0, 0, "–", "–"),
    ],
)
def test_a_rate_is_printed_with_one_decimal_as_the_language_does(n: int, d: int, vi: str, en: str) -> None:
    assert rate_text(n, d, "vi") == vi
    assert rate_text(n, d, "en") == en


@pytest.mark.parametrize(
    ("n", "d", "text"),
    [(1, 800, "0,1%"), (3, 800, "0,4%"), (1, 16, "6,3%"), (3, 16, "18,8%"), (5, 16, "31,3%"), (1, 400, "0,3%")],
)
def test_trap_9_a_half_is_rounded_up_always(n: int, d: int, text: str) -> None:
    assert rate_text(n, d, "vi") == text


def test_trap_8_nothing_of_nothing_has_no_rate() -> None:
    assert rate(0, 0) is None
    assert rate_number(0, 0) is None
    assert rate_text(0, 0) == "–"


def test_trap_7_nothing_clamps_a_rate() -> None:
    assert rate(3, 2) == Fraction(3, 2)
    assert rate_text(3, 2) == "150,0%"


def test_rates_are_exact_until_they_are_printed() -> None:
    assert rate(1, 3) == Fraction(1, 3)
    assert rate_number(5_564, 8_910) == 0.624467
    assert rate_number(1, 3) == 0.333333
    assert rate_number(1, 2_000_000) == 0.000001


@searched
@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 6))
def test_half_up_is_the_nearest_and_the_upper_one_of_two(n: int, d: int, decimals: int) -> None:
    exact = Fraction(n, d)
    rounded = half_up(exact, decimals)
    step = Fraction(1, 10**decimals)
    assert (rounded / step).denominator == 1
    assert -step / 2 <= exact - rounded < step / 2


@searched
@given(st.integers(1, 10_000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))))
def test_a_printed_rate_agrees_with_itself(fraction: tuple[int, int]) -> None:
    n, d = fraction
    text = rate_text(n, d, "vi")
    if text[0] in "<>":
        assert agrees_with_print(n, d, text) is None
    else:
        assert agrees_with_print(n, d, text) is True


@pytest.mark.parametrize(
    ("n", "d", "printed", "agrees"),
    [
        (20, 22, "91%", True),
        (74, 98, "75,5%", True),
        (62, 63, "98,4%", True),
        (5_564, 8_910, "62,5%", False),
        (5_564, 8_910, "62,4%", True),
        (5_564, 8_910, "62.45%", True),
        (5_564, 8_910, " 62,4 % ", True),
        (43, 45, "95%", False),
        (8, 9, "88%", False),
        (8, 9, "89%", True),
        (1, 8, "12,50%", True),
        (3, 3, "100%", True),
        (0, 3, "0%", True),
        (1, 3, "một phần ba", None),
        (1, 3, "33,3", None),
        (0, 0, "0%", None),
    ],
)
def test_a_printed_rate_is_compared_at_its_own_precision(n: int, d: int, printed: str, agrees: bool | None) -> None:
    assert agrees_with_print(n, d, printed) is agrees


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [(5564, 8910, "62,446689…%"), (1, 2, "50%"), (1, 8, "12,500000%"), (0, 3, "0%"), (3, 3, "100%"), (0, 0, "–")],
)
def test_an_exact_rate_is_cut_and_never_rounded(numerator: int, denominator: int, text: str) -> None:
    assert exact_text(numerator, denominator) == text


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_an_exact_rate_never_lies_above_the_rate(numerator: int, denominator: int) -> None:
    printed = Fraction(exact_text(numerator, denominator, "en").rstrip("%").rstrip("…"))
    assert 0 <= Fraction(numerator, denominator) * 100 - printed < Fraction(1, 1_000_000)
