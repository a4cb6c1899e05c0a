"""A change as two sums in sight: what moved the agencies that are covered, and what moved all of them."""

from __future__ import annotations

from datetime import date
from functools import partial

from pages.parts.changes.asked import Asked
from pages.parts.choices import Said, there
from pages.parts.menu import OVERVIEW
from pages.parts.words import address_of
from qms.charts.html import Html, element, joined
from qms.charts.waterfall import Bar, CountOf, Day, Waterfall, sum_words, waterfall, waterfall_table
from qms.coverage import Ledger
from qms.coverage.change import Change
from qms.coverage.members import Part, names_on
from qms.coverage.moves import Effect
from qms.i18n import N_, _, current_language, format_count, format_date, format_fraction, label
from qms.vocabulary import ChangeKind

TITLES = {
    CountOf.NUMERATOR: N_("Covered: {sum}"),
    CountOf.DENOMINATOR: N_("All that count: {sum}"),
}


def finding(change: Change) -> str:
    """Return what moved a measure, in one sentence."""
    moved = _("{measure}: {before} → {after}").format(
        measure=label(change.measure),
        before=format_fraction(change.before.numerator, change.before.denominator),
        after=format_fraction(change.after.numerator, change.after.denominator),
    )
    clauses = {
        ChangeKind.GAINED: _("{count} newly covered"),
        ChangeKind.LOST: _("{count} no longer"),
        ChangeKind.MERGED: _("{count} merged, split or formed by it"),
        ChangeKind.CORRECTED: _("{count} corrected since"),
    }
    counts = {kind: change.step(kind).count for kind in clauses}
    said = [clauses[kind].format(count=format_count(count)) for kind, count in counts.items() if count]
    return "; ".join([moved, ", ".join(said)]) if said else moved


def sums_block(change: Change, asked: Asked, ledger: Ledger) -> Html:
    """Return both sums of a change, each as a waterfall whose numbers open their agencies."""
    first = first_day_address(asked, ledger)
    return element(
        "section",
        element("h2", finding(change), class_="q-finding"),
        element("p", measured(change, asked), class_="q-measured"),
        element("div", *(_sum(waterfall(change, of), change, asked, first) for of in CountOf), class_="q-falls"),
    )


def measured(change: Change, asked: Asked) -> str:
    """Return the two rates, their days, and as known on which days."""
    language = current_language()
    parts = [
        _("{before} on {start}, {after} on {end}").format(
            before=change.before.text(language),
            start=format_date(change.start),
            after=change.after.text(language),
            end=format_date(change.end),
        )
    ]
    if asked.known_from:
        parts.append(_("the first day as known on {day}").format(day=format_date(asked.known_from)))
    if asked.days.known_said:
        parts.append(_("all else as known on {day}").format(day=asked.days.known_said))
    if asked.under:
        parts.insert(0, asked.under.group.name)
    return " · ".join(parts)


def _sum(drawn: Waterfall, change: Change, asked: Asked, first: str | None) -> Html:
    title = _(TITLES[drawn.count_of]).format(sum=sum_words(drawn))
    return element(
        "div",
        waterfall_table(
            drawn,
            caption=element("span", title, class_="q-fall-sum"),
            words=partial(_words, change=change, asked=asked, drawn=drawn),
            href=partial(_href, change=change, asked=asked, drawn=drawn, first=first),
        ),
    )


def _words(bar: Bar, *, change: Change, asked: Asked, drawn: Waterfall) -> object:
    if isinstance(bar.of, ChangeKind):
        return _step_words(bar.of, change, asked, drawn)
    day = format_date(change.end if bar.of is Day.LAST else change.start)
    if asked.known_from is None or bar.of is Day.LAST:
        return day
    if bar.of is Day.TOLD:
        return _("{day}, as known on {moment}").format(day=day, moment=format_date(asked.known_from))
    return known_day(change.start, asked)


def known_day(day: date, asked: Asked) -> str:
    """Return a day with the state of knowledge on which all but the first figure stands."""
    if asked.days.known_said is None:
        return _("{day}, as known now").format(day=format_date(day))
    known = _("{day}, as known on {moment}")
    return known.format(day=format_date(day), moment=asked.days.known_said)


def _step_words(kind: ChangeKind, change: Change, asked: Asked, drawn: Waterfall) -> object:
    words = step_label(kind, under=asked.under is not None)
    reasons = change.step(kind).reasons if drawn.count_of is CountOf.NUMERATOR else ()
    said = [f"{format_count(count)} {label(missing)}" for missing, count in reasons]
    return joined([words, element("span", "; ".join(said), class_="q-fall-why")], " ") if said else words


def step_label(kind: ChangeKind, *, under: bool) -> str:
    """Return what a kind of change is called; under an agency, who comes or goes counts otherwise, too."""
    return _("Moved here or away, scope changed") if under and kind is ChangeKind.SCOPE else label(kind)


def first_day_address(asked: Asked, ledger: Ledger) -> str | None:
    """Return what the agency under which is counted is called in links to the first day; None where it is not open."""
    if asked.under is None:
        return None
    known = asked.told_moment or asked.days.known_moment
    named = names_on(ledger, [asked.under.root], asked.start, known_on=known)
    return address_of(named[0]) if named else None


def _href(
    bar: Bar, effect: Effect | None, *, change: Change, asked: Asked, drawn: Waterfall, first: str | None
) -> str | None:
    """Return the link that opens the agencies behind a number."""
    if isinstance(bar.of, ChangeKind):
        return asked.href(status=bar.of.value, effect=None if effect is None else effect.value)
    part = Part.COVERED.value if drawn.count_of is CountOf.NUMERATOR else None
    if bar.of is Day.LAST:
        under = asked.under.said if asked.under else None
        return there(OVERVIEW, as_of=change.end, measure=change.measure.value, under=under, status=part)
    if asked.under and first is None:
        return None
    told: dict[str, Said] = {"known_on": asked.known_from} if bar.of is Day.TOLD and asked.known_from else {}
    return there(OVERVIEW, as_of=change.start, measure=change.measure.value, under=first, status=part, **told)
