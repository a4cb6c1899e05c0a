"""The timeline of a dossier, newest first: reports with documents, corrections struck through, reorganisations."""

from __future__ import annotations

from collections.abc import Iterable

from pages.parts.choices import here
from pages.parts.dossier.words import batch_words, body_link, decision, evidence_chip, procedures, stated
from qms.charts.html import Html, element, filled, joined, link, unseen
from qms.charts.marks import stand_sign, stand_word
from qms.coverage.dossier import Aspect, Dossier, Moment, RegisterRow, Relative, Report, Told
from qms.i18n import N_, _, current_language, format_count, format_date, label, ngettext
from qms.vocabulary import BatchKind, Succession

SHOWN_BEFORE = 3
"""Predecessors whose newest report stands in the timeline; the table names them all."""

ASPECTS = {
    Aspect.NAME: N_("name"),
    Aspect.CODE: N_("code"),
    Aspect.PARENT: N_("parent"),
    Aspect.SCOPE: N_("scope"),
    Aspect.REGION: N_("region"),
    Aspect.LOCALITY: N_("place"),
    Aspect.NAME_EN: N_("English name"),
}


def timeline(found: Dossier) -> Html:
    """Return all moments up to the day, newest first."""
    items = [item for moment in found.story for item in _items(found, moment)]
    body = (
        element("ol", *items, class_="q-story" if current_language() == "vi" else "q-story q-story-en")
        if items
        else element("p", _("Nothing is known up to this day."))
    )
    return element("section", element("h2", finding(found), class_="q-finding"), _later(found), body)


def finding(found: Dossier) -> str:
    """Return how many reports there are, and how many corrections."""
    count = found.reports
    if not count and not found.corrections:
        return _("No report up to {day}").format(day=format_date(found.as_of))
    said = ngettext("{count} report", "{count} reports", count).format(count=format_count(count))
    if not found.corrections:
        return said
    corrected = ngettext("{count} correction", "{count} corrections", found.corrections)
    return f"{said}, {corrected.format(count=format_count(found.corrections))}"


def _later(found: Dossier) -> Html | None:
    if not found.later:
        return None
    said = ngettext("{count} report holds from a later day.", "{count} reports hold from later days.", found.later)
    newest = link(here(agency=found.own.id), _("See all of them"))
    return element("p", said.format(count=format_count(found.later)), " ", newest, class_="q-measured")


def _items(found: Dossier, moment: Moment) -> Iterable[Html]:
    """Yield the lines of one moment; below a reorganisation a dashed rule, below an opening what was before."""
    if moment.entry is not None:
        yield _report_item(found, moment.entry)
        return
    yield _register_item(found, moment)
    if moment.before:
        yield _rule(moment)
    if moment.row is not None and Aspect.OPENED in moment.row.changed:
        yield from _reports_before(found, moment)


def _item(day: object, sign: object, *body: object, kind: str | None = None) -> Html:
    return element(
        "li",
        element("span", day, class_="q-story-day"),
        element("span", sign, class_="q-story-sign"),
        element("div", *body, class_="q-story-said"),
        class_=kind,
    )


def _report_item(found: Dossier, entry: Told) -> Html:
    report = entry.report
    word = element("b", stand_word(report.status, covered=report.covered))
    lines: list[object] = [element("p", joined(stated(report), " · "))] if stated(report) else []
    lines += _remarks(report)
    sign = stand_sign(report.status, covered=report.covered)
    day = format_date(report.effective_on)
    recorded = element("p", batch_words(found, report.batch, report.paper.source_line), class_="q-story-batch")
    was = [_was(found, report, earlier) for earlier in entry.corrected]
    if report.voided_by is None:
        return _item(day, sign, element("p", word), *lines, *was, recorded)
    gone = element("del", element("p", word), *lines)
    return _item(element("del", day), sign, _taken_back(found, report), gone, *was, recorded, kind="q-story-gone")


def _remarks(report: Report) -> list[object]:
    """Return source and note, as far as they are stated."""
    said = [
        words.format(text=text)
        for words, text in ((_("Source: {text}"), report.paper.source), (_("Note: {text}"), report.paper.note))
        if text
    ]
    return [element("p", joined(said, " · "), class_="q-soft")] if said else []


def _was(found: Dossier, report: Report, earlier: Report) -> Html:
    """Return an earlier report struck through, beside the batch that corrected it."""
    by = found.batches.get(earlier.voided_by or 0)
    words = (
        _("batch {later} undid batch {earlier}")
        if by is not None and by.kind is BatchKind.UNDO
        else _("batch {later} corrected batch {earlier}")
    )
    said = words.format(later=format_count(earlier.voided_by or 0), earlier=format_count(earlier.batch))
    struck = element("del", unseen(_("before:") + " "), ", ".join(_differing(report, earlier)))
    return element("p", struck, " ", element("span", said, class_="q-soft"), class_="q-story-was")


def _differing(report: Report, earlier: Report) -> list[str]:
    """Return what an earlier report said otherwise than the one that stands."""
    differing = report.otherwise(earlier)
    said = {
        "effective_on": _("from {day}").format(day=format_date(earlier.effective_on)),
        "status": stand_word(earlier.status, covered=earlier.covered),
        "procedures": procedures(earlier) or _("procedures not stated"),
        "standard": label(earlier.standard) if earlier.standard else _("edition not stated"),
        "assurance": label(earlier.assurance) if earlier.assurance else _("assurance not stated"),
        "decision": decision(earlier) or _("decision not stated"),
        "source": _("Source: {text}").format(text=earlier.paper.source or "–"),
        "note": _("Note: {text}").format(text=earlier.paper.note or "–"),
    }
    return [text for name, text in said.items() if name in differing] or [_("the same, recorded anew")]


