"""Targets: what a measure is to reach by a day, as known at a batch."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from qms.reports.goals import Goal
from qms.vocabulary import Measure

if TYPE_CHECKING:
    from qms.store.database import Database


def goals_known(database: Database, known: int) -> tuple[Goal, ...]:
    """Return the targets that stood when the batch `known` was the last one, by their day."""
    asked = (
        "SELECT measure, due_on, rate, parent FROM target WHERE batch <= :known"
        " AND (voided_by_batch IS NULL OR voided_by_batch > :known) ORDER BY due_on, id"
    )
    with database.read() as reading:
        rows = list(reading.rows(asked, known=known))
    return tuple(Goal(Measure(row[0]), date.fromisoformat(row[1]), Fraction(row[2]), row[3]) for row in rows)
