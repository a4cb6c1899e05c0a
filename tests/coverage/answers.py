"""The product's answers in the shape of the oracle's, so that the two can be compared with one `==`."""

from __future__ import annotations

from qms.coverage import Figures, Group, Outstanding, Slice
from qms.coverage.figures import Member
from tests.coverage.oracle import Counted, Named, Narrowed, Wanting


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
