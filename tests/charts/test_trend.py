"""The national trend as a picture: breaks at their days, announcements as diamonds, ends that lead to their lists."""

import re
from datetime import date, timedelta

from qms.charts.lines import Frame, percent
from qms.charts.trend import Looks, trend_chart
from qms.coverage.overview import national_trend
from qms.coverage.trend import Trend
from qms.vocabulary import Measure
from tests.coverage.worlds import World, agency, close, event, published, succession, world

TODAY = date(2026, 9, 30)
REFORM = "2025-07-01"
DRAWN = (Measure.MINISTRIES, Measure.PROVINCES, Measure.COMMUNES)


def country(since: str = "2015-01-01") -> World:
    return world(
        *(agency(f"tỉnh {n}", "province", code=f"1{n}") for n in (1, 2)),
        *(agency(f"xã {n}{x}", "commune", under=f"tỉnh {n}") for n in (1, 2) for x in "AB"),
        event("xã 1A", since, "announced", 5, 5),
        event("xã 2A", "2020-01-01", "announced", 5, 5),
        published("communes", "2021-04-27", 2, 4, "51%"),
        published("provinces", "2021-04-27", 0, 2, "0%"),
        *(close(name, REFORM) for name in ("xã 1A", "xã 1B", "xã 2A", "xã 2B", "tỉnh 1", "tỉnh 2")),
        agency("tỉnh mới", "province", opened=REFORM, code="11"),
        agency("xã mới", "commune", under="tỉnh mới", opened=REFORM),
        *(succession(f"tỉnh {n}", "tỉnh mới", REFORM, "merged") for n in (1, 2)),
        *(succession(f"xã {n}{x}", "xã mới", REFORM, "merged") for n in (1, 2) for x in "AB"),
    )


def trend(since: str = "2015-01-01") -> Trend:
    return national_trend(country(since).ledger, TODAY).only(DRAWN)


def chart(drawn: Trend, viewed: date = TODAY) -> str:
    return trend_chart(drawn, Looks(viewed, lambda measure, day: f"?{measure}:{day}"))


def test_trap_28_a_break_stands_at_its_own_day_however_far_back_the_data_go() -> None:
    for drawn, start in ((trend(), date(2014, 5, 18)), (trend("2008-03-01"), date(2008, 3, 1))):
        assert drawn.start == start
        assert drawn.end == TODAY
        place = percent(Frame(start, TODAY).x(date(2025, 7, 1)))
        assert re.findall(r'class="q-break" style="left:([^"]+)"', chart(drawn)) == [place]
        assert "<span>01/07/2025</span><span>2 → 1 tỉnh</span><span>4 → 1 xã</span>" in chart(drawn)


def test_the_ends_name_their_line_and_lead_to_its_list() -> None:
    ends = re.findall(r"<b>([^<]+)</b><a href=\"([^\"]+)\" target=\"_self\">([^<]+)</a>", chart(trend()))
    assert ends == [
        ("Tỉnh, thành phố 0%", "?provinces:2026-09-30", "0/1"),
        ("UBND cấp xã 0%", "?communes:2026-09-30", "0/1"),
    ]


def test_announcements_are_diamonds_and_labelled_where_they_do_not_agree() -> None:
    shown = chart(trend())
    assert shown.count("q-diamond") == 2
    assert re.findall(r"đã công khai [^<]+", shown) == ["đã công khai 51%"]


def test_the_viewed_day_is_marked_inside_the_plot_only() -> None:
    assert "đang xem 27/04/2021" in chart(trend(), date(2021, 4, 27))
    assert "đang xem" not in chart(trend(), TODAY)
    assert 'class="q-left"' in chart(trend(), TODAY - timedelta(days=30))


def test_lines_are_named_before_the_break_for_wide_and_for_narrow_paper() -> None:
    names = re.findall(r'q-name q-(\w+) q-\w+" style="[^"]+">([^<]+)', chart(trend()))
    assert ("wide", "UBND cấp xã") in names
    assert ("narrow", "UBND cấp xã") in names


def test_a_trend_without_breaks_needs_no_room_for_them() -> None:
    plain = world(
        agency("tỉnh", "province"), agency("xã", "commune", under="tỉnh"), event("xã", "2020-01-01", "announced")
    )
    drawn = chart(national_trend(plain.ledger, TODAY).only(DRAWN))
    assert "q-break" not in drawn
    assert 'style="--lines:0;--tallest:0"' in drawn
