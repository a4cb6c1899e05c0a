"""What a link to the page of changes asks for: two days, two states of knowledge, a measure, and one step of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from pages.parts.choices import Days, Said, choose_earlier_day, here
from pages.parts.measure import choose_measure
from pages.parts.paging import page_of_link
from pages.parts.remarks import word_of_link
from pages.parts.under import Under, choose_under
from pages.parts.visit import Visit
from qms.coverage.moves import Effect
from qms.coverage.periods import year_before
from qms.i18n import _
from qms.moments import end_of_day
from qms.vocabulary import ChangeKind, Measure

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class Asked:
    """Two days of one measure; `kind` and `effect` choose the agencies of one step."""

    start: date
    days: Days
    known_from: date | None
    """The day on which the first day's figure was told; None: as known now."""
    measure: Measure
    under: Under | None
    kind: ChangeKind | None
    effect: Effect | None
    page: int

    @property
    def end(self) -> date:
        """The later day."""
        return self.days.as_of

    @property
    def told_moment(self) -> datetime | None:
        """The end of the known-from day in Hà Nội, as a UTC moment."""
        return None if self.known_from is None else end_of_day(self.known_from)

    def href(self, **changes: Said) -> str:
        """Return the link to this view with other parameters; the step is left out unless it is named."""
        kept: dict[str, Said] = {
            "from": self.start,
            "as_of": self.end,
            "known_from": self.known_from,
            "measure": self.measure.value,
            "under": self.under.said if self.under else None,
        }
        return here(**kept | changes)


def later_day_of_link() -> None:
    """Take the parameter `to` for the day that all pages share."""
    if "to" in st.query_params:
        st.query_params["as_of"] = st.query_params["to"]
        del st.query_params["to"]


def choose_asked(visit: Visit, days: Days, remarks: list[str]) -> Asked:
    """Return what the link or the controls ask for; what is wrong in the link joins the remarks."""
    usual = year_before(days.as_of)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="changes-asked"):
        start, wrong_start = choose_earlier_day(_("From"), "from", today=visit.today, latest=days.as_of, default=usual)
        measure = choose_measure(remarks)
        under = choose_under(visit.ledger, days, remarks)
        known_from, wrong_known = choose_earlier_day(
            _("First day as known on"),
            "known_from",
            today=visit.today,
            latest=days.known_on or visit.today,
            default=None,
        )
    remarks.extend(remark for remark in (wrong_start, wrong_known) if remark)
    kind = word_of_link(ChangeKind, "status", remarks)
    effect = word_of_link(Effect, "effect", remarks, text=None)
    return Asked(start or usual, days, known_from, measure, under, kind, effect, page_of_link(remarks))
