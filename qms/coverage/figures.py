"""Figures on a day: the one function that counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from qms.coverage.frames import frame_of
from qms.coverage.ledger import BLANK
from qms.coverage.measures import Members, Slice, members_on
from qms.coverage.published import PublishedComparison, compared_with_published
from qms.coverage.rates import rate, rate_number, rate_text
from qms.coverage.stamp import Group, Stamp, iso, stamp_of
from qms.vocabulary import MEASURES, PARENT_LEVELS, Level, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from fractions import Fraction

    import pandas as pd
    from numpy.typing import NDArray

    from qms.coverage.ledger import Bools, Ledger
    from qms.coverage.timeline import Cells, Timeline

_LEVELS = list(Level)


class Member(NamedTuple):
    """One agency behind a figure."""

    id: int
    level: str
    code: str | None
    name: str
    covered: bool

    def to_json(self) -> dict[str, Any]:
        """Return the member as in `figures --members`."""
        return {
            "id": self.id,
            "level": self.level,
            "code": self.code,
            "name": self.name,
            "covered": self.covered,
        }


class Figure(NamedTuple):
    """Numerator and denominator of one measure on one day, for the country (`group` None) or one group."""

    measure: Measure
    group: Group | None
    numerator: int
    denominator: int
    must_reannounce: int
    """Members of the numerator that absorbed others and have not announced again."""
    procedures_not_stated: int
    """Members of the numerator whose announcement states no procedures at all."""
    no_report: int
    """Members of the denominator from whom nothing was heard: no event of their own, or of any that counts below."""
    published: PublishedComparison | None = None
    members: tuple[Member, ...] | None = None

    @property
    def rate(self) -> Fraction | None:
        """The exact rate, None for 0/0."""
        return rate(self.numerator, self.denominator)

    def text(self, language: str = "vi") -> str:
        """Return the rate as it is printed."""
        return rate_text(self.numerator, self.denominator, language)

    def to_json(self, language: str = "vi") -> dict[str, Any]:
        """Return the figure as in the `figures` document."""
        document: dict[str, Any] = {
            "measure": self.measure.value,
            "group": None if self.group is None else self.group.to_json(),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "rate": rate_number(self.numerator, self.denominator),
            "text": self.text(language),
            "must_reannounce": self.must_reannounce,
            "procedures_not_stated": self.procedures_not_stated,
            "published": None if self.published is None else self.published.to_json(),
        }
        if self.members is not None:
            document["members"] = [member.to_json() for member in self.members]
        return document


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures asked for, on one day."""

    as_of: date
    stamp: Stamp
    figures: tuple[Figure, ...]

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    def __getitem__(self, measure: Measure | str) -> Figure:
        """Return the total of a measure; raises KeyError when it was not asked for."""
        for figure in self.figures:
            if figure.measure == measure and figure.group is None:
                return figure
        raise KeyError(measure)

    def to_json(self, language: str = "vi") -> dict[str, Any]:
        """Return the `figures` document."""
        return {
            "as_of": iso(self.as_of),
            **self.stamp.to_json(),
            "figures": [figure.to_json(language) for figure in self.figures],
        }

    def to_frame(self) -> pd.DataFrame:
        """Return one row a figure, columns as in the CSV."""
        return frame_of(self.to_json()["figures"], as_of=self.as_of)


def figures(
    ledger: Ledger,
    as_of: date,
    *,
    known_on: datetime | None = None,
    measures: Sequence[Measure] = MEASURES,
    by_parent: bool = False,
    under: int | None = None,
    slice_: Slice | None = None,
    members: bool = False,
) -> Figures:
    """Return the figures of a day, as known at a UTC moment (None: now).

    `under` is an agency's id: only its subtree on that day counts, itself included. `slice_` narrows the measure
    `slice`. With `by_parent` each total is followed by one figure per ministry or province with something to count.
    A published figure is set beside a national total only.
    Raises ValueError when both `by_parent` and `under` are asked for.
    """
    if by_parent and under is not None:
        message = "figures are asked for by parent or under an agency, not both"
        raise ValueError(message)
    stamp = stamp_of(ledger, known_on)
    timeline, cells = cells_under(ledger, stamp.data_version, as_of, under)
    describe = partial(_figure, timeline, cells, as_of, with_members=members)
    found: list[Figure] = []
    for measure in measures:
        counted = members_on(measure, cells, slice_)
        found.append(describe(measure, counted, national=under is None))
        if by_parent:
            found.extend(_by_group(timeline, cells, as_of, measure, counted, with_members=members))
    return Figures(as_of, stamp, tuple(found))


