"""The history in a real browser: open a batch, undo it, follow the receipt; by mouse and by keyboard; for everybody."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, QMS, environment
from tests.browser.test_overview import NARROWEST, PHONE, ZOOMED, open_at, press_tab_until, violations
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
def own(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a demo of this module's own, with a ministry's report as batch 58."""
    folder = tmp_path_factory.mktemp("history")
    copied = Path(shutil.copy(demo_database, folder / "demo.sqlite"))
    line = [str(QMS), "import", str(FILE), "--reporter", "ministry:BKHCN", "--period", "2026"]
    subprocess.run(line, env=environment(copied), check=True, capture_output=True)
    with serving([QMS, "serve"], environment(copied), folder) as started:
        yield started
        started.interrupt()


@pytest.fixture
def desk(chrome: Browser, own: Served) -> Iterator[Page]:
    context = chrome.new_context(base_url=own.url, viewport=DESK, locale="vi-VN")  # type: ignore[arg-type]  # a TypedDict
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", STATES)
def test_every_state_is_open_to_everybody_and_fits_every_screen(desk: Page, address: str) -> None:
    open_at(desk, address)
    for size in (DESK, ZOOMED, NARROWEST, PHONE):
        desk.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
        wide = desk.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
        assert (size, wide) == (size, 0)
    assert violations(desk) == []


def test_the_dark_theme_has_contrast_too(chrome: Browser, own: Served) -> None:
    context = chrome.new_context(base_url=own.url, viewport=DESK, color_scheme="dark")  # type: ignore[arg-type]  # a TypedDict
    page = context.new_page()
    for address in ("/lich-su?batch=58", "/lich-su?period=2026"):
        open_at(page, address)
        assert violations(page) == []
    context.close()


def test_a_file_comes_back_as_it_was_sent(desk: Page) -> None:
    open_at(desk, "/lich-su?batch=58")
    with desk.expect_download() as downloading:
        desk.get_by_role("button", name="Tải tệp nguyên bản").click()
    assert downloading.value.path().read_bytes() == FILE.read_bytes()


def test_a_batch_is_undone_by_mouse_and_that_undo_undone_by_keyboard(desk: Page) -> None:
    open_at(desk, "/lich-su")
    desk.get_by_role("link", name="58", exact=True).click()
    expect(desk.locator("#batch")).to_contain_text("Đợt 58: ghi thêm 6 dữ kiện")
    desk.get_by_role("button", name="Hoàn tác đợt 58 …").click()
    expect(desk.locator("#undo")).to_have_text("Hoàn tác đợt 58?")
    desk.get_by_label("Ghi chú: lý do hoàn tác").fill("nhầm tệp")
    desk.get_by_role("button", name="Hoàn tác đợt 58", exact=True).click()
    expect(desk.locator(".q-receipt")).to_contain_text("Đã hoàn tác đợt 58 bằng đợt 59.")
    desk.get_by_role("link", name="Xem đợt 59").click()
    expect(desk.locator("#batch")).to_contain_text("rút lại 6")
    expect(desk.locator(".q-batch-facts")).to_contain_text("nhầm tệp")

    press_tab_until(desk, "Hoàn tác đợt 59 …")
    desk.keyboard.press("Enter")
    expect(desk.locator("#undo")).to_have_text("Hoàn tác đợt 59?")
    press_tab_until(desk, "Hoàn tác đợt 59")
    desk.keyboard.press("Enter")
    expect(desk.locator(".q-receipt")).to_contain_text("Đã hoàn tác đợt 59 bằng đợt 60.")


def test_the_status_of_one_agency_is_found_entered_and_recorded(desk: Page) -> None:
    open_at(desk, "/cap-nhat?agency=0")
    desk.get_by_role("textbox").fill("xa minh tam cao bang")
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="Xã Minh Tâm", exact=True).first.click()
    expect(desk.locator("#entry")).to_have_text("Tình trạng của Xã Minh Tâm")
    desk.get_by_role("combobox", name="Tình trạng").click()
    desk.get_by_role("option", name="đang áp dụng").click()
    desk.get_by_label("Ngày hiệu lực *").fill("30/02/2026")
    desk.get_by_role("button", name="Xem trước").click()
    expect(desk.get_by_role("alert")).to_contain_text('"30/02/2026" không phải ngày hợp lệ')
    desk.get_by_label("Ngày hiệu lực *").fill("03/10/2026")
    desk.get_by_role("button", name="Xem trước").click()
    expect(desk.locator("#preview")).to_be_visible()
    expect(desk.get_by_role("alert")).to_have_count(0)
    desk.get_by_role("button", name="Ghi nhận", exact=True).click()
    expect(desk.locator(".q-receipt")).to_contain_text("Đã ghi nhận thành đợt")
    expect(desk.locator('[data-stale="true"]')).to_have_count(0)  # what is being replaced is shown paler
    assert violations(desk) == []
