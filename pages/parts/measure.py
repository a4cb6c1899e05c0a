"""The choice of one of the five measures: in the link as its id, on the page by its name."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.parts.asked import or_remark
from pages.parts.choices import choose
from qms.asking import a_word
from qms.i18n import _, label
from qms.vocabulary import MEASURES, Measure


def choose_measure(remarks: list[str]) -> Measure:
    """Return the measure that the link or the control asks for."""
    said = st.query_params.get("measure")
    if said:
        or_remark(partial(a_word, Measure, said, MEASURES), remarks)
    chosen = choose(
        _("Measure"),
        tuple(measure.value for measure in MEASURES),
        key="measure",
        text=lambda measure: label(Measure(measure)),
        default=Measure.COMMUNES.value,
    )
    return Measure(chosen)
