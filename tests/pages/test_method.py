"""Method: the same words as in the documentation, the present data as an example, and what terms mean."""

import re

import pytest

from qms.charts.glossary import GLOSSARY, glossary
from qms.coverage import figures
from qms.i18n import LANGUAGES, use_language
from qms.places import docs_folder
from qms.vocabulary import MEASURES
from tests.coverage.worlds import day, world
from tests.pages.country import country
from tests.pages.reading import open_page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_is_the_documents_own_text(language: str) -> None:
    opened = open_page(country(), file="trust/method.py", language=language)
    written = (docs_folder() / f"method.{language}.md").read_text(encoding="utf-8")
    title, text = opened.app.title[0].value, opened.app.markdown[0].value
    assert [*written.split()] == ["#", *title.split(), *text.split()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_shows_each_figure_of_the_day_as_it_is_printed_everywhere(language: str) -> None:
    drawn = country()
    shown = open_page(drawn, file="trust/method.py", language=language, as_of="2021-04-27").shown
    printed = [row[3] for row in shown.rows[1:]]
    assert printed == [figure.text(language) for figure in figures(drawn.ledger, day("2021-04-27"))]


def test_the_exact_rate_stands_between_the_counts_and_what_is_printed() -> None:
    shown = open_page(country(), file="trust/method.py", as_of="2021-04-27").shown
    assert shown.rows[-1] == ["UBND cấp xã đạt", "4/12 UBND cấp xã", "33,333333…%", "33,3%"]


def test_an_empty_database_has_the_rules_and_the_terms_and_no_example() -> None:
    shown = open_page(world(), file="trust/method.py").shown
    assert shown.rows == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_a_heading_that_links_can_name(language: str) -> None:
    opened = open_page(country(), file="trust/method.py", language=language)
    with use_language(language):
        terms = glossary()
    anchors = [heading.proto.anchor for heading in opened.app.subheader]
    assert anchors == [term.id for term in terms]
    assert [heading.value for heading in opened.app.subheader] == [term.words for term in terms]


def test_terms_are_called_by_names_that_stay_the_same_in_every_language() -> None:
    ids = [*MEASURES, *(term.id for term in GLOSSARY)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z_-]+", one) for one in ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_thirty_questions_are_one_click_away_and_open_in_the_readers_language(language: str) -> None:
    asked, page = {"lang": language}, "trust/method.py"
    method = open_page(country(), asked, file=page, language=language).shown
    assert [link.query["view"] for link in method.links if "view" in link.query] == [["questions"]]
    shown = open_page(country(), asked | {"view": "questions"}, file=page, language=language).shown
    assert [int(row[0]) for row in shown.rows if row[0].isdigit()] == [*range(1, 31)]
    written = (docs_folder() / f"questions.{language}.md").read_text(encoding="utf-8")
    answers = [link for link in shown.links if f"[{link.words}](/" in written and "lang" in link.query]
    assert len(answers) >= written.count("](/")
    assert all(link.query["lang"] == [language] for link in answers)
    assert "**" not in shown.text


def test_another_view_of_the_method_is_answered_by_a_sentence() -> None:
    assert '"answers" không hợp lệ' in open_page(country(), {"view": "answers"}, file="trust/method.py").shown.text
