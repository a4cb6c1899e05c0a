"""Explore: country, ministry or province, agencies; filters in the link; days on which a body is not open."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest

from pages.parts import agencies as part
from pages.parts.agencies import list_csv, list_xlsx
from pages.parts.filters import Asked
from qms.coverage import Slice, figures
from qms.coverage.listing import Filter, Order, Where, listing
from qms.store.facts import Event
from qms.vocabulary import Level, Measure, Region
from tests.coverage.worlds import World, agency, change, close, event, succession, world
from tests.pages.country import country
from tests.pages.reading import Opened, open_page

DAY = "2021-04-27"
EXPLORE = "follow/explore.py"


class Stored:
    """The store's answers, from what was drawn."""

    drawn: World

    def __init__(self, _database: object) -> None:
        pass

    def events(self, ids: list[int]) -> dict[int, Event]:
        rows = self.drawn.rows["status_event"]
        return {id_: rows[id_ - 1].fact._replace(decision_no="12/QĐ-UBND", decision_on=date(2020, 5, 4)) for id_ in ids}


@pytest.fixture(autouse=True)
def decisions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(part, "StandingFacts", Stored)
    yield
    Stored.drawn = world()


def explore(drawn: World, **query: str) -> Opened:
    Stored.drawn = drawn
    return open_page(drawn, query, file=EXPLORE)


def rows_of(opened: Opened, length: int) -> list[list[str]]:
    """The rows of the tables that have so many cells, heads left out."""
    return [row for row in opened.shown.rows if len(row) == length and row[0].isdigit()]


def test_the_country_shows_provinces_as_map_and_table_and_both_go_down() -> None:
    opened = explore(country(), as_of=DAY)
    assert "UBND cấp xã đạt, cả nước: 33,3% · 4/12 UBND cấp xã" in opened.shown.text
    assert [row[1:4] for row in rows_of(opened, 5)] == [
        ["11", "100%", "3/3"],
        ["12", "0%", "0/3"],
        ["15", "–chưa có báo cáo", "0/3"],
        ["96", "33,3%", "1/3"],
    ]
    links = {link.href for link in opened.shown.links if link.query.get("under") == ["province:11"]}
    down = [href for href in links if "measure" not in href]
    assert len(down) == 1
    tile = next(link for link in opened.shown.links if link.href == down[0])
    below = opened.follow(tile)
    assert below.app.title[0].value == "Tỉnh 11"


def test_a_measure_of_ministries_has_no_map_and_gives_verdicts() -> None:
    shown = explore(country(), as_of=DAY, measure="ministries")
    assert "q-map" not in shown.shown.classes
    assert ["2", "Bộ B", "50,0%", "1/2", "", "chưa đạt yêu cầu"] in shown.shown.rows
    assert "Bộ, ngành đạt yêu cầu, cả nước: 66,7% · 2/3 bộ, ngành" in shown.shown.text


def test_sums_on_the_page_are_the_figures() -> None:
    drawn = country()
    shown = explore(drawn, as_of=DAY)
    counts = [[int(part) for part in row[3].split("/")] for row in rows_of(shown, 5)]
    figure = figures(drawn.ledger, date(2021, 4, 27))[Measure.COMMUNES]
    assert [sum(column) for column in zip(*counts, strict=True)] == [figure.numerator, figure.denominator]
    place = explore(drawn, as_of=DAY, under="province:96")
    units = [
        int(count)
        for count in re.findall(r"(\d+) (?:đã công bố|đang|chưa|tạm)", place.shown.text.split("Chọn để mở hồ sơ.")[1])
    ]
    own = figures(
        drawn.ledger,
        date(2021, 4, 27),
        under=drawn.id("Tỉnh 96"),
        measures=(Measure.SLICE,),
        slice_=Slice(Level.COMMUNE),
    )
    assert sum(units[:3]) == own[Measure.SLICE].denominator == 3


