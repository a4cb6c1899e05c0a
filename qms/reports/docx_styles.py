"""The styles of a document that reports are written in: an office's own where it has them, ours for the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMING: Final = re.compile(r'(<w:(?:pStyle|tblStyle) w:val=")([^"]+)')
_LEADING: Final = (f"{_W}basedOn", f"{_W}next")
"""Where a style names another one."""


class Styles:
    """What our styles are called in a document; those that it lacks are added to it."""

    def __init__(self, document: Document, ours: bytes) -> None:
        from docx.oxml import parse_xml

        self._theirs = document.styles.element
        known = {_name(style): style.get(f"{_W}styleId") for style in self._theirs.iter(f"{_W}style")}
        self._called: dict[str, str] = {}
        for style in parse_xml(ours).iter(f"{_W}style"):
            own = style.get(f"{_W}styleId")
            if _name(style) in known:
                self._called[own] = known[_name(style)]
            else:
                self._theirs.append(style)
        for style in self._theirs.iter(*_LEADING):
            style.set(f"{_W}val", self._called.get(style.get(f"{_W}val"), style.get(f"{_W}val")))

    @property
    def count_headings(self) -> bool:
        """Whether headings number themselves."""
        headings = [style for style in self._theirs.iter(f"{_W}style") if _name(style) == "heading 1"]
        return any(True for style in headings for _numbered in style.iter(f"{_W}numPr"))

    def renamed(self, markup: str) -> str:
        """Return markup with the styles called as the document calls them."""
        if all(ours == theirs for ours, theirs in self._called.items()):
            return markup
        return _NAMING.sub(lambda named: f"{named[1]}{self._called.get(named[2], named[2])}", markup)


def _name(style: Any) -> str:
    named = style.find(f"{_W}name")
    return "" if named is None else str(named.get(f"{_W}val")).lower()
