"""Phrases that the parts of a dossier share: links to bodies, batches and counts, what a report states."""

from __future__ import annotations

from datetime import date

from pages.parts.choices import agency_href, there
from pages.parts.menu import HISTORY, OVERVIEW
from pages.parts.words import address_of, fraction
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage import Group
from qms.coverage.dossier import Around, Dossier, Report
from qms.i18n import _, format_count, format_date, format_moment, label
from qms.vocabulary import Evidence, Measure


def body_link(group: Group, on: date) -> Html:
    """Return a body's name as the link to its dossier on a day."""
    return link(agency_href(group.id, as_of=on), group.name)


def around_href(around: Around, on: date, *, status: str | None = None) -> str:
    """Return the link to the agencies behind a count."""
    level, scope = around.slice_.level, around.slice_.scope
    return there(
        OVERVIEW,
        as_of=on,
        measure=Measure.SLICE.value,
        under=address_of(around.under),
        level=None if level is None else level.value,
        scope=None if scope is None else scope.value,
        status=status,
    )


def around_link(around: Around, on: date) -> Html:
    """Return a fraction as the link to its agencies."""
    return link(around_href(around, on), fraction(around.figure))


def batch_words(found: Dossier, batch: int, line: int | None = None) -> Html:
    """Return which batch recorded something, by whom and when, with its link."""
    paper = found.batches.get(batch)
    parts: list[object] = [link(there(HISTORY, batch=batch), _("Batch {batch}").format(batch=format_count(batch)))]
    if line is not None:
        parts[0] = filled(_("{batch}, line {line}"), batch=parts[0], line=format_count(line))
    if paper is not None:
        parts.append(paper.by)
        parts.append(_("recorded {moment}").format(moment=format_moment(paper.recorded_at)))
    return joined(parts, " · ")


def procedures(report: Report) -> str:
    """Return the procedures that a report states, blank where it states none: 112/187 TTHC."""
    covered, total = report.procedures
    if total is None and covered is None:
        return ""
    said = ["?" if count is None else format_count(count) for count in (covered, total)]
    return _("{fraction} procedures").format(fraction="/".join(said))


def decision(report: Report) -> str:
    """Return number and day of the decision, as far as they are stated."""
    number, on = report.decision
    if number and on:
        return _("Decision {number} of {day}").format(number=number, day=format_date(on))
    if number:
        return _("Decision {number}").format(number=number)
    return _("Decision of {day}").format(day=format_date(on)) if on else ""


def stated(report: Report) -> list[str]:
    """Return what a report states beside its status."""
    edition = label(report.standard) if report.standard else ""
    assurance = label(report.assurance) if report.assurance else ""
    return [part for part in (decision(report), procedures(report), edition, assurance) if part]


def evidence_chip(evidence: Evidence | None) -> Html | None:
    """Return on what a register fact stands when it is not the register itself."""
    return element("span", label(evidence), class_="q-chip") if evidence else None
