"""The ledger as it would be: a draft that is not written yet, taken for the next batch. Pure.

So that what a change does to the figures is counted by the one function that counts, before anything is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from qms.coverage.ledger import BLANK, STANDING, Batches, Events, Ledger, Successions, Texts, Versions, index_of
from qms.vocabulary import BatchKind, Region, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from enum import StrEnum

    from qms.coverage.ledger import Int32s
    from qms.store.facts import Draft, Event, SuccessionFact, Version

_VERSIONS: Final = "agency_version"
_EVENTS: Final = "status_event"
_SUCCESSIONS: Final = "succession"
COUNTED_TABLES: Final = (_VERSIONS, _EVENTS, _SUCCESSIONS)
"""The tables whose rows figures are counted from."""


def with_draft(ledger: Ledger, draft: Draft) -> Ledger:
    """Return the ledger as if a draft were its next batch, recorded at the moment of the last one.

    Agencies, versions, events, successions and what is taken back of these count; published figures stay as they are.
    Raises ValueError where the draft takes back rows of another table.
    """
    other = {fact.table for fact in draft.voids} - set(COUNTED_TABLES)
    if other:
        message = f"a hypothetical batch takes back rows of {COUNTED_TABLES} only, not of {other}"
        raise ValueError(message)
    batch, first_agency = ledger.version + 1, len(ledger.levels)
    voided = {table: [fact.id for fact in draft.voids if fact.table == table] for table in COUNTED_TABLES}
    return Ledger(
        batches=_batches(ledger.batches, simulated=draft.kind is BatchKind.DEMO),
        levels=np.append(ledger.levels, _words(new.level for new in draft.agencies)).astype(np.int8),
        agencies_from=_grown(ledger.agencies_from, [batch] * len(draft.agencies)),
        versions=_versions(ledger.versions, draft.versions, voided[_VERSIONS], batch, first_agency),
        events=_events(ledger.events, draft.events, voided[_EVENTS], batch, first_agency),
        successions=_successions(ledger.successions, draft.successions, voided[_SUCCESSIONS], batch, first_agency),
        published=ledger.published,
        store_id=ledger.store_id,
    )


def _batches(batches: Batches, *, simulated: bool) -> Batches:
    moment = batches.recorded_at[-1:] if len(batches.recorded_at) else np.zeros(1, dtype=np.int64)
    return Batches(
        recorded_at=np.append(batches.recorded_at, moment),
        simulated=np.append(batches.simulated, simulated),
        hashes=Texts.of([*batches.hashes, None]),
    )


def _versions(before: Versions, added: Sequence[Version], voided: list[int], batch: int, first_agency: int) -> Versions:
    columns: dict[str, NDArray[Any]] = {
        "agency": _agencies((fact.agency for fact in added), first_agency),
        "valid_from": _days(fact.valid_from for fact in added),
        "is_open": np.array([fact.state is State.OPEN for fact in added], dtype=np.bool_),
        "parent": _agencies((fact.parent for fact in added), first_agency),
        "scope": _words(fact.scope for fact in added),
        "region": _words(Region(fact.region) if fact.region else None for fact in added),
        "locality": _agencies((fact.locality for fact in added), first_agency),
        "evidence": _words(fact.evidence for fact in added),
    }
    grown = _columns(before, columns, voided, batch)
    if not added:
        return Versions(**grown, code=before.code, name=before.name, name_en=before.name_en)
    order = _by_agency_and_day(grown["agency"], grown["valid_from"])
    return Versions(
        **{name: column[order] for name, column in grown.items()},
        code=_texts(before.code, [fact.code for fact in added], order),
        name=_texts(before.name, [fact.name for fact in added], order),
        name_en=_texts(before.name_en, [fact.name_en for fact in added], order),
    )


def _events(before: Events, added: Sequence[Event], voided: list[int], batch: int, first_agency: int) -> Events:
    columns: dict[str, NDArray[Any]] = {
        "agency": _agencies((fact.agency for fact in added), first_agency),
        "effective_on": _days(fact.effective_on for fact in added),
        "status": _words(fact.status for fact in added),
        "standard": _words(fact.standard for fact in added),
        "procedures_total": _counts(fact.procedures_total for fact in added),
        "procedures_covered": _counts(fact.procedures_covered for fact in added),
        "assurance": _words(fact.assurance for fact in added),
    }
    grown = _columns(before, columns, voided, batch)
    order = _by_agency_and_day(grown["agency"], grown["effective_on"])
    return Events(**{name: column[order] for name, column in grown.items()})


def _successions(
    before: Successions, added: Sequence[SuccessionFact], voided: list[int], batch: int, first_agency: int
) -> Successions:
    columns: dict[str, NDArray[Any]] = {
        "predecessor": _agencies((fact.predecessor for fact in added), first_agency),
        "successor": _agencies((fact.successor for fact in added), first_agency),
        "on_day": _days(fact.on_day for fact in added),
        "kind": _words(fact.kind for fact in added),
    }
    grown = _columns(before, columns, [], batch)
    # The rows of a succession stand in the order of their ids, which count from 1.
    grown["voided_by"][np.array(voided, dtype=np.intp) - 1] = batch
    in_order = np.arange(len(grown["kind"]))
    return Successions(**grown, act=_texts(before.act, [fact.legal_act for fact in added], in_order))


def _columns(
    before: Versions | Events | Successions, added: dict[str, NDArray[Any]], voided: list[int], batch: int
) -> dict[str, NDArray[Any]]:
    """Return the columns with the added rows behind, all of one batch, and with rows taken back by it."""
    rows = len(next(iter(added.values())))
    grown = {name: _grown(getattr(before, name), column) for name, column in added.items()}
    grown["batch"] = _grown(before.batch, [batch] * rows)
    grown["voided_by"] = _grown(before.voided_by, [STANDING] * rows)
    if not isinstance(before, Successions):
        first = int(before.id.max(initial=0)) + 1
        grown["id"] = _grown(before.id, range(first, first + rows))
        grown["voided_by"][np.isin(grown["id"], voided)] = batch
    return grown


def _texts(before: Texts, added: list[str | None], order: NDArray[np.intp]) -> Texts:
    """Return a column of texts with cells added behind, in an order; whole runs of bytes are moved, none is decoded."""
    more = Texts.of(added)
    blob = np.concatenate([before.blob, more.blob])
    ends = np.concatenate([before.ends, before.ends[-1] + more.ends[1:]])
    starts, lengths = ends[:-1][order], np.diff(ends)[order]
    new_ends = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    at = np.arange(int(new_ends[-1])) + np.repeat(starts - new_ends[:-1], lengths)
    return Texts(blob[at], new_ends)


def _grown(column: NDArray[Any], more: Iterable[Any]) -> NDArray[Any]:
    return np.concatenate([column, np.asarray(list(more), dtype=column.dtype)])


def _by_agency_and_day(agency: Int32s, day: Int32s) -> NDArray[np.intp]:
    return np.argsort((agency.astype(np.int64) << 32) | day, kind="stable")


def _agencies(named: Iterable[int | None], first_agency: int) -> Int32s:
    """Return agencies by their index; those that the draft itself opens are named -1, -2 and so on."""
    indexes = (BLANK if agency is None else agency - 1 if agency > 0 else first_agency - agency - 1 for agency in named)
    return np.fromiter(indexes, dtype=np.int32)


def _days(days: Iterable[date]) -> Int32s:
    return np.fromiter((day.toordinal() for day in days), dtype=np.int32)


def _counts(counts: Iterable[int | None]) -> Int32s:
    return np.fromiter((BLANK if count is None else count for count in counts), dtype=np.int32)


def _words(words: Iterable[StrEnum | None]) -> NDArray[np.int8]:
    places: dict[StrEnum | None, int] = {}
    return np.fromiter((_place(word, places) for word in words), dtype=np.int8)


def _place(word: StrEnum | None, places: dict[StrEnum | None, int]) -> int:
    """Return a word's place in its closed set, looked up once a word."""
    if word not in places:
        places[word] = index_of(word)
    return places[word]
