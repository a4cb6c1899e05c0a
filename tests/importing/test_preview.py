"""How an analyst goes through the rows of a plan: errors first, by class, by search, page by page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.importing.codes import Code
from qms.importing.columns import Kind
from qms.importing.plan import ImportPlan, Named, PlannedRow, RowClass
from qms.importing.preview import Preview, Shown, turns
from qms.importing.problems import problem
from qms.vocabulary import Level

WRONG = (problem(Code.MISSING_AGENCY),)
WORTH_A_WORD = (problem(Code.SAME_AS_LINE, lines="2"),)
ROWS = (
    PlannedRow(2, RowClass.NEW, Named(1, Level.COMMUNE, "00004", "Phường Trúc Bạch")),
    PlannedRow(3, RowClass.UNCHANGED, Named(2, Level.COMMUNE, "00715", "Xã Lũng Cú")),
    PlannedRow(4, RowClass.REJECTED, None, problems=WRONG),
    PlannedRow(5, RowClass.NEW, Named(3, Level.COMMUNE, "00716", "Xã Đồng Văn"), problems=WORTH_A_WORD),
    PlannedRow(6, RowClass.CHANGED, Named(4, Level.COMMUNE, "00004x", "Xã Lũng Phìn")),
)


def plan(*rows: PlannedRow) -> ImportPlan:
    return ImportPlan(Kind.STATUS, "0" * 64, 1, date(2026, 10, 1), rows=rows)


def lines(shown: Shown = Shown.ALL, words: str = "") -> list[int]:
    return [row.line for row in Preview(plan(*ROWS)).page(shown, 1, words=words).rows]


def test_rejected_rows_come_first_then_notes_changes_news_and_what_stays() -> None:
    assert lines() == [4, 5, 6, 2, 3]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown.REJECTED, [4]),
        (Shown.NOTED, [5]),
        (Shown.CHANGED, [6]),
        (Shown.NEW, [5, 2]),
        (Shown.UNCHANGED, [3]),
    ],
)
def test_each_class_can_be_shown_alone_and_says_how_many_it_has(shown: Shown, expected: list[int]) -> None:
    assert lines(shown) == expected
    assert Preview(plan(*ROWS)).counts[shown] == len(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("lung", [6, 3]),
        ("LŨNG CÚ", [3]),
        ("dong van", [5]),
        ("00004", [6, 2]),
        ("4", [4, 6, 2]),
        ("không có", []),
        ("  ", [4, 5, 6, 2, 3]),
    ],
)
def test_a_row_is_found_by_name_without_diacritics_by_code_and_by_line(words: str, expected: list[int]) -> None:
    assert lines(words=words) == expected


@given(count=st.integers(0, 40), size=st.integers(1, 9))
def test_the_pages_hold_every_row_once(count: int, size: int) -> None:
    preview = Preview(plan(*(PlannedRow(line, RowClass.NEW) for line in range(2, count + 2))))
    pages = preview.page(Shown.ALL, 1, size=size).pages
    found = [preview.page(Shown.ALL, number, size=size) for number in range(1, pages + 1)]
    assert [row.line for page in found for row in page.rows] == list(range(2, count + 2))
    assert [page.last - page.first + 1 for page in found if page.rows] == [len(one.rows) for one in found if one.rows]


def test_a_page_behind_the_last_is_the_last_and_one_before_the_first_is_the_first() -> None:
    preview = Preview(plan(*ROWS))
    assert preview.page(Shown.ALL, 99, size=2)[1:] == (5, 5, 5, 3, 3)
    assert preview.page(Shown.ALL, -1, size=2).page == 1
    assert Preview(plan()).page(Shown.ALL, 1) == ((), 0, 0, 0, 1, 1)


def test_two_plans_differ_in_the_rows_that_do_something_else() -> None:
    later = ROWS[0]._replace(outcome=RowClass.UNCHANGED)
    assert turns(plan(*ROWS), plan(*ROWS)) == ()
    assert turns(plan(*ROWS), plan(later, *ROWS[1:])) == ((2, ROWS[0], later),)
    assert turns(plan(*ROWS[:1]), plan()) == ((2, ROWS[0], None),)
