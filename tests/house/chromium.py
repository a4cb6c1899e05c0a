"""Where this machine has Chromium: Playwright brings none along."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The one without windows opens a page with half the work."""


def chromium_path() -> str:
    found = [path for name in NAMES if (path := shutil.which(name))]
    assert found, "The browser tests need Chromium; script/test installs it."
    return found[0]
