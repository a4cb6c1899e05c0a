"""Units: a mark for every body, sorted, counted; a body's line beside the country's."""

import re
from datetime import date

from qms.charts.compare import compare_chart
from qms.charts.units import MARKS, standing_mark, units, units_key
from qms.coverage.beside import beside
from qms.coverage.listing import STANDINGS, WORDS, Filter, Where, listing
from qms.i18n import use_language
from qms.vocabulary import Level, Measure
from tests.coverage.worlds import agency, event, world
from tests.pages.country import country

DAY = date(2021, 4, 27)


def test_every_standing_has_a_form_and_a_word_of_its_own() -> None:
    with use_language("vi"):
        assert len({standing_mark(where) for where in STANDINGS}) == len(STANDINGS) == len(set(MARKS.values()))
        assert set(WORDS) == set(Where)
        assert "chưa có báo cáo" in standing_mark(Where.NO_REPORT)


def test_trap_12_silence_and_not_started_and_lacking_procedures_look_different() -> None:
    marks = {standing_mark(where) for where in (Where.NO_REPORT, Where.NOT_STARTED, Where.PARTIAL)}
    assert len(marks) == 3


def test_every_body_is_a_mark_that_leads_on_and_the_counts_add_up() -> None:
    found = listing(country().ledger, DAY, kept=Filter(level=Level.COMMUNE))
    with use_language("vi"):
        drawn = units(found.by_standing(), lambda group: f"/co-quan?agency={group.id}")
        key = units_key(found.counts, "12 UBND cấp xã", lambda where: f"?status={where}", Where.PARTIAL)
    assert drawn.count("<li>") == drawn.count("tabindex") == 12
    assert 'title="xã 96.1: đã công bố, còn thiếu TTHC"' in drawn
    counts = [int(count) for count in re.findall(r"<b>(\d+)</b>", key)]
    assert counts == [4, 1, 1, 6]
    assert sum(counts) == found.whole == 12
    assert key.count("aria-current") == 1


def test_two_lines_are_drawn_named_and_said_in_words() -> None:
    drawn = world(
        *(agency(f"Tỉnh {p}", "province") for p in "AB"),
        *(agency(f"xã {p}", "commune", under=f"Tỉnh {p}") for p in "AB"),
        event("xã A", "2020-02-15", "announced"),
    )
    lines = beside(drawn.ledger, Measure.COMMUNES, drawn.id("Tỉnh A"), date(2020, 12, 31))
    assert lines is not None
    with use_language("vi"):
        chart = compare_chart(lines, "<A>")
    assert "<A>" not in chart
    assert "&lt;A&gt;: 0% ngày 18/05/2014, 100% ngày 31/12/2020; Cả nước: 0%" in chart
    assert chart.count("q-line") == 2
    assert "stroke-dasharray" in chart
    assert "1/1" in chart
    assert ">100%<" in chart


def test_a_short_time_is_marked_by_months_and_a_reorganisation_by_its_day() -> None:
    drawn = country()
    with use_language("vi"):
        merged = beside(drawn.ledger, Measure.COMMUNES, drawn.id("Tỉnh mới"), date(2026, 6, 30))
        stayed = beside(drawn.ledger, Measure.COMMUNES, drawn.id("Tỉnh 96"), date(2026, 6, 30))
        assert merged is not None
        assert stayed is not None
        assert "07/2025" in compare_chart(merged, "mới")
        chart = compare_chart(stayed, "96")
    assert "01/07/2025" in chart
    assert ">2017<" in chart
