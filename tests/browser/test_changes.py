"""Changes and what is outstanding in a real browser: from a number to its agencies, by mouse and keyboard."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import QMS, environment
from tests.browser.screens import fits_every_screen, open_at, press_tab_until, violations

STATES = (
    "/thay-doi?from=2025-06-30&as_of=2026-09-30&known_from=2025-06-30",
    "/thay-doi?from=2020-04-27&to=2021-04-27&status=lost&lang=en",
    "/thay-doi?as_of=2013-01-01",
    "/con-thieu?as_of=2026-09-30&status=procedures_partial",
    "/con-thieu?as_of=2021-04-27&measure=provinces&lang=en",
    "/con-thieu?as_of=2021-12-31&measure=provinces",
)


@pytest.mark.parametrize("address", STATES)
def test_every_state_is_open_to_everybody_and_fits_every_screen(page: Page, address: str) -> None:
    open_at(page, address)
    fits_every_screen(page)
    assert violations(page) == []


def told(database: Path, line: str) -> list[dict[str, object]]:
    """What the command says of all measures."""
    done = subprocess.run(
        [QMS, *line.split(), "--format", "json"],
        env=environment(database),
        check=True,
        capture_output=True,
        text=True,
    )
    found: list[dict[str, object]] = json.loads(done.stdout)["measures"]
    return found


def test_the_sum_on_the_screen_is_that_of_the_command(page: Page, demo_database: Path) -> None:
    communes = told(demo_database, "changes --from 2025-06-30 --to 2026-09-30 --known-from 2025-06-30")[-1]
    open_at(page, "/thay-doi?from=2025-06-30&as_of=2026-09-30&known_from=2025-06-30")
    numbers = page.locator(".q-fall-numerator tbody .q-number").all_inner_texts()
    before, after = (communes[key]["numerator"] for key in ("before", "after"))  # type: ignore[index]  # a row of JSON
    said = [int(number.replace(".", "")) for number in (numbers[0], numbers[-1])]
    assert said == [before, after]


def test_a_step_opens_its_agencies_and_the_way_back_by_mouse(page: Page) -> None:
    open_at(page, "/thay-doi?from=2020-04-27&as_of=2021-04-27")
    page.locator(".q-fall-numerator").get_by_role("link", name="− 30").click()
    expect(page.locator("#members")).to_contain_text("Không còn đạt: 30 cơ quan")
    expect(page.locator("tbody tr")).to_have_count(30)
    page.get_by_role("link", name="← Hai phép cộng").click()
    expect(page.locator(".q-fall")).to_have_count(2)


def test_what_is_outstanding_is_walked_by_keyboard_alone(page: Page) -> None:
    open_at(page, "/con-thieu?as_of=2021-04-27&measure=ministry_encouraged")
    press_tab_until(page, "24")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("#members")).to_have_text("Danh sách cơ quan chưa đạt: 24")


def test_the_reminder_list_holds_every_agency(page: Page) -> None:
    open_at(page, "/con-thieu?as_of=2021-04-27")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Tải CSV").click()
    rows = list(csv.DictReader(io.StringIO(downloading.value.path().read_text("utf-8-sig"))))
    assert len(rows) == 8_910 - 5_564
    assert [rows[0]["number"], rows[0]["parent_name"], rows[0]["demo"]] == ["1", rows[1]["parent_name"], "true"]
