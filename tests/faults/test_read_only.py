"""A database that may only be read: reading works, writing ends with 3 and a sentence."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from qms.errors import CouldNot
from qms.i18n import set_language, use_language
from qms.store.batches import append
from qms.store.database import Database, connect
from qms.store.verify import verify
from tests.faults.processes import without_rights
from tests.store.worlds import province_with_two_communes


@pytest.fixture
def engine() -> str:
    """Files alone: a server has its own ways (tests/postgres)."""
    return "sqlite"


@pytest.fixture
def shown(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database of one batch in a folder that everybody can look into."""
    append(database, province_with_two_communes())
    folder = Path(mkdtemp(prefix="qms-ro-"))
    file = folder / "store.sqlite"
    shutil.copy(str(database.path), file)
    monkeypatch.setenv("QMS_ANCHORS", str(folder / "anchors"))
    folder.chmod(0o755)
    yield file
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_an_address_that_says_read_only_is_kept_to(database: Database) -> None:
    append(database, province_with_two_communes())
    reading = connect(f"{database.url}?mode=ro")

    with use_language("en"), pytest.raises(CouldNot, match="read-only"):
        append(reading, province_with_two_communes())

    assert reading.data_version() == 1
    assert verify(reading).ok


def test_a_file_without_rights_can_be_read_and_not_written(shown: Path) -> None:
    database = connect(f"sqlite:///{shown}")
    shown.chmod(0o444)
    shown.parent.chmod(0o555)

    def write() -> None:
        set_language("en")
        assert database.data_version() == 1
        append(database, province_with_two_communes())

    ended = without_rights(write)

    assert ended.code == 3
    assert "read-only" in ended.said
    assert verify(database).violations == ()
    assert database.data_version() == 1


def test_a_folder_without_rights_cannot_take_the_journal(shown: Path) -> None:
    database = connect(f"sqlite:///{shown}")
    shown.chmod(0o666)
    shown.parent.chmod(0o555)

    def write() -> None:
        set_language("en")
        append(database, province_with_two_communes())

    ended = without_rights(write)

    assert ended.code == 3
    assert "rights" in ended.said
    assert verify(database).violations == ()
    assert database.data_version() == 1


def test_a_new_database_in_a_folder_without_rights_is_told(shown: Path) -> None:
    from qms.store.upgrading import upgrade

    new = connect(f"sqlite:///{shown.parent}/new/store.sqlite")
    shown.parent.chmod(0o555)

    def make() -> None:
        set_language("en")
        upgrade(new)

    ended = without_rights(make)

    assert ended.code == 3
    assert "new" in ended.said
    assert not new.exists()
