"""What a full report has more: each result under a heading of its own, and appendices with every body and agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qms.coverage.outstanding import outstanding
from qms.i18n import _, format_date
from qms.reports.asked import MANDATORY
from qms.reports.breakdowns import by_ministry, by_province, encouraged
from qms.reports.cells import count, day, joined, paragraph, strong
from qms.reports.charts import trend_chart
from qms.reports.content import Section
from qms.reports.definitions import definitions
from qms.reports.goals import goals_table
from qms.reports.movements import movements
from qms.reports.prose import changes, official, one_by_one
from qms.reports.summary import provinces_blocks
from qms.reports.tables import figures_table, lacking_table
from qms.reports.trust import trust
from qms.vocabulary import Level, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qms.coverage.outstanding import Lacking
    from qms.reports.asked import Asked
    from qms.reports.content import Block


def full_results(asked: Asked) -> Section:
    """Return the results, a heading for each view of them."""
    return Section("results", _("Results"), sections=tuple(_results(asked)))


def _results(asked: Asked) -> Iterator[Section]:
    lead = official(asked) if asked.scope is None else one_by_one(asked)
    yield Section("all", _("Results in all"), (lead, figures_table(asked)))
    if asked.compare_to is not None:
        yield Section("changes", _("Changes"), tuple(_changes(asked)))
    if asked.nothing_reported:
        return
    if any(line.newest is not None for line in asked.trend.lines):
        yield Section("trend", _("Over the years"), (trend_chart(asked)._replace(with_table=True),))
    if asked.scope is None and (provinces := tuple(provinces_blocks(asked))):
        yield Section("provinces", _("By province and city"), provinces)
    invited = encouraged(asked)
    if invited.rows:
        yield Section("encouraged", _("Agencies that are encouraged"), (invited,))
    if asked.goals:
        yield Section("goals", _("Targets"), (goals_table(asked),))


def _changes(asked: Asked) -> Iterator[Block]:
    if asked.compare_to is not None:
        yield strong(paragraph(_("Compared with {day}:"), day=day(asked.compare_to)))
    yield from changes(asked)
    yield from movements(asked)


def appendices(asked: Asked) -> Iterator[Section]:
    """Yield what a full report is accompanied by."""
    if asked.scope is None:
        yield by_ministry(asked)
        yield by_province(asked)
    yield lists(asked)
    records = trust(asked)
    if records.blocks:
        yield records
    yield definitions()


def lists(asked: Asked) -> Section:
    """Return all agencies that are not covered: those that must take part, then those that are encouraged by level."""
    must, units, communes = (
        _must(asked),
        _invited(asked, Measure.MINISTRY_ENCOURAGED),
        _invited(asked, Measure.COMMUNES),
    )
    day_ = format_date(asked.as_of)
    listed = (
        ("mandatory", _("Agencies that must take part and are not covered, {day}"), must),
        ("units", _("Units of ministries that are encouraged and not covered, {day}"), units),
        ("communes", _("Commune committees that are not covered, {day}"), communes),
    )
    tables = (
        lacking_table(f"outstanding_{key}", caption.format(day=day_), found, leave_out=_said_by_caption(asked, key))
        for key, caption, found in listed
        if found is not None
    )
    said = paragraph(
        _("Not covered: {must} agencies that must take part, {invited} that are encouraged."),
        must=count(len(must)),
        invited=count(len(units or ()) + len(communes or ())),
    )
    return Section("outstanding", _("Agencies that are not covered"), (joined([said]), *tables))


def _said_by_caption(asked: Asked, key: str) -> set[str]:
    """Return the columns of a list that would say the same in each row."""
    levels = set() if key == "mandatory" else {"level"}
    return levels if asked.scope is None else levels | {"parent"}


def _must(asked: Asked) -> list[Lacking]:
    found = outstanding(
        asked.ledger, Measure.SLICE, asked.as_of, under=asked.under, slice_=MANDATORY, known_on=asked.known_on
    )
    return list(found.agencies)


def _invited(asked: Asked, measure: Measure) -> list[Lacking] | None:
    """Return who is encouraged and not covered; None where the report's scope has none of that kind."""
    if asked.scope is not None and (measure is Measure.COMMUNES) != (asked.scope.level == Level.PROVINCE):
        return None
    found = outstanding(asked.ledger, measure, asked.as_of, under=asked.under, known_on=asked.known_on)
    return list(found.agencies)
