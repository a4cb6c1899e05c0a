"""The server of the dashboard: Streamlit, with our own doors in front of it.

SecureHeaders   every answer carries the security headers
└ Guard         a foreign Host or Origin is refused, HTTP and WebSocket
└ Entrance    only the addresses that there are; pages get our HTML shell
└ PackedFiles   scripts and styles compressed
└ Streamlit   runs dashboard.py
"""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from qms.access import Access, chosen_access, demand_safe, own_names
from qms.errors import CouldNot
from qms.i18n import LANGUAGES, _, use_language
from qms.places import dashboard_script, site_folder

if TYPE_CHECKING:
    import socket

    from starlette.types import ASGIApp

    from qms.store.initial import Progress

SECONDS_TO_END: Final = 3
"""How long open connections are given when the server is stopped."""


def serve(host: str, port: int, *, demo: bool, progress: Progress | None = None) -> None:
    """Serve the dashboard until it is interrupted; a database that does not exist yet is made first.

    Prints the address on stdout when readers can come; port 0 takes any free one. `progress` is told how far the making
    of the database is. Raises WrongUsage when it would be unsafe to serve so, CouldNot when the port is taken or the
    database cannot be made or read.
    """
    from qms.server.address import take
    from qms.server.making import prepare
    from qms.store.database import connect

    access = chosen_access()
    demand_safe(access, host)
    with take(host, port) as listener:
        prepare(connect(), demo=demo, progress=progress)
        _run(listener, access, host)


def _run(listener: socket.socket, access: Access, host: str) -> None:
    import uvicorn

    from qms.server.address import open_for_readers
    from qms.server.settings import WEBSOCKET_BYTES

    port = open_for_readers(listener)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    config = uvicorn.Config(
        application(access, host, port, ready=partial(print, url, flush=True)),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="websockets-sansio",
        ws_max_size=WEBSOCKET_BYTES,
        timeout_graceful_shutdown=SECONDS_TO_END,
    )
    server = uvicorn.Server(config)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return
    if not server.started:
        raise CouldNot(_("The dashboard could not be started; the reason stands above."))


def application(access: Access, host: str, port: int, *, ready: Any = lambda: None) -> ASGIApp:
    """Return the whole server as an ASGI application; `ready` is called when it has started.

    Streamlit keeps its settings per process: one application a process.
    """
    import streamlit as st
    from streamlit import config, file_util
    from streamlit.runtime.pages_manager import PagesManager

    from qms.server.entrance import Entrance
    from qms.server.faults import show_failure
    from qms.server.guard import Guard
    from qms.server.headers import SecureHeaders
    from qms.server.packed import PackedFiles
    from qms.server.settings import streamlit_settings
    from qms.server.shell import shell
    from qms.server.warm import get_ready

    sys.path.insert(0, str(site_folder()))  # pages find each other and the menu is found here
    from pages.parts.menu import MENU

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        get_ready()
        ready()
        yield

    config.get_config_options(force_reparse=True, options_from_flags=streamlit_settings(host, port))
    PagesManager.uses_pages_directory = False  # else a file right in pages/ would run by its URL, without dashboard.py
    static = Path(file_util.get_static_dir())
    original = (static / "index.html").read_text(encoding="utf-8")
    streamlit = st.App(dashboard_script(), lifespan=lifespan, on_script_error=show_failure)
    return SecureHeaders(
        Guard(
            Entrance(
                PackedFiles(streamlit, static / "static"),
                pages=[entry.path for entry in MENU],
                shells={language: shell(original, language) for language in LANGUAGES},
                not_found=not_found,
            ),
            own_names(access, host),
        )
    )


def not_found(language: str) -> str:
    """Return the page for an address that is none of ours."""
    from pages.parts.menu import links
    from qms.server.notice import notice, notice_page

    with use_language(language):
        title = _("There is no page at this address")
        body = notice(title, [_("Please check the address, or choose a page below.")], quiet=True)
        return notice_page(language, title, body, f"<nav>{links({'lang': language})}</nav>")