def slice_figures(
    ledger: Ledger,
    as_of: date,
    slices: Sequence[Slice],
    *,
    under: int | None = None,
    known_on: datetime | None = None,
) -> tuple[Figure, ...]:
    """Return one figure a slice, all of one day and one subtree, as `figures` counts each of them."""
    timeline, cells = cells_under(ledger, ledger.known_on(known_on), as_of, under)
    describe = partial(_figure, timeline, cells, as_of, Measure.SLICE, with_members=False)
    return tuple(describe(members_on(Measure.SLICE, cells, slice_)) for slice_ in slices)


def cells_under(ledger: Ledger, known: int, as_of: date, under: int | None) -> tuple[Timeline, Cells]:
    """Return the timeline and the cells of a day, only those in the subtree of an agency where one is named."""
    day = as_of.toordinal()
    timeline = ledger.timeline(known)
    cells = timeline.on(day)
    if under is None:
        return timeline, cells
    root = under - 1
    if _LEVELS[ledger.levels[root]] in PARENT_LEVELS:
        return timeline, cells.where(cells.top == root)
    rooted = ledger.timeline(known, root).on(day)
    return timeline, cells.where(np.isin(cells.agency, rooted.agency[rooted.top == root]))


def _figure(
    timeline: Timeline,
    cells: Cells,
    as_of: date,
    measure: Measure,
    counted: Members,
    *,
    national: bool = False,
    with_members: bool,
) -> Figure:
    n, d, again, unstated, silent = (int(np.count_nonzero(kind)) for kind in _kinds(timeline, cells, as_of, counted))
    compared = compared_with_published(timeline, measure, as_of, n, d) if national else None
    members = _named(timeline, cells, counted.row, counted.covered) if with_members else None
    return Figure(measure, None, n, d, again, unstated, silent, compared, members)


def _named(timeline: Timeline, cells: Cells, at: NDArray[np.intp], covered: Bools) -> tuple[Member, ...]:
    """Return the members with their names of the day, by level and code."""
    rows = zip(cells.agency[at].tolist(), cells.version[at].tolist(), covered.tolist(), strict=True)
    versions, levels = timeline.ledger.versions, timeline.ledger.levels
    named = [
        Member(
            agency + 1,
            _LEVELS[levels[agency]].value,
            versions.code[version],
            versions.name[version] or "",
            is_covered,
        )
        for agency, version, is_covered in rows
    ]
    return tuple(sorted(named, key=lambda member: (_LEVELS.index(Level(member.level)), member.code or "", member.id)))


def group_on(timeline: Timeline, agency: int, version: int) -> Group:
    """Return an agency, by its index, as one of its versions calls it."""
    versions = timeline.ledger.versions
    level = _LEVELS[timeline.ledger.levels[agency]].value
    return Group(agency + 1, level, versions.code[version], versions.name[version] or "")


def group_among(timeline: Timeline, cells: Cells, agency: int) -> Group | None:
    """Return an agency, by its index, as it is called among the cells of a day; None for none (-1)."""
    if agency == BLANK:
        return None
    return group_on(timeline, agency, int(cells.version[cells.agency.searchsorted(np.int32(agency))]))


def parent_rank(parent: Group | None) -> tuple[int, str]:
    """Return by what ministries and provinces are put in order: level and code; none comes first."""
    return (BLANK, "") if parent is None else (_LEVELS.index(Level(parent.level)), parent.code or "")


def _by_group(
    timeline: Timeline, cells: Cells, as_of: date, measure: Measure, counted: Members, *, with_members: bool
) -> Iterator[Figure]:
    """Yield one figure for each ministry or province that has members, by level and code."""
    below = np.flatnonzero(counted.group >= 0)
    tops, place = np.unique(counted.group[below], return_inverse=True)
    kinds = (kind[below] for kind in _kinds(timeline, cells, as_of, counted))
    each = zip(*(np.bincount(place[kind], minlength=len(tops)).tolist() for kind in kinds), strict=True)
    at = np.searchsorted(cells.agency, tops)
    named = zip(tops.tolist(), cells.version[at].tolist(), strict=True)
    groups = [group_on(timeline, top, version) for top, version in named]
    found = zip(groups, each, range(len(tops)), strict=True)
    for group, (n, d, again, unstated, silent), own in sorted(found, key=lambda one: (*parent_rank(one[0]), one[0].id)):
        rows = below[place == own] if with_members else None
        members = None if rows is None else _named(timeline, cells, counted.row[rows], counted.covered[rows])
        yield Figure(measure, group, n, d, again, unstated, silent, members=members)


def _kinds(timeline: Timeline, cells: Cells, as_of: date, counted: Members) -> Iterator[Bools]:
    """Yield which members each number of a figure counts, in the order of its fields."""
    yield counted.covered
    yield np.ones_like(counted.covered)
    yield counted.covered & np.isin(counted.agency, timeline.marked_on(as_of.toordinal()))
    yield counted.covered & cells.not_stated[counted.row]
    yield counted.silent
