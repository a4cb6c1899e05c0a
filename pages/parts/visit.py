"""The visit: what every page may rely on, put together once by dashboard.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from qms.access import Rights
from qms.coverage import Ledger
from qms.coverage.stamp import Stamp, stamp_of
from qms.i18n import set_language
from qms.store.database import Database

_KEY = "visit"


@dataclass(frozen=True)
class Visit:
    """One run of a page for one reader.

    `today` is Hà Nội's; the day and the moment asked for stand in the link and are read by `pages.parts.choices`.
    `page` is the page's address without the slash.
    """

    database: Database
    ledger: Ledger
    today: date
    language: str
    rights: Rights
    page: str

    @property
    def stamp(self) -> Stamp:
        """What all that is known now stands on: number of the last batch, chain head, rules version, demo or not."""
        return stamp_of(self.ledger, None)


def begin_visit(visit: Visit) -> None:
    """Make a visit the one that the page finds."""
    st.session_state[_KEY] = visit


def current_visit() -> Visit:
    """Return the visit that dashboard.py began.

    A part of a page that runs again by itself runs in another thread, without dashboard.py: the language is told to it
    here.
    """
    visit: Visit = st.session_state[_KEY]
    set_language(visit.language)
    return visit
