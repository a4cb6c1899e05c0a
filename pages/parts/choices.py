"""Choices that live in the link as language-neutral values, so that a link opens the same view in either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

import streamlit as st

from pages.parts.menu import AGENCY, CARRIED
from pages.parts.remarks import of_field, unknown
from qms.asking import the_day
from qms.errors import WrongUsage
from qms.i18n import _, format_date, format_moment
from qms.moments import HANOI, end_of_day, moment_text, parse_moment

CALENDAR_BEGINS = date(1990, 1, 1)

_settled: ContextVar[Mapping[str, Said] | None] = ContextVar("settled", default=None)
"""What every link of a run carries on, from when its days are chosen: a page has hundreds of links."""


@dataclass(frozen=True)
class Days:
    """The two days that every figure needs: as of which, and as known on which (None: all that is known now)."""

    as_of: date
    known_on: date | None
    remarks: tuple[str, ...]
    """What in the link could not be taken as it stood, in sentences."""
    known_at: datetime | None = None
    """A moment of the known-on day, where the link names one; its end otherwise."""

    @property
    def known_moment(self) -> datetime | None:
        """The moment, in UTC, up to which all that was recorded is known; None is now."""
        return self.known_at or (None if self.known_on is None else end_of_day(self.known_on))

    @property
    def known_said(self) -> str | None:
        """The known-on day or moment in words; None where all is known."""
        if self.known_at is not None:
            return format_moment(self.known_at)
        return None if self.known_on is None else format_date(self.known_on)


def choose(
    label: str,
    options: Sequence[str],
    *,
    key: str,
    text: Callable[[str], str],
    default: str,
    remarks: list[str] | None = None,
) -> str:
    """Return one of some ids, chosen on the page or by the link, where the id stands and not what it is called.

    What the link asks for and is none of the options becomes the default, and a sentence among the remarks.
    """
    asked = st.query_params.get(key, default)
    if remarks is not None and asked not in options:
        remarks.append(unknown(asked, options, text, shown=text(default)))
    follow_link(key, asked, asked if asked in options else default)
    chosen: str = st.selectbox(label, options, key=key, format_func=text)
    keep_in_link(key, chosen, default)
    return chosen


def follow_link(key: str, asked: str, value: object) -> None:
    """Give a widget the value of the link when the link has changed since the widget last wrote it."""
    if key not in st.session_state or asked != st.session_state.get(f"{key}:link"):
        st.session_state[key] = value


def keep_in_link(key: str, chosen: str, default: str) -> None:
    """Put what was chosen into the link; a default leaves it."""
    if chosen == default:
        st.query_params.pop(key, None)
    elif chosen != st.query_params.get(key):
        st.query_params[key] = chosen
    st.session_state[f"{key}:link"] = chosen


def choose_days(today: date) -> Days:
    """Return the days asked for by the link or by the two controls; what the link asks wrongly becomes today."""
    with st.container(horizontal=True, gap="small"):
        as_of, wrong_day = _choose_day(_("As of"), "as_of", today)
        known_on, known_at, wrong_known = _choose_known(today)
    _settled.set(_carried())
    remarks = tuple(remark for remark in (wrong_day, wrong_known) if remark)
    return Days(as_of, None if known_on == today and known_at is None else known_on, remarks, known_at)


def _choose_known(today: date) -> tuple[date, datetime | None, str | None]:
    """Return the day up to which all is known, and the moment of it if the link names one: only a link can."""
    label, key = _("As known on"), "known_on"
    asked = st.query_params.get(key, "")
    moment = _moment_of_link(asked, today)
    if moment is None:
        day, remark = _choose_day(label, key, today)
        return day, None, remark
    day, remark = _choose_day(label, key, today, meant=moment.astimezone(HANOI).date())
    if st.query_params.get(key) != asked:
        return day, None, remark
    sentence = _("Shown: what was known at {moment}, not yet at the end of that day.")
    return day, moment, sentence.format(moment=format_moment(moment))


def _moment_of_link(asked: str, today: date) -> datetime | None:
    """Return the moment that a link means; None where it means a day, or nothing that can be shown."""
    if "T" not in asked:
        return None
    try:
        moment = parse_moment(asked)
    except ValueError:
        return None
    return moment if CALENDAR_BEGINS <= moment.astimezone(HANOI).date() <= today else None


def _choose_day(label: str, key: str, today: date, meant: date | None = None) -> tuple[date, str | None]:
    asked = st.query_params.get(key, today.isoformat())
    value, remark = (meant, None) if meant else _day_of_link(asked, today)
    follow_link(key, asked, value)
    answer: date | None = st.date_input(label, key=key, min_value=CALENDAR_BEGINS, max_value=today, format="DD/MM/YYYY")
    chosen = answer or today
    if (remark or meant) and chosen == value:
        st.session_state[f"{key}:link"] = asked
        return chosen, of_field(label, remark) if remark else None
    keep_in_link(key, chosen.isoformat(), today.isoformat())
    return chosen, None


def _day_of_link(asked: str, today: date, shown: date | None = None) -> tuple[date, str | None]:
    """Return the day that a link means, or what is shown in its place (today) and the sentence that says why not."""
    instead = shown or today
    try:
        day = the_day(asked)
    except WrongUsage as error:
        return instead, f"{error} " + _("Shown here: {day}.").format(day=format_date(instead))
    if day > today:
        sentence = _("{day} has not come yet, so there are no figures for it. Shown here: {today}.")
        return instead, sentence.format(day=format_date(day), today=format_date(instead))
    if day < CALENDAR_BEGINS:
        return CALENDAR_BEGINS, _("Shown here: {day}.").format(day=format_date(CALENDAR_BEGINS))
    return day, None


def choose_earlier_day(
    label: str, key: str, *, today: date, latest: date, default: date | None
) -> tuple[date | None, str | None]:
    """Return a day up to `latest` chosen by the link or the control, and what the link asks wrongly in a sentence.

    Without a default it may stay open: None.
    """
    usual = "" if default is None else default.isoformat()
    asked = st.query_params.get(key, usual)
    value, remark = _day_of_link(asked, today, default) if asked else (default, None)
    value = default if remark else value
    follow_link(key, asked, value)
    answer: date | None = st.date_input(
        label, value=None, key=key, min_value=CALENDAR_BEGINS, max_value=today, format="DD/MM/YYYY"
    )
    chosen = answer or default
    if remark and chosen == value:
        st.session_state[f"{key}:link"] = asked
        remark = of_field(label, remark)
    else:
        remark = None
        keep_in_link(key, "" if chosen is None else chosen.isoformat(), usual)
    if chosen is not None and chosen > latest:
        sentence = _("{day} lies after {latest}; an earlier day is wanted here.")
        return default, of_field(label, sentence.format(day=format_date(chosen), latest=format_date(latest)))
    return chosen, remark


Said = str | int | Sequence[str] | date | None
"""What a parameter of a link may be; None and blank leave it out."""


def here(**changes: Said) -> str:
    """Return the link to this page with the language and the days as they are, and with these parameters."""
    kept = {name: value for name, value in _kept().items() if name != "as_of"}
    return f"?{_query({**kept, **changes})}".rstrip("?") or "?"


def there(path: str, **parameters: Said) -> str:
    """Return the link to another page with the language and the days as they are, and with these parameters."""
    return f"/{path}?{_query({**_kept(), **parameters})}".rstrip("?")


def unsettle_link() -> None:
    """Let links carry what the link says, until the days of this run are chosen."""
    _settled.set(None)


def _kept() -> Mapping[str, Said]:
    settled = _settled.get()
    return _carried() if settled is None else settled


def _carried() -> Mapping[str, Said]:
    asked = st.query_params.to_dict()
    return {name: asked[name] for name in CARRIED if name in asked}


def agency_href(agency: int, **parameters: Said) -> str:
    """Return the link to an agency's dossier; an agency is named by its id."""
    return there(AGENCY, agency=agency, **parameters)


def _query(parameters: Mapping[str, Said]) -> str:
    said = {key: _written(value) for key, value in parameters.items() if value}
    return urlencode(said, doseq=True, quote_via=_quoted)


def _written(value: Said) -> Said:
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date) else value


_quoted = lru_cache(maxsize=4_096)(quote_plus)
"""A page's links share most of what they say."""
