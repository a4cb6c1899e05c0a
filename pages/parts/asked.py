"""What a link asks to be listed: a measure's agencies, under whom, which part of them, or what moved since a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from pages.parts.choices import Days
from pages.parts.paging import page_of_link
from pages.parts.remarks import or_remark, word_of_link
from qms import register
from qms.asking import the_day
from qms.coverage import Ledger, Slice
from qms.coverage.change import Kind
from qms.coverage.members import Part
from qms.i18n import _
from qms.vocabulary import Level, Measure, Region, Scope, Standard


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
    measure = word_of_link(Measure, "measure", remarks)
    if measure is None:
        return None
    roots = roots_of(ledger, days, remarks)
    earlier = st.query_params.get("from")
    since = or_remark(partial(the_day, earlier), remarks, _("From")) if earlier else None
    if since is not None and since >= days.as_of:
        remarks.append(_("The earlier day of a change lies before the later one. Shown here: the agencies of the day."))
        since = None
    part = word_of_link(Part, "status", remarks, text=None) if since is None else None
    step = word_of_link(Kind, "status", remarks) if since is not None else None
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
    return Slice(
        level=word_of_link(Level, "level", remarks),
        scope=word_of_link(Scope, "scope", remarks),
        region=word_of_link(Region, "region", remarks),
        standard=word_of_link(Standard, "standard", remarks),
    )
