"""Explore in a real browser: from the country to an agency by mouse and by keyboard alone, files, every screen."""

import csv
import io

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import fits_every_screen, open_at, press_tab_until, violations

STATES = (
    "/kham-pha?as_of=2026-09-30",
    "/kham-pha?as_of=2026-09-30&under=province:68",
    "/kham-pha?as_of=2021-04-27&under=ministry:BKHCN&lang=en",
    "/kham-pha?as_of=2026-09-30&under=province:68&status=announced&standard=2008",
    "/kham-pha?as_of=2026-09-30&under=province:60",
    "/kham-pha?as_of=2026-09-30&find=tan+lap",
)


def test_from_the_country_to_an_agency_by_mouse(page: Page) -> None:
    open_at(page, "/kham-pha?as_of=2026-09-30")
    page.locator("a.q-tile", has_text="Lâm Đồng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tỉnh Lâm Đồng")
    expect(page.locator(".q-units li")).to_have_count(124)
    page.locator(".q-units-key a", has_text="chưa có báo cáo").click()
    expect(page.locator("#agencies")).to_contain_text("chưa có báo cáo")
    assert "status=no_report" in page.url
    page.locator(".q-agencies tbody th a").first.click()
    page.wait_for_url("**/co-quan?*agency=*")


def test_a_search_and_a_sorted_list_by_keyboard_alone(page: Page) -> None:
    open_at(page, "/kham-pha?as_of=2026-09-30")
    press_tab_until(page, "Tìm cơ quan")
    page.keyboard.type("tinh lam dong")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text('"tinh lam dong"')
    open_at(page, "/kham-pha?as_of=2026-09-30&under=province:68")
    press_tab_until(page, "Báo cáo gần nhất")
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Báo cáo gần nhất")


def test_both_files_hold_every_row_of_the_filter(page: Page) -> None:
    open_at(page, "/kham-pha?as_of=2026-09-30&under=province:68")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải danh sách (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(downloading.value.path().read_text("utf-8-sig"))))
    assert (len(rows), {row["demo"] for row in rows}) == (124, {"true"})
    assert all(row["decision_no"] for row in rows if row["status"] == "announced")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải danh sách (XLSX)").click()
    sheet = openpyxl.load_workbook(io.BytesIO(downloading.value.path().read_bytes())).active
    assert sheet is not None
    written = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[1] for row in written] == [row["code"] for row in rows]
    assert sheet["A2"].value == "SỐ LIỆU MINH HỌA: tình trạng từng cơ quan là mô phỏng"


@pytest.mark.parametrize("address", STATES)
def test_every_state_is_open_to_everybody_and_fits_every_screen(page: Page, address: str) -> None:
    open_at(page, address)
    fits_every_screen(page)
    assert violations(page) == []
