"""Step 4: what recording would do to the figures: before, after, by how much and why; what stays, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pages.parts.effects import UNNAMED, States, effect_row, effects_table
from pages.parts.paper import show
from pages.update.steps.bar import Step, anchor
from qms.charts.html import Html, element, joined
from qms.coverage.effect import Effect
from qms.i18n import _, format_count, format_date, label, ngettext
from qms.importing.plan import ImportPlan
from qms.vocabulary import MEASURES

_SHOWN: Final = 12
"""Ministries and provinces that are shown at once; the others open in place."""

_NOW: Final = States(before=None, after=UNNAMED)
"""Before anything is recorded, the figures before are those that the other pages show."""


def show_effect(plan: ImportPlan) -> None:
    """Show what the rows that can be recorded do to the figures, today and on the newest day in the file."""
    show(element("div", id=anchor(Step.EFFECT)))
    days = list(dict.fromkeys(effect.as_of for effect in plan.effect))
    written = plan.counts["new"] + plan.counts["changed"]
    today, *newest = ([effect for effect in plan.effect if effect.as_of == day] for day in days)
    show(*_of_a_day(today, _finding(today, written), plan.data_version))
    for effects in newest:
        if _counts(effects) == _counts(today):
            said = _("On the newest day in the file, {day}, the figures are and become the same.")
            show(element("p", said.format(day=format_date(effects[0].as_of)), class_="q-soft"))
        else:
            show(*_of_a_day(effects, _newest(effects), plan.data_version))


def _counts(effects: Sequence[Effect]) -> list[tuple[object, ...]]:
    return [(one.measure, one.group and one.group.id, one.before, one.after) for one in effects]


def _of_a_day(effects: Sequence[Effect], title: str, version: int) -> list[Html]:
    standing = _("Effect as of {day}, on the data of batch {batch}").format(
        day=format_date(effects[0].as_of), batch=format_count(version)
    )
    return [element("h2", title, class_="q-up-title"), effect_table(effects, standing)]


def _finding(effects: Sequence[Effect], written: int) -> str:
    rows = ngettext("{count} row", "{count} rows", written).format(count=format_count(written))
    moved = _moved(effects)
    if not moved:
        return _("Recording {rows} moves none of the five figures today").format(rows=rows)
    sentence = ngettext("Recording {rows} moves {count} figure", "Recording {rows} moves {count} figures", len(moved))
    return sentence.format(rows=rows, count=format_count(len(moved)))


def _newest(effects: Sequence[Effect]) -> str:
    moved, day = _moved(effects), effects[0].as_of
    sentence = (
        ngettext(
            "On the newest day in the file, {day}, {count} figure moves",
            "On the newest day in the file, {day}, {count} figures move",
            len(moved),
        )
        if moved
        else _("On the newest day in the file, {day}, none of the five figures moves")
    )
    return sentence.format(day=format_date(day), count=format_count(len(moved)))


def _moved(effects: Sequence[Effect]) -> list[Effect]:
    return [effect for effect in effects if effect.group is None and effect.stirs]


def effect_table(effects: Sequence[Effect], caption: str, states: States = _NOW) -> Html:
    """Return the figures that move, each followed by its ministries and provinces, and what stays in one line."""
    moved = _moved(effects)
    if not moved:
        return element("p", caption, class_="q-measured")
    rows = [row for effect in moved for row in _rows(effect, effects, states)]
    table = effects_table(caption, [*rows, _stays(moved) or Html("")], class_="q-up-effect")
    return joined([table, *(_others(effect, effects, states) for effect in moved)])


def _rows(effect: Effect, effects: Sequence[Effect], states: States) -> list[Html]:
    name = _("{measure}, whole country").format(measure=label(effect.measure))
    groups = _groups(effect, effects)[:_SHOWN]
    return [effect_row(effect, name, states), *(_group_row(one, states) for one in groups)]


def _groups(effect: Effect, effects: Sequence[Effect]) -> list[Effect]:
    """Return a measure's ministries and provinces, the ones that move most in front."""
    found = [one for one in effects if one.group is not None and one.measure is effect.measure]
    return sorted(found, key=lambda one: -abs(one.bodies))


def _group_row(effect: Effect, states: States) -> Html:
    return effect_row(effect, effect.group.name if effect.group else "", states, class_="q-up-of-group")


def _stays(moved: Sequence[Effect]) -> Html | None:
    """Return the line of the measures that stay."""
    names = [label(measure) for measure in MEASURES if measure not in {effect.measure for effect in moved}]
    if not names:
        return None
    said = _("Unchanged: {names}").format(names="; ".join(names))
    return element("tr", element("td", said, colspan="5", class_="q-soft"))


def _others(effect: Effect, effects: Sequence[Effect], states: States) -> Html | None:
    groups = _groups(effect, effects)[_SHOWN:]
    if not groups:
        return None
    said = _("{measure}: {count} more ministries or provinces").format(
        measure=label(effect.measure), count=format_count(len(groups))
    )
    table = effects_table(said, (_group_row(one, states) for one in groups), class_="q-up-effect")
    return element("details", element("summary", said), element("div", table))