def test_trap_35_numbers_of_the_country_open_lists_as_long_as_they_say() -> None:
    opened = explore(country(), as_of=DAY, measure="provinces")
    words = {link.words: link for link in opened.shown.links}
    listed = open_page(country(), {name: value[0] for name, value in words["1/1"].query.items()})
    assert "1/1" in listed.shown.text
    pooled = words["1/4"]
    assert pooled.query["under"] == [f"province:{code}" for code in ("11", "12", "15", "96")]


def test_a_region_narrows_and_is_pooled() -> None:
    drawn = world(
        agency("Tỉnh A", "province", code="01", region="southeast"),
        agency("Tỉnh B", "province", code="02", region="southeast"),
        agency("Tỉnh C", "province", code="04", region="mekong_delta"),
        *(
            agency(f"xã {p}{n}", "commune", under=f"Tỉnh {p}")
            for p, many in (("A", 1), ("B", 3), ("C", 2))
            for n in range(many)
        ),
        event("xã A0", "2020-01-01", "announced"),
    )
    whole = explore(drawn, as_of=DAY)
    assert ["Đông Nam Bộ", "25,0%", "1/4", ""] in whole.shown.rows
    region = whole.follow(whole.shown.link("Đông Nam Bộ"))
    assert region.app.query_params["region"] == Region.SOUTHEAST.value
    assert "UBND cấp xã đạt, Đông Nam Bộ: 25,0% · 1/4" in region.shown.text
    assert [row[1] for row in rows_of(region, 5)] == ["A", "B"]


def test_a_province_shows_its_figures_its_units_and_its_agencies_in_vietnamese_order() -> None:
    drawn = country(
        change("xã 96.0", "2015-01-01", name="Xã Đạ"),
        change("xã 96.1", "2015-01-01", name="Xã Ân"),
        change("xã 96.2", "2015-01-01", name="Xã Ánh"),
    )
    opened = explore(drawn, as_of=DAY, under="province:96")
    assert opened.app.title[0].value == "Tỉnh 96"
    assert "Cả nước 33,3% · bằng cả nước" in opened.shown.text
    assert "Chưa đạt yêu cầu : còn 1 cơ quan bắt buộc" in opened.shown.text
    assert [row[1:5] for row in rows_of(opened, 6)] == [
        ["Xã Ánh", "chưa có báo cáo", "–", "–"],
        ["Xã Ân", "đã công bố, còn thiếu TTHC", "6/8", "12/QĐ-UBND04/05/2020"],
        ["Xã Đạ", "đã công bố", "6/6", "12/QĐ-UBND04/05/2020"],
    ]
    assert opened.shown.classes.count("q-units") == 1
    assert [link.query for link in opened.shown.links if link.words == "Cả nước"] == [{"as_of": [DAY]}]


def test_a_merged_province_shows_what_its_predecessors_had_reached() -> None:
    shown = explore(country(), as_of="2026-06-30", under="province:11").shown
    assert "Trước sắp xếp, ngày 30/06/2025 50,0% 3/6 UBND cấp xã" in shown.text
    assert "2 tỉnh cũ" in shown.text
    assert shown.link("12").query == {"as_of": ["2025-06-30"], "under": ["province:12"]}


def test_filters_of_the_link_are_those_of_the_list_and_of_the_controls() -> None:
    opened = explore(country(), as_of=DAY, under="province:96", status="procedures_partial")
    assert [row[1] for row in rows_of(opened, 6)] == ["xã 96.1"]
    assert "1 cơ quan đã công bố, còn thiếu TTHC" in opened.shown.text
    opened.app.selectbox(key="status").set_value("no_report")
    again = opened.run()
    assert again.app.query_params["status"] == "no_report"
    assert [row[1] for row in rows_of(again, 6)] == ["xã 96.2"]
    cleared = again.follow(again.shown.link("Bỏ lọc"))
    assert len(rows_of(cleared, 6)) == 3


