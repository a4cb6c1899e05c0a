"""Readers' sessions on a real server: cold deep links, files that no address opens, many readers at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.house.serving import Served, serving
from tests.server.conftest import QMS, environment
from tests.server.session import open_page, session, show


@pytest.fixture
def cold(small_database: Path, tmp_path: Path) -> Iterator[Served]:
    """A server that nobody has asked anything yet."""
    with serving([QMS, "serve"], environment(small_database), tmp_path) as started:
        yield started
        started.interrupt()


def test_the_first_request_to_a_fresh_server_may_be_a_deep_link(cold: Served) -> None:
    screen = open_page(cold.url, "phuong-phap", "lang=en")
    assert screen.found
    assert '<a href="/phuong-phap?lang=en" target="_self" aria-current="page">Method</a>' in "".join(screen.html)


def test_a_fresh_server_opens_no_page_file_by_its_name(cold: Served) -> None:
    """Streamlit of itself runs a file in pages/ by its URL, without dashboard.py and the rights it looks up."""
    screen = open_page(cold.url, "overview")
    assert not screen.found
    assert screen.menu[:2] == ["", "dien-bien"]  # dashboard.py ran, and showed what it shows to everybody


@pytest.mark.parametrize("name", ["follow/overview", "pages/follow/overview", "visit", "parts/visit", "method"])
def test_no_name_opens_a_file_of_pages(served: Served, name: str) -> None:
    screen = open_page(served.url, name)
    assert not screen.found
    assert screen.exceptions == []


@pytest.mark.parametrize(("size", "status"), [(20_000_000, 204), (21_000_000, 413)])
def test_a_file_of_up_to_twenty_megabytes_may_be_uploaded(served: Served, size: int, status: int) -> None:
    with session(served.url) as socket, httpx.Client(base_url=served.url) as browser:
        token = browser.get("/_stcore/health").cookies["_streamlit_xsrf"]
        answer = browser.put(
            f"/_stcore/upload_file/{show(socket).session}/file",
            files={"file": ("status.csv", b"0" * size)},
            headers={"x-xsrftoken": token},
        )
    assert answer.status_code == status


def test_nothing_is_uploaded_without_a_session_and_its_token(served: Served) -> None:
    answer = httpx.put(f"{served.url}/_stcore/upload_file/none/file", files={"file": ("status.csv", b"0")})
    assert answer.status_code == 403


@pytest.mark.heavy
def test_thirty_readers_may_come_at_once_while_a_foreign_page_knocks(served: Served) -> None:
    def knock(_number: int) -> int:
        with pytest.raises(InvalidStatus) as refused, session(served.url, "http://evil.example"):
            raise AssertionError("a foreign page got in")
        return refused.value.response.status_code

    with ThreadPoolExecutor(30) as readers, ThreadPoolExecutor(10) as strangers:
        knocks = strangers.map(knock, range(300))
        screens = list(readers.map(open_page, [served.url] * 30))
        assert set(knocks) == {403}
    assert [screen.exceptions for screen in screens] == [[]] * 30
    assert len({"".join(screen.html) for screen in screens}) == 1
    assert "Không hiển thị được trang này" not in "".join(screens[0].html)
