"""A Streamlit page with a day and one number: the floor under every page of ours."""

import datetime as dt

import streamlit as st

day = st.date_input("day", dt.date(2021, 4, 27), format="DD/MM/YYYY", key="day")
st.metric("number", day.isoformat())
