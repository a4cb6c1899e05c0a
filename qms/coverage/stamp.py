"""What every document of figures says of itself: known when, from which head, by which rules, simulated or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qms.moments import moment_text
from qms.vocabulary import RULES_VERSION

if TYPE_CHECKING:
    from datetime import date, datetime

    from qms.coverage.ledger import Ledger


class Stamp(NamedTuple):
    """The state of knowledge behind a document."""

    known_on: datetime | None
    data_version: int
    chain_head: str
    demo: bool
    rules_version: str = RULES_VERSION

    def to_json(self) -> dict[str, Any]:
        """Return the keys that every document carries beside its days."""
        return {
            "known_on": None if self.known_on is None else moment_text(self.known_on),
            "data_version": self.data_version,
            "chain_head": self.chain_head,
            "rules_version": self.rules_version,
            "demo": self.demo,
        }


def stamp_of(ledger: Ledger, known_on: datetime | None) -> Stamp:
    """Return the stamp of what was known at a moment (None: of all that is known)."""
    known = ledger.known_on(known_on)
    return Stamp(known_on, known, ledger.head_at(known), ledger.is_simulated(known))


class Group(NamedTuple):
    """A ministry or province as it was called on a day."""

    id: int
    level: str
    code: str | None
    name: str

    def to_json(self) -> dict[str, Any]:
        """Return the group as in every document."""
        return {"id": self.id, "level": self.level, "code": self.code, "name": self.name}


def iso(day: date) -> str:
    """Return a day as documents carry it."""
    return day.isoformat()
