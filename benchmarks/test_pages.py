"""In Chromium: each page opened by its link on a warm server with the demo, against a blank page with one metric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.chromium import blank_page, our_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.pairs import Book

PATIENCE: Final = 60_000
"""Milliseconds."""


class Opened(NamedTuple):
    """A page by its address, what of it carries its first figures, and what is its last chart."""

    address: str
    figures: str
    chart: str | None = None


PAGES: Final = {
    "overview": Opened("/?as_of=2021-04-27", ".q-figure .q-rate", "a.q-tile"),
    "members": Opened("/?as_of=2021-04-27&measure=communes", "#members"),
    "progress": Opened("/dien-bien?as_of=2026-09-30", ".q-finding", ".js-plotly-plot .main-svg"),
    "progress of a province": Opened(
        "/dien-bien?as_of=2026-09-30&under=province:68", ".q-finding", ".js-plotly-plot .main-svg"
    ),
    "explore": Opened("/kham-pha?as_of=2026-09-30", "a.q-tile", "a.q-tile"),
    "explore a province": Opened("/kham-pha?as_of=2026-09-30&under=province:68", ".q-units li", ".q-units li"),
    "dossier": Opened("/co-quan?as_of=2026-09-30&agency=13306", ".q-stand", ".q-lanes-rows"),
    "changes": Opened("/thay-doi?from=2021-04-27&as_of=2026-09-30", ".q-fall .q-number", ".q-fall"),
    "outstanding": Opened("/con-thieu?as_of=2026-09-30", ".q-outstanding"),
    "data quality": Opened("/chat-luong?as_of=2026-09-30", ".q-number"),
    "update history": Opened("/lich-su", "tbody tr"),
    "method": Opened("/phuong-phap?as_of=2026-09-30", ".q-number"),
    "reports": Opened("/bao-cao?as_of=2021-04-27", ".q-finding"),
}


@pytest.fixture(scope="module")
def ours(demo_database: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a page on a warm server with the demo."""
    with our_pages(browser, demo_database, tmp_path_factory.mktemp("ours")) as page:
        yield page


@pytest.fixture(scope="module")
def blank(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return the blank page."""
    with blank_page(browser, tmp_path_factory.mktemp("blank")) as page:
        yield page


def opening(page: Page, address: str, shown: str) -> Callable[[], None]:
    """Return the act of opening an address, until something of it is in sight."""

    def open_it() -> None:
        page.goto(address, wait_until="commit")
        expect(page.locator(shown).first).to_be_visible(timeout=PATIENCE)

    return open_it


@pytest.mark.parametrize("name", PAGES)
def test_first_figures_of_a_page(name: str, ours: Page, blank: Page, book: Book) -> None:
    wanted = PAGES[name]
    found = book.compare(
        f"first figures: {name}",
        opening(ours, wanted.address, wanted.figures),
        opening(blank, "/", "[data-testid=stMetricValue]"),
        other_name="a blank page with one metric",
        at_most=1.5,
        rounds=5,
    )
    assert found.holds, found.line()


@pytest.mark.parametrize("name", [name for name, wanted in PAGES.items() if wanted.chart])
def test_all_charts_of_a_page(name: str, ours: Page, blank: Page, book: Book) -> None:
    wanted = PAGES[name]
    found = book.compare(
        f"all charts: {name}",
        opening(ours, wanted.address, wanted.chart or ""),
        opening(blank, "/", "[data-testid=stMetricValue]"),
        other_name="a blank page with one metric",
        at_most=3,
        rounds=5,
    )
    assert found.holds, found.line()
