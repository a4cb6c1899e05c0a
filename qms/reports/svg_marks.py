"""The marks of statuses on paper, as on the screen: a circle that fills up, dotted for silence, barred when lost."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING, Final

from qms.reports.svg import BLUE, EDGE, RED, WHITE, number

if TYPE_CHECKING:
    from qms.reports.svg import Sheet

_FILLED: Final = {"building": 0.25, "applied": 0.5, "partial": 0.75, "announced": 1.0}
"""How much of the circle is filled, by the mark's name in the stylesheet."""
_WHOLE: Final = 0.999
"""An arc that ends where it begins is none; one that lacks this little is a full circle to the eye."""


def draw_mark(sheet: Sheet, x: float, y: float, radius: float, name: str, ink: str = BLUE) -> None:
    """Draw a status's mark around a point; `name` is the one that the stylesheet knows it by."""
    paper = WHITE if ink != WHITE else "none"
    ring: dict[str, object] = {"fill": paper, "stroke": ink, "stroke_width": radius / 4}
    if name == "silent":
        ring |= {
            "stroke": EDGE if ink == BLUE else ink,
            "stroke_dasharray": f"{number(radius / 4)} {number(radius / 3)}",
        }
    if name == "withdrawn":
        ring["stroke"] = RED
    sheet.circle(x, y, radius, **ring)
    if name in _FILLED:
        sheet.shape(_slice(x, y, radius, _FILLED[name]), fill=ink)
    if name == "withdrawn":
        sheet.line(x - radius * 0.6, y, x + radius * 0.6, y, stroke=RED, stroke_width=radius / 4)


def _slice(x: float, y: float, radius: float, share: float) -> str:
    """Return the part of a circle from the top, clockwise, as a path."""
    turn = radians(360 * min(share, _WHOLE))
    end = f"{number(x + radius * sin(turn))} {number(y - radius * cos(turn))}"
    large = int(share > 0.5)  # noqa: PLR2004 – half
    top = f"{number(x)} {number(y - radius)}"
    return f"M{number(x)} {number(y)} L{top} A{number(radius)} {number(radius)} 0 {large} 1 {end} Z"
