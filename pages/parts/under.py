"""The choice of a ministry or province: in the link as level:code, on the page by its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from pages.parts.choices import Days, choose
from pages.parts.remarks import or_remark
from pages.parts.words import address_of
from qms import register
from qms.coverage import Group, Ledger
from qms.coverage.members import names_on
from qms.coverage.parents import parents_on
from qms.i18n import _

WHOLE = ""
"""The whole country, as the link says it: not at all."""


@dataclass(frozen=True)
class Under:
    """Under whom is counted: an agency as the link names it, its id, and what it is called on the day."""

    said: str
    root: int
    group: Group


def choose_under(ledger: Ledger, days: Days, remarks: list[str]) -> Under | None:
    """Return under whom is counted, None for the whole country; a link may name any agency that is open on the day."""
    asked = _of_link(ledger, days, remarks)
    parents = {address_of(group): group for group in parents_on(ledger, days.as_of, known_on=days.known_moment)}
    groups = parents | ({asked.said: asked.group} if asked else {})
    if asked is None:
        st.query_params.pop("under", None)
    chosen = choose(
        _("Ministry or province"),
        (WHOLE, *groups),
        key="under",
        text=lambda said: groups[said].name if said in groups else _("The whole country"),
        default=WHOLE,
    )
    return None if chosen == WHOLE else Under(chosen, groups[chosen].id, groups[chosen])


def _of_link(ledger: Ledger, days: Days, remarks: list[str]) -> Under | None:
    said = st.query_params.get("under")
    if not said:
        return None
    root = or_remark(partial(register.resolve, ledger, said, days.as_of, days.known_moment), remarks)
    named = names_on(ledger, [] if root is None else [root], days.as_of, known_on=days.known_moment)
    return Under(address_of(named[0]), named[0].id, named[0]) if named else None
