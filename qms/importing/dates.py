"""Days as people and spreadsheets write them. What could be two days, or none, is refused and never guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from qms.importing.cells import Flaw, stated
from qms.importing.codes import Code
from qms.importing.number_formats import day_number
from qms.importing.sheet import DateSystem
from qms.names import FULL_WIDTH_DIGITS
from qms.vocabulary import FIRST_DAY

if TYPE_CHECKING:
    from qms.importing.sheet import Value

INDEPENDENCE: Final = date(1945, 9, 2)
"""No agency of the register is older than the state."""

_YEARS_AHEAD: Final = 2
_TIME: Final = re.compile(r"(.*\d)(?:T|\s+)(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*([-/])\s*(\d\d)\s*\2\s*(\d\d)")
_DAY_FIRST: Final = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_IN_WORDS: Final = re.compile(
    r"(?:[^\d,]{1,60},\s*)?(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})\.?", re.IGNORECASE
)
_SHORT_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SHORT_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d\d)")
_RUN_TOGETHER: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_LAST_MONTH: Final = 12
_LONGEST: Final = 200
_DECISION: Final = re.compile(
    r"(.*\S)[\s,;(]+(?:ngày|ngay)\s+"
    r"(\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}|\d{1,2}\s+\w+\s+\d{1,2}\s+\w+\s+\d{4}|\d\S*)[\s).]*(.*)",
    re.IGNORECASE | re.DOTALL,
)


class Days(NamedTuple):
    """The first and the last day that may stand in a cell."""

    earliest: date
    latest: date


class Decision(NamedTuple):
    """A decision's number, and its day where the same cell says it."""

    number: str
    on_day: date | None


def days_of_facts(today: date) -> Days:
    """Return between which days statuses and decisions lie: from the programme's first decision up to today."""
    return Days(FIRST_DAY, today)


def days_of_the_register(today: date) -> Days:
    """Return between which days agencies may open and close: a reform is known before it comes into force."""
    try:
        latest = today.replace(year=today.year + _YEARS_AHEAD)
    except ValueError:  # 29 February
        latest = today.replace(year=today.year + _YEARS_AHEAD, day=28)
    return Days(INDEPENDENCE, latest)


def parse_date(value: Value, days: Days, system: DateSystem = DateSystem.FROM_1900) -> date | Flaw:
    """Return the day that a cell states.

    `system` is the workbook's way of counting days: it is used to suggest what a bare number may mean.
    """
    text = " ".join(stated(value).translate(FULL_WIDTH_DIGITS).split())[:_LONGEST]
    timed = _TIME.fullmatch(text)
    day = _day(timed[1] if timed else text)
    if day is None:
        return _flaw(text, system)
    if timed and timed[2].strip("0:."):
        return Flaw(Code.TIME_OF_DAY, print_date(day))
    if day < days.earliest:
        return Flaw(Code.DATE_TOO_EARLY, facts=(("earliest", days.earliest),))
    if day > days.latest:
        return Flaw(Code.DATE_TOO_LATE, facts=(("latest", days.latest),))
    return day


def parse_decision(text: str, days: Days) -> Decision | Flaw:
    """Return number and day of "12/QĐ-UBND ngày 05/3/2020"; a text without such an ending is a number alone."""
    found = _DECISION.fullmatch(text)
    if found is None:
        return Decision(text, None)
    on_day = parse_date(found[2], days)
    if isinstance(on_day, Flaw):
        return on_day
    return Decision(" ".join(filter(None, (found[1].rstrip(" ,;("), found[3]))), on_day)


def print_date(day: date) -> str:
    """Return a day as it may be entered: 27/04/2021."""
    return f"{day:%d/%m}/{day.year:04}"


def _day(text: str) -> date | None:
    bare = _without_marks(text)
    found = _YEAR_FIRST.fullmatch(bare)
    if found:
        return _calendar_day(found[1], found[3], found[4])
    found = _DAY_FIRST.fullmatch(bare)
    if found:
        return _calendar_day(found[4], found[3], found[1])
    found = _IN_WORDS.fullmatch(bare)
    return _calendar_day(found[3], found[2], found[1]) if found else None


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _calendar_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _flaw(text: str, system: DateSystem) -> Flaw:
    """Return what is wrong with a text that is no day, with the day that may be meant."""
    if text.replace(".", "", 1).isdecimal():
        return Flaw(Code.NUMBER_FOR_DATE, _suggestion(_day_of_digits(text, system)))
    swapped = _DAY_FIRST.fullmatch(text)
    if swapped and int(swapped[3]) > _LAST_MONTH >= int(swapped[1]):
        return Flaw(Code.MONTH_FIRST_DATE, _suggestion(_calendar_day(swapped[4], swapped[1], swapped[3])))
    year_first, short = _SHORT_YEAR_FIRST.fullmatch(text), _SHORT_YEAR.fullmatch(text)
    if year_first:
        return Flaw(Code.BAD_DATE, _suggestion(_calendar_day(*year_first.groups())))
    meant = _calendar_day(f"20{short[3]}", short[2], short[1]) if short else None
    return Flaw(Code.BAD_DATE, _suggestion(meant))


def _day_of_digits(text: str, system: DateSystem) -> date | None:
    """Return the day that digits may mean: 20210427, or a spreadsheet's day number."""
    together = _RUN_TOGETHER.fullmatch(text)
    if together:
        return _calendar_day(*together.groups())
    counted = day_number(float(text), system)
    return date.fromisoformat(counted[:10]) if counted else None


def _suggestion(day: date | None) -> str | None:
    plausible = day is not None and INDEPENDENCE <= day <= INDEPENDENCE + timedelta(days=150 * 365)
    return print_date(day) if day is not None and plausible else None
