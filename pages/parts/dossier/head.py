"""The head of a dossier: the way down to the body, where it stands and why, and the list of facts."""

from __future__ import annotations

from pages.parts.choices import agency_href, here, there
from pages.parts.dossier.words import around_href, body_link, evidence_chip, procedures
from pages.parts.menu import EXPLORE
from pages.parts.words import address_of
from qms import register
from qms.charts.html import Html, element, filled, joined, link
from qms.charts.marks import stand_sign, stand_word
from qms.coverage import Ledger
from qms.coverage.dossier import Dossier, Found
from qms.i18n import N_, _, format_count, format_date, label
from qms.vocabulary import Level, Missing, Scope, Succession


def crumbs(found: Dossier) -> Html:
    """Return country › parent › group › body."""
    on = found.life.shown_on
    steps: list[object] = [link(there(EXPLORE, as_of=on), _("The whole country"))]
    for above in found.chain:
        explored = Level(above.level) in {Level.MINISTRY, Level.PROVINCE} and above.code
        href = there(EXPLORE, as_of=on, under=address_of(above)) if explored else agency_href(above.id, as_of=on)
        steps.append(link(href, above.name))
    if found.siblings is not None:
        steps.append(link(around_href(found.siblings, on), label(found.life.level)))
    steps.append(element("span", found.own.name, aria_current="page"))
    return element("nav", joined(steps, " › "), class_="q-crumbs", aria_label=_("Where this agency stands"))


def notice(found: Dossier) -> Html | None:
    """Return that the body is not open on the day asked for, and where it is."""
    life = found.life
    if life.found is Found.CLOSED:
        sentence = _("By {day} this agency had ended: its last day was {last}. {became} Shown below: that last day.")
        said = filled(
            sentence,
            day=format_date(found.as_of),
            last=link(here(agency=found.own.id, as_of=life.shown_on), format_date(life.shown_on)),
            became=_became(found),
        )
    elif life.found is Found.BEFORE:
        sentence = _("On {day} this agency did not exist yet. It opened on {first}.")
        first = link(here(agency=found.own.id, as_of=life.shown_on), format_date(life.shown_on))
        said = filled(sentence, day=format_date(found.as_of), first=first)
    elif life.found is Found.TAKEN_BACK:
        said = joined([_("This agency was taken out of the register again: all that was recorded of it was undone.")])
    else:
        return None
    return element("div", element("span", _("note"), class_="q-chip"), element("p", said), class_="q-note", role="note")


def _became(found: Dossier) -> object:
    """Return in which bodies it ended."""
    if not found.successors:
        return _("The register names no successor.")
    names = joined((body_link(one.group, one.on) for one in found.successors), ", ")
    return filled(_(_ENDED[found.successors[0].kind]), bodies=names)


_ENDED = {
    Succession.CONTINUED: N_("It lives on as {bodies}."),
    Succession.ABSORBED: N_("It was absorbed by {bodies}."),
    Succession.MERGED: N_("It was merged into {bodies}."),
    Succession.SPLIT: N_("It was divided among {bodies}."),
}


def standing_block(found: Dossier) -> Html:
    """Return the status on the day and since when, and why that covers the body or not."""
    stand = found.stand
    if stand is None:
        return element("div")
    verdict = _("covered") if stand.covered else _("not covered")
    since = format_date(stand.since)
    words = _("since {day} · {verdict}") if stand.report else _("open since {day} · {verdict}")
    lines: list[object] = [
        element(
            "p",
            stand_sign(stand.status, covered=stand.covered),
            element("b", stand_word(stand.status, covered=stand.covered)),
            " ",
            element("small", words.format(day=since, verdict=verdict)),
            class_="q-stand",
        ),
        element("p", why(found)),
    ]
    if found.life.row is not None and found.life.row.scope is Scope.NONE:
        lines.append(element("p", _("Outside the programme: it is counted in no figure."), class_="q-soft"))
    if stand.again is not None:
        lines.append(element("p", again(found), class_="q-mustagain"))
    return element("div", *lines, class_="q-standing")


