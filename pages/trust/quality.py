"""Data quality: announcements that do or do not recompute, rows that deserve a look, a grade for each parent."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from pages.parts.asked import roots_of
from pages.parts.checks import checks_table, kind_mark, nothing_found
from pages.parts.choices import choose, choose_days, here
from pages.parts.grades import GRADES, announcements_table, grade_mark, grades_block, unresolved_table
from pages.parts.paging import page_of_link
from pages.parts.paper import empty, method_link, show, show_demo_label, show_last_line, show_look, show_remarks
from pages.parts.remarks import word_of_link
from pages.parts.source import show_source
from pages.parts.suspects import show_suspects
from pages.parts.visit import current_visit
from qms.charts.check_words import found_words
from qms.charts.html import Html, element, filled, joined, link
from qms.coverage import Ledger
from qms.coverage.checks import Check
from qms.coverage.quality import OLD_AFTER, Grade, Graded, Quality, quality
from qms.coverage.stamp import stamp_of
from qms.coverage.suspects import Suspects, suspects
from qms.i18n import _, current_language, format_count, format_date, ngettext
from qms.vocabulary import Level

MONTHS = ("6", "12", "18", "24", "36")
"""After how many months news may be called old."""


@st.cache_resource(max_entries=64, show_spinner=False)
def quality_of(_ledger: Ledger, head: str, as_of: date, known_on: datetime | None, months: int) -> Quality:  # noqa: ARG001 – the key
    """Return the quality of the data on a day, computed once for a state of the data."""
    return quality(_ledger, as_of, months=months, known_on=known_on)


def show_quality(found: Quality) -> None:
    """Show what was announced, what deserves a look, how the parents' records are, and what the register rests on."""
    show(element("h2", _announced_finding(found), class_="q-finding q-apart"))
    if found.announcements:
        show(announcements_table(found.announcements))
    show_checks(found.country, found, None)
    show_grades(found)
    show_register(found)


def show_checks(graded: Graded, found: Quality, under: str | None) -> None:
    """Show how many agencies each check found, of the country or of one ministry or province."""
    show(
        element("h2", _checked_finding(graded), class_="q-finding q-apart"),
        element("p", _sound_rule(), class_="q-measured"),
        checks_table(graded, found, under),
        element("p", nothing_found(graded, found), class_="q-soft q-after"),
    )


def show_grades(found: Quality) -> None:
    """Show the ministries and the provinces by their grade."""
    show(
        element("h2", _grades_finding(found), class_="q-finding q-apart"),
        element("p", _grade_rule(), class_="q-measured"),
        element("div", *(grades_block(found, level) for level in (Level.MINISTRY, Level.PROVINCE)), class_="q-pair"),
    )
    show_source(
        method_link(_("How the checks work")),
        name="quality",
        rows=lambda: [graded.to_json() for graded in (found.country, *found.parents)],
        as_of=found.as_of,
        stamp=found.stamp,
    )


def show_register(found: Quality) -> None:
    """Show which facts of the register are assumed, known from one source, or not known."""
    notes = found.register
    sentence = _(
        "Of {agencies} bodies open on {day}, the facts of {assumed} are assumed (no opening day is known) and those of "
        "{one_source} are known from one source only."
    )
    said = sentence.format(
        agencies=format_count(notes.agencies),
        assumed=format_count(notes.assumed),
        one_source=format_count(notes.one_source),
        day=format_date(found.as_of),
    )
    title = ngettext(
        "Of {count} ended body it is not known what it became",
        "Of {count} ended bodies it is not known what they became",
        len(notes.unresolved),
    )
    show(
        element("h2", title.format(count=format_count(len(notes.unresolved))), class_="q-finding q-apart"),
        element("p", said, class_="q-measured"),
        unresolved_table(found) if notes.unresolved else None,
    )


def show_parent(found: Quality, graded: Graded, under: str) -> None:
    """Show what the checks found of one ministry or province."""
    name = "" if graded.group is None else graded.group.name
    verdict = filled(
        _("{name}: {sound} of {all} records sound ({rate}), grade {grade}"),
        name=name,
        sound=format_count(graded.sound),
        all=format_count(graded.agencies),
        rate=graded.text(current_language()),
        grade=grade_mark(graded.grade),
    )
    show(_crumbs(found, name), element("p", verdict, class_="q-verdict"))
    show_checks(graded, found, under)


