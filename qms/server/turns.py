"""Pages run in turn: Python computes in one thread at a time, so that many runs begun at once would all end late."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

AT_ONCE: Final = 2
"""Runs that compute at the same time; one of them may be laying out a report, which needs no turn at computing."""

PATIENCE: Final = 0.25
"""Seconds after which a run goes on without a place, so that one of several seconds delays the others by no more."""

_places: Final = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Hold one of the places while a page runs; who comes first has one first."""
    has_place = _places.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if has_place:
            _places.release()
