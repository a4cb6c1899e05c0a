"""Ministries and provinces one by one: what must take part, what is encouraged, and where they stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qms.coverage.figures import Figure, figures
from qms.coverage.measures import Slice
from qms.coverage.series import OnMap, points_on
from qms.i18n import _, format_date, label
from qms.reports.asked import MANDATORY
from qms.reports.cells import count, rate, words
from qms.reports.content import BLANK, Cell, Column, Kind, Section, Table
from qms.reports.tables import counted_cells
from qms.vocabulary import Level, Measure, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qms.coverage import Group
    from qms.coverage.series import Point
    from qms.reports.asked import Asked


class _Part(NamedTuple):
    """One thing that is counted of each ministry or province."""

    key: str
    title: str
    measure: Measure
    slice_: Slice | None


def by_ministry(asked: Asked) -> Section:
    """Return each ministry's agencies that must take part and units that are encouraged."""
    parts = (
        _Part("mandatory", _("must take part"), Measure.SLICE, MANDATORY),
        _Part("encouraged", _("are encouraged"), Measure.MINISTRY_ENCOURAGED, None),
    )
    caption = _("Agencies of each ministry, covered of all, {day}").format(day=format_date(asked.as_of))
    table = _table(asked, "ministries", caption, _("Ministry"), Level.MINISTRY, parts)
    return Section("by_ministry", _("Results by ministry"), (table,), is_wide=True)


def by_province(asked: Asked) -> Section:
    """Return each province's agencies that must take part and commune committees."""
    parts = (
        _Part("mandatory", _("must take part"), Measure.SLICE, MANDATORY),
        _Part("communes", _("commune committees"), Measure.COMMUNES, None),
    )
    caption = _("Agencies of each province and city, covered of all, {day}").format(day=format_date(asked.as_of))
    table = _table(asked, "by_province", caption, _("Province, city"), Level.PROVINCE, parts)
    return Section("by_province", _("Results by province and city"), (table,), is_wide=True)


def _table(asked: Asked, key: str, caption: str, head: str, level: Level, parts: tuple[_Part, ...]) -> Table:
    columns = [Column("code", _("Code"), Kind.CODE), Column("name", head)]
    found = [_of_each(asked, part, level) for part in parts]
    before = [_before(asked, part, level) for part in parts]
    for part, past in zip(parts, before, strict=True):
        said = part.title
        columns.append(Column(f"{part.key}_covered", _("Covered, {what}").format(what=said), Kind.COUNT))
        columns.append(Column(f"{part.key}_all", _("All, {what}").format(what=said), Kind.COUNT))
        columns.append(Column(f"{part.key}_rate", _("Rate, {what}").format(what=said), Kind.RATE))
        if past is not None and asked.compare_to is not None:
            then = _("Rate on {day}, {what}").format(day=format_date(asked.compare_to), what=said)
            columns.append(Column(f"{part.key}_rate_before", then, Kind.RATE))
    groups = {id_: group for figures_ in found for id_, (group, _figure) in figures_.items()}
    ordered = sorted(groups.values(), key=lambda group: (group.code or "", group.id))
    rows = tuple((words(group.code), words(group.name), *_cells(group.id, found, before)) for group in ordered)
    notes = (_("Earlier rates are pooled onto the bodies of {day}.").format(day=format_date(asked.as_of)),)
    pooled = asked.on_map is OnMap.NOW and asked.compare_to is not None
    return Table(key, caption, tuple(columns), rows, notes=notes if pooled else ())


def _of_each(asked: Asked, part: _Part, level: Level) -> dict[int, tuple[Group, Figure]]:
    counted = figures(
        asked.ledger,
        asked.as_of,
        known_on=asked.known_on,
        measures=(part.measure,),
        slice_=part.slice_,
        by_parent=True,
    )
    return {
        figure.group.id: (figure.group, figure)
        for figure in counted
        if figure.group is not None and figure.group.level == level
    }


def _before(asked: Asked, part: _Part, level: Level) -> dict[int, Point] | None:
    """Return the figures of the day compared with, on the map of then or pooled onto the bodies of now."""
    if asked.compare_to is None:
        return None
    points = points_on(
        asked.ledger,
        part.measure,
        [asked.compare_to, asked.as_of],
        by_parent=True,
        on_map=asked.on_map,
        slice_=part.slice_,
        known_on=asked.known_on,
    )
    earlier = [point for point in points if point.as_of == asked.compare_to]
    return {point.group.id: point for point in earlier if point.group is not None and point.group.level == level}


def _cells(
    group: int, found: list[dict[int, tuple[Group, Figure]]], before: list[dict[int, Point] | None]
) -> Iterable[Cell]:
    for now, then in zip(found, before, strict=True):
        if group in now:
            figure = now[group][1]
            yield from (count(figure.numerator), count(figure.denominator), rate(figure))
        else:
            yield from (BLANK, BLANK, Cell("–"))
        if then is not None:
            yield rate(then[group]) if group in then else Cell("–")


def encouraged(asked: Asked) -> Table:
    """Return the agencies that are encouraged to take part, by level, with those that a province's plan obliges."""
    columns = (
        Column("level", _("Level")),
        Column("covered", _("Covered"), Kind.COUNT),
        Column("all", _("All"), Kind.COUNT),
        Column("rate", _("Rate"), Kind.RATE),
        Column("not_covered", _("Not covered"), Kind.COUNT),
        Column("no_report", _("of these no report"), Kind.COUNT),
        Column("planned", _("of all, by a province's plan"), Kind.COUNT),
    )
    rows = tuple(row for level in Level for row in _encouraged_row(asked, level))
    caption = _("Agencies that are encouraged to take part, {day}").format(day=format_date(asked.as_of))
    return Table("encouraged", caption, columns, rows)


def _encouraged_row(asked: Asked, level: Level) -> Iterable[tuple[Cell, ...]]:
    everyone, planned = (
        figures(
            asked.ledger,
            asked.as_of,
            known_on=asked.known_on,
            measures=(Measure.SLICE,),
            under=asked.under,
            slice_=Slice(level=level, scope=scope),
        )[Measure.SLICE]
        for scope in (Scope.ENCOURAGED, Scope.PLANNED)
    )
    if everyone.denominator:
        named = label(level)
        yield (words(named[:1].upper() + named[1:]), *counted_cells(everyone), count(planned.denominator))
