"""The overview as its reader meets it: the right numbers, in words that hold, in every state it can be in."""

import re
from datetime import date

import numpy as np
import pytest

from qms import coverage
from qms.coverage import figures
from qms.coverage.timeline import Cells
from qms.i18n import LANGUAGES, format_count, label, use_language
from qms.vocabulary import MEASURES, BatchKind, Measure
from tests.coverage.worlds import agency, batch, event, world
from tests.i18n.catalogues import read_catalogue
from tests.pages.country import country
from tests.pages.reading import Shown, open_page

DAY = "2021-04-27"
DAYS = ("2016-06-30", DAY, "2025-06-30", "2025-07-01", "2026-09-30")


def tiles(shown: Shown) -> list[tuple[str, str]]:
    """Rate and fraction of the five figures, in their order."""
    labels = [label(measure) for measure in MEASURES]
    found = []
    for text, rate, fraction in zip(shown.texts, shown.texts[1:], shown.texts[2:], strict=False):
        if text in labels and re.match(r"\d[\d.,]*/\d", fraction):
            found.append((rate, fraction.split(" ")[0]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_trap_9_the_five_figures_are_printed_as_everywhere(day: str, language: str) -> None:
    drawn = country()
    with use_language(language):
        expected = [
            (figure.text(language), f"{format_count(figure.numerator)}/{format_count(figure.denominator)}")
            for figure in figures(drawn.ledger, date.fromisoformat(day))
        ]
        shown = open_page(drawn, language=language, as_of=day).shown
        assert tiles(shown) == expected


def test_the_figures_of_the_drawn_country() -> None:
    shown = open_page(country(), as_of=DAY).shown
    assert tiles(shown) == [("66,7%", "2/3"), ("33,3%", "1/3"), ("25,0%", "1/4"), ("50,0%", "2/4"), ("33,3%", "4/12")]
    assert "Đến ngày 27/04/2021, 2/3 bộ, ngành (66,7%) và 1/4 tỉnh, thành phố (25,0%) đã công bố" in shown.text
    assert "2/4 tỉnh, thành phố (50,0%) có ít nhất một UBND cấp xã đạt." in shown.text


def test_published_figures_are_set_beside_with_their_verdict() -> None:
    shown = open_page(country(), as_of=DAY).shown
    assert "Đã công khai: 67% (2/3) = khớp" in shown.text
    assert "Đã công khai: 34% (4/12) ≠ không khớp – tính lại: 33,3%" in shown.text
    assert "= 1 khớp , ≠ 1 không khớp" in shown.text
    assert "a newspaper; báo cáo của bộ, ngành, tỉnh (mô phỏng)" in shown.text


def test_without_an_announcement_of_the_day_the_nearest_earlier_one_is_shown_with_its_day() -> None:
    later, earlier = (open_page(country(), as_of=day).shown for day in ("2021-04-28", "2021-04-26"))
    assert "Công khai gần nhất, 27/04/2021 : 34% (4/12)" in later.text
    assert "Đối chiếu" not in later.text
    assert "Chưa có số liệu công khai đến ngày này" in earlier.text


def test_a_change_over_a_year_is_told_in_points_and_bodies() -> None:
    shown = open_page(country(), as_of=DAY).shown
    assert "Tỷ lệ không đổi bằng ngày 27/04/2020" in shown.text
    assert "▼ 8,3 điểm phần trăm" not in shown.text
    assert "Một năm qua: 1 xã đạt thêm, 1 xã không còn đạt" in shown.text
    assert ["Không còn đạt (1 chưa áp dụng cho toàn bộ TTHC)", "− 1", "0"] in shown.rows
    assert ["Đạt ngày 27/04/2020", "4", "12"] in shown.rows
    assert ["Đạt ngày 27/04/2021", "4", "12"] in shown.rows


def test_a_change_across_a_reorganisation_is_told_in_words() -> None:
    shown = open_page(country(), as_of="2026-06-30").shown
    assert "Sắp xếp ngày 01/07/2025 (12 → 8), không so tỷ lệ; ngày 30/06/2025: 4/12" in shown.text
    assert "▲" not in shown.text
    assert "Một năm qua: 12 → 8 UBND cấp xã sau sắp xếp, 1 xã mới đạt" in shown.text
    assert ["Sáp nhập, chia tách (8 cơ quan)", "− 3", "− 4"] in shown.rows


def test_silence_is_told_apart_from_not_covered() -> None:
    shown = open_page(country(), as_of=DAY).shown
    assert "8 chưa đạt , trong đó 6 chưa có báo cáo" in shown.text
    assert ["Nơi thấp", "–"] not in shown.rows
    silent = next(row for row in shown.rows if row[0] == "15")
    assert silent[1:3] == ["–chưa có báo cáo", "0/3"]
    assert next(row for row in shown.rows if row[0] == "12")[1:3] == ["0%", "0/3"]


def test_provinces_are_drawn_on_the_map_of_their_day() -> None:
    before, after = (open_page(country(), as_of=day).shown for day in ("2025-06-30", "2025-07-01"))
    assert "q-map" in before.classes
    assert before.classes.count("q-isle") == after.classes.count("q-isle") == 2


def test_provinces_that_have_no_tile_are_listed_all_the_same() -> None:
    drawn = world(
        agency("Tỉnh lạ", "province", code="99"),
        agency("xã", "commune", under="Tỉnh lạ"),
        event("xã", "2020-01-01", "announced", 5, 5),
    )
    shown = open_page(drawn, as_of=DAY).shown
    assert "Chưa có bản đồ ô cho các tỉnh, thành phố của ngày này." in shown.text
    assert ["lạ", "100%", "1/1", ""] in shown.rows


def test_the_day_before_any_report_says_which_day_has_one() -> None:
    shown = open_page(country(), as_of="2013-04-27").shown
    assert "Chưa có báo cáo nào đến ngày 27/04/2013" in shown.text
    assert "Báo cáo đầu tiên có hiệu lực từ ngày 01/01/2016." in shown.text
    assert shown.link("Xem ngày 01/01/2016").query == {"as_of": ["2016-01-01"]}
    assert [link.words for link in shown.links if "measure" in link.query] == [
        "0/3 bộ, ngành",
        "0/4 tỉnh, thành phố",
        "0/12 UBND cấp xã",
    ]


def test_a_register_without_any_status_says_so() -> None:
    drawn = world(agency("Tỉnh A", "province", code="11"), agency("xã", "commune", under="Tỉnh A"))
    shown = open_page(drawn).shown
    assert "Chưa có báo cáo nào đến ngày 30/09/2026" in shown.text
    assert "Đã có danh mục cơ quan. Đề nghị cập nhật tình trạng của các cơ quan." in shown.text
    assert "%" not in shown.text


def test_an_empty_database_says_so() -> None:
    shown = open_page(world()).shown
    assert "Ngày này chưa có cơ quan nào trong danh mục." in shown.text
    assert "Đề nghị nạp danh mục trước: bằng lệnh qms init hoặc bằng một đợt cập nhật." in shown.text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("2030-04-27", "Ngày 27/04/2030 chưa đến nên chưa có số liệu. Đang hiện ngày 30/09/2026."),
        ("2021-02-30", '"2021-02-30" không phải ngày hợp lệ'),
        ("hôm qua", '"hôm qua" không phải ngày hợp lệ'),
        ("0001-01-01", "Đang hiện ngày 01/01/1990."),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused_with_a_sentence(asked: str, sentence: str) -> None:
    opened = open_page(country(), as_of=asked)
    assert sentence in opened.shown.text
    assert opened.app.title[0].value.endswith("01/01/1990" if asked == "0001-01-01" else "30/09/2026")


def test_the_day_is_chosen_by_the_control_and_stands_in_the_link() -> None:
    opened = open_page(country())
    opened.app.date_input[0].set_value(date(2021, 4, 27))
    again = opened.run()
    assert again.app.query_params["as_of"] == DAY
    assert ("33,3%", "4/12") in tiles(again.shown)
    again.app.date_input[0].set_value(date(2026, 9, 30))
    assert "as_of" not in again.run().app.query_params


def test_a_wrong_day_in_the_link_is_replaced_by_what_is_chosen() -> None:
    opened = open_page(country(), as_of="2030-01-01")
    opened.app.date_input[0].set_value(date(2021, 4, 27))
    again = opened.run()
    assert "chưa đến" not in again.shown.text
    assert again.app.query_params["as_of"] == DAY


def test_a_cleared_day_is_today() -> None:
    opened = open_page(country(), as_of=DAY)
    opened.app.date_input[0].set_value(None)
    assert opened.run().app.title[0].value == "Tổng quan đến ngày 30/09/2026"


def test_figures_as_known_before_a_correction() -> None:
    now, then = (open_page(country(), known, as_of=DAY).shown for known in ({}, {"known_on": "2026-08-31"}))
    assert tiles(now)[-1] == ("33,3%", "4/12")
    assert tiles(then)[-1] == ("41,7%", "5/12")
    assert "31/08/2026 (đợt 1)" in then.text
    assert all(link.query["known_on"] == ["2026-08-31"] for link in then.links if "measure" in link.query)


def test_a_moment_before_any_report_was_recorded_leads_to_what_is_known_now() -> None:
    shown = open_page(country(), as_of=DAY, known_on="2026-07-31").shown
    assert "Đến ngày 31/07/2026 chưa ghi nhận tình trạng nào." in shown.text
    assert shown.link("Xem theo dữ liệu hiện nay").query == {"as_of": [DAY]}


def test_only_simulated_data_bear_the_label() -> None:
    assert "SỐ LIỆU MINH HỌA" in open_page(country()).shown.text
    assert "mô phỏng" not in open_page(country(kind=BatchKind.STATUS), as_of=DAY).shown.text


def test_names_cannot_break_the_page() -> None:
    drawn = world(
        agency('<img src=x onerror="alert(1)">', "province", code="11"),
        agency("<b>xã</b>", "commune", under='<img src=x onerror="alert(1)">', code="<i>"),
        event("<b>xã</b>", "2020-01-01", "announced", 5, 5),
    )
    whole, listed, under = (
        open_page(drawn, query, as_of=DAY).shown
        for query in ({}, {"measure": "communes"}, {"measure": "communes", "under": "province:11"})
    )
    assert "img" not in {*whole.tags, *listed.tags, *under.tags}
    assert "<b>xã</b>" in under.text


def test_trap_10_another_rule_of_counting_changes_everything_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    on = coverage.timeline.Timeline.on

    def nobody(timeline: coverage.timeline.Timeline, day: int) -> Cells:
        cells = on(timeline, day)
        return cells._replace(covered=np.zeros_like(cells.covered))

    monkeypatch.setattr(coverage.timeline.Timeline, "on", nobody)
    shown = open_page(country(), as_of=DAY).shown
    assert tiles(shown) == [("0%", f"0/{d}") for d in (3, 3, 4, 4, 12)]
    assert [row[2] for row in shown.rows if row[0] in {"11", "12", "15", "96"}][:4] == ["0/3"] * 4
    assert "tính lại: 0%" in shown.text


def plain_sentences() -> set[str]:
    """English messages long enough not to be part of a name or a word of another language."""
    catalogue = read_catalogue("en")
    texts = {str(message.string) for message in catalogue if message.id and isinstance(message.id, str)}
    return {text for text in texts if " " in text and "{" not in text and len(text) > 8}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"as_of": DAY},
        {"as_of": "2013-01-01"},
        {"as_of": "x", "measure": "y", "known_on": "z"},
        {"as_of": DAY, "measure": "communes"},
        {"as_of": DAY, "measure": "ministries"},
        {"as_of": DAY, "measure": "communes", "from": "2020-04-27", "status": "gained"},
    ],
)
def test_trap_31_a_vietnamese_page_holds_no_english_sentence(query: dict[str, str]) -> None:
    shown = open_page(country(), query).shown
    assert [sentence for sentence in plain_sentences() if sentence in shown.text] == []


def test_another_batch_is_seen_at_once() -> None:
    later = country()
    earlier = world(batch(agency("Tỉnh 11", "province", code="11")))
    assert tiles(open_page(earlier, as_of=DAY).shown) == []
    assert ("33,3%", "4/12") in tiles(open_page(later, as_of=DAY).shown)
    assert figures(later.ledger, date(2021, 4, 27))[Measure.COMMUNES].numerator == 4
