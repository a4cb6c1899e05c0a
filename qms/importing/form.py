"""One agency's status from a form: the one-row file that it amounts to, read, planned and recorded like any other."""

from __future__ import annotations

import csv
import io
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from qms.coverage.ledger import STANDING
from qms.coverage.lives import lives_in
from qms.importing.cells import CLEARING
from qms.importing.columns import STATUS_COLUMNS
from qms.importing.dates import days_of_facts, parse_date, print_date
from qms.importing.plan import EVENT_COLUMNS
from qms.inert import protected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qms.coverage.ledger import Ledger
    from qms.coverage.stamp import Group
    from qms.importing.apply import Prepared
    from qms.importing.plan import Standing
    from qms.store.facts import Event

FIELDS: Final = (
    "status",
    "effective_date",
    "procedures_total",
    "procedures_covered",
    "standard",
    "decision_no",
    "decision_date",
    "assurance",
    "source",
    "note",
)
"""The columns of a status file that a form has fields for, in their order; the others say which agency it is."""


def file_of_form(agency: Group, stated: Mapping[str, str]) -> tuple[str, bytes]:
    """Return name and bytes of the file that a form amounts to: its header and one row, UTF-8.

    `stated` holds the fields as they were filled in, blank or absent for what is not stated.
    """
    named = {"agency_code": agency.code or "", "agency_name": agency.name, "level": agency.level}
    cells = {**{name: stated.get(name, "").strip() for name in FIELDS}, **named}
    columns = [column.name for column in STATUS_COLUMNS if column.name in cells]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerow([cells[name] if cells[name] == CLEARING else protected(cells[name]) for name in columns])
    return f"form-{agency.level}-{agency.code}.csv", out.getvalue().encode()


def agency_of_form(ledger: Ledger, agency: int, effective: str, today: date) -> Group | None:
    """Return an agency (id) as it is called on the day that a form states, or today where that is no day.

    None for an id that no agency has.
    """
    if not 1 <= agency <= len(ledger.levels):
        return None
    day = parse_date(effective, days_of_facts(today)) if effective.strip() else today
    on_day = day if isinstance(day, date) else today
    return lives_in(ledger, ledger.version).called(agency - 1, on_day.toordinal())


def means_another(prepared: Prepared, agency: int) -> bool:
    """Tell whether a form's row would be recorded of another agency than the one that was asked for.

    That happens where a later body bears the same name and code, and the day lies in its life.
    """
    return any(row.agency is not None and row.agency.id not in (None, agency) for row in prepared.plan.rows)


def present_event(ledger: Ledger, standing: Standing, agency: int, today: date) -> tuple[Event, int] | None:
    """Return the newest event of an agency (id) up to a day, with the batch that recorded it; None without any.

    Of a body that has ended it is the last one of its life.
    """
    events = ledger.events
    first, last = np.searchsorted(events.agency, [agency - 1, agency])
    held = np.arange(first, last)
    held = held[(events.voided_by[held] == STANDING) & (events.effective_on[held] <= today.toordinal())]
    if not len(held):
        return None
    row = int(events.id[held[-1]])
    return standing.events([row])[row], int(events.batch[held[-1]])


def fields_of(event: Event) -> dict[str, str]:
    """Return an event as a form's fields state it; entered so for its own day, it changes nothing."""
    stated = {name: getattr(event, field) for name, field in EVENT_COLUMNS} | {"effective_date": event.effective_on}
    return {name: _entered(stated[name]) for name in FIELDS}


def _entered(value: object) -> str:
    if isinstance(value, date):
        return print_date(value)
    return "" if value is None else value.value if isinstance(value, StrEnum) else str(value)
