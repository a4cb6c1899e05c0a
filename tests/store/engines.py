"""Fresh databases on both engines, each from one that was migrated once."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from qms.store.database import Database, connect
from qms.store.upgrading import upgrade
from tests.postgres.server import Server, running_server

MakeUrl = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as started:
        yield started


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file: Path = tmp_path_factory.mktemp("migrated") / "migrated.sqlite"
    upgrade(connect(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def migrated_name(server: Server) -> str:
    server.run("CREATE DATABASE migrated")
    database = connect(server.url("migrated"))
    upgrade(database)
    database.close()
    return "migrated"


@pytest.fixture(autouse=True)
def anchors_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test may write to the user's own folder."""
    file: Path = tmp_path / "anchors"
    monkeypatch.setenv("QMS_ANCHORS", str(file))
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table; the SQLite file is not there yet."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    yield from _fresh_database(request.getfixturevalue("server"), "template0")


@pytest.fixture
def url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the schema and nothing else."""
    if engine == "sqlite":
        file = tmp_path / "store.sqlite"
        shutil.copy(request.getfixturevalue("migrated_file"), file)
        yield f"sqlite:///{file}"
        return
    yield from _fresh_database(request.getfixturevalue("server"), request.getfixturevalue("migrated_name"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = connect(url)
    yield opened
    opened.close()


def _fresh_database(server: Server, template: str) -> Iterator[str]:
    name = f"t_{uuid4().hex}"
    server.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.url(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")
