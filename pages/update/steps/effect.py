"""Step 4: what recording would do to the figures: before, after, by how much and why; what stays, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pages.parts.paper import show
from pages.parts.words import address_of, members_href, number, points_text
from pages.update.steps.bar import Step, anchor
from qms.charts.html import Html, element, joined, link
from qms.coverage.change import Count
from qms.coverage.effect import Effect
from qms.i18n import N_, _, current_language, format_count, format_date, label, ngettext
from qms.importing.plan import ImportPlan
from qms.vocabulary import MEASURES, Measure

_PARENTS: Final = (Measure.MINISTRIES, Measure.PROVINCES, Measure.PROVINCES_WITH_COMMUNES)
_SHOWN: Final = 12
"""Ministries and provinces that are shown at once; the others open in place."""

_WHY: Final = (
    N_("{count} newly covered"),
    N_("{count} no longer covered"),
    N_("{count} more to be counted"),
    N_("{count} no longer counted"),
)


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


def effect_table(effects: Sequence[Effect], caption: str, *, is_done: bool = False) -> Html:
    """Return the figures that move, each followed by its ministries and provinces, and what stays in one line.

    The side that holds now opens the agencies behind it: before, or after once it `is_done`.
    """
    heads = (
        (_("Figure"), None),
        (_("Before"), "q-number"),
        (_("After"), "q-number"),
        (_("Change"), "q-number"),
        (_("Why"), "q-minor q-up-why"),
    )
    moved = _moved(effects)
    if not moved:
        return element("p", caption, class_="q-measured")
    head = element("thead", element("tr", *(element("th", text, scope="col", class_=kind) for text, kind in heads)))
    rows = [row for effect in moved for row in _rows(effect, effects, is_done=is_done)]
    body = element("tbody", *rows, _stays(moved))
    table = element("table", element("caption", caption), head, body, class_="q-up-effect")
    return joined([table, *(_others(effect, effects, head, is_done=is_done) for effect in moved)])


def _rows(effect: Effect, effects: Sequence[Effect], *, is_done: bool) -> list[Html]:
    name = _("{measure}, whole country").format(measure=label(effect.measure))
    groups = _groups(effect, effects)[:_SHOWN]
    return [_row(effect, name, is_done=is_done), *(_group_row(one, is_done=is_done) for one in groups)]


def _groups(effect: Effect, effects: Sequence[Effect]) -> list[Effect]:
    """Return a measure's ministries and provinces, the ones that move most in front."""
    found = [one for one in effects if one.group is not None and one.measure is effect.measure]
    return sorted(found, key=lambda one: -abs(one.bodies))


def _group_row(effect: Effect, *, is_done: bool) -> Html:
    return _row(effect, effect.group.name if effect.group else "", class_="q-up-of-group", is_done=is_done)


def _row(effect: Effect, name: str, *, is_done: bool, class_: str | None = None) -> Html:
    why = _why(effect)
    return element(
        "tr",
        element("th", name, element("span", why, class_="q-under"), scope="row"),
        number(*_counted(effect, effect.before, is_now=not is_done)),
        number(*_counted(effect, effect.after, is_now=is_done)),
        number(*_by_how_much(effect)),
        element("td", why, class_="q-minor q-up-why"),
        class_=class_,
    )


def _counted(effect: Effect, count: Count, *, is_now: bool) -> list[object]:
    """Return n/d above its rate; of a ministry or province that is itself judged, whether it holds."""
    if effect.group is not None and effect.measure in _PARENTS:
        return [_verdict(count)]
    said: object = f"{format_count(count.numerator)}/{format_count(count.denominator)}"
    if is_now and count.denominator:
        under = None if effect.group is None else address_of(effect.group)
        said = link(members_href(effect.measure, effect.as_of, under=under), said)
    return [said, element("b", count.text(current_language()), class_="q-up-below")]


def _verdict(count: Count) -> str:
    if not count.denominator:
        return _("not counted")
    return _("meets the requirement") if count.numerator else _("does not meet it yet")


def _by_how_much(effect: Effect) -> list[object]:
    if effect.group is not None and effect.measure in _PARENTS:
        return ["▲" if effect.bodies > 0 else "▼" if effect.bodies < 0 else "–"]
    sign = "▲ " if effect.bodies > 0 else "▼ " if effect.bodies < 0 else ""
    points = effect.points
    rate = None if not points else _("{points} points").format(points=_signed(points_text(points), points > 0))
    return [sign, format_count(abs(effect.bodies)), element("span", rate, class_="q-up-below")]


def _signed(text: str, is_more: bool) -> str:
    return f"+{text}" if is_more else f"−{text}"


def _why(effect: Effect) -> str:
    said = [_(words).format(count=format_count(count)) for words, count in zip(_WHY, effect.why, strict=True) if count]
    return ", ".join(said)


def _stays(moved: Sequence[Effect]) -> Html | None:
    """Return the line of the measures that stay."""
    names = [label(measure) for measure in MEASURES if measure not in {effect.measure for effect in moved}]
    if not names:
        return None
    said = _("Unchanged: {measures}").format(measures="; ".join(names))
    return element("tr", element("td", said, colspan="5", class_="q-soft"))


def _others(effect: Effect, effects: Sequence[Effect], head: Html, *, is_done: bool) -> Html | None:
    groups = _groups(effect, effects)[_SHOWN:]
    if not groups:
        return None
    said = _("{measure}: {count} more ministries or provinces").format(
        measure=label(effect.measure), count=format_count(len(groups))
    )
    rows = (_group_row(one, is_done=is_done) for one in groups)
    table = element("table", element("caption", said), head, element("tbody", *rows), class_="q-up-effect")
    return element("details", element("summary", said), element("div", table))
