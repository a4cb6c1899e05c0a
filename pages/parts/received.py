"""Reports received: of one period, who has sent theirs in time, late or without news, who is silent, who never did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pages.parts.batches import Chain, batch_link
from pages.parts.choices import agency_href, choose, follow_link, here, keep_in_link
from pages.parts.paper import show, show_remarks
from pages.parts.source import show_source
from pages.parts.visit import Visit
from qms.asking import shortened, the_day
from qms.charts.html import Html, element, joined, link
from qms.errors import WrongUsage
from qms.i18n import N_, _, format_count, format_date, format_moment, label, ngettext
from qms.store.receipts import (
    Receipts,
    Sender,
    Sending,
    first_day,
    last_day,
    newest_period,
    periods,
    receipts,
)
from qms.vocabulary import FIRST_DAY, PARENT_LEVELS

_NEWS, _NO_NEWS, _LATE, _SILENT, _NEVER = "news", "no_news", "late", "silent", "never"

STATES = {
    _NEWS: ("●", N_("sent, with changes")),
    _NO_NEWS: ("=", N_("sent, without news")),
    _LATE: ("!", N_("overdue: sent late")),
    _SILENT: ("○", N_("silent this period")),
    _NEVER: ("–", N_("never reported")),
}
"""Each state with its sign and its words; every ministry and province is in exactly one."""


def state_of(sender: Sender) -> str:
    """Return in which state a sender is shown."""
    if sender.state is Sending.SENT:
        return _NO_NEWS if sender.without_news else _NEWS
    return {Sending.LATE: _LATE, Sending.SILENT: _SILENT, Sending.NEVER: _NEVER}[sender.state]


def show_received(visit: Visit, chain: Chain, asked: str) -> None:
    """Show how it stands with the reports of the period that the link asks for."""
    remarks: list[str] = []
    every = periods(chain.history, visit.today)
    newest = newest_period(chain.history, visit.today)
    if asked not in every:
        remarks.append(
            _('"{text}" is no period that can be shown here. Shown: {period}.').format(
                text=shortened(asked), period=newest
            )
        )
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        period = choose(_("Period"), every, key="period", text=period_name, default=newest)
        st.query_params["period"] = period
        due = _choose_due(period, remarks)
    show_remarks(remarks)
    found = receipts(visit.ledger, chain.history, period, today=visit.today, due=due)
    state = st.query_params.get("status")
    chosen = [one for one in found.senders if state not in STATES or state_of(one) == state]
    show(
        element("h2", _finding(found), class_="q-finding q-apart"),
        element("p", _measured(found, visit.today), class_="q-measured"),
        _sum(found),
        _pills(found, period, due, state),
        _table(chosen, found),
    )
    show_source(
        _("batches of the update history"),
        name=f"receipts-{period}",
        rows=lambda: [
            {"period": found.period, "due": found.due.isoformat(), **row} for row in found.to_json()["reporters"]
        ],
        as_of=visit.today,
        stamp=visit.stamp,
    )


def period_name(period: str) -> str:
    """Return what a period is called, with its days."""
    names = {"": N_("Year {year}"), "H1": N_("First half of {year}"), "H2": N_("Second half of {year}")}
    name = _(names[period[4:]]).format(year=period[:4])
    return f"{name} ({format_date(first_day(period))} – {format_date(last_day(period))})"


def _choose_due(period: str, remarks: list[str]) -> date:
    """Return the day until which a report is in time: the period's last one, unless the link or the control differs."""
    usual = last_day(period)
    asked = st.query_params.get("due", usual.isoformat())
    try:
        value = the_day(asked)
    except WrongUsage as error:
        remarks.append(f"{error} " + _("Shown here: {day}.").format(day=format_date(usual)))
        value = usual
    follow_link("due", asked, value)
    answer: date | None = st.date_input(
        _("To be sent by"), key="due", format="DD/MM/YYYY", min_value=FIRST_DAY, max_value=date(usual.year + 2, 12, 31)
    )
    chosen = answer or usual
    keep_in_link("due", chosen.isoformat(), usual.isoformat())
    return chosen


