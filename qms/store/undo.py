"""Undo: one more batch that takes back what a batch added, and adds copies of what it had taken back.

Nothing is deleted, so an undo can be undone, too. A batch and its undo cancel each other; a batch can be undone when no
batch that is still in effect touched its rows, or a row for its agencies and days, after it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from qms.errors import Refused, WrongUsage
from qms.i18n import _
from qms.store.batches import OutOfDate, Receipt, append, next_place, seal
from qms.store.columns import AGENCY_COLUMNS, FACT_COLUMNS, STANDING_KEYS
from qms.store.database import Database
from qms.store.facts import Draft, Event, NewAgency, Published, SuccessionFact, Version, VoidedFact
from qms.store.invariants import CLOSED_SETS, DAYS, Violation, violations
from qms.store.lives import StoredRow
from qms.store.reading import Reading
from qms.store.stored import all_facts, stored_rows
from qms.vocabulary import BatchKind

TRIES: Final = 5
"""How often an undo is prepared anew because somebody else wrote in the meantime."""

PARTS: Final[dict[str, tuple[str, Any]]] = {
    "agency": ("agencies", NewAgency),
    "agency_version": ("versions", Version),
    "succession": ("successions", SuccessionFact),
    "status_event": ("events", Event),
    "published_figure": ("published", Published),
}
"""Which part of a draft restores a table's rows, and as what. Rows of other tables are corrected, never undone."""

_REGISTER: Final = ("agency", "agency_version", "succession")

Named = tuple[str, int]
"""A row by its table and id."""


class CannotUndo(Refused):
    """Later batches build on the batch (`later`, where that is the reason); nothing was written."""

    def __init__(self, sentence: str, later: Sequence[int] = ()) -> None:
        super().__init__(sentence)
        self.later = tuple(later)


class BatchLine(NamedTuple):
    """What of a batch matters for an undo: its number, its kind, the batch that it undid."""

    id: int
    kind: str
    reverts: int | None


@dataclass(frozen=True)
class Since:
    """What was added or taken back by a batch and after it: rows by table, and which batches cancel each other."""

    batch: int
    last: int
    rows: Mapping[str, Sequence[StoredRow]]
    undone_by: Mapping[int, int]
    """Which undo, itself in effect, took a batch back."""

    @cached_property
    def cancelled(self) -> frozenset[int]:
        """The batches without effect: those taken back, and their undoes."""
        return frozenset([*self.undone_by, *self.undone_by.values()])

    @cached_property
    def copies(self) -> dict[Named, Named]:
        """What an undo put in the place of each row that had been taken back: the rows of a table in their order."""
        found: dict[Named, Named] = {}
        for undone, undo_batch in self.undone_by.items():
            if undone <= self.batch:
                continue
            for table, rows in self.rows.items():
                taken = [row.id for row in rows if row.voided_by == undone]
                copied = [row.id for row in rows if row.batch == undo_batch]
                if taken:
                    found |= {(table, old): (table, new) for old, new in zip(taken, copied, strict=True)}
        return found

    @cached_property
    def originals(self) -> dict[Named, Named]:
        """Which row each copy stands for."""
        return {copy: original for original, copy in self.copies.items()}

    def now(self, row: Named) -> Named:
        """Return the row that stands for a row today: itself, or the last of its copies."""
        while row in self.copies:
            row = self.copies[row]
        return row

    def first(self, row: Named) -> Named:
        """Return the row that a row is a copy of, or itself."""
        while row in self.originals:
            row = self.originals[row]
        return row

    def added(self) -> dict[str, list[StoredRow]]:
        """Return what the batch added."""
        return {table: [row for row in rows if row.batch == self.batch] for table, rows in self.rows.items()}

    def taken_back(self) -> dict[str, list[StoredRow]]:
        """Return what the batch took back."""
        return {table: [row for row in rows if row.voided_by == self.batch] for table, rows in self.rows.items()}

    def key(self, table: str, row: StoredRow) -> tuple[object, ...]:
        """Return what a row is about: agency and day, by the agencies' first ids; else the row itself."""
        if table not in STANDING_KEYS:
            return (table, self.first((table, row.id)))
        naming = AGENCY_COLUMNS[table]
        cells = (
            self.first(("agency", row.cell(table, column))) if column in naming else row.cell(table, column)
            for column in STANDING_KEYS[table]
        )
        return (table, *cells)


def undo(database: Database, batch: int, *, by: str, note: str | None = None) -> Receipt:
    """Take a batch back by a further one.

    Raises WrongUsage when there is no such batch, CannotUndo (nothing was written) when later batches build on it or it
    was undone already; CouldNot and Unsettled as `append`.
    """
    for _attempt in range(TRIES - 1):
        try:
            return append(database, undo_draft(database, batch, by=by, note=note))
        except OutOfDate:
            continue
    return append(database, undo_draft(database, batch, by=by, note=note))


def undo_draft(database: Database, batch: int, *, by: str, note: str | None = None) -> Draft:
    """Return the draft that takes a batch back, made against the present data version; raises as `undo`."""
    with database.read() as reading:
        since = _since(reading, batch)
        _demand_untouched(since)
        draft = replace(_draft(since), by=by, note=note)
        if _touches_register(since):
            _demand_sound(reading, since, draft)
        return draft


def undone_batches(lines: Iterable[BatchLine]) -> dict[int, int]:
    """Return which batches are without effect because of which undo; an undo that was undone takes nothing back."""
    undone: dict[int, int] = {}
    for line in sorted(lines, reverse=True):
        if line.reverts is not None and line.id not in undone:
            undone[line.reverts] = line.id
    return undone


