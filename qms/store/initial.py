"""What `qms init` does: make or upgrade the schema, then load what ships, batch by batch, through `append`.

What ships is deterministic, so the batches that are there already are told by their hashes: an interrupted load goes on
where it stopped, and two loads at once end in one chain. A database that holds other data is upgraded and left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from qms.errors import Refused
from qms.i18n import _
from qms.store.anchors import Anchor, read_chain
from qms.store.batches import OutOfDate, Place, Receipt, append, place_after, seal
from qms.store.columns import FACT_COLUMNS, GENESIS
from qms.store.upgrading import upgrade

if TYPE_CHECKING:
    from qms.store.database import Database
    from qms.store.facts import Draft

Content = Literal["register", "demo", "empty"]
Progress = Callable[[int, int, str], None]

HEADS: Final[dict[Content, Anchor]] = {
    "register": Anchor(6, "af37bce3cf259438cfdb872d369cda813803deb4bcf4b48be624ef159b4a21bf"),
    "demo": Anchor(57, "4c4213be326670e6f0f1be25f99d09ad55da9b0571986439d2f9d5343a3c4c81"),
}
"""The last batch of what ships: a database that has it has all of it, which is known without making it again."""

EMPTY_PLACE: Final = Place(0, GENESIS, dict.fromkeys(FACT_COLUMNS, 0))


@dataclass(frozen=True)
class Outcome:
    """What was done: whether the schema was made or changed, how many batches were written, and what to warn of."""

    upgraded: bool
    written: int
    warning: str | None = None


def initialise(database: Database, content: Content, progress: Progress | None = None) -> Outcome:
    """Make or upgrade a database and load what ships into it; doing it again does nothing more.

    `progress` is told (batches done, batches in all, a sentence). Raises Refused when the demo is asked for on a
    database that holds other data (nothing was changed), and what `append` raises.
    """
    upgraded = upgrade(database)
    if content == "empty" or HEADS[content] in _chain(database):
        return Outcome(upgraded, 0)
    tell = progress or _silent
    tell(0, 0, _("Preparing the data that ships with the product …"))
    drafts = list(shipped_drafts(content))
    loaded = _load(database, drafts, tell)
    if loaded.holds_other_data and content == "demo":
        raise Refused(
            _(
                "The database {place} holds other data than the demo. Name another database; nothing was changed."
            ).format(place=database.place)
        )
    return Outcome(upgraded, loaded.written, loaded.warning)


def shipped_drafts(content: Content) -> Iterable[Draft]:
    """Return the batches that ship, for an empty database."""
    if content == "demo":
        from qms.demo import demo_drafts

        return demo_drafts()
    from qms.shipped import register_drafts

    return register_drafts()


@dataclass
class _Loaded:
    written: int = 0
    warning: str | None = None
    holds_other_data: bool = False


def _load(database: Database, drafts: Sequence[Draft], tell: Progress) -> _Loaded:
    """Append the drafts that are not there yet; stops at the first batch that is another one than ours."""
    loaded, chain, place = _Loaded(), _chain(database), EMPTY_PLACE
    for draft in drafts:
        if place.batch >= len(chain):
            try:
                receipt = append(database, replace(draft, expected_version=place.batch))
            except OutOfDate:  # another process loads, too: go on behind what it wrote
                chain = _chain(database)
            else:
                loaded.written += 1
                loaded.warning = receipt.warning
                place = _place_behind(place, receipt)
                tell(place.batch, len(drafts), draft.note or draft.kind.value)
                continue
        place = place_after(place, seal(draft, place))
        if place.batch > len(chain) or chain[place.batch - 1].hash != place.head:
            loaded.holds_other_data = True
            break
        tell(place.batch, len(drafts), draft.note or draft.kind.value)
    return loaded


def _chain(database: Database) -> list[Anchor]:
    with database.read() as reading:
        return read_chain(reading)


def _place_behind(place: Place, receipt: Receipt) -> Place:
    last_ids = {table: last + receipt.rows.get(table, 0) for table, last in place.last_ids.items()}
    return Place(receipt.batch, receipt.hash, last_ids)


def _silent(_done: int, _total: int, _sentence: str) -> None:
    """Tell nobody."""
