"""The README's pictures: those that are shown are those that are taken, of pages that say what the commands say."""

import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pictures import FOLDER, PICTURES, Picture, take
from tests.house.readme import README
from tests.house.serving import Served

LARGEST = 400_000
"""Bytes of a picture in the repository."""


def test_every_picture_is_shown_and_every_shown_one_is_taken() -> None:
    shown = re.findall(r"\(docs/pictures/([\w-]+)\.png\)", README)
    assert (
        sorted(shown) == sorted(picture.name for picture in PICTURES) == sorted(file.stem for file in FOLDER.iterdir())
    )


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_taken_of_the_running_product_and_has_the_size_of_the_one_shown(
    chrome: Browser, dashboard: Served, tmp_path: Path, picture: Picture
) -> None:
    taken, shown = take(picture, chrome, dashboard.url, tmp_path), FOLDER / f"{picture.name}.png"
    size = (picture.screen["width"], picture.screen["height"])
    assert sides(taken) == sides(shown) == size
    assert 20_000 < shown.stat().st_size < LARGEST


def sides(file: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", file.read_bytes()[16:24])
    return width, height
