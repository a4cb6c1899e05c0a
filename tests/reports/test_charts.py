"""Drawings for paper: the palette's colours, our font, every number of the data, and no two drawings of one value."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from qms.charts.palette import STEPS, TOKENS
from qms.coverage.figures import figures
from qms.coverage.ranking import ranking
from qms.reports.build import build_report
from qms.reports.chart_svg import chart_svg
from qms.reports.content import Bars, Chart, Length
from qms.reports.svg import number
from qms.reports.svg_bars import bars_svg
from qms.reports.svg_tiles import tiles_svg
from qms.vocabulary import Measure
from tests.coverage.worlds import agency, event, world
from tests.pages.country import country

DAY = date(2021, 4, 27)
REFORM = date(2025, 7, 1)
COLOUR = re.compile(r"#[0-9A-F]{6}")
KNOWN = (
    {ink.light for ink in TOKENS.values()} | {step.fill.light for step in STEPS} | {step.text.light for step in STEPS}
)


def charts(as_of: date = REFORM) -> dict[str, Chart]:
    report = build_report(country().ledger, as_of, compare_to=date(2020, 4, 27), length=Length.FULL, lang="vi")
    return {chart.key: chart for chart in report.charts()}


@pytest.mark.parametrize("key", ["trend", "change_communes", "change_provinces"])
def test_a_drawing_is_whole_markup_in_our_font_and_colours(key: str) -> None:
    drawn = chart_svg(charts()[key], "vi")
    assert drawn is not None
    root = ET.fromstring(drawn)  # noqa: S314 – our own drawing
    texts = [element for element in root.iter() if element.tag.endswith("text")]
    assert {text.get("font-family") for text in texts} == {"Tinos"}
    assert set(COLOUR.findall(drawn)) <= KNOWN


def test_lines_stop_at_a_reorganisation_and_say_what_happened() -> None:
    drawn = chart_svg(charts()["trend"], "vi") or ""
    assert "01/07/2025" in drawn
    assert "12 → 8 xã" in drawn
    assert drawn.count("stroke-dasharray") == 1


def test_a_line_says_at_its_end_what_it_comes_to() -> None:
    drawn = chart_svg(charts(DAY)["trend"], "vi") or ""
    assert "33,3% (4/12)" in drawn


def test_a_waterfall_says_every_step_as_it_is_counted() -> None:
    chart = charts()["change_communes"]
    drawn = chart_svg(chart, "vi") or ""
    assert all(f">{row[1].text}<" in drawn for row in chart.table.rows)


def test_tiles_show_rates_hatch_silence_and_leave_archipelagos_uncounted() -> None:
    drawn = world(
        *(agency(f"tỉnh {code}", "province", code=code) for code in ("11", "12", "14")),
        *(agency(f"xã {code}{n}", "commune", under=f"tỉnh {code}") for code in ("11", "12", "14") for n in range(2)),
        event("xã 110", "2020-01-01", "announced", 5, 5),
        event("xã 140", "2020-01-01", "building"),
    )
    svg = tiles_svg(ranking(drawn.ledger, Measure.COMMUNES, DAY)) or ""
    assert ">50,0%<" in svg
    assert ">0%<" in svg
    assert svg.count("url(#hatch)") == 2  # the key's and that of the one province from which nothing was heard
    assert ">Hoàng Sa<" in svg
    assert ">Trường Sa<" in svg


def test_bars_say_their_rate_and_fraction() -> None:
    figure = figures(country().ledger, DAY)[Measure.COMMUNES]
    svg = bars_svg(Bars((("UBND cấp xã & <khác>", figure),)))
    assert ">UBND cấp xã &amp; &lt;khác&gt;<" in svg
    assert ">4/12<" in svg


@pytest.mark.parametrize(
    ("value", "said"), [(1.0, "1"), (0.125, "0.12"), (-0.001, "0"), (10.5, "10.5"), (100.0, "100")]
)
def test_a_coordinate_is_always_written_alike(value: float, said: str) -> None:
    assert number(value) == said