def show_list(found: Quality, listed: Suspects, under: str | None, page: int) -> None:
    """Show the agencies that one check found."""
    words = found_words(listed.check, found.months)
    parent = parent_of(found, under)
    within = None if parent is None or parent.group is None else parent.group.name
    title = _("{count} agencies: {check}").format(count=format_count(len(listed)), check=words)
    show(
        _crumbs(found, within, words),
        element("h2", kind_mark(listed.check), " ", title, class_="q-finding"),
    )
    show_suspects(listed, under=under, months=found.months, page=page)


def parent_of(found: Quality, under: str | None) -> Graded | None:
    """Return the ministry or province that a link names as level:code."""
    groups = {f"{one.group.level}:{one.group.code}": one for one in found.parents if one.group is not None}
    return groups.get(under or "")


def _crumbs(found: Quality, *names: str | None) -> Html:
    start = link(here(as_of=found.as_of, months=found.months), "← ", _("All of the data quality"))
    return element("nav", joined([start, *filter(None, names)], " › "), class_="q-crumbs", aria_label=_("Way back"))


def _announced_finding(found: Quality) -> str:
    verdicts = [one.comparison.agrees for one in found.announcements]
    if not verdicts:
        return _("Nothing was announced up to this day")
    return _("{agreeing} of {all} announced figures recompute, {differing} do not").format(
        agreeing=verdicts.count(True), all=len(verdicts), differing=verdicts.count(False)
    )


def _checked_finding(graded: Graded) -> str:
    return _("{sound} of {all} agencies in the programme have a sound record ({rate})").format(
        sound=format_count(graded.sound), all=format_count(graded.agencies), rate=graded.text(current_language())
    )


def _grades_finding(found: Quality) -> str:
    grades = [graded.grade for graded in found.parents]
    counts = [f"{_(GRADES[grade])}: {grades.count(grade)}" for grade in Grade]
    return _("Grades of {count} ministries and provinces: {counts}").format(count=len(grades), counts=", ".join(counts))


def _sound_rule() -> str:
    return _(
        "A record is sound when the agency has reported, and nothing in it contradicts itself or is left unstated."
    )


def _grade_rule() -> str:
    return _(
        "Grade: share of sound records among the agencies in the programme. A from 95%, B from 80%, C from 50%, else D."
    )


visit = current_visit()
show_look()
show_demo_label(visit.stamp)
heading, controls = st.columns([2.2, 1], vertical_alignment="bottom")
with controls:
    days = choose_days(visit.today)
    remarks = [*days.remarks]
    old_after = choose(
        _("News is old after (months)"), MONTHS, key="months", text=str, default=str(OLD_AFTER), remarks=remarks
    )
with heading:
    st.title(_("Data quality by {day}").format(day=format_date(days.as_of)), anchor=False)
stamp = stamp_of(visit.ledger, days.known_moment)
found = quality_of(visit.ledger, stamp.chain_head, days.as_of, days.known_moment, int(old_after))
under = next(iter(roots_of(visit.ledger, days, remarks)), None)
check = word_of_link(Check, "status", remarks, text=lambda check: found_words(check, found.months))
page = page_of_link(remarks)
if under is not None and parent_of(found, under) is None:
    remarks.append(
        _("{under} has no agency in the programme on this day. Shown here: the country.").format(under=under)
    )
    under = None
show_remarks(remarks)
graded = parent_of(found, under)
if check is not None:
    root = None if graded is None or graded.group is None else graded.group.id
    listed = suspects(visit.ledger, days.as_of, check, under=root, months=found.months, known_on=days.known_moment)
    show_list(found, listed, under, page)
elif graded is not None and under is not None:
    show_parent(found, graded, under)
elif found.country.agencies:
    show_quality(found)
else:
    show(empty(_("No agency is in the programme on this day"), _("Please choose a later day.")))
show_last_line(stamp)
