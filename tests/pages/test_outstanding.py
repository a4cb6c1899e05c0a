"""The page of what is outstanding: reasons that add up, who is nearest, who lacks what, the reminder list."""

import csv
import io
import json
import random
import re
from datetime import date

import numpy as np
import pytest
from openpyxl import load_workbook

from pages.parts.choices import Days
from pages.parts.outstanding import listing
from pages.parts.outstanding.asked import Asked
from pages.parts.source import csv_of
from qms import coverage
from qms.coverage.gaps import gaps
from qms.coverage.outstanding import outstanding
from qms.coverage.timeline import Cells
from qms.reports.reminders import reminders_records
from qms.vocabulary import MEASURES, Measure
from tests.coverage.worlds import World, agency, event, succession, world
from tests.pages.country import country
from tests.pages.reading import Opened, Shown, open_page

PAGE = "follow/outstanding.py"
DAY = "2021-04-27"


def opened(**query: str) -> Opened:
    return open_page(country(), query, file=PAGE)


def listed(shown: Shown) -> int:
    said = re.findall(r"Dòng [\d.]+–[\d.]+ trong ([\d.]+)", shown.text)
    return int(said[0].replace(".", "")) if said else 0


def test_the_reasons_are_a_sum_that_adds_up() -> None:
    shown = opened(as_of=DAY).shown
    assert "8 trong 12 UBND cấp xã chưa đạt; 6 chưa có báo cáo" in shown.text
    assert "8 = 6 + 1 + 1" in shown.text
    assert ["chưa có báo cáo", "6", "75,0%", ""] in shown.rows
    assert ["chưa triển khai", "1", "12,5%", ""] in shown.rows
    assert ["đã công bố, còn thiếu TTHC", "1", "12,5%", ""] in shown.rows
    assert ["Cộng", "8", "100%", ""] in shown.rows
    assert shown.link("4/12 UBND cấp xã").query["measure"] == ["communes"]


def test_provinces_nearest_to_complying_stand_beside_communes_and_ministries_beside_theirs() -> None:
    shown = opened(as_of=DAY).shown
    assert "3 tỉnh, thành phố chưa đạt yêu cầu; 3 nơi chỉ còn từ một đến ba cơ quan" in shown.text
    assert ["12", "1", "Tỉnh 12"] in shown.rows
    ministries = opened(as_of=DAY, measure="ministries").shown
    assert "1 trong 3 bộ, ngành chưa đạt yêu cầu; còn 1 cơ quan bắt buộc chưa đạt" in ministries.text
    assert ["Bộ B", "1", "Cục B"] in ministries.rows


def test_each_agency_says_what_it_lacks_and_since_when() -> None:
    shown = opened(as_of=DAY, under="province:96").shown
    assert [row for row in shown.rows if len(row) == 7][1:] == [
        ["1", "xã 96.1Tỉnh 96 · 96001", "Tỉnh 96", "đã công bố, còn thiếu TTHC", "2 trong 8 TTHC", "01/02/2021", "85"],
        [
            "2",
            "xã 96.2Tỉnh 96 · 96002",
            "Tỉnh 96",
            "chưa có báo cáo",
            "báo cáo đầu tiên",
            "thành lập 01/01/2010",
            "4.134",
        ],
    ]
    assert shown.link("xã 96.1").href.startswith("/co-quan?")


