"""Streamlit's scripts and styles, compressed."""

import asyncio
import gzip
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from qms.server.packed import PackedFiles, takes_gzip

SCRIPT = "let answer = 42;\n" * 100


@pytest.fixture
def packed(tmp_path: Path) -> PackedFiles:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "index.abc-1.js").write_text(SCRIPT)
    (tmp_path / "secret.js").write_text("let secret = 1;")
    return PackedFiles(PlainTextResponse("behind"), tmp_path)


def get(app: PackedFiles, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, headers={"accept-encoding": "gzip", **headers})

    return asyncio.run(ask())


def test_a_script_comes_compressed_whole_and_for_a_year(packed: PackedFiles) -> None:
    answer = get(packed, "/static/js/index.abc-1.js")
    assert answer.text == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 3
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert answer.headers["vary"] == "accept-encoding"


def test_a_script_is_compressed_once(packed: PackedFiles, tmp_path: Path) -> None:
    first = get(packed, "/static/js/index.abc-1.js")
    (tmp_path / "js" / "index.abc-1.js").unlink()
    assert get(packed, "/static/js/index.abc-1.js").text == first.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/none.js",
        "/static/js/../secret.js",
        "/static/secret.js",
        "/static/js//index.abc-1.js",
        "/js/index.js",
    ],
)
def test_what_is_no_script_of_the_folder_is_left_to_the_application_and_not_kept(
    packed: PackedFiles, path: str
) -> None:
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(packed(scope, None, send))  # type: ignore[arg-type]  # nothing is received
    assert sent[1]["body"] == b"behind"
    assert packed._packed == {}


def test_a_browser_that_wants_a_part_or_no_gzip_is_left_to_the_application(packed: PackedFiles) -> None:
    assert get(packed, "/static/js/index.abc-1.js", range="bytes=0-9").text == "behind"
    assert get(packed, "/static/js/index.abc-1.js", **{"accept-encoding": "br"}).text == "behind"
    assert get(packed, "/static/js/index.abc-1.js", method="POST").text == "behind"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip; q=1.0", True),
        ("gzip;q=0", False),
        ("gzip;q=0.0", False),
        ("identity", False),
        ("", False),
    ],
)
def test_gzip_is_taken_where_it_is_offered_with_some_weight(said: str, meant: bool) -> None:
    assert takes_gzip(Headers({"accept-encoding": said})) is meant


def test_the_packed_bytes_do_not_depend_on_the_clock(packed: PackedFiles) -> None:
    get(packed, "/static/js/index.abc-1.js")
    assert packed._packed["js/index.abc-1.js"] == gzip.compress(SCRIPT.encode(), 6, mtime=0)
