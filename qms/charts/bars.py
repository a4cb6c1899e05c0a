"""Bars: how much is covered, not covered, and silent (hatched); together they are always the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.charts.html import Html, element
from qms.i18n import _, format_count

if TYPE_CHECKING:
    from qms.coverage import Figure


def bar(figure: Figure) -> Html:
    """Return a figure's bar; the agencies from whom nothing was heard stay in its length."""
    covered, silent = figure.numerator, figure.no_report
    parts = {"covered": covered, "lacking": figure.denominator - covered - silent, "silent": silent}
    spans = [element("i", class_=f"q-bar-{name}", style=f"flex-grow:{count}") for name, count in parts.items() if count]
    return element("div", *spans, class_="q-bar", role="img", aria_label=bar_words(figure))


def bar_words(figure: Figure) -> str:
    """Return what a bar shows, in words."""
    sentence = _("{covered} covered, {lacking} not covered, of these {silent} without any report")
    return sentence.format(
        covered=format_count(figure.numerator),
        lacking=format_count(figure.denominator - figure.numerator),
        silent=format_count(figure.no_report),
    )
