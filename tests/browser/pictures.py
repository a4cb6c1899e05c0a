"""The README's pictures, taken from the running product: `script/pictures` takes them anew into docs/pictures.

Each is a view at a fixed day of the demo, so that a picture changes only when the product does.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright

from tests.browser.screens import DESK, PHONE
from tests.house.chromium import chromium_path
from tests.house.repository import ROOT
from tests.house.serving import serving
from tests.importing.example_files import EXAMPLES, PROVINCE

FOLDER: Final = ROOT / "docs" / "pictures"
QMS: Final = Path(sys.executable).with_name("qms")


class Picture(NamedTuple):
    """One view: its file, its address, its screen, its theme, the part scrolled to the top, a file that is brought."""

    name: str
    address: str
    screen: ViewportSize
    dark: bool = False
    from_: str | None = None
    upload: Path | None = None


PICTURES: Final = (
    Picture("overview", "/?as_of=2021-04-27", DESK),
    Picture("provinces-dark", "/?as_of=2026-09-30", DESK, dark=True, from_=".q-provinces-block"),
    Picture("phone", "/?as_of=2026-09-30", PHONE),
    Picture("explore", "/kham-pha?as_of=2026-09-30&under=province:04", DESK),
    Picture("dossier", "/co-quan?as_of=2026-09-30&agency=13433", DESK),
    Picture("update", "/cap-nhat", DESK, from_=".q-up-row-sum", upload=EXAMPLES / PROVINCE),
    Picture("report", "/bao-cao?as_of=2026-09-30", DESK, dark=True),
    Picture("members", "/?as_of=2021-04-27&measure=ministry_encouraged&status=not_covered", DESK),
)


def take(picture: Picture, browser: Browser, url: str, folder: Path) -> Path:
    """Take one picture of a running dashboard; returns its file."""
    context = browser.new_context(
        base_url=url, viewport=picture.screen, color_scheme="dark" if picture.dark else "light", locale="vi-VN"
    )
    page = context.new_page()
    page.goto(picture.address)
    expect(page.locator(".q-foot")).to_be_visible()
    page.evaluate("document.fonts.ready")
    if picture.upload is not None:
        page.locator("input[type=file]").set_input_files(picture.upload)
        expect(page.locator(".q-up-row-sum")).to_be_visible()
    if picture.from_ is not None:
        page.locator(picture.from_).evaluate("part => part.scrollIntoView()")
    file = folder / f"{picture.name}.png"
    page.screenshot(path=file, animations="disabled")
    context.close()
    return file


def main() -> None:
    """Take all pictures of a demo made for them."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        environment = os.environ | {"QMS_DATABASE_URL": f"sqlite:///{made}/demo.sqlite", "QMS_LANG": "vi"}
        subprocess.run([QMS, "init", "--demo"], env=environment, check=True)
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        with serving([QMS, "serve"], environment, Path(made)) as dashboard:
            for picture in PICTURES:
                sys.stdout.write(f"{take(picture, browser, dashboard.url, FOLDER).relative_to(ROOT)}\n")
            dashboard.interrupt()
        browser.close()


if __name__ == "__main__":
    main()
