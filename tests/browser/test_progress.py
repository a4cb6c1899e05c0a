"""Progress in a real browser: its main path by mouse and by keyboard, its colours in both themes, its picture."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import QMS, environment
from tests.browser.screens import fits_every_screen, open_at, press_tab_until, violations

PLOT = ".js-plotly-plot .main-svg"
STATES = (
    "/dien-bien?as_of=2026-09-30",
    "/dien-bien?as_of=2026-09-30&measure=ministries&map=now&lang=en",
    "/dien-bien?as_of=2026-09-30&under=province:68&map=now",
    "/dien-bien?as_of=2026-09-30&measure=slice&level=district",
    "/dien-bien?as_of=2013-01-01&measure=x",
)


def finding_is(page: Page, words: str) -> None:
    expect(page.locator(".q-finding").first).to_contain_text(words)


def provinces_are(page: Page, count: int) -> None:
    expect(page.locator(".q-multiples").first.locator("li")).to_have_count(count)


def test_a_province_is_opened_compared_and_left_again_by_mouse(page: Page) -> None:
    open_at(page, "/dien-bien?as_of=2026-09-30")
    expect(page.locator(PLOT).first).to_be_visible()
    provinces_are(page, 34)
    page.get_by_role("link", name="theo tên").click()
    expect(page.locator(".q-multiples .q-of").first).to_have_text("An Giang")
    page.locator(".q-multiples a", has_text="Lâm Đồng").first.click()
    finding_is(page, "Tỉnh Lâm Đồng, UBND cấp xã đạt")
    expect(page.locator(".annotation", has_text="Cả nước")).to_be_visible()
    page.get_by_role("navigation", name="Đường về").get_by_role("link", name="Cả nước").click()
    provinces_are(page, 34)


def test_a_measure_is_chosen_and_a_province_opened_by_keyboard_alone(page: Page) -> None:
    open_at(page, "/dien-bien?as_of=2026-09-30")
    page.get_by_role("combobox", name="Chỉ số").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="Bộ, ngành đạt yêu cầu", exact=True).wait_for()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    finding_is(page, "Bộ, ngành đạt yêu cầu")
    expect(page).to_have_url(re.compile("measure=ministries"))
    press_tab_until(page, "theo tên")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("[aria-current=true]")).to_have_text("theo tên")


def test_the_numbers_of_the_file_are_those_of_the_command_line(page: Page, demo_database: Path) -> None:
    open_at(page, "/dien-bien?as_of=2026-09-30&measure=communes&every=year")
    files = page.get_by_role("button", name="Tải CSV")
    expect(files).to_have_count(2)  # of the line, and of each body below it
    with page.expect_download() as downloading:
        files.first.click()
    rows = list(csv.DictReader(io.StringIO(downloading.value.path().read_text("utf-8-sig"))))
    shown = {row["day"]: (int(row["numerator"]), int(row["denominator"]), row["text"]) for row in rows}
    command = ["series", "--measure", "communes", "--from", "2014-05-18", "--to", "2026-09-30", "--every", "year"]
    told = subprocess.run(
        [QMS, *command, "--format", "json"], env=environment(demo_database), check=True, capture_output=True, text=True
    )
    points = json.loads(told.stdout)["points"]
    assert len(points) == 13
    for point in points:
        assert shown[point["as_of"]] == (point["numerator"], point["denominator"], point["text"])


def test_the_picture_of_the_plot_is_taken_away_in_light_colours(dark_page: Page, tmp_path: Path) -> None:
    page = dark_page
    open_at(page, "/dien-bien?as_of=2026-09-30")
    with page.expect_download() as downloading:
        page.locator(".st-key-png-progress").get_by_role("button").click()  # the bodies below the line have one, too
    assert downloading.value.suggested_filename == "progress-2026-09-30.png"
    downloading.value.save_as(tmp_path / "plot.png")
    with Image.open(tmp_path / "plot.png") as picture:
        assert picture.width > 1_000
        assert picture.convert("RGB").getpixel((2, 2)) == (0xFF, 0xFF, 0xFF)
        title = picture.convert("L").crop((0, 0, picture.width, 120))
        assert sum(title.histogram()[:80]) > 1_000, "the picture bears its title"


@pytest.mark.parametrize(
    ("theme", "line", "text"),
    [("light", "rgb(162, 84, 12)", "rgb(26, 34, 43)"), ("dark", "rgb(242, 165, 94)", "rgb(233, 230, 223)")],
)
def test_the_plot_follows_the_theme_and_prints_light(page: Page, theme: str, line: str, text: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # its words
    open_at(page, "/dien-bien?as_of=2026-09-30")
    drawn = page.locator(".js-line").first
    expect(drawn).to_have_css("stroke", line)
    label = page.locator(".annotation-text").first
    expect(label).to_have_css("fill", text)
    page.emulate_media(media="print", color_scheme=theme)  # type: ignore[arg-type]  # its words
    expect(drawn).to_have_css("stroke", "rgb(162, 84, 12)")
    if theme == "dark":
        page.emulate_media(media="screen")
        assert violations(page) == []


@pytest.mark.parametrize("address", STATES)
def test_every_state_is_open_to_everybody_and_fits_every_screen(page: Page, address: str) -> None:
    open_at(page, address)
    fits_every_screen(page)
    assert violations(page) == []
