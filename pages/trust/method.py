"""Method: how figures come about, in plain words; the same text as in the documentation."""

import streamlit as st

from pages.parts.paper import show_demo_label, show_last_line, show_look
from pages.parts.visit import current_visit
from qms.i18n import _
from qms.places import docs_folder

visit = current_visit()
show_look()
show_demo_label(visit.stamp)
title, _newline, text = (docs_folder() / f"method.{visit.language}.md").read_text(encoding="utf-8").partition("\n")
st.title(title.removeprefix("# ") or _("Method"), anchor=False)
with st.container(width=820, key="method"):
    st.markdown(text)
show_last_line(visit.stamp)
