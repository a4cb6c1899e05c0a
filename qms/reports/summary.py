"""The sections of every report: what there is to count, where it stands, what is lacking, what the office adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qms.coverage.outstanding import Outstanding, outstanding
from qms.coverage.ranking import Ranking
from qms.i18n import _, ngettext
from qms.names import short_name
from qms.reports.asked import MANDATORY
from qms.reports.cells import count, day, fraction, joined, paragraph, rate
from qms.reports.charts import provinces_chart, trend_chart
from qms.reports.content import Judgement, Section
from qms.reports.prose import changes_in_brief, official, one_by_one, population, reorganisations
from qms.reports.tables import figures_table, in_sentence
from qms.vocabulary import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qms.reports.asked import Asked, Counted
    from qms.reports.content import Block, Paragraph

BEST: Final = 3
LOWEST: Final = 5
NAMED: Final = 8
"""So many bodies are named in a sentence; of more, their number and where the list is."""


def progress(asked: Asked) -> Section:
    """Return what there is to count, which bodies were reorganised, and the place for what was done."""
    hint = _("How the work was directed and carried out: plans, training, inspection.")
    said: list[Block] = [population(asked), *reorganisations(asked), Judgement("progress", hint)]
    return Section("progress", _("Implementation"), tuple(said))


def results(asked: Asked) -> Section:
    """Return the figures, what moved since the day compared with, the lines over the years, the provinces."""
    return Section("results", _("Results"), tuple(_results(asked)))


def _results(asked: Asked) -> Iterator[Block]:
    yield official(asked) if asked.scope is None else one_by_one(asked)
    yield figures_table(asked)
    if asked.compare_to is not None and any(_is_counted(one) for one in asked.counted):
        yield changes_in_brief(asked)
    if any(line.newest is not None for line in asked.trend.lines) and not asked.nothing_reported:
        yield trend_chart(asked)
    if asked.scope is None and not asked.nothing_reported:
        yield from provinces_blocks(asked)


def _is_counted(one: Counted) -> bool:
    before = 0 if one.since is None else one.since.figure.denominator
    return bool(one.figure.denominator or before)


def provinces_blocks(asked: Asked) -> Iterator[Block]:
    """Yield the map of the provinces and the best of them; nothing where none has a commune to count."""
    found = asked.provinces
    if found.figures:
        yield provinces_chart(asked, found)
    yield from _best(found)


def _best(found: Ranking) -> Iterable[Paragraph]:
    """Return the provinces with the highest share, and how many others share the last one's rate."""
    best = found.highest(BEST).figures
    if not best:
        return
    lead = ngettext(
        "The highest share of commune committees covered:",
        "The {places} highest shares of commune committees covered:",
        len(best),
    )
    named = [
        paragraph(
            _("{name} {fraction} ({rate})"),
            name=short_name(figure.group.name) if figure.group else "",
            fraction=fraction(figure),
            rate=rate(figure),
        )
        for figure in best
    ]
    said = [paragraph(lead.format(places=len(best))), joined([joined(named, "; "), paragraph(".")], "")]
    shared = found.as_high_as(best[-1]) - sum(figure.rate == best[-1].rate for figure in best)
    if shared:
        sentence = ngettext(
            "{count} other has {rate} too.",
            "{count} others have {rate} too.",
            shared,
        )
        said.append(paragraph(sentence, count=count(shared), rate=rate(best[-1])))
    yield joined(said)


def shortcomings(asked: Asked) -> Section:
    """Return who does not meet the requirement, where most is lacking, and the place for the causes."""
    hint = _("Causes: what stood in the way, by the reports of the agencies.")
    found = tuple(_lacking(asked)) or (_nobody_lacking(asked),)
    return Section("shortcomings", _("What is lacking"), (*found, Judgement("causes", hint)))


def _nobody_lacking(asked: Asked) -> Paragraph:
    if any(one.figure.denominator for one in asked.counted):
        return paragraph(_("No agency is outstanding."))
    return paragraph(_("On {day} there is no agency to count."), day=day(asked.as_of))


def _lacking(asked: Asked) -> Iterator[Paragraph]:
    if asked.scope is not None:
        yield from _lacking_in_scope(asked)
        return
    parents = [said for measure in (Measure.MINISTRIES, Measure.PROVINCES) for said in _parents_lacking(asked, measure)]
    communes = list(_communes_lacking(asked))
    yield from (joined(said) for said in (parents, communes) if said)


