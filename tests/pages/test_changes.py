"""The page of changes: two sums that add up in sight, each number open to its agencies, the same as the command's."""

import random
import re
from datetime import date

import numpy as np
import pytest

from pages.parts.changes import listing
from qms import coverage
from qms.coverage.change import changes
from qms.coverage.timeline import Cells
from qms.i18n import format_count, use_language
from qms.moments import end_of_day
from qms.vocabulary import MEASURES, BatchKind, Measure
from tests.coverage.worlds import agency, world
from tests.pages.country import country
from tests.pages.reading import Link, Opened, Shown, open_page

PAGE = "follow/changes.py"
DAY, BEFORE = "2021-04-27", "2020-04-27"
BEFORE_CORRECTION = "2026-08-31"


def opened(**query: str) -> Opened:
    return open_page(country(), query, file=PAGE)


def lines(shown: Shown) -> list[list[str]]:
    """The lines of both sums: words and number, without the column that is drawn."""
    return [[row[0], row[2]] for row in shown.rows if len(row) == 3 and row[0] != "Biến động"]


def listed(shown: Shown) -> int:
    said = re.findall(r"Dòng [\d.]+–[\d.]+ trong ([\d.]+)", shown.text)
    return int(said[0].replace(".", "")) if said else 0


def test_both_counts_of_a_year_are_sums_that_add_up() -> None:
    shown = opened(**{"from": BEFORE}, as_of=DAY).shown
    assert "Biến động từ 27/04/2020 đến 27/04/2021" in opened(**{"from": BEFORE}, as_of=DAY).app.title[0].value
    assert "UBND cấp xã đạt: 4/12 → 4/12; 1 mới đạt, 1 không còn đạt" in shown.text
    assert "Số đạt: 4 + 1 − 1 = 4" in shown.text
    assert "Tổng số: 12 = 12" in shown.text
    assert lines(shown) == [
        ["27/04/2020", "4"],
        ["Mới đạt", "+ 1"],
        ["Không còn đạt 1 chưa áp dụng cho toàn bộ TTHC", "− 1"],
        ["27/04/2021", "4"],
        ["27/04/2020", "12"],
        ["27/04/2021", "12"],
    ]


def test_what_was_learned_later_stands_apart_from_what_happened() -> None:
    shown = opened(**{"from": BEFORE}, as_of=DAY, known_from=BEFORE_CORRECTION).shown
    assert "Số đạt: 5 − 1 + 1 − 1 = 4" in shown.text
    assert lines(shown)[:3] == [
        ["27/04/2020, theo dữ liệu đến 31/08/2026", "5"],
        ["Bổ sung, đính chính", "− 1"],
        ["27/04/2020, theo dữ liệu hiện nay", "4"],
    ]


def test_a_corrected_agency_shows_both_states_of_knowledge() -> None:
    page = opened(**{"from": BEFORE}, as_of=DAY, known_from=BEFORE_CORRECTION)
    shown = page.follow(step_link(page.shown, "corrected")).shown
    (row,) = [row for row in shown.rows if row[0].startswith("xã 12.1")]
    assert row[2:] == ["đã công bố 01/03/2019", "chưa có báo cáo", "− 1", "0"]


def step_link(shown: Shown, kind: str) -> Link:
    return next(link for link in shown.links if link.query.get("status") == [kind])


def test_a_reorganisation_is_named_and_its_bodies_counted_apart() -> None:
    shown = opened(**{"from": "2025-06-30"}, as_of="2026-06-30").shown
    assert "Số đạt: 4 + 1 − 3 = 2" in shown.text
    assert "Tổng số: 12 + 2 − 6 = 8" in shown.text
    assert ["01/07/2025", "tỉnh, thành phố", "hợp nhất", "dữ liệu chưa ghi"] in shown.rows


def counts(words: str) -> int:
    """Return the number that a link's words promise: the denominator of a fraction, else the first count."""
    fraction = re.fullmatch(r"[\d.]+/([\d.]+)", words)
    found = fraction or re.search(r"(\d[\d.]*)$", words)
    assert found is not None
    return int(found.group(1).replace(".", ""))


