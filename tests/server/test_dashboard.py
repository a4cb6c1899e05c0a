"""The entry script: language, what a link keeps, and what a reader sees when there is no data or something fails."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.menu import MENU
from qms.errors import Refused
from qms.places import dashboard_script
from qms.store.database import connect
from qms.store.upgrading import upgrade

Visit = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open the dashboard on a database with a link's parameters."""

    def opened(database: Path, **parameters: str) -> AppTest:
        monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{database}")
        monkeypatch.setenv("QMS_ANCHORS", str(database.with_suffix(".anchors")))
        monkeypatch.setenv("QMS_LANG", "vi")
        monkeypatch.delenv("QMS_AUTH", raising=False)
        page = AppTest.from_file(str(dashboard_script()), default_timeout=30)
        for name, value in parameters.items():
            page.query_params[name] = value
        return page.run()

    return opened


def seen(page: AppTest) -> str:
    """All HTML that the page put on the screen; no page may show an exception."""
    assert not page.exception
    return "\n".join(block.proto.body for block in page.get("html"))


def test_no_page_lies_directly_in_pages_where_streamlit_would_open_it_by_its_name() -> None:
    assert list((dashboard_script().parent / "pages").glob("*.py")) == []


def test_every_page_file_is_in_the_menu() -> None:
    pages = dashboard_script().parent / "pages"
    files = {file.relative_to(pages).as_posix() for file in pages.glob("*/*.py")}
    assert {entry.file for entry in MENU} == {file for file in files if not file.startswith("parts/")}


def test_the_footer_links_all_pages_and_marks_the_open_one(visit: Visit, small_database: Path) -> None:
    shown = seen(visit(small_database))
    assert '<a href="/" target="_self" aria-current="page">Tổng quan</a>' in shown
    assert '<a href="/phuong-phap" target="_self">Phương pháp</a>' in shown


def test_the_language_link_keeps_all_else_that_the_link_asks_for(visit: Visit, small_database: Path) -> None:
    shown = seen(visit(small_database, as_of="2021-04-27", known_on="2021-06-30"))
    assert 'href="/?as_of=2021-04-27&amp;known_on=2021-06-30&amp;lang=en" target="_self" lang="en"' in shown
    assert ">English</a>" in shown


def test_a_link_in_english_opens_in_english_and_leads_on_in_english(visit: Visit, small_database: Path) -> None:
    shown = seen(visit(small_database, lang="en", as_of="2021-04-27"))
    assert '<a href="/phuong-phap?lang=en&amp;as_of=2021-04-27" target="_self">Method</a>' in shown
    assert 'href="/?as_of=2021-04-27&amp;lang=vi" target="_self" lang="vi"' in shown


def test_a_language_that_is_none_of_ours_opens_in_the_default_one(visit: Visit, small_database: Path) -> None:
    assert ">Tổng quan</a>" in seen(visit(small_database, lang="fr"))


def test_what_a_link_asks_for_is_text_wherever_it_stands(visit: Visit, small_database: Path) -> None:
    shown = seen(visit(small_database, agency='"><script>alert(1)</script>'))
    assert "<script>alert" not in shown


def test_language_and_day_stay_when_a_reader_goes_on_by_the_menu(visit: Visit, small_database: Path) -> None:
    page = visit(small_database, lang="en", as_of="2021-04-27", measure="communes")
    page.query_params.clear()  # what the browser does
    page.switch_page("pages/trust/method.py").run()
    assert page.query_params["lang"] == "en"
    assert page.query_params["as_of"] == "2021-04-27"
    assert "measure" not in page.query_params


def test_an_empty_database_says_so_and_what_to_do(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QMS_ANCHORS", str(tmp_path / "anchors"))
    upgrade(connect(f"sqlite:///{tmp_path / 'empty.sqlite'}"))
    shown = seen(visit(tmp_path / "empty.sqlite"))
    assert "Chưa có dữ liệu" in shown
    assert "qms init" in shown
    assert "There is no data yet" in seen(visit(tmp_path / "empty.sqlite", lang="en"))


def test_an_empty_database_still_shows_the_method(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QMS_ANCHORS", str(tmp_path / "anchors"))
    upgrade(connect(f"sqlite:///{tmp_path / 'empty.sqlite'}"))
    page = visit(tmp_path / "empty.sqlite").switch_page("pages/trust/method.py").run()
    assert "Chưa có dữ liệu" not in seen(page)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "do phiên bản mới hơn của phần mềm tạo ra"), ("en", "was made by a newer version of this product")],
)
def test_a_database_of_a_newer_version_is_told_in_the_readers_language(
    visit: Visit, small_database: Path, tmp_path: Path, language: str, sentence: str
) -> None:
    newer = Path(shutil.copy(small_database, tmp_path))
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    shown = seen(visit(newer, lang=language))
    assert sentence in shown
    assert 'role="alert"' in shown


def test_a_database_that_is_not_there_is_told(visit: Visit, tmp_path: Path) -> None:
    shown = seen(visit(tmp_path / "none.sqlite", lang="en"))
    assert "The data cannot be read at the moment" in shown
    assert "is not set up yet" in shown


def test_an_act_that_ends_is_told_with_its_sentence(
    visit: Visit, small_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_database: object) -> None:
        raise Refused("The data was refused: <line 5>.")

    monkeypatch.setattr("qms.store.ledger.current_ledger", refusing)
    shown = seen(visit(small_database, lang="en"))
    assert "This could not be done" in shown
    assert "The data was refused: &lt;line 5&gt;." in shown


def test_a_fault_of_ours_shows_a_reference_and_nothing_of_its_inside(
    visit: Visit, small_database: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_database: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("qms.store.ledger.current_ledger", broken)
    shown = seen(visit(small_database, lang="en"))
    assert "This page could not be shown" in shown
    assert "the secret inside" not in shown
    [record] = [record for record in caplog.records if record.name == "qms.server.faults"]
    assert record.getMessage() in shown.replace("Reference: ", "Reference ")
    assert record.exc_info is not None
    assert str(record.exc_info[1]) == "the secret inside"
