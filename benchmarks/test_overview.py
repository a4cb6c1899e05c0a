"""In Chromium: another day typed on the warm overview, against the same on a blank page with one metric."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from qms.store.database import connect
from qms.store.initial import initialise
from tests.browser.conftest import DESK, FLAGS, QMS
from tests.house.serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.pairs import Book

BLANK = Path(__file__).with_name("blank_page.py")
QUIET = {"STREAMLIT_SERVER_HEADLESS": "true", "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield started
        started.close()


@contextmanager
def blank_page(folder: Path) -> Iterator[str]:
    """Serve the blank page; the address is printed by Streamlit itself, so a port is chosen here."""
    starter = folder / "blank.py"
    starter.write_text(
        "import socket, subprocess, sys\n"
        "free = socket.socket(); free.bind(('127.0.0.1', 0)); port = free.getsockname()[1]; free.close()\n"
        "print(f'http://127.0.0.1:{port}', flush=True)\n"
        f"sys.exit(subprocess.call([sys.executable, '-m', 'streamlit', 'run', {str(BLANK)!r},"
        " '--server.address', '127.0.0.1', '--server.port', str(port)], stdout=subprocess.DEVNULL))\n",
        encoding="utf-8",
    )
    with serving([sys.executable, starter], os.environ | QUIET, folder) as started:
        yield started.url


def opened(browser: Browser, url: str) -> Page:
    """Return a page with its day in sight; a server that is still starting is asked again."""
    page = browser.new_page(viewport=DESK, locale="vi-VN")  # type: ignore[arg-type]  # a TypedDict
    for _attempt in range(120):
        try:
            page.goto(url)
            break
        except Error:
            page.wait_for_timeout(500)
    expect(page.get_by_test_id("stDateInput").first).to_be_visible(timeout=60_000)
    return page


def typing(page: Page, shown: Callable[[str], None]) -> Callable[[], None]:
    """Return the act of typing the next day, until what depends on it is on the screen."""
    days = cycle(("26", "25"))

    def type_day() -> None:
        day = next(days)
        page.get_by_test_id("stDateInput").first.locator("[data-type=day]").click()
        page.keyboard.type(f"{day}042021")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        shown(day)

    return type_day


def test_another_day_on_the_warm_overview(browser: Browser, tmp_path: Path, book: Book) -> None:
    path = tmp_path / "demo.sqlite"
    initialise(connect(f"sqlite:///{path}"), "demo")
    known = os.environ | {"QMS_DATABASE_URL": f"sqlite:///{path}", "QMS_LANG": "vi"}
    blank_folder = tmp_path / "blank"
    blank_folder.mkdir()
    with serving([QMS, "serve"], known, tmp_path) as ours, blank_page(blank_folder) as blank:
        overview, floor = opened(browser, f"{ours.url}/?as_of=2021-04-27"), opened(browser, blank)
        metric = floor.get_by_test_id("stMetricValue")

        def five_of(day: str) -> None:
            linked = overview.locator(f".q-figure:has(a[href*='as_of=2021-04-{day}'])")
            expect(linked).to_have_count(5)

        assert book.compare(
            "another day on the warm overview, in Chromium",
            typing(overview, five_of),
            typing(floor, lambda day: expect(metric).to_have_text(f"2021-04-{day}")),
            other_name="a blank page with one metric",
            at_most=1.5,
            rounds=9,
        ).holds
