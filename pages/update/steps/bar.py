"""The five steps of an update in a row: which are done, where one is, and what is still to come."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from pages.parts.paper import show
from qms.charts.html import Html, element, link
from qms.i18n import N_, _


class Step(IntEnum):
    """One step, by its number."""

    FILE = 1
    COLUMNS = 2
    ROWS = 3
    EFFECT = 4
    RECORD = 5


NAMES: Final = {
    Step.FILE: N_("File"),
    Step.COLUMNS: N_("Columns"),
    Step.ROWS: N_("Outcome row by row"),
    Step.EFFECT: N_("Effect on the figures"),
    Step.RECORD: N_("Recording"),
}


def anchor(step: Step) -> str:
    """Return the id of the part of the page where a step stands."""
    return f"step-{step.value}"


def show_bar(here: Step, *, last: Step | None = None) -> None:
    """Show all steps; those up to `last` stand on the page and are links to their part of it."""
    steps = [_item(step, here, is_there=last is not None and step <= last) for step in Step]
    show(element("nav", element("ol", *steps, class_="q-steps"), aria_label=_("Steps of the update")))


def _item(step: Step, here: Step, *, is_there: bool) -> Html:
    name = element("span", _(NAMES[step]), class_="q-step-name")
    parts = element("i", step.value, class_="q-step-number"), name
    inside = link(f"#{anchor(step)}", *parts) if is_there else element("span", *parts)
    state = "q-here" if step == here else "q-done" if step < here else None
    return element("li", inside, class_=state, aria_current="step" if step == here else None)
