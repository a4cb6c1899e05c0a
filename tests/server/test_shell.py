"""Streamlit's HTML made ours."""

import re
from pathlib import Path

import pytest
from streamlit import file_util

from qms.server.shell import shell

ORIGINAL = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


def test_the_page_says_its_language_and_title() -> None:
    assert '<html lang="vi">' in shell(ORIGINAL, "vi")
    assert "<title>Hệ thống quản lý chất lượng</title>" in shell(ORIGINAL, "vi")
    assert '<html lang="en">' in shell(ORIGINAL, "en")
    assert "<title>Quality management systems</title>" in shell(ORIGINAL, "en")


def test_no_script_stands_in_the_page_itself() -> None:
    page = shell(ORIGINAL, "vi")
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.search(r"\son\w+\s*=", page) is None


def test_our_watch_over_the_connection_is_read_before_streamlit_opens_one() -> None:
    page = shell(ORIGINAL, "vi")
    assert page.index('src="/qms/connection.js"') < page.index('type="module"')


def test_without_javascript_a_reader_is_told_in_their_language() -> None:
    [vietnamese] = re.findall(r"<noscript>.*?<p>(.*?)</p></noscript>", shell(ORIGINAL, "vi"))
    assert vietnamese.startswith("Bảng theo dõi cần JavaScript.")
    [english] = re.findall(r"<noscript>.*?<p>(.*?)</p></noscript>", shell(ORIGINAL, "en"))
    assert english.startswith("This dashboard needs JavaScript.")


def test_nothing_english_and_nothing_of_the_machine_interface_is_left_in_vietnamese() -> None:
    page = shell(ORIGINAL, "vi")
    assert "_stcore/agent" not in page
    text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", page)
    assert set(re.findall(r"[A-Za-zÀ-ỹ]{4,}", text)) & {"Streamlit", "need", "this", "page", "server", "Load"} == set()


def test_every_file_is_named_from_the_root_so_that_a_deep_link_finds_it() -> None:
    assert re.findall(r'(?:src|href)="(?!/)[^"]*"', shell(ORIGINAL, "vi")) == []


def test_an_original_that_is_built_otherwise_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times, not once"):
        shell(ORIGINAL.replace("<title>", "<heading>"), "vi")
