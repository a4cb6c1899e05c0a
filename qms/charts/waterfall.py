"""Waterfalls: how a count came from one day to another, each step a bar that begins where the one before it ended.

`waterfall` is the geometry, in whole agencies, for every drawing of it; `waterfall_table` draws it for a page as a
table whose lines add up downwards, the bars between the words and the numbers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from qms.charts.html import Html, element, joined, link
from qms.coverage.change import Flow
from qms.coverage.moves import Effect
from qms.i18n import _, format_count
from qms.vocabulary import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qms.coverage.change import Change, Step


class CountOf(StrEnum):
    """Which of a figure's two counts is drawn."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class Day(StrEnum):
    """The bars that stand on the ground: the first day as told, the first day as known now, the last day."""

    TOLD = "told"
    KNOWN = "known"
    LAST = "last"


class Bar(NamedTuple):
    """One line of a waterfall: a day's count from 0, or a step from where the line before it ended."""

    of: Day | ChangeKind
    begin: int
    end: int
    flow: Flow
    """What a step adds and takes; of a day, its count."""

    @property
    def low(self) -> int:
        """Where the bar begins on the axis."""
        return min(self.begin, self.end)

    @property
    def high(self) -> int:
        """Where it ends on the axis."""
        return max(self.begin, self.end)


class Waterfall(NamedTuple):
    """The lines of one count, from the first day to the last; the axis goes from 0 to `top`."""

    count_of: CountOf
    bars: tuple[Bar, ...]
    top: int


ALWAYS = {CountOf.NUMERATOR: (ChangeKind.GAINED, ChangeKind.LOST), CountOf.DENOMINATOR: ()}
"""The steps that are shown where nothing moved, too."""


def waterfall(change: Change, count_of: CountOf) -> Waterfall:
    """Return the lines of one count of a change: told, corrected, known, what happened, the last day."""
    bars = tuple(_bars(change, count_of))
    return Waterfall(count_of, bars, max(bar.high for bar in bars))


def _bars(change: Change, count_of: CountOf) -> Iterator[Bar]:
    standing: int = getattr(change.before, count_of)
    yield Bar(Day.TOLD, 0, standing, Flow(standing, 0))
    for kind in ChangeKind:
        flow = flow_of(change.step(kind), count_of)
        if flow != (0, 0) or kind in ALWAYS[count_of]:
            yield Bar(kind, standing, standing + flow.net, flow)
            standing += flow.net
        if kind is ChangeKind.CORRECTED and change.known_from is not None:
            yield Bar(Day.KNOWN, 0, standing, Flow(standing, 0))
    yield Bar(Day.LAST, 0, standing, Flow(standing, 0))


def flow_of(step: Step, count_of: CountOf) -> Flow:
    """Return what a step adds to one of the counts, and takes from it."""
    return step.covered if count_of is CountOf.NUMERATOR else step.everyone


def sum_words(drawn: Waterfall) -> str:
    """Return a waterfall as the sum that it is: 4.397 + 1.204 − 37 = 5.564."""
    first, *steps, last = [bar for bar in drawn.bars if bar.of is not Day.KNOWN]
    terms = [term for bar in steps for term in _terms(bar.flow)]
    return " ".join([format_count(first.end), *terms, "=", format_count(last.end)])


def _terms(flow: Flow) -> list[str]:
    plus = [f"+ {format_count(flow.plus)}"] if flow.plus else []
    return [*plus, f"− {format_count(flow.minus)}"] if flow.minus else plus


def waterfall_table(
    drawn: Waterfall,
    *,
    caption: object,
    words: Callable[[Bar], object],
    href: Callable[[Bar, Effect | None], str | None],
) -> Html:
    """Return a waterfall as a table.

    `words` says what a line is called; `href` where its number leads: of a day, or of what a step adds or takes.
    """
    heads = element(
        "tr",
        element("th", _("Change"), scope="col"),
        element("th", _("Drawn"), scope="col", class_="q-fall-lane"),
        element("th", _("Agencies"), scope="col", class_="q-number"),
    )
    rows = [_row(bar, drawn, words, href) for bar in drawn.bars]
    return element(
        "table",
        element("caption", caption),
        element("thead", heads),
        element("tbody", *rows),
        class_=f"q-fall q-fall-{drawn.count_of}",
    )


def _row(
    bar: Bar,
    drawn: Waterfall,
    words: Callable[[Bar], object],
    href: Callable[[Bar, Effect | None], str | None],
) -> Html:
    stands = isinstance(bar.of, Day)
    return element(
        "tr",
        element("th", words(bar), scope="row"),
        element("td", _lane(bar, drawn.top), class_="q-fall-lane"),
        element("td", _value(bar, drawn.count_of, href), class_="q-number"),
        class_="q-sum" if bar.of is Day.LAST else "q-fall-stand" if stands else None,
    )


def _lane(bar: Bar, top: int) -> Html:
    name = "day" if isinstance(bar.of, Day) else "plus" if bar.end >= bar.begin else "minus"
    place = f"left:{_percent(bar.low, top)};width:{_percent(bar.high - bar.low, top)}"
    drawn = element("i", class_=f"q-fall-{name}", style=place) if bar.high > bar.low else None
    return element("div", drawn, class_="q-fall-plot", aria_hidden="true")


def _percent(count: int, top: int) -> str:
    """Return a length on the axis, in hundredths of a percent."""
    return f"{count * 10_000 // max(top, 1) / 100:g}%"


def _value(bar: Bar, count_of: CountOf, href: Callable[[Bar, Effect | None], str | None]) -> Html:
    """Return a line's number, or the numbers that a step adds and takes, each open to its agencies."""
    if isinstance(bar.of, Day):
        return _opened(format_count(bar.end), href(bar, None), bar.end)
    effects = Effect.of(count_of)
    parts = [
        _opened(f"{sign} {format_count(count)}", href(bar, effect), count)
        for sign, count, effect in zip(("+", "−"), bar.flow, effects, strict=True)
        if count
    ]
    return joined(parts, " ") if parts else Html("0")


def _opened(words: str, href: str | None, count: int) -> Html:
    return link(href, words) if href and count else element("span", words)
