"""A real `qms serve` on a small country, shared by the tests of a file."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.small import write_country
from tests.house.serving import Served, serving

QMS = Path(sys.executable).with_name("qms")


@pytest.fixture(scope="session")
def small_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small country as a database file. Read it; copy it to write."""
    file = tmp_path_factory.mktemp("small") / "small.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QMS_ANCHORS", str(file.with_suffix(".anchors")))
        write_country(f"sqlite:///{file}")
    return file


def environment(database: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QMS_")}
    return kept | {"QMS_DATABASE_URL": f"sqlite:///{database}", "QMS_LANG": "vi"} | more


@pytest.fixture(scope="module")
def served(small_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    with serving([QMS, "serve"], environment(small_database), folder) as started:
        yield started
        started.interrupt()
