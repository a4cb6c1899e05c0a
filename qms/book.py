"""The book of one database: its questions by the command line's names, answered with values that become tables.

book = qms.open()
book.figures("2021-04-27", by="parent").to_frame()
book.series("communes", "2014-12-31", "2021-04-27", every="year").to_frame()
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

from qms.asking import (
    Day,
    Moment,
    a_day_up_to_today,
    a_known_moment,
    a_word,
    in_order,
    known_in_order,
    not_among,
    the_day,
)
from qms.errors import WrongUsage
from qms.i18n import _
from qms.vocabulary import MEASURES, Level, Measure, Region, Scope, Standard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    import pandas as pd

    from qms.coverage import Changes, Figure, Figures, Ledger, Member, Outstanding, Series, Slice
    from qms.coverage.stamp import Stamp
    from qms.store.history import History

BY_PARENT: Final = "parent"
Measures = str | Measure | list[str] | tuple[str, ...] | None


class Narrowing(TypedDict, total=False):
    """What makes a slice of the agencies: each a word of its closed set, or None."""

    level: Level | str | None
    scope: Scope | str | None
    region: Region | str | None
    standard: Standard | str | None


@dataclass(frozen=True, slots=True)
class Members:
    """The agencies behind one figure: its denominator, those of the numerator marked `covered`."""

    as_of: date
    stamp: Stamp
    figure: Figure

    def __iter__(self) -> Iterator[Member]:
        return iter(self.figure.members or ())

    def __len__(self) -> int:
        return len(self.figure.members or ())

    def to_frame(self) -> pd.DataFrame:
        """Return one row an agency: id, level, code, name, covered, with the measure and the day in front."""
        from qms.coverage.frames import frame_of

        rows = [member.to_json() for member in self]
        return frame_of(rows, measure=self.figure.measure.value, as_of=self.as_of)


class Book:
    """One database, asked in days, codes and words. Each question sees the batches that were committed before it.

    Days are dates or text; `known_on` is a day (its end in Hà Nội) or a UTC moment, None for all that is known.
    `under` is the code of an agency open on the (last) day asked for, as CODE or LEVEL:CODE.
    Raises WrongUsage for what cannot be understood, CouldNot when the database cannot be read.
    """

    def __init__(self, url: str | None = None) -> None:
        from qms.store.database import connect

        self._database = connect(url)

    def figures(
        self,
        as_of: Day,
        *,
        known_on: Moment | None = None,
        measure: Measures = None,
        by: str | None = None,
        under: str | None = None,
        members: bool = False,
        **narrowing: Unpack[Narrowing],
    ) -> Figures:
        """Return the figures of a day: all five, or those of the measures named, or of a slice."""
        from qms import coverage

        day, known = a_day_up_to_today(as_of), a_known_moment(known_on)
        by_parent = _by_parent(by, under)
        slice_ = a_slice(narrowing)
        chosen = the_measures(measure, slice_)
        ledger = self._ledger()
        return coverage.figures(
            ledger,
            day,
            known_on=known,
            measures=chosen,
            by_parent=by_parent,
            under=_under(ledger, under, day, known),
            slice_=slice_,
            members=members,
        )

    def members(
        self,
        measure: str | Measure | None,
        as_of: Day,
        *,
        known_on: Moment | None = None,
        under: str | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Members:
        """Return the agencies behind one figure."""
        found = self.figures(as_of, known_on=known_on, measure=measure, under=under, members=True, **narrowing)
        if len(found.figures) > 1:
            raise WrongUsage(_("Name the measure: {known}.").format(known=", ".join(Measure)))
        return Members(found.as_of, found.stamp, found.figures[0])

    def series(
        self,
        measure: str | Measure | None,
        from_: Day,
        to: Day,
        *,
        every: str = "month",
        by: str | None = None,
        map: str = "then",  # noqa: A002 – the command line's name
        under: str | None = None,
        known_on: Moment | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Series:
        """Return a measure on the last day of each month, quarter or year from one day to another, and on the last."""
        from qms import coverage

        first, last = the_day(from_), a_day_up_to_today(to)
        in_order(first, last)
        known, slice_ = a_known_moment(known_on), a_slice(narrowing)
        chosen, by_parent = the_measure(measure, slice_), _by_parent(by, under)
        period, on_map = a_word(coverage.Every, every), a_word(coverage.OnMap, map)
        ledger = self._ledger()
        return coverage.series(
            ledger,
            chosen,
            first,
            last,
            every=period,
            by_parent=by_parent,
            on_map=on_map,
            under=_under(ledger, under, last, known),
            slice_=slice_,
            known_on=known,
        )

    def outstanding(
        self,
        measure: str | Measure | None,
        as_of: Day,
        *,
        known_on: Moment | None = None,
        under: str | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Outstanding:
        """Return the agencies that keep a measure from 100 %, each with what it lacks."""
        from qms import coverage

        day, known = a_day_up_to_today(as_of), a_known_moment(known_on)
        slice_ = a_slice(narrowing)
        chosen = the_measure(measure, slice_)
        ledger = self._ledger()
        return coverage.outstanding(
            ledger, chosen, day, known_on=known, under=_under(ledger, under, day, known), slice_=slice_
        )

    def changes(
        self,
        from_: Day,
        to: Day,
        *,
        measure: Measures = None,
        known_from: Moment | None = None,
        known_on: Moment | None = None,
        under: str | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Changes:
        """Return what moved the measures from one day to another, in steps that add up.

        `known_from` is the earlier day or moment at which the first day's figures were told: what was learned since
        then about that day is a step of its own.
        """
        from qms import coverage

        first, last = the_day(from_), a_day_up_to_today(to)
        in_order(first, last)
        told, known = a_known_moment(known_from), a_known_moment(known_on)
        known_in_order(told, known)
        slice_ = a_slice(narrowing)
        chosen = the_measures(measure, slice_)
        ledger = self._ledger()
        return coverage.changes(
            ledger,
            first,
            last,
            measures=chosen,
            under=_under(ledger, under, last, known),
            slice_=slice_,
            known_from=told,
            known_on=known,
            agencies=True,
        )

    def history(self) -> History:
        """Return all batches, the newest last."""
        from qms.store.history import history

        return history(self._database)

    def _ledger(self) -> Ledger:
        from qms.store.ledger import current_ledger

        return current_ledger(self._database)


def words_of(narrowing: Narrowing) -> dict[str, Any]:
    """Return the words that narrow a question; raises WrongUsage for one that is not in its closed set."""
    kinds: dict[str, type[Any]] = {"level": Level, "scope": Scope, "region": Region, "standard": Standard}
    return {name: a_word(kinds[name], str(word)) for name, word in narrowing.items() if word is not None}


def a_slice(narrowing: Narrowing) -> Slice | None:
    """Return the slice that the words make, None where there is no word."""
    words = words_of(narrowing)
    if not words:
        return None
    from qms.coverage import Slice

    return Slice(**words)


def the_measures(asked: Measures, slice_: Slice | None) -> tuple[Measure, ...]:
    """Return the measures asked for, in the order of the announcement; without any, the five, or the slice."""
    named = [asked] if isinstance(asked, str) else list(asked or ())
    found = {a_word(Measure, str(name)) for name in named}
    if slice_ is None:
        return tuple(measure for measure in Measure if measure in found) if found else MEASURES
    if found - {Measure.SLICE}:
        raise WrongUsage(
            _("Level, scope, region and standard make a measure of their own. Ask for them without {measure}.").format(
                measure=", ".join(sorted(found - {Measure.SLICE}))
            )
        )
    return (Measure.SLICE,)


def the_measure(asked: str | Measure | None, slice_: Slice | None) -> Measure:
    """Return the one measure asked for, or the slice; raises WrongUsage where there is neither."""
    if asked is None and slice_ is None:
        raise WrongUsage(_("Name the measure: {known}.").format(known=", ".join(Measure)))
    return the_measures(asked, slice_)[0]


def _by_parent(by: str | None, under: str | None) -> bool:
    if by is None:
        return False
    if by != BY_PARENT:
        raise WrongUsage(not_among(by, [BY_PARENT]))
    if under is not None:
        raise WrongUsage(_("Figures are asked for by parent, or under one agency, not both."))
    return True


def _under(ledger: Ledger, text: str | None, day: date, known: datetime | None) -> int | None:
    if text is None:
        return None
    from qms.register import resolve

    return resolve(ledger, text, day, known)
