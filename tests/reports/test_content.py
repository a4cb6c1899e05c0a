"""The content of a report: what it says of a small country, and that it says only what coverage counted."""

from __future__ import annotations

from datetime import date

import pytest

from qms.errors import WrongUsage
from qms.reports.build import build_report
from qms.reports.content import Judgement, Paragraph, Report
from tests.pages.country import country

DAY = date(2021, 4, 27)
YEAR_BEFORE = date(2020, 4, 27)
AFTER_REFORM = date(2025, 7, 1)


def sentences(report: Report) -> list[str]:
    return [block.text for block in report.walk() if isinstance(block, Paragraph)]


def test_the_official_paragraph_says_each_figure_as_covered_of_all_and_as_a_rate() -> None:
    report = build_report(country().ledger, DAY, lang="vi")
    assert any("2/3 bộ, ngành (66,7%)" in sentence for sentence in sentences(report))
    assert any("4/12 UBND cấp xã (33,3%)" in sentence for sentence in sentences(report))


def test_a_change_says_from_what_to_what_and_how_many_points() -> None:
    report = build_report(country().ledger, DAY, compare_to=YEAR_BEFORE, lang="vi")
    said = [sentence for sentence in sentences(report) if sentence.startswith("Bộ, ngành đạt yêu cầu: từ")]
    assert said == []  # two of three on both days, though not the same two
    assert any("không thay đổi" in sentence.lower() for sentence in sentences(report))


def test_no_sentence_says_that_something_rose_by_nothing() -> None:
    for language in ("vi", "en"):
        report = build_report(country().ledger, DAY, compare_to=YEAR_BEFORE, lang=language)
        assert not [text for text in sentences(report) if "0,0 điểm" in text or "0.0 points" in text]


def test_across_a_reorganisation_rates_are_not_compared_in_points() -> None:
    report = build_report(country().ledger, AFTER_REFORM, compare_to=date(2025, 6, 30), lang="en")
    said = " ".join(sentences(report))
    assert "Bodies were reorganised: on 1 July 2025 from 4 to 3 provinces and cities, from 12 to 8 communes." in said
    assert " points" not in said.replace("not compared in points", "")
    [table] = [table for table in report.tables() if table.key == "figures"]
    assert {row[-1].text for row in table.rows[2:]} == {"–"}


def test_a_day_before_the_first_report_says_so_and_counts_nothing_as_progress() -> None:
    report = build_report(country().ledger, date(2012, 1, 1), lang="vi")
    assert any("chưa có cơ quan nào báo cáo" in sentence for sentence in sentences(report))
    assert list(report.charts()) == []


def test_the_day_to_compare_with_must_lie_before() -> None:
    with pytest.raises(WrongUsage, match="phải trước ngày 27/04/2021"):
        build_report(country().ledger, DAY, compare_to=DAY, lang="vi")


def test_judgement_is_a_place_and_never_a_sentence() -> None:
    report = build_report(country().ledger, DAY, lang="vi")
    assert [block.key for block in report.walk() if isinstance(block, Judgement)] == ["progress", "causes", "proposals"]
    assert [section.key for section in report.sections if section.is_judgement] == ["proposals"]