def test_trap_35_every_number_opens_a_list_whose_length_equals_it() -> None:
    for measure in MEASURES:
        page = opened(as_of=DAY, measure=measure.value)
        links = [
            link
            for link in page.shown.links
            if "measure" in link.query and re.fullmatch(r"[\d.]+|([\d.]+)/([\d.]+) .*", link.words)
        ]
        assert links
        for link in links:
            promised = re.findall(r"[\d.]+", link.words)[-1] if "/" not in link.words else link.words.split("/")[1]
            file = "follow/overview.py" if link.href.startswith("/?") else PAGE
            asked = {name: value[0] for name, value in link.query.items()}
            found = listed(open_page(country(), asked, file=file).shown)
            assert (link.words, found) == (link.words, int(promised.split(" ")[0].replace(".", "")))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"status": "no_report"}, 6),
        ({"status": "not_announced"}, 1),
        ({"status": "not_started"}, 1),
        ({"status": "procedures_partial", "under": "province:96"}, 1),
        ({"measure": "provinces", "level": "province"}, 3),
    ],
)
def test_the_list_is_narrowed_by_the_link(query: dict[str, str], count: int) -> None:
    page = opened(as_of=DAY, **query)
    assert f"Danh sách cơ quan chưa đạt: {count}" in page.shown.text
    assert listed(page.shown) == count
    assert "status" not in page.shown.link("Bỏ lọc").query


def test_a_filter_that_nobody_fits_leads_back_to_all() -> None:
    page = opened(as_of=DAY, status="building")
    assert "Không có cơ quan nào khớp bộ lọc." in page.shown.text
    assert listed(page.follow(page.shown.link("Xem tất cả 8")).shown) == 8


def test_a_long_list_is_turned_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "A_PAGE", 5)
    shown = opened(as_of=DAY, page="2", status="no_report").shown
    assert "Dòng 6–6 trong 6" in shown.text
    assert shown.link("← Trang trước").query["status"] == ["no_report"]


def test_the_reminder_list_is_numbered_within_each_parent() -> None:
    drawn = country()
    found = gaps(drawn.ledger, Measure.COMMUNES, date.fromisoformat(DAY))
    rows = list(reminders_records(found.only().described(), date.fromisoformat(DAY)))
    numbered = [(row["number"], row["name"]) for row in rows]
    assert numbered[:4] == [(1, "xã 12.0"), (2, "xã 12.1"), (3, "xã 12.2"), (1, "xã 15.0")]
    text = csv_of(rows, as_of=date.fromisoformat(DAY), stamp=found.stamp).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text)))
    assert len(read) == found.not_covered
    assert {row["parent_name"] for row in read} == {"Tỉnh 12", "Tỉnh 15", "Tỉnh 96"}


def test_the_reminder_workbook_says_what_it_holds_and_names_all_of_them() -> None:
    drawn = country()
    found = gaps(drawn.ledger, Measure.COMMUNES, date.fromisoformat(DAY))
    asked = Asked(Days(date.fromisoformat(DAY), None, ()), Measure.COMMUNES, None, "", None, 1)
    made = listing.workbook("vi", found.only(), found, asked)
    (sheet,) = load_workbook(io.BytesIO(made)).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Danh sách cơ quan chưa đạt: 8"
    assert "MINH HỌA" in str(rows[1][0])
    assert [row[:5] for row in rows if row[3] == "xã 96.1"] == [["Tỉnh 96", 1, "96001", "xã 96.1", "UBND cấp xã"]]
    assert sum(str(row[3]).startswith("xã") for row in rows) == found.not_covered


def old_and_merged() -> World:
    return world(
        agency("Tỉnh 11", "province", code="11"),
        agency("Tỉnh 12", "province", code="12"),
        agency("xã cũ", "commune", under="Tỉnh 11"),
        event("Tỉnh 11", "2016-01-01", "announced", 5, 5, standard="2008"),
        event("xã cũ", "2016-01-01", "announced", 5, 5, standard="2008"),
        event("Tỉnh 12", "2016-01-01", "announced", 5, 5, standard="2015"),
        succession("Tỉnh 12", "Tỉnh 11", "2021-01-01", "absorbed"),
    )


def test_who_is_on_an_old_edition_is_named_with_the_days_late() -> None:
    shown = open_page(old_and_merged(), {"as_of": "2021-07-10"}, file=PAGE).shown
    assert "2 cơ quan còn công bố theo phiên bản cũ" in shown.text
    assert ["xã cũTỉnh 11", "Tỉnh 11", "2008", "01/01/2016", "10"] in shown.rows


