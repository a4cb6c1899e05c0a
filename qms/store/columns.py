"""The tables of facts and their columns, in the order in which they are written and hashed (docs/chain.md).

Plain names, so that reading and writing need no table classes; a test holds them against `tables` and `facts`.
"""

from typing import Final

GENESIS: Final = "0" * 64
"""The hash before the first batch, and the head of an empty chain."""

BATCH_COLUMNS: Final = (
    "id",
    "kind",
    "reporter",
    "period",
    "file_name",
    "file_sha256",
    "by",
    "recorded_at",
    "note",
    "counts",
    "reverts",
    "previous_hash",
)
"""All columns of a batch but `hash`, in the order in which they are hashed."""

FACT_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "agency": ("level",),
    "agency_version": (
        "agency",
        "valid_from",
        "state",
        "code",
        "name",
        "name_en",
        "parent",
        "scope",
        "region",
        "locality",
        "legal_act",
        "evidence",
    ),
    "succession": ("predecessor", "successor", "on_day", "kind", "legal_act", "evidence"),
    "status_event": (
        "agency",
        "effective_on",
        "status",
        "standard",
        "procedures_total",
        "procedures_covered",
        "decision_no",
        "decision_on",
        "assurance",
        "source",
        "note",
        "source_line",
    ),
    "published_figure": ("measure", "as_of", "numerator", "denominator", "rate_text", "source"),
    "target": ("measure", "parent", "due_on", "rate"),
    "edition": (
        "as_of",
        "known_at",
        "prepared_by",
        "approved_by",
        "published_at",
        "figures",
        "rules_version",
        "hash",
    ),
    "account": ("subject", "email", "role", "subtree"),
}
"""Tables of facts in chain order, each with its columns but `id`, `batch` and `voided_by_batch`."""

AGENCY_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "agency_version": ("agency", "parent", "locality"),
    "succession": ("predecessor", "successor"),
    "status_event": ("agency",),
    "target": ("parent",),
    "account": ("subtree",),
}
"""Which columns name an agency; a draft may name one there that it creates itself."""

STANDING_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "agency_version": ("agency", "valid_from"),
    "succession": ("predecessor", "successor", "on_day"),
    "status_event": ("agency", "effective_on"),
}
"""What at most one standing row may say: the columns of the partial unique indexes."""

NUMBER_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    **AGENCY_COLUMNS,
    "status_event": ("agency", "procedures_total", "procedures_covered", "source_line"),
    "published_figure": ("numerator", "denominator"),
}
"""Which columns hold whole numbers (32 bits); all others hold texts."""
