"""Why agencies are not covered: the reasons as a sum, each open to its agencies."""

from __future__ import annotations

from pages.parts.outstanding.asked import REASONS, Asked
from pages.parts.table import table
from pages.parts.words import counted, members_link, number
from qms.charts.html import Html, element, filled, joined, link
from qms.charts.marks import stand_mark
from qms.charts.reasons import length_bar
from qms.coverage import rate_text
from qms.coverage.gaps import Gaps, Reason
from qms.i18n import N_, _, current_language, format_count, format_date, label
from qms.vocabulary import Measure, Status

FINDINGS = {
    Measure.MINISTRIES: N_("{count} of {all} ministries do not comply; {agencies} mandatory agencies are outstanding"),
    Measure.MINISTRY_ENCOURAGED: N_("{count} of {all} units of ministries are not covered"),
    Measure.PROVINCES: N_(
        "{count} of {all} provinces and cities do not comply; {agencies} mandatory agencies are outstanding"
    ),
    Measure.PROVINCES_WITH_COMMUNES: N_(
        "{count} of {all} provinces and cities have no commune committee covered; {agencies} committees are outstanding"
    ),
    Measure.COMMUNES: N_("{count} of {all} commune committees are not covered"),
}

_STATUS = {
    Reason.NO_REPORT: None,
    Reason.NOT_STARTED: Status.NOT_STARTED,
    Reason.BUILDING: Status.BUILDING,
    Reason.APPLIED: Status.APPLIED,
    Reason.PROCEDURES_PARTIAL: Status.ANNOUNCED,
    Reason.WITHDRAWN: Status.WITHDRAWN,
}


def finding(found: Gaps) -> str:
    """Return how many are outstanding of how many, and from how many of these nothing was heard."""
    said = _(FINDINGS[found.figure.measure]).format(
        count=format_count(found.not_covered),
        all=format_count(found.figure.denominator),
        agencies=format_count(len(found)),
    )
    silent = found.counts[Reason.NO_REPORT]
    if not silent:
        return said
    return "; ".join([said, _("{count} without any report").format(count=format_count(silent))])


def reasons_block(found: Gaps, asked: Asked) -> Html:
    """Return the finding, what is covered, and the reasons as a table that adds up."""
    total = len(found)
    heads = (
        (_("Why not covered"), None),
        (_("Agencies"), "q-number"),
        (_("Of those outstanding"), "q-number q-minor"),
        (_("Compared"), "q-lengths"),
    )
    longest = max(found.counts.values())
    rows = [_row(reason, count, total, longest, asked) for reason, count in found.counts.items() if count]
    return element(
        "section",
        element("h2", finding(found), class_="q-finding"),
        element("p", _measured(found, asked), class_="q-measured"),
        table(sum_words(found), heads, [*rows, _sum_row(total, asked)]),
    )


def sum_words(found: Gaps) -> str:
    """Return the reasons as the sum that they are: 1.950 = 804 + 231 + 402 + 317 + 168 + 28."""
    terms = " + ".join(format_count(count) for count in found.counts.values() if count)
    return f"{format_count(len(found))} = {terms}"


def _measured(found: Gaps, asked: Asked) -> Html:
    figure = found.figure
    covered = members_link(
        counted(figure),
        figure,
        asked.as_of,
        under=asked.under.said if asked.under else None,
        status=None,
    )
    said = filled(
        _("{fraction} covered ({rate}), {day}"),
        fraction=covered,
        rate=figure.text(current_language()),
        day=format_date(asked.as_of),
    )
    known = asked.days.known_said
    parts: list[object] = [asked.under.group.name] if asked.under else []
    parts.append(said)
    if known:
        parts.append(_("as known on {day}").format(day=known))
    return joined(parts, " · ")


def reason_mark(reason: Reason) -> Html:
    """Return a reason as the mark of the status that it comes from, and its word."""
    return stand_mark(_STATUS[reason], covered=False)


def _row(reason: Reason, count: int, total: int, longest: int, asked: Asked) -> Html:
    silent = reason is Reason.NO_REPORT
    return element(
        "tr",
        element("th", reason_mark(reason), scope="row"),
        number(link(asked.href(status=reason.value), element("b", format_count(count)))),
        element("td", rate_text(count, total, current_language()), class_="q-number q-minor"),
        element("td", length_bar(count, longest, is_silence=silent), class_="q-lengths"),
        class_="q-chosen" if reason in asked.reasons else None,
    )


def _sum_row(total: int, asked: Asked) -> Html:
    return element(
        "tr",
        element("th", _("Together"), scope="row"),
        number(link(asked.href(), format_count(total))),
        element("td", rate_text(total, total, current_language()), class_="q-number q-minor"),
        element("td", class_="q-lengths"),
        class_="q-sum",
    )


def reason_words(asked: Asked) -> str:
    """Return what the reason that is asked for is called; blank for all."""
    return label(REASONS[asked.reason]) if asked.reason else ""
