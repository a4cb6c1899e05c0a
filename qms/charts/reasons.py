"""Bars that compare counts of one list: the longest fills its place; silence is hatched."""

from __future__ import annotations

from qms.charts.html import Html, element


def length_bar(count: int, longest: int, *, is_silence: bool) -> Html:
    """Return a bar as long as its count beside the longest of the list; the number stands in words beside it."""
    share = count * 1_000 // max(longest, 1) / 10
    bar = element("i", class_="q-length-silent" if is_silence else None, style=f"width:{share:g}%")
    return element("div", bar if count else None, class_="q-length", aria_hidden="true")
