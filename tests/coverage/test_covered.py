"""When an agency is covered: the newest event, all procedures, and the day it holds from."""

import pytest

from qms.coverage import outstanding
from qms.vocabulary import Measure, Missing, Status
from tests.coverage.answers import count, figure, lacking
from tests.coverage.worlds import World, agency, day, event, world


def one_commune(*reports: object) -> World:
    return world(
        agency("Lào Cai", "province"),
        agency("Bát Xát", "commune", under="Lào Cai"),
        *(event("Bát Xát", *report) for report in reports),  # type: ignore[misc]  # each report is a tuple of what follows the label
    )


@pytest.mark.parametrize(
    ("status", "covered", "total", "counts"),
    [
        ("announced", 5, 5, True),
        ("announced", None, None, True),
        ("announced", 0, 0, True),
        ("announced", 4, 5, False),
        ("announced", 0, 5, False),
        ("announced", 5, None, False),
        ("announced", None, 5, False),
        ("applied", 5, 5, False),
        ("building", 5, 5, False),
        ("not_started", None, None, False),
        ("withdrawn", 5, 5, False),
    ],
)
def test_an_agency_is_covered_when_it_announced_a_system_for_all_its_procedures(
    status: str, covered: int | None, total: int | None, counts: bool
) -> None:
    drawn = one_commune(("2020-01-01", status, covered, total))
    assert count(drawn, "communes", "2021-04-27") == (int(counts), 1)


def test_both_counts_blank_count_as_all_and_are_remarked() -> None:
    drawn = world(
        agency("Lào Cai", "province"),
        agency("A", "commune", under="Lào Cai"),
        agency("B", "commune", under="Lào Cai"),
        event("A", "2020-01-01", "announced"),
        event("B", "2020-01-01", "announced", 7, 7),
    )
    found = figure(drawn, "communes", "2021-04-27")
    assert (found.numerator, found.denominator, found.procedures_not_stated) == (2, 2, 1)


def test_trap_11_one_procedure_short_of_all_is_not_covered() -> None:
    drawn = one_commune(("2020-01-01", "announced", 119, 120))
    assert count(drawn, "communes", "2021-04-27") == (0, 1)
    assert lacking(drawn, "communes", "2021-04-27") == {"Bát Xát": "procedures_partial"}


def test_only_the_newest_event_speaks() -> None:
    drawn = one_commune(
        ("2019-01-01", "announced", 5, 5),
        ("2020-01-01", "withdrawn"),
        ("2021-01-01", "announced", 5, 5),
        ("2022-01-01", "announced", 5, 6),
    )
    assert [count(drawn, "communes", f"{year}-06-30")[0] for year in range(2018, 2024)] == [0, 1, 0, 1, 0, 0]


def test_any_edition_of_the_standard_counts_and_is_a_slice() -> None:
    drawn = world(
        agency("Lào Cai", "province"),
        agency("A", "commune", under="Lào Cai"),
        agency("B", "commune", under="Lào Cai"),
        agency("C", "commune", under="Lào Cai"),
        event("A", "2010-01-01", "announced", 5, 5, standard="2008"),
        event("B", "2020-01-01", "announced", 5, 5, standard="2015"),
        event("C", "2020-01-01", "building", standard="2015"),
    )
    assert count(drawn, "communes", "2021-04-27") == (2, 3)
    assert count(drawn, "slice", "2021-04-27", standard="2008") == (1, 1)
    assert count(drawn, "slice", "2021-04-27", standard="2015") == (1, 2)
    assert count(drawn, "slice", "2021-04-27", standard="2026") == (0, 0)


def test_trap_12_silence_not_started_and_nothing_covered_are_three_different_states() -> None:
    drawn = world(
        agency("Lào Cai", "province"),
        agency("Im lặng", "commune", under="Lào Cai"),
        agency("Chưa làm", "commune", under="Lào Cai"),
        agency("Chưa thủ tục nào", "commune", under="Lào Cai"),
        agency("Tạm dừng", "commune", under="Lào Cai"),
        event("Chưa làm", "2020-02-01", "not_started"),
        event("Chưa thủ tục nào", "2020-03-01", "announced", 0, 90),
        event("Tạm dừng", "2020-04-01", "withdrawn", 90, 90),
    )
    found = outstanding(drawn.ledger, Measure.COMMUNES, day("2021-04-27"))
    assert [(a.name, a.status, a.since, a.missing) for a in found.agencies] == [
        ("Im lặng", None, day("2010-01-01"), (Missing.NO_REPORT,)),
        ("Chưa làm", Status.NOT_STARTED, day("2020-02-01"), (Missing.NOT_ANNOUNCED,)),
        ("Chưa thủ tục nào", Status.ANNOUNCED, day("2020-03-01"), (Missing.PROCEDURES_PARTIAL,)),
        ("Tạm dừng", Status.WITHDRAWN, day("2020-04-01"), (Missing.WITHDRAWN,)),
    ]
    assert figure(drawn, "communes", "2021-04-27").no_report == 1


@pytest.mark.parametrize(
    ("eve", "on_day"),
    [
        ("2020-01-31", "2020-02-01"),
        ("2020-02-28", "2020-02-29"),
        ("2020-02-29", "2020-03-01"),
        ("2020-12-31", "2021-01-01"),
        ("2020-12-30", "2020-12-31"),
        ("2021-04-26", "2021-04-27"),
    ],
)
def test_trap_23_an_event_counts_on_its_day_and_not_on_the_eve(eve: str, on_day: str) -> None:
    drawn = one_commune((on_day, "announced", 5, 5))
    assert count(drawn, "communes", eve) == (0, 1)
    assert count(drawn, "communes", on_day) == (1, 1)
