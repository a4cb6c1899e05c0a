"""The agencies behind a number: a part of them at a time as a table, all of them as a file, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pages.parts.asked import Asked
from pages.parts.choices import Days, agency_href, here
from pages.parts.paging import ROWS_AND_FILE, Rows, rows_of, turning
from pages.parts.paper import show
from pages.parts.source import show_source
from pages.parts.table import table
from pages.parts.visit import Visit
from pages.parts.words import members_href, number
from pages.parts.year import change_block
from qms import coverage
from qms.charts.html import Html, element, joined, link
from qms.charts.marks import compliance_mark, status_mark
from qms.coverage import Slice
from qms.coverage.change import Step, change
from qms.coverage.members import Behind, Membership, Part, members, names_on
from qms.coverage.movers import Mover
from qms.i18n import N_, _, current_language, format_count, format_date, format_fraction, label
from qms.vocabulary import Measure, Scope

A_PAGE = 100

PARTS = {
    None: N_("all {count}"),
    Part.COVERED: N_("covered {count}"),
    Part.NOT_COVERED: N_("not covered {count}"),
    Part.NO_REPORT: N_("without any report {count}"),
    Part.MUST_REANNOUNCE: N_("must announce again {count}"),
    Part.PROCEDURES_NOT_STATED: N_("procedures not stated {count}"),
}
_PARENTS = (Measure.MINISTRIES, Measure.PROVINCES, Measure.PROVINCES_WITH_COMMUNES)


def show_members(visit: Visit, asked: Asked, days: Days) -> None:
    """Show the list that the link asks for."""
    if asked.since is not None:
        show_change(visit, asked, days)
        return
    found = members(
        visit.ledger,
        asked.measure,
        days.as_of,
        under=asked.roots,
        slice_=asked.slice_,
        known_on=days.known_moment,
    )
    show(
        _crumbs(asked, days, visit),
        element("h2", _title(found, asked, days, visit), class_="q-finding", id="members"),
        _pills(found, asked, days),
    )
    count = found.count(asked.part)
    if not count:
        show(element("p", _("There is no such agency on this day."), class_="q-soft"))
        return
    rows = rows_of(count, asked.page, A_PAGE)
    tabled = _parents_table if asked.measure in _PARENTS else _agencies_table
    show(tabled(found.only(asked.part, rows.first, rows.last), asked, days))
    show_source(
        *_pages(rows, asked, days),
        name=asked.measure.value,
        rows=lambda: [agency.to_json() for agency in found.only(asked.part)],
        as_of=days.as_of,
        stamp=found.stamp,
    )


def show_change(visit: Visit, asked: Asked, days: Days) -> None:
    """Show what moved a measure since a day, and the agencies of one step."""
    if asked.since is None:
        return
    moved = change(visit.ledger, asked.measure, asked.since, days.as_of, known_on=days.known_moment, agencies=True)
    show(_crumbs(asked, days, visit), change_block(moved))
    if asked.step is None:
        return
    step = moved.step(asked.step)
    agencies = step.agencies or ()
    rows = rows_of(len(agencies), asked.page, A_PAGE)
    show(_step_table(step, agencies[rows.first : rows.last], days.as_of))
    show_source(
        *_pages(rows, asked, days),
        name=f"{asked.measure.value}-{step.kind.value}",
        rows=lambda: [{"kind": step.kind.value, **agency.to_json()} for agency in agencies],
        as_of=days.as_of,
        stamp=moved.stamp,
    )


def _crumbs(asked: Asked, days: Days, visit: Visit) -> Html:
    steps: list[object] = [
        link(here(as_of=days.as_of), "← ", _("Overview of {day}").format(day=format_date(days.as_of)))
    ]
    if asked.under:
        whole = members_href(asked.measure, days.as_of, status=asked.part)
        steps.append(link(whole, label(asked.measure)))
        steps.extend(name for name in _named(asked, days, visit))
    return element("nav", joined(steps, " › "), class_="q-crumbs", aria_label=_("Way back"))


def _named(asked: Asked, days: Days, visit: Visit) -> list[str]:
    """Return what those are called under whom is listed; many are only counted."""
    if not asked.roots:
        return []
    if len(asked.roots) > 1:
        return [_("{count} ministries or provinces").format(count=len(asked.roots))]
    named = names_on(visit.ledger, asked.roots, days.as_of, known_on=days.known_moment)
    return [group.name for group in named]


def _title(found: Membership, asked: Asked, days: Days, visit: Visit) -> str:
    sentence = _("{covered} of {all} covered on {day} ({rate}): {measure}")
    covered, everyone = found.count(Part.COVERED), found.count(None)
    said = sentence.format(
        covered=format_count(covered),
        all=format_count(everyone),
        day=format_date(days.as_of),
        rate=coverage.rate_text(covered, everyone, current_language()),
        measure=", ".join([*_counted(asked), *_named(asked, days, visit)]),
    )
    return said[:1].upper() + said[1:]


def _counted(asked: Asked) -> list[str]:
    """Return what is counted: the measure, or what narrows a slice."""
    narrowed = asked.slice_ or Slice()
    words = [label(word) for word in (narrowed.level, narrowed.scope, narrowed.region, narrowed.standard) if word]
    if narrowed == Slice(scope=Scope.MANDATORY):
        return [_("mandatory agencies")]
    return words or [label(asked.measure)]


def _pills(found: Membership, asked: Asked, days: Days) -> Html:
    items = [
        element(
            "li",
            link(
                _list_href(asked, days, status=part),
                _(words).format(count=format_count(found.count(part))),
                aria_current="true" if part is asked.part else None,
            ),
        )
        for part, words in PARTS.items()
        if part in (None, asked.part, Part.COVERED, Part.NOT_COVERED) or found.count(part)
    ]
    return element("ul", *items, class_="q-pills")


def _list_href(asked: Asked, days: Days, *, status: str | None, page: str | None = None) -> str:
    narrowed = asked.slice_ or Slice()
    return here(
        as_of=days.as_of,
        measure=asked.measure.value,
        under=asked.under,
        level=narrowed.level,
        scope=narrowed.scope,
        region=narrowed.region,
        standard=narrowed.standard,
        status=None if status is None else str(status),
        page=page,
        **{"from": asked.since},
    )


def _pages(rows: Rows, asked: Asked, days: Days) -> list[Html | str]:
    status = asked.part or asked.step
    return turning(rows, lambda page: _list_href(asked, days, status=status, page=page), ROWS_AND_FILE)


def _agencies_table(agencies: Sequence[Behind], asked: Asked, days: Days) -> Html:
    heads = (
        (_("Agency"), None),
        (_("Code"), "q-minor"),
        (_("Ministry, province"), "q-minor"),
        (_("Status"), None),
        (_("Since"), "q-number q-minor"),
    )
    caption = _("{measure}, {day}: by ministry or province").format(
        measure=label(asked.measure), day=format_date(days.as_of)
    )
    return table(caption, heads, [_agency_row(agency, days) for agency in agencies])


def _agency_row(agency: Behind, days: Days) -> Html:
    parent = "" if agency.parent is None else agency.parent.name
    under = joined([part for part in (parent, agency.code) if part], " · ")
    flag = (
        element("span", _("must announce again"), class_="q-under-mark q-mustagain")
        if Part.MUST_REANNOUNCE in agency.parts
        else None
    )
    return element(
        "tr",
        element("th", _dossier_link(agency, days.as_of), element("span", under, class_="q-under"), scope="row"),
        element("td", agency.code, class_="q-minor"),
        element("td", parent, class_="q-minor"),
        element("td", status_mark(agency), " ", flag),
        element("td", format_date(agency.since) if agency.status else "–", class_="q-number q-minor"),
    )


def _parents_table(agencies: Sequence[Behind], asked: Asked, days: Days) -> Html:
    what = _("Commune committees") if asked.measure is Measure.PROVINCES_WITH_COMMUNES else _("Mandatory agencies")
    heads = ((_("Ministry, province"), None), (_("Verdict"), None), (_("Rate"), "q-number q-minor"), (what, "q-number"))
    caption = _("{measure}, {day}: what each is judged by").format(
        measure=label(asked.measure), day=format_date(days.as_of)
    )
    return table(caption, heads, [_parent_row(agency, asked, days) for agency in agencies])


def _parent_row(agency: Behind, asked: Asked, days: Days) -> Html:
    below = agency.below
    said = "" if below is None else format_fraction(below.numerator, below.denominator)
    own = _own(agency)
    if asked.measure is Measure.PROVINCES_WITH_COMMUNES:
        href = here(as_of=days.as_of, measure=Measure.COMMUNES.value, under=own)
    else:
        href = here(as_of=days.as_of, measure=Measure.SLICE.value, scope=Scope.MANDATORY.value, under=own)
    mark = compliance_mark(covered=Part.COVERED in agency.parts, silent=Part.NO_REPORT in agency.parts)
    return element(
        "tr",
        element("th", _dossier_link(agency, days.as_of), scope="row"),
        element("td", mark),
        element("td", "" if below is None else below.text(current_language()), class_="q-number q-minor"),
        number(link(href, said)),
    )


def _dossier_link(agency: Behind | Mover, as_of: date) -> Html:
    return link(agency_href(agency.id, as_of=as_of), agency.name)


def _own(agency: Behind) -> str:
    return f"{agency.level}:{agency.code}"


def _step_table(step: Step, agencies: Sequence[Mover], as_of: date) -> Html:
    heads = ((_("Agency"), None), (_("Code"), None))
    rows = [
        element("tr", element("th", _dossier_link(agency, as_of), scope="row"), element("td", agency.code))
        for agency in agencies
    ]
    caption = f"{label(step.kind)}: {format_count(step.count)}"
    return table(caption, heads, rows)
