"""The pace: when all would be covered if things went on as over the last year, with the year it rests on."""

from __future__ import annotations

from itertools import pairwise

from pages.parts.paper import method_link
from pages.parts.progress.words import pace_method, pace_title, points
from pages.parts.table import table
from qms.charts.html import Html, element
from qms.coverage.pace import Pace
from qms.coverage.trend import Sample
from qms.i18n import _, current_language, format_date, format_fraction


def pace_block(pace: Pace) -> Html:
    """Return the range or why there is none, its method, and the last year's four steps as a table."""
    said = pace_method(pace)
    return element(
        "section",
        element("h2", pace_title(pace), class_="q-finding"),
        element("p", said, " ", method_link(_("Method")), class_="q-measured") if said else None,
        _steps(pace) if pace.gains else None,
        class_="q-pace",
    )


def _steps(pace: Pace) -> Html:
    heads = (
        (_("Three months up to"), None),
        (_("Rate"), "q-number"),
        (_("Covered/all"), "q-number"),
        (_("Percentage points"), "q-number"),
    )
    rows = [
        _row(after, points(gain), _extreme(pace, place))
        for place, ((_before, after), gain) in enumerate(zip(pairwise(pace.samples), pace.gains, strict=True))
    ]
    return table(_("The last twelve months, from {day}").format(day=format_date(pace.samples[0].as_of)), heads, rows)


def _row(sample: Sample, gained: str, extreme: str | None) -> Html:
    return element(
        "tr",
        element("th", format_date(sample.as_of), scope="row"),
        element("td", sample.text(current_language()), class_="q-number"),
        element("td", format_fraction(sample.numerator, sample.denominator), class_="q-number"),
        element("td", element("b", gained), " ", element("small", extreme) if extreme else None, class_="q-number"),
    )


def _extreme(pace: Pace, place: int) -> str | None:
    """Return which end of the range a step makes; none where all are alike."""
    gain, fastest, slowest = pace.gains[place], max(pace.gains), min(pace.gains)
    if fastest == slowest:
        return None
    return _("fastest") if gain == fastest else _("slowest") if gain == slowest else None
