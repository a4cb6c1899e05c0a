"""The bytes of the files that batches came from, and how headers were mapped by hand; both append-only."""

# ruff: noqa: S608 – the names of tables are this file's own words

from typing import Final

import sqlalchemy as sa
from alembic import op

from qms.store.migrations import append_only

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT: Final = "____-__-__T__:__:__.______Z"
TABLES: Final = ("upload", "header_mapping")
WRONG_UPLOAD: Final = "append-only: upload joins the newest batch, once, with the hash that it names"
WRONG_MAPPING: Final = "append-only: header_mapping takes the next id"


def upgrade() -> None:
    """Make both tables and their triggers."""
    op.create_table(
        "upload",
        sa.Column(
            "batch",
            sa.Integer(),
            sa.ForeignKey("batch.id"),
            autoincrement=False,
            nullable=False,
            primary_key=True,
        ),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size >= 0", name="upload_size_counts"),
    )
    op.create_table(
        "header_mapping",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, primary_key=True),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.CheckConstraint(f"recorded_at LIKE '{MOMENT}'", name="header_mapping_recorded_at_moment"),
    )
    op.create_index("header_mapping_signature", "header_mapping", ["signature"])
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.execute(sa.text(statement))


SQLITE: Final = (
    *(
        f"""CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table}
BEGIN SELECT RAISE(ABORT, 'append-only: {table} is never changed or deleted'); END"""
        for table in TABLES
        for act in ("update", "delete")
    ),
    f"""CREATE TRIGGER upload_joins BEFORE INSERT ON upload
WHEN NEW.batch IS NOT (SELECT max(id) FROM batch) OR EXISTS (SELECT 1 FROM upload WHERE batch = NEW.batch)
OR NEW.sha256 IS NOT (SELECT file_sha256 FROM batch WHERE id = NEW.batch)
BEGIN SELECT RAISE(ABORT, '{WRONG_UPLOAD}'); END""",
    f"""CREATE TRIGGER header_mapping_next BEFORE INSERT ON header_mapping
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM header_mapping)
BEGIN SELECT RAISE(ABORT, '{WRONG_MAPPING}'); END""",
)

POSTGRESQL: Final = (
    *(statement for table in TABLES for statement in append_only.postgresql_frozen(table)),
    f"""CREATE FUNCTION qms_upload_joins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.batch IS DISTINCT FROM (SELECT max(id) FROM batch)
        OR NEW.sha256 IS DISTINCT FROM (SELECT file_sha256 FROM batch WHERE id = NEW.batch)
    THEN
        RAISE EXCEPTION '{WRONG_UPLOAD}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$""",
    "CREATE TRIGGER upload_joins BEFORE INSERT ON upload FOR EACH ROW EXECUTE FUNCTION qms_upload_joins()",
    f"""CREATE FUNCTION qms_next_mapping() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id IS DISTINCT FROM (SELECT coalesce(max(id), 0) + 1 FROM header_mapping) THEN
        RAISE EXCEPTION '{WRONG_MAPPING}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$""",
    """CREATE TRIGGER header_mapping_next BEFORE INSERT ON header_mapping
FOR EACH ROW EXECUTE FUNCTION qms_next_mapping()""",
)
