"""What stands in the cells of the preview: the mark of a row's class, and what a row says, old beside new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final

from qms.charts.html import Html, element, joined
from qms.charts.marks import stand_word
from qms.coverage.earlier import Stood
from qms.i18n import N_, _, current_language, format_count, format_date, gettext, label
from qms.importing.columns import column_label
from qms.importing.plan import Difference, PlannedRow, RowClass
from qms.importing.plan import Shown as Value
from qms.importing.preview import is_noted
from qms.importing.problems import Problem, shown
from qms.store.facts import Event

WORDS: Final = {
    RowClass.NEW: ("+", N_("new")),
    RowClass.CHANGED: ("→", N_("changed")),
    RowClass.UNCHANGED: ("=", N_("unchanged")),
    RowClass.REJECTED: ("×", N_("rejected")),
}
"""Sign and word of each class of rows."""

_LONGEST: Final = 200


def class_chip(outcome: RowClass, *, noted: bool = False) -> Html:
    """Return the mark of a class of rows: a sign and a word."""
    sign, word = WORDS[outcome]
    said = _("{outcome}, note").format(outcome=gettext(word)) if noted else gettext(word)
    mark = element("i", "!" if noted else sign, aria_hidden="true")
    return element("span", mark, said, class_=f"q-chip q-up-{'noted' if noted else outcome.value}")


def row_chip(row: PlannedRow) -> Html:
    """Return the mark of a row."""
    return class_chip(row.outcome, noted=is_noted(row))


def row_says(row: PlannedRow, before: Stood | None = None) -> Html:
    """Return what becomes of a row in words: what it writes, old beside new, then what is to be said of it.

    `before` is where the row's agency stood on the eve of the row's day.
    """
    lines = [element("span", said, class_="q-up-line-of-row") for said in (*_written(row, before), *_problems(row))]
    return joined(lines)


def _written(row: PlannedRow, before: Stood | None) -> list[Html]:
    if row.outcome is RowClass.REJECTED or row.outcome is RowClass.UNCHANGED:
        return []
    if row.events is not None and row.events[0] is None:
        told = joined(_stated(row.events[1]), " · ")
        return [told if before is None else joined([stand_word(before.status, covered=before.covered), told], " → ")]
    if row.outcome is RowClass.NEW:
        return [joined(map(_stated_column, row.changes), " · ")]
    return [_difference(one) for one in row.changes]


def _stated_column(one: Difference) -> Html:
    """Return what a column of a new agency holds."""
    name = element("span", column_label(one.column, current_language()), ": ", class_="q-soft")
    return joined([name, value_text(one.new)])


def _stated(event: Event) -> list[object]:
    """Return what a new event states, the status and the procedures first."""
    said: list[object] = [element("b", label(event.status)), procedures(event)]
    said += [None if word is None else label(word) for word in (event.standard, event.assurance)]
    said.append(_decision(event))
    said += [None if text is None else shown(text, _LONGEST) for text in (event.source, event.note)]
    return [one for one in said if one is not None]


def procedures(event: Event) -> str | None:
    """Return the procedures covered of all, as far as they are stated."""
    counts = (event.procedures_covered, event.procedures_total)
    if counts == (None, None):
        return None
    covered, total = ("?" if count is None else format_count(count) for count in counts)
    return _("{covered}/{total} procedures").format(covered=covered, total=total)


def _decision(event: Event) -> str | None:
    number = None if event.decision_no is None else shown(event.decision_no, _LONGEST)
    if event.decision_on is None:
        return number
    day = format_date(event.decision_on)
    return (
        _("decision of {day}").format(day=day)
        if number is None
        else _("{number} of {day}").format(number=number, day=day)
    )


def _difference(one: Difference) -> Html:
    old = (
        element("s", value_text(one.old)) if one.old is not None else element("span", _("not stated"), class_="q-soft")
    )
    new = element("b", value_text(one.new)) if one.new is not None else element("b", _("taken back"))
    name = element("span", column_label(one.column, current_language()), ": ", class_="q-soft")
    return joined([name, old, " → ", new])


def value_text(value: Value) -> str:
    """Return a value as it is read."""
    if value is None:
        return "–"
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, date):
        return format_date(value)
    return format_count(value) if isinstance(value, int) else shown(value, _LONGEST)


def _problems(row: PlannedRow) -> list[Html]:
    return [problem_says(one) for one in sorted(row.problems, key=lambda one: not one.is_error)]


def problem_says(one: Problem) -> Html:
    """Return what is wrong with a row, without its line, and what could stand there instead."""
    said: list[object] = [replace(one, line=None).message()]
    if one.suggestion:
        said.append(_("Suggestion: {text}").format(text=shown(one.suggestion)))
    return joined(said, " ")
