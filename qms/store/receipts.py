"""Who has sent the report of a period: sent, late, silent this period and never reported are four different things.

A period is a reporting year (15 December to 14 December), its first half (to 14 June) or its second; decree
09/2019/NĐ-CP, Art. 12. A report is late when it was recorded after its due day, by default the period's last.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from qms.coverage.periods import HALF_YEAR_ENDS
from qms.errors import WrongUsage
from qms.i18n import _
from qms.moments import HANOI, moment_text
from qms.register import open_agencies
from qms.store.undo import BatchLine, undone_batches
from qms.vocabulary import PARENT_LEVELS, BatchKind, Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from qms.coverage import Ledger
    from qms.register import OpenAgency
    from qms.store.history import BatchRow, History


class Sending(StrEnum):
    """How it stands with the report of one ministry or province."""

    SENT = "sent"
    LATE = "late"
    SILENT = "silent"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Sender:
    """One ministry or province; batch and moment are those of the period's first report, None where none came."""

    id: int
    level: Level
    code: str
    name: str
    state: Sending
    batch: int | None
    recorded_at: datetime | None
    last_period: str | None
    without_news: bool = False
    """Whether the report came and changed nothing."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """All ministries and provinces open on the period's last day (today while it runs), and whether theirs is there."""

    period: str
    due: date
    senders: tuple[Sender, ...]

    def count(self, *states: Sending) -> int:
        """Return how many are in any of some states."""
        return sum(sender.state in states for sender in self.senders)

    def to_json(self) -> dict[str, Any]:
        """Return the document of `qms history --receipts --format json`."""
        return {
            "period": self.period,
            "due": self.due.isoformat(),
            "reporters": [
                asdict(one) | {"recorded_at": one.recorded_at and moment_text(one.recorded_at)} for one in self.senders
            ],
        }


def last_day(period: str) -> date:
    """Return the last day of a period; raises WrongUsage for a text that is none."""
    year, half = _parts(period)
    return date(year, *_ENDS[half])


def first_day(period: str) -> date:
    """Return the first day of a period; raises WrongUsage for a text that is none."""
    year, half = _parts(period)
    return date(year, 6, 15) if half == "H2" else date(year - 1, 12, 15)


def _parts(period: str) -> tuple[int, str]:
    if not _PERIOD.fullmatch(period):
        raise WrongUsage(_('"{text}" is no period. Write 2025, 2025H1 or 2025H2.').format(text=period))
    return int(period[:4]), period[4:]


_PERIOD: Final = re.compile(r"[12]\d{3}(?:H[12])?", re.ASCII)
_ENDS: Final = {"": HALF_YEAR_ENDS["H2"]} | HALF_YEAR_ENDS


def periods(history: History, today: date) -> tuple[str, ...]:
    """Return the periods that may be asked for, newest first: from the first that anybody reported for, or last year's.

    The one that runs today is among them, and any that somebody reported for ahead of its time.
    """
    named = _named(history)
    running = today.year + (today > last_day(f"{today.year:04}"))
    first = min([running - 1, *(last_day(period).year for period in named)])
    every = {f"{year}{half}" for year in range(first, running + 1) for half in _ENDS}
    begun = {period for period in every if first_day(period) <= today}
    return tuple(sorted(begun | named, key=_newness, reverse=True))


def newest_period(history: History, today: date) -> str:
    """Return the newest period that anybody reported for, else the year of today."""
    return max(_named(history), key=_newness, default=f"{today.year}")


def _named(history: History) -> set[str]:
    """Return the periods that batches name, those left out that are none."""
    return {batch.period for batch in history if batch.period and _PERIOD.fullmatch(batch.period)}


def _newness(period: str) -> tuple[date, str]:
    return last_day(period), period


def receipts(ledger: Ledger, history: History, period: str, *, today: date, due: date | None = None) -> Receipts:
    """Return how it stands with the report of each ministry and province for a period.

    Raises WrongUsage when the period cannot be understood.
    """
    ends = last_day(period)
    sent: dict[int, list[BatchRow]] = {}
    undone = _undone(history)
    named = reporters(ledger, history)
    for batch in history:
        if batch.period and batch.batch in named and batch.batch not in undone:
            sent.setdefault(named[batch.batch].id, []).append(batch)
    everyone = open_agencies(ledger.timeline(ledger.version), min(today, ends), PARENT_LEVELS)
    senders = (_sender(agency, sent.get(agency.id, []), period, due or ends) for agency in everyone)
    return Receipts(period, due or ends, tuple(sorted(senders, key=_by_level_and_code)))


def reporters(ledger: Ledger, history: History) -> dict[int, OpenAgency]:
    """Return whose report each batch is that names its reporter, as called on the day when it was recorded.

    A reporter is read with what is known now; where that gives no single ministry or province (the register was
    corrected since), with what was known then. One that cannot be read even so is left out.
    """
    days: dict[date, list[OpenAgency]] = {}
    found: dict[int, OpenAgency] = {}
    for batch in history:
        if batch.reporter:
            day = recorded_day(batch)
            if day not in days:
                days[day] = list(open_agencies(ledger.timeline(ledger.version), day, PARENT_LEVELS))
            named = _bearer(batch.reporter, days[day]) or _bearer(batch.reporter, _as_known_then(ledger, batch))
            if named:
                found[batch.batch] = named
    return found


def _bearer(text: str, agencies: Iterable[OpenAgency]) -> OpenAgency | None:
    """Return the one agency that CODE or LEVEL:CODE means, None where there is none, or several."""
    level, _colon, code = text.rpartition(":")
    found = [one for one in agencies if one.code == code and level in ("", one.level)]
    return found[0] if len(found) == 1 else None


def _as_known_then(ledger: Ledger, batch: BatchRow) -> Iterator[OpenAgency]:
    then = ledger.known_after(batch.batch)
    return open_agencies(then.timeline(then.version), recorded_day(batch), PARENT_LEVELS)


def recorded_day(batch: BatchRow) -> date:
    """Return the day in Hà Nội on which a batch was recorded."""
    return batch.recorded_at.astimezone(HANOI).date()


def _by_level_and_code(sender: Sender) -> tuple[int, str]:
    return PARENT_LEVELS.index(sender.level), sender.code


def _undone(history: History) -> Collection[int]:
    return undone_batches(BatchLine(batch.batch, batch.kind, batch.reverts) for batch in history)


def _sender(agency: OpenAgency, sent: list[BatchRow], period: str, due: date) -> Sender:
    ours = next((batch for batch in sent if batch.period == period), None)
    if ours is None:
        state = Sending.SILENT if sent else Sending.NEVER
    else:
        state = Sending.LATE if recorded_day(ours) > due else Sending.SENT
    return Sender(
        *agency,
        state=state,
        batch=ours.batch if ours else None,
        recorded_at=ours.recorded_at if ours else None,
        last_period=sent[-1].period if sent else None,
        without_news=bool(ours) and all(one.kind == BatchKind.RECEIPT for one in sent if one.period == period),
    )