def test_a_filter_that_leaves_nobody_names_itself_and_what_one_would_see() -> None:
    opened = explore(country(), as_of=DAY, under="province:96", status="announced", standard="2008")
    assert "Không có cơ quan nào khớp bộ lọc" in opened.shown.text
    assert 'Bỏ lọc "bản 2008" để thấy 1 cơ quan.' in opened.shown.text
    back = opened.follow(opened.shown.link('Bỏ lọc "bản 2008"'))
    assert [row[1] for row in rows_of(back, 6)] == ["xã 96.0"]


def test_when_no_single_filter_helps_all_of_them_can_be_dropped() -> None:
    opened = explore(country(), as_of=DAY, under="province:96", status="building", standard="2008", find="zz")
    (both,) = {link for link in opened.shown.links if link.words == "Bỏ lọc"}
    assert len(rows_of(opened.follow(both), 6)) == 3


def test_a_column_is_sorted_by_a_link_and_the_other_way_round_by_the_same() -> None:
    opened = explore(country(), as_of=DAY, under="province:11", level="all")
    newest = opened.follow(opened.shown.link("Báo cáo gần nhất"))
    assert newest.app.query_params["sort"] == "-report"
    assert rows_of(newest, 6)[-1][1] == "Tỉnh 11"
    oldest = newest.follow(next(link for link in newest.shown.links if link.words.startswith("Báo cáo gần nhất")))
    assert rows_of(oldest, 6)[0][1] == "Tỉnh 11"


def test_a_long_list_is_shown_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "A_PAGE", 5)
    first = explore(country(), as_of=DAY, by="agency", level="commune")
    assert first.app.title[0].value == "Tất cả cơ quan"
    assert "dòng 1–5 trong 12" in first.shown.text
    last = first.follow(first.shown.link("3"))
    assert "dòng 11–12 trong 12" in last.shown.text
    assert [row[0] for row in rows_of(last, 6)] == ["11", "12"]
    assert "dòng 11–12 trong 12" in explore(country(), as_of=DAY, by="agency", level="commune", page="99").shown.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"status": "anounced"}, '"anounced" '),
        ({"level": "comune"}, '"comune" '),
        ({"standard": "1999"}, '"1999" '),
        ({"stated": "perhaps"}, '"perhaps" '),
        ({"older": "-3"}, '"-3" không phải số tháng. Đang hiện báo cáo của mọi thời điểm.'),
        ({"sort": "colour"}, '"colour" '),
        ({"page": "x"}, '"x" không phải là trang của danh sách'),
    ],
)
def test_what_a_link_asks_wrongly_is_said_and_the_nearest_list_shown(query: dict[str, str], sentence: str) -> None:
    shown = explore(country(), as_of=DAY, under="province:96", **query)
    assert sentence in shown.shown.text
    assert len(rows_of(shown, 6)) == 3


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"measure": "comunes"}, '"comunes" '),
        ({"region": "north"}, '"north" '),
        ({"sort": "colour"}, '"colour" '),
        ({"under": "province:77"}, "77"),
        ({"under": "planet:1"}, "planet"),
    ],
)
def test_what_a_link_asks_wrongly_of_the_country_is_said(query: dict[str, str], sentence: str) -> None:
    shown = explore(country(), as_of=DAY, **query)
    assert sentence in shown.shown.text
    assert shown.shown.text.count("lưu ý") == 1
    assert len(rows_of(shown, 5)) == 4


def test_trap_25_a_closed_province_says_its_name_of_the_time_and_a_day_on_which_it_was_open() -> None:
    closed = explore(country(), as_of="2026-06-30", under="province:12")
    assert "Tỉnh 12 không còn hoạt động ngày 30/06/2026" in closed.shown.text
    assert closed.shown.link("Tỉnh mới").query == {"as_of": ["2026-06-30"], "under": ["province:11"]}
    open_then = closed.follow(closed.shown.link("Xem Tỉnh 12 ngày 30/06/2025"))
    assert open_then.app.title[0].value == "Tỉnh 12"
    assert "Tỉnh 12" not in explore(country(), as_of="2026-06-30").shown.text


