"""Questions as people put them: days, moments and words, or a sentence with the nearest right thing.

The command line, the Python book and the interface for programs all ask through here, so that a day or a measure that
one of them refuses is refused by all, in the same words.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from qms import moments
from qms.errors import WrongUsage
from qms.i18n import _, format_date, format_moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

Day: TypeAlias = date | str
"""A day, or its text: 2021-04-27 or 27/04/2021."""

Moment: TypeAlias = date | datetime | str
"""A UTC moment, or a day, which means its end in Hà Nội; or the text of either."""

Word = TypeVar("Word", bound="StrEnum")

_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_VIETNAMESE: Final = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_MONTHS_IN_A_YEAR: Final = 12
LONGEST_REPEATED: Final = 60
"""Letters of what was asked for that a sentence repeats."""


def the_day(asked: Day) -> date:
    """Return a day; raises WrongUsage when there is no such day."""
    if isinstance(asked, datetime):
        return asked.date()
    if isinstance(asked, date):
        return asked
    year, month, day = _parts(asked)
    try:
        return date(year, month, day)
    except ValueError as error:
        near = _nearest(year, month, day)
        raise WrongUsage(_not_a_day(asked, near)) from error


def a_day_up_to_today(asked: Day) -> date:
    """Return a day that has begun in Hà Nội; raises WrongUsage for one in the future."""
    day, today = the_day(asked), moments.today()
    if day > today:
        sentence = _("{day} lies in the future. Name a day up to today, {today}.")
        raise WrongUsage(sentence.format(day=format_date(day), today=format_date(today)))
    return day


def a_known_moment(asked: Moment | None) -> datetime | None:
    """Return a UTC moment to look back from; a day is its end in Hà Nội, None is now. Raises WrongUsage."""
    if asked is None:
        return None
    moment = _moment(asked)
    if moment > moments.end_of_day(moments.today()):
        sentence = _("What will be known on {day} is not known yet. Name a day up to today, {today}.")
        there = moment.astimezone(moments.HANOI)
        raise WrongUsage(sentence.format(day=format_date(there), today=format_date(moments.today())))
    return moment


def in_order(first: date, last: date) -> None:
    """Refuse two days of which the first lies after the last by WrongUsage."""
    if first > last:
        sentence = _("The first day, {first}, lies after the last day, {last}.")
        raise WrongUsage(sentence.format(first=format_date(first), last=format_date(last)))


def known_in_order(told: datetime | None, known: datetime | None) -> None:
    """Refuse two moments of knowledge of which the earlier one lies after the later one by WrongUsage."""
    if told is not None and known is not None and told > known:
        sentence = _(
            "The earlier state of knowledge, {told}, lies after the later one, {known}. Please name an earlier one."
        )
        raise WrongUsage(sentence.format(told=format_moment(told), known=format_moment(known)))


def a_word(kind: type[Word], asked: str, allowed: Iterable[Word] | None = None) -> Word:
    """Return a word of a closed set, of all its words or of those allowed; raises WrongUsage with the nearest one."""
    words = list(kind if allowed is None else allowed)
    if asked in words:
        return kind(asked)
    raise WrongUsage(not_among(str(asked), words))


def not_among(asked: str, words: Iterable[str]) -> str:
    """Return the sentence for something that is none of the possible words: which ones are near, else all of them."""
    known = [str(word) for word in words]
    near = nearest_of(asked, known)
    if near:
        sentence = _('"{asked}" is not known here. Did you mean {near}?')
        return sentence.format(asked=shortened(asked), near=", ".join(near))
    sentence = _('"{asked}" is not known here. Choose from: {known}.')
    return sentence.format(asked=shortened(asked), known=", ".join(known))


def nearest_of(asked: str, words: Iterable[str]) -> list[str]:
    """Return up to three of some words that are written like what is asked for, the nearest first."""
    written = shortened(asked).lower().replace("-", "_")
    return get_close_matches(written, [str(word) for word in words], n=3, cutoff=0.6)


def shortened(asked: str) -> str:
    """Return what was asked for as a sentence repeats it: of a long text its beginning."""
    return asked if len(asked) <= LONGEST_REPEATED else f"{asked[:LONGEST_REPEATED].rstrip()}…"


def _parts(text: str) -> tuple[int, int, int]:
    match = _ISO.fullmatch(text.strip()) or _VIETNAMESE.fullmatch(text.strip())
    if match is None:
        raise WrongUsage(_not_a_day(text, None))
    return int(match["year"]), int(match["month"]), int(match["day"])


def _nearest(year: int, month: int, day: int) -> date | None:
    """Return the day that was probably meant: month and day the right way round, or the last day of the month."""
    import calendar

    if year < date.min.year:
        return None
    if month > _MONTHS_IN_A_YEAR >= day >= 1 and month <= calendar.monthrange(year, day)[1]:
        return date(year, day, month)
    if 1 <= month <= _MONTHS_IN_A_YEAR:
        return date(year, month, max(1, min(day, calendar.monthrange(year, month)[1])))
    return None


def _not_a_day(text: str, near: date | None) -> str:
    if near is None:
        return _('"{text}" is not a day. Write it as 2021-04-27 or 27/04/2021.').format(text=shortened(text))
    return _('"{text}" is not a day. Did you mean {near}?').format(text=shortened(text), near=near.isoformat())


def _moment(asked: Moment) -> datetime:
    if isinstance(asked, date) and not isinstance(asked, datetime):
        return moments.end_of_day(asked)
    text = asked.isoformat() if isinstance(asked, datetime) else asked.strip()
    if "t" not in text.lower() and ":" not in text:
        return moments.end_of_day(the_day(text))
    try:
        return moments.parse_moment(text)
    except ValueError as error:
        sentence = _('"{text}" is no moment. Write a day, or a UTC moment as in 2021-06-30T17:00:00Z.')
        raise WrongUsage(sentence.format(text=shortened(text))) from error