def _since(reading: Reading, batch: int) -> Since:
    lines = [BatchLine(*row) for row in reading.rows("SELECT id, kind, reverts FROM batch ORDER BY id")]
    if not 1 <= batch <= len(lines):
        raise WrongUsage(_("There is no batch {batch}; the last one is {last}.").format(batch=batch, last=len(lines)))
    touched = "batch >= :batch OR voided_by_batch >= :batch"
    rows = {table: stored_rows(reading, table, touched, batch=batch) for table in FACT_COLUMNS}
    return Since(batch, len(lines), rows, undone_batches(lines))


def _demand_untouched(since: Since) -> None:
    """Raise CannotUndo when the batch is undone already, cannot be, or was built upon."""
    if since.batch in since.undone_by:
        sentence = _("Batch {batch} was undone already, by batch {undo}.")
        raise CannotUndo(sentence.format(batch=since.batch, undo=since.undone_by[since.batch]))
    touched: set[int] = set()
    for table, rows in since.rows.items():
        own = [row for row in rows if since.batch in {row.batch, row.voided_by}]
        if own and table not in PARTS:
            sentence = _("Batch {batch} cannot be undone: what it holds is corrected by a further entry.")
            raise CannotUndo(sentence.format(batch=since.batch))
        keys = {since.key(table, row) for row in own}
        for row in rows:
            if since.key(table, row) in keys:
                touched |= {row.batch, row.voided_by or 0}
    touched |= _builders(since)
    later = sorted(batch for batch in touched - since.cancelled if batch > since.batch)
    if later:
        raise CannotUndo(_built_upon(since.batch, later), later)


def _builders(since: Since) -> set[int]:
    """Return the batches that recorded something of an agency which the batch created."""
    created = {("agency", row.id) for row in since.rows["agency"] if row.batch == since.batch}
    if not created:
        return set()
    return {
        row.batch
        for table, columns in AGENCY_COLUMNS.items()
        for row in since.rows[table]
        if any(since.first(("agency", row.cell(table, column) or 0)) in created for column in columns)
    }


def _built_upon(batch: int, later: Sequence[int]) -> str:
    if len(later) == 1:
        sentence = _("Batch {batch} cannot be undone: batch {later} builds on it. Undo that one first.")
    else:
        sentence = _("Batch {batch} cannot be undone: the batches {later} build on it. Undo those first, newest first.")
    return sentence.format(batch=batch, later=", ".join(map(str, later)))


def _draft(since: Since) -> Draft:
    restored = since.taken_back()
    new = {row.id: -number for number, row in enumerate(restored["agency"], 1)}

    def agency(number: int | None) -> int | None:
        if number is None:
            return None
        return new.get(number) or since.now(("agency", number))[1]

    voids = [VoidedFact(*since.now((table, row.id))) for table, rows in since.added().items() for row in rows]
    parts = {
        part: tuple(kind(*cells_of(table, row, agency)) for row in restored[table])
        for table, (part, kind) in PARTS.items()
    }
    return Draft(
        kind=BatchKind.UNDO,
        by="",
        counts={"restored": sum(map(len, restored.values())), "taken_back": len(voids)},
        reverts=since.batch,
        expected_version=since.last,
        voids=tuple(voids),
        **parts,  # type: ignore[arg-type]  # each part is made by its own kind of fact
    )


def cells_of(table: str, row: StoredRow, agency: Callable[[int], int | None] | None = None) -> Iterable[Any]:
    """Yield the cells of a row as a fact has them: words, days, and agencies by id or as they are to be named."""
    for column, value in zip(FACT_COLUMNS[table], row.values, strict=True):
        if value is None:
            yield None
        elif column in AGENCY_COLUMNS.get(table, ()):
            yield agency(value) if agency else value
        elif (table, column) in CLOSED_SETS:
            yield CLOSED_SETS[table, column](value)
        elif column in DAYS.get(table, ()):
            yield date.fromisoformat(value)
        else:
            yield value


def _touches_register(since: Since) -> bool:
    return any(since.rows[table] for table in _REGISTER)


def _demand_sound(reading: Reading, since: Since, draft: Draft) -> None:
    """Raise CannotUndo when a rule of the register would no longer hold, naming the batches that need this one."""
    before = all_facts(reading)
    after = _facts_after(before, draft, reading)
    known = {(one.rule, one.table, one.row) for one in violations(before)}
    broken = [one for one in violations(after) if (one.rule, one.table, one.row) not in known]
    if not broken:
        return
    needing = {_recorded_in(after, one) for one in broken}
    later = sorted(batch for batch in needing if since.batch < batch <= since.last)
    if later:
        raise CannotUndo(f"{_built_upon(since.batch, later)} {broken[0].message}", later)
    sentence = _("Batch {batch} cannot be undone: the register would no longer hold.")
    raise CannotUndo(f"{sentence.format(batch=since.batch)} {broken[0].message}")


def _recorded_in(facts: Mapping[str, Sequence[StoredRow]], one: Violation) -> int:
    return facts[one.table][one.row - 1].batch if one.table and one.row else 0


def _facts_after(
    before: Mapping[str, Sequence[StoredRow]], draft: Draft, reading: Reading
) -> dict[str, list[StoredRow]]:
    place = next_place(reading)
    content = seal(draft, place)
    after = {table: list(rows) for table, rows in before.items()}
    for table, ids in content.voided.items():
        for number in ids:
            after[table][number - 1] = after[table][number - 1]._replace(voided_by=place.batch + 1)
    for table, rows in content.added.items():
        after[table] += [StoredRow(int(str(row[0])), row[1:], place.batch + 1, None) for row in rows]
    return after
