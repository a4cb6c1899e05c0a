"""What tests of pages share: the screens of readers, opening a page, walking it by keyboard, and what axe says."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Page, ViewportSize, expect

DESK = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
ZOOMED = ViewportSize(width=720, height=450)
"""A desk at 200 %."""
NARROWEST = ViewportSize(width=320, height=640)
NOT_OURS = "[data-testid=stSidebar]"
"""Streamlit's own menu on a phone has list markup that axe objects to."""


def open_at(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".q-foot")).to_be_visible()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the page has come to its end: what is pressed or clicked before may still be replaced.

    A field whose program is still being loaded shows grey bars until then, which no key comes to.
    """
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def press_tab_until(page: Page, words: str) -> None:
    for _step in range(60):
        page.keyboard.press("Tab")
        if words in page.evaluate("[document.activeElement.ariaLabel, document.activeElement.innerText]"):
            return
    raise AssertionError(f"the keyboard never came to {words}")


def fits_every_screen(page: Page) -> None:
    """Nothing is wider than any screen; a chart may take a moment to follow it."""
    main = page.get_by_test_id("stMain")
    for size in (DESK, ZOOMED, NARROWEST, PHONE):
        page.set_viewport_size(size)
        expect(main).to_have_js_property("scrollWidth", main.evaluate("main => main.clientWidth"))


def violations(page: Page) -> list[object]:
    """What axe objects to that is ours."""
    found: list[object] = Axe().run(page, context={"exclude": [[NOT_OURS]]}).response["violations"]
    return found
