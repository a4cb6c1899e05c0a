"""The wheel, built and installed as anybody would, and the dashboard that it serves from a folder of its own."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.house.repository import ROOT, committed_files
from tests.house.serving import serving

UV = Path(sys.executable).with_name("uv")

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    [built] = folder.glob("*.whl")
    return built


class Installed(NamedTuple):
    """The product in an environment with nothing else in it, far from the checkout."""

    qms: Path
    folder: Path
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        return subprocess.run(
            [self.qms, *arguments], cwd=self.folder, env=self.environment, check=True, capture_output=True, text=True
        ).stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("elsewhere")
    versions = folder / "versions.txt"
    uv("export", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "--quiet", "--output-file", versions)
    uv("venv", "--python", sys.executable, folder / "env")
    uv("pip", "install", "--python", folder / "env", "--constraint", versions, wheel)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QMS_", "PYTHON", "COV"))}
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_STATE_HOME": str(folder / "state")}
    return Installed(folder / "env" / "bin" / "qms", folder, kept | home)


def uv(*arguments: str | Path) -> None:
    subprocess.run([UV, *arguments], cwd=ROOT, check=True, env=os.environ | {"UV_SYSTEM_CERTS": "1"})


def test_the_wheel_holds_every_committed_file_of_the_product(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    beside = ("pages/", "data/", "dashboard.py", "docs/method.", "docs/questions.")
    wanted = {path for path in committed_files() if path.startswith("qms/")}
    wanted |= {f"qms/site/{path}" for path in committed_files() if path.startswith(beside)}
    assert wanted - inside == set()


def test_the_wheel_holds_nothing_but_the_product(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"qms", "qms_dashboard-0.1.0.dist-info"}


def test_an_installed_command_tells_its_commands(installed: Installed) -> None:
    assert "outstanding" in installed.run("--help")


@pytest.mark.browser
def test_an_installed_dashboard_makes_the_demo_and_shows_it(installed: Installed, chromium: str) -> None:
    with (
        serving([installed.qms, "serve", "--demo"], installed.environment, installed.folder) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shows_the_announced_figures(browser.new_page(), served.url)
        browser.close()
        assert served.interrupt() in {0, 130}
        assert not served.left_anything_running()
    assert "5.564" in installed.run("figures", "--as-of", "2021-04-27")


def shows_the_announced_figures(page: Page, url: str) -> None:
    page.goto(f"{url}/?as_of=2021-04-27")
    expect(page.get_by_text("5.564").first).to_be_visible(timeout=60_000)
