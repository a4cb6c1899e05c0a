"""Phrases that several parts of the pages share: fractions with what they count, links to whom they count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from pages.parts.choices import there
from pages.parts.menu import OVERVIEW
from qms.charts.html import Html, element, link
from qms.coverage import Figure, Group, rates
from qms.i18n import N_, _, current_language, format_count, format_fraction, format_signed
from qms.vocabulary import Measure

BODIES = {
    Measure.MINISTRIES: N_("{fraction} ministries"),
    Measure.MINISTRY_ENCOURAGED: N_("{fraction} units"),
    Measure.PROVINCES: N_("{fraction} provinces and cities"),
    Measure.PROVINCES_WITH_COMMUNES: N_("{fraction} provinces and cities"),
    Measure.COMMUNES: N_("{fraction} commune committees"),
    Measure.SLICE: N_("{fraction} agencies"),
}


def fraction(figure: Figure) -> str:
    """Return numerator and denominator: 5.564/8.910."""
    return format_fraction(figure.numerator, figure.denominator)


def counted(figure: Figure) -> str:
    """Return the fraction with what it counts: 5.564/8.910 UBND cấp xã."""
    return _(BODIES[figure.measure]).format(fraction=fraction(figure))


def members_href(
    measure: Measure, as_of: date, *, under: str | Sequence[str] | None = None, status: str | None = None
) -> str:
    """Return the link that opens the agencies behind a figure, or one part of them."""
    return there(OVERVIEW, as_of=as_of, measure=measure.value, under=under, status=status)


def members_link(
    words: object, figure: Figure, as_of: date, *, status: str | None = None, under: str | None = None
) -> Html:
    """Return words that open the agencies behind a figure."""
    return link(members_href(figure.measure, as_of, under=under, status=status), words)


def address_of(group: Group) -> str:
    """Return a ministry or province as links name it: level:code."""
    return f"{group.level}:{group.code}"


def signed(count: int) -> str:
    """Return a count with its sign in front, apart from it: + 1.204, − 37."""
    return format_signed(count)


def points_text(points: Fraction) -> str:
    """Return percentage points, already rounded to one decimal, without their sign: 9,1."""
    return rates.points_text(points, current_language())


def lacking_words(lacking: int, everyone: int, silent: int) -> str:
    """Return how many are not covered of how many, and how many of them never reported."""
    sentence = (
        _("{lacking} of {all} not covered; {silent} of them did not report")
        if silent
        else _("{lacking} of {all} not covered; all of them have reported")
    )
    return sentence.format(lacking=format_count(lacking), all=format_count(everyone), silent=format_count(silent))


def number(*parts: object) -> Html:
    """Return a table's cell that holds a number."""
    return element("td", *parts, class_="q-number")
