"""A choice stands in the link as an id, never as what it is called, so that the link works in either language."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

SCRIPT = """
from pages.parts.choices import choose

TEXT = {"communes": "UBND cấp xã", "provinces": "Tỉnh, thành phố"}
choose("Chỉ số", tuple(TEXT), key="measure", text=TEXT.__getitem__, default="communes")
"""


DAYS = """
from datetime import date
import streamlit as st
from pages.parts.choices import choose_days, here

days = choose_days(date(2026, 9, 30))
st.text(f"{days.known_moment} {days.known_said} {len(days.remarks)} {here()}")
"""


def opened(**query: str) -> AppTest:
    app = AppTest.from_string(SCRIPT)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_the_link_chooses_by_id_and_the_page_shows_the_word() -> None:
    app = opened(measure="provinces")
    assert app.selectbox[0].value == "provinces"
    assert app.selectbox[0].options == ["UBND cấp xã", "Tỉnh, thành phố"]


def test_what_is_chosen_enters_the_link_and_the_default_leaves_it() -> None:
    app = opened()
    assert "measure" not in app.query_params
    app.selectbox[0].set_value("provinces").run()
    assert app.query_params["measure"] == "provinces"
    app.selectbox[0].set_value("communes").run()
    assert "measure" not in app.query_params


def test_an_unknown_id_is_the_default() -> None:
    assert opened(measure="UBND").selectbox[0].value == "communes"


def test_a_link_that_changes_during_the_visit_is_followed() -> None:
    app = opened(measure="provinces")
    app.query_params["measure"] = "communes"
    assert app.run().selectbox[0].value == "communes"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "None None 0 ?"),
        ("2021-06-01", "2021-06-01 16:59:59.999999+00:00 01/06/2021 0 ?known_on=2021-06-01"),
        (
            "2021-06-01T17:30:00.000001Z",
            "2021-06-01 17:30:00.000001+00:00 02/06/2021 00:30 1 ?known_on=2021-06-01T17%3A30%3A00.000001Z",
        ),
        ("2026-09-30T17:00:00Z", "None None 1 ?known_on=2026-09-30T17%3A00%3A00Z"),
        ("1980-01-01T00:00:00Z", "None None 1 ?known_on=1980-01-01T00%3A00%3A00Z"),
        ("2021-06-01T25:00", "None None 1 ?known_on=2021-06-01T25%3A00"),
        ("9999-12-31T23:59:59Z", "None None 1 ?known_on=9999-12-31T23%3A59%3A59Z"),
        ("0001-01-01T00:00:00+14:00", "None None 1 ?known_on=0001-01-01T00%3A00%3A00%2B14%3A00"),
    ],
)
def test_a_link_may_name_a_moment_of_knowledge_and_what_it_cannot_mean_is_remarked(asked: str, said: str) -> None:
    app = AppTest.from_string(DAYS)
    if asked:
        app.query_params["known_on"] = asked
    for _run in range(2):
        assert app.run().text[0].value == said


def test_a_day_chosen_on_the_page_takes_the_place_of_the_moment() -> None:
    app = AppTest.from_string(DAYS)
    app.query_params["known_on"] = "2021-06-01T04:00:00Z"
    app.run().date_input(key="known_on").set_value(date(2021, 6, 3)).run()
    assert app.text[0].value.startswith("2021-06-03 16:59:59.999999+00:00 03/06/2021 0")
