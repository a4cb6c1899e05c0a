"""Every number opens its agencies, and the list is as long as the number says."""

import csv
import io
import re
from datetime import date

import pytest

from pages.parts import members as members_part
from pages.parts.source import csv_of
from qms.coverage.members import members
from qms.vocabulary import Measure
from tests.coverage.worlds import agency, event, world
from tests.pages.country import country
from tests.pages.reading import Opened, open_page

DAY = "2021-04-27"


def listed(opened: Opened) -> int:
    """How many agencies the list says it has."""
    said = re.findall(r"Dòng \d+–\d+ trong ([\d.]+);", opened.shown.text)
    return int(said[0].replace(".", "")) if said else 0


def counts(words: str) -> int | None:
    """Return the number that words promise: the denominator of a fraction, else the first count."""
    fraction = re.match(r"[\d.]+/([\d.]+)", words)
    first = fraction or re.match(r"(?:trong đó )?(\d[\d.]*)(?!\S*%)", words)
    return int(first.group(1).replace(".", "")) if first else None


@pytest.mark.parametrize("day", [DAY, "2026-06-30"])
def test_trap_35_every_number_opens_a_list_whose_length_equals_it(day: str) -> None:
    names = {"11", "12", "15", "96"}  # of provinces, in this country
    opened = open_page(country(), as_of=day)
    links = {
        (link.words, link.href): link
        for link in opened.shown.links
        if "measure" in link.query and "from" not in link.query and link.words not in names
    }
    promised = [(counts(link.words), link) for link in links.values()]
    numbers = [(count, link) for count, link in promised if count is not None]
    assert len(numbers) > 20
    found = [(link, count, listed(opened.follow(link))) for count, link in numbers]
    assert [(link.words, long) for link, count, long in found if long != count] == []


def test_trap_35_every_step_of_the_years_sum_opens_its_agencies() -> None:
    overview = open_page(country(), as_of=DAY)
    opened = overview.follow(overview.shown.link("Mới đạt"))
    assert listed(opened) == 1
    assert ["xã 96.0", "96000"] in opened.shown.rows
    later = open_page(country(), as_of="2026-06-30")
    merged = later.follow(later.shown.link("Sáp nhập, chia tách"))
    assert listed(merged) == 8


def test_trap_35_what_a_parent_is_judged_by_opens_too() -> None:
    ministries = open_page(country(), as_of=DAY, measure="ministries")
    shown = ministries.shown
    assert ["Bộ B", "chưa đạt yêu cầu", "50,0%", "1/2"] in shown.rows
    below = ministries.follow(next(link for link in shown.links if link.query.get("under") == ["ministry:B"]))
    assert listed(below) == 2
    assert "Cơ quan thuộc diện bắt buộc, Bộ B: 1/2 ngày 27/04/2021 (50,0%)" in below.shown.text
    reached = open_page(country(), as_of=DAY, measure="provinces_with_communes").shown
    assert ["Tỉnh 96", "đạt yêu cầu", "33,3%", "1/3"] in reached.rows
    assert ["Tỉnh 15", "chưa có báo cáo", "0%", "0/3"] in reached.rows


def test_a_list_names_status_and_parent_and_leads_back() -> None:
    shown = open_page(country(), as_of=DAY, measure="communes", under="province:96").shown
    assert "UBND cấp xã đạt, Tỉnh 96: 1/3 ngày 27/04/2021 (33,3%)" in shown.text
    assert [row[:4] for row in shown.rows if row[0].startswith("xã 96")] == [
        ["xã 96.0Tỉnh 96 · 96000", "96000", "Tỉnh 96", "đã công bố"],
        ["xã 96.1Tỉnh 96 · 96001", "96001", "Tỉnh 96", "đã công bố, còn thiếu TTHC"],
        ["xã 96.2Tỉnh 96 · 96002", "96002", "Tỉnh 96", "chưa có báo cáo"],
    ]
    assert shown.link("← Tổng quan ngày 27/04/2021").query == {"as_of": [DAY]}
    assert shown.link("UBND cấp xã đạt").query == {"as_of": [DAY], "measure": ["communes"]}


def test_parts_of_a_list_are_chosen_by_links_with_their_counts() -> None:
    opened = open_page(country(), as_of=DAY, measure="communes")
    shown = opened.shown
    pills = [link.words for link in shown.links if link.words.split(" ")[-1].isdecimal()]
    assert pills == ["tất cả 12", "đạt 4", "chưa đạt 8", "chưa có báo cáo 6"]
    assert listed(opened.follow(shown.link("chưa có báo cáo 6"))) == 6


