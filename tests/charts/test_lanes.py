"""Lanes and procedures: each stretch has a sign, a word and a place; what is drawn can be read without seeing it."""

import re
from datetime import date

from qms.charts.lanes import lanes_chart, lanes_key
from qms.charts.procedures import procedures_chart
from qms.coverage.dossier import Counted, Lane, Lanes, Segment
from qms.coverage.stamp import Group
from qms.i18n import use_language
from qms.vocabulary import Status

NAME = "<b>Xã</b>"
LANES = Lanes(
    date(2020, 1, 1),
    date(2024, 1, 1),
    (
        Lane(
            Group(1, "commune", "1", NAME),
            (
                Segment(date(2020, 1, 1), date(2021, 1, 1), None, covered=False),
                Segment(date(2021, 1, 1), date(2022, 1, 1), Status.ANNOUNCED, covered=False),
            ),
            is_own=False,
        ),
        Lane(
            Group(2, "commune", "2", "Phường"),
            (Segment(date(2022, 1, 1), date(2024, 1, 1), Status.ANNOUNCED, covered=True),),
            is_own=True,
        ),
    ),
    (date(2022, 1, 1),),
)


def drawn() -> str:
    with use_language("vi"):
        return lanes_chart(LANES, lambda body: f"/co-quan?agency={body}")


def test_stretches_lie_on_the_common_axis_without_gaps() -> None:
    places = [tuple(map(float, pair)) for pair in re.findall(r"left:([\d.]+)%;width:([\d.]+)%", drawn())]
    assert [left for left, _width in places] == [0, 25.05, 50.03]
    assert [round(left + width, 1) for left, width in places] == [25.1, 50.0, 100]


def test_every_stretch_has_its_sign_and_its_word_and_is_read_aloud() -> None:
    html = drawn()
    assert html.count("q-is-") == 3
    assert "đã công bố, còn thiếu TTHC 01/2021" in html
    assert "chưa có báo cáo từ 01/01/2020; đã công bố, còn thiếu TTHC từ 01/01/2021" in html


def test_names_are_inert_and_lead_to_dossiers_but_to_the_own_one() -> None:
    html = drawn()
    assert "&lt;b&gt;Xã&lt;/b&gt;" in html
    assert 'href="/co-quan?agency=1"' in html
    assert "agency=2" not in html
    assert "<b>Phường</b>" in html


def test_the_key_names_what_is_drawn_and_nothing_else() -> None:
    with use_language("vi"):
        key = lanes_key(LANES)
    assert re.findall(r"</span></span>([^<]+)</li>", key) == [
        "chưa có báo cáo",
        "đã công bố, còn thiếu TTHC",
        "đã công bố",
    ]


def test_procedures_are_as_high_as_all_and_filled_as_far_as_covered() -> None:
    counted = (
        Counted(date(2020, 1, 1), date(2021, 1, 1), 50, 100),
        Counted(date(2021, 1, 1), date(2022, 1, 1), 200, 200),
        Counted(date(2022, 1, 1), date(2023, 1, 1), 0, 0),
    )
    with use_language("vi"):
        html = procedures_chart(counted)
    assert re.findall(r"height:([\d.]+)%", html) == ["50.00", "50.00", "100.00", "100.00", "0.00", "0.00"]
    assert "Số TTHC áp dụng trên tổng số: 01/01/2020: 50/100; 01/01/2021: 200/200; 01/01/2022: 0/0" in html
