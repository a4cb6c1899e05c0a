"""Bars and marks: always a word with the sign, and silence never looks like zero."""

from datetime import date

import pytest

from qms.charts.bars import bar
from qms.charts.marks import agreement, compliance_mark, status_mark
from qms.coverage import figures
from qms.coverage.members import members
from qms.i18n import use_language
from qms.vocabulary import Measure
from tests.coverage.worlds import agency, event, world

DAY = date(2021, 4, 27)


def test_a_bar_is_the_whole_in_its_parts_and_says_so() -> None:
    drawn = world(
        agency("tỉnh", "province"),
        *(agency(f"xã {n}", "commune", under="tỉnh") for n in range(6)),
        event("xã 0", "2020-01-01", "announced", 5, 5),
        event("xã 1", "2020-01-01", "not_started"),
        event("xã 2", "2020-01-01", "announced", 4, 5),
    )
    assert bar(figures(drawn.ledger, DAY)[Measure.COMMUNES]) == (
        '<div class="q-bar" role="img" aria-label="1 đạt, 5 chưa đạt, trong đó 3 chưa có báo cáo">'
        '<i class="q-bar-covered" style="flex-grow:1"></i>'
        '<i class="q-bar-lacking" style="flex-grow:2"></i>'
        '<i class="q-bar-silent" style="flex-grow:3"></i></div>'
    )


@pytest.mark.parametrize(("verdict", "words"), [(True, "khớp"), (False, "không khớp"), (None, "không so sánh được")])
def test_agreement_is_a_word(verdict: bool | None, words: str) -> None:
    assert f">{words}</" in agreement(verdict)
    with use_language("en"):
        assert ">agrees</" in agreement(True)


def test_silence_zero_and_a_partial_announcement_look_and_read_apart() -> None:
    drawn = world(
        agency("tỉnh", "province"),
        *(agency(name, "commune", under="tỉnh") for name in ("im", "không", "thiếu", "đủ", "dừng")),
        event("không", "2020-01-01", "not_started"),
        event("thiếu", "2020-01-01", "announced", 0, 5),
        event("đủ", "2020-01-01", "announced", 5, 5),
        event("dừng", "2020-01-01", "withdrawn"),
    )
    marks = {a.name: status_mark(a) for a in members(drawn.ledger, Measure.COMMUNES, DAY).agencies}
    assert {name: mark.split("q-is-")[1].split('"')[0] for name, mark in marks.items()} == {
        "im": "silent",
        "không": "not-started",
        "thiếu": "partial",
        "đủ": "announced",
        "dừng": "withdrawn",
    }
    assert len({mark.split("</i>")[1] for mark in marks.values()}) == 5


def test_a_parents_verdict_has_three_words() -> None:
    said = [compliance_mark(covered=True, silent=False), compliance_mark(covered=False, silent=True)]
    said.append(compliance_mark(covered=False, silent=False))
    assert ["đạt yêu cầu</span>" in said[0], "chưa có báo cáo" in said[1], "chưa đạt yêu cầu" in said[2]] == [True] * 3
