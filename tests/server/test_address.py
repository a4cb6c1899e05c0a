"""The address to serve on."""

import socket

import pytest

from qms.errors import CouldNot
from qms.server.address import open_for_readers, take


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_LANG", "en")


def test_nobody_can_connect_before_there_is_something_to_see() -> None:
    with take("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
        assert open_for_readers(listener) == port
        socket.create_connection(("127.0.0.1", port)).close()


def test_of_two_that_start_at_once_one_is_told_that_the_other_was_faster() -> None:
    with take("127.0.0.1", 0) as first, take("127.0.0.1", first.getsockname()[1]) as second:
        port = open_for_readers(first)
        with pytest.raises(CouldNot, match=f"Port {port} on 127.0.0.1 is in use"):
            open_for_readers(second)


def test_another_port_that_is_named_exists() -> None:
    with socket.create_server(("127.0.0.1", 65_535)), pytest.raises(CouldNot, match=r"--port 65534$"):
        take("127.0.0.1", 65_535)


def test_an_address_with_colons_is_one_too() -> None:
    with take("::1", 0) as listener:
        assert listener.family is socket.AF_INET6


def test_an_address_that_is_none_of_this_machines_is_told() -> None:
    with pytest.raises(CouldNot, match=r"^The dashboard cannot be served on 192\.0\.2\.1, port 1: "):
        take("192.0.2.1", 1)
