"""Grades: how many of each parent's agencies have a sound record, and the announcements that do or do not recompute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pages.parts.checks import check_href, worst_words
from pages.parts.choices import agency_href, here, there
from pages.parts.menu import OVERVIEW
from pages.parts.table import table
from pages.parts.words import address_of, number
from qms.charts.html import Html, element, joined, link
from qms.charts.marks import agreement
from qms.coverage import Group
from qms.coverage.checks import Check
from qms.coverage.quality import Grade, Graded, Quality, Recomputed
from qms.i18n import N_, _, current_language, format_count, format_date, label
from qms.vocabulary import Level

LOWEST = 12

GRADES = {
    Grade.A: N_("A – sound"),
    Grade.B: N_("B – good"),
    Grade.C: N_("C – patchy"),
    Grade.D: N_("D – unreliable"),
}


def grades_block(found: Quality, level: Level) -> Html:
    """Return the ministries or the provinces by their share of sound records: the lowest, and all behind them."""
    parents = [graded for graded in found.parents if graded.group is not None and graded.group.level == level]
    everyone = element(
        "details",
        element("summary", _("Show all {count}").format(count=len(parents))),
        element("div", _grades(parents, found, level)),
    )
    lowest = _grades(parents[:LOWEST], found, level)
    return element("section", lowest, everyone if len(parents) > LOWEST else None)


def _grades(parents: Sequence[Graded], found: Quality, level: Level) -> Html:
    heads = (
        (_("Ministry, province"), None),
        (_("Grade"), None),
        (_("Sound/all"), "q-number"),
        (_("Rate"), "q-number q-minor"),
        (_("No report"), "q-number q-minor"),
    )
    caption = _("{level}, {day}: share of sound records, lowest first").format(
        level=label(level), day=format_date(found.as_of)
    )
    rows = [_row(graded, graded.group, found) for graded in parents if graded.group is not None]
    return table(caption, heads, rows)


def _row(graded: Graded, group: Group, found: Quality) -> Html:
    silent, own = graded.count(Check.NO_REPORT), address_of(group)
    silent_link = link(check_href(Check.NO_REPORT, found, under=own), format_count(silent))
    return element(
        "tr",
        element(
            "th",
            link(here(as_of=found.as_of, under=own, months=found.months), group.name),
            element("span", worst_words(graded, found), class_="q-also"),
            scope="row",
        ),
        element("td", grade_mark(graded.grade)),
        number(f"{format_count(graded.sound)}/{format_count(graded.agencies)}"),
        element("td", element("b", graded.text(current_language())), class_="q-number q-minor"),
        element("td", silent_link if silent else "0", class_="q-number q-minor"),
    )


def grade_mark(grade: Grade | None) -> Html:
    """Return a grade: its letter, and the word for it."""
    word = _(GRADES[grade]) if grade else "–"
    return element("span", word, class_=f"q-grade q-grade-{grade or 'none'}")


def announcements_table(announcements: Iterable[Recomputed]) -> Html:
    """Return every announcement beside what is computed for its day."""
    heads = (
        (_("Measure"), None),
        (_("Day"), "q-minor"),
        (_("Published"), "q-number"),
        (_("Computed"), "q-number"),
        (_("Verdict"), None),
    )
    caption = _("What was announced, and what the same day comes to here")
    return table(caption, heads, map(_announced, announcements), class_="q-announced")


def _announced(one: Recomputed) -> Html:
    said, computed, language = one.comparison, one.computed, current_language()
    printed = _counts(said.numerator, said.denominator) if said.numerator is not None else None
    href = there(OVERVIEW, as_of=one.as_of, measure=computed.measure.value)
    ours = link(href, _counts(computed.numerator, computed.denominator))
    day = format_date(one.as_of)
    return element(
        "tr",
        element("th", label(computed.measure), element("span", day, class_="q-under"), scope="row"),
        element("td", link(there(OVERVIEW, as_of=one.as_of), day), class_="q-minor"),
        number(joined([part for part in (printed, said.text) if part], " · ")),
        number(joined([ours, element("b", computed.text(language))], " · ")),
        element("td", agreement(said.agrees)),
    )


def _counts(numerator: int, denominator: int | None) -> str:
    return f"{format_count(numerator)}/{format_count(denominator or 0)}"


def unresolved_table(found: Quality) -> Html:
    """Return the bodies of which the register does not know what they became."""
    heads = ((_("Agency"), None), (_("Code"), None), (_("Ended on"), "q-number"))
    rows = [
        element(
            "tr",
            element("th", link(agency_href(ended.group.id), ended.group.name), scope="row"),
            element("td", ended.group.code),
            number(format_date(ended.on_day)),
        )
        for ended in found.register.unresolved
    ]
    return table(_("Ended without a known successor up to {day}").format(day=format_date(found.as_of)), heads, rows)
