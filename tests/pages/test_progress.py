"""Progress as its reader meets it: the series' numbers, breaks in words, each body, every state it can be in."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from qms import coverage
from qms.coverage import Every, OnMap, Slice
from qms.coverage.measures import counted_cells
from qms.coverage.timeline import Cells
from qms.i18n import LANGUAGES, format_count, format_date, use_language
from qms.vocabulary import Level, Measure, Scope
from tests.coverage.worlds import World, agency, event, world
from tests.pages.country import country
from tests.pages.reading import Opened, Shown, open_page
from tests.pages.test_overview import plain_sentences

FILE = "follow/progress.py"
TODAY = date(2026, 9, 30)
START = date(2014, 5, 18)


def opened(drawn: World, asked: Mapping[str, str] | None = None, *, language: str = "vi", **query: str) -> Opened:
    return open_page(drawn, asked, file=FILE, language=language, **query)


def seen(drawn: World, asked: Mapping[str, str] | None = None, *, language: str = "vi", **query: str) -> Shown:
    return opened(drawn, asked, language=language, **query).shown


def figure(page: Opened) -> dict[str, Any]:
    """The Plotly figure that was put on the page."""
    (plot,) = page.app.get("plotly_chart")
    found: dict[str, Any] = json.loads(plot.proto.spec)
    return found


def drawn_points(page: Opened, measure: str) -> dict[str, str]:
    """What the plot says on each day of its line, by the day."""
    traces = [trace for trace in figure(page)["data"] if trace["name"] == measure]
    return {day: text for trace in traces for day, text in zip(trace["x"], trace["text"], strict=True)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("every", Every)
def test_trap_9_every_point_of_the_plot_is_that_of_the_series(every: Every, language: str) -> None:
    drawn = country()
    page = opened(drawn, language=language, every=every.value)
    with use_language(language):
        found = drawn_points(page, {"vi": "UBND cấp xã", "en": "Commune committees"}[language])
        for point in coverage.series(drawn.ledger, Measure.COMMUNES, START, TODAY, every=every).points:
            counts = f"{format_count(point.numerator)}/{format_count(point.denominator)}"
            assert found[point.as_of.isoformat()] == f"<b>{point.text(language)}</b> ({counts})"


def test_the_finding_tells_both_sides_of_a_reorganisation() -> None:
    shown = seen(country())
    assert "UBND cấp xã đạt: 33,3% ngày 30/06/2025; sau sắp xếp 12,5% ngày 01/07/2025, 25,0% ngày 30/09/2026" in (
        shown.text
    )


def test_a_break_is_explained_in_words_with_the_counts_on_both_sides() -> None:
    shown = seen(country())
    assert "01/07/2025: 12 → 8 xã" in shown.text
    assert "Ngày liền trước: 33,3% (4/12); trong ngày: 12,5% (1/8)." in shown.text
    assert "kết quả công bố của cơ quan cũ không được kế thừa" in shown.text


def test_trap_28_the_rule_of_a_break_stands_at_its_day_however_old_the_data() -> None:
    for start in ("1995-01-01", "2014-05-18", "2025-01-01"):
        rules = figure(opened(country(), {"from": start}))["layout"]["shapes"]
        assert [(rule["xref"], rule["x0"], rule["x1"]) for rule in rules] == [("x", "2025-07-01", "2025-07-01")]


def test_no_line_of_the_plot_runs_across_a_break() -> None:
    lines = [trace["x"] for trace in figure(opened(country()))["data"] if trace["mode"] == "lines"]
    assert [(line[0], line[-1]) for line in lines] == [("2014-05-18", "2025-06-30"), ("2025-07-01", "2026-09-30")]


def test_an_announcement_is_a_diamond_on_its_day_and_labelled_where_it_does_not_agree() -> None:
    plot = figure(opened(country()))
    diamonds = [trace for trace in plot["data"] if trace["marker"].get("symbol") == "diamond"]
    assert [(mark["x"], mark["text"]) for mark in diamonds] == [(["2021-04-27"], ["34%"])]
    assert [note["text"] for note in plot["layout"]["annotations"] if "công khai" in note["text"]] == [
        "đã công khai 34%"
    ]
    ministries = figure(opened(country(), measure="ministries"))["layout"]["annotations"]
    assert [note["text"] for note in ministries if "công khai" in note["text"]] == []


def test_the_plot_is_told_to_those_who_listen() -> None:
    (plot,) = opened(country()).app.get("plotly_chart")
    assert plot.proto.alt.startswith("UBND cấp xã đạt: 33,3% ngày 30/06/2025")
    assert "(2/8). 01/07/2025: 12 → 8 xã" in plot.proto.alt


def test_trap_35_the_table_opens_the_agencies_behind_each_of_its_numbers() -> None:
    shown = seen(country())
    assert ["31/12/2020", "41,7%", "5/12"] in shown.rows
    assert ["30/09/2026", "25,0%", "2/8"] in shown.rows
    row = shown.link("5/12")
    assert row.query == {"as_of": ["2020-12-31"], "measure": ["communes"]}


def test_each_province_is_a_link_to_its_own_view() -> None:
    shown = seen(country())
    own = next(link for link in shown.links if link.words.startswith("mới"))
    assert own.query == {"as_of": ["2026-09-30"], "under": ["province:11"]}
    page = opened(country(), as_of="2026-09-30", under="province:11")
    assert "Tỉnh mới, UBND cấp xã đạt: từ 0% ngày 01/07/2025 đến 50,0% ngày 30/09/2026" in page.shown.text
    assert {"Tỉnh mới", "Cả nước"} <= {trace["name"] for trace in figure(page)["data"]}
    assert page.shown.link("Cả nước").query == {"as_of": ["2026-09-30"]}


def names(shown: Shown) -> list[str]:
    """The bodies of the small lines, in their order, those that have ended after them."""
    own = [link.words for link in shown.links if "under" in link.query]
    return [next(name for name in ("11", "12", "15", "96", "mới") if words.startswith(name)) for words in own]


def test_provinces_come_in_the_order_that_the_link_asks_for() -> None:
    assert names(seen(country())) == ["15", "96", "mới", "11", "12"]
    assert names(seen(country(), sort="name")) == ["15", "96", "mới", "11", "12"]
    lifted = country(event("xã 15.0", "2026-05-01", "announced"), event("xã 15.1", "2026-05-01", "announced"))
    assert names(seen(lifted)) == ["96", "mới", "15", "11", "12"]
    assert names(seen(lifted, sort="gained"))[0] == "15"


def test_the_map_of_now_pools_the_predecessors_and_lists_nobody_as_ended() -> None:
    shown = seen(country(), map="now")
    assert names(shown) == ["15", "96", "mới"]
    assert "đã kết thúc" not in shown.text
    page = opened(country(), map="now", under="province:11")
    assert "Tỉnh mới, UBND cấp xã đạt: 50,0% ngày 30/06/2025; sau sắp xếp 0% ngày 01/07/2025" in page.shown.text
    before = [link.query["under"] for link in page.shown.links if link.words == "3/6"]
    assert before
    assert all(under == ["province:11", "province:12"] for under in before)


def test_the_map_of_now_is_refused_below_ministries_and_provinces() -> None:
    drawn = country(agency("Quận", "district", under="Tỉnh 15", code="001"))
    shown = seen(drawn, map="now", under="district:001", measure="slice")
    assert "Dưới cấp bộ, tỉnh có đơn vị bị chia tách nên không gộp được theo địa giới hiện nay." in shown.text
    assert "Đang hiện theo địa giới của từng ngày." in shown.text
    assert "Quận, cơ quan thuộc đối tượng đạt" in shown.text


def test_only_the_country_can_be_asked_for() -> None:
    assert names(seen(country(), by="none")) == []
    assert names(seen(country(), by="parent")) == names(seen(country()))


def test_ministries_show_what_they_are_judged_by_and_lead_to_it() -> None:
    shown = seen(country(), measure="ministries")
    assert "Tỷ lệ cơ quan bắt buộc đạt của từng nơi" in shown.text
    own = next(link for link in shown.links if link.words.startswith("Bộ B"))
    assert own.query == {
        "as_of": ["2026-09-30"],
        "measure": ["slice"],
        "scope": ["mandatory"],
        "under": ["ministry:B"],
    }
    assert (
        "Bộ B, cơ quan thuộc đối tượng, bắt buộc đạt: "
        in seen(country(), measure="slice", scope="mandatory", under="ministry:B").text
    )


def test_a_slice_is_narrowed_by_the_link_and_its_numbers_are_the_series() -> None:
    drawn = country()
    page = opened(drawn, measure="slice", level="commune", scope="encouraged")
    narrowed = Slice(level=Level.COMMUNE, scope=Scope.ENCOURAGED)
    points = coverage.series(drawn.ledger, Measure.SLICE, START, TODAY, slice_=narrowed).points
    found = drawn_points(page, "UBND cấp xã")
    assert {day: found[day].split("(")[1] for day in found if day == "2021-04-30"} == {"2021-04-30": "4/12)"}
    assert all(f"({point.numerator}/{point.denominator})" in found[point.as_of.isoformat()] for point in points)


def test_the_pace_is_a_range_with_its_method_or_says_why_there_is_none() -> None:
    drawn = world(
        agency("Tỉnh 11", "province", code="11"),
        *(agency(f"xã {n}", "commune", under="Tỉnh 11") for n in range(20)),
        event("xã 0", "2020-01-01", "announced"),
        *(
            event(f"xã {n}", day, "announced")
            for n, day in enumerate(("2025-11-01", "2026-02-01", "2026-02-01", "2026-05-01", "2026-08-01"), 1)
        ),
    )
    shown = seen(drawn)
    assert "Với tốc độ của một năm qua, đạt 100% trong khoảng từ tháng 03/2028 đến tháng 03/2030" in shown.text
    assert "quãng nhanh nhất (+10,0 điểm phần trăm)" in shown.text
    assert ["30/03/2026", "20,0%", "4/20", "+10,0nhanh nhất"] in shown.rows
    assert (
        "Chưa đủ căn cứ để tính khi nào đạt 100%: trong một năm qua có sắp xếp"
        in seen(country(), as_of="2025-12-31").text
    )
    assert (
        "Chưa đủ căn cứ để tính khi nào đạt 100%: báo cáo chưa đủ một năm" in seen(country(), as_of="2016-06-30").text
    )
    assert "Không đạt 100% với tốc độ này" in seen(country(), as_of="2024-12-31").text


def test_a_day_before_any_report_says_which_day_has_one() -> None:
    shown = seen(country(), as_of="2013-04-27")
    assert "Chưa có báo cáo nào đến ngày 27/04/2013" in shown.text
    assert shown.link("Xem ngày 01/01/2016").query == {"as_of": ["2016-01-01"]}


def test_a_register_without_any_status_says_what_to_do() -> None:
    shown = seen(world(agency("Tỉnh A", "province", code="11"), agency("xã", "commune", under="Tỉnh A")))
    assert "Đề nghị cập nhật tình trạng của các cơ quan." in shown.text


def test_a_choice_that_counts_nothing_leads_back_to_the_country() -> None:
    shown = seen(country(), measure="slice", level="district", under="province:15")
    assert "Không có gì để đếm: Tỉnh 15, UBND cấp huyện đạt" in shown.text
    assert shown.link("Xem cả nước").query == {"as_of": ["2026-09-30"], "measure": ["slice"]}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"measure": "communse"}, '"communse" không hợp lệ'),
        ({"every": "week"}, '"week" không hợp lệ'),
        ({"map": "then1"}, '"then1" không hợp lệ'),
        ({"sort": "highest"}, '"highest" không hợp lệ'),
        ({"by": "x"}, '"x" không hợp lệ'),
        ({"measure": "slice", "level": "village"}, '"village" không hợp lệ'),
        ({"under": "province:99"}, "99"),
        ({"under": "tỉnh:11"}, '"tỉnh"'),
        ({"from": "2021-02-30"}, '"2021-02-30" không phải ngày hợp lệ'),
        ({"as_of": "hôm qua"}, '"hôm qua" không phải ngày hợp lệ'),
        ({"from": "2022-01-01", "as_of": "2021-04-27"}, "01/01/2022"),
    ],
)
def test_what_a_link_asks_wrongly_is_answered_by_a_sentence_and_the_nearest_view(
    asked: dict[str, str], sentence: str
) -> None:
    page = opened(country(), asked)
    assert "lưu ý" in page.shown.text
    assert sentence in page.shown.text
    assert len(figure(page)["data"]) > 0


def test_what_is_chosen_enters_the_link_as_an_id() -> None:
    page = opened(country())
    by_label = {box.label: box for box in page.app.selectbox}
    by_label["Chỉ số"].set_value("provinces")
    by_label["Kỳ"].set_value("year")
    again = page.run()
    assert (again.app.query_params["measure"], again.app.query_params["every"]) == ("provinces", "year")
    assert "Tỉnh, thành phố đạt yêu cầu: " in again.shown.text


def test_the_days_that_the_control_and_the_link_name_bound_the_plot() -> None:
    page = opened(country(), {"from": "2019-01-01"}, as_of="2021-04-27")
    assert figure(page)["layout"]["xaxis"]["range"] == ["2019-01-01", "2021-04-27"]
    assert f"01/01/2019 – {format_date(date(2021, 4, 27))}" in page.shown.text


@pytest.mark.parametrize(
    "query",
    [{}, {"map": "now"}, {"under": "province:11"}, {"measure": "slice"}, {"as_of": "2013-01-01"}, {"by": "none"}],
)
def test_trap_31_a_vietnamese_page_holds_no_english_sentence(query: dict[str, str]) -> None:
    page = opened(country(), query)
    said = page.shown.text + " ".join(
        note["text"] for note in (figure(page)["layout"]["annotations"] if page.app.get("plotly_chart") else [])
    )
    assert [sentence for sentence in plain_sentences() if sentence in said] == []


def test_trap_10_the_page_counts_nothing_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(measure: Measure, cells: Cells, slice_: Slice | None = None) -> Any:
        cells.covered[:] = False
        return counted_cells(measure, cells, slice_)

    monkeypatch.setattr("qms.coverage.sweep.counted_cells", nobody)
    page = opened(country())
    assert {text.split(" ")[0] for text in drawn_points(page, "UBND cấp xã").values()} == {"<b>0%</b>"}


def test_the_same_view_is_reached_by_every_link_of_the_page() -> None:
    page = opened(country(), map="now", every="quarter", measure="provinces_with_communes")
    order = page.shown.link("theo tên")
    assert order.query == {
        "as_of": ["2026-09-30"],
        "measure": ["provinces_with_communes"],
        "every": ["quarter"],
        "map": [OnMap.NOW.value],
        "sort": ["name"],
    }
