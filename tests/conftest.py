"""What holds for every test: no network but this machine's own, no verdict that hangs on how fast it ran; one demo."""

import fcntl
import ipaddress
import os
import socket
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from coverage import Coverage

from tests.house.chromium import chromium_path

hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


UNMEASURED = ("tests/pages/", "tests/browser/", "tests/faults/")
"""Tests of whole pages and processes: measured they take twice as long, and reach little that is new."""


def is_measured(item: pytest.Item) -> bool:
    """Whether a test is neither of those, nor heavy, nor a search that does the same a hundred times."""
    is_search = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return not (item.nodeid.startswith(UNMEASURED) or item.get_closest_marker("heavy") or is_search)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Leave some tests out of the measurement of coverage."""
    if is_measured(item):
        return (yield)
    measuring = Coverage.current()
    while (running := Coverage.current()) is not None:  # on a worker there is one more below it, which would go on
        running.stop()
    try:
        return (yield)
    finally:
        if measuring is not None:
            measuring.start()


class ReachedOutside(AssertionError):
    """A test, or the code it tests, tried to leave this machine."""


@pytest.fixture(autouse=True, scope="session")
def no_network_but_loopback() -> Iterator[None]:
    allowed_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(address[0]):
            raise ReachedOutside(f"a test tried to reach {address}")
        allowed_connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


def is_loopback(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The demo's database file, made once for all workers of a run by `qms init --demo`. Read it; copy it to write."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    database = shared / "demo.sqlite"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "demo.made").exists():
            subprocess.run(
                [sys.executable, "-m", "qms", "init", "--demo"],
                env=os.environ | {"QMS_DATABASE_URL": f"sqlite:///{database}"},
                check=True,
            )
            (shared / "demo.made").touch()
    return database


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where this machine has Chromium."""
    return chromium_path()
