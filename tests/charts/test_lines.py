"""Lines, their names and what stands at their ends."""

from datetime import date
from fractions import Fraction
from urllib.parse import unquote

import numpy as np

from qms.charts.lines import Frame, mask_of
from qms.charts.names import Box, Plot, distances, free_place, placed_names, spread
from qms.charts.sparkline import sparkline
from qms.coverage.trend import Line, Sample
from qms.vocabulary import Measure

FRAME = Frame(date(2020, 1, 1), date(2020, 12, 31), pad=0)
PLOT = Plot(600, 300)


def line(*stretches: list[tuple[str, int]]) -> Line:
    drawn = tuple(
        tuple(Sample(date.fromisoformat(day), percent, 100) for day, percent in stretch) for stretch in stretches
    )
    return Line(Measure.COMMUNES, drawn, ())


def test_days_and_rates_have_their_places() -> None:
    assert (FRAME.x(date(2020, 1, 1)), FRAME.x(date(2020, 12, 31))) == (0, 100)
    assert (FRAME.y(Fraction(1)), FRAME.y(Fraction(1, 4)), FRAME.y(Fraction(0))) == (0, 75, 100)
    assert Frame(date(2020, 1, 1), date(2020, 1, 1)).x(date(2020, 1, 1)) == 0


def test_stretches_are_never_joined() -> None:
    path = unquote(
        mask_of(line([("2020-01-01", 0), ("2020-07-01", 50)], [("2020-07-02", 0), ("2020-12-31", 25)]), FRAME, 2)
    )
    assert "d='M0 1000L499 500 M501 1000L1000 750'" in path
    assert '"' not in path.removeprefix('--line:url("').removesuffix('")')


def test_a_stretch_of_one_day_is_a_dot() -> None:
    assert "d='M0 500L0 500'" in unquote(mask_of(line([("2020-01-01", 50)]), FRAME, 2))


def test_names_lie_beside_their_own_line_and_clear_of_the_others() -> None:
    high = line([("2020-01-01", 50), ("2020-12-31", 100)])
    low = line([("2020-01-01", 0), ("2020-12-31", 30)])
    boxes = placed_names([high, low], ["cao", "thấp"], FRAME, PLOT, date(2020, 12, 31))
    assert all(box is not None for box in boxes)
    upper, lower = (box for box in boxes if box is not None)
    assert upper.bottom < lower.top
    assert not upper.overlaps(lower)


def test_names_keep_clear_of_rules_and_of_the_break() -> None:
    rising = line([("2020-01-01", 0), ("2020-12-31", 100)])
    ruled = date(2020, 4, 1)
    (box,) = placed_names([rising], ["đường"], FRAME, PLOT, date(2020, 8, 1), [ruled])
    assert box is not None
    assert box.right <= FRAME.x(date(2020, 8, 1)) / 100 * PLOT.width
    assert not box.left <= FRAME.x(ruled) / 100 * PLOT.width <= box.right


def test_a_name_without_room_is_left_out() -> None:
    flat = line([("2020-01-01", 50), ("2020-12-31", 50)])
    assert placed_names([flat], ["một cái tên rất dài" * 9], FRAME, PLOT, date(2020, 12, 31)) == [None]


def test_a_text_beside_a_rule_goes_where_no_line_runs() -> None:
    bottom, top = line([("2020-01-01", 2), ("2020-12-31", 2)]), line([("2020-01-01", 98), ("2020-12-31", 98)])
    low, high = free_place([top], FRAME, PLOT, 300, 10), free_place([bottom], FRAME, PLOT, 300, 10)
    assert low is not None
    assert high is not None
    assert low.top > PLOT.height * 0.85 > high.top


def test_a_text_beside_a_rule_stays_within_the_plot_and_off_every_line() -> None:
    flat = line([("2020-01-01", 50), ("2020-12-31", 50)])
    at_the_end, at_the_start = (free_place([flat], FRAME, PLOT, x, 10) for x in (PLOT.width - 5, 5))
    assert at_the_end is not None
    assert at_the_end.leftwards
    assert at_the_start is not None
    assert not at_the_start.leftwards
    everywhere = [line([("2020-01-01", rate), ("2020-12-31", rate)]) for rate in range(0, 101, 5)]
    assert free_place(everywhere, FRAME, PLOT, 300, 10) is None


def test_labels_at_the_ends_are_moved_apart_in_their_order() -> None:
    assert spread([10, 12, 200], 40, 300) == [10, 50, 200]
    assert spread([290, 295], 40, 300) == [260, 300]
    assert spread([50, 10], 40, 300) == [50, 10]
    assert spread([], 40, 300) == []


def test_boxes_know_how_far_a_point_is() -> None:
    box = Box(10, 10, 20, 20)
    places = np.array([(15, 15), (23, 24)])
    assert [distances([box], part) for part in (places[:1], places[1:], places[:0])] == [[0], [5], [np.inf]]
    assert distances([], places) == []


def test_a_sparkline_is_read_aloud_and_has_a_gap_at_a_break() -> None:
    drawn = sparkline(
        line([("2020-01-01", 0), ("2020-06-30", 50)], [("2020-07-01", 0), ("2020-12-31", 25)]), date(2020, 1, 1)
    )
    assert drawn is not None
    assert 'role="img" aria-label="Từ 2020 đến 2020: nay 25,0%"' in drawn
    assert unquote(drawn).count("M") == 2
    assert sparkline(Line(Measure.COMMUNES, (), ()), date(2020, 1, 1)) is None
