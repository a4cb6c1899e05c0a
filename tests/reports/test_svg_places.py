"""The drawings of a place and of one body: each says its numbers, every mark of the screen has a form on paper."""

import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date

import pytest

from qms.charts.marks import stand_name
from qms.charts.units import MARKS
from qms.coverage import Group
from qms.coverage.beside import beside
from qms.coverage.dossier.kin import Lane, Lanes, Segment
from qms.coverage.dossier.procedures import Counted
from qms.coverage.listing import Where
from qms.reports.svg import Sheet
from qms.reports.svg_compare import Named, compare_svg
from qms.reports.svg_lanes import lanes_svg
from qms.reports.svg_marks import draw_mark
from qms.reports.svg_procedures import procedures_svg
from qms.reports.svg_units import units_svg
from qms.vocabulary import Measure, Status
from tests.pages.country import country

END = date(2026, 9, 30)


def texts(svg: str) -> list[str]:
    return [str(part.text) for part in ET.fromstring(svg).iter() if part.tag.endswith("text")]  # noqa: S314 – ours


def marks(svg: str) -> int:
    return svg.count("<circle")


def test_every_body_has_its_mark_and_the_counts_add_up_to_all() -> None:
    standings = [Where.ANNOUNCED, Where.ANNOUNCED, Where.BUILDING, Where.NO_REPORT]
    svg = units_svg(standings, Counter(standings), "4 UBND cấp xã")
    assert marks(svg) == len(standings) + 3
    assert texts(svg) == ["đã công bố", "2", "đang xây dựng", "1", "chưa có báo cáo", "1", "4 UBND cấp xã"]


def test_of_too_many_bodies_the_counts_alone_are_drawn() -> None:
    svg = units_svg([], Counter({Where.ANNOUNCED: 9_000}), "9.000 cơ quan")
    assert marks(svg) == 1
    assert texts(svg)[-1] == "9.000 cơ quan"


@pytest.mark.parametrize("name", sorted({*MARKS.values(), *(stand_name(status, covered=True) for status in Status)}))
def test_each_status_has_a_form_of_its_own(name: str) -> None:
    drawn = {}
    for other in MARKS.values():
        sheet = Sheet(10.0)
        draw_mark(sheet, 5.0, 5.0, 4.0, other)
        drawn[other] = sheet.svg()
    assert [other for other, svg in drawn.items() if svg == drawn[name]] == [name]


def test_both_lines_say_at_their_ends_what_they_come_to() -> None:
    drawn = country()
    lines = beside(drawn.ledger, Measure.COMMUNES, drawn.id("Tỉnh mới"), END)
    assert lines is not None
    svg = compare_svg(Named("Tỉnh mới", lines.own), Named("Cả nước", lines.country), lines.start, lines.end)
    said = texts(svg)
    assert said[said.index("Tỉnh mới") + 1] == "50,0% (1/2)"
    assert said[said.index("Cả nước") + 1] == "25,0% (2/8)"
    assert svg.count('stroke-dasharray="4 3"') == len(lines.country.stretches)


def test_lanes_name_every_body_the_day_of_the_break_and_what_is_drawn() -> None:
    border = date(2025, 7, 1)
    old, new = (Group(number, "commune", str(number), f"Xã {number}") for number in (1, 2))
    lanes = Lanes(
        date(2014, 1, 1),
        END,
        (
            Lane(old, (Segment(date(2014, 1, 1), border, Status.ANNOUNCED, covered=True),), is_own=False),
            Lane(new, (Segment(border, END, None, covered=False),), is_own=True),
        ),
        (border,),
    )
    said = texts(lanes_svg(lanes))
    assert said[:2] == ["Xã 1", "đã công bố"]
    assert "Xã 2" in said
    assert "01/07/2025" in said
    assert said[-2:] == ["chưa có báo cáo", "đã công bố"]


def test_procedures_say_their_scale_and_their_counts_where_there_is_room() -> None:
    counted = [
        Counted(date(2015, 3, 1), date(2020, 1, 1), 40, 120),
        Counted(date(2020, 1, 1), date(2026, 10, 1), 100, 100),
    ]
    said = texts(procedures_svg(counted))
    assert said[0] == "120"
    assert "40/120 · 33,3%" in said
    assert "100/100 · 100%" in said
    assert said[-2:] == ["2015", "2026"]
