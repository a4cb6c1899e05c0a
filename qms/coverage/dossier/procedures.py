"""How many procedures one agency's system covered of how many, over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from qms.coverage.dossier.events import Told
from qms.coverage.rates import rate_text


class Counted(NamedTuple):
    """Days [start, end) for which a report states both counts."""

    start: date
    end: date
    covered: int
    total: int

    def text(self, language: str = "vi") -> str:
        """Return the share as it is printed."""
        return rate_text(self.covered, self.total, language)


def counted_procedures(entries: Sequence[Told], until: date) -> tuple[Counted, ...]:
    """Return the stretches for which both counts are stated, oldest first, the last cut behind a day.

    `entries` come newest first; a report that states no counts ends the stretch before it.
    """
    standing = [entry.report for entry in reversed(entries) if entry.report.voided_by is None]
    ends: Iterable[date] = [*(later.effective_on for _one, later in pairwise(standing)), until + timedelta(days=1)]
    return tuple(
        Counted(report.effective_on, end, report.procedures_covered, report.procedures_total)
        for report, end in zip(standing, ends, strict=False)
        if report.procedures_covered is not None and report.procedures_total is not None
    )
