"""Bring a database's schema to the present version, or make it; all in one transaction under the write lock."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect

from qms.errors import CouldNot, Refused
from qms.i18n import _
from qms.store.columns import FACT_COLUMNS
from qms.store.database import REVISIONS, Database, demand_known, schema_version
from qms.store.reading import ConnectionReading

OLDEST_POSTGRESQL: Final = (15,)


def upgrade(database: Database) -> bool:
    """Make or upgrade the schema; returns whether there was anything to do.

    Raises Refused when tables of something else are in the way, CouldNot when a newer version made the database.
    """
    if database.schema_version() == REVISIONS[-1]:
        return False
    with database.create() as connection:
        # Asked again under the lock: another process may have been here in the meantime.
        found = schema_version(ConnectionReading(connection))
        if found == REVISIONS[-1]:
            return False
        if found is None:
            _demand_room(connection, database)
        else:
            demand_known(found, database.place)
        _run_migrations(connection)
    return True


def _demand_room(connection: Connection, database: Database) -> None:
    version = connection.dialect.server_version_info
    if not database.is_sqlite and version is not None and version < OLDEST_POSTGRESQL:
        raise CouldNot(
            _("The server of {place} is older than PostgreSQL 15. Upgrade the server.").format(place=database.place)
        )
    present = set(inspect(connection).get_table_names())
    in_the_way = (
        present if database.is_sqlite else present & {"store", "batch", "upload", "header_mapping", *FACT_COLUMNS}
    )
    if in_the_way:
        raise Refused(
            _("The database {place} holds tables of something else ({tables}). Name another database.").format(
                place=database.place, tables=", ".join(sorted(in_the_way))
            )
        )


def _run_migrations(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))  # the option is a format string
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
