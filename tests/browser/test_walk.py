"""Links followed in a real browser, as far as the suite has time: `script/walk` follows them without that limit."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from qms.i18n import LANGUAGES
from tests.browser.walk import complaints, walk
from tests.pages.walking import PATHS, kind_of

ADDRESSES = 16
"""So many in each language: every page of the menu, and where their links lead."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_leads_nowhere_or_speaks_the_other_language(own_page: Page, demo_database: Path, language: str) -> None:
    found = walk(own_page, language, ADDRESSES)
    assert {kind_of(address)[0].strip("/") for address in found} == PATHS
    assert complaints(found, demo_database) == []
