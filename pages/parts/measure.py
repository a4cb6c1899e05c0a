"""The choice of one of the five measures: in the link as its id, on the page by its name."""

from __future__ import annotations

from pages.parts.choices import choose
from pages.parts.remarks import word_of_link
from qms.i18n import _, label
from qms.vocabulary import MEASURES, Measure


def choose_measure(remarks: list[str]) -> Measure:
    """Return the measure that the link or the control asks for."""
    word_of_link(Measure, "measure", remarks, allowed=MEASURES)
    chosen = choose(
        _("Measure"),
        tuple(measure.value for measure in MEASURES),
        key="measure",
        text=lambda measure: label(Measure(measure)),
        default=Measure.COMMUNES.value,
    )
    return Measure(chosen)
