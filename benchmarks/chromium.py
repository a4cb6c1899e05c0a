"""Chromium before two servers: ours on the demo, and a blank Streamlit page with one metric."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import QMS
from tests.browser.screens import DESK
from tests.house.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK: Final = Path(__file__).with_name("blank_page.py")
QUIET: Final = {"STREAMLIT_SERVER_HEADLESS": "true", "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
STARTING: Final = (
    "import socket, subprocess, sys\n"
    "free = socket.socket(); free.bind(('127.0.0.1', 0)); port = free.getsockname()[1]; free.close()\n"
    "print(f'http://127.0.0.1:{port}', flush=True)\n"
    f"sys.exit(subprocess.call([sys.executable, '-m', 'streamlit', 'run', {str(BLANK)!r},"
    " '--server.address', '127.0.0.1', '--server.port', str(port)], stdout=subprocess.DEVNULL))\n"
)
"""Serves the blank page; Streamlit prints no address that can be read at once, so a port is chosen here."""


@contextmanager
def blank_page(browser: Browser, folder: Path) -> Iterator[Page]:
    """Serve the blank page and open it."""
    starter = folder / "blank.py"
    starter.write_text(STARTING, encoding="utf-8")
    with serving([sys.executable, starter], os.environ | QUIET, folder) as started:
        yield opened(browser, started.url, "/")


@contextmanager
def our_pages(browser: Browser, database: Path, folder: Path, address: str = "/?as_of=2021-04-27") -> Iterator[Page]:
    """Serve a database and open one of its pages."""
    known = os.environ | {"QMS_DATABASE_URL": f"sqlite:///{database}", "QMS_LANG": "vi"}
    with serving([QMS, "serve"], known, folder) as started:
        yield opened(browser, started.url, address)


def opened(browser: Browser, url: str, address: str) -> Page:
    """Return a page with its day in sight; a server that is still starting is asked again."""
    page = browser.new_page(base_url=url, viewport=DESK, locale="vi-VN")
    for _attempt in range(120):
        try:
            page.goto(address)
            break
        except Error:
            page.wait_for_timeout(500)
    expect(page.get_by_test_id("stDateInput").first).to_be_visible(timeout=60_000)
    return page
