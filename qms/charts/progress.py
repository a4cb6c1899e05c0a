"""How one measure moved, as a Plotly figure: breaks and announcements at their days, names on both sides of a break.

The figure is a plain document in Plotly's own words. It carries the light colours of our tokens; in the page our
stylesheet puts the colours of the theme in their place (`palette.plot_css`). The picture that a reader takes away is
another drawing, made for paper.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from qms.charts.names import spread
from qms.charts.palette import TOKENS
from qms.charts.trend import break_labels
from qms.i18n import _, current_language, format_count, format_date, format_fraction
from qms.vocabulary import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, timedelta

    from qms.coverage.trend import Line, Mark, Sample

HEIGHT: Final = 300
"""Pixels of the plot itself."""

ABOVE: Final = 46
"""Pixels above it, where the breaks are named."""

BELOW: Final = 30
"""Pixels below it, where the years stand."""

LEFT, RIGHT = 44, 112
"""Pixels beside the plot, for the scale and for the labels at the lines' ends."""

FONT: Final = '"Source Sans", sans-serif'
COLOURS: Final = {
    Measure.MINISTRIES: "ink",
    Measure.MINISTRY_ENCOURAGED: "ink",
    Measure.PROVINCES: "indigo",
    Measure.PROVINCES_WITH_COMMUNES: "indigo",
    Measure.COMMUNES: "ochre",
    Measure.SLICE: "indigo",
}
_TOPS: Final = tuple(Fraction(tenths, 10) for tenths in (2, 4, 6, 8, 10))
_TICKS: Final = 4
_A_HAIR_MORE: Final = 1.004
"""The scale ends this much above its highest line, which Plotly does not draw on the very edge."""
_LABEL_GAP: Final = 54.0
_LONG_ENOUGH: Final = 0.15
"""The share of the period that a stretch must have to be named."""


def progress_figure(line: Line, country: Line | None, called: str, start: date, end: date) -> dict[str, Any]:
    """Return a measure's line by its name, with the country's where it is one body's, from 0 to 100 % or less."""
    top = _top(line, country)
    colour = COLOURS[line.measure]
    compared = [] if country is None else [(country, _("Country"), "soft", "dash")]
    drawn = [*compared, (line, called, colour, "solid")]
    traces = [_trace(stretch, name, ink, dash) for one, name, ink, dash in drawn for stretch in one.stretches]
    return {
        "data": [*traces, *_diamonds(line.marks, colour)],
        "layout": {
            **_frame(start, end, top),
            "shapes": [_rule(day) for day, _lines in break_labels(line.breaks)],
            "annotations": [
                *_break_names(line, start, end),
                *_names_before_breaks(line, called, colour, end - start),
                *_mark_names(line.marks),
                *_ends([(one, name, ink) for one, name, ink, _dash in reversed(drawn)], top),
            ],
        },
    }


def plot_settings() -> dict[str, Any]:
    """Return how Plotly behaves: as a drawing, without buttons of its own."""
    return {
        "locale": current_language(),
        "locales": {current_language(): {"dictionary": {}, "format": {}}},
        "displaylogo": False,
        "displayModeBar": False,
        "scrollZoom": False,
        "doubleClick": False,
    }


def _top(line: Line, country: Line | None) -> Fraction:
    """Return the rate at the upper edge: all for the country; for one body the least fifth that holds both lines."""
    if country is None:
        return Fraction(1)
    highest = max(
        (sample.rate for one in (line, country) for stretch in one.stretches for sample in stretch),
        default=Fraction(1),
    )
    return next(top for top in _TOPS if highest <= top)


def _trace(stretch: Sequence[Sample], name: str, ink: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines" if len(stretch) > 1 else "markers",
        "name": _inert(name),
        "x": [sample.as_of.isoformat() for sample in stretch],
        "y": [_percent(sample.rate) for sample in stretch],
        "text": [_counted(sample) for sample in stretch],
        "hovertemplate": f"{_inert(name)}: %{{text}}<extra></extra>",
        "line": {"color": _light(ink), "width": 2.6 if dash == "solid" else 1.8, "dash": dash},
        "marker": {"color": _light(ink), "size": 7},
        "cliponaxis": False,
    }


def _diamonds(marks: Iterable[Mark], ink: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": _("published"),
            "x": [mark.sample.as_of.isoformat()],
            "y": [_percent(mark.rate)],
            "text": [_inert(_announced(mark))],
            "hovertemplate": f"{_('published')}: %{{text}}<extra></extra>",
            "marker": {
                "symbol": "diamond",
                "size": 11,
                "color": _light("paper"),
                "line": {"color": _light(ink), "width": 1.8},
            },
            "cliponaxis": False,
        }
        for mark in marks
    ]