@pytest.mark.parametrize(
    "query",
    [
        {"from": BEFORE, "as_of": DAY},
        {"from": BEFORE, "as_of": DAY, "known_from": BEFORE_CORRECTION},
        {"from": "2025-06-30", "as_of": "2026-06-30", "measure": "provinces"},
        {"from": "2025-06-30", "as_of": "2026-06-30", "under": "province:96"},
        {"from": BEFORE, "as_of": "2026-06-30", "known_from": BEFORE_CORRECTION},
    ],
)
def test_trap_35_every_number_opens_a_list_whose_length_equals_it(query: dict[str, str]) -> None:
    shown = opened(**query).shown
    numbers = {link.href: link for link in shown.links if re.search(r"^[+−]? ?\d[\d.]*(/\d[\d.]*)?$", link.words)}
    assert len(numbers) > 6
    wrong = []
    for link in numbers.values():
        file = PAGE if "from" in link.query else "follow/overview.py"
        if link.href.startswith("/?") or file == PAGE:
            asked = {name: value[0] for name, value in link.query.items()}
            found = listed(open_page(country(), asked, file=file).shown)
            if found != counts(link.words):
                wrong.append((link, found))
    assert wrong == []


def test_steps_of_a_list_are_chosen_by_links_with_their_counts() -> None:
    page = opened(**{"from": "2025-06-30"}, as_of="2026-06-30", status="merged")
    pills = [link.words for link in page.shown.links if "status" in link.query]
    assert pills == [
        "Mới đạt 1",
        "Sáp nhập, chia tách 8",
        "tất cả 8",
        "số đạt − 3",
        "tổng số + 2",
        "tổng số − 6",
    ]
    assert listed(page.shown) == 8
    assert listed(page.follow(page.shown.link("số đạt − 3")).shown) == 3


def test_ministries_and_provinces_are_shown_by_what_they_are_judged_by() -> None:
    shown = opened(**{"from": BEFORE}, as_of=DAY, measure="ministries", status="lost").shown
    assert ["Bộ BB", "", "đạt yêu cầu", "chưa đạt yêu cầu", "− 1", "0"] in shown.rows


def test_a_long_list_is_turned_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "A_PAGE", 5)
    shown = opened(**{"from": "2025-06-30"}, as_of="2026-06-30", status="merged", page="2").shown
    assert "Dòng 6–8 trong 8" in shown.text
    assert "page" not in shown.link("← Trang trước").query


def test_a_step_that_moved_nobody_says_so() -> None:
    shown = opened(**{"from": BEFORE}, as_of=DAY, status="opened").shown
    assert "Không có cơ quan nào như vậy giữa hai ngày này." in shown.text


@pytest.mark.parametrize("measure", MEASURES)
def test_numbers_on_the_page_are_those_of_the_core_for_random_choices(measure: Measure) -> None:
    chance = random.Random(measure.value)
    drawn = country()
    for _time in range(3):
        start, end = sorted(date(chance.randint(2015, 2026), chance.randint(1, 8), 15) for _day in range(2))
        told = chance.choice([None, date(2026, 8, 31)])
        query = {"from": start.isoformat(), "as_of": end.isoformat(), "measure": measure.value}
        if told:
            query["known_from"] = told.isoformat()
        shown = open_page(drawn, query, file=PAGE).shown
        found = changes(drawn.ledger, start, end, known_from=end_of_day(told) if told else None)
        if "Chưa có báo cáo nào" in shown.text:
            continue
        with use_language("vi"):
            for one in found:
                before, after = (
                    f"{format_count(c.numerator)}/{format_count(c.denominator)}" for c in (one.before, one.after)
                )
                assert f"{before}" in shown.text
                assert f"{after}" in shown.text
            numbers = [line[1] for line in lines(shown)]
        for step in found[measure].steps:
            for sign, count in zip("+−", step.covered, strict=True):
                assert not count or any(f"{sign} {count}" in number for number in numbers)


