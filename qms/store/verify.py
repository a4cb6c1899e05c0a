"""Does everything hold? The chain recomputed from its rows, the invariants, the anchors, the published figures.

Reads the database alone, in one transaction, never a snapshot. What does not hold is a violation; a published figure
that does not recompute, or anchors that are not there, are findings: worth knowing, and nobody's fault in the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from qms.errors import WrongUsage
from qms.i18n import _, current_language, format_count, format_date, label
from qms.store.anchors import Anchor, anchor_file, read_anchors
from qms.store.chain import Content, hash_of
from qms.store.columns import BATCH_COLUMNS, GENESIS
from qms.store.database import last_batch, store_id
from qms.store.invariants import Violation, violations
from qms.store.lives import StoredRow
from qms.store.stored import StoredBatch, all_facts, stored_batches
from qms.store.uploads import bad_uploads
from qms.vocabulary import Measure

if TYPE_CHECKING:
    from qms.coverage import Ledger
    from qms.store.database import Database
    from qms.store.reading import Reading

SHORTEST_HEAD: Final = 12
"""Digits of a head that are enough to look for it; reports print all 64."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth knowing that is no violation; measure, day, printed and computed for a published figure."""

    rule: str
    table: str | None
    row: int | None
    message: str
    measure: str | None = None
    as_of: str | None = None
    printed: str | None = None
    computed: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found; `ok` when there is no violation. `head` is the hash of the last batch."""

    head: str
    violations: tuple[Violation, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.violations

    def to_json(self, _language: str = "vi") -> dict[str, Any]:
        """Return the document of `qms verify --format json`."""
        return {
            "ok": self.ok,
            "head": self.head,
            "violations": [violation.to_json() for violation in self.violations],
            "findings": [asdict(finding) for finding in self.findings],
        }


@dataclass(frozen=True)
class Stored:
    """All that one read transaction sees: the batches, the facts, the store's name."""

    batches: Sequence[StoredBatch]
    facts: Mapping[str, Sequence[StoredRow]]
    store: str

    @property
    def chain(self) -> list[Anchor]:
        """Number and hash of every batch, oldest first."""
        return [Anchor(batch.id, batch.hash) for batch in self.batches]


def verify(database: Database, contains: str | None = None) -> Verification:
    """Check the whole database; `contains` is a head that must be in the chain, as a report printed it.

    Raises WrongUsage when `contains` is no head, CouldNot when the database cannot be read.
    """
    wanted = None if contains is None else _as_head(contains)
    # Anchors first: a batch that another process commits in the meantime is then ahead of them, which is in order.
    anchored = seen_anchors(database)
    with database.read() as reading:
        stored = _read(reading)
        broken = [*broken_seals(stored), *gaps(stored), *violations(stored.facts), *bad_uploads(reading)]
        findings = [_not_recomputed()] if broken else list(unlike_published(reading))
    broken += lost_head(stored.chain, wanted)
    if isinstance(anchored, str):
        findings.insert(0, Finding("anchor", None, None, anchored))
    else:
        broken += lost_anchors(stored.chain, anchored)
    return Verification(stored.chain[-1].hash if stored.batches else GENESIS, tuple(broken), tuple(findings))


def _as_head(contains: str) -> str:
    head = contains.strip().lower()
    if not SHORTEST_HEAD <= len(head) <= len(GENESIS) or set(head) - set("0123456789abcdef"):
        raise WrongUsage(
            _("{head} is no head of a chain: it has {least} to 64 digits 0-9 and a-f.").format(
                head=contains, least=SHORTEST_HEAD
            )
        )
    return head


def _read(reading: Reading) -> Stored:
    return Stored(stored_batches(reading), all_facts(reading), store_id(reading))


def broken_seals(stored: Stored) -> Iterator[Violation]:
    """Yield the batches whose hash is not that of what they hold, or that do not follow the one before."""
    added, voided = _by_batch(stored)
    previous = GENESIS
    for batch in stored.batches:
        row = batch[: len(BATCH_COLUMNS)]
        if batch.previous_hash != previous:
            message = _("Batch {batch} does not follow the batch before it.").format(batch=batch.id)
            yield Violation("chain", "batch", batch.id, message)
        if _sealed(Content(row, added.get(batch.id, {}), voided.get(batch.id, {}))) != batch.hash:
            message = _("Batch {batch} holds something else than what was sealed.").format(batch=batch.id)
            yield Violation("chain", "batch", batch.id, message)
        previous = batch.hash


def _sealed(content: Content) -> str | None:
    try:
        return hash_of(content)
    except TypeError:  # a cell holds bytes, which nothing of ours ever wrote
        return None


