"""In Chromium: another day typed on the warm overview, against the same on a blank page with one metric."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Page, expect

from benchmarks.chromium import blank_page, our_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.pairs import Book


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


def test_another_day_on_the_warm_overview(browser: Browser, demo_database: Path, tmp_path: Path, book: Book) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "blank"
    ours.mkdir()
    theirs.mkdir()
    with our_pages(browser, demo_database, ours) as overview, blank_page(browser, theirs) as floor:
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
