"""The product's answers in the shape of the oracle's, so that the two can be compared with one `==`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qms.coverage import Figures, Group, Outstanding, Slice, figures, outstanding
from qms.coverage.figures import Figure, Member
from qms.vocabulary import Level, Measure, Region, Scope, Standard
from tests.coverage.oracle import Counted, Named, Narrowed, Wanting
from tests.coverage.worlds import World, day

ALL = tuple(Measure)
WORDS: dict[str, Any] = {"level": Level, "scope": Scope, "region": Region, "standard": Standard}


def figure(
    world: World, measure: str, as_of: str, *, under: str | None = None, known_on: datetime | None = None, **slice_: Any
) -> Figure:
    """Return one national figure with its members, or one under the agency of a label."""
    root = world.id(under) if under else None
    found = figures(
        world.ledger,
        day(as_of),
        measures=(Measure(measure),),
        under=root,
        known_on=known_on,
        slice_=Slice(**{part: WORDS[part](word) for part, word in slice_.items()}),
        members=True,
    )
    return found[measure]


def count(world: World, measure: str, as_of: str, **asked: Any) -> tuple[int, int]:
    """Return numerator and denominator."""
    found = figure(world, measure, as_of, **asked)
    return found.numerator, found.denominator


def by_parent(world: World, measure: str, as_of: str) -> dict[str | None, tuple[int, int]]:
    """Return numerator and denominator by the name of the day of each ministry or province; None is the total."""
    found = figures(world.ledger, day(as_of), measures=(Measure(measure),), by_parent=True)
    return {f.group.name if f.group else None: (f.numerator, f.denominator) for f in found}


def lacking(world: World, measure: str, as_of: str, *, under: str | None = None) -> dict[str, str]:
    """Return what each outstanding agency lacks, by its name of the day."""
    root = world.id(under) if under else None
    found = outstanding(world.ledger, Measure(measure), day(as_of), under=root)
    return {agency.name: "|".join(agency.missing) for agency in found.agencies}


def plain(found: Figures) -> dict[tuple[str, int | None], tuple[int, int]]:
    """Return numerators and denominators by measure and the id of the group."""
    return {(f.measure, f.group.id if f.group else None): (f.numerator, f.denominator) for f in found}


def counted(figures: Figures) -> list[Counted]:
    """Return figures that were asked for with their members."""
    return [
        Counted(
            figure.measure,
            named(figure.group),
            figure.numerator,
            figure.denominator,
            figure.must_reannounce,
            figure.procedures_not_stated,
            figure.no_report,
            tuple((_member(member), member.covered) for member in figure.members or ()),
        )
        for figure in figures
    ]


def wanting(outstanding: Outstanding) -> list[Wanting]:
    """Return the agencies of an outstanding list; each lacks one thing."""
    return [
        Wanting(
            Named(agency.id, agency.level, agency.code, agency.name),
            named(agency.parent),
            agency.status,
            agency.since,
            *agency.missing,
        )
        for agency in outstanding.agencies
    ]


def named(group: Group | None) -> Named | None:
    return None if group is None else Named(group.id, group.level, group.code, group.name)


def _member(member: Member) -> Named:
    return Named(member.id, member.level, member.code, member.name)


def slice_of(narrowed: Narrowed) -> Slice:
    return Slice(*narrowed)
