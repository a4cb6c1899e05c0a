"""The overview in a real browser: the right numbers, chosen by link, control and keyboard, readable to everybody."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import QMS, environment
from tests.browser.screens import fits_every_screen, open_at, press_tab_until, violations

STATES = (
    "/?as_of=2021-04-27",
    "/?as_of=2025-07-01&lang=en",
    "/?as_of=2026-09-30",
    "/?as_of=2013-01-01",
    "/?as_of=2030-01-01&measure=x",
    "/?as_of=2021-04-27&measure=communes&under=province:11",
    "/?as_of=2021-04-27&measure=ministries",
    "/?as_of=2021-04-27&measure=communes&from=2020-04-27&status=lost",
    "/phuong-phap",
)


def five(page: Page) -> list[tuple[str, str]]:
    """Rate and fraction of the five figures on the screen."""
    expect(page.locator(".q-figure")).to_have_count(5)
    rates = page.locator(".q-figure .q-rate").all_inner_texts()
    fractions = [text.split(" ")[0] for text in page.locator(".q-figure .q-fraction").all_inner_texts()]
    return list(zip(rates, fractions, strict=True))


def told(database: Path, day: str, language: str) -> list[tuple[str, str]]:
    """The same by the command line."""
    told = subprocess.run(
        [QMS, "figures", "--as-of", day, "--format", "json"],
        env=environment(database) | {"QMS_LANG": language},
        check=True,
        capture_output=True,
        text=True,
    )
    mark = {"vi": ".", "en": ","}[language]
    return [
        (figure["text"], f"{figure['numerator']:,}/{figure['denominator']:,}".replace(",", mark))
        for figure in json.loads(told.stdout)["figures"]
    ]


@pytest.mark.parametrize(
    ("day", "language"),
    [("2016-12-31", "vi"), ("2021-04-27", "vi"), ("2021-04-27", "en"), ("2025-07-01", "vi"), ("2026-09-30", "en")],
)
def test_trap_9_figures_on_the_screen_are_those_of_the_command_line(
    page: Page, demo_database: Path, day: str, language: str
) -> None:
    open_at(page, f"/?as_of={day}&lang={language}")
    assert five(page) == told(demo_database, day, language)


def test_the_announcement_of_2021_as_the_office_reads_it(page: Page) -> None:
    open_at(page, "/?as_of=2021-04-27")
    assert five(page) == [
        ("90,9%", "20/22"),
        ("75,5%", "74/98"),
        ("98,4%", "62/63"),
        ("98,4%", "62/63"),
        ("62,4%", "5.564/8.910"),
    ]
    expect(page.get_by_role("note")).to_contain_text("SỐ LIỆU MINH HỌA")
    expect(page.locator(".q-figure").last).to_contain_text("Đã công khai: 62,5% (5.564/8.910)")
    expect(page.locator(".q-figure").last).to_contain_text("không khớp – tính lại: 62,4%")
    expect(page.locator("a.q-tile")).to_have_count(63)
    expect(page.locator(".q-isle")).to_have_count(2)


def test_a_day_typed_into_the_control_changes_figures_and_link(page: Page) -> None:
    open_at(page, "/?as_of=2021-04-27")
    page.get_by_test_id("stDateInput").first.locator("[data-type=day]").click()
    page.keyboard.type("01072025")
    page.keyboard.press("Tab")  # to the calendar's button, which belongs to the field
    page.keyboard.press("Tab")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan đến ngày 01/07/2025")
    page.wait_for_url("**/?as_of=2025-07-01")
    expect(page.locator(".q-figure .q-fraction").first).to_have_text("15/17 bộ, ngành")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan đến ngày 01/07/2025")


def test_the_page_is_walked_by_keyboard_alone(page: Page) -> None:
    open_at(page, "/?as_of=2021-04-27")
    press_tab_until(page, "74/98")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("#members")).to_have_text(
        "Đơn vị thuộc bộ, ngành (khuyến khích) đạt: 74/98 ngày 27/04/2021 (75,5%)"
    )
    press_tab_until(page, "chưa đạt 24")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(24)
    press_tab_until(page, "← Tổng quan ngày 27/04/2021")
    page.keyboard.press("Enter")
    expect(page.locator("a.q-tile")).to_have_count(63)


def test_a_tile_opens_its_provinces_list(page: Page) -> None:
    open_at(page, "/?as_of=2026-09-30")
    tile = page.locator("a.q-tile", has_text="Hà Nội")
    rate = tile.locator("b").inner_text()
    tile.click()
    expect(page.locator("#members")).to_contain_text(f"({rate})")
    expect(page.locator("#members")).to_contain_text("Thành phố Hà Nội")


def test_the_table_of_the_trend_opens_in_place(page: Page) -> None:
    open_at(page, "/?as_of=2021-04-27")
    page.get_by_text("Xem bảng số liệu").click()
    expect(page.get_by_role("table", name="UBND cấp xã", exact=True)).to_be_visible()


def test_the_file_of_a_list_holds_every_agency_of_the_figure(page: Page) -> None:
    open_at(page, "/?as_of=2021-04-27&measure=communes")
    expect(page.get_by_text("Dòng 1–100 trong 8.910; tệp CSV có đủ.")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải CSV").click()
    text = downloading.value.path().read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert (len(rows), sum(row["covered"] == "true" for row in rows)) == (8_910, 5_564)
    assert {(row["as_of"], row["demo"]) for row in rows} == {("2021-04-27", "true")}


@pytest.mark.parametrize("address", STATES)
def test_every_state_is_open_to_everybody_and_fits_every_screen(page: Page, address: str) -> None:
    open_at(page, address)
    fits_every_screen(page)
    assert violations(page) == []


def test_the_dark_theme_has_contrast_too(dark_page: Page) -> None:
    for address in (STATES[0], STATES[4], STATES[5]):
        open_at(dark_page, address)
        assert dark_page.locator(".q").first.evaluate("part => getComputedStyle(part).color") == "rgb(233, 230, 223)"
        assert violations(dark_page) == []


def test_paper_is_light_and_holds_no_controls(dark_page: Page, tmp_path: Path) -> None:
    page = dark_page
    open_at(page, "/?as_of=2021-04-27")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_test_id("stDateInput").first).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    assert page.locator(".q-said").evaluate("said => getComputedStyle(said).color") == "rgb(26, 34, 43)"
    sheets = page.pdf(path=tmp_path / "overview.pdf", format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 2
