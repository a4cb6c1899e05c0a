"""What a full report has more: each result under a heading of its own, and appendices with every body and agency."""

from __future__ import annotations

from dataclasses import replace
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
        yield Section("trend", _("Over the years"), (replace(trend_chart(asked), with_table=True),))
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
    if asked.scope is None:
        yield trust(asked)
    yield definitions()


def lists(asked: Asked) -> Section:
    """Return all agencies that are not covered: those that must take part, then those that are encouraged."""
    must, invited = _must(asked), _invited(asked)
    day_ = format_date(asked.as_of)
    tables = (
        lacking_table(
            "outstanding_mandatory", _("Agencies that must take part and are not covered, {day}").format(day=day_), must
        ),
        lacking_table(
            "outstanding_encouraged", _("Agencies that are encouraged and not covered, {day}").format(day=day_), invited
        ),
    )
    said = paragraph(
        _("Not covered: {must} agencies that must take part, {invited} that are encouraged."),
        must=count(len(must)),
        invited=count(len(invited)),
    )
    return Section("outstanding", _("Agencies that are not covered"), (joined([said]), *tables), is_wide=True)


def _must(asked: Asked) -> list[Lacking]:
    found = outstanding(
        asked.ledger, Measure.SLICE, asked.as_of, under=asked.under, slice_=MANDATORY, known_on=asked.known_on
    )
    return list(found.agencies)


def _invited(asked: Asked) -> list[Lacking]:
    measures = (Measure.MINISTRY_ENCOURAGED, Measure.COMMUNES)
    return [
        agency
        for measure in measures
        if asked.scope is None or (measure is Measure.COMMUNES) == (asked.scope.level == Level.PROVINCE)
        for agency in outstanding(
            asked.ledger, measure, asked.as_of, under=asked.under, known_on=asked.known_on
        ).agencies
    ]
