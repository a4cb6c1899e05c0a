"""The sentences of a report: what stands on the day, what moved, what is lacking; each fits what the data hold."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from qms.i18n import N_, _, ngettext
from qms.reports.cells import count, day, fraction, joined, paragraph, rate, unsigned_points
from qms.reports.content import Paragraph
from qms.reports.tables import capital, small
from qms.vocabulary import Level, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qms.coverage.lineage import Break
    from qms.coverage.overview import YearBefore
    from qms.reports.asked import Asked, Counted
    from qms.reports.content import Cell

_OFFICIAL: Final = {
    "ministries": Measure.MINISTRIES,
    "provinces": Measure.PROVINCES,
    "units": Measure.MINISTRY_ENCOURAGED,
    "communes": Measure.COMMUNES,
    "reached": Measure.PROVINCES_WITH_COMMUNES,
}
_REORGANISED: Final = {
    Level.MINISTRY: N_("from {before} to {after} ministries"),
    Level.PROVINCE: N_("from {before} to {after} provinces and cities"),
    Level.COMMUNE: N_("from {before} to {after} communes"),
}


def official(asked: Asked) -> Paragraph:
    """Return where the country stands, in the words of the office."""
    if asked.nothing_reported:
        return nothing_reported(asked)
    figures = {counted.figure.measure: counted.figure for counted in asked.counted}
    if not all(figure.denominator for figure in figures.values()):
        return one_by_one(asked)
    values: dict[str, Cell | str] = {"day": day(asked.as_of)}
    for name, measure in _OFFICIAL.items():
        values[name] = fraction(figures[measure])
        values[f"{name}_rate"] = rate(figures[measure])
    sentence = _(
        "By {day}, {ministries} ministries ({ministries_rate}) and {provinces} provinces and cities ({provinces_rate})"
        " had announced a quality management system conforming to TCVN ISO 9001 in every agency that must have one, for"
        " all administrative procedures. Among the agencies that are encouraged, {units} units of ministries"
        " ({units_rate}) and {communes} commune committees ({communes_rate}) were covered; {reached} provinces and"
        " cities ({reached_rate}) had at least one commune committee covered."
    )
    return paragraph(sentence, **values)


def one_by_one(asked: Asked) -> Paragraph:
    """Return each figure by itself, for a scope, or where some have nothing to count."""
    if asked.nothing_reported:
        return nothing_reported(asked)
    lead = paragraph(_("By {day}, covered of all:"), day=day(asked.as_of))
    said = [
        paragraph(
            _("{measure} {fraction} ({rate})"), measure=small(name.title), fraction=fraction(figure), rate=rate(figure)
        )
        for name, figure, _since in asked.counted
        if figure.denominator
    ]
    if not said:
        return paragraph(_("On {day} there is no agency to count."), day=day(asked.as_of))
    return joined([lead, joined([joined(said, "; "), paragraph(".")], "")])


def nothing_reported(asked: Asked) -> Paragraph:
    """Return that no status holds yet, and from which day the first one does."""
    if asked.first_report is None:
        return paragraph(_("By {day} no agency had reported."), day=day(asked.as_of))
    sentence = _("By {day} no agency had reported. The first report holds from {first}.")
    return paragraph(sentence, day=day(asked.as_of), first=day(asked.first_report))


def population(asked: Asked) -> Paragraph:
    """Return how many bodies there are to count, by the figures' denominators."""
    counted = [one for one in asked.counted if one.figure.denominator]
    if not counted:
        return paragraph(_("On {day} there is no agency to count."), day=day(asked.as_of))
    lead = paragraph(_("On {day} there are to count:"), day=day(asked.as_of))
    everyone = _bodies_of((one.counting.key, one.figure.denominator) for one in counted)
    silent = _bodies_of((one.counting.key, one.figure.no_report) for one in counted if one.figure.no_report)
    said = [lead, everyone]
    if silent.parts and not asked.nothing_reported:
        said += [paragraph(_("Without any report, and still in the denominator:")), silent]
    return joined(said)


def _bodies_of(numbers: Iterable[tuple[str, int]]) -> Paragraph:
    """Return numbers of bodies with what they are, those left out that are counted under another name too."""
    named = [paragraph(_POPULATION[key](number), count=count(number)) for key, number in numbers if key in _POPULATION]
    return joined([joined(named, "; "), paragraph(".")], "") if named else Paragraph(())


_POPULATION: Final = {
    Measure.MINISTRIES.value: lambda n: ngettext("{count} ministry", "{count} ministries", n),
    Measure.MINISTRY_ENCOURAGED.value: lambda n: ngettext(
        "{count} unit of a ministry that is encouraged", "{count} units of ministries that are encouraged", n
    ),
    Measure.PROVINCES.value: lambda n: ngettext("{count} province or city", "{count} provinces and cities", n),
    Measure.COMMUNES.value: lambda n: ngettext("{count} commune committee", "{count} commune committees", n),
    "mandatory": lambda n: ngettext("{count} agency that must take part", "{count} agencies that must take part", n),
}


