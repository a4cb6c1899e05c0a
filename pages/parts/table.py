"""A table as all pages show one: a caption that says what and which day, a ruled head, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qms.charts.html import Html, element

Heads = Sequence[tuple[str, str | None]]
"""The columns: what stands above each, and its class (q-number, q-minor) or None."""


def table(caption: object, heads: Heads, rows: Iterable[Html], *, class_: str | None = None) -> Html:
    """Return rows (`tr`) under their heads."""
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", text, scope="col", class_=kind) for text, kind in heads))),
        element("tbody", *rows),
        class_=class_,
    )