def test_trap_10_another_rule_of_counting_changes_both_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    on = coverage.timeline.Timeline.on

    def nobody(timeline: coverage.timeline.Timeline, day: int) -> Cells:
        cells = on(timeline, day)
        return cells._replace(covered=np.zeros_like(cells.covered))

    monkeypatch.setattr(coverage.timeline.Timeline, "on", nobody)
    shown = opened(**{"from": BEFORE}, as_of=DAY).shown
    assert "Số đạt: 0 = 0" in shown.text
    assert "0/12" in shown.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"from": "2022-01-01", "as_of": DAY}, "Ngày 01/01/2022 sau ngày 27/04/2021. Đề nghị chọn ngày sớm hơn."),
        ({"from": "2021-02-30", "as_of": DAY}, '"2021-02-30" không phải ngày hợp lệ'),
        ({"as_of": "2030-01-01"}, "chưa đến"),
        ({"as_of": DAY, "measure": "comunes"}, '"comunes" '),
        ({"as_of": DAY, "measure": "slice"}, '"slice" '),
        ({"as_of": DAY, "under": "province:77"}, "77"),
        ({"as_of": DAY, "status": "won"}, '"won" '),
        ({"as_of": DAY, "status": "gained", "effect": "up"}, '"up" '),
        ({"as_of": DAY, "known_from": "x"}, '"x" không phải ngày hợp lệ'),
        ({"as_of": DAY, "known_from": "2026-09-15", "known_on": "2026-08-31"}, "sau ngày 31/08/2026"),
        ({"as_of": DAY, "page": "0"}, "Đang hiện trang 1."),
    ],
)
def test_what_a_link_asks_wrongly_is_said_and_the_nearest_view_shown(query: dict[str, str], sentence: str) -> None:
    shown = opened(**query).shown
    assert sentence in shown.text
    assert shown.text.count("lưu ý") == 1


def test_the_later_day_may_be_called_to_and_becomes_the_day_of_all_pages() -> None:
    page = opened(**{"from": BEFORE}, to=DAY)
    assert "Số đạt: 4 + 1 − 1 = 4" in page.shown.text
    assert "to" not in page.app.query_params
    assert page.app.query_params["as_of"] in (DAY, [DAY])


def test_spans_asked_for_most_are_one_click_away() -> None:
    shown = opened(as_of=DAY).shown
    assert shown.link("một năm").query["from"] == [BEFORE]
    assert shown.link("từ đầu năm").query["from"] == ["2020-12-31"]
    told = shown.link("từ kỳ báo cáo 14/12/2020, theo số liệu khi đó").query
    assert (told["from"], told["known_from"]) == (["2020-12-14"], ["2020-12-14"])


def test_the_day_before_any_report_leads_to_the_first() -> None:
    shown = opened(as_of="2013-04-27").shown
    assert "Chưa có báo cáo nào đến ngày 27/04/2013" in shown.text
    assert shown.link("Xem ngày 01/01/2016").query["as_of"] == ["2016-01-01"]


def test_an_empty_database_says_so() -> None:
    assert "nên chưa có biến động" in open_page(world(), file=PAGE).shown.text
    register = world(agency("Tỉnh A", "province", code="11"))
    assert "nên chưa có biến động" in open_page(register, file=PAGE).shown.text


def test_controls_write_the_link() -> None:
    page = opened(as_of=DAY)
    page.app.date_input(key="from").set_value(date(2020, 12, 31))
    page.app.selectbox(key="under").set_value("province:96")
    again = page.run()
    assert again.app.query_params["from"] in ("2020-12-31", ["2020-12-31"])
    assert again.app.query_params["under"] in ("province:96", ["province:96"])
    assert "Tỉnh 96" in again.shown.text


def test_an_english_reader_finds_no_vietnamese_word_of_ours() -> None:
    shown = open_page(country(kind=BatchKind.STATUS), {"from": BEFORE, "as_of": DAY}, file=PAGE, language="en").shown
    assert "Covered: 4 + 1 − 1 = 4" in shown.text
    assert "Newly covered" in shown.text


def test_each_line_of_the_five_measures_adds_up_in_sight() -> None:
    shown = opened(**{"from": BEFORE, "as_of": "2026-06-30"}).shown
    measures = [row for row in shown.rows if len(row) == 6 and row[1].count("/") == 1]
    assert len(measures) == 5
    for _measure, before, *steps, after in measures:
        moved = sum(int(term) for step in steps for term in step.replace("− ", "-").replace("+ ", "").split())
        assert covered_of(before) + moved == covered_of(after)


def covered_of(cell: str) -> int:
    """The numerator in a cell that says rate and fraction."""
    return int(re.findall(r"(\d+)/\d", cell)[0])
