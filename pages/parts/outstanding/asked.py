"""What a link to the page of what is outstanding asks for: a measure, under whom, a reason, a level, a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from pages.parts.choices import Days, Said, choose, here
from pages.parts.measure import choose_measure
from pages.parts.paging import page_of_link
from pages.parts.remarks import unknown
from pages.parts.under import Under, choose_under
from pages.parts.visit import Visit
from qms.coverage.gaps import Reason, reasons_meant
from qms.i18n import N_, _, label
from qms.reports.reminders import REASONS as NAMES
from qms.vocabulary import Level, Measure, Missing, Status

ALL = ""
"""No filter, as the link says it: not at all."""

REASONS: Mapping[str, Status | Missing] = {**NAMES, Missing.NOT_ANNOUNCED: Missing.NOT_ANNOUNCED}
"""Every reason that a link may name, with the word of the vocabulary that says what it is called."""

EVERY_REASON = N_("All reasons")
EVERY_LEVEL = N_("All levels")


@dataclass(frozen=True)
class Asked:
    """One measure on one day, and which of its outstanding agencies are listed."""

    days: Days
    measure: Measure
    under: Under | None
    reason: str
    """A reason or what is missing as links name it, blank for all."""
    level: Level | None
    page: int

    @property
    def as_of(self) -> date:
        """The day that is looked at."""
        return self.days.as_of

    @property
    def root(self) -> int | None:
        """The id of the agency under which is counted."""
        return None if self.under is None else self.under.root

    @property
    def reasons(self) -> frozenset[Reason]:
        """The reasons that are asked for; none for all."""
        if self.reason == ALL:
            return frozenset()
        return reasons_meant(Missing.NOT_ANNOUNCED if self.reason == Missing.NOT_ANNOUNCED else Reason(self.reason))

    @property
    def narrowed(self) -> bool:
        """Whether only a part of the outstanding agencies is asked for."""
        return bool(self.reason) or self.level is not None

    def href(self, **changes: Said) -> str:
        """Return the link to this view with other parameters; reason, level and page are left out unless named."""
        kept: dict[str, Said] = {
            "as_of": self.as_of,
            "measure": self.measure.value,
            "under": self.under.said if self.under else None,
        }
        return here(**kept | changes)


def choose_asked(visit: Visit, days: Days, remarks: list[str]) -> Asked:
    """Return what the link or the controls ask for; what is wrong in the link joins the remarks."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="outstanding-asked"):
        measure = choose_measure(remarks)
        under = choose_under(visit.ledger, days, remarks)
        reason = _choose_word("status", _("Reason"), tuple(REASONS), _(EVERY_REASON), _reason_text, remarks)
        level = _choose_word("level", _("Level"), tuple(Level), _(EVERY_LEVEL), _level_text, remarks)
    return Asked(days, measure, under, reason, Level(level) if level else None, page_of_link(remarks))


def _choose_word(
    key: str,
    words: str,
    options: Sequence[str],
    everything: str,
    text: Callable[[str], str],
    remarks: list[str],
) -> str:
    said = st.query_params.get(key, ALL)
    if said and said not in options:
        remarks.append(unknown(said, options, text, shown=everything))
    return choose(
        words,
        (ALL, *(str(option) for option in options)),
        key=key,
        text=lambda option: everything if option == ALL else text(option),
        default=ALL,
    )


def _reason_text(reason: str) -> str:
    return label(REASONS[reason])


def _level_text(level: str) -> str:
    return label(Level(level))
