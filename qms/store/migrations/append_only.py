"""Triggers by which the database itself refuses to change or drop what was written.

On both engines: a batch is the next one and names the hash before it; a fact joins the newest batch, with the next id,
standing; nothing is deleted; the one update is setting `voided_by_batch` once, to the newest batch.

SQLite needs more than its constraints: INSERT OR REPLACE would delete the row in its way without asking, so that a row
with a used id, or saying what a standing row says, is refused before it is inserted.

These texts are part of the migrations that use them. A later change is a new migration with its own texts.
"""

# ruff: noqa: S608 – the names of tables and columns come from the migration alone

from collections.abc import Sequence
from typing import Final

_GENESIS: Final = "0" * 64
_RULE: Final = "append-only"

SQLITE_STORE: Final = (
    f"""CREATE TRIGGER store_no_update BEFORE UPDATE ON store
BEGIN SELECT RAISE(ABORT, '{_RULE}: store is never changed'); END""",
    f"""CREATE TRIGGER store_no_delete BEFORE DELETE ON store
BEGIN SELECT RAISE(ABORT, '{_RULE}: store is never deleted'); END""",
    f"""CREATE TRIGGER store_once BEFORE INSERT ON store WHEN EXISTS (SELECT 1 FROM store)
BEGIN SELECT RAISE(ABORT, '{_RULE}: store has one row'); END""",
)

SQLITE_BATCH: Final = (
    f"""CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch
BEGIN SELECT RAISE(ABORT, '{_RULE}: batch is never changed'); END""",
    f"""CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, '{_RULE}: batch is never deleted'); END""",
    f"""CREATE TRIGGER batch_next BEFORE INSERT ON batch
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM batch)
OR NEW.previous_hash IS NOT coalesce((SELECT hash FROM batch ORDER BY id DESC LIMIT 1), '{_GENESIS}')
BEGIN SELECT RAISE(ABORT, '{_RULE}: batch does not follow the newest one'); END""",
)

POSTGRESQL_FUNCTIONS: Final = (
    f"""CREATE FUNCTION qms_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{_RULE}: % is never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$""",
    f"""CREATE FUNCTION qms_next_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id IS DISTINCT FROM (SELECT coalesce(max(id), 0) + 1 FROM batch)
        OR NEW.previous_hash IS DISTINCT FROM coalesce((SELECT hash FROM batch ORDER BY id DESC LIMIT 1), '{_GENESIS}')
    THEN
        RAISE EXCEPTION '{_RULE}: batch does not follow the newest one'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$""",
    # Everything but voided_by_batch is compared by putting the old one back for the comparison.
    f"""CREATE FUNCTION qms_void_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE voided_by integer := NEW.voided_by_batch;
BEGIN
    NEW.voided_by_batch := OLD.voided_by_batch;
    IF NEW IS DISTINCT FROM OLD OR OLD.voided_by_batch IS NOT NULL
        OR voided_by IS DISTINCT FROM (SELECT max(id) FROM batch)
    THEN
        RAISE EXCEPTION '{_RULE}: % can only be voided, once, by the newest batch', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.voided_by_batch := voided_by;
    RETURN NEW;
END $$""",
    # Once a statement, not once a row: the added ids must follow the one before them without a gap.
    f"""CREATE FUNCTION qms_join_newest() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE first_id integer; follows boolean; joins boolean;
BEGIN
    SELECT min(id), max(id) - min(id) + 1 = count(*),
        bool_and(batch = (SELECT max(id) FROM batch) AND voided_by_batch IS NULL)
        INTO first_id, follows, joins FROM added;
    IF first_id IS NULL THEN RETURN NULL; END IF;
    IF follows AND first_id > 1 THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I WHERE id = $1)', TG_TABLE_SCHEMA, TG_TABLE_NAME)
            INTO follows USING first_id - 1;
    END IF;
    IF NOT (joins AND follows AND first_id >= 1) THEN
        RAISE EXCEPTION '{_RULE}: % takes the next id, standing, in the newest batch', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$""",
)


def sqlite_fact(table: str, columns: Sequence[str], standing_key: Sequence[str]) -> list[str]:
    """Return the triggers of a table of facts; `columns` are all but `voided_by_batch`."""
    unchanged = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in columns)
    triggers = [
        f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{_RULE}: {table} is never deleted'); END""",
        f"""CREATE TRIGGER {table}_void_once BEFORE UPDATE ON {table}
WHEN NOT (OLD.voided_by_batch IS NULL AND NEW.voided_by_batch IS (SELECT max(id) FROM batch) AND {unchanged})
BEGIN SELECT RAISE(ABORT, '{_RULE}: {table} can only be voided, once, by the newest batch'); END""",
        f"""CREATE TRIGGER {table}_join_newest BEFORE INSERT ON {table}
WHEN NEW.batch IS NOT (SELECT max(id) FROM batch) OR NEW.voided_by_batch IS NOT NULL
OR NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM {table})
BEGIN SELECT RAISE(ABORT, '{_RULE}: {table} takes the next id, standing, in the newest batch'); END""",
    ]
    if standing_key:
        same = " AND ".join(f"{column} = NEW.{column}" for column in standing_key)
        triggers.append(
            f"""CREATE TRIGGER {table}_stands BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same} AND voided_by_batch IS NULL)
BEGIN SELECT RAISE(ABORT, '{_RULE}: {table} has a standing row that says this'); END"""
        )
    return triggers


def postgresql_guard(table: str) -> list[str]:
    """Return the triggers that no table of ours may be without: nothing is deleted or emptied."""
    return [
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION qms_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION qms_refuse()",
    ]


def postgresql_frozen(table: str) -> list[str]:
    """Return the triggers of a table whose rows never change."""
    return [
        *postgresql_guard(table),
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION qms_refuse()",
    ]


def postgresql_fact(table: str) -> list[str]:
    """Return the triggers of a table of facts."""
    return [
        *postgresql_guard(table),
        f"CREATE TRIGGER {table}_void_once BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION qms_void_once()",
        f"""CREATE TRIGGER {table}_join_newest AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION qms_join_newest()""",
    ]


POSTGRESQL_BATCH: Final = (
    "CREATE TRIGGER batch_next BEFORE INSERT ON batch FOR EACH ROW EXECUTE FUNCTION qms_next_batch()",
)
