"""Reports in a real browser: chosen, looked at, made and taken by mouse and by keyboard; nobody waits for another."""

import io

import docx
import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from tests.browser.screens import fits_every_screen, open_at, press_tab_until, violations

REPORT = "/bao-cao?as_of=2021-04-27&from=2020-04-27"
STATES = (f"{REPORT}&to=pdf&length=full", "/bao-cao?as_of=2021-04-27&from=2021-04-27&lang=en")


def opened(page: Page, address: str) -> None:
    open_at(page, address)
    expect(page.get_by_role("img", name="Trang 2")).to_be_visible()


def content_of(taken: Download) -> io.BytesIO:
    return io.BytesIO(taken.path().read_bytes())


def test_a_workbook_is_chosen_made_and_taken_by_mouse(page: Page) -> None:
    opened(page, REPORT)
    page.get_by_role("combobox", name="Định dạng").click()
    page.get_by_role("option", name="Tệp Excel (XLSX)").click()
    expect(page.locator(".q-contents")).to_contain_text("Bảng 1: Các chỉ số tại ngày 27/04/2021")
    page.get_by_role("button", name="Lập tệp").click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải bao-cao-iso9001").click()
    assert downloading.value.suggested_filename == "bao-cao-iso9001_2021-04-27_toan-quoc.xlsx"
    figures = openpyxl.load_workbook(content_of(downloading.value))["Bảng 1"]
    assert [figures.cell(9, column).value for column in (2, 3, 5)] == [5564, 8910, "62,4%"]


def test_the_report_of_a_ministry_is_made_and_taken_by_keyboard_alone(page: Page) -> None:
    opened(page, f"{REPORT}&under=ministry:BYT")
    press_tab_until(page, "Lập tệp")
    assert page.evaluate("getComputedStyle(document.activeElement).boxShadow") != "none"  # where the keyboard is
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tải bao-cao-iso9001")).to_be_visible()
    press_tab_until(page, "Tải bao-cao-iso9001_2021-04-27_bo-y-te.docx")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    made = docx.Document(content_of(downloading.value))
    assert any("Bộ Y tế" in one.text for one in made.paragraphs)


def test_while_a_full_report_is_made_for_one_reader_another_gets_a_page(page: Page, reader: BrowserContext) -> None:
    other = reader.new_page()
    open_at(other, "/")
    opened(page, f"{REPORT}&to=xlsx&length=full")
    page.get_by_role("button", name="Lập tệp").click()
    expect(page.get_by_text("Đang lập tệp")).to_be_visible()
    open_at(other, "/phuong-phap")
    assert page.get_by_text("Đang lập tệp").is_visible()
    other.close()
    expect(page.get_by_role("button", name="Tải bao-cao-iso9001")).to_be_visible()


@pytest.mark.parametrize("address", STATES)
def test_every_state_is_open_to_everybody_and_fits_every_screen(page: Page, address: str) -> None:
    open_at(page, address)
    fits_every_screen(page)
    assert violations(page) == []
