"""The server's own ways to fail: not there, gone in the middle, gone while the write is being confirmed."""

import pytest
from sqlalchemy import Connection, text

from qms.errors import CouldNot, Unsettled
from qms.i18n import use_language
from qms.store.batches import append
from qms.store.database import Database, connect
from qms.store.upgrading import upgrade
from qms.store.verify import verify
from tests.postgres.server import Server
from tests.store.worlds import province_with_two_communes

pytestmark = pytest.mark.postgres


@pytest.fixture
def engine() -> str:
    return "postgresql"


def cut(connection: Connection, server: Server) -> None:
    """End the server's side of a connection."""
    process = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    server.run(f"SELECT pg_terminate_backend({int(process)}, 5000)")


def test_a_connection_that_broke_while_confirming_leaves_it_unsettled(database: Database, server: Server) -> None:
    with use_language("en"), pytest.raises(Unsettled, match="Run it again") as told, database.write() as connection:
        cut(connection, server)

    assert told.value.exit_code == 4
    assert append(database, province_with_two_communes()).batch == 1
    assert verify(database).ok


def test_a_connection_that_broke_before_wrote_nothing(database: Database, server: Server) -> None:
    def write_and_lose() -> None:
        with database.write() as connection:
            cut(connection, server)
            connection.execute(text("SELECT 1"))

    with use_language("en"), pytest.raises(CouldNot, match="no connection") as told:
        write_and_lose()

    assert told.value.exit_code == 3
    assert database.data_version() == 0


def test_a_pooled_connection_that_died_is_replaced(database: Database, server: Server) -> None:
    assert database.data_version() == 0
    server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 't\\_%'")

    assert database.data_version() == 0


def test_a_server_that_is_not_there_is_told(server: Server) -> None:
    nowhere = connect(server.url("x").replace(str(server.sockets), "/nonexistent"))

    with use_language("en"), pytest.raises(CouldNot, match="no connection"):
        upgrade(nowhere)


def test_a_database_that_is_not_there_is_told(server: Server) -> None:
    with use_language("en"), pytest.raises(CouldNot):
        connect(server.url("nowhere")).data_version()


def test_a_user_without_rights_is_told(database: Database, server: Server) -> None:
    server.run("DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN")
    guest = connect(database.url.replace("qms@", "guest@"))

    with use_language("en"), pytest.raises(CouldNot, match="Ask for the rights"):
        append(guest, province_with_two_communes())
    guest.close()


def test_an_old_server_is_refused(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.store.upgrading.OLDEST_POSTGRESQL", (99,))
    database = connect(empty_url)

    with use_language("en"), pytest.raises(CouldNot, match="Upgrade the server"):
        upgrade(database)
    database.close()
