"""Where agencies stood before a day: what a further report is told beside."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qms.coverage.ledger import standing
from qms.coverage.timeline import judged
from qms.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qms.coverage.ledger import Ledger

_STATUSES = list(Status)


class Stood(NamedTuple):
    """The newest status before a day, None where nothing was heard by then, and whether it made the agency covered."""

    status: Status | None
    covered: bool


def stood_before(ledger: Ledger, asked: Sequence[tuple[int, date]]) -> list[Stood]:
    """Return where each agency (id) stood on the eve of a day, by what is known now."""
    events = ledger.events
    kept = np.flatnonzero(standing(events.batch, events.voided_by, ledger.version))
    keys = (events.agency[kept].astype(np.int64) << 32) | events.effective_on[kept]
    wanted = np.array([((agency - 1) << 32) | day.toordinal() for agency, day in asked], dtype=np.int64)
    places = np.searchsorted(keys, wanted, side="left") - 1
    named = np.array([agency - 1 for agency, _day in asked], dtype=np.int64)
    heard = places >= 0
    heard[heard] = events.agency[kept[places[heard]]] == named[heard]
    newest = kept[places[heard]]
    covered, _not_stated = judged(
        events.status[newest], events.procedures_total[newest], events.procedures_covered[newest]
    )
    told = iter(zip(events.status[newest].tolist(), covered.tolist(), strict=True))
    return [_stood(*next(told)) if was_heard else Stood(None, covered=False) for was_heard in heard.tolist()]


def _stood(status: int, covered: bool) -> Stood:
    return Stood(_STATUSES[status], covered)