def test_a_province_to_come_says_when_it_opens() -> None:
    drawn = world(agency("Tỉnh Mới", "province", code="12", opened="2025-07-01"))
    shown = explore(drawn, as_of=DAY, under="province:12").shown
    assert "Tỉnh Mới chưa hoạt động ngày 27/04/2021" in shown.text
    assert shown.link("Xem Tỉnh Mới ngày 01/07/2025").query["as_of"] == ["2025-07-01"]


def test_a_day_before_any_data_shows_the_register_without_a_rate() -> None:
    shown = explore(country(), as_of="2009-01-01").shown
    assert "Ngày này không có cơ quan nào để tính." in shown.text
    early = explore(country(), as_of="2010-02-01", under="province:11").shown
    assert "Cả 3 cơ quan đều chưa có báo cáo" in early.text


def test_as_known_before_a_correction() -> None:
    now = explore(country(), as_of=DAY, under="province:12")
    then = explore(country(), as_of=DAY, under="province:12", known_on="2026-08-31")
    assert [row[2] for row in rows_of(now, 6)] == ["chưa triển khai", "chưa có báo cáo", "chưa có báo cáo"]
    assert [row[2] for row in rows_of(then, 6)] == ["chưa triển khai", "đã công bố", "chưa có báo cáo"]


def test_a_district_is_a_place_too_and_its_way_back_leads_through_the_province() -> None:
    drawn = world(
        agency("Tỉnh A", "province", code="01"),
        agency("Huyện B", "district", under="Tỉnh A", code="001"),
        agency("Xã C", "commune", under="Huyện B", code="00001"),
        agency("Xã D", "commune", under="Tỉnh A", code="00002"),
        close("Huyện B", "2025-07-01"),
        succession("Huyện B", "Tỉnh A", "2025-07-01", "split"),
    )
    shown = explore(drawn, as_of=DAY, under="district:001")
    assert shown.app.title[0].value == "Huyện B"
    assert shown.shown.link("Tỉnh A").query["under"] == ["province:01"]
    assert [row[1] for row in rows_of(shown, 6)] == ["Xã C"]


def asked(kept: Filter, order: Order = Order.NAME) -> Asked:
    return Asked(kept, None, order)


def file_of(kept: Filter, write: Any, *more: str) -> bytes:
    drawn = country()
    visit = explore(drawn, as_of=DAY).app.session_state["visit"]
    found = listing(drawn.ledger, date(2021, 4, 27), kept=kept)
    written: bytes = write(visit, found, asked(kept), *more)
    return written


def test_the_files_hold_exactly_what_the_filters_keep() -> None:
    kept = Filter(level=Level.COMMUNE, status=Where.ANNOUNCED)
    text = file_of(kept, list_csv, "level=commune&status=announced").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in rows] == ["xã 11.0", "xã 11.1", "xã 11.2", "xã 96.0"]
    assert {row["decision_no"] for row in rows} == {"12/QĐ-UBND"}
    assert (rows[0]["as_of"], rows[0]["demo"], rows[0]["data_version"]) == (DAY, "true", "2")
    assert rows[0]["filters"] == "level=commune&status=announced"
    sheet: Any = openpyxl.load_workbook(io.BytesIO(file_of(kept, list_xlsx, "UBND cấp xã"))).active
    said = [row[0] for row in sheet.iter_rows(max_row=7, values_only=True)]
    assert said[1] == "SỐ LIỆU MINH HỌA: tình trạng từng cơ quan là mô phỏng"
    assert "Tính đến ngày: 27/04/2021" in said
    assert "Bộ lọc: UBND cấp xã; đã công bố" in said
    assert [row[2] for row in sheet.iter_rows(min_row=10, values_only=True)] == [row["name"] for row in rows]
