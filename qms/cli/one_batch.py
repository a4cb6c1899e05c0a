"""`qms history --batch`: one batch, how many facts it recorded, and what it did to the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qms.asking import a_day_up_to_today
from qms.cli.effects import effect_lines
from qms.cli.output import Format, write_json, write_lines
from qms.cli.updating import a_batch_number
from qms.errors import WrongUsage
from qms.i18n import _, format_count, format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qms.coverage.effect import Effect
    from qms.store.content import BatchContent
    from qms.store.history import History


def write_batch(asked: str, as_of: str | None, shape: Format, lines: Callable[[History], Iterator[str]]) -> None:
    """Print one batch; `lines` tells a history in words. Raises WrongUsage for a number that no batch has."""
    from qms.coverage.effect import effect_of_batch
    from qms.store.content import content_of
    from qms.store.database import connect
    from qms.store.history import History, history
    from qms.store.ledger import current_ledger
    from qms.store.receipts import recorded_day

    if shape is Format.CSV:
        raise WrongUsage(_("One batch is printed as a table or as JSON."))
    database, number = connect(), a_batch_number(asked)
    ledger = current_ledger(database)
    if not 1 <= number <= ledger.version:
        raise WrongUsage(
            _("There is no batch {batch}; the last one is {last}.").format(batch=number, last=ledger.version)
        )
    batch = history(database).batches[number - 1]
    day = a_day_up_to_today(as_of) if as_of else recorded_day(batch)
    effects, content = effect_of_batch(ledger, number, (day,)), content_of(database, number)
    alone = History((batch,))
    if shape is Format.JSON:
        write_json(alone.to_json() | _document(effects, content))
    else:
        write_lines([*lines(alone), "", _facts(content), *_effect(effects, format_date(day))])


def _document(effects: tuple[Effect, ...], content: BatchContent) -> dict[str, Any]:
    return {
        "facts": {done.value: count for done, count in content.counts.items()},
        "effect": [effect.to_json() for effect in effects],
    }


def _facts(content: BatchContent) -> str:
    counts = {done.value: format_count(count) for done, count in content.counts.items()}
    return _("Facts: {added} added, {changed} changed, {taken_back} taken back.").format(**counts)


def _effect(effects: tuple[Effect, ...], day: str) -> Iterator[str]:
    found = list(effect_lines(effects))
    if not found:
        yield _("It moved no figure of {day}.").format(day=day)
        return
    yield _("What it did to the figures of {day}:").format(day=day)
    yield ""
    yield from found
