"""A drawn world is what the store would hold: drafted into a database and read back, its columns are the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings

from qms.coverage.ledger import Texts
from qms.store.batches import append
from qms.store.database import connect
from qms.store.ledger import read_ledger
from qms.store.upgrading import upgrade
from tests.coverage import registers
from tests.coverage.golden import fixed_world
from tests.coverage.search import searched
from tests.coverage.worlds import World


def columns(tables: Any) -> dict[str, list[Any]]:
    """Return all columns of a ledger's tables as plain lists; hashes are the store's own."""
    return {
        f"{table}.{column}": list(value) if isinstance(value, Texts) else value.tolist()
        for table in ("batches", "versions", "events", "successions")
        for column, value in getattr(tables, table)._asdict().items()
        if column != "hashes"
    } | {
        "levels": tables.levels.tolist(),
        "agencies_from": tables.agencies_from.tolist(),
        "published": tables.published,
    }


def read_back(world: World, path: Path) -> Any:
    """Return the ledger of a new database into which the world's drafts were appended."""
    database = connect(f"sqlite:///{path}")
    upgrade(database)
    for draft in world.drafts:
        append(database, draft)
    with database.read() as reading:
        return read_ledger(reading)


def test_the_fixed_world_is_read_back_as_it_was_drawn(tmp_path: Path) -> None:
    world = fixed_world()
    assert columns(read_back(world, tmp_path / "fixed.sqlite")) == columns(world.ledger)


def test_random_registers_are_read_back_as_they_were_drawn(tmp_path_factory: Any) -> None:
    @settings(searched, max_examples=10)
    @given(registers.registers())
    def compare(world: World) -> None:
        path = tmp_path_factory.mktemp("drawn") / "register.sqlite"
        assert columns(read_back(world, path)) == columns(world.ledger)

    compare()
