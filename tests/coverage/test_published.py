"""Published figures beside computed ones: of the same measure and day, compared, never counted."""

import pytest

from qms.coverage import figures
from qms.coverage.published import PublishedComparison
from qms.vocabulary import Measure
from tests.coverage.answers import ALL
from tests.coverage.worlds import World, agency, batch, day, event, published, void_published, world

ASKED = "2021-04-27"


def communes(covered: int, of: int, *more: object) -> World:
    return world(
        agency("Huế", "province"),
        *(agency(f"A{n}", "commune", under="Huế") for n in range(of)),
        *(event(f"A{n}", "2020-01-01", "announced", 5, 5) for n in range(covered)),
        *more,  # type: ignore[arg-type]  # statements and batches
    )


def beside(drawn: World, **asked: object) -> PublishedComparison | None:
    found = figures(drawn.ledger, day(ASKED), measures=(Measure.COMMUNES,), **asked)  # type: ignore[arg-type]  # options of the question
    return found[Measure.COMMUNES].published


@pytest.mark.parametrize(
    ("numerator", "denominator", "text", "agrees"),
    [
        (5, 8, "62,5%", True),
        (5, 8, "63%", True),
        (5, 8, "62,4%", False),
        (5, 8, None, True),
        (5, None, None, True),
        (None, 8, None, True),
        (4, 8, "62,5%", False),
        (5, 9, "62,5%", False),
        (None, None, "62,5%", True),
        (None, None, "hơn nửa", None),
        (5, 8, "hơn nửa", True),
        (None, None, None, None),
    ],
)
def test_what_was_printed_is_compared_where_it_was_printed(
    numerator: int | None, denominator: int | None, text: str | None, agrees: bool | None
) -> None:
    drawn = communes(5, 8, published("communes", ASKED, numerator, denominator, text))
    assert beside(drawn) == PublishedComparison(text, numerator, denominator, agrees, "a newspaper")


def test_the_announcement_of_2021_agrees_in_four_figures_and_not_in_the_fifth() -> None:
    printed = {
        Measure.MINISTRIES: (20, 22, "91%"),
        Measure.MINISTRY_ENCOURAGED: (74, 98, "75,5%"),
        Measure.PROVINCES: (62, 63, "98,4%"),
        Measure.PROVINCES_WITH_COMMUNES: (62, 63, "98,4%"),
        Measure.COMMUNES: (5_564, 8_910, "62,5%"),
    }
    drawn = world(
        agency("Bộ 1", "ministry"),
        *(agency(f"Bộ {n}", "ministry") for n in range(2, 23)),
        *(agency(f"Viện {n}", "ministry_unit", under="Bộ 1", scope="encouraged") for n in range(98)),
        *(agency(f"Tỉnh {n}", "province") for n in range(1, 64)),
        *(agency(f"Xã {n}", "commune", under=f"Tỉnh {n % 62 + 1}") for n in range(8_910)),
        *(event(f"Bộ {n}", "2020-01-01", "announced", 5, 5) for n in range(1, 21)),
        *(event(f"Viện {n}", "2020-01-01", "announced", 5, 5) for n in range(74)),
        *(event(f"Tỉnh {n}", "2020-01-01", "announced", 5, 5) for n in range(1, 63)),
        *(event(f"Xã {n}", "2020-01-01", "announced", 5, 5) for n in range(5_564)),
        *(published(measure, ASKED, *said) for measure, said in printed.items()),
    )
    found = figures(drawn.ledger, day(ASKED))
    assert [(f.numerator, f.denominator, f.text("vi")) for f in found] == [
        (20, 22, "90,9%"),
        (74, 98, "75,5%"),
        (62, 63, "98,4%"),
        (62, 63, "98,4%"),
        (5_564, 8_910, "62,4%"),
    ]
    assert [f.published and f.published.agrees for f in found] == [True, True, True, True, False]


def test_only_an_announcement_of_the_same_measure_and_day_stands_beside_a_figure() -> None:
    drawn = communes(1, 2, published("communes", "2021-04-26", 1, 2, "50%"), published("provinces", ASKED, 0, 1, "0%"))
    assert beside(drawn) is None


def test_of_several_announcements_of_a_day_the_newest_stands() -> None:
    drawn = communes(
        1,
        2,
        published("communes", ASKED, 1, 2, "51%"),
        batch(published("communes", ASKED, 1, 2, "50%")),
    )
    newest, first = beside(drawn), beside(drawn, known_on=drawn.batches[0].recorded_at)
    assert newest
    assert newest.text == "50%"
    assert newest.agrees is True
    assert first
    assert first.text == "51%"
    assert first.agrees is False


def test_an_announcement_that_was_taken_back_is_no_longer_shown() -> None:
    drawn = communes(1, 2, published("communes", ASKED, 1, 2), batch(void_published("communes", ASKED)))
    assert beside(drawn) is None
    assert beside(drawn, known_on=drawn.batches[0].recorded_at) is not None


def test_a_published_figure_stands_beside_the_national_total_only() -> None:
    drawn = communes(1, 2, published("communes", ASKED, 1, 2))
    by_parent = figures(drawn.ledger, day(ASKED), measures=(Measure.COMMUNES,), by_parent=True)
    assert [figure.published is not None for figure in by_parent] == [True, False]
    assert beside(drawn, under=drawn.id("Huế")) is None


def test_trap_13_a_flattering_announcement_moves_nothing() -> None:
    drawn = communes(1, 2)
    flattered = communes(1, 2, *(published(measure, ASKED, 99, 99, "100%") for measure in ALL[:-1]))
    before, after = (figures(w.ledger, day(ASKED)) for w in (drawn, flattered))
    assert [(f.numerator, f.denominator) for f in after] == [(f.numerator, f.denominator) for f in before]
