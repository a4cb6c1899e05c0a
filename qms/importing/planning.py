"""From a table to the plan of what it would change. Pure: what it needs of the store comes in as values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from qms.importing.agencies import agencies_of
from qms.importing.columns import Kind
from qms.importing.effect import effect_of
from qms.importing.plan import Changes, ImportPlan, PlannedRow, RowClass, Standing
from qms.importing.register_rows import plan_register_rows
from qms.importing.rows import RegisterRow, StatusRow, read_register_rows, read_status_rows
from qms.importing.status_rows import plan_status_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from qms.coverage.ledger import Ledger
    from qms.importing.layout import Table
    from qms.importing.problems import Problem

_STEP: Final = 1_000
Row = TypeVar("Row", StatusRow, RegisterRow)
Planned = tuple[tuple[PlannedRow, ...], Changes]


def plan_import(
    table: Table,
    ledger: Ledger,
    standing: Standing,
    *,
    today: date,
    sha256: str,
    file_name: str | None = None,
    remarks: Sequence[Problem] = (),
    progress: Callable[[int, int], None] | None = None,
) -> ImportPlan:
    """Return what a file would do to the data of a ledger.

    `standing` answers what the ledger's columns leave out; `today` is the last day that a status may have; `remarks`
    are what reading the file had to say, put in front. `progress` hears how many of how many rows were read.
    """
    plan = ImportPlan(
        table.kind, sha256, ledger.version, today, file_name=file_name, remarks=(*remarks, *table.problems)
    )
    if plan.is_unreadable:
        return plan
    rows, changes = _planned(table, ledger, standing, today, progress or _unheard)
    plan = replace(plan, rows=rows, changes=changes)
    draft = plan.draft(by="", accept_valid=True)
    return plan if draft is None else replace(plan, effect=effect_of(ledger, draft, _days_of_effect(plan)))


def _planned(
    table: Table, ledger: Ledger, standing: Standing, today: date, progress: Callable[[int, int], None]
) -> Planned:
    agencies, total = agencies_of(ledger), len(table.rows)
    if table.kind is Kind.STATUS:
        return plan_status_rows(_heard(read_status_rows(table, today), total, progress), agencies, standing)
    return plan_register_rows(_heard(read_register_rows(table, today), total, progress), agencies, standing)


def _heard(rows: Iterable[Row], total: int, progress: Callable[[int, int], None]) -> Iterator[Row]:
    """Yield the rows, telling every now and then how many went by."""
    for done, row in enumerate(rows, 1):
        yield row
        if done % _STEP == 0 or done == total:
            progress(done, total)


def _unheard(_done: int, _total: int) -> None:
    """Tell nobody."""


def _days_of_effect(plan: ImportPlan) -> tuple[date, ...]:
    """Return the days on which the effect is shown: today, and the newest day that a row which is taken names."""
    newest = max((row.newest for row in plan.rows if row.outcome is not RowClass.REJECTED and row.newest), default=None)
    return (plan.today,) if newest in {None, plan.today} else (plan.today, newest)
