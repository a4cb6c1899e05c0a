"""Units: a status mark for every body, sorted by where it stands, with the counts that add up to all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from qms.charts.html import Html, element, link
from qms.coverage.listing import STANDINGS, WORDS, Where
from qms.i18n import _, format_count

if TYPE_CHECKING:
    from qms.coverage import Group

MARKS: Final = {
    Where.ANNOUNCED: "announced",
    Where.PARTIAL: "partial",
    Where.APPLIED: "applied",
    Where.BUILDING: "building",
    Where.NOT_STARTED: "not-started",
    Where.WITHDRAWN: "withdrawn",
    Where.NO_REPORT: "silent",
}
"""The form of each mark, as `q-is-…`."""


def standing_mark(standing: Where) -> Html:
    """Return where an agency stands: a circle that fills up, and the word."""
    sign = element("i", aria_hidden="true")
    return element("span", sign, _(WORDS[standing]), class_=f"q-status q-is-{MARKS[standing]}")


def units(bodies: Iterable[tuple[Group, Where]], href: Callable[[Group], str]) -> Html:
    """Return a mark for every body, each a link; the keyboard passes them by: the table beside holds the same links."""
    items = [
        element(
            "li",
            link(
                href(group),
                element("i", aria_hidden="true"),
                title=f"{group.name}: {_(WORDS[standing])}",
                aria_label=f"{group.name}: {_(WORDS[standing])}",
                tabindex="-1",
                class_=f"q-status q-is-{MARKS[standing]}",
            ),
        )
        for group, standing in bodies
    ]
    return element("ul", *items, class_="q-units")


def units_key(
    counts: Mapping[Where, int], whole: str, href: Callable[[Where], str], chosen: Where | None = None
) -> Html:
    """Return how many bodies stand where, each count a link, and the sum of them in words."""
    lines = [
        element("li", _count(standing, counts[standing], href, chosen=chosen), class_="q-unit-count")
        for standing in STANDINGS
        if counts[standing]
    ]
    return element("ul", *lines, element("li", whole, class_="q-unit-sum"), class_="q-units-key")


def _count(standing: Where, count: int, href: Callable[[Where], str], *, chosen: Where | None) -> Html:
    said = element(
        "span",
        element("i", aria_hidden="true"),
        element("b", format_count(count)),
        " ",
        _(WORDS[standing]),
        class_=f"q-status q-is-{MARKS[standing]}",
    )
    return link(href(standing), said, aria_current="true" if standing is chosen else None)
