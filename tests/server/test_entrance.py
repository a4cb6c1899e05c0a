"""Which addresses there are."""

import asyncio
from typing import Any

import httpx
import pytest
from starlette.responses import HTMLResponse, PlainTextResponse

import qms.server
from qms.server.entrance import Entrance
from qms.server.headers import SECURITY_HEADERS, SecureHeaders

SHELLS = {"vi": "<p>vỏ</p>", "en": "<p>shell</p>"}
BEHIND = PlainTextResponse("behind", headers={"content-security-policy": "none", "x-own": "kept"})


def entrance() -> SecureHeaders:
    return SecureHeaders(Entrance(BEHIND, ["", "phuong-phap"], SHELLS, qms.server.not_found))


def get(path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(entrance())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize("path", ["/", "/phuong-phap", "/?as_of=2021-04-27", "/phuong-phap?lang=vi", "/?lang=fr"])
def test_a_page_of_the_menu_gets_the_shell(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setenv("QMS_LANG", "vi")
    answer = get(path)
    assert (answer.status_code, answer.text) == (200, "<p>vỏ</p>")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_the_shell_speaks_the_language_of_the_link_else_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_LANG", "en")
    assert get("/").text == "<p>shell</p>"
    assert get("/?lang=vi").text == "<p>vỏ</p>"
    assert get("/phuong-phap?lang=en").text == "<p>shell</p>"


def test_the_shell_comes_uncompressed_to_who_cannot_unpack_it() -> None:
    assert get("/", **{"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in get("/", **{"accept-encoding": "identity"}).headers


def test_a_page_with_a_slash_behind_it_is_sent_on_with_its_question() -> None:
    answer = get("/phuong-phap/?as_of=2021-04-27")
    assert (answer.status_code, answer.headers["location"]) == (301, "/phuong-phap?as_of=2021-04-27")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/upload_file/session/file",
        "/static/media/font.woff2",
        "/media/abc.png",
    ],
)
def test_what_the_dashboard_needs_in_the_browser_comes_through(path: str) -> None:
    assert get(path).text == "behind"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/phuong-phap/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/phuong-phap/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/_stcore/whatever-comes-next",
        "/overview",
        "/follow/overview",
        "/pages/follow/overview",
        "/pages/follow/overview.py",
        "/phuong-phap/overview",
        "/app/static/x",
        "/component/x/index.html",
        "/_stcore/bidi-components/x",
        "/index.html",
        "/docs",
        "/openapi.json",
        "/.streamlit/secrets.toml",
    ],
)
def test_what_is_not_listed_is_not_there(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["//evil.example/", "//phuong-phap/"])
def test_nobody_is_sent_on_to_another_host(path: str) -> None:
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(entrance()(scope, None, send))  # type: ignore[arg-type]  # nothing is received
    assert sent[0]["status"] == 404


def test_an_unknown_address_gets_a_page_in_the_language_of_the_link_that_leads_on() -> None:
    vietnamese = get("/khong-co?lang=vi").text
    assert "Không có trang tại địa chỉ này" in vietnamese
    assert '<html lang="vi">' in vietnamese
    assert '<a href="/" target="_self">Tổng quan</a>' in vietnamese
    english = get("/khong-co?lang=en").text
    assert "There is no page at this address" in english
    assert '<a href="/phuong-phap?lang=en" target="_self">Method</a>' in english


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_page_can_only_be_asked_for(method: str) -> None:
    assert get("/", method=method).status_code == 405
    assert get("/_stcore/agent/mcp", method=method).status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/khong-co", "/phuong-phap/", "/_stcore/health", "/_stcore/metrics", "/qms/connection.js"]
)
def test_every_answer_carries_our_headers_once(path: str) -> None:
    answer = get(path)
    for name, value in SECURITY_HEADERS:
        assert answer.headers.get_list(name.decode()) == [value.decode()]


def test_other_headers_of_the_application_are_kept() -> None:
    assert get("/_stcore/health").headers["x-own"] == "kept"


def test_our_own_files_are_there() -> None:
    assert get("/qms/connection.js").headers["content-type"].startswith("text/javascript")
    assert get("/qms/icon.svg").headers["content-type"] == "image/svg+xml"


def test_streamlits_own_html_is_nobodys() -> None:
    """For a script or an upload that is not there Streamlit answers with its shell, in English and with a 200."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    html = HTMLResponse("<p>You need to enable JavaScript</p>", headers={"etag": "x"})
    behind = Entrance(html, [""], SHELLS, qms.server.not_found)
    asyncio.run(behind({"type": "http", "method": "GET", "path": "/static/js/none.js"}, None, send))  # type: ignore[arg-type]  # nothing is received
    assert sent == [
        {
            "type": "http.response.start",
            "status": 404,
            "headers": [(b"cache-control", b"no-store"), (b"content-length", b"0")],
        },
        {"type": "http.response.body", "more_body": False},
    ]


def test_a_websocket_elsewhere_than_streamlits_is_closed_before_it_opens() -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(entrance()({"type": "websocket", "path": "/_stcore/agent/mcp"}, None, send))  # type: ignore[arg-type]  # nothing is received
    assert sent == [{"type": "websocket.close", "code": 1008}]
