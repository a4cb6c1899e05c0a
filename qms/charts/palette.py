"""The colours, by what they mean: blue is covered, red does not hold, amber asks for a look, green agrees.

Each token has a light and a dark side with enough contrast on its paper; the coverage steps are the same on all pages
and days. Colour never speaks alone: a value, a word or a shape stands beside it.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple


class Ink(NamedTuple):
    """One colour on light and on dark paper."""

    light: str
    dark: str

    def css(self) -> str:
        """Return the colour that follows the theme."""
        return f"light-dark({self.light},{self.dark})"


TOKENS: Final[dict[str, Ink]] = {
    "paper": Ink("#FCFBF8", "#12171D"),
    "panel": Ink("#F2EFE8", "#1C232B"),
    "ink": Ink("#1A222B", "#E9E6DF"),
    "soft": Ink("#545B63", "#A9B0B8"),
    "edge": Ink("#8C8779", "#77808A"),
    "hair": Ink("#DAD5C9", "#333C46"),
    "indigo": Ink("#17568F", "#8DBBEA"),
    "link": Ink("#17568F", "#9CC4EE"),
    "ochre": Ink("#A2540C", "#F2A55E"),
    "red": Ink("#A8321A", "#FF9C80"),
    "red-ground": Ink("#FBE9E3", "#3A211B"),
    "amber": Ink("#7A5200", "#F0C05A"),
    "amber-ground": Ink("#FFF2CF", "#372B0F"),
    "green": Ink("#1F6B45", "#7FD0A3"),
}


class Step(NamedTuple):
    """One step of coverage: rates below `below` (the step before excluded), its fill and the text on it."""

    name: str
    below: Fraction | None
    fill: Ink
    text: Ink


_INK: Final = TOKENS["ink"]
_INVERSE: Final = Ink("#FFFFFF", "#0B1117")

STEPS: Final = (
    Step("none", None, Ink("#FFFFFF", "#12171D"), _INK),
    Step("low", Fraction(1, 4), Ink("#DCE8F4", "#1B3149"), _INK),
    Step("quarter", Fraction(1, 2), Ink("#A9C8E6", "#234B74"), _INK),
    Step("half", Fraction(3, 4), Ink("#6B9FD0", "#4A86BF"), Ink("#0B1117", "#0B1117")),
    Step("most", Fraction(1), Ink("#2B69A6", "#8FBDE8"), _INVERSE),
    Step("all", None, Ink("#0C3B68", "#DCECFB"), _INVERSE),
)
"""0 %, below 25, 25 to below 50, 50 to below 75, 75 to below 100, 100 %."""


def step_of(numerator: int, denominator: int) -> Step:
    """Return the step of a rate that has something to count; only n = d is the last, only n = 0 the first."""
    if numerator == 0:
        return STEPS[0]
    rate = Fraction(numerator, denominator)
    return next((step for step in STEPS if step.below is not None and rate < step.below), STEPS[-1])


def tokens_css() -> str:
    """Return the tokens and steps as CSS variables and classes."""
    names = "".join(f"--{name}:{ink.css()};" for name, ink in TOKENS.items())
    steps = "".join(
        f".q.q .q-step-{step.name}{{background-color:{step.fill.css()};color:{step.text.css()}}}" for step in STEPS
    )
    return f".q,.stPlotlyChart{{{names}}}{steps}"


def plot_css() -> str:
    """Return the rules that put the theme's colours in the place of the light ones that a Plotly figure carries.

    Plotly writes each colour into the mark's own style; what it draws follows the theme, and on paper the light one,
    without being drawn again.
    """
    return "".join(
        f'.stPlotlyChart [style*="{what}: {_rgb(ink.light)}"]{{{what}:{ink.css()}!important}}'
        for ink in {ink.light: ink for ink in reversed(TOKENS.values())}.values()
        for what in ("stroke", "fill", "background")
    )


def _rgb(colour: str) -> str:
    """Return a colour as browsers write it back: rgb(23, 86, 143)."""
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"


def stylesheet() -> str:
    """Return all of our CSS: the colours, the forms that all pages share, then what single pages add to them."""
    base, *pages = sorted(
        (Path(__file__).parent / "look").glob("*.css"), key=lambda file: (file.stem != "base", file.stem)
    )
    return tokens_css() + plot_css() + "".join(file.read_text(encoding="utf-8") for file in (base, *pages))