def test_the_file_holds_all_that_the_pages_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members_part, "A_PAGE", 5)
    opened = open_page(country(), as_of=DAY, measure="communes", page="2")
    assert "Dòng 6–10 trong 12; tệp CSV có đủ." in opened.shown.text
    assert opened.shown.link("Trang sau →").query["page"] == ["3"]
    assert "page" not in opened.shown.link("← Trang trước").query
    assert "Dòng 11–12 trong 12" in open_page(country(), as_of=DAY, measure="communes", page="99").shown.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"measure": "comunes"}, '"comunes" '),
        ({"measure": "communes", "under": "province:77"}, "77"),
        ({"measure": "communes", "status": "đạt"}, '"đạt" '),
        ({"measure": "communes", "page": "-1"}, '"-1" không phải là trang của danh sách. Đang hiện trang 1.'),
        ({"measure": "communes", "from": "2022-01-01"}, "Ngày đầu của biến động phải trước ngày cuối."),
        ({"measure": "communes", "from": "x"}, '"x" không phải ngày hợp lệ'),
        ({"measure": "slice", "scope": "x"}, '"x" '),
        ({"measure": "slice", "level": "x"}, '"x" '),
    ],
)
def test_what_a_link_asks_wrongly_is_said_and_the_nearest_view_shown(query: dict[str, str], sentence: str) -> None:
    shown = open_page(country(), query, as_of=DAY).shown
    assert sentence in shown.text
    assert shown.text.count("lưu ý") == 1
    assert "4/12" in shown.text


def test_a_slice_by_level_and_a_part_without_anybody() -> None:
    shown = open_page(country(), as_of=DAY, measure="slice", level="ministry_unit", scope="encouraged").shown
    assert "Đơn vị thuộc bộ, ngành, khuyến khích: 1/3 ngày 27/04/2021 (33,3%)" in shown.text
    nobody = open_page(country(), as_of=DAY, measure="communes", status="must_reannounce").shown
    assert "Ngày này không có cơ quan nào như vậy." in nobody.text


@pytest.mark.parametrize(
    ("narrowed", "title", "listed"),
    [
        ({"region": "red_river_delta"}, "1/3 ngày", {"Tỉnh 11", "xã 1", "xã 2"}),
        ({"region": "red_river_delta", "level": "commune"}, "1/2 ngày", {"xã 1", "xã 2"}),
        ({"standard": "2008"}, "1/1 ngày", {"xã 3"}),
        ({"region": "southeast", "standard": "2008"}, "1/1 ngày", {"xã 3"}),
    ],
)
def test_a_slice_by_region_or_standard_lists_exactly_those_that_its_number_counts(
    narrowed: dict[str, str], title: str, listed: set[str]
) -> None:
    drawn = world(
        agency("Tỉnh 11", "province", code="11", region="red_river_delta"),
        agency("Tỉnh 12", "province", code="12", region="southeast"),
        *(agency(f"xã {n}", "commune", under="Tỉnh 11", code=f"1100{n}") for n in (1, 2)),
        agency("xã 3", "commune", under="Tỉnh 12", code="12003"),
        event("xã 1", "2019-01-01", "announced", 7, 7, standard="2015"),
        event("xã 3", "2015-01-01", "announced", 7, 7, standard="2008"),
    )
    shown = open_page(drawn, narrowed, as_of=DAY, measure="slice").shown
    assert title in shown.text
    assert {link.words for link in shown.links if link.href.startswith("/co-quan?")} == listed
    kept = {key: set(link.query[key]) for link in shown.links if "status" in link.query for key in narrowed}
    assert kept == {key: {value} for key, value in narrowed.items()}


def test_the_change_of_any_measure_is_shown_as_a_sum() -> None:
    shown = open_page(country(), {"from": "2020-04-27"}, as_of=DAY, measure="ministries").shown
    assert ["Đạt ngày 27/04/2020", "2", "3"] in shown.rows
    assert ["Mới đạt", "+ 1", "0"] in shown.rows
    assert ["Không còn đạt (1 đã công bố)", "− 1", "0"] not in shown.rows


def test_a_list_is_open_on_a_day_before_any_report() -> None:
    drawn = world(agency("Tỉnh 11", "province", code="11"), agency("xã", "commune", under="Tỉnh 11", code="1"))
    assert ["xãTỉnh 11 · 1", "1", "Tỉnh 11", "chưa có báo cáo", "–"] in open_page(drawn, measure="communes").shown.rows


def test_a_wrong_day_says_which_of_the_two_it_is_and_a_long_value_is_cut() -> None:
    shown = open_page(country(), {"as_of": "x" * 500, "known_on": "y"}).shown
    assert f'Tính đến ngày: "{"x" * 60}…" không phải ngày hợp lệ' in shown.text
    assert 'Theo dữ liệu đến: "y" không phải ngày hợp lệ' in shown.text
    assert "x" * 61 not in shown.text


def test_a_wrong_word_is_answered_by_names_never_by_ids() -> None:
    shown = open_page(country(), as_of=DAY, measure="comunes").shown
    assert '"comunes" không hợp lệ. Đề nghị kiểm tra lại; giá trị gần nhất: UBND cấp xã đạt.' in shown.text


def test_files_are_utf8_for_spreadsheets_and_say_which_day_and_state_they_hold() -> None:
    drawn = country()
    found = members(drawn.ledger, Measure.COMMUNES, date(2021, 4, 27))
    rows = [agency.to_json() for agency in found.agencies]
    file = csv_of(rows, as_of=found.as_of, stamp=found.stamp)
    assert file.startswith(b"\xef\xbb\xbfas_of,known_on,data_version,")
    read = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    assert len(read) == 12
    assert (read[0]["as_of"], read[0]["demo"], read[0]["name"], read[0]["parent_code"]) == (
        DAY,
        "true",
        "xã 11.0",
        "11",
    )
    assert csv_of([], as_of=found.as_of, stamp=found.stamp) == b"\xef\xbb\xbf"
