"""Which requests are refused before anything else sees them."""

import asyncio
from typing import Any

import pytest

from qms.server.guard import Guard, refusal

OWN = frozenset({"localhost", "127.0.0.1", "::1"})


def status(host: str | None, *origins: str, own: frozenset[str] | None = OWN) -> int:
    hosts = [] if host is None else [(b"host", host.encode())]
    refused = refusal([*hosts, *((b"origin", origin.encode()) for origin in origins)], own)
    return refused.status if refused else 200


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "LOCALHOST:8501", "127.0.0.1:1", "[::1]:8501", "localhost.:8501"]
)
def test_the_own_host_is_welcome(host: str) -> None:
    assert status(host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example/localhost",
        "localhost@evil.example",
        "localhost:8501@evil.example",
        "localhost:port",
        "localhost,evil.example",
        "[::2]",
        "",
        None,
    ],
)
def test_a_foreign_or_unreadable_or_absent_host_is_misdirected(host: str | None) -> None:
    assert status(host) == 421


def test_two_hosts_are_one_too_many() -> None:
    refused = refusal([(b"host", b"localhost"), (b"Host", b"evil.example")], OWN)
    assert refused is not None
    assert refused.status == 421


def test_a_page_of_ours_may_send_requests() -> None:
    assert status("localhost:8501", "http://localhost:8501") == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost:3000",  # another program's page on this machine
        "http://127.0.0.1:8501",  # not the name that was asked for
        "http://localhost",
        "http://localhost:8501.evil.example",
        "null",
        "",
    ],
)
def test_a_page_from_elsewhere_is_forbidden(origin: str) -> None:
    assert status("localhost:8501", origin) == 403


def test_one_foreign_origin_among_several_is_enough() -> None:
    assert status("localhost:8501", "http://localhost:8501", "http://evil.example") == 403


def test_behind_a_proxy_any_host_is_welcome_and_a_foreign_origin_is_not() -> None:
    assert status("qms.example.vn", own=None) == 200
    assert status("qms.example.vn", "https://qms.example.vn", own=None) == 200
    assert status("qms.example.vn", "https://evil.example", own=None) == 403


def answers(scope: dict[str, Any]) -> list[dict[str, Any]]:
    """What the guard sends for a foreign request; the application behind must not be reached."""
    sent: list[dict[str, Any]] = []

    async def behind(_scope: Any, _receive: Any, _send: Any) -> None:
        raise AssertionError("a foreign request came through")

    async def receive() -> dict[str, Any]:
        raise AssertionError("a foreign request was read")

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Guard(behind, OWN)({"headers": [(b"host", b"evil.example")], **scope}, receive, send))
    return sent


def test_a_foreign_request_is_told_why_in_both_languages() -> None:
    start, body = answers({"type": "http", "method": "GET"})
    assert start["status"] == 421
    assert body["body"].decode() == (
        "Địa chỉ này không được phục vụ tại đây. Đề nghị mở địa chỉ đã in ra khi máy chủ khởi động.\n"
        "This address is not served here. Open the address that was printed when the server started.\n"
    )


def test_a_foreign_websocket_is_told_why_where_the_server_can() -> None:
    start, _body = answers({"type": "websocket", "extensions": {"websocket.http.response": {}}})
    assert (start["type"], start["status"]) == ("websocket.http.response.start", 421)


def test_a_foreign_websocket_is_closed_before_it_opens_where_the_server_cannot_say_more() -> None:
    assert answers({"type": "websocket"}) == [{"type": "websocket.close", "code": 1008}]


def test_what_is_no_request_passes() -> None:
    reached: list[str] = []

    async def behind(scope: Any, _receive: Any, _send: Any) -> None:
        reached.append(scope["type"])

    asyncio.run(Guard(behind, OWN)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]  # never called
    assert reached == ["lifespan"]