def test_who_must_announce_again_is_named() -> None:
    shown = open_page(old_and_merged(), {"as_of": "2021-07-10"}, file=PAGE).shown
    assert "1 cơ quan phải công bố lại sau khi tiếp nhận cơ quan khác" in shown.text
    assert "Trong đó có các bộ, ngành, tỉnh, thành phố: Tỉnh 11" in shown.text


def test_where_all_are_covered_nobody_is_outstanding() -> None:
    shown = open_page(old_and_merged(), {"as_of": "2021-07-10"}, file=PAGE).shown
    assert "Không còn cơ quan nào chưa đạt" in shown.text
    assert "1/1 UBND cấp xã" in shown.text


def test_where_nothing_counts_the_whole_country_is_offered() -> None:
    shown = opened(as_of=DAY, measure="communes", under="ministry:A").shown
    assert "under" not in shown.link("Xem cả nước").query


def test_the_day_before_any_report_leads_to_the_first() -> None:
    shown = opened(as_of="2013-04-27").shown
    assert "Chưa có báo cáo nào đến ngày 27/04/2013" in shown.text
    assert shown.link("Xem ngày 01/01/2016").query["as_of"] == ["2016-01-01"]


def test_a_register_without_any_status_says_so() -> None:
    assert "tất cả các cơ quan đều chưa có báo cáo" in open_page(world(agency("T", "province")), file=PAGE).shown.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"measure": "comunes"}, '"comunes" '),
        ({"under": "province:77"}, "77"),
        ({"status": "silent"}, '"silent" '),
        ({"level": "village"}, '"village" '),
        ({"page": "0"}, "Đang hiện trang 1."),
        ({"known_on": "x"}, '"x" không phải ngày hợp lệ'),
    ],
)
def test_what_a_link_asks_wrongly_is_said_and_the_nearest_view_shown(query: dict[str, str], sentence: str) -> None:
    shown = opened(as_of=DAY, **query).shown
    assert sentence in shown.text
    assert shown.text.count("lưu ý") == 1
    assert "8 trong 12" in shown.text


@pytest.mark.parametrize("measure", MEASURES)
def test_the_list_is_that_of_the_command_for_random_choices(measure: Measure) -> None:
    chance, drawn = random.Random(measure.value), country()
    for _time in range(3):
        day = date(chance.randint(2016, 2026), chance.randint(1, 9), 28)
        under = chance.choice([None, "province:15", "ministry:B"])
        query = {"as_of": day.isoformat(), "measure": measure.value} | ({"under": under} if under else {})
        shown = open_page(drawn, query, file=PAGE).shown
        root = None if under is None else drawn.id({"province:15": "Tỉnh 15", "ministry:B": "Bộ B"}[under])
        expected = json.loads(json.dumps(outstanding(drawn.ledger, measure, day, under=root).to_json()))["agencies"]
        names = [row[1].split("Tỉnh")[0] if row[2] else row[1] for row in shown.rows if len(row) == 7][1:]
        assert len(names) == len(expected)
        assert all(one["name"] in shown.text for one in expected)


def test_trap_10_another_rule_of_counting_changes_everything_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    on = coverage.timeline.Timeline.on

    def nobody(timeline: coverage.timeline.Timeline, day: int) -> Cells:
        cells = on(timeline, day)
        return cells._replace(covered=np.zeros_like(cells.covered))

    monkeypatch.setattr(coverage.timeline.Timeline, "on", nobody)
    shown = opened(as_of=DAY).shown
    assert "12 trong 12 UBND cấp xã chưa đạt" in shown.text
    assert listed(shown) == 12


def test_trap_23_an_announcement_counts_from_its_very_day() -> None:
    before, on_day = (opened(as_of=day, under="province:96").shown for day in ("2020-11-30", "2020-12-01"))
    assert "2 trong 3 UBND cấp xã chưa đạt" in before.text
    assert "1 trong 3 UBND cấp xã chưa đạt" in on_day.text
