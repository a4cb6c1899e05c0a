"""The first schema: the chain of batches, the facts, and the triggers that keep both append-only."""

import secrets
from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from qms.store.migrations import append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DAY: Final = "____-__-__"
MOMENT: Final = "____-__-__T__:__:__.______Z"
LEVELS: Final = "'ministry', 'ministry_unit', 'province', 'provincial_unit', 'district', 'commune'"
SCOPES: Final = "'mandatory', 'encouraged', 'planned', 'none'"
REGIONS: Final = (
    "'northern_midlands', 'red_river_delta', 'central_coast', 'central_highlands', 'southeast', 'mekong_delta'"
)
EVIDENCE: Final = "'assumed', 'one_source', 'unresolved'"
STATUSES: Final = "'not_started', 'building', 'applied', 'announced', 'withdrawn'"
ASSURANCES: Final = "'self_declared', 'verified', 'certified'"
MEASURES: Final = "'ministries', 'ministry_encouraged', 'provinces', 'provinces_with_communes', 'communes', 'slice'"
KINDS: Final = "'register', 'status', 'published', 'target', 'edition', 'account', 'undo', 'demo', 'receipt'"
BARE: Final = (
    "code IS NULL AND name IS NULL AND name_en IS NULL AND parent IS NULL "
    "AND scope IS NULL AND region IS NULL AND locality IS NULL"
)
FACTS: Final = (
    "agency",
    "agency_version",
    "succession",
    "status_event",
    "published_figure",
    "target",
    "edition",
    "account",
)
STANDING_KEYS: Final = {
    "agency_version": ("agency", "valid_from"),
    "succession": ("predecessor", "successor", "on_day"),
    "status_event": ("agency", "effective_on"),
}


def words(name: str, *, optional: bool = False) -> sa.Column[str]:
    """Return a text column."""
    return sa.Column(name, sa.Text(), nullable=optional)


def number(name: str, to: str | None = None, *, optional: bool = False) -> sa.Column[int]:
    """Return an integer column, a foreign key where `to` names a column."""
    keys = [sa.ForeignKey(to)] if to else []
    return sa.Column(name, sa.Integer(), *keys, nullable=optional)


def key() -> sa.Column[int]:
    """Return the primary key, which the product gives itself."""
    return sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, primary_key=True)


def check(name: str, condition: str) -> sa.CheckConstraint:
    """Return a named constraint."""
    return sa.CheckConstraint(condition, name=name)


def upgrade() -> None:
    """Make tables, indexes, triggers, and the store's random name."""
    store = op.create_table("store", key(), words("store_id"), check("store_one_row", "id = 1"))
    op.bulk_insert(store, [{"id": 1, "store_id": secrets.token_hex(16)}])
    create_batch()
    create_agencies()
    create_statuses()
    create_publications()
    create_accounts()
    for table, columns in STANDING_KEYS.items():
        where = sa.text("voided_by_batch IS NULL")
        op.create_index(
            f"{table}_standing", table, list(columns), unique=True, sqlite_where=where, postgresql_where=where
        )
    guard()


def create_fact(table: str, *items: SchemaItem) -> None:
    """Make a table of facts: its own columns and constraints between what every fact has."""
    op.create_table(
        table,
        key(),
        number("batch", "batch.id"),
        number("voided_by_batch", "batch.id", optional=True),
        *items,
        check(f"{table}_voided_later", "voided_by_batch > batch"),
    )


def create_batch() -> None:
    """Make the table of batches."""
    op.create_table(
        "batch",
        key(),
        words("kind"),
        words("reporter", optional=True),
        words("period", optional=True),
        words("file_name", optional=True),
        words("file_sha256", optional=True),
        words("by"),
        words("recorded_at"),
        words("note", optional=True),
        words("counts"),
        number("reverts", "batch.id", optional=True),
        words("previous_hash"),
        words("hash"),
        check("batch_kind_known", f"kind IN ({KINDS})"),
        check("batch_recorded_at_moment", f"recorded_at LIKE '{MOMENT}'"),
        check("batch_reverts_earlier", "reverts < id"),
        check("batch_hash_length", "length(hash) = 64 AND length(previous_hash) = 64"),
    )


def create_agencies() -> None:
    """Make the tables of the register: lives, what holds of them, and what became of them."""
    create_fact("agency", words("level"), check("agency_level_known", f"level IN ({LEVELS})"))
    create_fact(
        "agency_version",
        number("agency", "agency.id"),
        words("valid_from"),
        words("state"),
        words("code", optional=True),
        words("name", optional=True),
        words("name_en", optional=True),
        number("parent", "agency.id", optional=True),
        words("scope", optional=True),
        words("region", optional=True),
        number("locality", "agency.id", optional=True),
        words("legal_act", optional=True),
        words("evidence", optional=True),
        check("agency_version_valid_from_day", f"valid_from LIKE '{DAY}'"),
        check("agency_version_state_known", "state IN ('open', 'closed')"),
        check("agency_version_scope_known", f"scope IN ({SCOPES})"),
        check("agency_version_region_known", f"region IN ({REGIONS})"),
        check("agency_version_evidence_known", f"evidence IN ({EVIDENCE})"),
        check("agency_version_open_is_named", "state <> 'open' OR (name IS NOT NULL AND scope IS NOT NULL)"),
        check("agency_version_closed_is_bare", f"state <> 'closed' OR ({BARE})"),
        check("agency_version_not_its_own_parent", "parent <> agency"),
    )
    create_fact(
        "succession",
        number("predecessor", "agency.id"),
        number("successor", "agency.id"),
        words("on_day"),
        words("kind"),
        words("legal_act", optional=True),
        words("evidence", optional=True),
        check("succession_on_day_day", f"on_day LIKE '{DAY}'"),
        check("succession_kind_known", "kind IN ('continued', 'absorbed', 'merged', 'split')"),
        check("succession_evidence_known", f"evidence IN ({EVIDENCE})"),
        check("succession_continued_is_one_life", "kind <> 'continued' OR predecessor = successor"),
        check("succession_merged_and_split_are_two", "kind NOT IN ('merged', 'split') OR predecessor <> successor"),
    )