def reorganisations(asked: Asked) -> Iterable[Paragraph]:
    """Return which bodies were merged between the two days, and what that means: denominators changed."""
    days = groupby(asked.broken, key=lambda break_: break_.on_day)
    told = [_reorganised(date.fromordinal(on_day), list(found), asked) for on_day, found in days]
    if told:
        meaning = _(
            "New bodies begin with no report, denominators are those of each day, and rates before and after are not"
            " compared in points."
        )
        yield joined(
            [
                paragraph(_("Bodies were reorganised:")),
                joined([joined(told, "; "), paragraph(".")], ""),
                paragraph(meaning),
            ]
        )


def _reorganised(on_day: date, found: list[Break], asked: Asked) -> Paragraph:
    if asked.scope is not None:
        return paragraph(_("on {day}"), day=day(on_day))
    counts = [
        paragraph(_(_REORGANISED[break_.level]), before=count(break_.before), after=count(break_.after))
        for break_ in sorted(found, key=lambda break_: break_.before)
    ]
    return joined([paragraph(_("on {day}"), day=day(on_day)), joined(counts, ", ")])


def changes(asked: Asked) -> list[Paragraph]:
    """Return what moved since the day compared with, a sentence a figure; those that did not move in one."""
    moved = [one for one in asked.counted if one.since is not None and _has_moved(one)]
    still = [one for one in asked.counted if one.since is not None and not _has_moved(one)]
    found = [_moved(one, one.since) for one in moved if one.since is not None]
    if still and found:
        names = "; ".join(small(one.counting.title) for one in still)
        found.append(paragraph(_("Unchanged: {measures}."), measures=names))
    elif still and asked.compare_to is not None:
        found.append(paragraph(_("No figure has changed since {day}."), day=day(asked.compare_to)))
    return found


def changes_in_brief(asked: Asked) -> Paragraph:
    """Return what moved since the day compared with as one paragraph: the table beside it holds the rates."""
    moved = [(one, one.since) for one in asked.counted if one.since is not None and _has_moved(one)]
    still = [small(one.counting.title) for one in asked.counted if one.since is not None and not _has_moved(one)]
    then = asked.as_of if asked.compare_to is None else asked.compare_to
    if not moved:
        return paragraph(_("No figure has changed since {day}."), day=day(then))
    clauses = joined([_moved_in_brief(one, before) for one, before in moved], "; ")
    found = [paragraph(_("Compared with {day}:"), day=day(then)), joined([clauses, paragraph(".")], "")]
    if still:
        found.append(paragraph(_("Unchanged: {measures}."), measures="; ".join(still)))
    return joined(found)


def _moved_in_brief(one: Counted, before: YearBefore) -> Paragraph:
    values: dict[str, Cell | str] = {
        "measure": small(one.counting.title),
        "before": fraction(before.figure),
        "after": fraction(one.figure),
    }
    if not one.figure.denominator:
        return paragraph(_("{measure} {before} before, now with nothing to count"), **values)
    if not before.figure.denominator:
        return paragraph(_("{measure} {after}, before with nothing to count"), **values)
    lead = paragraph(_("{measure} from {before} to {after}"), **values)
    return joined([lead, _rate_moved(one, before)], ", ") if before.broken_by is None else lead


def _has_moved(one: Counted) -> bool:
    before = one.since.figure if one.since is not None else one.figure
    return (before.numerator, before.denominator) != (one.figure.numerator, one.figure.denominator)


def _moved(one: Counted, before: YearBefore) -> Paragraph:
    values: dict[str, Cell | str] = {
        "measure": capital(one.counting.title),
        "before": fraction(before.figure),
        "before_rate": rate(before.figure),
        "after": fraction(one.figure),
        "after_rate": rate(one.figure),
    }
    if not before.figure.denominator:
        return paragraph(_("{measure}: {after} ({after_rate}); before, there was nothing to count."), **values)
    if not one.figure.denominator:
        return paragraph(_("{measure}: {before} ({before_rate}) before; now there is nothing to count."), **values)
    lead = paragraph(_("{measure}: from {before} ({before_rate}) to {after} ({after_rate})"), **values)
    if before.broken_by is None:
        clauses = [_bodies(before.bodies), _rate_moved(one, before), *_denominator_moved(one, before)]
    else:
        on = date.fromordinal(before.broken_by.on_day)
        clauses = [paragraph(_("reorganised on {day}, not compared in points"), day=day(on))]
    return joined([joined([lead, *clauses], "; "), paragraph(".")], "")


def _bodies(moved: int) -> Paragraph:
    if not moved:
        return paragraph(_("as many covered as before"))
    sentence = (
        ngettext("{count} more covered", "{count} more covered", moved)
        if moved > 0
        else ngettext("{count} fewer covered", "{count} fewer covered", -moved)
    )
    return paragraph(sentence, count=count(abs(moved)))


def _rate_moved(one: Counted, before: YearBefore) -> Paragraph:
    if one.figure.rate == before.figure.rate:
        return paragraph(_("the rate is the same"))
    if not before.points:
        return paragraph(_("the rate moved by less than 0.1 points"))
    sentence = _("up {points} points") if before.points > 0 else _("down {points} points")
    return paragraph(sentence, points=unsigned_points(before.points))


def _denominator_moved(one: Counted, before: YearBefore) -> Iterable[Paragraph]:
    if one.figure.denominator != before.figure.denominator:
        sentence = _("the number of all changed from {before} to {after}")
        yield paragraph(sentence, before=count(before.figure.denominator), after=count(one.figure.denominator))
