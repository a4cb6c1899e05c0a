"""How a rate is printed: one function, used by page, API, command line and every report."""

import re
from fractions import Fraction
from typing import Final

DECIMAL_MARK: Final = {"vi": ",", "en": "."}
NO_RATE: Final = "–"
_ALL_TENTHS: Final = 1_000
_MILLION: Final = 1_000_000
_PRINTED = re.compile(r"\s*(\d+)(?:[.,](\d+))?\s*%\s*")


def rate(numerator: int, denominator: int) -> Fraction | None:
    """Return the exact rate, or None when there is nothing to count."""
    return Fraction(numerator, denominator) if denominator else None


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Return a value that is not negative rounded half-up to some decimals, exactly."""
    shift = 10**decimals
    return Fraction((value * shift * 2 + 1) // 2, shift)


def points_between(before: Fraction | None, after: Fraction | None) -> Fraction | None:
    """Return by how many percentage points a rate moved, half-up to one decimal; None where one of them is no rate."""
    if before is None or after is None:
        return None
    difference = (after - before) * 100
    rounded = half_up(abs(difference), 1)
    return rounded if difference >= 0 else -rounded


def rate_number(numerator: int, denominator: int) -> float | None:
    """Return the rate rounded half-up to six decimals, for files and JSON."""
    exact = rate(numerator, denominator)
    return None if exact is None else float(half_up(exact, 6))


def rate_text(numerator: int, denominator: int, language: str = "vi") -> str:
    """Return a rate as percent with one decimal, half-up: "62,4%".

    Nothing but n = d prints "100%" and nothing but n = 0 prints "0%": what would round to them prints ">99,9%" or
    "<0,1%". 0/0 has no rate and prints "–".
    """
    mark = DECIMAL_MARK[language]
    if not denominator:
        return NO_RATE
    if numerator in (0, denominator):
        return "100%" if numerator else "0%"
    tenths = (2 * _ALL_TENTHS * numerator + denominator) // (2 * denominator)  # exactly half-up, in whole numbers
    if tenths == 0:
        return f"<0{mark}1%"
    if tenths == _ALL_TENTHS:
        return f">99{mark}9%"
    return f"{tenths // 10}{mark}{tenths % 10}%"


def points_text(points: Fraction, language: str = "vi") -> str:
    """Return percentage points, already rounded to one decimal, without their sign: "9,1"."""
    tenths = int(abs(points) * 10)
    return f"{tenths // 10}{DECIMAL_MARK[language]}{tenths % 10}"


def exact_text(numerator: int, denominator: int, language: str = "vi") -> str:
    """Return a rate as percent with six decimals, not rounded: "62,446689…%"; the dots say that more follow."""
    exact = rate(numerator, denominator)
    if exact is None:
        return NO_RATE
    millionths, rest = divmod(exact * 100 * _MILLION, 1)
    whole, decimals = divmod(int(millionths), _MILLION)
    shown = f"{whole}{DECIMAL_MARK[language]}{decimals:06d}" if decimals or rest else f"{whole}"
    return f"{shown}…%" if rest else f"{shown}%"


def agrees_with_print(numerator: int, denominator: int, printed: str) -> bool | None:
    """Return whether the rate, rounded half-up to the decimals of a printed percentage, is what was printed.

    None when the text is no percentage, or there is no rate to compare.
    """
    match = _PRINTED.fullmatch(printed)
    exact = rate(numerator, denominator)
    if match is None or exact is None:
        return None
    whole, decimals = match.group(1), match.group(2) or ""
    return half_up(exact * 100, len(decimals)) == Fraction(int(whole + decimals), 10 ** len(decimals))
