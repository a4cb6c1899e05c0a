"""The guard: a request that is not for this server, or comes from another site's page, is refused before all else.

A page on the web may let the browser of whoever sits here send requests to this machine; such a request names a foreign
Origin, or (DNS rebinding) a foreign Host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final, NamedTuple

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from qms.i18n import LANGUAGES, N_, gettext_in

Headers = Iterable[tuple[bytes, bytes]]

_HOST: Final = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[0-9a-z._-]+)(:\d{1,5})?", re.ASCII)
_NOT_FOR_US: Final = N_("This address is not served here. Open the address that was printed when the server started.")
_FROM_ELSEWHERE: Final = N_("This request comes from another site's page and was refused.")


class Refusal(NamedTuple):
    """Why a request is refused: an HTTP status and the msgid of a sentence."""

    status: int
    sentence: str


def refusal(headers: Headers, own_names: frozenset[str] | None) -> Refusal | None:
    """Return why a request with these headers is refused, None when it is welcome.

    `own_names` are the host names we answer to, lower case; None means any, as behind a proxy.
    """
    named = list(headers)
    hosts = _values(named, b"host")
    if len(hosts) != 1 or not _is_ours(hosts[0], own_names):
        return Refusal(HTTPStatus.MISDIRECTED_REQUEST, _NOT_FOR_US)
    if any(origin not in {f"http://{hosts[0]}", f"https://{hosts[0]}"} for origin in _values(named, b"origin")):
        return Refusal(HTTPStatus.FORBIDDEN, _FROM_ELSEWHERE)
    return None


def _values(headers: Headers, wanted: bytes) -> list[str]:
    return [value.decode("latin-1").strip().lower() for name, value in headers if name.lower() == wanted]


def _is_ours(host: str, own_names: frozenset[str] | None) -> bool:
    match = _HOST.fullmatch(host)
    return match is not None and (own_names is None or match["name"].strip("[]").rstrip(".") in own_names)


class Guard:
    """Refuses foreign requests, HTTP and WebSocket alike, with a sentence in every language."""

    def __init__(self, app: ASGIApp, own_names: frozenset[str] | None) -> None:
        self._app = app
        self._own_names = own_names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through that is for us, answer any other."""
        refused = refusal(scope["headers"], self._own_names) if "headers" in scope else None
        if refused is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await _answer(refused)(scope, receive, send)


def _answer(refused: Refusal) -> PlainTextResponse:
    sentences = "\n".join(gettext_in(language, refused.sentence) for language in LANGUAGES)
    return PlainTextResponse(sentences + "\n", refused.status, headers={"cache-control": "no-store"})
