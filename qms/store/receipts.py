"""Who has sent the report of a period: sent, late, silent this period and never reported are four different things.

A period is a reporting year (15 December to 14 December), its first half (to 14 June) or its second; decree
09/2019/NĐ-CP, Art. 12. A report is late when it was recorded after its due day, by default the period's last.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qms.errors import WrongUsage
from qms.i18n import _
from qms.moments import HANOI, moment_text
from qms.register import open_agencies, resolve
from qms.store.undo import BatchLine, undone_batches
from qms.vocabulary import PARENT_LEVELS, Level

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Receipts:
    """All ministries and provinces open on the day asked, and whether their report of the period is there."""

    period: str
    due: date
    senders: tuple[Sender, ...]

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
    year, half = period[:4], period[4:]
    if not (year.isascii() and year.isdigit() and len(year) == len("2025") and int(year)) or half not in _ENDS:
        raise WrongUsage(_('"{text}" is no period. Write 2025, 2025H1 or 2025H2.').format(text=period))
    return date(int(year), *_ENDS[half])


_ENDS = {"": (12, 14), "H1": (6, 14), "H2": (12, 14)}


def newest_period(history: History, today: date) -> str:
    """Return the newest period that anybody reported for, else the year of today."""
    named = [batch.period for batch in history if batch.period]
    return max(named, key=lambda period: (last_day(period), period), default=f"{today.year}")


def receipts(ledger: Ledger, history: History, period: str, *, today: date, due: date | None = None) -> Receipts:
    """Return how it stands with the report of each ministry and province for a period.

    Raises WrongUsage when the period cannot be understood.
    """
    deadline = due or last_day(period)
    sent = _sent(ledger, history)
    everyone = open_agencies(ledger.timeline(ledger.version), today)
    senders = (
        _sender(agency, sent.get(agency.id, []), period, deadline)
        for agency in everyone
        if agency.level in PARENT_LEVELS
    )
    return Receipts(period, deadline, tuple(sorted(senders, key=_by_level_and_code)))


def _by_level_and_code(sender: Sender) -> tuple[int, str]:
    return PARENT_LEVELS.index(sender.level), sender.code


def _sent(ledger: Ledger, history: History) -> dict[int, list[BatchRow]]:
    """Return the reports in effect by the agency that sent them, oldest first."""
    undone = undone_batches([BatchLine(batch.batch, batch.kind, batch.reverts) for batch in history])
    found: dict[int, list[BatchRow]] = {}
    for batch in history:
        if batch.reporter and batch.period and batch.batch not in undone:
            agency = resolve(ledger, batch.reporter, _day(batch))
            found.setdefault(agency, []).append(batch)
    return found


def _day(batch: BatchRow) -> date:
    return batch.recorded_at.astimezone(HANOI).date()


def _sender(agency: OpenAgency, sent: list[BatchRow], period: str, due: date) -> Sender:
    ours = next((batch for batch in sent if batch.period == period), None)
    if ours is None:
        state = Sending.SILENT if sent else Sending.NEVER
    else:
        state = Sending.LATE if _day(ours) > due else Sending.SENT
    return Sender(
        *agency,
        state=state,
        batch=ours.batch if ours else None,
        recorded_at=ours.recorded_at if ours else None,
        last_period=sent[-1].period if sent else None,
    )
