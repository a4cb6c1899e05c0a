"""What must hold of all figures, whatever befell the register."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from qms.coverage import Every, OnMap, Slice, figures, series
from qms.vocabulary import Level, Measure, Scope, Standard
from tests.coverage import registers, worlds
from tests.coverage.answers import ALL, plain, slice_of
from tests.coverage.oracle import Narrowed, Oracle
from tests.coverage.registers import Turn
from tests.coverage.search import searched
from tests.coverage.worlds import TABLES, Drawing, Statement, World, batch, continued

LATER = registers.NOON + timedelta(days=1)


@searched
@given(registers.registers(), registers.days, registers.moments, registers.slices)
def test_the_members_of_a_figure_are_its_numerator_and_denominator(
    world: World, day: date, known_on: datetime | None, narrowed: Narrowed
) -> None:
    found = figures(
        world.ledger,
        day,
        known_on=known_on,
        measures=ALL,
        by_parent=True,
        slice_=slice_of(narrowed),
        members=True,
    )
    for figure in found:
        assert figure.members is not None
        assert len({member.id for member in figure.members}) == figure.denominator
        assert sum(member.covered for member in figure.members) == figure.numerator


@searched
@given(registers.registers(), registers.days, registers.moments)
def test_trap_7_more_than_all_cannot_arise_and_no_remark_counts_more_than_there_are(
    world: World, day: date, known_on: datetime | None
) -> None:
    for figure in figures(world.ledger, day, known_on=known_on, measures=ALL, by_parent=True):
        assert 0 <= figure.numerator <= figure.denominator
        assert figure.must_reannounce <= figure.numerator
        assert figure.procedures_not_stated <= figure.numerator
        assert figure.no_report <= figure.denominator - figure.numerator


@searched
@given(registers.registers(), registers.days)
def test_trap_1_the_figures_by_parent_add_up_to_the_whole(world: World, day: date) -> None:
    found = figures(world.ledger, day, measures=ALL, by_parent=True, members=True)
    tops = {figure.group.id for figure in found if figure.group}
    for measure in ALL:
        groups = [figure for figure in found if figure.measure == measure and figure.group]
        below = {member for figure in groups for member in figure.members or ()}
        parentless = [member for member in found[measure].members or () if member not in below]
        n = sum(figure.numerator for figure in groups) + sum(member.covered for member in parentless)
        d = sum(figure.denominator for figure in groups) + len(parentless)
        assert (n, d) == (found[measure].numerator, found[measure].denominator)
    for top in tops:
        under = figures(world.ledger, day, measures=ALL, under=top)
        for figure in found:
            if figure.group and figure.group.id == top:
                total = under[figure.measure]
                assert (figure.numerator, figure.denominator) == (total.numerator, total.denominator)


@searched
@given(registers.registers(), registers.days)
def test_trap_1_slices_add_up_to_the_whole(world: World, day: date) -> None:
    def sliced(**narrowed: object) -> tuple[int, int]:
        asked = Slice(**narrowed)  # type: ignore[arg-type]  # each call below names one part
        total = figures(world.ledger, day, measures=(Measure.SLICE,), slice_=asked)[Measure.SLICE]
        return total.numerator, total.denominator

    whole = sliced()
    levels = [sliced(level=level) for level in Level]
    scopes = [sliced(scope=Scope.MANDATORY), sliced(scope=Scope.ENCOURAGED)]
    assert (sum(n for n, _d in levels), sum(d for _n, d in levels)) == whole
    assert (sum(n for n, _d in scopes), sum(d for _n, d in scopes)) == whole
    assert sum(d for _n, d in (sliced(standard=standard) for standard in Standard)) <= whole[1]


@searched
@given(registers.registers(), st.sampled_from(ALL), st.tuples(registers.days, registers.days).map(sorted))
def test_a_series_at_a_day_is_the_figure_of_that_day(world: World, measure: Measure, span: list[date]) -> None:
    found = series(world.ledger, measure, *span, by_parent=True)
    for day in {point.as_of for point in found.points}:
        expected = figures(world.ledger, day, measures=(measure,), by_parent=True)
        groups = {
            (measure.value, point.group.id if point.group else None): (point.numerator, point.denominator)
            for point in found.points
            if point.as_of == day
        }
        assert groups == plain(expected)


@searched
@given(registers.registers(without=registers.MERGING), st.sampled_from(ALL))
def test_the_maps_of_then_and_now_agree_where_nothing_merged(world: World, measure: Measure) -> None:
    def on(map_: OnMap) -> object:
        """All points, each group by its id: on the map of now it bears today's name."""
        span = (registers.FIRST_ASKED, registers.LAST_ASKED)
        found = series(world.ledger, measure, *span, every=Every.QUARTER, by_parent=True, on_map=map_)
        return [
            (point.as_of, point.group and point.group.id, point.numerator, point.denominator, point.broken_by)
            for point in found.points
        ]

    assert on(OnMap.THEN) == on(OnMap.NOW)


