"""Whatever a register file says: what is accepted leaves the register sound, in any order, and is known afterwards.

The soundness is judged by the store's own invariants, which know nothing of planning.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.importing.plan import ImportPlan
from tests.coverage.worlds import event
from tests.importing.books import Book, book, classes, codes, said, small_world

HEAD = "code;name;level;scope;parent_code;valid_from;valid_to;predecessor_codes;succession;legal_act"
DAYS = ("01/01/2024", "01/07/2024", "01/01/2025", "01/07/2025")
BODIES = {
    "commune": ("19000", "19001", "00004", "19777"),
    "district": ("474", "001", "475"),
    "province": ("46", "01", "75"),
    "ministry_unit": ("BYT-01", "BYT-02"),
}
PARENTS = {
    "commune": ("474", "001", "475", "46", "01", "75"),
    "district": ("46", "01", "75"),
    "province": ("",),
    "ministry_unit": ("BYT", "BYT-01", "BYT-02"),
}
OWN = {
    "19000": "Phường Phú Thuận",
    "19001": "Phường Phú Bình",
    "00004": "Phường Trúc Bạch",
    "474": "Thành phố Huế",
    "001": "Quận Ba Đình",
    "46": "Tỉnh Thừa Thiên Huế",
    "01": "Thành phố Hà Nội",
    "BYT-01": "Cục Quản lý Dược",
}
NAMES = ("Phường Phú Thuận", "Phường Phú Bình", "Phường Trúc Bạch", "Thành phố Huế", "Tên A", "Tên B")


def known() -> Book:
    return book(
        *small_world(),
        event("Phường Phú Bình", "2024-08-01", "announced", 5, 5),
        event("Quận Ba Đình", "2023-01-01", "building"),
    )


@st.composite
def lines(draw: st.DrawFn) -> str:
    level = draw(st.sampled_from(("commune", "commune", *BODIES)))
    code = draw(st.sampled_from(BODIES[level]))
    kind = draw(st.sampled_from(("", "", "", "", "continued", "absorbed", "merged", "split")))
    count = 0 if not kind else 1 if kind == "continued" else draw(st.integers(1, 2))
    before = "|".join(draw(st.lists(st.sampled_from(BODIES[level]), min_size=count, max_size=count, unique=True)))
    start = draw(st.sampled_from(DAYS))
    later = DAYS[DAYS.index(start) :]
    cells = (
        code,
        draw(st.sampled_from((OWN.get(code, "Tên C"), OWN.get(code, "Tên C"), *NAMES))),
        level,
        draw(st.sampled_from(("", "encouraged", "mandatory"))),
        draw(st.sampled_from((*PARENTS[level], ""))),
        start,
        draw(st.sampled_from(("", "", "", "-", *later))),
        before,
        kind,
        draw(st.sampled_from(("Nghị quyết 1", "Nghị quyết 1", ""))),
    )
    return ";".join(cells)


files = st.lists(lines(), min_size=1, max_size=8)


def file(rows: list[str]) -> str:
    return "\n".join((HEAD, *rows))


def kept(plan: ImportPlan, rows: list[str]) -> list[str]:
    return [line for line, row in zip(rows, plan.rows, strict=True) if row.outcome.value != "rejected"]


@settings(max_examples=300)
@given(files)
def test_what_is_accepted_leaves_the_register_sound_and_is_known_afterwards(rows: list[str]) -> None:
    before = known()
    assert before.broken() == []
    plan = before.plan(file(rows))
    for row in plan.rows:
        is_rejected = any(one.is_error for one in row.problems)
        assert is_rejected == (row.outcome.value == "rejected"), said(plan)
    if plan.draft(by="x", accept_valid=True) is None:
        return
    after = before.take(file(rows), accept_valid=True)
    assert after.broken() == [], (rows, said(plan))
    again = after.plan(file(kept(plan, rows)))
    assert set(classes(again)) == {"unchanged"}, (rows, classes(again), said(again))


@settings(max_examples=200)
@given(files, st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing(rows: list[str], random: object) -> None:
    shuffled = sorted(rows, key=lambda _line: random.random())  # type: ignore[attr-defined]  # hypothesis types it so
    one, other = known().plan(file(rows)), known().plan(file(shuffled))
    assert one.changes == other.changes
    outcomes = sorted(zip(rows, classes(one), strict=True))
    assert [outcome for outcome in outcomes if outcome[1] != "unchanged"] == [
        outcome for outcome in sorted(zip(shuffled, classes(other), strict=True)) if outcome[1] != "unchanged"
    ]


@settings(max_examples=200)
@given(files)
def test_the_rejected_rows_do_not_bear_on_the_accepted_ones(rows: list[str]) -> None:
    plan = known().plan(file(rows))
    left = kept(plan, rows)
    if left:
        assert known().plan(file(left)).changes == plan.changes


@pytest.mark.parametrize("level", list(BODIES))
def test_the_generator_reaches_files_that_are_accepted(level: str) -> None:
    code, parent = BODIES[level][-1], PARENTS[level][0]
    row = f"{code};Tên A;{level};mandatory;{parent};01/07/2024;;;;"
    assert codes(known().plan(file([row]))) == []
