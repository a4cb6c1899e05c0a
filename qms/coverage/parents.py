"""The ministries and provinces of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qms.coverage.figures import group_on
from qms.coverage.ledger import index_of
from qms.vocabulary import PARENT_LEVELS, Level

if TYPE_CHECKING:
    from datetime import date, datetime

    from qms.coverage.ledger import Ledger
    from qms.coverage.stamp import Group


def parents_on(ledger: Ledger, day: date, *, known_on: datetime | None = None) -> tuple[Group, ...]:
    """Return the open ministries and provinces as they are called on a day, by level and code."""
    timeline = ledger.timeline(ledger.known_on(known_on))
    cells = timeline.on(day.toordinal())
    rows = np.flatnonzero(np.isin(cells.level, [index_of(level) for level in PARENT_LEVELS])).tolist()
    found = [group_on(timeline, int(cells.agency[row]), int(cells.version[row])) for row in rows]
    return tuple(sorted(found, key=lambda group: (index_of(Level(group.level)), group.code or "", group.id)))