@searched
@given(registers.registers(), registers.days, st.integers(1, 7))
def test_taking_rows_back_and_adding_them_again_restores_every_figure(world: World, day: date, every: int) -> None:
    chosen = [(table, row.id) for table in TABLES for row in world.rows[table] if row.voided_by is None][::every]
    facts = [(table, world.rows[table][place - 1].fact) for table, place in chosen]

    def take_back(drawing: Drawing) -> None:
        for table, place in chosen:
            drawing.take_back(table, drawing.world.rows[table][place - 1])

    def add_again(drawing: Drawing) -> None:
        for table, fact in facts:
            drawing.add(table, fact)

    after = continued(world, batch(take_back), batch(add_again))
    before, now = (figures(w.ledger, day, measures=ALL, by_parent=True, members=True) for w in (world, after))
    assert now.figures == before.figures


@searched
@given(registers.registers(), registers.days, registers.NUMBER)
def test_trap_5_silence_lowers_a_numerator_and_never_moves_a_denominator(world: World, day: date, number: int) -> None:
    labels = list(world.ids)
    label = labels[number % len(labels)]
    days = [row.fact.effective_on for row in world.rows[worlds.EVENT]]
    silent = continued(world, batch(*(worlds.void_event(label, reported) for reported in days)))
    before = plain(figures(world.ledger, day, measures=ALL, by_parent=True))
    after = plain(figures(silent.ledger, day, measures=ALL, by_parent=True))
    assert after.keys() == before.keys()
    for figure, (n, d) in after.items():
        assert n <= before[figure][0]
        assert d == before[figure][1]


def _dated_after(day: date, turns: list[Turn]) -> list[Turn]:
    """Return these turns on days of the grid that lie after a day."""
    later = [place for place, one in enumerate(registers.DAYS) if one > day]
    return [turn._replace(on=later[turn.on % len(later)]) for turn in turns]


DATED = ("open", "report", "announce", "close", "reopen", "move", "rescope", "merge", "absorb", "split", "continue")


@searched
@given(registers.registers(), registers.turns(DATED), st.sampled_from(registers.DAYS[:-1]))
def test_trap_2_whatever_happens_later_leaves_every_figure_of_a_day_as_it_was(
    world: World, turns: list[Turn], day: date
) -> None:
    cast = registers.cast_of(world)
    told = [statement for turn in _dated_after(day, turns) for statement in registers.STORIES[turn.story](cast, turn)]
    after = continued(world, batch(*told))
    for measure in ALL:
        before, now = (
            figures(w.ledger, day, measures=(measure,), by_parent=True, members=True) for w in (world, after)
        )
        assert now.figures == before.figures


@searched
@given(registers.registers(), registers.turns(tuple(registers.STORIES)), registers.days)
def test_what_was_known_stays_known_whatever_is_recorded_later(world: World, turns: list[Turn], day: date) -> None:
    cast = registers.cast_of(world)
    told: list[Statement] = [statement for turn in turns for statement in registers.STORIES[turn.story](cast, turn)]
    after = continued(world, batch(*told, recorded_at=LATER))
    known_on = LATER - timedelta(microseconds=1)
    before = figures(world.ledger, day, known_on=known_on, measures=ALL, by_parent=True)
    assert figures(after.ledger, day, known_on=known_on, measures=ALL, by_parent=True) == before


@searched
@given(registers.registers(), registers.days)
def test_trap_13_published_figures_never_enter_a_figure(world: World, day: date) -> None:
    said = [worlds.published(measure, day, 1_000, 1_000, "100%") for measure in ALL[:-1]]
    after = continued(world, batch(*said))
    before, now = (figures(w.ledger, day, measures=ALL, by_parent=True) for w in (world, after))
    assert plain(now) == plain(before)


@searched
@given(registers.registers(), st.sampled_from(registers.DAYS), registers.days, registers.NUMBER)
def test_trap_24_a_new_code_or_name_changes_no_figure_before_or_after(
    world: World, changed: date, day: date, number: int
) -> None:
    labels = list(world.ids)
    label = labels[number % len(labels)]
    assume(Oracle(world).version(world.id(label), changed))
    after = continued(world, batch(worlds.change(label, changed, code="99999", name="Tên mới hẳn")))
    before, now = (figures(w.ledger, day, measures=ALL, by_parent=True) for w in (world, after))
    assert plain(now) == plain(before)
