"""A choice stands in the link as an id, never as what it is called, so that the link works in either language."""

from streamlit.testing.v1 import AppTest

SCRIPT = """
from pages.parts.choices import choose

TEXT = {"communes": "UBND cấp xã", "provinces": "Tỉnh, thành phố"}
choose("Chỉ số", tuple(TEXT), key="measure", text=TEXT.__getitem__, default="communes")
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
