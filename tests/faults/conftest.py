"""The same fixtures as for the store, and what ships held ready."""

import pytest

from tests.faults.killed import drafts
from tests.store.engines import (
    anchors_beside,
    database,
    empty_url,
    engine,
    migrated_file,
    migrated_name,
    server,
    url,
)


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ships is read once, not for each init that goes on."""
    monkeypatch.setattr("qms.store.initial.shipped_drafts", lambda _content: drafts())


__all__ = ["anchors_beside", "database", "empty_url", "engine", "migrated_file", "migrated_name", "server", "url"]
