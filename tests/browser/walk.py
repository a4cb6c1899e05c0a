"""Follows the links of a dashboard in Chromium, in both languages, and says what a reader would complain of.

`script/walk` serves a demo and opens so many addresses of each language as it is told, of kinds that were opened least.
"""

import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from playwright.sync_api import Page, sync_playwright

from qms.i18n import LANGUAGES, gettext_in
from qms.store.database import connect
from qms.store.history import history
from tests.browser.conftest import FLAGS, QMS, Watched, environment
from tests.browser.screens import DESK, open_at
from tests.house.chromium import chromium_path
from tests.house.serving import serving
from tests.pages.untranslated import left_over
from tests.pages.walking import walked, whole

ADDRESSES: Final = 400
FAILED: Final = (*(gettext_in(language, "This page could not be shown") for language in LANGUAGES), "Traceback")
READ: Final = """() => {
  const walker = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode())
    if (!['STYLE', 'SCRIPT'].includes(walker.currentNode.parentElement.tagName)) texts.push(walker.currentNode.data);
  const links = [...document.querySelectorAll('[data-testid=stMain] a[href]')].map(link => link.getAttribute('href'));
  return {texts, links, titles: document.querySelectorAll('h1').length};
}"""
"""What a reader sees of a page: its texts one by one, where its links lead, how many titles it has."""


class Seen(NamedTuple):
    """A page as a reader saw it."""

    address: str
    language: str
    texts: list[str]
    hrefs: list[str]
    titles: int
    errors: list[str]

    @property
    def links(self) -> list[str]:
        """The addresses of the dashboard that it links, each once."""
        inside = [href for href in self.hrefs if href[:1] in {"/", "?"}]
        return list(dict.fromkeys(whole(href, self.address) for href in inside))

    def complaint(self, recorded: Collection[str]) -> str:
        """What is wrong with it, or nothing; what somebody recorded is shown as recorded."""
        if self.errors:
            return f"{self.address}: {self.errors}"
        if self.titles != 1:
            return f"{self.address}: {self.titles} titles"
        if any(words in text for text in self.texts for words in FAILED):
            return f"{self.address}: failed"
        outside = [href for href in self.hrefs if href[:1] not in {"/", "?", "#"}]
        foreign = left_over(set(self.texts).difference(recorded), self.language)
        return f"{self.address}: {outside or foreign}" if outside or foreign else ""


def walk(page: Page, language: str, most: int) -> dict[str, Seen]:
    """Open the menu's pages, then so many that they link to at most, and return what was seen at each address."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def see(address: str) -> Seen:
        errors.clear()
        open_at(page, address)
        found = page.evaluate(READ)
        return Seen(address, language, found["texts"], found["links"], found["titles"], [*errors])

    return walked(see, language, most)


def complaints(found: dict[str, Seen], database: Path) -> list[str]:
    """Return what is wrong at all addresses of a database."""
    recorded = {batch.note or "" for batch in history(connect(f"sqlite:///{database}")).batches}
    return [said for seen in found.values() if (said := seen.complaint(recorded))]


def main() -> None:
    """Walk a demo made for it; the exit code says whether there is anything to complain of."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else ADDRESSES
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        database = Path(made) / "demo.sqlite"
        known = environment(database)
        subprocess.run([QMS, "init", "--demo"], env=known, check=True)
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        with serving([QMS, "serve"], known, Path(made)) as served:
            page = browser.new_context(base_url=served.url, viewport=DESK).new_page()
            wrong = []
            with Watched(page) as watched:
                for language in LANGUAGES:
                    found = walk(page, language, most)
                    wrong += complaints(found, database)
                    sys.stdout.write(f"{language}: {len(found)} addresses\n")
            served.interrupt()
        browser.close()
    wrong += watched.outside() + watched.violations
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
