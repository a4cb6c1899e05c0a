"""The history in a real browser: open a batch, undo it, follow the receipt; by mouse and by keyboard; for everybody."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import QMS, environment
from tests.browser.screens import fits_every_screen, open_at, press_tab_until, violations
from tests.house.repository import ROOT
from tests.house.serving import Served, serving

FILE = ROOT / "data" / "examples" / "bo-khcn-quy-4-2026.csv"
STATES = (
    "/lich-su",
    "/lich-su?lang=en&search=khong+co",
    "/lich-su?batch=50",
    "/lich-su?batch=58&step=undo",
    "/lich-su?batch=50&step=undo&lang=en",
    "/lich-su?period=2026",
    "/cap-nhat?agency=0&find=cao+bang",
)


@pytest.fixture(scope="module")
def site(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a demo of this module's own, with a ministry's report as batch 58."""
    folder = tmp_path_factory.mktemp("history")
    copied = Path(shutil.copy(demo_database, folder / "demo.sqlite"))
    line = [str(QMS), "import", str(FILE), "--reporter", "ministry:BKHCN", "--period", "2026"]
    subprocess.run(line, env=environment(copied), check=True, capture_output=True)
    with serving([QMS, "serve"], environment(copied), folder) as started:
        yield started
        started.interrupt()


@pytest.mark.parametrize("address", STATES)
def test_every_state_is_open_to_everybody_and_fits_every_screen(page: Page, address: str) -> None:
    open_at(page, address)
    fits_every_screen(page)
    assert violations(page) == []


def test_the_dark_theme_has_contrast_too(dark_page: Page) -> None:
    for address in ("/lich-su?batch=58", "/lich-su?period=2026"):
        open_at(dark_page, address)
        assert violations(dark_page) == []


def test_a_file_comes_back_as_it_was_sent(page: Page) -> None:
    open_at(page, "/lich-su?batch=58")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải tệp nguyên bản").click()
    assert downloading.value.path().read_bytes() == FILE.read_bytes()


def test_a_batch_is_undone_by_mouse_and_that_undo_undone_by_keyboard(page: Page) -> None:
    open_at(page, "/lich-su")
    page.get_by_role("link", name="58", exact=True).click()
    expect(page.locator("#batch")).to_contain_text("Đợt 58: ghi thêm 6 dữ kiện")
    page.get_by_role("button", name="Hoàn tác đợt 58 …").click()
    expect(page.locator("#undo")).to_have_text("Hoàn tác đợt 58?")
    page.get_by_label("Ghi chú: lý do hoàn tác").fill("nhầm tệp")
    page.get_by_role("button", name="Hoàn tác đợt 58", exact=True).click()
    expect(page.locator(".q-receipt")).to_contain_text("Đã hoàn tác đợt 58 bằng đợt 59.")
    page.get_by_role("link", name="Xem đợt 59").click()
    expect(page.locator("#batch")).to_contain_text("rút lại 6")
    expect(page.locator(".q-batch-facts")).to_contain_text("nhầm tệp")

    press_tab_until(page, "Hoàn tác đợt 59 …")
    page.keyboard.press("Enter")
    expect(page.locator("#undo")).to_have_text("Hoàn tác đợt 59?")
    press_tab_until(page, "Hoàn tác đợt 59")
    page.keyboard.press("Enter")
    expect(page.locator(".q-receipt")).to_contain_text("Đã hoàn tác đợt 59 bằng đợt 60.")


def test_the_status_of_one_agency_is_found_entered_and_recorded(page: Page) -> None:
    open_at(page, "/cap-nhat?agency=0")
    page.get_by_role("textbox").fill("xa minh tam cao bang")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Xã Minh Tâm", exact=True).first.click()
    expect(page.locator("#entry")).to_have_text("Tình trạng của Xã Minh Tâm")
    page.get_by_role("combobox", name="Tình trạng").click()
    page.get_by_role("option", name="đang áp dụng").click()
    page.get_by_label("Ngày hiệu lực *").fill("30/02/2026")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text('"30/02/2026" không phải ngày hợp lệ')
    page.get_by_label("Ngày hiệu lực *").fill("03/10/2026")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("#preview")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Ghi nhận", exact=True).click()
    expect(page.locator(".q-receipt")).to_contain_text("Đã ghi nhận thành đợt")
    expect(page.locator('[data-stale="true"]')).to_have_count(0)  # what is being replaced is shown paler
    assert violations(page) == []
