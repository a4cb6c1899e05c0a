"""What moved a measure between two days: steps that add up, numerator and denominator apart."""

from datetime import date

from hypothesis import given

from qms.coverage import figures
from qms.coverage.change import Change, Kind, change
from qms.vocabulary import MEASURES, Measure, Missing
from tests.coverage import registers
from tests.coverage.worlds import (
    World,
    agency,
    close,
    event,
    succession,
    world,
)
from tests.coverage.worlds import change as changed

BEFORE, AFTER = date(2020, 4, 27), date(2021, 4, 27)


def communes(drawn: World, start: date = BEFORE, end: date = AFTER) -> Change:
    return change(drawn.ledger, Measure.COMMUNES, start, end, agencies=True)


def steps(moved: Change) -> dict[str, tuple[int, int]]:
    return {step.kind.value: (step.numerator, step.denominator) for step in moved.steps}


def names(moved: Change, kind: Kind) -> list[str]:
    return [agency.name for agency in moved.step(kind).agencies or ()]


def test_a_commune_that_announces_is_gained_and_one_that_stops_is_lost_for_its_reason() -> None:
    moved = communes(
        world(
            agency("tỉnh", "province"),
            *(agency(name, "commune", under="tỉnh") for name in ("mới", "dừng", "thêm TTHC", "lùi", "đứng yên")),
            event("mới", "2020-12-01", "announced", 5, 5),
            *(event(name, "2019-01-01", "announced", 5, 5) for name in ("dừng", "thêm TTHC", "lùi", "đứng yên")),
            event("dừng", "2021-01-01", "withdrawn"),
            event("thêm TTHC", "2021-01-01", "announced", 5, 6),
            event("lùi", "2021-01-01", "applied"),
        )
    )
    assert (moved.before, moved.after) == ((4, 5), (2, 5))
    assert steps(moved) == {"gained": (1, 0), "lost": (-3, 0)}
    assert moved.step(Kind.LOST).reasons == (
        (Missing.NOT_ANNOUNCED, 1),
        (Missing.PROCEDURES_PARTIAL, 1),
        (Missing.WITHDRAWN, 1),
    )
    assert names(moved, Kind.GAINED) == ["mới"]


def test_a_commune_that_opens_enters_uncovered_and_one_that_ends_takes_along_what_it_was() -> None:
    moved = communes(
        world(
            agency("tỉnh", "province"),
            agency("mở", "commune", under="tỉnh", opened="2021-01-01"),
            agency("mở và đạt", "commune", under="tỉnh", opened="2021-01-01"),
            agency("hết", "commune", under="tỉnh"),
            agency("đạt rồi hết", "commune", under="tỉnh"),
            event("mở và đạt", "2021-02-01", "announced", 5, 5),
            event("đạt rồi hết", "2019-01-01", "announced", 5, 5),
            close("hết", "2021-01-01"),
            close("đạt rồi hết", "2021-01-01"),
        )
    )
    assert (moved.before, moved.after) == ((1, 2), (1, 2))
    assert steps(moved) == {"gained": (1, 0), "opened": (0, 2), "closed": (-1, -2)}
    assert names(moved, Kind.CLOSED) == ["hết", "đạt rồi hết"]


def test_a_merger_is_a_step_of_its_own_with_those_that_ended_and_the_new_one() -> None:
    moved = communes(
        world(
            agency("tỉnh", "province"),
            agency("A", "commune", under="tỉnh"),
            agency("B", "commune", under="tỉnh"),
            event("A", "2019-01-01", "announced", 5, 5),
            close("A", "2021-01-01"),
            close("B", "2021-01-01"),
            agency("AB", "commune", under="tỉnh", opened="2021-01-01"),
            succession("A", "AB", "2021-01-01", "merged"),
            succession("B", "AB", "2021-01-01", "merged"),
        )
    )
    assert (moved.before, moved.after) == ((1, 2), (0, 1))
    assert steps(moved) == {"merged": (-1, -1)}
    assert names(moved, Kind.MERGED) == ["A", "B", "AB"]
    assert moved.step(Kind.MERGED).count == 3


def test_a_commune_taken_into_the_programme_moves_by_its_scope() -> None:
    moved = communes(
        world(
            agency("tỉnh", "province"),
            agency("xã", "commune", under="tỉnh", scope="none"),
            event("xã", "2019-01-01", "announced", 5, 5),
            changed("xã", "2021-01-01", scope="planned"),
        )
    )
    assert steps(moved) == {"scope": (1, 1)}


def test_nothing_moves_without_news() -> None:
    moved = communes(world(agency("tỉnh", "province"), agency("xã", "commune", under="tỉnh")))
    assert moved.steps == ()
    assert moved.step(Kind.GAINED).count == 0
    assert moved.to_json() == {
        "measure": "communes",
        "before": {"numerator": 0, "denominator": 1},
        "after": {"numerator": 0, "denominator": 1},
        "steps": [],
    }


@given(registers.registers(), registers.days, registers.days)
def test_steps_add_up_to_the_difference_whatever_happens(drawn: World, one: date, other: date) -> None:
    start, end = sorted((one, other))
    for measure in MEASURES:
        moved = change(drawn.ledger, measure, start, end, agencies=True)
        counts = [figures(drawn.ledger, day, measures=(measure,))[measure] for day in (start, end)]
        assert [moved.before, moved.after] == [(figure.numerator, figure.denominator) for figure in counts]
        assert moved.before.numerator + sum(step.numerator for step in moved.steps) == moved.after.numerator
        assert moved.before.denominator + sum(step.denominator for step in moved.steps) == moved.after.denominator
        assert all(len(step.agencies or ()) == step.count for step in moved.steps)
