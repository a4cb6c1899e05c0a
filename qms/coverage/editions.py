"""Editions of the standard: since when one is superseded, and how late it is to stand on it still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qms.vocabulary import LEAVE_BEFORE, SUPERSEDED_ON, Standard


@dataclass(frozen=True, slots=True)
class Superseded:
    """An edition that a newer one has replaced by the day that is looked at."""

    standard: Standard
    since: date
    """The day from which the newer edition stands."""
    leave_before: date | None
    """The day before which agencies had to leave it, where the authorities set one."""
    days_late: int | None
    """Days since the day set for leaving, or since the newer edition where none was set; None before that day."""


def superseded(standard: Standard | None, as_of: date) -> Superseded | None:
    """Return that an edition is superseded on a day, None where it is not (or none is stated)."""
    since = None if standard is None else SUPERSEDED_ON.get(standard)
    if standard is None or since is None or as_of < since:
        return None
    return Superseded(standard, since, LEAVE_BEFORE.get(standard), days_late(standard, as_of))


def days_late(standard: Standard | None, as_of: date) -> int | None:
    """Return the days since an edition should have been left, or else was superseded; None for a current one."""
    if standard is None:
        return None
    due = LEAVE_BEFORE.get(standard) or SUPERSEDED_ON.get(standard)
    return None if due is None or as_of < due else (as_of - due).days


def current_edition(as_of: date) -> Standard | None:
    """Return the newest edition that a superseding day has brought in by a day; None before the first of them."""
    order = list(Standard)
    passed = [order.index(standard) for standard, since in SUPERSEDED_ON.items() if since <= as_of]
    return order[max(passed) + 1] if passed else None