def create_statuses() -> None:
    """Make the table of status events."""
    create_fact(
        "status_event",
        number("agency", "agency.id"),
        words("effective_on"),
        words("status"),
        words("standard", optional=True),
        number("procedures_total", optional=True),
        number("procedures_covered", optional=True),
        words("decision_no", optional=True),
        words("decision_on", optional=True),
        words("assurance", optional=True),
        words("source", optional=True),
        words("note", optional=True),
        number("source_line", optional=True),
        check("status_event_effective_on_day", f"effective_on LIKE '{DAY}'"),
        check("status_event_status_known", f"status IN ({STATUSES})"),
        check("status_event_standard_known", "standard IN ('2000', '2008', '2015', '2026')"),
        check("status_event_total_counts", "procedures_total >= 0"),
        check("status_event_covered_counts", "procedures_covered >= 0"),
        check("status_event_covered_within_total", "procedures_covered <= procedures_total"),
        check("status_event_decision_on_day", f"decision_on LIKE '{DAY}'"),
        check("status_event_assurance_known", f"assurance IN ({ASSURANCES})"),
        check("status_event_line_counts", "source_line >= 1"),
    )


def create_publications() -> None:
    """Make the tables of what was announced, what is aimed at, and what was locked."""
    create_fact(
        "published_figure",
        words("measure"),
        words("as_of"),
        number("numerator", optional=True),
        number("denominator", optional=True),
        words("rate_text", optional=True),
        words("source"),
        check("published_figure_measure_known", f"measure IN ({MEASURES})"),
        check("published_figure_as_of_day", f"as_of LIKE '{DAY}'"),
        check("published_figure_numerator_counts", "numerator >= 0"),
        check("published_figure_denominator_counts", "denominator >= 0"),
        check("published_figure_numerator_within", "numerator <= denominator"),
    )
    create_fact(
        "target",
        words("measure"),
        number("parent", "agency.id", optional=True),
        words("due_on"),
        words("rate"),
        check("target_measure_known", f"measure IN ({MEASURES})"),
        check("target_due_on_day", f"due_on LIKE '{DAY}'"),
        check(
            "target_rate_within",
            "rate IN ('0', '1') OR (rate LIKE '0._%' AND rate NOT LIKE '%0' "
            "AND ltrim(substr(rate, 3), '0123456789') = '')",
        ),
    )
    create_fact(
        "edition",
        words("as_of"),
        words("known_at"),
        words("prepared_by"),
        words("approved_by"),
        words("published_at"),
        words("figures"),
        words("rules_version"),
        words("hash"),
        check("edition_as_of_day", f"as_of LIKE '{DAY}'"),
        check("edition_known_at_moment", f"known_at LIKE '{MOMENT}'"),
        check("edition_published_at_moment", f"published_at LIKE '{MOMENT}'"),
    )


def create_accounts() -> None:
    """Make the table of accounts."""
    create_fact(
        "account",
        words("subject"),
        words("email", optional=True),
        words("role"),
        number("subtree", "agency.id", optional=True),
        check("account_role_known", "role IN ('viewer', 'analyst', 'approver', 'admin')"),
    )


def guard() -> None:
    """Make the triggers."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        look = sa.inspect(connection)
        statements = sqlite_triggers(
            {table: [str(column["name"]) for column in look.get_columns(table)] for table in FACTS}
        )
    else:
        statements = postgresql_triggers()
    for statement in statements:
        connection.execute(sa.text(statement))


def sqlite_triggers(facts: dict[str, list[str]]) -> list[str]:
    """Return all triggers for SQLite; `facts` gives the columns of each table of facts."""
    statements = [*append_only.SQLITE_STORE, *append_only.SQLITE_BATCH]
    for table, columns in facts.items():
        fixed = [column for column in columns if column != "voided_by_batch"]
        statements += append_only.sqlite_fact(table, fixed, STANDING_KEYS.get(table, ()))
    return statements


def postgresql_triggers() -> list[str]:
    """Return all functions and triggers for PostgreSQL."""
    statements = [*append_only.POSTGRESQL_FUNCTIONS, *append_only.POSTGRESQL_BATCH]
    for table in ("store", "batch"):
        statements += append_only.postgresql_frozen(table)
    for table in FACTS:
        statements += append_only.postgresql_fact(table)
    return statements
