"""Reminder letters: one to each ministry and province that does not meet the requirement, with its own list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qms.coverage.members import Part, members
from qms.coverage.outstanding import outstanding
from qms.errors import WrongUsage
from qms.i18n import _, format_date, ngettext, use_language
from qms.reports.cells import count, day, fraction, paragraph, rate, words
from qms.reports.content import Length, Section
from qms.reports.tables import in_sentence, lacking_table
from qms.vocabulary import Level, Measure, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qms.coverage import Lacking, Ledger
    from qms.coverage.members import Behind
    from qms.reports.content import Fact, Paragraph, Report
    from qms.reports.orders import Order
    from qms.reports.settings import Office

_MEASURES = (Measure.MINISTRIES, Measure.PROVINCES)


def letters(ledger: Ledger, order: Order, *, office: Office, recorded_by: str = "") -> dict[str, Report]:
    """Return a letter, under its file's name, to each parent that does not meet the requirement on the order's day.

    Raises WrongUsage when all of them meet it.
    """
    base = order._replace(under=None, compare_to=None, length=Length.SUMMARY).content(ledger, office, recorded_by)
    with use_language(order.language):
        found = dict(_letters(ledger, order, base))
        if not found:
            sentence = _("On {day} every ministry and province meets the requirement: there is nobody to remind.")
            raise WrongUsage(sentence.format(day=format_date(order.as_of)))
    return found


def _letters(ledger: Ledger, order: Order, base: Report) -> Iterator[tuple[str, Report]]:
    from qms.reports.orders import slug

    for measure in _MEASURES:
        found = outstanding(ledger, measure, order.as_of, known_on=order.known_on)
        lacking: defaultdict[int, list[Lacking]] = defaultdict(list)
        for agency in found.agencies:
            lacking[agency.id if agency.parent is None else agency.parent.id].append(agency)
        reminded = members(ledger, measure, order.as_of, known_on=order.known_on).only(Part.NOT_COVERED)
        for parent in reminded:
            if order.under in {None, parent.id} and lacking[parent.id]:
                yield f"{slug(parent.name)}.docx", _letter(base, order, parent, lacking[parent.id])


def _letter(base: Report, order: Order, parent: Behind, lacking: Sequence[Lacking]) -> Report:
    """Return the report's own frame with a letter in it."""
    name = in_sentence(parent)
    caption = _("Agencies of {name} that are not covered by {day}").format(name=name, day=format_date(order.as_of))
    subject = _("Re: building, applying and announcing the quality management system conforming to TCVN ISO 9001")
    table = lacking_table("outstanding", caption, lacking, leave_out={"parent"})
    return base._replace(
        letterhead=base.letterhead._replace(number=_("No. …/…")),
        title=f"{subject} – {parent.name}",
        kind_line="",
        subject=subject,
        opening=tuple(_said(order, parent, lacking)),
        sections=(),
        closing=(),
        appendices=(Section("outstanding", caption, (table,)),),
        facts=tuple(_about(fact, parent) for fact in base.facts),
        words=base.words._replace(of_report=_("(Attached to Letter No. … of …)")),
        figures=(),
    )


def _said(order: Order, parent: Behind, lacking: Sequence[Lacking]) -> Iterator[Paragraph]:
    yield paragraph(_("To: {name}"), name=words(_addressed(parent)))
    below = parent.below
    if below is not None:
        sentence = _(
            "Pursuant to Decision 19/2014/QĐ-TTg of the Prime Minister, by {day}, {fraction} mandatory agencies of"
            " {name} were covered ({rate})."
        )
        yield paragraph(
            sentence, day=day(order.as_of), fraction=fraction(below), name=words(in_sentence(parent)), rate=rate(below)
        )
    silent = sum(Missing.NO_REPORT in agency.missing for agency in lacking)
    yield _left(len(lacking), silent)
    asked = _(
        "{name} is asked to direct the agencies in the list to complete what is lacking, and to send their reports by"
        " … … …"
    )
    yield paragraph(asked, name=words(_addressed(parent)))


def _left(lacking: int, silent: int) -> Paragraph:
    if silent:
        sentence = ngettext(
            "{count} agency is not covered yet, of which {silent} have never reported. The list is attached.",
            "{count} agencies are not covered yet, of which {silent} have never reported. The list is attached.",
            lacking,
        )
    else:
        sentence = ngettext(
            "{count} agency is not covered yet. The list is attached.",
            "{count} agencies are not covered yet. The list is attached.",
            lacking,
        )
    return paragraph(sentence, count=count(lacking), silent=count(silent))


def _addressed(parent: Behind) -> str:
    """Return to whom a letter goes: a ministry, or the people's committee of a province."""
    if parent.level == Level.MINISTRY:
        return parent.name
    return _("The People's Committee of {name}").format(name=in_sentence(parent))


def _about(fact: Fact, parent: Behind) -> Fact:
    return fact._replace(cell=words(parent.name)) if fact.key == "scope" else fact