def _parents_lacking(asked: Asked, measure: Measure) -> Iterable[Paragraph]:
    """Return the ministries or provinces that do not meet the requirement, each with how many agencies lack."""
    found = outstanding(asked.ledger, measure, asked.as_of, known_on=asked.known_on)
    by_parent = _by_parent(found)
    figure = next(one.figure for one in asked.counted if one.counting.measure is measure)
    lacking = figure.denominator - figure.numerator
    if not lacking:
        return
    sentences = {
        Measure.MINISTRIES: ngettext(
            "{count} ministry does not comply yet",
            "{count} ministries do not comply yet",
            lacking,
        ),
        Measure.PROVINCES: ngettext(
            "{count} province or city does not comply yet",
            "{count} provinces and cities do not comply yet",
            lacking,
        ),
    }
    lead = paragraph(sentences[measure], count=count(lacking))
    if not 0 < len(by_parent) <= NAMED:
        total = paragraph(_("with {agencies} agencies that lack something"), agencies=count(len(found.agencies)))
        yield joined([joined([lead, total], ", "), paragraph(".")], "")
        return
    named = [paragraph(_("{name} ({count} lacking)"), name=name, count=count(lacks)) for name, lacks in by_parent]
    yield joined([joined([lead, joined(named, "; ")], ": "), paragraph(".")], "")


def _by_parent(found: Outstanding) -> list[tuple[str, int]]:
    lacks: dict[int, int] = {}
    names: dict[int, str] = {}
    for agency in found.agencies:
        if agency.parent is not None:
            names[agency.parent.id] = in_sentence(agency.parent)
            lacks[agency.parent.id] = lacks.get(agency.parent.id, 0) + 1
    return [(names[parent], number) for parent, number in lacks.items()]


def _communes_lacking(asked: Asked) -> Iterable[Paragraph]:
    ranked = asked.provinces
    lacking = ranked.not_covered
    if not lacking:
        return
    yield _communes(lacking, ranked.no_report)
    lowest = ranked.lowest(LOWEST)
    lead = ngettext("The lowest share:", "The {places} lowest shares:", len(lowest.figures))
    named = [
        paragraph(
            _("{name} {fraction}"),
            name=short_name(figure.group.name) if figure.group else "",
            fraction=fraction(figure),
        )
        for figure in lowest.figures
    ]
    yield joined(
        [paragraph(lead.format(places=len(lowest.figures))), joined([joined(named, "; "), paragraph(".")], "")]
    )


def _communes(lacking: int, silent: int) -> Paragraph:
    sentence = ngettext(
        "{count} commune committee is not covered", "{count} commune committees are not covered", lacking
    )
    lead = paragraph(sentence, count=count(lacking))
    if not silent:
        return joined([lead, paragraph(".")], "")
    without = ngettext("{count} of them has not reported", "{count} of them have not reported", silent)
    return joined([lead, paragraph(", "), paragraph(without, count=count(silent)), paragraph(".")], "")


def _lacking_in_scope(asked: Asked) -> Iterable[Paragraph]:
    for counting, figure, _since in asked.counted:
        lacking = figure.denominator - figure.numerator
        if lacking and counting.key == "mandatory":
            yield _must_lacking(asked, lacking)
        elif lacking and counting.measure is Measure.COMMUNES:
            yield _communes(lacking, figure.no_report)
        elif lacking and counting.measure is Measure.MINISTRY_ENCOURAGED:
            sentence = ngettext(
                "{count} unit that is encouraged is not covered.",
                "{count} units that are encouraged are not covered.",
                lacking,
            )
            yield paragraph(sentence, count=count(lacking))


def _must_lacking(asked: Asked, lacking: int) -> Paragraph:
    """Return how many agencies that must take part are not covered, named where they are few."""
    sentence = ngettext(
        "{count} agency that must take part is not covered",
        "{count} agencies that must take part are not covered",
        lacking,
    )
    lead = paragraph(sentence, count=count(lacking))
    if lacking > NAMED:
        return joined([lead, paragraph(".")], "")
    found = outstanding(
        asked.ledger, Measure.SLICE, asked.as_of, under=asked.under, slice_=MANDATORY, known_on=asked.known_on
    )
    named = paragraph("{names}", names="; ".join(agency.name for agency in found.agencies))
    return joined([joined([lead, named], ": "), paragraph(".")], "")


def proposals() -> Section:
    """Return the place for what comes next, which is for the office alone to say."""
    hint = _("Tasks and proposals: to whom, what, by when.")
    return Section("proposals", _("Tasks ahead and proposals"), (Judgement("proposals", hint),))
