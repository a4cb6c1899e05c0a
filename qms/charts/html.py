"""Markup that cannot be broken by what is put into it: every text is escaped, only `Html` passes as it is."""

from __future__ import annotations

from functools import cache
from html import escape
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

VOID: Final = frozenset({"br", "hr", "img", "input"})
"""Elements that have no end."""


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def markup(part: object) -> Html:
    """Return a part as markup: `Html` as it is, nothing for None, everything else escaped."""
    if isinstance(part, Html):
        return part
    return Html("" if part is None else escape(str(part)))


def joined(parts: Iterable[object], between: object = "") -> Html:
    """Return parts one after the other."""
    return Html(markup(between).join([part if isinstance(part, Html) else markup(part) for part in parts]))


def element(name: str, *children: object, **attributes: object) -> Html:
    """Return an element: `class_` stands for class, `data_x` for data-x; None and False leave an attribute out."""
    said = "".join(
        [
            f' {_spelled(key)}="{"" if value is True else escape(str(value))}"'
            for key, value in attributes.items()
            if value is not None and value is not False
        ]
    )
    end = "" if name in VOID else f"{joined(children)}</{name}>"
    return Html(f"<{name}{said}>{end}")


@cache
def _spelled(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def filled(sentence: str, **parts: object) -> Html:
    """Return a translated sentence as markup, with its {placeholders} filled."""
    return Html("".join(_filled(sentence, parts)))


def _filled(sentence: str, parts: dict[str, Any]) -> Iterable[str]:
    for text, name, _spec, _conversion in Formatter().parse(sentence):
        yield escape(text)
        if name is not None:
            yield markup(parts[name])


def link(href: str, *children: object, **attributes: object) -> Html:
    """Return a link that opens in the same tab."""
    return element("a", *children, href=href, target="_self", **attributes)


def unseen(text: object) -> Html:
    """Return words for readers who listen."""
    return element("span", text, class_="q-unseen")
