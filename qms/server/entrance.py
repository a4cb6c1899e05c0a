"""The entrance: which addresses there are. What is not listed here is not served, whatever the application behind has.

Pages come from the menu and get our shell; Streamlit's own routes are let through by name, so that its machine
interfaces (metrics, agent) and whatever a later version adds stay closed.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Collection, Mapping
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qms.i18n import LANGUAGES, default_language
from qms.server.packed import takes_gzip
from qms.server.shell import ASSETS

Page = Callable[[str], str]
"""A language in, a whole HTML page out."""

THROUGH: Final = re.compile(
    r"/_stcore/(health|host-config|stream)|/_stcore/upload_file/.+|/(static|media)/.+",
    re.DOTALL,
)
"""What the dashboard in the browser needs from Streamlit."""

PROBES: Final = re.compile(r"/[\w-]+/_stcore/(health|host-config)", re.ASCII)
"""What Streamlit asks of every deep link to find out where it is served; the answer is no."""

_PAGE_HEADERS: Final = {"cache-control": "no-cache", "vary": "accept-encoding"}
_NO_PAGE_HEADERS: Final = [(b"cache-control", b"no-store"), (b"content-length", b"0")]
_ASSETS: Final = {
    f"/qms/{name}": Response((ASSETS / name).read_bytes(), media_type=kind, headers={"cache-control": "max-age=3600"})
    for name, kind in (("connection.js", "text/javascript"), ("icon.svg", "image/svg+xml"))
}


class Entrance:
    """Gives pages their shell, lets Streamlit's routes through, and answers everything else with a page not found."""

    def __init__(self, app: ASGIApp, pages: Collection[str], shells: Mapping[str, str], not_found: Page) -> None:
        self._app = app
        self._pages = frozenset(f"/{path}" for path in pages)
        self._shells = {language: html.encode() for language, html in shells.items()}
        self._packed = {language: gzip.compress(html, mtime=0) for language, html in self._shells.items()}
        self._not_found = not_found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application behind answer."""
        if scope["type"] == "lifespan" or THROUGH.fullmatch(scope["path"]):
            await self._app(scope, receive, _without_pages(send) if scope["type"] == "http" else send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        path = scope["path"]
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse(
                "Method Not Allowed\n", HTTPStatus.METHOD_NOT_ALLOWED, headers={"allow": "GET, HEAD"}
            )
        if path in self._pages:
            return self._shell(scope)
        if path in _ASSETS:
            return _ASSETS[path]
        if path.rstrip("/") in self._pages and not path.startswith("//"):
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(path.rstrip("/") + (f"?{query}" if query else ""), HTTPStatus.MOVED_PERMANENTLY)
        if PROBES.fullmatch(path):
            return PlainTextResponse("Not Found\n", HTTPStatus.NOT_FOUND)
        page = self._not_found(asked_language(scope))
        return Response(page, HTTPStatus.NOT_FOUND, {"cache-control": "no-store"}, "text/html")

    def _shell(self, scope: Scope) -> Response:
        language = asked_language(scope)
        if takes_gzip(Headers(scope=scope)):
            headers = {**_PAGE_HEADERS, "content-encoding": "gzip"}
            return Response(self._packed[language], media_type="text/html", headers=headers)
        return Response(self._shells[language], media_type="text/html", headers=_PAGE_HEADERS)


def _without_pages(send: Send) -> Send:
    """Return a way to send all but HTML: for what it does not know, Streamlit answers with its own shell."""
    is_page = False

    async def send_rest(message: Message) -> None:
        nonlocal is_page
        if message["type"] == "http.response.start":
            is_page = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
            if is_page:
                message = {**message, "status": HTTPStatus.NOT_FOUND, "headers": _NO_PAGE_HEADERS}
        if is_page and message["type"] == "http.response.body":
            message = {"type": "http.response.body", "more_body": message.get("more_body", False)}
        await send(message)

    return send_rest


def asked_language(scope: Scope) -> str:
    """Return the language that a link asks for, else the default."""
    asked = QueryParams(scope["query_string"]).get("lang", "")
    return asked if asked in LANGUAGES else default_language()
