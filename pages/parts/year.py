"""A change as a sum that adds up in sight: before, what was gained and lost, what opened and ended, after."""

from __future__ import annotations

from datetime import date

from pages.parts.choices import here
from pages.parts.table import table
from pages.parts.words import members_href, number, signed
from qms.charts.html import Html, element, joined, link
from qms.coverage.change import Change, Kind, Step
from qms.coverage.members import Part
from qms.coverage.periods import year_before
from qms.i18n import _, format_count, format_date, label
from qms.vocabulary import Measure

_ALWAYS = (Kind.GAINED, Kind.LOST)


def change_block(change: Change) -> Html:
    """Return what moved a measure between two days as a table whose lines add up, covered and all."""
    steps = [change.step(kind) for kind in Kind]
    shown = [step for step in steps if step.count or step.kind in _ALWAYS]
    heads = ((_("Change"), None), (_("Covered"), "q-number"), (_("All"), "q-number"))
    rows = [
        _day_row(change, change.start, change.before.numerator, change.before.denominator),
        *(_step_row(change, step) for step in shown),
        _day_row(change, change.end, change.after.numerator, change.after.denominator, sum_=True),
    ]
    caption = f"{format_date(change.start)} → {format_date(change.end)}"
    return element(
        "section",
        element("h2", finding(change), class_="q-finding"),
        table(caption, heads, rows),
    )


def finding(change: Change) -> str:
    """Return what happened to the communes over a year, in one sentence; of any other change, what it is of."""
    gained, lost, merged = (change.step(kind) for kind in (Kind.GAINED, Kind.LOST, Kind.MERGED))
    if change.measure is not Measure.COMMUNES or change.start != year_before(change.end):
        return label(change.measure)
    if merged.count:
        return _("Over the year: {before} → {after} commune committees, {gained} newly covered").format(
            before=format_count(change.before.denominator),
            after=format_count(change.after.denominator),
            gained=format_count(gained.count),
        )
    sentence = (
        _("Over the year: {gained} commune committees newly covered, {lost} no longer")
        if lost.count
        else _("Over the year: {gained} commune committees newly covered, none lost")
    )
    return sentence.format(gained=format_count(gained.count), lost=format_count(lost.count))


def step_href(change: Change, kind: Kind) -> str:
    """Return the link that opens the agencies of a step."""
    return here(as_of=change.end, measure=change.measure.value, status=kind.value, **{"from": change.start.isoformat()})


def _day_row(change: Change, day: date, numerator: int, denominator: int, *, sum_: bool = False) -> Html:
    covered = members_href(change.measure, day, status=Part.COVERED.value)
    return element(
        "tr",
        element("th", _("Covered on {day}").format(day=format_date(day)), scope="row"),
        number(link(covered, format_count(numerator))),
        number(link(members_href(change.measure, day), format_count(denominator))),
        class_="q-sum" if sum_ else None,
    )


def _step_row(change: Change, step: Step) -> Html:
    words = label(step.kind)
    reasons = [f"{format_count(count)} {label(missing)}" for missing, count in step.reasons]
    name: object = link(step_href(change, step.kind), words) if step.count else words
    said = joined([name, f"({', '.join(reasons)})"], " ") if reasons else name
    if step.kind is Kind.MERGED:
        said = joined([said, _("({count} bodies)").format(count=format_count(step.count))], " ")
    return element(
        "tr", element("th", said, scope="row"), number(signed(step.numerator)), number(signed(step.denominator))
    )
