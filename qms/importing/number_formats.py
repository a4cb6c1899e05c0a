"""What a workbook's number formats say of a number: a day, a code with leading zeros, or just a number."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from qms.importing.sheet import DateSystem

_BUILT_IN_DAYS: Final = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
"""Numbers of formats that every workbook has without listing them (ECMA-376, part 1, 18.8.30)."""

_NOT_A_PATTERN: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ONLY_ZEROS: Final = re.compile("0{2,}")
_FIRST_DAY: Final = {DateSystem.FROM_1900: date(1899, 12, 30), DateSystem.FROM_1904: date(1904, 1, 1)}
_LAST_DAY: Final = {DateSystem.FROM_1900: 2_958_465, DateSystem.FROM_1904: 2_957_003}
_FICTITIOUS_LEAP_DAY: Final = 60
_SECONDS: Final = 86_400


def shows_a_day(number: int, pattern: str | None) -> bool:
    """Tell whether a number format (its number, and its pattern where the workbook lists one) shows a day."""
    if pattern is None:
        return number in _BUILT_IN_DAYS
    bare = _NOT_A_PATTERN.sub("", pattern.partition(";")[0]).casefold()
    return bare != "general" and ("d" in bare or "y" in bare)


def leading_zeros(pattern: str | None) -> int:
    """Return to how many digits a format such as 00000 fills a number up; 0 for all other formats."""
    return len(pattern) if pattern and _ONLY_ZEROS.fullmatch(pattern) else 0


def day_number(value: float, system: DateSystem) -> str | None:
    """Return the ISO text of a day number, with its time where that is not midnight; None where it is no day.

    In the 1900 system 29/02/1900, which never was, has a number, and days before it are one number too low.
    """
    days, seconds = divmod(round(value * _SECONDS), _SECONDS)
    if not 1 <= days <= _LAST_DAY[system] or (system is DateSystem.FROM_1900 and days == _FICTITIOUS_LEAP_DAY):
        return None
    shift = 1 if system is DateSystem.FROM_1900 and days < _FICTITIOUS_LEAP_DAY else 0
    day = _FIRST_DAY[system] + timedelta(days=days + shift)
    if not seconds:
        return day.isoformat()
    return (datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)).isoformat()  # noqa: DTZ001 – a spreadsheet's time has no zone


def number_text(raw: str) -> str | None:
    """Return a number in its shortest decimal form, whole ones without a point; None where it is no number."""
    if raw.isascii() and raw.isdigit() and raw[0] != "0" and len(raw) < 16:  # noqa: PLR2004 – exact below 1e15
        return raw
    try:
        value = float(raw)
    except ValueError:
        return None
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 – what is no number differs from itself
        return None
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 – exact below
