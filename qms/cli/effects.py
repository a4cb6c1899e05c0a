"""What a batch does to the figures, as a table for people: the figures that move, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.cli.output import Column, table_lines
from qms.i18n import _, format_date, format_fraction, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qms.coverage.change import Count
    from qms.coverage.effect import Effect


def effect_lines(effects: Iterable[Effect]) -> Iterator[str]:
    """Yield the figures that move; nothing where none does."""
    moved = [effect for effect in effects if effect.before != effect.after]
    if moved:
        columns = [
            Column(_("Measure")),
            Column(_("Day")),
            Column(_("Ministry or province")),
            Column(_("Before"), right=True),
            Column(_("After"), right=True),
        ]
        yield from table_lines(columns, [_row(effect) for effect in moved])


def _row(effect: Effect) -> list[str]:
    group = effect.group.name if effect.group else ""
    return [
        label(effect.measure),
        format_date(effect.as_of),
        group,
        _counted(effect.before),
        _counted(effect.after),
    ]


def _counted(count: Count) -> str:
    return format_fraction(count.numerator, count.denominator)
