"""What a link asks to be listed: a measure's agencies, under whom, which part of them, or what moved since a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

import streamlit as st

from pages.parts.choices import Days
from pages.parts.paging import page_of_link
from qms import register
from qms.asking import a_word, the_day
from qms.coverage import Ledger, Slice
from qms.coverage.change import Kind
from qms.coverage.members import Part
from qms.errors import WrongUsage
from qms.i18n import _
from qms.vocabulary import Level, Measure, Scope

Value = TypeVar("Value")


@dataclass(frozen=True)
class Asked:
    """A list that a link asks for; parts that cannot be understood are left out."""

    measure: Measure
    under: tuple[str, ...]
    roots: tuple[int, ...]
    """The ids of those named in `under`."""
    slice_: Slice | None
    part: Part | None
    since: date | None
    """The earlier day of a change; None for the agencies of the day."""
    step: Kind | None
    page: int


def asked_list(ledger: Ledger, days: Days, remarks: list[str]) -> Asked | None:
    """Return the list that the link asks for, None when it names no measure; what is wrong in it joins the remarks."""
    said = st.query_params.get("measure")
    measure = or_remark(partial(a_word, Measure, said), remarks) if said else None
    if measure is None:
        return None
    roots = roots_of(ledger, days, remarks)
    earlier = st.query_params.get("from")
    since = or_remark(partial(the_day, earlier), remarks) if earlier else None
    if since is not None and since >= days.as_of:
        remarks.append(_("The earlier day of a change lies before the later one. Shown here: the agencies of the day."))
        since = None
    status = st.query_params.get("status")
    part = or_remark(partial(a_word, Part, status), remarks) if status and since is None else None
    step = or_remark(partial(a_word, Kind, status), remarks) if status and since is not None else None
    return Asked(
        measure,
        tuple(roots),
        tuple(roots.values()),
        _slice(measure, remarks),
        part,
        since,
        step,
        page_of_link(remarks),
    )


def or_remark(read: Callable[[], Value], remarks: list[str]) -> Value | None:
    """Return what is read from the link, or None and the sentence that says what is wrong with it."""
    try:
        return read()
    except WrongUsage as error:
        remarks.append(str(error))
        return None


def roots_of(ledger: Ledger, days: Days, remarks: list[str]) -> dict[str, int]:
    """Return the agencies under which is counted, by what the link calls them."""
    found: dict[str, int] = {}
    for said in st.query_params.get_all("under"):
        root = or_remark(partial(register.resolve, ledger, said, days.as_of, days.known_moment), remarks)
        if root is not None:
            found[said] = root
    return found


def _slice(measure: Measure, remarks: list[str]) -> Slice | None:
    """Return how the measure `slice` is narrowed."""
    if measure is not Measure.SLICE:
        return None
    read = {name: st.query_params.get(name) for name in ("level", "scope")}
    level, scope = read["level"], read["scope"]
    return Slice(
        level=or_remark(partial(a_word, Level, level), remarks) if level else None,
        scope=or_remark(partial(a_word, Scope, scope), remarks) if scope else None,
    )
