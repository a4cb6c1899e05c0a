"""Answers as CSV rows: the document's own keys in front, nested parts flattened, columns always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qms.coverage.frames import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAMP: Final = ("known_on", "data_version", "chain_head", "rules_version", "demo")
_DOCUMENT: Final = ("as_of", *_STAMP)
_GROUP: Final = ("group_id", "group_level", "group_code", "group_name")
_PUBLISHED: Final = tuple(f"published_{part}" for part in ("text", "numerator", "denominator", "agrees", "source"))
_AGENCY: Final = ("id", "level", "code", "name")

FIGURES: Final = (
    *_DOCUMENT,
    "measure",
    *_GROUP,
    "numerator",
    "denominator",
    "rate",
    "text",
    "must_reannounce",
    "procedures_not_stated",
    *_PUBLISHED,
)
MEMBERS: Final = (*_DOCUMENT, "measure", *_GROUP, *_AGENCY, "covered")
SERIES: Final = (
    *_DOCUMENT,
    "measure",
    "from",
    "to",
    "every",
    "map",
    *_GROUP,
    "numerator",
    "denominator",
    "rate",
    "text",
    "break",
)
OUTSTANDING: Final = (
    *_DOCUMENT,
    "measure",
    *_AGENCY,
    *(f"parent_{part}" for part in _AGENCY),
    "status",
    "since",
    "missing",
)
CHANGES: Final = (
    *_DOCUMENT,
    "from",
    "to",
    "known_from",
    "measure",
    "kind",
    "numerator",
    "denominator",
    "count",
)
MOVERS: Final = (
    *CHANGES[:-3],
    *_AGENCY,
    *(f"parent_{part}" for part in _AGENCY),
    "numerator",
    "denominator",
)
HISTORY: Final = (
    "batch",
    "kind",
    "recorded_at",
    "by",
    "reporter",
    "period",
    "file",
    "sha256",
    "note",
    "counts",
    "reverts",
    "hash",
)


def rows_of(document: dict[str, Any], table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a document's table, each with what the document says of itself."""
    said = {key: value for key, value in document.items() if key != table}
    for row in document[table]:
        yield said | flat(row)


def change_rows(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the sums of a `changes` document: for each measure before, its steps, after."""
    from qms.coverage.change import sum_rows

    said = {key: value for key, value in document.items() if key != "measures"}
    for row in sum_rows(document):
        yield said | row


def mover_rows(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row for each agency of each step of a `changes` document."""
    said = {key: value for key, value in document.items() if key != "measures"}
    for found in document["measures"]:
        for step in found["steps"]:
            for agency in step["agencies"]:
                yield said | {"measure": found["measure"], "kind": step["kind"]} | flat(agency)


def member_rows(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row for each member of each figure of a `figures` document."""
    for figure in document["figures"]:
        said = {key: value for key, value in document.items() if key != "figures"}
        said |= flat({key: figure[key] for key in ("measure", "group")})
        for member in figure["members"]:
            yield said | member