def _taken_back(found: Dossier, report: Report) -> Html:
    batch = report.voided_by or 0
    by = found.batches.get(batch)
    undone = by is not None and by.kind is BatchKind.UNDO
    words = _("Undone by {batch}") if undone else _("Taken back by {batch}")
    return element("p", filled(words, batch=batch_words(found, batch)), class_="q-story-batch")


def _register_item(found: Dossier, moment: Moment) -> Html:
    row = moment.row
    said: list[object] = [element("p", element("b", _title(moment)))]
    said += [element("p", line) for line in _sentences(moment)]
    acts = dict.fromkeys(
        act
        for act in (
            row.legal_act if row else None,
            *(turn.paper.legal_act for turn in moment.turns),
            *(one.paper.legal_act for one in (*moment.before, *moment.after)),
        )
        if act
    )
    chips = [chip for chip in [evidence_chip(row.evidence) if row else None] if chip]
    if acts or chips:
        said.append(element("p", joined(["; ".join(acts), *chips], " "), class_="q-soft"))
    if row is not None:
        said.append(element("p", batch_words(found, row.batch), class_="q-story-batch"))
    return _item(format_date(moment.day), _sign(moment), *said)


def _sign(moment: Moment) -> Html:
    opened = moment.row is not None and Aspect.OPENED in moment.row.changed
    if opened:
        return stand_sign(None, covered=False)
    name = "q-sign-again" if any(_is_absorbing(moment)) else "q-sign-register"
    return element("i", "▲" if name == "q-sign-again" else None, class_=name, aria_hidden="true")


def _is_absorbing(moment: Moment) -> Iterable[bool]:
    yield any(one.kind is Succession.ABSORBED for one in moment.before)
    yield any(turn.kind is Succession.ABSORBED for turn in moment.turns)


def _title(moment: Moment) -> str:
    changed = moment.row.changed if moment.row else ()
    if Aspect.OPENED in changed:
        return _("Opened, no report yet")
    if Aspect.REOPENED in changed:
        return _("Opened again")
    if Aspect.CLOSED in changed:
        return _("Ended")
    if any(_is_absorbing(moment)):
        return _("Took over others' duties: must announce again")
    if changed:
        return _("Changed in the register: {aspects}").format(aspects=", ".join(_(ASPECTS[name]) for name in changed))
    return _("Reorganised")


def _sentences(moment: Moment) -> Iterable[object]:
    row = moment.row
    opened = row is not None and Aspect.OPENED in row.changed
    if moment.before:
        count = ngettext("Came from {count} body", "Came from {count} bodies", len(moment.before))
        came = count.format(count=format_count(len(moment.before)))
        yield f"{came}; {_('their status was not carried over')}" if opened else _absorbed(moment)
    if any(turn.kind is Succession.CONTINUED for turn in moment.turns):
        yield _("The same body lives on: its status stays.")
    if moment.after:
        bodies = joined((body_link(one.group, one.on) for one in moment.after), ", ")
        yield filled("{kind}: {bodies}", kind=label(moment.after[0].kind), bodies=bodies)
    if row is not None and row.before is not None and row.is_open:
        yield from _changes(row)


def _absorbed(moment: Moment) -> Html:
    bodies = joined((body_link(one.group, one.on) for one in moment.before), ", ")
    return filled("{kind}: {bodies}", kind=label(moment.before[0].kind), bodies=bodies)


def _changes(row: RegisterRow) -> Iterable[Html]:
    before = row.before
    for aspect in row.changed:
        if before is None or aspect not in ASPECTS:
            continue
        words = [register_value(one, aspect) for one in (before, row)]
        yield joined([element("del", words[0]), element("ins", words[1])], " → ")


def register_value(row: RegisterRow, aspect: Aspect) -> str:
    """Return what a row of the register says of one aspect."""
    value = getattr(row, aspect.value)
    if value is None:
        return _("none")
    if aspect in {Aspect.SCOPE, Aspect.REGION}:
        return label(value)
    return value.name if aspect in {Aspect.PARENT, Aspect.LOCALITY} else str(value)


def _rule(moment: Moment) -> Html:
    """Return the dashed rule of a reorganisation, with the way to the bodies before it."""
    count = ngettext(
        "Before {day}: {count} earlier body", "Before {day}: {count} earlier bodies", len(moment.before)
    ).format(day=format_date(moment.day), count=format_count(len(moment.before)))
    return _item("", "", element("p", link("#predecessors", count)), kind="q-story-break")


def _reports_before(found: Dossier, moment: Moment) -> Iterable[Html]:
    """Yield the newest reports of the bodies before a new one."""
    reported = [one for one in moment.before if one.stand is not None and one.stand.report is not None]
    newest = sorted(reported, key=_since, reverse=True)
    yield from (_predecessor_item(found, one) for one in newest[:SHOWN_BEFORE])


def _since(relative: Relative) -> int:
    return relative.stand.since.toordinal() if relative.stand else 0


def _predecessor_item(found: Dossier, relative: Relative) -> Html:
    report = relative.stand.report if relative.stand else None
    if report is None:
        return element("li")
    word = stand_word(report.status, covered=report.covered)
    return _item(
        format_date(report.effective_on),
        stand_sign(report.status, covered=report.covered),
        element("p", filled("{body}: {status}", body=body_link(relative.group, relative.on), status=word)),
        element("p", joined(stated(report), " · ")) if stated(report) else None,
        element("p", batch_words(found, report.batch, report.paper.source_line), class_="q-story-batch"),
    )
