"""What is known of standing facts beyond the ledger's columns: decisions, notes, sources, legal acts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from qms.store.columns import FACT_COLUMNS
from qms.store.database import Database
from qms.store.facts import Event
from qms.store.stored import rows_by_id
from qms.vocabulary import Assurance, Standard, Status


class StandingFacts:
    """Answers by row ids, each question in a read transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def events(self, ids: Sequence[int]) -> Mapping[int, Event]:
        """Return the events with these row ids in full; `agency` is the agency's id."""
        columns = FACT_COLUMNS["status_event"]
        return {row[0]: _event(row[1:]) for row in self._rows("status_event", columns, ids)}

    def legal_acts(self, versions: Sequence[int]) -> Mapping[int, str | None]:
        """Return the legal act of each of these rows of `agency_version`."""
        return {row[0]: row[1] for row in self._rows("agency_version", ("legal_act",), versions)}

    def decisions(self) -> dict[int, tuple[str | None, date | None]]:
        """Return number and day of the decision of every event that states one, standing or not."""
        asked = "SELECT id, decision_no, decision_on FROM status_event WHERE decision_no IS NOT NULL"
        day = cache(date.fromisoformat)
        with self._database.read() as reading:
            return {id_: (number, day(on) if on else None) for id_, number, on in reading.rows(asked)}

    def _rows(self, table: str, columns: Sequence[str], ids: Sequence[int]) -> Iterator[Sequence[Any]]:
        with self._database.read() as reading:
            yield from rows_by_id(reading, table, columns, ids)


def _event(cells: Sequence[Any]) -> Event:
    event = Event(*cells)
    return event._replace(
        effective_on=date.fromisoformat(cells[1]),
        status=Status(event.status),
        standard=event.standard and Standard(event.standard),
        decision_on=date.fromisoformat(cells[7]) if cells[7] else None,
        assurance=event.assurance and Assurance(event.assurance),
    )
