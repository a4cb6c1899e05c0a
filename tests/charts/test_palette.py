"""Colours: enough contrast on their paper, and steps that only n = 0 and n = d reach at their ends."""

import pytest

from qms.charts.palette import STEPS, TOKENS, Ink, Step, step_of, stylesheet


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def both(one: Ink, other: Ink) -> float:
    return min(contrast(one.light, other.light), contrast(one.dark, other.dark))


@pytest.mark.parametrize("name", ["ink", "soft", "indigo", "link", "ochre", "red", "amber", "green"])
def test_what_is_read_has_contrast_on_the_paper(name: str) -> None:
    assert both(TOKENS[name], TOKENS["paper"]) >= 4.5


def test_outlines_can_be_told_from_the_paper_and_signs_from_their_ground() -> None:
    assert both(TOKENS["edge"], TOKENS["paper"]) >= 3
    assert both(TOKENS["amber"], TOKENS["amber-ground"]) >= 4.5
    assert both(TOKENS["red"], TOKENS["red-ground"]) >= 4.5


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_tiles_text_has_contrast_on_its_fill(step: Step) -> None:
    assert both(step.text, step.fill) >= 4.9


@pytest.mark.parametrize(
    ("numerator", "denominator", "step"),
    [
        (0, 9, "none"),
        (1, 3_321, "low"),
        (1, 4, "quarter"),
        (1, 2, "half"),
        (3, 4, "most"),
        (3_320, 3_321, "most"),
        (9, 9, "all"),
    ],
)
def test_the_ends_of_the_steps_are_none_and_all(numerator: int, denominator: int, step: str) -> None:
    assert step_of(numerator, denominator).name == step


def test_the_stylesheet_follows_the_theme_and_knows_every_token_it_uses() -> None:
    css = stylesheet()
    assert "--ink:light-dark(#1A222B,#E9E6DF)" in css
    used = {part.split(")")[0].split(",")[0] for part in css.split("var(--")[1:]}
    set_in_place = {
        "full",
        "line",
        "columns",
        "row",
        "column",
        "narrow",
        "wide",
        "above",
        "lines",
        "plain",
        "tallest",
        "name",
        "say-drop",
        "say-refused",
        "at",
        "day",
        "say-button",
        "say-hint",
    }
    assert used - set_in_place <= set(TOKENS)
