"""Runs in turn: two at once, in the order of coming, and nobody waits for a long one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import BoundedSemaphore, Event

import pytest

from qms.server import turns
from qms.server.turns import AT_ONCE, turn

SOON = 10
"""Seconds within which something happens that must."""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places of our own, and patience that outlasts a test."""
    monkeypatch.setattr(turns, "_places", BoundedSemaphore(AT_ONCE))
    monkeypatch.setattr(turns, "PATIENCE", SOON)


def test_no_more_runs_than_places_compute_at_once() -> None:
    began = Event()

    def late() -> None:
        with turn():
            began.set()

    with ThreadPoolExecutor(1) as runs, ExitStack() as before:
        for _place in range(AT_ONCE):
            before.enter_context(turn())
        ended = runs.submit(late)
        assert not began.wait(0.1)
        before.close()
        ended.result(SOON)
    assert began.is_set()


def test_a_run_goes_on_without_a_place_when_it_waited_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with ExitStack() as runs:
        for _place in range(3 * AT_ONCE):
            runs.enter_context(turn())
        assert not turns._places.acquire(blocking=False)  # as many as there are places have one, the others none


def test_a_run_that_fails_gives_its_place_back() -> None:
    for _time in range(2 * AT_ONCE):
        with pytest.raises(ZeroDivisionError), turn():
            1 / 0  # noqa: B018 – it fails
