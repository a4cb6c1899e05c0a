"""What a change does to the figures: each before and after, and what lies between; links where a day names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from pages.parts.choices import there
from pages.parts.menu import OVERVIEW
from pages.parts.table import table
from pages.parts.words import address_of, number, points_text, signed
from qms.charts.html import Html, element, joined, link
from qms.coverage import Ledger
from qms.coverage.change import Count
from qms.coverage.effect import Effect
from qms.coverage.measures import PARENT_LEVEL
from qms.i18n import N_, _, current_language, format_count, format_date, format_fraction, label, ngettext
from qms.moments import HANOI, end_of_day

_FEW = 10
"""Ministries and provinces that are shown without being asked for."""


_WHY: Final = (
    N_("{count} newly covered"),
    N_("{count} no longer covered"),
    N_("{count} more to be counted"),
    N_("{count} no longer counted"),
)


class Unnamed(Enum):
    """No known-on day or moment."""

    UNNAMED = "unnamed"


UNNAMED: Final = Unnamed.UNNAMED


@dataclass(frozen=True)
class States:
    """By which known-on day or moment the lists behind the figures before and after open.

    None is all that is known now; UNNAMED where neither names exactly that state of the data.
    """

    before: date | Unnamed | None
    after: date | Unnamed | None


def states_around(ledger: Ledger, batch: int, today: date) -> States:
    """Return by what the lists before and after a batch open."""
    return States(*(_naming(ledger, at, today) for at in (batch - 1, batch)))


def _naming(ledger: Ledger, batch: int, today: date) -> date | Unnamed | None:
    """Return what names the state after a batch: a day if its end shows exactly that, else the moment of recording."""
    if batch >= ledger.version:
        return None
    if batch == 0:
        return UNNAMED
    moment = ledger.recorded_at(batch)
    day = moment.astimezone(HANOI).date()
    if day < today and ledger.known_on(end_of_day(day)) == batch:
        return day
    return moment if ledger.known_on(moment) == batch else UNNAMED


def moved_sentence(effects: Sequence[Effect]) -> str:
    """Return how many of the national figures move, as a finding."""
    national = [effect for effect in effects if effect.group is None]
    moved = sum(effect.moves for effect in national)
    if not moved:
        return _("None of the {all} national figures moves").format(all=format_count(len(national)))
    sentence = ngettext(
        "{moved} of the {all} national figures moves", "{moved} of the {all} national figures move", moved
    )
    return sentence.format(moved=format_count(moved), all=format_count(len(national)))


def effects_block(effects: Sequence[Effect], states: States) -> Html:
    """Return the figures of one day: the national ones, those that stay in one line, then each moved one below."""
    national = [effect for effect in effects if effect.group is None]
    moved = [effect for effect in national if effect.moves]
    below = [effect for effect in effects if effect.group is not None]
    rows = [_row(effect, states) for effect in moved]
    if len(moved) < len(national):
        rows.append(_unmoved([effect for effect in national if not effect.moves], some_move=bool(moved)))
    day = format_date(effects[0].as_of) if effects else ""
    table = effects_table(_("National figures on {day}").format(day=day), rows)
    return element("div", table, _parents(below, states, day), class_="q-effects")


def _parents(effects: Sequence[Effect], states: States, day: str) -> Html | None:
    """Return the figures of ministries and provinces that move; many are opened on request."""
    if not effects:
        return None
    caption = _("Figures of ministries and provinces that move, on {day}").format(day=day)
    table = effects_table(caption, [_row(effect, states) for effect in effects])
    if len(effects) <= _FEW:
        return table
    sentence = ngettext(
        "{count} figure of ministries and provinces moves",
        "{count} figures of ministries and provinces move",
        len(effects),
    )
    summary = element("summary", sentence.format(count=format_count(len(effects))))
    return element("details", summary, element("div", table))


def effects_table(caption: object, rows: Iterable[Html], *, class_: str | None = None) -> Html:
    """Return rows of effects under their heads."""
    heads = (
        (_("Figure"), None),
        (_("Before"), "q-number"),
        (_("After"), "q-number"),
        (_("Change"), "q-number"),
        (_("Why"), "q-minor q-why"),
    )
    return table(caption, heads, rows, class_=class_)


def effect_row(effect: Effect, called: object, states: States, *, class_: str | None = None) -> Html:
    """Return a figure before and after, by how much it moves and why; its sides open the agencies behind them."""
    why = _why(effect)
    return element(
        "tr",
        element("th", called, element("span", why, class_="q-under"), scope="row"),
        number(_counted(effect, effect.before, states.before)),
        number(_counted(effect, effect.after, states.after)),
        number(*_change(effect)),
        element("td", why, class_="q-minor q-why"),
        class_=class_,
    )


def _row(effect: Effect, states: States) -> Html:
    called = label(effect.measure) if effect.group is None else joined([label(effect.measure), effect.group.name], ", ")
    return effect_row(effect, called, states)


def _why(effect: Effect) -> str:
    """Return who comes in and who goes out, in words."""
    said = zip(_WHY, effect.why, strict=True)
    return ", ".join(_(words).format(count=format_count(count)) for words, count in said if count)


def _is_judged(effect: Effect) -> bool:
    """Tell whether the figure says of one ministry or province whether it meets the requirement."""
    return effect.group is not None and effect.measure in PARENT_LEVEL


def _verdict(count: Count) -> str:
    if not count.denominator:
        return _("not counted")
    return _("meets the requirement") if count.numerator else _("does not meet it yet")


def _counted(effect: Effect, count: Count, known_on: date | Unnamed | None) -> object:
    """Return n/d above its rate; of a ministry or province that is itself judged, whether it holds."""
    if _is_judged(effect):
        return _verdict(count)
    said: object = format_fraction(count.numerator, count.denominator)
    if known_on is not UNNAMED and count.denominator:
        under = None if effect.group is None else address_of(effect.group)
        said = link(
            there(OVERVIEW, as_of=effect.as_of, known_on=known_on, measure=effect.measure.value, under=under), said
        )
    return element("span", said, element("b", count.text(current_language()), class_="q-rate-below"))


def _change(effect: Effect) -> list[object]:
    """Return by how much a figure moves: bodies, the denominator where it moves, and percentage points."""
    if _is_judged(effect):
        return ["▲" if effect.bodies > 0 else "▼" if effect.bodies < 0 else "–"]
    sign = "▲ " if effect.bodies > 0 else "▼ " if effect.bodies < 0 else ""
    said: list[object] = [f"{sign}{format_count(abs(effect.bodies))}"]
    wider = effect.after.denominator - effect.before.denominator
    if wider:
        said.append(element("span", _("of all: {count}").format(count=signed(wider)), class_="q-rate-below"))
    if effect.points:
        up = _("up {points} percentage points") if effect.points > 0 else _("down {points} percentage points")
        said.append(element("span", up.format(points=points_text(effect.points)), class_="q-rate-below"))
    return said


def _unmoved(effects: Sequence[Effect], *, some_move: bool) -> Html:
    names = "; ".join(label(effect.measure) for effect in effects)
    words = _("The others are unchanged: {names}") if some_move else _("Unchanged: {names}")
    return element("tr", element("td", words.format(names=names), class_="q-soft", colspan="5"))
