"""The spans that are asked for most, one click each: a year, the year so far, since the last report."""

from __future__ import annotations

from datetime import date

from pages.parts.changes.asked import Asked
from qms.charts.html import Html, element, link
from qms.coverage.periods import end_of_last_year, last_report_before, year_before
from qms.i18n import _, format_date


def spans_block(asked: Asked) -> Html:
    """Return the spans as links; the one that is shown is marked."""
    report = last_report_before(asked.end)
    told = _("since the report of {day}, as known then").format(day=format_date(report))
    spans: tuple[tuple[str, date, date | None], ...] = (
        (_("a year"), year_before(asked.end), None),
        (_("since the new year"), end_of_last_year(asked.end), None),
        (_("since the report of {day}").format(day=format_date(report)), report, None),
        (told, report, report),
    )
    items = [
        element(
            "li", link(_href(asked, start, known), words, aria_current="true" if _is(asked, start, known) else None)
        )
        for words, start, known in spans
    ]
    return element("ul", *items, class_="q-pills", aria_label=_("Spans"))


def _href(asked: Asked, start: date, known_from: date | None) -> str:
    return asked.href(**{"from": start}, known_from=known_from)


def _is(asked: Asked, start: date, known_from: date | None) -> bool:
    return (asked.start, asked.known_from) == (start, known_from)
