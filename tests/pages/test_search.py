"""The search on a page: the link and the field say the same, and each agency found leads to its dossier."""

from tests.coverage.worlds import World, agency, change, close, succession, world
from tests.pages.reading import Opened, open_page

EXPLORE = "follow/explore.py"


def country() -> World:
    return world(
        agency("Tỉnh Lâm Đồng", "province", code="68"),
        agency("Xã Lộc An", "commune", under="Tỉnh Lâm Đồng", code="24001"),
        agency("Xã Bảo Lâm 1", "commune", under="Tỉnh Lâm Đồng", code="24002", opened="2025-07-01"),
        *(agency(f"Xã Đạ {n}", "commune", under="Tỉnh Lâm Đồng", code=f"25{n:03d}") for n in range(1, 46)),
        change("Xã Đạ 45", "2024-01-01", name="Phường Đạ Huoai", code="25900"),
        close("Xã Lộc An", "2025-07-01"),
        succession("Xã Lộc An", "Xã Bảo Lâm 1", "2025-07-01", "merged"),
    )


def explore(**query: str) -> Opened:
    return open_page(country(), query, file=EXPLORE)


def test_a_link_opens_who_was_found_and_each_leads_to_its_dossier() -> None:
    shown = explore(find="da huoai", as_of="2025-12-31").shown
    assert '"da huoai": 1 cơ quan' in shown.text
    assert "UBND cấp xã · Tỉnh Lâm Đồng" in shown.text
    link = shown.link("Phường Đạ Huoai")
    assert link.href.startswith("/co-quan?")
    assert link.query == {"as_of": ["2025-12-31"], "agency": ["48"]}


def test_an_old_name_says_what_it_was_and_an_ended_one_what_it_became() -> None:
    renamed = explore(find="xã đạ 45").shown
    assert "trước đây là Xã Đạ 45 (25045), từ ngày 01/01/2010 đến trước ngày 01/01/2024" in renamed.text
    ended = explore(find="lộc an").shown
    assert "kết thúc ngày 01/07/2025, hợp nhất vào Xã Bảo Lâm 1" in ended.text
    assert ended.link("Xã Bảo Lâm 1").query == {"agency": ["3"]}
    to_come = explore(find="bao lam", as_of="2021-04-27").shown
    assert "bắt đầu từ ngày 01/07/2025" in to_come.text


def test_what_is_typed_stands_in_the_link() -> None:
    opened = explore()
    opened.app.text_input[0].set_value("  lộc   an ")
    again = opened.run()
    assert again.app.query_params["find"] == "lộc an"
    assert "Xã Lộc An" in again.shown.text
    again.app.text_input[0].set_value("")
    assert "find" not in again.run().app.query_params


def test_many_come_in_pages() -> None:
    first = explore(find="đạ")
    assert "1–20 trong 45" in first.shown.text
    last = first.follow(first.shown.link("Trang sau →"))
    last = last.follow(last.shown.link("Trang sau →"))
    assert "41–45 trong 45" in last.shown.text
    assert last.shown.link("← Trang trước").query == {"find": ["đạ"], "page": ["2"]}


def test_nobody_found_says_so_and_what_would_find_somebody() -> None:
    shown = explore(find="lộcc an").shown
    assert 'Trước đây và hiện nay đều không có cơ quan nào có tên hoặc mã "lộcc an".' in shown.text
    assert shown.link("loc an").query == {"find": ["loc an"]}
    assert "Chỉ cần vài chữ trong tên" in explore(find="zzzz").shown.text


def test_names_and_questions_cannot_break_the_page() -> None:
    shown = explore(find="<b>lộc an</b>").shown
    assert "b" not in shown.tags
    assert "<b>lộc an</b>" in shown.text
