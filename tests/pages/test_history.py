"""The update history as its reader meets it: all batches, one batch and what it did, its undo, the reports received."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pages.parts import undoing
from qms.errors import CouldNot
from qms.importing.apply import Report, apply, prepare
from qms.store.batches import append
from qms.store.database import Database
from qms.store.facts import Draft
from qms.store.history import history
from qms.store.ledger import forget
from qms.store.undo import undo
from qms.vocabulary import BatchKind
from tests.coverage.worlds import Batch, agency, batch, day, event, world
from tests.pages.reading import Opened
from tests.pages.stored import READER, open_stored, press, store_of

PAGE = "update/history.py"
FILE = "agency_code;agency_name;status;effective_date;procedures_total;procedures_covered;note\n"
ROW = "00002;xã A;announced;27/04/2021;7;7;lần đầu\n"


def country(folder: Path, *later: Batch) -> Database:
    """A province with two communes, a ministry; a report of each commune; and what is recorded later."""
    drawn = world(
        batch(
            agency("Tỉnh Huế", "province", code="46"),
            agency("xã A", "commune", under="Tỉnh Huế", code="00002"),
            agency("xã B", "commune", under="Tỉnh Huế", code="00003"),
            agency("Bộ Y tế", "ministry", code="BYT"),
            kind=BatchKind.REGISTER,
            recorded_at=datetime(2021, 5, 1, 3, tzinfo=UTC),
        ),
        batch(event("xã A", "2021-04-27", "building"), recorded_at=datetime(2021, 5, 3, 18, tzinfo=UTC)),
        batch(event("xã B", "2021-04-28", "announced", 5, 5), recorded_at=datetime(2021, 6, 1, 3, tzinfo=UTC)),
        *later,
    )
    return store_of(folder, drawn.drafts)


def send(database: Database, content: str, *, by: str = "Lan", report: Report | None = None) -> int | None:
    """Take a file in; returns its batch, or that of its receipt."""
    prepared = prepare(database, content.encode(), "báo cáo.csv", today=day("2026-09-30"))
    done = apply(database, prepared, by=by, note="Sửa xã A", report=report)
    return done.batch or done.receipt


def show(database: Database, **query: str) -> Opened:
    return open_stored(database, PAGE, query)


def test_an_empty_store_says_that_nothing_was_recorded_and_where_that_begins(tmp_path: Path) -> None:
    shown = show(store_of(tmp_path)).shown
    assert "Chưa có đợt cập nhật nào" in shown.text
    assert "/cap-nhat" in shown.link("Cập nhật số liệu").href


def test_all_batches_newest_first_with_who_when_what(tmp_path: Path) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW)
    shown = show(database).shown
    assert [row[0] for row in shown.rows] == ["Đợt", "4", "3", "2", "1"]
    newest = shown.rows[1]
    assert "Sửa xã A" in newest[2]
    assert "báo cáo.csv" in newest[2]
    assert (newest[3], newest[4]) == ("Lan", "thay đổi 1")
    assert shown.rows[3][1] == "04/05/2021 01:00"


def test_many_batches_come_a_page_at_a_time(tmp_path: Path) -> None:
    database = country(tmp_path)
    for number in range(30):
        append(database, Draft(BatchKind.RECEIPT, "an", note=f"Biên nhận {number}"))
    first = show(database)
    assert [row[0] for row in first.shown.rows[1:3]] == ["33", "32"]
    assert len(first.shown.rows) == 26
    second = first.follow(first.shown.link("Trang sau →"))
    assert [row[0] for row in second.shown.rows[1:]] == [str(number) for number in range(8, 0, -1)]
    assert "Dòng 26–33 trong 33" in second.shown.text
    assert [row[0] for row in show(database, page="9").shown.rows[1:]][-1] == "1"
    assert '"x" không phải là trang' in show(database, page="x").shown.text


@pytest.mark.parametrize("words", ["SUA XA A", "bao cao.csv", "lan", "4 sửa"])
def test_batches_are_found_by_words_without_diacritics(tmp_path: Path, words: str) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW)
    assert [row[0] for row in show(database, search=words).shown.rows[1:]] == ["4"]


def test_the_list_is_narrowed_by_kind_and_reporter_and_says_when_nothing_is_left(tmp_path: Path) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW, report=Report("province:46", "2026"))
    assert [row[0] for row in show(database, kind="register").shown.rows[1:]] == ["1"]
    assert [row[0] for row in show(database, reporter="province:46").shown.rows[1:]] == ["4"]
    nothing = show(database, kind="register", reporter="province:46").shown
    assert "Không có đợt nào khớp bộ lọc" in nothing.text
    assert nothing.link("Xem tất cả các đợt").query == {}
    unknown = show(database, kind="x").shown
    assert '"x" không có trong danh sách chọn. Đang hiện: tất cả.' in unknown.text
    assert len(unknown.rows) == 5


def test_a_choice_on_the_page_stands_in_the_link(tmp_path: Path) -> None:
    database = country(tmp_path)
    opened = show(database)
    opened.app.selectbox(key="kind").set_value("register")
    again = opened.run()
    assert again.app.query_params["kind"] in ("register", ["register"])
    assert [row[0] for row in again.shown.rows[1:]] == ["1"]


def test_one_batch_tells_all_that_is_known_of_it_and_what_it_did_to_the_figures(tmp_path: Path) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW, report=Report("province:46", "2026"))
    opened = show(database, batch="4", as_of="2021-04-27")
    shown, found = opened.shown, history(database).batches[-1]
    assert "Đợt 4: ghi thêm 0 dữ kiện, thay đổi 1, rút lại 0" in shown.text
    assert "Báo cáo của Tỉnh Huế , kỳ 2026" in shown.text
    assert f"{found.hash[:4]}…{found.hash[-4:]}" in shown.text
    assert "2 trong 5 chỉ số cả nước thay đổi" in shown.text
    assert "Tính đến ngày 27/04/2021, theo dữ liệu sau đợt 3 và sau đợt 4" in shown.text
    assert ["UBND cấp xã đạt1 mới đạt", "0/20%", "1/250,0%", "▲ 1tăng 50,0 điểm phần trăm", "1 mới đạt"] in shown.rows
    assert [
        "UBND cấp xã đạt, Tỉnh Huế1 mới đạt",
        "0/20%",
        "1/250,0%",
        "▲ 1tăng 50,0 điểm phần trăm",
        "1 mới đạt",
    ] in shown.rows
    row = next(row for row in shown.rows if row[0].startswith("xã A"))
    assert row[2].startswith("→thay đổiTình trạng: đang xây dựng → đã công bố")
    assert "Tổng số TTHC: chưa nêu → 7" in row[2]
    assert shown.link("xã A").query["agency"] == ["2"]


def test_the_figures_of_a_batch_are_those_of_the_day_it_was_recorded_unless_another_is_asked_for(
    tmp_path: Path,
) -> None:
    database = country(tmp_path)
    shown = show(database, batch="3").shown
    assert "Tính đến ngày 01/06/2021" in shown.text
    assert ["UBND cấp xã đạt1 mới đạt", "0/20%", "1/250,0%", "▲ 1tăng 50,0 điểm phần trăm", "1 mới đạt"] in shown.rows
    earlier = show(database, batch="3", as_of="2021-04-27").shown
    assert "Không chỉ số nào trong 5 chỉ số cả nước thay đổi" in earlier.text
    wrong = show(database, batch="3", as_of="2021-02-30").shown
    assert '"2021-02-30" không phải ngày hợp lệ' in wrong.text


def test_the_lists_behind_before_and_after_open_where_a_day_names_exactly_that_state(tmp_path: Path) -> None:
    moved = show(country(tmp_path), batch="3").shown
    queries = [(link.words, link.query.get("known_on")) for link in moved.links if "measure" in link.query]
    assert queries[:2] == [("0/1", ["2021-05-04"]), ("1/1", None)]


def test_where_no_day_names_the_state_the_moment_of_recording_does(tmp_path: Path) -> None:
    database = country(
        tmp_path,
        batch(event("xã A", "2021-05-30", "announced", 5, 5), recorded_at=datetime(2021, 6, 1, 4, tzinfo=UTC)),
        batch(event("xã B", "2021-05-31", "announced", 6, 6), recorded_at=datetime(2021, 6, 1, 5, tzinfo=UTC)),
    )
    moved = show(database, batch="4", as_of="2021-06-01").shown
    asked = [link.query for link in moved.links if link.query.get("measure") == ["communes"]]
    assert [query["known_on"] for query in asked[:2]] == [
        ["2021-06-01T03:00:00.000000Z"],
        ["2021-06-01T04:00:00.000000Z"],
    ]
    opened = {name: values[0] for name, values in asked[1].items()}
    members = open_stored(database, "follow/overview.py", opened).shown
    assert "Hiển thị số liệu theo những gì đã ghi nhận đến 01/06/2021 11:00, chưa đến hết ngày đó." in members.text
    assert "2/2" in members.text
    assert "đợt 4" in members.text


@pytest.mark.parametrize("asked", ["99", "0", "x", "-1"])
def test_a_batch_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path, asked: str) -> None:
    shown = show(country(tmp_path), batch=asked).shown
    assert f"Không có đợt {asked}" in shown.text
    assert shown.link("Xem đợt 3").query == {"batch": ["3"]}


def test_the_file_of_a_batch_comes_back_byte_for_byte(tmp_path: Path) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW)
    opened = show(database, batch="4")
    (button,) = [one for one in opened.app.get("download_button") if one.proto.id.endswith("file-4")]
    assert f"({len((FILE + ROW).encode())} byte)" in button.proto.label


def test_an_undo_is_asked_for_twice_told_before_and_leaves_a_receipt(tmp_path: Path) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW)
    question = press(show(database, batch="4"), "undo-ask")
    assert "Hoàn tác đợt 4?" in question.shown.text
    assert "rút lại 1 dữ kiện, khôi phục 1 dữ kiện có hiệu lực trước đó" in question.shown.text
    assert [
        "UBND cấp xã đạt1 không còn đạt",
        "2/2100%",
        "1/250,0%",
        "▼ 1giảm 50,0 điểm phần trăm",
        "1 không còn đạt",
    ] in question.shown.rows
    assert database.data_version() == 4
    question.app.text_input(key="undo-note").set_value("nhầm tệp")
    done = press(question, "undo-do")
    assert "Đã hoàn tác đợt 4 bằng đợt 5 . Số dữ kiện được khôi phục: 1." in done.shown.text
    assert done.shown.link("Xem đợt 5").query == {"batch": ["5"]}
    told = history(database).batches[-1]
    assert (told.kind, told.reverts, told.by, told.note) == ("undo", 4, "local", "nhầm tệp")
    assert "đã được hoàn tác bằng đợt" in done.shown.text
    assert [button.key for button in done.app.button] == []


def test_an_undo_can_be_left_without_a_trace(tmp_path: Path) -> None:
    database = country(tmp_path)
    left = press(show(database, batch="3", step="undo"), "undo-leave")
    assert "Hoàn tác đợt 3?" not in left.shown.text
    assert database.data_version() == 3


def test_an_undo_on_which_later_batches_build_is_refused_with_their_numbers(tmp_path: Path) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW)
    shown = show(database, batch="2", step="undo").shown
    assert "Không hoàn tác được đợt 2: đợt 4 dựa trên đợt này." in shown.text
    assert "Không có gì thay đổi." in shown.text


def test_who_only_reads_sees_everything_but_the_undo(tmp_path: Path) -> None:
    database = country(tmp_path)
    opened = open_stored(database, PAGE, {"batch": "3", "step": "undo"}, access=READER)
    assert [button.key for button in opened.app.button] == []
    assert "Chỉ chuyên viên được phân quyền mới hoàn tác được đợt cập nhật." in opened.shown.text
    assert "Đợt 3: ghi thêm 1 dữ kiện" in opened.shown.text


def test_an_undo_is_shown_anew_when_somebody_wrote_meanwhile(tmp_path: Path) -> None:
    database = country(tmp_path)
    question = show(database, batch="3", step="undo")
    append(database, Draft(BatchKind.RECEIPT, "an"))
    told = press(question, "undo-do")
    assert database.data_version() == 4
    assert "Có người khác vừa ghi nhận dữ liệu, nên chưa hoàn tác." in told.shown.text
    done = press(told, "undo-do")
    assert "Đã hoàn tác đợt 3 bằng đợt 5" in done.shown.text


def test_a_batch_that_was_undone_names_the_undo_and_offers_none(tmp_path: Path) -> None:
    database = country(tmp_path)
    undo(database, 3, by="Bình")
    opened = show(database, batch="3")
    assert opened.app.button == []
    assert "đã được hoàn tác bằng đợt 4" in opened.shown.text
    back = show(database, batch="4").shown
    assert "hoàn tác đợt 3" in back.text
    assert next(row for row in back.rows if row[0].startswith("xã B"))[2].startswith("−rút lại")


def reported(folder: Path) -> Database:
    database = country(folder)
    for reporter, period, moment in (
        ("BYT", "2024", datetime(2024, 12, 1, tzinfo=UTC)),
        ("province:46", "2025", datetime(2025, 12, 20, tzinfo=UTC)),
    ):
        append(database, Draft(BatchKind.RECEIPT, "an", recorded_at=moment, reporter=reporter, period=period))
    return database


def states(opened: Opened) -> dict[str, str]:
    return {row[0]: row[1] for row in opened.shown.rows if len(row) == 5 and row[0] != "Bộ, tỉnh"}


def test_reports_of_a_period_sent_late_silent_and_never_are_four_words_and_one_sum(tmp_path: Path) -> None:
    database = reported(tmp_path)
    opened = show(database, period="2025")
    assert "1/2 bộ, ngành, tỉnh, thành phố đã gửi báo cáo; 1 nơi chưa gửi" in opened.shown.text
    assert list(states(opened).values()) == ["○chưa báo cáo kỳ này", "!quá hạn: gửi muộn"]
    assert "hạn gửi 14/12/2025" in opened.shown.text
    later = show(database, period="2025", due="2025-12-31")
    assert list(states(later).values())[1] == "=đã gửi, không thay đổi"
    assert list(states(show(database, period="2024")).values()) == ["=đã gửi, không thay đổi", "○chưa báo cáo kỳ này"]


def test_who_never_reported_is_told_apart_from_who_is_silent(tmp_path: Path) -> None:
    opened = show(country(tmp_path), period="2026")
    assert set(states(opened).values()) == {"–chưa gửi lần nào"}
    assert "2 bộ, ngành, tỉnh, thành phố = 0 ● đã gửi, có thay đổi + 0" in opened.shown.text


def test_a_report_with_news_is_sent_with_changes(tmp_path: Path) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW, report=Report("province:46", "2099H2"))
    opened = show(database, period="2099H2")
    assert "●đã gửi, có thay đổi" in states(opened).values()
    assert opened.shown.link("4").query == {"batch": ["4"]}


def test_periods_and_days_that_cannot_be_understood_are_answered_with_the_newest(tmp_path: Path) -> None:
    database = reported(tmp_path)
    shown = show(database, period="25", due="x").shown
    assert '"25" không phải kỳ báo cáo có thể hiện ở đây. Đang hiện: 2025.' in shown.text
    assert '"x" không phải ngày hợp lệ' in shown.text


def test_only_one_state_is_listed_when_the_link_says_so(tmp_path: Path) -> None:
    opened = show(reported(tmp_path), period="2025", status="silent")
    assert states(opened) == {"Bộ Y tế2024": "○chưa báo cáo kỳ này"}


def test_a_period_is_chosen_on_the_page(tmp_path: Path) -> None:
    database = reported(tmp_path)
    opened = show(database, period="2025")
    opened.app.selectbox(key="period").set_value("2024")
    assert "Năm 2024 (15/12/2023 – 14/12/2024)" in opened.run().shown.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_of_the_other_language_is_left(tmp_path: Path, language: str) -> None:
    database = country(tmp_path)
    shown = open_stored(database, PAGE, {"batch": "3"}, language=language).shown
    assert ("facts added" in shown.text) == (language == "en")
    forget()


def test_a_database_that_is_busy_for_a_moment_is_a_sentence_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = country(tmp_path)
    opened = show(database, batch="3")
    with monkeypatch.context() as patch:
        patch.setattr(undoing, "undo_draft", _busy)
        busy = press(opened, "undo-ask")
        assert "Cơ sở dữ liệu đang bận." in busy.shown.text
        assert "undo-do" not in [button.key for button in busy.app.button]
    asked = busy.run()
    with monkeypatch.context() as patch:
        patch.setattr(undoing, "undo", _busy)
        failed = press(asked, "undo-do")
    assert "Cơ sở dữ liệu đang bận. Không có gì thay đổi." in failed.shown.text
    assert database.data_version() == 3
    assert "Đã hoàn tác đợt 3 bằng đợt 4" in press(failed, "undo-do").shown.text


def _busy(*_asked: object, **_said: object) -> None:
    raise CouldNot("Cơ sở dữ liệu đang bận.")


def test_what_stands_in_the_way_of_an_undo_is_one_click_away(tmp_path: Path) -> None:
    database = country(tmp_path)
    send(database, FILE + ROW)
    shown = show(database, batch="2", step="undo").shown
    assert "Các đợt vướng: 4" in shown.text
    assert shown.link("4").query == {"batch": ["4"]}
