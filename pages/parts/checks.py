"""The checks of the data in words: what each looks for, what it means for the figures, how many agencies it found."""

from __future__ import annotations

from pages.parts.choices import here
from pages.parts.table import table
from pages.parts.words import number
from qms.charts.check_words import WORDS, found_words
from qms.charts.html import Html, element, link
from qms.coverage.checks import CONTRADICTIONS, GAPS, Check
from qms.coverage.quality import Graded, Quality
from qms.i18n import _, format_count, format_date


def check_href(check: Check, found: Quality, *, under: str | None = None) -> str:
    """Return the link that opens the agencies that a check found."""
    return here(as_of=found.as_of, status=check.value, under=under, months=found.months)


def checks_table(graded: Graded, found: Quality, under: str | None) -> Html:
    """Return every check with how many agencies of a parent (or all) it found, each number open to them."""
    heads = (
        (_("Kind"), "q-minor"),
        (_("What was found"), None),
        (_("Agencies"), "q-number"),
        (_("What it means"), "q-minor"),
    )
    caption = _("Agencies in the programme on {day}; one agency may stand in several rows").format(
        day=format_date(found.as_of)
    )
    return table(caption, heads, [_row(check, count, found, under) for check, count in graded.flagged])


def nothing_found(graded: Graded, found: Quality) -> str:
    """Return which checks found nothing, as one sentence; blank where all of them found something."""
    clean = [found_words(check, found.months) for check in Check if not graded.count(check)]
    return _("Nothing found: {checks}.").format(checks="; ".join(clean)) if clean else ""


def _row(check: Check, count: int, found: Quality, under: str | None) -> Html:
    means = _(WORDS[check].means)
    return element(
        "tr",
        element("td", kind_mark(check), class_="q-minor"),
        element(
            "th",
            element("span", kind_mark(check), class_="q-under"),
            found_words(check, found.months),
            element("span", means, class_="q-under"),
            scope="row",
        ),
        number(link(check_href(check, found, under=under), format_count(count))),
        element("td", means, class_="q-minor"),
    )


def kind_mark(check: Check) -> Html:
    """Return what kind of finding a check makes: a sign and a word."""
    if check in CONTRADICTIONS:
        name, sign, word = "contradiction", "≠", _("contradiction")
    elif check in GAPS:
        name, sign, word = "gap", "○", _("not stated")
    elif check is Check.NO_REPORT:
        name, sign, word = "silence", "…", _("silence")
    else:
        name, sign, word = "due", "▲", _("due")
    return element("span", element("i", sign, aria_hidden="true"), word, class_=f"q-kind q-kind-{name}")


def worst_words(graded: Graded, found: Quality) -> str:
    """Return what most of a parent's unsound records lack, in words; nothing where all are sound."""
    weighty = [(count, check) for check, count in graded.flagged if check not in {Check.STALE, Check.MUST_REANNOUNCE}]
    if not weighty:
        return ""
    count, check = max(weighty, key=lambda one: one[0])
    return f"{format_count(count)} {found_words(check, found.months)}"
