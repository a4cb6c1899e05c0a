"""Finding an agency by what it is or was called, or by its code: the field, and who was found, each a link."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.parts.choices import Days, Said, agency_href, follow_link, here, keep_in_link
from pages.parts.paging import Rows, page_of_link, rows_of, turning
from pages.parts.paper import empty, show, show_remarks
from pages.parts.visit import Visit
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage.search import SHOWN, Found, Search, search
from qms.i18n import N_, _, format_count, format_date, label, ngettext
from qms.vocabulary import Succession

FIND = "find"
"""The parameter of a link that holds what is looked for."""

_BECAME = {
    Succession.MERGED: N_("ended on {day}, merged into {heirs}"),
    Succession.ABSORBED: N_("ended on {day}, absorbed by {heirs}"),
    Succession.SPLIT: N_("ended on {day}, split into {heirs}"),
    Succession.CONTINUED: N_("ended on {day}, continued as {heirs}"),
}

Href = Callable[[int], str]
"""Where a found agency leads: its id in, a link out."""


def search_field(words: str | None = None, *, key: str = FIND) -> str:
    """Show the field and return what is looked for, by the link or typed and entered; blank for nothing."""
    asked = st.query_params.get(key, "")
    follow_link(key, asked, asked)
    typed: str = st.text_input(
        words or _("Find an agency"),
        key=key,
        placeholder=_("Name or code, with or without diacritics"),
        max_chars=200,
    )
    sought = " ".join((typed or "").split())
    keep_in_link(key, sought, "")
    return sought


def show_search(visit: Visit, days: Days, *, href: Href = agency_href, **kept: Said) -> bool:
    """Show the field and, where something is looked for, who was found; returns whether it was.

    `href` says where an agency leads, usually to its dossier; `kept` are parameters that the links of this list keep.
    """
    sought = search_field()
    if sought:
        show_found(visit, days, sought, href=href, **kept)
    return bool(sought)


def show_found(visit: Visit, days: Days, sought: str, *, href: Href = agency_href, **kept: Said) -> None:
    """Show who a text means, some at a time, the likeliest first."""
    remarks: list[str] = []
    page = page_of_link(remarks)
    show_remarks(remarks)
    answer = _answer(visit, days, sought, page)
    if not answer.count:
        show(_nobody(answer, **kept))
        return
    rows = rows_of(answer.count, page, SHOWN)
    if rows.page != page:
        answer = _answer(visit, days, sought, rows.page)
    items = [element("li", found_line(found, href), class_="q-hit") for found in answer.found]
    show(
        element("h2", _title(answer), class_="q-finding", id="found"),
        element("ol", *items, class_="q-hits", start=rows.first + 1),
        _pages(answer, rows, **kept),
    )


def _answer(visit: Visit, days: Days, sought: str, page: int) -> Search:
    return search(visit.ledger, sought, days.as_of, known_on=days.known_moment, first=(page - 1) * SHOWN, shown=SHOWN)


def _title(answer: Search) -> str:
    sentence = ngettext(
        '"{text}" may be {count} agency; open on {day}: {open}',
        '"{text}" may be {count} agencies; open on {day}: {open}',
        answer.count,
    )
    return sentence.format(
        text=answer.text,
        count=format_count(answer.count),
        day=format_date(answer.as_of),
        open=format_count(answer.open_count),
    )


def _pages(answer: Search, rows: Rows, **kept: Said) -> Html | None:
    if rows.total <= SHOWN:
        return None
    said = turning(rows, lambda page: _list_href(answer, page, **kept), N_("{first}–{last} of {count}"))
    return element("p", joined(said, " · "), class_="q-soft")


def _list_href(answer: Search, page: str | None, **kept: Said) -> str:
    return here(**{"as_of": st.query_params.get("as_of"), **kept, FIND: answer.text, "page": page})


def _nobody(answer: Search, **kept: Said) -> Html:
    """Return that nobody is meant, and which texts would find somebody."""
    sentence = _("No agency, past or present, has the name or the code {text}.").format(text=f'"{answer.text}"')
    near = [link(here(**{"as_of": st.query_params.get("as_of"), **kept, FIND: one}), one) for one in answer.near]
    advice = (
        filled(_("Did you mean {candidates}?"), candidates=joined(near, ", "))
        if near
        else _("A few words of the name are enough; abbreviations such as Bộ KH&CN, UBND and TP. are understood.")
    )
    return empty(sentence, advice)


def found_line(found: Found, href: Href = agency_href) -> Html:
    """Return one agency: its name, its code and whom it stands under; what it was called, what it became."""
    name = link(href(found.id), found.name)
    under = joined([label(found.level), *(group.name for group in found.above)], " · ")
    code = element("span", found.code, class_="q-code") if found.code else None
    lines = [joined([name, code], " "), element("span", under, class_="q-hit-under")]
    lines += [element("span", said, class_="q-hit-said") for said in _said(found, href)]
    return joined(lines)


def _said(found: Found, href: Href) -> list[Html]:
    said = []
    former = found.former
    if former is not None:
        until = format_date(former.end) if former.end else None
        sentence = (
            _("was called {name} ({code}) from {start} until {end}")
            if until
            else _("is called {name} ({code}) from {start}")
        )
        said.append(
            filled(sentence, name=former.name, code=former.code or "–", start=format_date(former.start), end=until)
        )
    if found.opens_on is not None:
        said.append(filled(_("begins on {day}"), day=format_date(found.opens_on)))
    if found.closed_on is not None:
        said.append(_ended(found, format_date(found.closed_on), href))
    return said


def _ended(found: Found, day: str, href: Href) -> Html:
    if not found.became:
        return filled(_("ended on {day}"), day=day)
    heirs = joined([link(href(one.agency.id), one.agency.name) for one in found.became], ", ")
    return filled(_(_BECAME[found.became[0].kind]), day=day, heirs=heirs)
