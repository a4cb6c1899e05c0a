"""Updating by file in a real browser: each example is uploaded, read from the screen, recorded and taken back."""

import csv
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import QMS, environment
from tests.browser.screens import fits_every_screen, open_at, settled, violations
from tests.house.serving import Served, serving
from tests.importing.example_files import EXAMPLES, MINISTRY, MISTAKES, PROVINCE

HOSTILE = b"agency_code,agency_name,status,effective_date\n00004,<img src=x onerror=alert(1)>,announced,2026-01-05\n"


@pytest.fixture(scope="module")
def database(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo that may be written to."""
    return Path(shutil.copy(demo_database, tmp_path_factory.mktemp("updating") / "demo.sqlite"))


@pytest.fixture(scope="module")
def site(database: Path) -> Iterator[Served]:
    with serving([QMS, "serve"], environment(database), database.parent) as started:
        yield started
        started.interrupt()


def upload(page: Page, file: str | Path) -> None:
    open_at(page, "/cap-nhat")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".q-up-row-sum")).to_be_visible()
    settled(page)


def ours(page: Page) -> list[object]:
    """What axe objects to, but for the role of the uploader's frame, which is the framework's own."""
    return [found for found in violations(page) if "presentation-role-conflict" not in str(found)]


def counts(page: Page) -> list[str]:
    """The sum on the screen: read, new, changed, unchanged, rejected."""
    return page.locator(".q-up-row-sum b").all_inner_texts()


def undo(database: Path, batch: str) -> None:
    subprocess.run([QMS, "undo", batch], env=environment(database), check=True, capture_output=True)


@pytest.mark.parametrize(
    ("name", "sum_", "moved"),
    [
        (MINISTRY, ["6", "6", "0", "0", "0"], "Nếu ghi nhận 6 dòng"),
        (PROVINCE, ["9", "9", "0", "0", "0"], "Nếu ghi nhận 9 dòng, 2 chỉ số thay đổi"),
    ],
)
def test_an_example_is_read_recorded_and_taken_back(
    page: Page, database: Path, name: str, sum_: list[str], moved: str
) -> None:
    upload(page, EXAMPLES / name)
    assert counts(page) == sum_
    expect(page.get_by_role("heading", level=2).filter(has_text="Nếu ghi nhận")).to_contain_text(moved)
    page.get_by_role("button", name=f"Ghi nhận {sum_[0]} dòng").click()
    expect(page.locator(".q-up-receipt")).to_contain_text(f"Đã ghi nhận: {sum_[0]} dòng mới")
    batch = page.locator(".q-up-receipt a").first.inner_text().removeprefix("đợt ")
    page.reload()
    expect(page.locator(".q-up-receipt")).to_contain_text(f"đợt {batch}")
    undo(database, batch)
    upload(page, EXAMPLES / name)
    assert counts(page) == sum_


def test_the_file_of_mistakes_says_what_is_wrong_and_survives_a_reload(page: Page) -> None:
    upload(page, EXAMPLES / MISTAKES)
    assert counts(page) == ["15", "2", "0", "0", "13"]
    assert page.get_by_role("button", name="Ghi nhận").count() == 0
    page.reload()
    expect(page.locator(".q-up-row-sum")).to_be_visible()
    assert counts(page) == ["15", "2", "0", "0", "13"]
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải tệp 13 dòng bị từ chối").click()
    rows = list(csv.DictReader(downloading.value.path().read_text("utf-8-sig").splitlines(), delimiter=","))
    assert len(rows) == 13
    assert all(row["reason"] for row in rows)


def test_rows_are_filtered_by_keyboard_and_found_without_diacritics(page: Page) -> None:
    upload(page, EXAMPLES / MISTAKES)
    page.get_by_role("radio", name="Mới 2").focus()
    page.keyboard.press("Space")
    expect(page.locator(".q-up-rows tbody tr")).to_have_count(2)
    page.wait_for_url("**&rows=new**")
    page.get_by_label("Tìm theo tên cơ quan").fill("truong ha")
    page.keyboard.press("Enter")
    expect(page.locator(".q-up-rows tbody tr")).to_have_count(1)
    expect(page.locator(".q-up-rows tbody tr")).to_contain_text("Xã Trường Hà")


def test_what_the_uploader_says_is_said_in_vietnamese(page: Page) -> None:
    open_at(page, "/cap-nhat")
    expect(page.get_by_role("button", name="Chọn tệp")).to_be_visible()
    assert page.get_by_text("per file").evaluate("part => getComputedStyle(part).fontSize") == "0px"


def test_a_hostile_name_is_text(own_page: Page, tmp_path: Path) -> None:
    page = own_page
    file = tmp_path / "hostile.csv"
    file.write_bytes(HOSTILE)
    alerts: list[str] = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    upload(page, file)
    expect(page.locator(".q-up-rows")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".q-up-rows img").count() == 0
    assert alerts == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_page_is_open_to_everybody_and_fits_a_phone(page: Page, *, dark: bool) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    open_at(page, "/cap-nhat")
    expect(page.get_by_role("button", name="Chọn tệp")).to_be_visible()
    assert ours(page) == []
    upload(page, EXAMPLES / MISTAKES)
    page.get_by_text("Cách hiểu tệp").click()
    by_hand = page.get_by_role("switch", name="Gán cột bằng tay")
    expect(by_hand).to_be_visible()
    by_hand.focus()  # what unfolds moves: a click may meet what was there before
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Đọc tệp theo cách gán này")).to_be_visible()
    assert ours(page) == []
    fits_every_screen(page)
