"""What a link asks of the progress page: which measure, of whom, between which days, on which map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TypeVar

import streamlit as st

from pages.parts.choices import Days, Said, choose, choose_earlier_day, here
from pages.parts.remarks import unknown
from pages.parts.visit import Visit
from pages.parts.words import address_of
from qms import register
from qms.coverage import Every, Group, OnMap, Slice
from qms.coverage.members import names_on, parents_on
from qms.coverage.overview import programme_start
from qms.coverage.progress import Order, Question
from qms.errors import WrongUsage
from qms.i18n import N_, _, gettext, label
from qms.vocabulary import PARENT_LEVELS, Level, Measure, Region, Scope, Standard

Word = TypeVar("Word", bound=StrEnum)

EVERYONE = ""
"""What stands for "all" in a choice."""

BY_PARENT, TOGETHER = "parent", "none"
PERIODS = {Every.MONTH: N_("month"), Every.QUARTER: N_("quarter"), Every.YEAR: N_("year")}
MAPS = {OnMap.THEN: N_("map of each day"), OnMap.NOW: N_("map of now, predecessors pooled")}
EACH = {BY_PARENT: N_("each of them"), TOGETHER: N_("the country only")}
NARROWING: dict[str, tuple[str, type[StrEnum]]] = {
    "level": (N_("Level"), Level),
    "scope": (N_("Scope"), Scope),
    "region": (N_("Region"), Region),
    "standard": (N_("Edition of the standard"), Standard),
}


@dataclass(frozen=True)
class View:
    """What the page shows."""

    question: Question
    order: Order
    days: Days
    default_start: date
    under: str
    """Who it is of, as level:code; blank for the country."""

    def href(self, **changes: Said) -> str:
        """Return the link to this view with some of its parameters changed; defaults leave the link."""
        asked = self.question
        narrowed = asked.slice_ or Slice()
        said: dict[str, Said] = {
            "as_of": self.days.as_of,
            "measure": _unless(asked.measure, Measure.COMMUNES),
            "under": self.under,
            "every": _unless(asked.every, Every.MONTH),
            "map": _unless(asked.on_map, OnMap.THEN),
            "by": None if asked.by_parent else TOGETHER,
            "sort": _unless(self.order, Order.LOWEST),
            "from": None if asked.start == self.default_start else asked.start,
            **{name: getattr(narrowed, name) for name in NARROWING},
        }
        return here(**(said | changes))

    @property
    def narrowing(self) -> dict[str, Said]:
        """What narrows the slice, as links say it."""
        narrowed = self.question.slice_ or Slice()
        return {name: getattr(narrowed, name) for name in NARROWING}


def _unless(word: StrEnum, default: StrEnum) -> str | None:
    return None if word == default else word.value


def ask(visit: Visit, days: Days, remarks: list[str]) -> View:
    """Return what the link or the controls ask for; what cannot be taken as it stands joins the remarks."""
    with st.container(horizontal=True, gap="small", key="progress-asked"):
        measure = _choose(_("Measure"), Measure, key="measure", default=Measure.COMMUNES, remarks=remarks)
        root = _choose_root(visit, days, remarks)
        start, default = _choose_start(visit, days, remarks)
        every = _choose(_("Points by"), Every, key="every", default=Every.MONTH, words=PERIODS, remarks=remarks)
        on_map = _choose(_("Territory"), OnMap, key="map", default=OnMap.THEN, words=MAPS, remarks=remarks)
        each = st.query_params.get("by", BY_PARENT) if root else _choose_each(remarks)
    slice_ = _choose_slice(remarks) if measure is Measure.SLICE else None
    if on_map is OnMap.NOW and root is not None and root.level not in PARENT_LEVELS:
        remarks.append(
            _("Below ministries and provinces units were split, so they cannot be pooled onto the map of now.")
            + " "
            + _("Shown here: the map of each day.")
        )
        on_map = OnMap.THEN
    said = st.query_params.get("sort", Order.LOWEST)
    order = Order(said) if said in list(Order) else Order.LOWEST
    if said not in list(Order):
        remarks.append(unknown(said, Order))
    question = Question(
        measure, start, days.as_of, every, on_map, None if root is None else root.id, slice_, each != TOGETHER
    )
    return View(question, order, days, default, "" if root is None else address_of(root))


def _choose(
    title: str,
    kind: type[Word],
    *,
    key: str,
    default: Word,
    remarks: list[str],
    words: dict[Word, str] | None = None,
) -> Word:
    """Return a word of a closed set, as the link or the control says it."""

    def text(word: str) -> str:
        return label(kind(word)) if words is None else gettext(words[kind(word)])

    _remark_unknown(key, list(kind), text, text(default), remarks)
    return kind(choose(title, [word.value for word in kind], key=key, text=text, default=default.value))


def _remark_unknown(
    key: str, options: Iterable[str], text: Callable[[str], str], shown: str, remarks: list[str]
) -> None:
    asked = st.query_params.get(key)
    if asked is not None and asked not in list(options):
        remarks.append(unknown(asked, options, text, shown=shown))


def _choose_each(remarks: list[str]) -> str:
    _remark_unknown("by", EACH, lambda by: gettext(EACH[by]), _(EACH[BY_PARENT]), remarks)
    return choose(
        _("Ministries, provinces"), list(EACH), key="by", text=lambda by: gettext(EACH[by]), default=BY_PARENT
    )


def _choose_slice(remarks: list[str]) -> Slice:
    """Return how the agencies are narrowed; every control may be left at "all"."""
    found = {}
    with st.container(horizontal=True, gap="small", key="progress-narrowed"):
        for name, (title, kind) in NARROWING.items():
            options = [EVERYONE, *(word.value for word in kind)]
            _remark_unknown(name, options, partial(_narrowed_text, kind), _("all"), remarks)
            said = choose(gettext(title), options, key=name, text=partial(_narrowed_text, kind), default=EVERYONE)
            found[name] = kind(said) if said else None
    return Slice(**found)  # type: ignore[arg-type]  # each name with a word of its own set


def _narrowed_text(kind: type[StrEnum], said: str) -> str:
    return label(kind(said)) if said else _("all")


def _choose_root(visit: Visit, days: Days, remarks: list[str]) -> Group | None:
    """Return the body under which is counted, None for the country; a link may name one below the parents, too."""
    parents = parents_on(visit.ledger, days.as_of, known_on=days.known_moment)
    by_address = {address_of(group): group for group in parents}
    asked = _asked_root(visit, days, remarks)
    if asked is not None:
        by_address.setdefault(address_of(asked), asked)
        st.query_params["under"] = address_of(asked)
    else:
        st.query_params.pop("under", None)
    chosen = choose(
        _("Of whom"),
        [EVERYONE, *by_address],
        key="under",
        text=lambda address: by_address[address].name if address else _("the country"),
        default=EVERYONE,
    )
    return by_address.get(chosen)


def _asked_root(visit: Visit, days: Days, remarks: list[str]) -> Group | None:
    said = st.query_params.get("under")
    if not said:
        return None
    try:
        root = register.resolve(visit.ledger, said, days.as_of, days.known_moment)
    except WrongUsage as error:
        remarks.append(f"{error} " + _("Shown here: {shown}.").format(shown=_("the country")))
        return None
    return names_on(visit.ledger, (root,), days.as_of, known_on=days.known_moment)[0]


def _choose_start(visit: Visit, days: Days, remarks: list[str]) -> tuple[date, date]:
    """Return the first day asked for, and the one that holds where none is."""
    default = min(programme_start(visit.ledger, days.known_moment), days.as_of)
    start, remark = choose_earlier_day(_("From"), "from", today=visit.today, latest=days.as_of, default=default)
    if remark:
        remarks.append(remark)
    return start or default, default
