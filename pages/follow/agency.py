"""Agency."""

import streamlit as st

from pages.parts.paper import show_demo_label, show_last_line, show_look
from pages.parts.visit import current_visit
from qms.i18n import _

visit = current_visit()
show_look()
show_demo_label(visit.stamp)
st.title(_("Dossier"), anchor=False)
show_last_line(visit.stamp)
