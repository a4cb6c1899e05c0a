"""Two lines on one small plot: a body's own, and the country's dashed beside it, each named at its end."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from qms.charts.html import Html, element, joined
from qms.charts.lines import Frame, mask_of, percent
from qms.charts.names import spread
from qms.i18n import _, current_language, format_date, format_fraction, format_month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qms.coverage.beside import Beside
    from qms.coverage.trend import Line, Sample

_STEP: Final = Fraction(1, 5)
_HEIGHT: Final = 11.5
"""Rem of the plot."""
_LABEL: Final = 3.4
"""Rem that a label at the end takes."""
_SHORT: Final = timedelta(days=900)
"""A time that is marked by months, not by years."""
_TICKS: Final = 3
_FEW_YEARS: Final = 6


def compare_chart(lines: Beside, name: str) -> Html:
    """Return the plot of a body, called by its name, and of the country."""
    frame = Frame(lines.start, lines.end, top=top_of([lines.own, lines.country]), pad=2.0)
    plot = element(
        "div",
        _grid(frame),
        *(_break(day, frame) for day in _breaks(lines)),
        element("i", class_="q-line q-country", style=mask_of(lines.country, frame, 1.8, "5 4")),
        element("i", class_="q-line q-own", style=mask_of(lines.own, frame, 2.6)),
        _ends(lines, frame, name),
        class_="q-plot",
    )
    return element("div", plot, _ticks(frame), class_="q-compare", role="img", aria_label=compare_words(lines, name))


def compare_words(lines: Beside, name: str) -> str:
    """Return what the plot shows, in words."""
    language = current_language()
    said = [
        _("{name}: {first} on {start}, {last} on {end}").format(
            name=who,
            first=stretch[0].text(language),
            start=format_date(stretch[0].as_of),
            last=stretch[-1].text(language),
            end=format_date(stretch[-1].as_of),
        )
        for who, line in ((name, lines.own), (_("Country"), lines.country))
        for stretch in line.stretches
    ]
    return "; ".join(said)


def top_of(lines: Iterable[Line]) -> Fraction:
    """Return the rate at the upper edge: the first full fifth that no line passes."""
    highest = max(sample.rate for line in lines for part in line.stretches for sample in part)
    return max(_STEP, min(Fraction(1), -(-highest // _STEP) * _STEP))


def ticks_of(frame: Frame) -> tuple[list[Fraction], list[tuple[date, str]]]:
    """Return the rates that are written beside a plot, from 0, and the days below it with their words."""
    rates = [place * _STEP for place in range(int(frame.top / _STEP) + 1)]
    return rates, _months(frame) if _is_short(frame) else _years(frame)


def _is_short(frame: Frame) -> bool:
    return frame.end - frame.start < _SHORT


def _grid(frame: Frame) -> Html:
    ticks, _days = ticks_of(frame)
    return joined(
        element(
            "div",
            element("span", f"{int(tick * 100)}%" if tick == ticks[-1] else int(tick * 100)),
            class_="q-grid",
            style=f"top:{percent(frame.y(tick))}",
        )
        for tick in ticks
    )


def _breaks(lines: Beside) -> list[date]:
    days = {break_.on_day for break_ in lines.own.breaks}
    return [date.fromordinal(day) for day in sorted(days)]


def _break(day: date, frame: Frame) -> Html:
    x = frame.x(day)
    said = element("span", format_date(day), class_=f"q-break-label {'q-left' if x > 50 else 'q-right'}")  # noqa: PLR2004 – half
    return element("div", said, class_="q-break", style=f"left:{percent(x)}")


def _ends(lines: Beside, frame: Frame, name: str) -> Html:
    ended = [
        (who, kind, line.newest)
        for who, kind, line in ((name, "q-own", lines.own), (_("Country"), "q-country", lines.country))
        if line.newest is not None
    ]
    places = spread([frame.y(newest.rate) / 100 * _HEIGHT for _who, _kind, newest in ended], _LABEL, _HEIGHT - 0.9)
    return joined(_end(who, kind, newest, place) for (who, kind, newest), place in zip(ended, places, strict=True))


def _end(who: str, kind: str, newest: Sample, place: float) -> Html:
    fraction = format_fraction(newest.numerator, newest.denominator)
    return element(
        "span",
        element("span", who),
        element("b", newest.text(current_language())),
        element("small", fraction),
        class_=f"q-beside {kind}",
        style=f"top:{place:.2f}rem",
    )


def _ticks(frame: Frame) -> Html:
    _rates, days = ticks_of(frame)
    return element(
        "div",
        *(element("span", words, style=f"left:{percent(frame.x(day))}") for day, words in days),
        class_="q-ticks q-months" if _is_short(frame) else "q-ticks",
        aria_hidden="true",
    )


def _months(frame: Frame) -> list[tuple[date, str]]:
    length = (frame.end - frame.start).days
    days = [frame.start + timedelta(days=length * place // (_TICKS - 1)) for place in range(_TICKS)]
    return [(day, format_month(day)) for day in days]


def _years(frame: Frame) -> list[tuple[date, str]]:
    years = range(frame.start.year + 1, frame.end.year + 1)
    every = -(-len(years) // _FEW_YEARS)
    return [(date(year, 1, 1), str(year)) for year in years[::every]]
