"""Where the database is, what it is called, and what is told when it is not as it should be."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from qms.errors import CouldNot, WrongUsage
from qms.store.address import user_folder
from qms.store.batches import append
from qms.store.columns import GENESIS
from qms.store.database import Database, connect
from qms.store.sqlite_file import WAL_IS_SAFE_FROM
from qms.store.upgrading import upgrade
from tests.store.worlds import province_with_two_communes


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://x@y/z",
        "postgresql://server",
        "postgresql://server:port/name",
        "file.sqlite",
        "://",
    ],
)
def test_an_address_that_cannot_be_understood_is_wrong_usage(url: str) -> None:
    with pytest.raises(WrongUsage, match="sqlite:///"):
        connect(url)


def test_a_password_is_never_shown() -> None:
    named = "postgresql://an:trong-tu@server/so_lieu"

    assert "trong-tu" not in connect(named).place
    assert "trong-tu" in connect(named).url
    with pytest.raises(WrongUsage) as told:
        connect("mysql://an:trong-tu@server/x")
    assert "trong-tu" not in str(told.value)


def test_the_environment_names_the_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QMS_DATABASE_URL", f"sqlite:///{tmp_path}/a.sqlite")

    assert connect().path == tmp_path / "a.sqlite"


def test_without_a_name_it_is_a_file_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QMS_DATABASE_URL", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("qms.store.address.user_folder", lambda: tmp_path / "qms")

    assert connect().path == tmp_path / "qms" / "qms.sqlite"


def test_the_users_folder_is_called_qms() -> None:
    assert user_folder().name == "qms"


def test_asking_about_a_file_that_is_not_there_does_not_make_one(tmp_path: Path) -> None:
    database = connect(f"sqlite:///{tmp_path}/nowhere/a.sqlite")

    assert (database.exists(), database.data_version(), database.head()) == (False, 0, GENESIS)
    with pytest.raises(CouldNot, match="qms init"), database.read():
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_path_with_strange_letters_is_taken_as_it_is(tmp_path: Path) -> None:
    database = connect(f"sqlite:///{tmp_path}/số liệu 100% #1?mode=rw")
    assert database.path == tmp_path / "số liệu 100% #1"

    upgrade(database)

    assert database.exists()
    assert (tmp_path / "số liệu 100% #1").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(CouldNot, match="file"):
        upgrade(connect(f"sqlite:///{tmp_path}/file/a.sqlite"))


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_text("Đây không phải là cơ sở dữ liệu. " * 100)

    for act in (
        connect(f"sqlite:///{tmp_path}/a.sqlite").exists,
        lambda: upgrade(connect(f"sqlite:///{tmp_path}/a.sqlite")),
    ):
        with pytest.raises(CouldNot, match=r"a\.sqlite"):
            act()


def test_the_journal_is_the_one_that_is_safe_in_this_library(tmp_path: Path) -> None:
    upgrade(connect(f"sqlite:///{tmp_path}/a.sqlite"))

    connection = sqlite3.connect(tmp_path / "a.sqlite")
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()

    assert journal == ("wal" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "delete")


@pytest.mark.parametrize(("library", "journal"), [((3, 51, 2), "delete"), ((3, 51, 3), "wal")])
def test_wal_is_taken_from_the_first_safe_library_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: tuple[int, ...], journal: str
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", library)
    upgrade(connect(f"sqlite:///{tmp_path}/a.sqlite"))

    connection = sqlite3.connect(tmp_path / "a.sqlite")
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == journal
    connection.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("recursive_triggers", 1), ("synchronous", 2), ("busy_timeout", 10_000)],
)
def test_every_connection_to_a_file_is_set_up(database: Database, pragma: str, value: int) -> None:
    with database.read() as reading:
        assert reading.value(f"PRAGMA {pragma}") == value
    with database.write() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_what_is_read_is_of_one_moment(database: Database) -> None:
    append(database, province_with_two_communes())

    with database.read() as reading:
        before = reading.value("SELECT count(*) FROM batch")
        if not database.is_sqlite:  # a file's rollback journal makes the writer wait for the reader instead
            append(database, province_with_two_communes())
        assert reading.value("SELECT count(*) FROM batch") == before == 1


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_what_reads_cannot_write(database: Database) -> None:
    with pytest.raises(CouldNot), database.read() as reading:
        reading.rows("UPDATE batch SET note = 'x'")


def test_an_error_in_the_middle_takes_all_back(database: Database) -> None:
    insert = "INSERT INTO agency (id, batch, level) VALUES (4, 1, 'commune')"
    append(database, province_with_two_communes())

    def write_half() -> None:
        with database.write() as connection:
            connection.execute(text(insert))
            raise KeyError

    with pytest.raises(KeyError):
        write_half()

    with database.read() as reading:
        assert reading.value("SELECT count(*) FROM agency") == 3


def test_writers_wait_for_one_another(database: Database) -> None:
    order = []

    def write_second() -> None:
        append(database, province_with_two_communes())
        order.append("second")

    with database.write():
        waiting = threading.Thread(target=write_second)
        waiting.start()
        waiting.join(timeout=0.3)
        order.append("first")
    waiting.join(timeout=30)

    assert order == ["first", "second"]


def test_reading_loads_neither_table_classes_nor_data_frames(tmp_path: Path) -> None:
    program = (
        "import sys; from qms.store.database import connect; from qms.store.history import history;"
        "print(connect(sys.argv[1]).exists(),"
        "sorted({'sqlalchemy', 'sqlmodel', 'alembic', 'pandas', 'pyarrow', 'pydantic'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, f"sqlite:///{tmp_path}/a.sqlite"],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.strip() == "False []"
