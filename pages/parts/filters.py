"""The filters of a list of agencies: controls that live in the link, and what each of them says when it is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from pages.parts.choices import Said, choose, here
from pages.parts.paging import page_of_link
from pages.parts.remarks import unknown
from pages.parts.search import FIND, search_field
from qms.asking import shortened
from qms.coverage.listing import WORDS, Filter, Order, Where
from qms.i18n import _, label, ngettext
from qms.vocabulary import Level, Region, Scope, Standard

ALL = "all"
"""Stands in the link where everything is asked for and the default is less."""

MONTHS = (6, 12, 24, 36)
"""Ages of a newest report that can be chosen; a link may name any number of months."""

YES, NO = "yes", "no"
MOST_MONTHS = 600
FURTHER = ("scope", "standard", "stated", "older", "region")
"""Filters that are folded away until one of them is set."""

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class Asked:
    """What a link asks of a list."""

    filter: Filter
    default_level: Level | None
    order: Order = Order.NAME
    descending: bool = False
    page: int = 1

    def href(self, **changes: Said) -> str:
        """Return the link to this list with something else; the page is the first unless it is said."""
        return here(**(self.parameters() | changes))

    def parameters(self) -> dict[str, Said]:
        """Return the parameters that ask for this list on its first page."""
        kept: dict[str, Said] = {name: st.query_params.get(name) for name in ("as_of", "under", "by", "measure")}
        return kept | words_of(self.filter, self.default_level) | {"sort": sort_word(self.order, self.descending)}

    def without(self, *names: str) -> str:
        """Return the link to this list without some filters."""
        kept = self.filter
        for name in names:
            kept = kept.without(name)
        cleared = dict.fromkeys((*FURTHER, "level", "status", FIND)) | words_of(kept, self.default_level)
        return self.href(**cleared)

    @property
    def set_(self) -> tuple[str, ...]:
        """The names of the filters that are set otherwise than by default."""
        narrowing = self.filter.narrowing
        own = [name for name in narrowing if name != "level" or self.filter.level is not self.default_level]
        return (*own, "level") if self.filter.level is None and self.default_level is not None else tuple(own)


def words_of(kept: Filter, default_level: Level | None) -> dict[str, Said]:
    """Return a filter as parameters of a link; what is as by default is left out."""
    level = kept.level.value if kept.level else ALL
    usual = default_level.value if default_level else ALL
    return {
        "level": None if level == usual else level,
        "scope": kept.scope,
        "status": kept.status,
        "region": kept.region,
        "standard": kept.standard,
        "stated": None if kept.stated is None else YES if kept.stated else NO,
        "older": None if kept.older is None else str(kept.older),
        FIND: kept.find or None,
    }


def sort_word(order: Order, descending: bool) -> str | None:
    """Return how a link names an order: report, -report; None for the usual one."""
    if order is Order.NAME and not descending:
        return None
    return f"-{order.value}" if descending else order.value


def said_of(name: str, kept: Filter) -> str:
    """Return what one set part of a filter is called: "bản 2008"."""
    said = {
        "level": label(kept.level) if kept.level else _("all levels"),
        "scope": label(kept.scope) if kept.scope else "",
        "status": _(WORDS[kept.status]) if kept.status else "",
        "region": label(kept.region) if kept.region else "",
        "standard": _("edition {year}").format(year=kept.standard),
        "stated": _("procedures stated") if kept.stated else _("procedures not stated"),
        "older": older_words(kept.older or 0),
        FIND: kept.find,
    }
    return said[name]


def older_words(months: int) -> str:
    """Return the words for an age of the newest report."""
    return ngettext("newest report older than {count} month", "newest report older than {count} months", months).format(
        count=months
    )


def choose_list(
    levels: Sequence[Level], default_level: Level | None, remarks: list[str], *, with_region: bool
) -> Asked:
    """Show the controls and return what is asked for; what is wrong in the link joins the remarks."""
    first, second, third = st.columns([1, 1.15, 1.35], vertical_alignment="bottom")
    with first:
        level = _choose_level(levels, default_level, remarks)
    with second:
        status = _choose_word("status", _("Status"), Where, _("all statuses"), lambda word: _(WORDS[word]), remarks)
    with third:
        find = search_field(_("Find in this list"))
    is_set = any(name in st.query_params for name in FURTHER)
    with st.expander(_("More filters"), expanded=is_set):
        scope, standard, stated, older, region = _further(remarks, with_region=with_region)
    order, descending = _order(remarks)
    kept = Filter(level, scope, status, region, standard, stated, older, find)
    return Asked(kept, default_level, order, descending, page_of_link(remarks))


def _further(
    remarks: list[str], *, with_region: bool
) -> tuple[Scope | None, Standard | None, bool | None, int | None, Region | None]:
    columns = st.columns(5 if with_region else 4)
    with columns[0]:
        scope = _choose_word("scope", _("Scope"), Scope, _("all that count"), label, remarks)
    with columns[1]:
        standard = _choose_word("standard", _("Edition of the standard"), Standard, _("all editions"), str, remarks)
    with columns[2]:
        stated = _choose_stated(remarks)
    with columns[3]:
        older = _choose_older(remarks)
    region = None
    if with_region:
        with columns[4]:
            region = choose_region(remarks)
    return scope, standard, stated, older, region


def choose_region(remarks: list[str]) -> Region | None:
    """Show the regions and return the one asked for."""
    return _choose_word("region", _("Region"), Region, _("whole country"), label, remarks)


def _choose_level(levels: Sequence[Level], default: Level | None, remarks: list[str]) -> Level | None:
    asked = _asked("level", Level, remarks, lambda word: label(Level(word)), also=(ALL,))
    options = [ALL, *(level.value for level in Level if level in levels or level.value == asked)]
    usual = default.value if default else ALL
    chosen = choose(
        _("Level"),
        options,
        key="level",
        text=lambda word: capital(_("all levels") if word == ALL else label(Level(word))),
        default=usual,
    )
    return None if chosen == ALL else Level(chosen)


def _choose_word(
    key: str,
    words: str,
    kind: type[Word],
    everything: str,
    text: Callable[[Word], str],
    remarks: list[str],
) -> Word | None:
    """Show the words of a closed set and return the one chosen, None for all of them."""
    _asked(key, kind, remarks, lambda word: text(kind(word)))
    options = ["", *(word.value for word in kind)]
    chosen = choose(
        words, options, key=key, text=lambda word: capital(text(kind(word)) if word else everything), default=""
    )
    return kind(chosen) if chosen else None


def _choose_stated(remarks: list[str]) -> bool | None:
    texts = {
        word: capital(said) for word, said in (("", _("stated or not")), (YES, _("stated")), (NO, _("not stated")))
    }
    _asked("stated", None, remarks, also=(YES, NO))
    chosen = choose(
        _("Number of procedures"), list(texts), key="stated", text=lambda word: capital(texts[word]), default=""
    )
    return {YES: True, NO: False}.get(chosen)


def _choose_older(remarks: list[str]) -> int | None:
    asked = st.query_params.get("older", "")
    months = {*MONTHS}
    if asked.isdecimal() and 0 < int(asked) <= MOST_MONTHS:
        months.add(int(asked))
    elif asked:
        remarks.append(
            _('"{asked}" is no number of months. Shown here: reports of any age.').format(asked=shortened(asked))
        )
    chosen = choose(
        _("Newest report"),
        ["", *(str(count) for count in sorted(months))],
        key="older",
        text=lambda word: capital(_("older than {count} months").format(count=word) if word else _("of any age")),
        default="",
    )
    return int(chosen) if chosen else None


def _asked(
    key: str,
    kind: type[StrEnum] | None,
    remarks: list[str],
    text: Callable[[str], str] | None = None,
    also: Iterable[str] = (),
) -> str:
    """Return what a link asks for; what no closed set holds joins the remarks."""
    asked = st.query_params.get(key, "")
    if asked and asked not in also and asked not in list(kind or ()):
        remarks.append(unknown(asked, kind or (), text))
        return ""
    return asked


def capital(words: str) -> str:
    """Return words with a capital, as the choices of a field are written."""
    return words[:1].upper() + words[1:]


def _order(remarks: list[str]) -> tuple[Order, bool]:
    asked = st.query_params.get("sort", "")
    word = asked.removeprefix("-")
    if not asked:
        return Order.NAME, False
    if word in list(Order):
        return Order(word), asked.startswith("-")
    remarks.append(unknown(asked, Order))
    return Order.NAME, False
