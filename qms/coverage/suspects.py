"""The agencies that a check of the data has found, described a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qms.coverage.checks import Check, Checked, checked
from qms.coverage.editions import days_late
from qms.coverage.figures import cells_under, group_among, group_on
from qms.coverage.ledger import BLANK, stated
from qms.coverage.quality import OLD_AFTER
from qms.coverage.stamp import Group, Stamp, stamp_of
from qms.vocabulary import Standard, Status

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from qms.coverage.ledger import Ledger
    from qms.coverage.timeline import Cells

_STATUSES: Final = list(Status)
_STANDARDS: Final = list(Standard)


@dataclass(frozen=True, slots=True)
class Suspect:
    """One agency that a check has found, with what the check looked at."""

    id: int
    level: str
    code: str | None
    name: str
    parent: Group | None
    status: Status | None
    since: date | None
    """The day of its newest event; None: no report."""
    standard: Standard | None
    procedures_covered: int | None
    procedures_total: int | None
    days_late: int | None
    """Days since the edition should have been left, or was superseded; None under a current or unstated one."""
    is_covered: bool

    def to_json(self) -> dict[str, Any]:
        """Return the agency as one row of a list."""
        return {
            "id": self.id,
            "level": self.level,
            "code": self.code,
            "name": self.name,
            "parent": None if self.parent is None else self.parent.to_json(),
            "status": None if self.status is None else self.status.value,
            "since": None if self.since is None else self.since.isoformat(),
            "standard": None if self.standard is None else self.standard.value,
            "procedures_covered": self.procedures_covered,
            "procedures_total": self.procedures_total,
            "days_late": self.days_late,
        }


@dataclass(frozen=True)
class Suspects:
    """All agencies that a check has found on a day, by ministry or province; described when asked for."""

    check: Check
    as_of: date
    stamp: Stamp
    _found: Checked
    _everyone: Cells
    _rows: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self._rows)

    def described(self, first: int = 0, last: int | None = None) -> tuple[Suspect, ...]:
        """Return the agencies from one place up to another, the last one excluded; without places, all of them."""
        return tuple(self._suspect(row) for row in self._rows[first:last].tolist())

    def _suspect(self, row: int) -> Suspect:
        cells, events = self._found.cells, self._found.timeline.ledger.events
        called = group_on(self._found.timeline, int(cells.agency[row]), int(cells.version[row]))
        event, top = int(cells.event[row]), int(cells.top[row])
        standard = None if cells.standard[row] == BLANK else _STANDARDS[cells.standard[row]]
        return Suspect(
            id=called.id,
            level=called.level,
            code=called.code,
            name=called.name,
            parent=None if top == called.id - 1 else group_among(self._found.timeline, self._everyone, top),
            status=None if event == BLANK else _STATUSES[cells.status[row]],
            since=None if event == BLANK else date.fromordinal(int(events.effective_on[event])),
            standard=standard,
            procedures_covered=stated(events.procedures_covered, event),
            procedures_total=stated(events.procedures_total, event),
            days_late=days_late(standard, self.as_of),
            is_covered=bool(cells.covered[row]),
        )


def suspects(
    ledger: Ledger,
    as_of: date,
    check: Check,
    *,
    under: int | None = None,
    months: int = OLD_AFTER,
    known_on: datetime | None = None,
) -> Suspects:
    """Return the agencies that a check has found, of the country or in the subtree of an agency (id)."""
    stamp = stamp_of(ledger, known_on)
    timeline, cells = cells_under(ledger, stamp.data_version, as_of, under)
    found = checked(timeline, cells, as_of, months)
    rows = np.flatnonzero(found.flags[check])
    order = np.lexsort((cells.agency[rows], cells.top[rows]))
    return Suspects(check, as_of, stamp, found, timeline.on(as_of.toordinal()), rows[order])
