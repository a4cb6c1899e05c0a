"""What is missing: what would make a body covered, what its papers leave out, and what its parent still needs."""

from __future__ import annotations

from collections.abc import Iterable

from pages.parts.dossier.head import again
from pages.parts.dossier.words import around_href
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage.dossier import Dossier
from qms.coverage.editions import current_edition
from qms.coverage.members import Part
from qms.i18n import _, format_count, format_date, label, ngettext
from qms.vocabulary import Missing, Scope, Status


def needs_block(found: Dossier) -> Html | None:
    """Return the list of what is missing on the day shown; None for a body that never was open."""
    if found.stand is None:
        return None
    rows = [*_own_rows(found), *_paper_rows(found), *_parent_rows(found)]
    title = _("Still missing") if any(lacks for *_words, lacks in rows) else _("Nothing is missing")
    return element(
        "section",
        element("h2", title, class_="q-finding"),
        element("p", _("On {day}").format(day=format_date(found.life.shown_on)), class_="q-measured"),
        element(
            "dl",
            *(element("div", element("dt", name), element("dd", said)) for name, said, _lacks in rows),
            class_="q-facts",
        ),
    )


Row = tuple[str, object, bool]
"""What is asked for, how it stands, and whether it is missing."""


def _own_rows(found: Dossier) -> Iterable[Row]:
    stand = found.stand
    if stand is None:
        return
    yield _("To be covered"), _to_be_covered(found), not stand.covered
    if stand.again is not None:
        yield _("Announce again"), again(found), True
    if stand.superseded is not None:
        newer = current_edition(stand.on)
        words = _("change from {old} to {new}").format(
            old=label(stand.superseded.standard), new=label(newer) if newer else "–"
        )
        yield _("Edition of the standard"), words, True


def _to_be_covered(found: Dossier) -> str:
    stand = found.stand
    if stand is None or stand.covered:
        return _("covered, nothing is asked for")
    if stand.missing is Missing.NO_REPORT:
        return _("report the status; announce the system for all procedures")
    if stand.missing is Missing.PROCEDURES_PARTIAL:
        report = stand.report
        if report is None or report.lacking is None:
            return _("state both counts of procedures")
        sentence = ngettext(
            "cover the remaining {count} procedure and announce again",
            "cover the remaining {count} procedures and announce again",
            report.lacking,
        )
        return sentence.format(count=format_count(report.lacking))
    if stand.missing is Missing.WITHDRAWN:
        return _("take the system up again and announce it for all procedures")
    return _("announce the system for all procedures")


def _paper_rows(found: Dossier) -> Iterable[Row]:
    """Yield what the newest report leaves unsaid, where it is an announcement."""
    report = found.stand.report if found.stand else None
    if report is None or report.status is not Status.ANNOUNCED:
        return
    unsaid = {
        _("Decision"): not any(report.decision),
        _("Procedures"): report.procedures == (None, None),
        _("Assurance"): report.assurance is None,
        _("Edition of the standard"): report.standard is None,
    }
    yield from ((name, _("not stated"), True) for name, missing in unsaid.items() if missing)


def _parent_rows(found: Dossier) -> Iterable[Row]:
    """Yield what the ministry or province needs to comply."""
    around = found.mandatory
    if around is None:
        return
    href = around_href(around, found.life.shown_on, status=Part.NOT_COVERED.value)
    if not around.lacking:
        yield around.under.name, _("meets the requirement: all of its mandatory agencies are covered"), False
        return
    sentence = ngettext(
        "{count} mandatory agency is not covered", "{count} mandatory agencies are not covered", around.lacking
    )
    said = link(href, sentence.format(count=format_count(around.lacking)))
    own = found.life.row is not None and found.life.row.scope is Scope.MANDATORY
    if own and found.stand is not None and not found.stand.covered:
        said = filled(_("{agencies}, this one among them"), agencies=said)
    yield around.under.name, joined([said]), True
