"""The address to serve on: taken before the database is made, opened when there is something to see."""

from __future__ import annotations

import errno
import socket
import sys
from typing import Any, Final

from qms.errors import CouldNot
from qms.i18n import _

BACKLOG: Final = 2048
"""Connections that may wait to be accepted."""

HIGHEST_PORT: Final = 65_535


def take(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address, to which nobody can connect yet; port 0 takes any free one.

    Raises CouldNot when another program has the address, or when it is none of this machine's.
    """
    try:
        family, _kind, _protocol, _name, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            _bind(probe, place)
            probe.listen(1)
        listener = socket.socket(family)
        _bind(listener, place)
    except OSError as error:
        raise _not_to_be_had(host, port, error) from error
    return listener


def open_for_readers(listener: socket.socket) -> int:
    """Let readers connect and return the port; raises CouldNot when another program was faster."""
    host, port = listener.getsockname()[:2]
    try:
        listener.listen(BACKLOG)
    except OSError as error:
        raise _not_to_be_had(host, port, error) from error
    return int(port)


def _bind(listener: socket.socket, place: Any) -> None:
    # So that a server can be started again while the connections of the last one fade out. With it two programs may be
    # bound to one address until one of them listens, hence the probe; on Windows they might even both listen.
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(place)


def _not_to_be_had(host: str, port: int, error: OSError) -> CouldNot:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < HIGHEST_PORT else port - 1
        sentence = _("Port {port} on {host} is in use. End the other program, or name another port: --port {other}")
        return CouldNot(sentence.format(port=port, host=host, other=other))
    sentence = _("The dashboard cannot be served on {host}, port {port}: {reason}.")
    return CouldNot(sentence.format(host=host, port=port, reason=error.strerror or error))
