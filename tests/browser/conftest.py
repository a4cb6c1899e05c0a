"""A real browser before a real server: Chromium, and `qms serve` on a copy of the demo.

Whatever a test does, no request may leave this machine and the page may do nothing that its security policy forbids.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from tests.browser.screens import DESK
from tests.house.serving import Served, serving

QMS = Path(sys.executable).with_name("qms")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--process-per-site",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NOTHING = "/_stcore/health"
"""A page of the same site, so that the browser keeps what it has compiled of the dashboard."""
expect.set_options(timeout=30_000)  # milliseconds: no verdict hangs on how busy the machine is


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    # One module, not one session: while Playwright runs, no other test of this process may start an event loop.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dashboard(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a copy of the demo, one for each worker."""
    folder = tmp_path_factory.mktemp("dashboard")
    copied = Path(shutil.copy(demo_database, folder / "demo.sqlite"))
    with serving([QMS, "serve"], environment(copied), folder) as started:
        yield started
        started.interrupt()


def environment(database: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QMS_")}
    return kept | {"QMS_DATABASE_URL": f"sqlite:///{database}", "QMS_LANG": "vi"}


class Watched:
    """What a page asked for, and what its policy forbade it, while it was watched."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.violations: list[str] = []
        self._page = page

    def __enter__(self) -> Self:
        self._page.on("request", self.note_request)
        self._page.on("websocket", self.note_socket)
        self._page.on("console", self.note_message)
        return self

    def __exit__(self, *_raised: object) -> None:
        self._page.remove_listener("request", self.note_request)
        self._page.remove_listener("websocket", self.note_socket)
        self._page.remove_listener("console", self.note_message)

    def note_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def note_socket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)

    def note_message(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.violations.append(message.text)

    def outside(self) -> list[str]:
        """The requests that left this machine."""
        own = {"127.0.0.1", "localhost", None}
        return [url for url in self.requests if urlsplit(url).hostname not in own]


@pytest.fixture(scope="module")
def site(dashboard: Served) -> Served:
    """The server whose pages a module opens; a module that writes has its own."""
    return dashboard


@pytest.fixture(scope="module")
def reader(chrome: Browser, site: Served) -> Iterator[BrowserContext]:
    """A reader's browser: like one it keeps what it fetched once, so that each page costs only what is its own."""
    context = chrome.new_context(base_url=site.url, viewport=DESK, locale="vi-VN")
    yield context
    context.close()


@pytest.fixture(scope="module")
def tab(reader: BrowserContext) -> Page:
    """The reader's one tab: a page in a new one takes half as long again."""
    return reader.new_page()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """A page at a desk, its addresses relative to the dashboard, in a tab that shows nothing of it yet."""
    tab.set_viewport_size(DESK)
    tab.emulate_media(media="screen", color_scheme="light")
    yield from watched(tab)


@pytest.fixture
def own_page(reader: BrowserContext) -> Iterator[Page]:
    """A page in a tab of its own, for a test that listens to it or comes between it and the server."""
    opened = reader.new_page()
    yield from watched(opened)
    opened.close()


def watched(page: Page) -> Iterator[Page]:
    """Give a page, and take it back when all that it asked for was its own."""
    with Watched(page) as seen:
        yield page
        page.goto(NOTHING)
    assert seen.outside() == []
    assert seen.violations == []


@pytest.fixture
def dark_page(page: Page) -> Page:
    """A page of a reader who prefers dark."""
    page.emulate_media(color_scheme="dark")
    return page
