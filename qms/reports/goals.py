"""Targets beside where the figures stand: the ledger does not hold them, whoever asks for a report hands them in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from qms.coverage.figures import figures
from qms.coverage.rates import rate_text
from qms.i18n import _, current_language, format_date, label
from qms.reports.cells import day, fraction, rate, words
from qms.reports.content import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from qms.reports.asked import Asked
    from qms.vocabulary import Measure


class Goal(NamedTuple):
    """A share that a measure is to reach by a day, of the country or below one ministry or province (its id)."""

    measure: Measure
    due_on: date
    share: Fraction
    under: int | None = None


def goals_table(asked: Asked) -> Table:
    """Return the targets that concern the report, with where each stands on its day."""
    columns = (
        Column("measure", _("Figure")),
        Column("target", _("Target"), Kind.RATE),
        Column("due", _("Due"), Kind.DAY),
        Column("covered", _("Covered"), Kind.RATE),
        Column("rate", _("Rate"), Kind.RATE),
        Column("reached", _("Reached")),
    )
    rows = tuple(_row(asked, goal) for goal in asked.goals)
    return Table("goals", _("Targets, {day}").format(day=format_date(asked.as_of)), columns, rows)


def _row(asked: Asked, goal: Goal) -> tuple[Cell, ...]:
    figure = figures(asked.ledger, asked.as_of, known_on=asked.known_on, measures=(goal.measure,), under=goal.under)[
        goal.measure
    ]
    n, d = goal.share.as_integer_ratio()
    is_reached = figure.rate is not None and figure.rate >= goal.share
    return (
        words(label(goal.measure)),
        Cell(rate_text(n, d, current_language()), n=n, d=d),
        day(goal.due_on),
        fraction(figure),
        rate(figure),
        words(_("target reached") if is_reached else _("target not reached yet")),
    )
