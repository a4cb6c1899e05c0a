"""The page of reports: choices stand in the link, the pages are shown, the file is made when it is asked for."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.visit import Visit
from qms.access import Access, rights_of
from qms.i18n import LANGUAGES
from qms.store.database import Database, connect
from qms.store.ledger import current_ledger
from tests.cli.small import write_country
from tests.coverage.worlds import day
from tests.pages.reading import ROOT, Opened, read


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    url = f"sqlite:///{tmp_path_factory.mktemp('reports') / 'country.sqlite'}"
    write_country(url)
    return connect(url)


def opened(database: Database, language: str = "vi", **asked: str) -> Opened:
    app = AppTest.from_file(str(ROOT / "pages" / "publish" / "reports.py"), default_timeout=60)
    ledger = current_ledger(database)
    rights = rights_of(Access.READONLY)
    app.session_state["visit"] = Visit(database, ledger, day("2026-09-30"), language, rights, page="bao-cao")
    for name, value in ({"as_of": "2021-04-27"} | asked).items():
        app.query_params[name] = value
    app.run()
    return Opened(app, read(app))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_summary_are_shown_with_words_for_them(database: Database, language: str) -> None:
    page = opened(database, language)
    images = page.app.get("image")
    assert len(images) == 2
    assert all(one.proto.imgs[0].alt or one.proto.alt for one in images)


def test_a_file_is_made_when_it_is_asked_for_and_can_be_taken(database: Database) -> None:
    page = opened(database, **{"from": "2020-04-27"})
    assert not page.app.get("download_button")
    page.app.button(key="make").click().run()
    (take,) = page.app.get("download_button")
    assert "bao-cao-iso9001_2021-04-27_toan-quoc.docx" in take.proto.label


def test_figures_can_be_taken_with_and_without_the_mark_of_spreadsheets(database: Database) -> None:
    page = opened(database, to="csv")
    page.app.button(key="make").click().run()
    marked, bare = page.app.get("download_button")
    assert "chi-so-iso9001_2021-04-27_toan-quoc.csv" in marked.proto.label
    assert "BOM" in bare.proto.label
    assert marked.proto.url != bare.proto.url


def test_another_choice_takes_the_old_file_away(database: Database) -> None:
    page = opened(database)
    page.app.button(key="make").click().run()
    page.app.selectbox(key="to").set_value("csv").run()
    assert not page.app.get("download_button")
    assert page.app.query_params["to"] == "csv"


@pytest.mark.parametrize("to", ["docx", "pdf", "xlsx", "csv", "datapackage", "letters"])
def test_every_format_says_what_is_in_it(database: Database, to: str) -> None:
    assert "q-contents" in opened(database, to=to).shown.classes


def test_what_is_in_it_is_true_of_each_format(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.reports.paper.MOST_ROWS", 3)
    said = {to: opened(database, to=to, length="full").shown.text for to in ("docx", "pdf", "xlsx")}
    assert {to for to, text in said.items() if "Phương hướng, kiến nghị" in text} == {"docx"}
    assert {to for to, text in said.items() if "Cơ quan tự viết: " in text} == {"docx"}
    assert {to for to, text in said.items() if "3 dòng đầu trong tổng số" in text} == {"pdf"}
    assert {to for to, text in said.items() if "mỗi cơ quan một dòng" in text} == {"xlsx"}


def test_wrong_values_in_the_link_are_answered_by_sentences(database: Database) -> None:
    page = opened(database, to="odt", under="province:77", **{"from": "yesterday"})
    for asked in ("odt", "province:77", "yesterday"):
        assert asked in page.shown.text
    assert len(page.app.get("image")) == 2


def test_a_report_that_cannot_be_made_is_a_sentence(database: Database) -> None:
    page = opened(database, **{"from": "2021-04-27"})
    assert "27/04/2021" in page.shown.text
    assert len(page.app.get("image")) == 2


def test_the_office_of_the_settings_is_filled_in(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "office.toml"
    settings.write_text('agency = "Cục Tiêu chuẩn A"\n', encoding="utf-8")
    monkeypatch.setenv("QMS_REPORT_SETTINGS", str(settings))
    page = opened(database)
    assert page.app.text_input(key="office-agency_name").value == "Cục Tiêu chuẩn A"