def _counts(found: Receipts) -> dict[str, int]:
    states = [state_of(one) for one in found.senders]
    return {state: states.count(state) for state in STATES}


def _finding(found: Receipts) -> str:
    counts = _counts(found)
    sent = counts[_NEWS] + counts[_NO_NEWS] + counts[_LATE]
    if not found.senders:
        return _("No ministry or province was open at the end of this period")
    return _("{sent} of {all} ministries and provinces have sent their report; {missing} have not").format(
        sent=format_count(sent), all=format_count(len(found.senders)), missing=format_count(len(found.senders) - sent)
    )


def _measured(found: Receipts, today: date) -> str:
    """Return which period and which send-by day are shown, and how far off or past that day is."""
    away = (found.due - today).days
    if away >= 0:
        left = ngettext("{count} day is left", "{count} days are left", away).format(count=format_count(away))
    else:
        left = ngettext("{count} day ago", "{count} days ago", -away).format(count=format_count(-away))
    return _("{period}; to be sent by {day} ({left})").format(
        period=period_name(found.period), day=format_date(found.due), left=left
    )


def _sum(found: Receipts) -> Html:
    """Return the sum of all states, which is the number of ministries and provinces."""
    parts = [_term(format_count(len(found.senders)), _("ministries and provinces"))]
    for place, (state, count) in enumerate(_counts(found).items()):
        sign = element("span", "+" if place else "=", class_="q-sum-sign")
        parts.append(element("span", sign, _term(format_count(count), state_mark(state)), class_="q-signed-term"))
    return element("p", *parts, class_="q-sum-in-sight")


def _term(count: str, words: object) -> Html:
    return element("span", element("b", count), element("span", words), class_="q-term")


def state_mark(state: str) -> Html:
    """Return a state as a sign and a word."""
    sign, words = STATES[state]
    return element(
        "span", element("i", sign, aria_hidden="true"), _(words), class_=f"q-row q-sent-{state.replace('_', '-')}"
    )


def _pills(found: Receipts, period: str, due: date, state: str | None) -> Html:
    said_due = due if due != last_day(period) else None
    pills: list[tuple[str | None, str]] = [(None, _("all {count}").format(count=format_count(len(found.senders))))]
    pills += [(one, f"{_(STATES[one][1])} {format_count(count)}") for one, count in _counts(found).items() if count]
    shown = state if state in STATES else None
    items = (
        element(
            "li",
            link(here(period=period, due=said_due, status=one), words, aria_current="true" if one == shown else None),
        )
        for one, words in pills
    )
    return element("ul", *items, class_="q-pills")


def _table(senders: Sequence[Sender], found: Receipts) -> Html:
    heads = (
        (_("Ministry, province"), None),
        (_("Report of the period"), None),
        (_("Recorded (Hà Nội)"), "q-number q-minor"),
        (_("Batch no."), "q-number"),
        (_("Newest report"), "q-number q-minor"),
    )
    caption = _("Reports of {period}, by {day}").format(period=period_name(found.period), day=format_date(found.due))
    levels = [[_row(one) for one in senders if one.level is level] for level in PARENT_LEVELS]
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", text, scope="col", class_=kind) for text, kind in heads))),
        *(
            element(
                "tbody",
                element("tr", element("th", label(level), colspan="5", scope="rowgroup", class_="q-group")),
                *rows,
            )
            for level, rows in zip(PARENT_LEVELS, levels, strict=True)
            if rows
        ),
        class_="q-received",
    )


def _row(sender: Sender) -> Html:
    moment = "" if sender.recorded_at is None else format_moment(sender.recorded_at)
    newest = joined([part for part in (moment, sender.last_period) if part], " · ")
    return element(
        "tr",
        element(
            "th", link(agency_href(sender.id), sender.name), element("span", newest, class_="q-under"), scope="row"
        ),
        element("td", state_mark(state_of(sender))),
        element("td", moment, class_="q-number q-minor"),
        element("td", batch_link(sender.batch) if sender.batch else "–", class_="q-number"),
        element("td", sender.last_period or "–", class_="q-number q-minor"),
    )
