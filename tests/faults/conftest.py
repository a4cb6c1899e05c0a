"""The same fixtures as for the store."""

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

__all__ = ["anchors_beside", "database", "empty_url", "engine", "migrated_file", "migrated_name", "server", "url"]
