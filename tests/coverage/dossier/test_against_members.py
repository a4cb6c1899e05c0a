"""In any world, on any day, as known at any batch, the dossier of each body says what the lists of members say."""

from datetime import date, datetime

from hypothesis import given, settings

from qms.coverage.dossier import Found, Papers, dossier, rows_behind
from qms.coverage.figures import figures, slice_figures
from qms.coverage.measures import Slice
from qms.coverage.members import Behind, Part, members
from qms.vocabulary import Level, Measure, Scope
from tests.coverage import registers
from tests.coverage.worlds import World


@given(registers.registers(), registers.days, registers.moments)
@settings(max_examples=40)
def test_every_dossier_agrees_with_the_lists(drawn: World, on: date, known_on: datetime | None) -> None:
    listed = {one.id: one for one in members(drawn.ledger, Measure.SLICE, on, known_on=known_on).agencies}
    for agency in range(1, len(drawn.levels) + 1):
        found = dossier(drawn.ledger, agency, on, Papers(), known_on=known_on)
        one = listed.get(agency)
        if one is not None:
            assert found.life.found is Found.OPEN
            assert found.stand is not None
            assert said_of(one) == (
                found.own.name,
                found.own.code,
                found.stand.status,
                found.stand.since,
                found.stand.covered,
                found.stand.covered and found.stand.again is not None,
            )
            assert (one.parent and one.parent.id) == found.stand.top


def said_of(one: Behind) -> tuple[object, ...]:
    return (one.name, one.code, one.status, one.since, Part.COVERED in one.parts, Part.MUST_REANNOUNCE in one.parts)


@given(registers.registers())
@settings(max_examples=40)
def test_no_report_of_a_body_is_lost_or_told_twice(drawn: World) -> None:
    for agency in range(1, len(drawn.levels) + 1):
        found = dossier(drawn.ledger, agency, date(2099, 1, 1), Papers())
        told = [report.row for entry in found.entries for report in (entry.report, *entry.corrected)]
        own = [row.id for row in drawn.rows["status_event"] if row.fact.agency == agency]
        assert sorted(told) == sorted(own)
        assert set(own) <= set(rows_behind(drawn.ledger, agency).events)
        assert found.reports == sum(
            row.voided_by is None for row in drawn.rows["status_event"] if row.fact.agency == agency
        )


@given(registers.registers(), registers.days, registers.moments)
@settings(max_examples=30)
def test_slices_counted_together_are_those_counted_one_by_one(
    drawn: World, on: date, known_on: datetime | None
) -> None:
    slices = (Slice(), Slice(scope=Scope.MANDATORY), Slice(level=Level.COMMUNE))
    for under in (None, 1):
        together = slice_figures(drawn.ledger, on, slices, under=under, known_on=known_on)
        for slice_, figure in zip(slices, together, strict=True):
            alone = figures(drawn.ledger, on, measures=(Measure.SLICE,), slice_=slice_, under=under, known_on=known_on)[
                Measure.SLICE
            ]
            assert alone._replace(published=None) == figure._replace(published=None)
