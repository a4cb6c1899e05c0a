"""Whatever a link asks, and whatever is in the data, every page answers in sentences of its language."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from pages.parts.menu import HISTORY, MENU, REPORTS, UPDATE
from qms.i18n import LANGUAGES
from qms.store.database import connect
from qms.store.upgrading import upgrade
from tests.pages.country import country
from tests.pages.test_walk import PARAMETERS
from tests.pages.untranslated import left_over
from tests.pages.walking import Dashboard, Visited, stored

PAGES = [entry.path for entry in MENU]
EVERY_PAGE = [(path, language) for path in PAGES for language in LANGUAGES]
WITHOUT_DAY = {UPDATE, HISTORY, REPORTS}
"""Pages whose content is of no day: what else is wrong in a link they say in their own way."""
ASKED = sorted(PARAMETERS - {"lang"})

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ALL_ALIKE = {
    "markup": MARKUP,
    "sql": "1'; DROP TABLE batch; --",
    "long": "x" * 5000,
    "blank": " ",
    "zero byte": "a\0b",
    "digits that are none": "²",
    "digits of another script": "٣",
    "negative": "-1",
    "nothing": "0",
    "beyond every number": "9" * 40,
    "not a number": "nan",
    "direction": "\u202ethay-doi",
    "format": "{0} {count} %s",
}
"""What stands in every parameter of a link at once."""

ONE_EACH: dict[str, dict[str, str | list[str]]] = {
    "nobody's ids": {"agency": "99999999", "batch": "99999999", "under": "commune:99999"},
    "pages that are none": {"measure": "communes", "page": "-7", "by": "agency"},
    "a page far behind": {"measure": "communes", "page": "1000000", "by": "agency"},
    "twice the same": {name: ["communes", "ministries"] for name in ASKED},
    "two bodies": {"measure": "communes", "under": ["province:11", "province:77"], "as_of": "2021-04-27"},
    "days the wrong way round": {"from": "2026-01-01", "as_of": "2021-04-27", "measure": "communes"},
    "days that are none": {"from": "2021-02-30", "as_of": "2021-13-01", "known_on": "30/06/2021"},
    "days to come": {"from": "2050-01-01", "as_of": "9999-12-31", "known_on": "2050-01-01", "known_from": "2050-01-01"},
    "words of other sets": {"measure": "province", "level": "communes", "status": "mandatory", "scope": "announced"},
    "a closed body": {"under": "province:12", "as_of": "2026-06-30", "measure": "communes"},
    "another capital": {"under": "PROVINCE:11", "measure": "COMMUNES", "as_of": "2021-04-27"},
}

EARLY = {"the first day of the calendar": "1990-01-01", "before the first report": "2015-12-31"}


@pytest.fixture(scope="module")
def country_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(country(), tmp_path_factory.mktemp("odd") / "country.sqlite")


@pytest.fixture
def dashboard(country_database: Path, monkeypatch: pytest.MonkeyPatch) -> Dashboard:
    return Dashboard(country_database, monkeypatch)


def answered(visited: Visited, language: str) -> None:
    """What holds of every page whatever was asked."""
    assert len(visited.app.title) == 1
    assert visited.told.text
    assert left_over(visited.told.texts, language) == []
    assert {"script", "img"} & set(visited.told.tags) == set()


pytestmark = pytest.mark.heavy


@pytest.mark.parametrize(("path", "language"), EVERY_PAGE)
def test_a_page_answers_whatever_stands_in_its_parameters(dashboard: Dashboard, path: str, language: str) -> None:
    for place, value in enumerate(ALL_ALIKE.values()):
        if LANGUAGES[place % 2] == language:
            asked = urlencode({**dict.fromkeys(ASKED, value), "lang": language})
            visited = dashboard.open(f"/{path}?{asked}")
            answered(visited, language)
            assert visited.remarks or path in WITHOUT_DAY


@pytest.mark.parametrize(("path", "language"), EVERY_PAGE)
def test_a_page_answers_what_cannot_be(dashboard: Dashboard, path: str, language: str) -> None:
    for place, asked in enumerate(ONE_EACH.values()):
        if LANGUAGES[place % 2] == language:
            answered(dashboard.open(f"/{path}?{urlencode({**asked, 'lang': language}, doseq=True)}"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_before_all_data_has_a_sentence_on_every_page(dashboard: Dashboard, language: str) -> None:
    for place, path in enumerate(PAGES):
        for day in (*EARLY.values(),)[: 1 + (LANGUAGES[place % 2] == language)]:
            answered(dashboard.open(f"/{path}?as_of={day}&lang={language}"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_database_has_a_sentence_on_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    upgrade(connect(f"sqlite:///{tmp_path / 'empty.sqlite'}"))
    empty = Dashboard(tmp_path / "empty.sqlite", monkeypatch)
    for path in PAGES:
        asked = "&as_of=2021-04-27&measure=communes&under=province:01&agency=1&batch=1" if language == "en" else ""
        visited = empty.open(f"/{path}?lang={language}{asked}")
        assert left_over(visited.told.texts, language) == []
        assert visited.told.text
