"""Streamlit's scripts and styles, compressed once and kept: they are three times smaller so, and never change."""

from __future__ import annotations

import gzip
import mimetypes
import re
from pathlib import Path
from threading import Lock
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_PACKABLE: Final = re.compile(r"/static/(?P<file>(?:js|css)/[\w-][\w.-]*\.(?:js|css))", re.ASCII)
"""Names of one folder's files only: what is kept is bounded by what exists."""

_HEADERS: Final = {
    "cache-control": "public, immutable, max-age=31536000",  # the names carry a hash of the content
    "content-encoding": "gzip",
    "vary": "accept-encoding",
}
LEVEL: Final = 6


class PackedFiles:
    """Answers for scripts and styles where the browser takes gzip; all else is left to the application behind."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._packed: dict[str, bytes] = {}
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed file, or let the application behind answer."""
        match = _PACKABLE.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if match is None or scope["method"] != "GET" or not takes_gzip(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        packed = self._packed.get(match["file"]) or await run_in_threadpool(self._pack, match["file"])
        if packed is None:
            await self._app(scope, receive, send)
            return
        kind = mimetypes.guess_type(match["file"])[0]
        await Response(packed, media_type=kind, headers=_HEADERS)(scope, receive, send)

    def _pack(self, file: str) -> bytes | None:
        with self._lock:
            if file not in self._packed:
                path = self._folder / file
                if not path.is_file():
                    return None
                self._packed[file] = gzip.compress(path.read_bytes(), LEVEL, mtime=0)
            return self._packed[file]


def takes_gzip(headers: Headers) -> bool:
    """Return whether a browser that sends these headers takes gzip, for the whole file."""
    offers = [offer.strip().lower() for offer in headers.get("accept-encoding", "").split(",")]
    wanted = any(re.fullmatch(r"gzip(\s*;\s*q=(1(\.0*)?|0?\.\d*[1-9]\d*))?", offer) for offer in offers)
    return wanted and "range" not in headers
