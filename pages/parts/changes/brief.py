"""All five measures between the same two days, and the reorganisations in between with their legal acts."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.changes.asked import Asked
from pages.parts.choices import there
from pages.parts.menu import OVERVIEW
from pages.parts.table import table
from pages.parts.words import members_href, number, signed
from qms.charts.html import Html, element, joined, link
from qms.coverage.change import NO_FLOW, Change, Changes, Count
from qms.coverage.lineage import Reorganisation
from qms.coverage.moves import Effect as ChangeEffect
from qms.i18n import _, current_language, format_date, format_fraction, label
from qms.vocabulary import ChangeKind


def brief_block(changes: Changes, asked: Asked, first: str | None) -> Html:
    """Return one line a measure: covered before, what moved that, covered after; a measure opens its sums."""
    start, end = format_date(changes.start), format_date(changes.end)
    kinds = _kinds(changes)
    heads = (
        (_("Measure"), None),
        (start, "q-number"),
        *((label(kind), "q-number q-minor") for kind in kinds),
        (end, "q-number"),
    )
    caption = _("All measures, {start} → {end}; between the days: what is added to and taken from the covered").format(
        start=start, end=end
    )
    return element(
        "section",
        element("h2", _("The five measures between these days"), class_="q-finding"),
        table(caption, heads, [_row(change, kinds, asked, first) for change in changes]),
    )


def _kinds(changes: Changes) -> list[ChangeKind]:
    """Return the steps that move what is covered by any of the measures; newly covered and lost always stand there."""
    moved = {step.kind for change in changes for step in change.steps if step.covered != NO_FLOW}
    return [kind for kind in ChangeKind if kind in moved | {ChangeKind.GAINED, ChangeKind.LOST}]


def _row(change: Change, kinds: Sequence[ChangeKind], asked: Asked, first: str | None) -> Html:
    own = asked.href(measure=change.measure.value)
    chosen = change.measure is asked.measure
    before = _before_href(change, asked, first)
    after = members_href(change.measure, change.end, under=asked.under.said if asked.under else None)
    return element(
        "tr",
        element("th", link(own, label(change.measure), aria_current="true" if chosen else None), scope="row"),
        _figure(change.before, before),
        *(_step(change, kind, asked) for kind in kinds),
        _figure(change.after, after),
        class_="q-chosen" if chosen else None,
    )


def _before_href(change: Change, asked: Asked, first: str | None) -> str | None:
    if asked.under and first is None:
        return None
    told = {"known_on": asked.known_from} if asked.known_from else {}
    return there(OVERVIEW, as_of=change.start, measure=change.measure.value, under=first, **told)


def _figure(count: Count, href: str | None) -> Html:
    said = format_fraction(count.numerator, count.denominator)
    rate = element("b", count.text(current_language()))
    fraction = link(href, said) if href and count.denominator else element("span", said)
    return number(rate, " ", fraction)


def _step(change: Change, kind: ChangeKind, asked: Asked) -> Html:
    flow = change.step(kind).covered
    moves = zip((flow.plus, -flow.minus), ChangeEffect.of("numerator"), strict=True)
    parts = [
        link(asked.href(measure=change.measure.value, status=kind.value, effect=effect.value), signed(count))
        for count, effect in moves
        if count
    ]
    return element("td", joined(parts, " ") if parts else "0", class_="q-number q-minor")


def reorganisations_block(found: Sequence[Reorganisation]) -> Html | None:
    """Return the reorganisations between the days, each with its legal act; None where there is none."""
    if not found:
        return None
    heads = ((_("Day"), None), (_("Level"), None), (_("Kind of reorganisation"), "q-minor"), (_("Legal act"), None))
    rows = [
        element(
            "tr",
            element("th", format_date(one.on_day), scope="row"),
            element("td", label(one.level)),
            element("td", ", ".join(label(kind) for kind in one.kinds), class_="q-minor"),
            element("td", one.act or _("not named in the data")),
        )
        for one in found
    ]
    return element(
        "section",
        element("h2", _("Reorganisations between these days"), class_="q-finding"),
        table(_("New bodies begin with no report; a body that absorbed others must announce again."), heads, rows),
    )