def _by_batch(stored: Stored) -> tuple[dict[int, dict[str, list[Any]]], dict[int, dict[str, list[int]]]]:
    added: dict[int, dict[str, list[Any]]] = {}
    voided: dict[int, dict[str, list[int]]] = {}
    for table, rows in stored.facts.items():
        for row in rows:
            added.setdefault(row.batch, {}).setdefault(table, []).append((row.id, *row.values))
            if row.voided_by is not None:
                voided.setdefault(row.voided_by, {}).setdefault(table, []).append(row.id)
    return added, voided


def gaps(stored: Stored) -> Iterator[Violation]:
    """Yield the rows before which an id is missing, and those whose batches cannot be."""
    last = len(stored.batches)
    for number, batch in enumerate(stored.batches, 1):
        if batch.id != number:
            message = _("Batch {missing} is missing.").format(missing=number)
            yield Violation("id", "batch", batch.id, message)
            break
    for table, rows in stored.facts.items():
        for number, row in enumerate(rows, 1):
            if row.id != number:
                yield Violation("id", table, row.id, _("Row {missing} is missing.").format(missing=number))
                break
        for row in rows:
            if not (1 <= row.batch <= last and (row.voided_by is None or row.batch < row.voided_by <= last)):
                message = _("Recorded in batch {batch} and taken back in batch {voided}: that cannot be.")
                yield Violation("void", table, row.id, message.format(batch=row.batch, voided=row.voided_by))


def lost_head(chain: Sequence[Anchor], wanted: str | None) -> list[Violation]:
    """Return the violation that a head is not in the chain, if it is not. The head of no batch is in every chain."""
    if wanted is None or any(head.startswith(wanted) for head in (GENESIS, *(anchor.hash for anchor in chain))):
        return []
    message = _("The head {head} is not in this chain: data was lost, or this is another database.").format(head=wanted)
    return [Violation("contains", "batch", None, message)]


def seen_anchors(database: Database) -> list[Anchor] | str:
    """Return the anchors of a database, or the sentence that says why they cannot tell anything."""
    with database.read() as reading:
        store, (last, _head) = store_id(reading), last_batch(reading)
    file = anchor_file(database)
    try:
        anchors = read_anchors(file, store)
    except OSError as error:
        message = _("The anchor file {file} cannot be read: {reason}.")
        return message.format(file=file, reason=error.strerror)
    if not anchors and last:
        message = _("The anchor file {file} has no anchor of this database: a cut tail would not be noticed.")
        return message.format(file=file)
    return list(dict.fromkeys(anchors or ()))


def lost_anchors(chain: Sequence[Anchor], anchors: Sequence[Anchor]) -> list[Violation]:
    """Return a violation for each anchored head that the chain lacks."""
    message = _("Batch {batch} with head {head} was anchored and is not in this chain: data was lost or replaced.")
    there = set(chain)
    return [
        Violation("anchor", "batch", anchor.batch, message.format(batch=anchor.batch, head=anchor.hash))
        for anchor in anchors
        if anchor not in there
    ]


def unlike_published(reading: Reading) -> Iterator[Finding]:
    """Yield the standing published figures that do not recompute, with what was printed and what is computed."""
    from qms.coverage import figures
    from qms.coverage.published import compare
    from qms.store.ledger import read_ledger

    ledger: Ledger = read_ledger(reading)
    for row, printed in enumerate(ledger.published, 1):
        if not printed.batch <= ledger.version < printed.voided_by or printed.measure == Measure.SLICE:
            continue
        computed = figures(ledger, printed.as_of, measures=[Measure(printed.measure)]).figures[0]
        if compare(printed, computed.numerator, computed.denominator) is False:
            said = _as_printed(printed.numerator, printed.denominator, printed.rate_text)
            ours = _as_printed(computed.numerator, computed.denominator, computed.text(current_language()))
            yield _unlike(row, printed.measure, printed.as_of, said, ours)


def _not_recomputed() -> Finding:
    message = _("The published figures were not recomputed, because the data does not hold.")
    return Finding("published", "published_figure", None, message)


def _unlike(row: int, measure: str, as_of: date, printed: str, computed: str) -> Finding:
    message = _("{measure} on {day}: printed {printed}, computed {computed}.").format(
        measure=label(Measure(measure)), day=format_date(as_of), printed=printed, computed=computed
    )
    return Finding("published", "published_figure", row, message, measure, as_of.isoformat(), printed, computed)


def _as_printed(numerator: int | None, denominator: int | None, rate_text: str | None) -> str:
    counts = "/".join("…" if count is None else format_count(count) for count in (numerator, denominator))
    return f"{counts} ({rate_text})" if rate_text else counts