def _frame(start: date, end: date, top: Fraction) -> dict[str, Any]:
    soft, ink = _light("soft"), _light("ink")
    ticks = [_percent(top) * step / _TICKS for step in range(_TICKS + 1)]
    hair = {"gridcolor": _light("hair"), "zeroline": False, "fixedrange": True, "tickfont": {"color": soft}}
    return {
        "template": "none",
        "paper_bgcolor": _light("paper"),
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": ink},
        "height": ABOVE + HEIGHT + BELOW,
        "margin": {"l": LEFT, "r": RIGHT, "t": ABOVE, "b": BELOW, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified",
        "hoverlabel": {
            "bgcolor": _light("panel"),
            "bordercolor": _light("edge"),
            "font": {"family": FONT, "size": 13, "color": ink},
        },
        "separators": {"vi": ",.", "en": ".,"}[current_language()],
        "xaxis": {
            **hair,
            "type": "date",
            "range": [start.isoformat(), end.isoformat()],
            "showgrid": False,
            "showline": True,
            "linecolor": _light("edge"),
            "ticklabelmode": "period",
            "hoverformat": {"vi": "%d/%m/%Y", "en": "%-d %B %Y"}[current_language()],
            "tickformatstops": [
                {"dtickrange": [None, "M11"], "value": "%m/%Y"},
                {"dtickrange": ["M12", None], "value": "%Y"},
            ],
            "automargin": False,
        },
        "yaxis": {
            **hair,
            "range": [0, _percent(top) * _A_HAIR_MORE],
            "tickvals": ticks,
            "ticktext": [*(f"{tick:.0f}" for tick in ticks[:-1]), f"{ticks[-1]:.0f}%"],
            "automargin": False,
        },
    }


def _rule(day: date) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "yref": "paper",
        "y0": 0,
        "y1": 1 + 8 / HEIGHT,
        "line": {"color": _light("ink"), "width": 1.5, "dash": "4px,3px"},
    }


def _break_names(line: Line, start: date, end: date) -> list[dict[str, Any]]:
    """Return the breaks' days and counts above their rules, to the side where there is room."""
    labels = break_labels(line.breaks)
    half = start + (end - start) / 2
    return [
        _annotation(
            "<br>".join([format_date(day), *said]),
            x=day.isoformat(),
            y=1 + 10 / HEIGHT,
            yref="paper",
            leftwards=day > half and (place + 1 < len(labels) or len(labels) == 1),
            yanchor="bottom",
        )
        for place, (day, said) in enumerate(labels)
    ]


def _names_before_breaks(line: Line, name: str, ink: str, period: timedelta) -> list[dict[str, Any]]:
    """Return the line's name and rate where it stops at a break, unless it is too short to bear them."""
    return [
        _annotation(
            f"{_inert(name)} <b>{stretch[-1].text(current_language())}</b>",
            x=stretch[-1].as_of.isoformat(),
            y=_percent(stretch[-1].rate),
            leftwards=True,
            yanchor="bottom",
            xshift=-4,
            yshift=5,
            color=_light(ink),
        )
        for stretch in line.stretches[:-1]
        if stretch[-1].as_of - stretch[0].as_of > period * _LONG_ENOUGH
    ]


def _mark_names(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Return what was announced, where it does not agree with what is computed."""
    return [
        _annotation(
            _inert(_("published {rate}").format(rate=_announced(mark))),
            x=mark.sample.as_of.isoformat(),
            y=_percent(mark.rate),
            yanchor="top",
            xshift=8,
            yshift=-4,
        )
        for mark in marks
        if mark.comparison.agrees is False
    ]


def _ends(lines: Sequence[tuple[Line, str, str]], top: Fraction) -> list[dict[str, Any]]:
    """Return at each line's end its name, rate and fraction, moved apart where they would cover each other."""
    ended = [(line.newest, name, ink) for line, name, ink in lines if line.newest is not None]
    places = [float(1 - newest.rate / top) * HEIGHT for newest, _name, _ink in ended]
    apart = spread(places, _LABEL_GAP, HEIGHT)
    return [
        _annotation(
            "<br>".join(
                [*map(_inert, wrap(name, 16)), f"<b>{newest.text(current_language())}</b>", _fraction(newest)],
            ),
            x=1,
            xref="paper",
            y=1 - place / HEIGHT,
            yref="paper",
            xshift=8,
            yanchor="middle",
            color=_light(ink),
        )
        for (newest, name, ink), place in zip(ended, apart, strict=True)
    ]


def _annotation(
    text: str,
    *,
    x: float | str,
    y: float,
    xref: str = "x",
    yref: str = "y",
    leftwards: bool = False,
    yanchor: str = "middle",
    xshift: float = 0,
    yshift: float = 0,
    color: str | None = None,
) -> dict[str, Any]:
    side = "right" if leftwards else "left"
    return {
        "text": text,
        "x": x,
        "xref": xref,
        "y": y,
        "yref": yref,
        "xanchor": side,
        "yanchor": yanchor,
        "align": side,
        "xshift": xshift + (-3 if leftwards else 3),
        "yshift": yshift,
        "showarrow": False,
        "bgcolor": _light("paper"),
        "borderpad": 1,
        "font": {"color": color or _light("ink"), "size": 13},
    }


def _counted(sample: Sample) -> str:
    return f"<b>{sample.text(current_language())}</b> ({_fraction(sample)})"


def _fraction(sample: Sample) -> str:
    return format_fraction(sample.numerator, sample.denominator)


def _announced(mark: Mark) -> str:
    """Return what was printed: the rate, or else the fraction."""
    said = mark.comparison
    return said.text or f"{format_count(said.numerator or 0)}/{format_count(said.denominator or 0)}"


def _inert(text: str) -> str:
    """Return a text in which Plotly finds neither markup nor a place to fill."""
    return escape(text).replace("{", "&#123;")


def _percent(rate: Fraction) -> float:
    """Return where a rate lies on the scale."""
    return round(float(rate * 100), 4)


def _light(token: str) -> str:
    return TOKENS[token].light