def why(found: Dossier) -> str:
    """Return in words why the body is covered, or what keeps it from being so."""
    stand = found.stand
    report = None if stand is None else stand.report
    if report is None:
        return _("Not covered: nothing was ever reported. This is not the same as “not started”.")
    if stand is not None and stand.covered:
        said = [procedures(report), *(label(word) for word in (report.standard, report.assurance) if word)]
        stated = ", ".join(part for part in said if part)
        if not procedures(report):
            return _("Covered: announced; the number of procedures is not stated.")
        return _("Covered: announced for {stated}.").format(stated=stated)
    missing = None if stand is None else stand.missing
    if missing is Missing.PROCEDURES_PARTIAL:
        return _partly(found)
    if missing is Missing.WITHDRAWN:
        return _("Not covered: the system was withdrawn or suspended on {day}.").format(
            day=format_date(report.effective_on)
        )
    return _("Not covered: {status}, not announced yet.").format(status=label(report.status))


def _partly(found: Dossier) -> str:
    report = found.stand.report if found.stand else None
    if report is None or report.lacking is None:
        return _("Not covered: announced, but only one of the two counts of procedures is stated.")
    return _("Not covered: announced for {stated}; {count} are still lacking.").format(
        stated=procedures(report), count=format_count(report.lacking)
    )


def again(found: Dossier) -> Html:
    """Return that the body must announce again, since when and why."""
    mark = found.stand.again if found.stand else None
    if mark is None:
        return element("span")
    if not mark.absorbed:
        sentence = _("must announce again since {day}: it took over further duties")
        return filled(sentence, day=format_date(mark.since))
    names = joined((body_link(group, found.life.shown_on) for group in mark.absorbed), ", ")
    return filled(_("must announce again since {day}: it absorbed {bodies}"), day=format_date(mark.since), bodies=names)


def facts(found: Dossier, ledger: Ledger) -> Html:
    """Return what the register says of the body on the day shown, and what its newest report states."""
    life, row = found.life, found.life.row
    rows: dict[str, object] = {}
    if row is not None:
        rows[_("Code")] = _code(found, ledger)
        scope = None if row.scope is None else label(row.scope)
        rows[_("Level, scope")] = " · ".join(part for part in (label(life.level), scope) if part)
        rows[_("Parent")] = body_link(row.parent, life.shown_on) if row.parent else None
        rows[_("Located in")] = body_link(row.locality, life.shown_on) if row.locality else None
        region = found.stand.region if found.stand else row.region
        rows[_("Region")] = label(region) if region else None
    rows |= _dates(found)
    if found.stand is not None and found.stand.report is not None:
        rows[_("Edition of the standard")] = _edition(found)
        assurance = found.stand.report.assurance
        rows[_("Assurance")] = label(assurance) if assurance else None
    return element(
        "dl",
        *(element("div", element("dt", name), element("dd", said)) for name, said in rows.items() if said),
        class_="q-facts",
    )


def _code(found: Dossier, ledger: Ledger) -> object:
    """Return the code of the day, and which other bodies of the level bore or bear it."""
    code = found.own.code
    if not code:
        return _("none")
    others = [
        bearer
        for bearer in register.bearers(ledger, code, found.life.level, known=found.stamp.data_version)
        if bearer.agency != found.own.id
    ]
    said = [
        filled(
            _("until {day} the code of {body}") if bearer.until else _("since {day} the code of {body}"),
            day=format_date(bearer.last_day or bearer.since),
            body=link(agency_href(bearer.agency, as_of=bearer.last_day or bearer.since), bearer.name),
        )
        for bearer in others
    ]
    if not said:
        return code
    return joined([code, element("span", "(", joined(said, "; "), ")", class_="q-soft")], " ")


def _dates(found: Dossier) -> dict[str, object]:
    life = found.life
    opening = next((row for row in life.standing if row.is_open), None)
    closing = next((row for row in life.standing if row.valid_from == life.closed_on), None)
    rows: dict[str, object] = {}
    if opening is not None:
        said = [format_date(opening.valid_from), opening.legal_act]
        rows[_("Opening")] = joined([", ".join(filter(None, said)), evidence_chip(opening.evidence)], " ")
    if closing is not None:
        said = [format_date(closing.valid_from), closing.legal_act]
        rows[_("End")] = joined([", ".join(filter(None, said)), evidence_chip(closing.evidence)], " ")
    return rows


def _edition(found: Dossier) -> object:
    report = found.stand.report if found.stand else None
    if report is None or report.standard is None:
        return None
    late = found.stand.superseded if found.stand else None
    if late is None:
        return label(report.standard)
    said = [_("superseded since {day}").format(day=format_date(late.since))]
    if late.leave_before is not None:
        said.append(_("to be left before {day}").format(day=format_date(late.leave_before)))
    if late.days_late:
        said.append(_("{count} days late").format(count=format_count(late.days_late)))
    return joined([label(report.standard), element("span", ", ".join(said), class_="q-late")], " – ")
