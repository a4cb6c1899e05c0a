"""What a reader meets of the server itself: language, links that lead on, and pages for when something is not there."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from pages.parts.menu import MENU, Entry
from qms.i18n import gettext_in
from tests.house.serving import Served


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.path or "overview")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_opens_by_its_link_in_both_languages(page: Page, entry: Entry, language: str) -> None:
    page.goto(f"/{entry.path}?lang={language}")
    here = page.locator("nav.qms-footer [aria-current=page]")
    expect(here).to_have_text(gettext_in(language, entry.title))
    expect(page.locator("h1").first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language
    assert page.title() == f"{gettext_in(language, entry.title)} – QMS"
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_language_link_keeps_the_day(page: Page) -> None:
    page.goto("/phuong-phap?as_of=2021-04-27")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Tiếng Việt")).to_be_visible()
    assert page.url.endswith("/phuong-phap?as_of=2021-04-27&lang=en")


def test_the_menu_keeps_language_and_day(page: Page) -> None:
    page.goto("/?lang=en&as_of=2021-04-27")
    page.get_by_test_id("stHeader").get_by_text("Reliability").click()
    page.get_by_role("link", name="Method").first.click()
    expect(page.locator("nav.qms-footer [aria-current=page]")).to_have_text("Method")
    page.wait_for_url("**/phuong-phap?lang=en&as_of=2021-04-27")


def test_an_unknown_address_leads_on(page: Page) -> None:
    answer = page.goto("/khong-co")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading")).to_have_text("Không có trang tại địa chỉ này")
    assert Axe().run(page).violations_count == 0
    page.get_by_role("link", name="Tổng quan").click()
    expect(page.locator("nav.qms-footer")).to_be_visible()


def test_a_lost_connection_is_told_in_the_readers_language_and_taken_back_when_it_is_found(own_page: Page) -> None:
    page = own_page
    sockets: list[WebSocketRoute] = []
    lost = False

    def between(socket: WebSocketRoute) -> None:
        if lost:
            socket.close(code=1012)
            return
        sockets.append(socket)
        socket.connect_to_server()

    page.route_web_socket("**/_stcore/stream", between)
    page.goto("/phuong-phap")
    expect(page.locator("nav.qms-footer")).to_be_visible()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_have_count(0)

    lost = True
    sockets[-1].close(code=1012)
    expect(dialog).to_be_visible(timeout=15_000)
    expect(dialog.get_by_role("heading")).to_have_text("Mất kết nối tới máy chủ")
    expect(dialog.get_by_role("button")).to_be_focused()

    lost = False
    expect(dialog).to_have_count(0, timeout=30_000)


def test_without_javascript_a_reader_is_told_what_to_do(chrome: Browser, dashboard: Served) -> None:
    context = chrome.new_context(base_url=dashboard.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    assert page.inner_text("body").strip() == gettext_in(
        "vi", "This dashboard needs JavaScript. Please allow it for this address, or use the command qms figures."
    )
    context.close()
