"""From a ledger to the content of a report: pure, in one language, without a clock."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from qms.coverage.series import OnMap
from qms.errors import WrongUsage
from qms.i18n import _, format_date, use_language
from qms.reports.asked import Asked
from qms.reports.cells import day, paragraph
from qms.reports.content import Identity, Length, Recorded, Report, Words
from qms.reports.facts import facts_of, method_note, sources_of
from qms.reports.letterhead import letterhead_of
from qms.reports.settings import Office
from qms.reports.summary import progress, proposals, results, shortcomings
from qms.reports.tables import in_sentence
from qms.vocabulary import PARENT_LEVELS, Level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qms.coverage import Group, Ledger
    from qms.reports.agencies import Decisions
    from qms.reports.content import Paragraph, Section, Table
    from qms.reports.goals import Goal

_NOBODY = Office()


def build_report(
    ledger: Ledger,
    as_of: date,
    compare_to: date | None = None,
    scope: int | None = None,
    length: Length = Length.SUMMARY,
    lang: str = "vi",
    *,
    known_on: datetime | None = None,
    on_map: OnMap = OnMap.THEN,
    goals: Iterable[Goal] = (),
    office: Office = _NOBODY,
    recorded_by: str = "",
    decisions: Decisions = MappingProxyType({}),
    with_agencies: bool | None = None,
) -> Report:
    """Return the report of a day, of the country or of the ministry or province with the id `scope`.

    The ledger holds neither `goals` (the targets of all; a report tells those of its own scope) nor `recorded_by` (who
    recorded the last batch known at `known_on`) nor the `decisions` of events. `with_agencies` adds the table with a
    row an agency; unless it is said, a full report has it.
    Raises WrongUsage when `compare_to` does not lie before `as_of`, or `scope` is no ministry or province of that day.
    """
    with use_language(lang):
        if compare_to is not None and compare_to >= as_of:
            sentence = _("The day to compare with, {first}, must lie before {last}.")
            raise WrongUsage(sentence.format(first=format_date(compare_to), last=format_date(as_of)))
        about = None if scope is None else _parent(ledger, scope, as_of, known_on)
        own = tuple(goal for goal in goals if goal.under == scope)
        asked = Asked(ledger, as_of, compare_to, known_on, about, length, on_map, own)
        report = _report(asked, lang, office, recorded_by)
        is_full = length is Length.FULL
        if not (is_full if with_agencies is None else with_agencies):
            return report
        return report._replace(tables_of_agencies=(_agencies(asked, decisions),))


def _parent(ledger: Ledger, agency: int, as_of: date, known_on: datetime | None) -> Group:
    from qms.coverage.members import names_on

    found = names_on(ledger, [agency], as_of, known_on=known_on)
    if not found or Level(found[0].level) not in PARENT_LEVELS:
        sentence = _("A report is about the country, or about one ministry or province that is open on {day}.")
        raise WrongUsage(sentence.format(day=format_date(as_of)))
    return found[0]


def _report(asked: Asked, language: str, office: Office, recorded_by: str) -> Report:
    identity = Identity(
        as_of=asked.as_of,
        compare_to=asked.compare_to,
        known_on=asked.known_on,
        scope=asked.scope,
        length=asked.length,
        language=language,
        stamp=asked.stamp,
        recorded=_recorded(asked, recorded_by),
        sources=sources_of(asked),
    )
    simulated = _("SIMULATED DATA – the status of each agency is simulated") if asked.stamp.demo else None
    facts = facts_of(identity)
    subject = _subject(asked.scope)
    day_line = _("(Figures as of {day})").format(day=format_date(asked.as_of))
    kind_line = _("REPORT")
    said, annexed = _said(asked)
    return Report(
        identity=identity,
        letterhead=letterhead_of(office),
        title=" ".join([kind_line.capitalize(), subject[:1].lower() + subject[1:], day_line]),
        kind_line=kind_line,
        subject=subject,
        day_line=day_line,
        draft_label=_("Draft") if identity.is_draft else None,
        simulated=simulated,
        opening=(_basis(asked, office),),
        sections=(
            progress(asked),
            said,
            shortcomings(asked),
            proposals(),
        ),
        closing=(method_note(),),
        appendices=annexed,
        facts=facts,
        figures=tuple(one.figure for one in asked.counted),
        words=_words(language),
    )


def _said(asked: Asked) -> tuple[Section, tuple[Section, ...]]:
    """Return the results as the report's length tells them, and its appendices."""
    if asked.length is Length.SUMMARY:
        return results(asked), ()
    from qms.reports.full import appendices, full_results

    return full_results(asked), tuple(appendices(asked))


def _agencies(asked: Asked, decisions: Decisions) -> Table:
    from qms.coverage.listing import listing
    from qms.reports.agencies import agencies_table

    found = listing(asked.ledger, asked.as_of, under=asked.under, known_on=asked.known_on)
    caption = _("Agencies in the programme, {day}").format(day=format_date(asked.as_of))
    return agencies_table(found.rows(), decisions, caption)


def _recorded(asked: Asked, by: str) -> Recorded | None:
    """Return the last batch behind the report, None when nothing was recorded by the moment asked for."""
    known = asked.stamp.data_version
    if not known:
        return None
    return Recorded(known, asked.ledger.recorded_at(known), by)


def _subject(scope: Group | None) -> str:
    if scope is None:
        return _("Quality management systems conforming to TCVN ISO 9001 in state administrative agencies")
    if scope.level == Level.MINISTRY:
        sentence = _("Quality management systems conforming to TCVN ISO 9001 in the agencies of {name}")
    else:
        sentence = _("Quality management systems conforming to TCVN ISO 9001 in the state agencies of {name}")
    return sentence.format(name=in_sentence(scope))


def _basis(asked: Asked, office: Office) -> Paragraph:
    """Return the first sentence: by which decision, who reports, up to which day."""
    by_whom = _(
        "Pursuant to Decision 19/2014/QĐ-TTg of the Prime Minister on applying quality management systems conforming to"
        " the national standard TCVN ISO 9001 in the agencies of the state administrative system, {agency} reports on"
        " the situation up to {day} as follows:"
    )
    by_nobody = _(
        "Pursuant to Decision 19/2014/QĐ-TTg of the Prime Minister on applying quality management systems conforming to"
        " the national standard TCVN ISO 9001 in the agencies of the state administrative system, the situation up to"
        " {day} is as follows:"
    )
    return paragraph(by_whom if office.agency else by_nobody, day=day(asked.as_of), agency=office.agency)


def _words(language: str) -> Words:
    return Words(
        table=_("Table"),
        chart=_("Chart"),
        appendix=_("Appendix"),
        page=_("Page"),
        of_report=_("(Attached to Report No. … of …)"),
        more_rows=_("{shown} of {count} rows are shown; the workbook (XLSX) and the data files hold all of them."),
        nothing=_("There is nothing to count on this day."),
        end_mark="./." if language == "vi" else ".",
        cover=_("Cover"),
        agencies=_("Basic data"),
        as_printed=_("{column} (as printed)"),
    )
