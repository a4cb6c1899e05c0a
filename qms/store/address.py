"""Where a database is: a file, or a server and the database's name there."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qs

from qms.errors import WrongUsage
from qms.i18n import _

_FILE: Final = re.compile(r"sqlite(\+\w+)?:///(?P<file>[^?]+)(\?(?P<query>.*))?")


class Address(NamedTuple):
    """One database; `url` may hold a password, `shown` never does."""

    url: str
    shown: str
    path: Path | None = None
    """The SQLite file, None on a server."""
    mode: str = "rw"
    """How the file may be opened at most, as SQLite calls it: ro, rw or rwc."""


def address_of(url: str | None = None) -> Address:
    """Return where a URL points, by default `QMS_DATABASE_URL`, else a file in the user's data folder.

    Raises WrongUsage when the URL cannot be understood.
    """
    named = url or os.environ.get("QMS_DATABASE_URL") or f"sqlite:///{user_folder() / 'qms.sqlite'}"
    file = _FILE.fullmatch(named)
    return _on_a_server(named) if file is None else _of_a_file(named, file["file"], file["query"] or "")


def user_folder() -> Path:
    """Return the user's data folder of this product."""
    from platformdirs import user_data_path

    return user_data_path("qms", appauthor=False)


def _of_a_file(url: str, file: str, query: str) -> Address:
    if file == ":memory:":
        raise WrongUsage(_not_understood(url))
    path = Path(file).expanduser().absolute()
    return Address(url, str(path), path, parse_qs(query).get("mode", ["rw"])[0])


def _on_a_server(url: str) -> Address:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WrongUsage(_not_understood(url)) from error
    if parsed.get_backend_name() != "postgresql" or not parsed.database:
        raise WrongUsage(_not_understood(parsed.render_as_string()))
    server = parsed.set(drivername="postgresql+psycopg")
    return Address(server.render_as_string(hide_password=False), server.render_as_string())


def _not_understood(url: str) -> str:
    return _(
        "The database address {url} cannot be understood. Write sqlite:///path/to/file.sqlite or "
        "postgresql+psycopg://user@host/database."
    ).format(url=url)
