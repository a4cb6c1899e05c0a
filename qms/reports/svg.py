"""Drawings for paper as SVG text: the light side of the palette, text in Tinos, numbers always written alike.

Units are points; nothing depends on a clock, a locale or the order of a set, so the same drawing has the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from qms.charts.palette import TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS: Final = 24
"""Of a name beside or above a small plot."""
WIDTH: Final = 467.0
"""The width of the text on A4 with the margins of an administrative document."""
FONT: Final = "Tinos"
INK, SOFT, EDGE, HAIR, BLUE, OCHRE, RED = (
    TOKENS[name].light for name in ("ink", "soft", "edge", "hair", "indigo", "ochre", "red")
)
WHITE: Final = "#FFFFFF"
HATCH: Final = "url(#hatch)"
_PATTERN: Final = (
    '<defs><pattern id="hatch" width="4.2" height="4.2" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="4.2" height="4.2" fill="{WHITE}"/><rect width="1.1" height="4.2" fill="{EDGE}"/></pattern></defs>'
)


def number(value: float) -> str:
    """Return a coordinate: two decimals at most, no zeros behind."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def attributes(**stated: object) -> str:
    """Return attributes as they stand in a tag; underscores become hyphens, None is left out."""
    return "".join(
        f' {_called(name)}="{number(value) if isinstance(value, float) else _quoted(str(value))}"'
        for name, value in stated.items()
        if value is not None
    )


def shortened(name: str) -> str:
    """Return a name as it goes beside or above a small plot; of a long one the beginning."""
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"


@cache
def _called(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


@lru_cache(maxsize=256)
def _quoted(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


@dataclass
class Sheet:
    """A drawing in the making."""

    height: float
    width: float = WIDTH
    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, **stated: object) -> None:
        """Draw a rectangle."""
        self.parts.append(f"<rect{attributes(x=x, y=y, width=max(width, 0.0), height=height, **stated)}/>")

    def line(self, x1: float, y1: float, x2: float, y2: float, **stated: object) -> None:
        """Draw a straight line."""
        self.parts.append(f"<line{attributes(x1=x1, y1=y1, x2=x2, y2=y2, **stated)}/>")

    def circle(self, x: float, y: float, radius: float, **stated: object) -> None:
        """Draw a circle around a point."""
        self.parts.append(f"<circle{attributes(cx=x, cy=y, r=radius, **stated)}/>")

    def shape(self, outline: str, **stated: object) -> None:
        """Draw a closed shape, its outline as SVG writes a path."""
        self.parts.append(f"<path{attributes(d=outline, **stated)}/>")

    def path(self, points: Iterable[tuple[float, float]], **stated: object) -> None:
        """Draw a line through points."""
        d = "M" + " L".join(f"{number(x)} {number(y)}" for x, y in points)
        look: dict[str, object] = {"d": d, "fill": "none"} | stated
        self.parts.append(f"<path{attributes(**look)}/>")

    def text(self, x: float, y: float, said: str, *, size: float = 9.0, **stated: object) -> None:
        """Write a line of text; `text_anchor` says which end of it stands at x."""
        look: dict[str, object] = {"font_family": FONT, "font_size": size, "fill": INK} | stated
        self.parts.append(f"<text{attributes(x=x, y=y, **look)}>{escape(said, quote=False)}</text>")

    def svg(self) -> str:
        """Return the drawing."""
        size = f'width="{number(self.width)}" height="{number(self.height)}"'
        box = f'viewBox="0 0 {number(self.width)} {number(self.height)}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>{_PATTERN}{"".join(self.parts)}</svg>'


BOLD: Final = {"font_weight": "bold"}
RIGHT: Final = {"text_anchor": "end"}
MIDDLE: Final = {"text_anchor": "middle"}
