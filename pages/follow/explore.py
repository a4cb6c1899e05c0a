"""Explore: from the country to a ministry or province to its agencies, and any agency by its name or code."""

from __future__ import annotations

import streamlit as st

from pages.parts.choices import choose_days
from pages.parts.paper import show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.search import show_search
from pages.parts.visit import current_visit
from qms.coverage.stamp import stamp_of
from qms.i18n import _

visit = current_visit()
show_look()
show_demo_label(visit.stamp)
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
with heading:
    st.title(_("Explore"), anchor=False)
show_remarks(days.remarks)
show_search(visit, days)
show_last_line(stamp_of(visit.ledger, days.known_moment))
