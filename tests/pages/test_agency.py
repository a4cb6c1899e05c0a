"""The dossier's page: every state of it, read as its reader does."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from pages.parts.menu import UPDATE
from qms.vocabulary import BatchKind
from tests.coverage.dossier.wards import BA_DINH, HA_NOI, QUAN_THANH, TRUC_BACH, ward
from tests.coverage.worlds import World, agency, batch, change, close, event, succession, undo, world
from tests.pages.country import country
from tests.pages.reading import Opened, open_page
from tests.pages.stored import ANALYST, READER, open_stored, store_of

FILE = "follow/agency.py"


@pytest.fixture(autouse=True)
def anchors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_ANCHORS", str(tmp_path / "anchors"))


def opened(drawn: World, folder: Path, label: str | None = None, **asked: str) -> Opened:
    """The dossier of a body drawn under a label."""
    query = {"agency": str(drawn.id(label))} if label else {}
    return open_stored(store_of(folder, drawn.drafts), FILE, query | asked, access=READER)


def test_the_head_says_where_the_body_stands_since_when_and_why(tmp_path: Path) -> None:
    shown = opened(ward(), tmp_path, BA_DINH).shown
    assert "đã công bố từ 30/05/2026 · đạt" in shown.text
    assert "Đạt: đã công bố cho 187/187 TTHC, ISO 9001:2015." in shown.text
    assert "Cả nước › Thành phố Hà Nội › UBND cấp xã › Phường Ba Đình" in shown.text
    assert "Vùng Đồng bằng sông Hồng" in shown.text
    assert "đến 30/06/2025 mã này là Phường Trúc Bạch" in " ".join(shown.text.split())


def test_corrections_are_struck_through_beside_what_stands_now(tmp_path: Path) -> None:
    shown = opened(ward(), tmp_path, BA_DINH).shown
    assert "2 báo cáo, 3 lần đính chính" in shown.text
    assert "trước đó: 180/187 TTHC đợt 6 đính chính đợt 5" in shown.text
    assert "trước đó: từ 15/08/2025 đợt 4 đính chính đợt 3" in shown.text
    assert "Quyết định 214/QĐ-UBND ngày 29/05/2026 · 187/187 TTHC · ISO 9001:2015" in shown.text
    assert "Đã hoàn tác: Đợt 8" in shown.text
    assert shown.tags.count("del") == 4
    assert {link.query["batch"][0] for link in shown.links if link.href.startswith("/lich-su")} >= {"2", "4", "6", "8"}


def test_what_was_recorded_later_does_not_show(tmp_path: Path) -> None:
    shown = opened(ward(), tmp_path, BA_DINH, known_on="2026-01-04").shown
    assert "Chưa đạt: đang xây dựng, chưa công bố." in shown.text
    assert "187" not in shown.text


def test_trap_12_silence_not_started_and_nothing_covered_have_three_names(tmp_path: Path) -> None:
    drawn = world(
        agency("Hà Giang", "province", code="02"),
        *(agency(f"xã {n}", "commune", under="Hà Giang") for n in range(3)),
        event("xã 1", "2021-01-01", "not_started"),
        event("xã 2", "2021-01-01", "announced", 0, 9),
    )
    said = [opened(drawn, folder, f"xã {n}").shown.text for n, folder in enumerate(folders(tmp_path, 3))]
    assert "chưa có báo cáo hoạt động từ 01/01/2010 · chưa đạt" in said[0]
    assert "chưa triển khai từ 01/01/2021 · chưa đạt" in said[1]
    assert "đã công bố, còn thiếu TTHC từ 01/01/2021 · chưa đạt" in said[2]
    assert "đã công bố cho 0/9 TTHC; còn thiếu 9 thủ tục." in said[2]


def folders(path: Path, count: int) -> list[Path]:
    made = [path / str(n) for n in range(count)]
    for folder in made:
        folder.mkdir()
    return made


def test_predecessors_lead_to_their_last_day_and_back(tmp_path: Path) -> None:
    page = opened(ward(), tmp_path, BA_DINH)
    row = next(row for row in page.shown.rows if row[1:2] == ["00004"])
    assert row == ["Phường Trúc Bạchhợp nhất", "00004", "đã công bố15/03/2021 · 112/112 TTHC"]
    there = next(link for link in page.shown.links if link.words == TRUC_BACH)
    assert there.query == {"agency": ["3"], "as_of": ["2025-06-30"]}
    before = page.follow(there)
    assert before.app.title[0].value == TRUC_BACH
    assert "Đạt: đã công bố cho 112/112 TTHC." in before.shown.text
    assert "Cơ quan sau sắp xếp" in before.shown.text


def test_lanes_have_a_table_and_words_for_those_who_listen(tmp_path: Path) -> None:
    shown = opened(ward(), tmp_path, BA_DINH).shown
    assert "1 trong 2 cơ quan cũ đạt vào ngày cuối cùng" in shown.text
    assert ["Phường Trúc Bạch", "01/04/2018", "đang xây dựng"] in shown.rows
    assert ["Phường Quán Thánh", "01/01/2017", "chưa có báo cáo"] in shown.rows
    assert "chưa có báo cáo từ 01/07/2025; đang xây dựng từ 01/09/2025; đã công bố từ 30/05/2026" in shown.text


def test_a_closed_body_on_a_later_day_says_what_it_became(tmp_path: Path) -> None:
    shown = opened(ward(), tmp_path, QUAN_THANH).shown
    assert "Đến ngày 30/09/2026, cơ quan này đã kết thúc hoạt động: ngày cuối cùng là 30/06/2025 ." in shown.text
    assert "Đã chia tách vào Phường Ba Đình ." in shown.text
    assert shown.link("30/06/2025").query == {"agency": ["4"], "as_of": ["2025-06-30"]}


def test_on_a_day_before_it_opened_the_first_day_is_a_link(tmp_path: Path) -> None:
    page = opened(ward(), tmp_path, BA_DINH, as_of="2021-04-27")
    assert "Ngày 27/04/2021 cơ quan này chưa được thành lập." in page.shown.text
    first = page.follow(page.shown.link("01/07/2025"))
    assert "hoạt động từ 01/07/2025 · chưa đạt" in first.shown.text
    assert "Sau ngày này còn 2 báo cáo." in first.shown.text
    assert "phải công bố lại" not in first.shown.text


def test_a_body_taken_out_again_and_one_not_known_yet(tmp_path: Path) -> None:
    gone = ward(batch(agency("Xã Nhầm", "commune", under=HA_NOI)), batch(undo(9), kind=BatchKind.UNDO))
    one, two = folders(tmp_path, 2)
    taken = opened(gone, one, "Xã Nhầm").shown
    assert "Cơ quan này đã được rút khỏi danh mục" in taken.text
    assert "đã rút lại: 01/01/2010" in taken.text
    page = opened(gone, two, "Xã Nhầm", known_on="2026-01-04")
    assert page.app.title[0].value != "Xã Nhầm"
    assert "Theo dữ liệu đến ngày 04/01/2026, cơ quan này chưa có trong danh mục" in page.shown.text
    now = page.follow(page.shown.link("Xem theo dữ liệu hiện nay"))
    assert now.app.title[0].value == "Xã Nhầm"


@pytest.mark.parametrize("asked", ["99", "0", "-1", "x", "00004x", "²", "9" * 40])
def test_an_unknown_id_is_answered_by_a_sentence_and_the_search(tmp_path: Path, asked: str) -> None:
    page = opened(ward(), tmp_path, agency=asked)
    assert f'"{asked}" không phải số hiệu của cơ quan nào.' in page.shown.text
    assert len(page.app.text_input) == 1


def test_question_29_a_code_means_each_of_its_bearers_on_their_days(tmp_path: Path) -> None:
    page = opened(ward(), tmp_path, find="00004", as_of="2021-04-27")
    assert "Ngày 27/04/2021, mã 00004 là Phường Trúc Bạch" in page.shown.text
    assert [row for row in page.shown.rows if len(row) == 4] == [
        ["Từ ngày", "Đến ngày", "Tên", "Cấp"],
        ["01/01/2010", "30/06/2025", TRUC_BACH, "UBND cấp xã"],
        ["01/07/2025", "nay", BA_DINH, "UBND cấp xã"],
    ]
    links = [link for link in page.shown.links if link.words == BA_DINH]
    assert links[0].query == {"agency": ["5"], "as_of": ["2025-07-01"]}
    nobody = opened(ward(), folders(tmp_path, 1)[0], find="00013").shown
    assert "Ngày 30/09/2026 không có cơ quan nào mang mã 00013" in nobody.text


def test_the_page_without_anybody_asks_which_agency(tmp_path: Path) -> None:
    assert "Cơ quan nào?" in opened(ward(), tmp_path).shown.text


def test_a_ministry_that_absorbed_another_must_announce_again_since_then(tmp_path: Path) -> None:
    drawn = world(
        agency("Bộ A", "ministry", code="A"),
        agency("Bộ B", "ministry", code="B"),
        agency("Cục A", "ministry_unit", under="Bộ A", code="CA"),
        event("Bộ A", "2020-01-01", "announced", 5, 5, standard="2008"),
        close("Bộ B", "2025-03-01"),
        succession("Bộ B", "Bộ A", "2025-03-01", "absorbed"),
        change("Bộ A", "2025-03-01", name="Bộ A và B"),
    )
    shown = opened(drawn, tmp_path, "Bộ A").shown
    assert "phải công bố lại từ ngày 01/03/2025: đã nhận sáp nhập Bộ B" in shown.text
    assert "quá hạn 1.918 ngày" in shown.text
    assert "chuyển đổi từ ISO 9001:2008 sang ISO 9001:2015" in shown.text
    assert "còn 1 cơ quan thuộc diện bắt buộc chưa đạt" in shown.text
    assert "Bộ A → Bộ A và B" in shown.text
    around = next(link for link in shown.links if link.words == "1/2")
    assert around.query["scope"] == ["mandatory"]
    assert around.query["under"] == ["ministry:A"]


def test_trap_35_the_counts_around_open_lists_of_their_length(tmp_path: Path) -> None:
    drawn = country()
    page = opened(drawn, tmp_path, "xã 96.0", as_of="2021-04-27")
    link = next(link for link in page.shown.links if link.words == "1/3")
    listed = open_page(drawn, {name: values[0] for name, values in link.query.items()}).shown
    assert "Dòng 1–3 trong 3;" in listed.text
    lacking = next(link for link in page.shown.links if link.words == "2 chưa đạt")
    part = open_page(drawn, {name: values[0] for name, values in lacking.query.items()}).shown
    assert "Dòng 1–2 trong 2;" in part.text


def test_procedures_that_are_no_longer_stated_are_told_with_their_day(tmp_path: Path) -> None:
    drawn = world(
        agency("Tỉnh", "province", code="01"),
        event("Tỉnh", "2016-09-21", "applied", 0, 240),
        event("Tỉnh", "2018-12-11", "announced"),
    )
    shown = opened(drawn, tmp_path, "Tỉnh").shown
    assert "Lần cuối nêu số TTHC, từ 21/09/2016: 0 trong 240 đã áp dụng (0%)" in shown.text
    assert "Đạt: đã công bố; chưa nêu số thủ tục hành chính." in shown.text


def test_only_who_may_change_data_is_led_to_the_form(tmp_path: Path) -> None:
    database = store_of(tmp_path, ward().drafts)
    reader = open_stored(database, FILE, {"agency": "5"}, access=READER).shown
    analyst = open_stored(database, FILE, {"agency": "5"}, access=ANALYST).shown
    assert not any(link.href.startswith(f"/{UPDATE}") for link in reader.links)
    assert analyst.link("Nhập tình trạng của cơ quan này").href == f"/{UPDATE}?agency=5"


def test_hostile_names_are_inert(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>\"'{day}&amp;[x](y)"
    drawn = world(agency("Tỉnh", "province", code="01"), agency(name, "commune", under="Tỉnh"))
    page = opened(drawn, tmp_path, name)
    assert "img" not in page.shown.tags
    assert name in page.shown.text


def test_english_is_complete(tmp_path: Path) -> None:
    shown = open_stored(store_of(tmp_path, ward().drafts), FILE, {"agency": "5"}, language="en").shown
    assert "announced since 30 May 2026 · covered" in shown.text
    assert "Undone by Batch 8" in shown.text
    assert all("find" not in unquote(link.href) for link in shown.links)
