"""The dossier in a real browser: found, read and walked by mouse and by keyboard, readable to everybody."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import fits_every_screen, open_at, press_tab_until, violations

MERGED = "/co-quan?agency=13306&as_of=2026-09-30"
"""Phường Ba Đình, of ten wards of before July 2025."""

STATES = (
    MERGED,
    "/co-quan?agency=1462&as_of=2026-09-30",
    "/co-quan?agency=16&as_of=2025-12-31&lang=en",
    "/co-quan?agency=13306&as_of=2021-04-27",
    "/co-quan?find=00004",
    "/co-quan?agency=x",
)
"""Merged, a closed district, a ministry that absorbed another, before it opened, a code, an unknown id."""


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator(".q-foot")).to_be_visible()


def test_from_a_list_into_a_dossier_to_a_predecessor_and_back_by_mouse(page: Page) -> None:
    open_at(page, "/?as_of=2026-09-30&measure=communes&under=province:01&status=covered")
    page.get_by_role("link", name="Phường Ba Đình", exact=True).click()
    heading(page, "Phường Ba Đình")
    expect(page.locator(".q-stand")).to_have_text(re.compile("đã công bố từ .* · đạt"))
    expect(page.locator("#predecessors tbody tr")).to_have_count(10)
    expect(page.locator(".q-lanes-rows > li")).to_have_count(11)
    page.locator("#predecessors").get_by_role("link", name="Phường Trúc Bạch").click()
    heading(page, "Phường Trúc Bạch")
    page.wait_for_url("**/co-quan?*as_of=2025-06-30*")
    page.locator("#successors").get_by_role("link", name="Phường Ba Đình").click()
    heading(page, "Phường Ba Đình")


def test_question_29_by_keyboard_alone(page: Page) -> None:
    open_at(page, "/co-quan?as_of=2021-04-27")
    page.get_by_role("textbox", name="Tìm cơ quan").focus()
    page.keyboard.type("00004")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ngày 27/04/2021, mã 00004 là")).to_be_visible()
    press_tab_until(page, "Phường Trúc Bạch")
    page.keyboard.press("Enter")
    heading(page, "Phường Trúc Bạch")
    press_tab_until(page, "Xem bảng số liệu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Tình trạng của cơ quan này")).to_be_visible()


@pytest.mark.parametrize("address", STATES)
def test_every_state_is_open_to_everybody_and_fits_every_screen(page: Page, address: str) -> None:
    open_at(page, address)
    fits_every_screen(page)
    assert violations(page) == []


def test_the_dark_theme_has_contrast_too(dark_page: Page) -> None:
    for address in STATES[:2]:
        open_at(dark_page, address)
        assert violations(dark_page) == []
