"""What moved each figure between the two days of a report: sums that add up, covered and all, and their waterfalls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.charts.waterfall import CountOf, sum_words, waterfall
from qms.coverage.change import Change, change
from qms.i18n import _, format_date, label
from qms.reports.cells import count, signed, words
from qms.reports.content import Cell, Chart, Column, Kind, Table
from qms.reports.tables import capital

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qms.reports.asked import Asked, Counting


def movements(asked: Asked) -> Iterator[Chart]:
    """Yield the waterfall of each figure that moved, with its sum as a table."""
    if asked.compare_to is None:
        return
    for counting in asked.countings:
        found = change(
            asked.ledger,
            counting.measure,
            asked.compare_to,
            asked.as_of,
            under=asked.under,
            slice_=counting.slice_,
            known_on=asked.known_on,
        )
        if found.steps:
            yield _chart(asked, counting, found)


def _chart(asked: Asked, counting: Counting, found: Change) -> Chart:
    sum_ = sum_words(waterfall(found, CountOf.NUMERATOR))
    finding = _("{measure}: {sum}").format(measure=capital(counting.title), sum=sum_)
    measured = _("What moved the number of those covered, {start} – {end}").format(
        start=format_date(found.start), end=format_date(found.end)
    )
    return Chart(
        key=f"change_{counting.key}",
        finding=finding,
        measured=measured,
        alt=_("Waterfall. {finding}.").format(finding=finding),
        drawing=found,
        table=_sum_table(counting, found),
        viewed=asked.as_of,
        with_table=True,
    )


def _sum_table(counting: Counting, found: Change) -> Table:
    columns = (
        Column("step", _("Change")),
        Column("covered", _("Covered"), Kind.COUNT),
        Column("all", _("All"), Kind.COUNT),
        Column("agencies", _("Agencies"), Kind.COUNT),
    )
    steps = tuple(
        (words(label(step.kind)), signed(step.numerator), signed(step.denominator), count(step.count))
        for step in found.steps
    )
    before = _day_row(found.start, found.before.numerator, found.before.denominator)
    after = _day_row(found.end, found.after.numerator, found.after.denominator)
    caption = _("{measure}: what moved from {start} to {end}").format(
        measure=capital(counting.title), start=format_date(found.start), end=format_date(found.end)
    )
    return Table(f"change_{counting.key}", caption, columns, (before, *steps), after)


def _day_row(day: date, numerator: int, denominator: int) -> tuple[Cell, ...]:
    said = _("On {day}").format(day=format_date(day))
    return (words(said), count(numerator), count(denominator), Cell(""))
