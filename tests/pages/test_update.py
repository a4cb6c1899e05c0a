"""Updating by file on the page: every state that a file can be in, and that nothing is written but what was shown."""

import csv
import io

import pytest

from pages.update.steps import record
from qms.errors import CouldNot
from qms.i18n import use_language
from qms.importing.apply import apply, prepare
from qms.importing.preview import Shown
from qms.importing.waiting import FILES
from qms.store.history import history
from qms.store.ledger import current_ledger
from qms.store.receipts import Sending, receipts
from qms.store.verify import verify
from tests.cli.conftest import TODAY
from tests.importing.workbooks import Drawn, sheet, workbook
from tests.pages.updating import GOOD, HEAD, MIXED, Desk, Open, desk

__all__ = ["desk"]

NOTHING_NEW = f"{HEAD}\n00001,Phường Phúc Xá,commune,announced,2019-11-20,7,7,\n".encode()
REGISTER = (
    "code,name,level,scope,parent_code,valid_from\n"
    "01,Thành phố Hà Nội,province,mandatory,,2010-01-01\n"
    "00004,Phường Ba Đình,commune,encouraged,01,2025-07-01\n"
).encode()
OWN_LAYOUT = "Đơn vị số;Gọi là;Kết quả;Ngày\n00715;Xã Lũng Cú;đã công bố;02/03/2026\n".encode()


def test_without_a_file_there_are_the_field_for_one_the_templates_and_the_way_to_the_history(desk: Open) -> None:
    page = desk()
    assert [uploader.label for uploader in page.app.file_uploader] == ["Tệp cập nhật"]
    assert page.shown.link("Lịch sử cập nhật").href == "/lich-su"
    assert "Biểu mẫu" in page.text
    assert "record" not in page.buttons()


def test_every_row_says_what_becomes_of_it_and_the_sum_adds_up_in_sight(desk: Open) -> None:
    page = desk().upload(MIXED)
    assert "3 dòng: 1 dòng bị từ chối, tệp chưa được ghi nhận" in page.text
    assert "3 dòng đã đọc = 1 + mới + 0 → thay đổi + 1 = không đổi + 1 × bị từ chối" in page.text
    table = [row for row in page.shown.rows if len(row) == 5 and row[0].isdigit()]
    assert [(row[0], row[1]) for row in table] == [("2", "×bị từ chối"), ("3", "+mới"), ("4", "=không đổi")]
    assert '"30/02/2026" không phải ngày hợp lệ' in table[0][4]
    assert "đã công bố · 9/9 TTHC · Lần đầu" in table[1][4]


def test_the_effect_is_told_for_today_with_its_reason_and_what_stays_in_one_line(desk: Open) -> None:
    page = desk().upload(MIXED)
    assert "Nếu ghi nhận 1 dòng, 1 chỉ số thay đổi Ảnh hưởng tính đến ngày 01/10/2026, trên dữ liệu đợt 4" in page.text
    (communes,) = [row for row in page.shown.rows if row[0].startswith("UBND cấp xã đạt, cả nước")]
    assert communes[1:] == ["2/366,7%", "3/3100%", "▲ 1tăng 33,3 điểm phần trăm", "1 mới đạt"]
    assert "Không đổi: Bộ, ngành đạt yêu cầu;" in page.text
    assert "Tính đến ngày mới nhất trong tệp, 02/03/2026, các chỉ số trước và sau đều như trên." in page.text


def test_a_file_that_is_no_table_is_named_and_nothing_else_is_asked(desk: Open) -> None:
    page = desk().upload(b"%PDF-1.7 \x00", "bao-cao.pdf")
    assert "Không đọc được tệp" in page.text
    assert "Tệp là văn bản PDF" in page.text
    assert page.buttons() == {"another"}
    assert page.press("another").app.file_uploader[0].label == "Tệp cập nhật"


def test_of_several_sheets_one_is_chosen(desk: Open) -> None:
    rows: list[list[Drawn]] = [list(line.split(",")) for line in GOOD.decode().splitlines()]
    page = desk().upload(workbook(sheet(rows, name="Quý I"), sheet(rows, name="Quý II")), "b.xlsx")
    assert "Cần chọn trang tính để đọc" in page.text
    chosen = page.app.selectbox(key=f"sheet:{page.token}")
    assert chosen.options == ["Quý I", "Quý II"]
    chosen.set_value("Quý II")
    page.run()
    assert 'trang tính "Quý II"' in page.text
    assert "record" in page.buttons()
    assert 'trang tính "Quý II"' in page.reloaded().text


def test_a_layout_of_ones_own_is_assigned_by_hand_and_remembered_for_the_next_file(desk: Open) -> None:
    page = desk().upload(OWN_LAYOUT)
    assert "Chưa nhận ra các cột của tệp" in page.text
    fields = page.fields("column:")
    assert fields[0].label == 'Cột A "Đơn vị số", ví dụ: 00715'
    for field, name in zip(fields, ("agency_code", "agency_name", "status", "effective_date"), strict=True):
        field.set_value(name)
    confirm(page)
    assert "1 dòng: 1 dòng ghi nhận được, không dòng nào bị từ chối" in page.text

    next_one = desk().upload(OWN_LAYOUT.replace(b"02/03", b"03/03"))
    assert "1 dòng: 1 dòng ghi nhận được" in next_one.text
    assert "theo cách gán bằng tay đã ghi nhớ" in next_one.text


def confirm(page: Desk) -> None:
    (button,) = [button for button in page.app.button if button.label == "Đọc tệp theo cách gán này"]
    button.click()
    page.run()


def test_a_column_that_is_assigned_twice_or_none_at_all_is_told(desk: Open) -> None:
    page = desk().upload(OWN_LAYOUT)
    confirm(page)
    assert "Chưa gán cột nào." in page.text
    for field in page.fields("column:")[:2]:
        field.set_value("status")
    confirm(page)
    assert 'đang gán nhiều lần: "Tình trạng".' in page.text


def test_with_every_row_rejected_there_is_no_button(desk: Open) -> None:
    page = desk().upload(MIXED.splitlines()[0] + b"\n" + MIXED.splitlines()[1])
    assert "1 dòng: 1 dòng bị từ chối" in page.text
    assert "Đề nghị sửa các dòng bị từ chối rồi tải lại tệp." in page.text
    assert page.buttons() == {"another"}
    assert not page.app.checkbox


def test_rejected_rows_keep_the_others_out_unless_only_the_valid_ones_are_asked_for(desk: Open) -> None:
    page = desk().upload(MIXED)
    assert "record" not in page.buttons()
    page.app.checkbox[0].check()
    page.run()
    assert "Sẽ ghi 1 dòng thành đợt 5. 1 dòng không đổi không tạo sự kiện mới; 1 dòng bị từ chối" not in page.text
    assert "Sẽ ghi 1 dòng thành đợt 5." in page.text
    assert page.app.button(key="record").label == "Ghi nhận 1 dòng"
    page.press("record")
    assert "Đã ghi nhận: 1 dòng mới, 0 dòng thay đổi" in page.text
    assert page.shown.link("đợt 5").href == "/lich-su?batch=5"
    assert page.database.data_version() == 5
    assert page.downloads() == ["Tải tệp 1 dòng bị từ chối (có cột lý do)"]
    assert verify(page.database).ok


def test_trap_15_every_rejected_row_comes_back_with_its_line_and_reason(desk: Open) -> None:
    page = desk().upload(MIXED)
    waiting = FILES.find(page.token, "local")
    assert waiting is not None
    assert waiting.planned is not None
    plan = waiting.planned.prepared.plan
    assert sum(plan.counts.values()) == len(plan.rows) == 3
    page.app.checkbox[0].check()
    page.run()
    page.press("record")
    assert waiting.receipt is not None
    given_back = list(csv.DictReader(io.StringIO((waiting.receipt.rejected or b"").decode("utf-8-sig"))))
    assert [(row["agency_code"], row["effective_date"]) for row in given_back] == [("00004", "30/02/2026")]
    assert given_back[0]["reason"].startswith('Dòng 2, cột "Ngày hiệu lực": "30/02/2026" không phải ngày hợp lệ.')


def test_trap_17_the_same_file_again_says_when_and_by_whom_it_was_recorded(desk: Open) -> None:
    page = desk().upload(GOOD).press("record").press("another").upload(GOOD)
    assert "2 dòng: không có gì thay đổi" in page.text
    assert "Chính tệp này đã được local ghi nhận ở đợt 5 , lúc" in page.text
    assert page.buttons() == {"another"}
    assert page.database.data_version() == 5


def test_a_report_without_news_leaves_a_receipt_when_sender_and_period_are_named(desk: Open) -> None:
    page = desk().upload(NOTHING_NEW)
    choose(page, "reporter", "province:01")
    assert "Đề nghị chọn cả hai hoặc bỏ trống cả hai." in page.text
    assert "record" not in page.buttons()
    choose(page, "period", "2026H1")
    assert page.app.button(key="record").label == "Ghi nhận đã nhận báo cáo"
    page.press("record")
    assert "Đã ghi nhận báo cáo; không chỉ số nào thay đổi" in page.text
    sent = receipts(current_ledger(page.database), history(page.database), "2026H1", today=TODAY)
    assert {one.code: one.state for one in sent.senders if one.level == "province"} == {"01": Sending.LATE}


def choose(page: Desk, name: str, value: str) -> None:
    page.app.selectbox(key=f"{name}:{page.token}").set_value(value)
    page.run()


def write_meanwhile(page: Desk) -> None:
    """Somebody else announces Lũng Cú for the same day, with another number of procedures."""
    row = "00715,Xã Lũng Cú,commune,announced,2026-03-02,8,8,"
    apply(page.database, prepare(page.database, f"{HEAD}\n{row}\n".encode(), "x.csv", today=TODAY), by="Bình")


def test_what_somebody_else_wrote_meanwhile_is_shown_before_anything_is_written(desk: Open) -> None:
    page = desk().upload(GOOD)
    write_meanwhile(page)
    page.press("record")
    assert page.database.data_version() == 5
    assert "Trong lúc xem, số liệu đã được người khác cập nhật ( đợt 5 ): 1 dòng nay có kết quả khác." in page.text
    assert ["3", "Xã Lũng Cú", "+mới", "→thay đổi"] in page.shown.rows
    assert "8 → 9" in page.text
    page.press("record")
    assert "Đã ghi nhận: 1 dòng mới, 1 dòng thay đổi" in page.text
    assert page.database.data_version() == 6


def test_a_change_of_other_agencies_meanwhile_does_not_stand_in_the_way(desk: Open) -> None:
    page = desk().upload(f"{HEAD}\n00004,Phường Ba Đình,commune,announced,2026-03-02,5,5,\n".encode())
    write_meanwhile(page)
    page.press("record")
    assert page.shown.link("đợt 6").href == "/lich-su?batch=6"


def test_a_change_meanwhile_is_shown_at_the_next_look_too(desk: Open) -> None:
    page = desk().upload(GOOD)
    write_meanwhile(page)
    assert "1 dòng nay có kết quả khác" in page.run().text


def test_nothing_is_lost_when_the_page_is_loaded_again(desk: Open) -> None:
    page = desk().upload(MIXED)
    page.app.checkbox[0].check()
    page.app.text_input(key=f"note:{page.token}").set_value("Công văn 12")
    page.run()
    choose(page, "reporter", "province:01")
    again = page.reloaded()
    assert "bao-cao.csv" in again.text
    assert again.app.checkbox[0].value
    assert again.app.text_input(key=f"note:{page.token}").value == "Công văn 12"
    assert again.app.selectbox(key=f"reporter:{page.token}").value == "province:01"
    choose(again, "period", "2026")
    again.press("record")
    newest = history(page.database).batches[-1]
    assert (newest.note, newest.reporter, newest.period) == ("Công văn 12", "province:01", "2026")
    assert "Đã ghi nhận" in again.reloaded().text


def test_a_file_that_is_no_longer_kept_is_told_and_asked_for_again(desk: Open) -> None:
    page = desk(file="guessed")
    assert "không còn được giữ tạm" in page.text
    assert page.app.file_uploader
    assert "3 dòng" in page.upload(MIXED).text


def test_whoever_may_only_look_sees_a_sentence(desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    held = desk().upload(GOOD).token
    monkeypatch.setenv("QMS_AUTH", "readonly")
    page = desk(file=held)
    assert "Chuyên viên được phân quyền mới cập nhật số liệu" in page.text
    assert not page.app.file_uploader
    assert not page.app.button
    assert "bao-cao.csv" not in page.text


def test_a_locked_database_is_told_and_nothing_is_lost(desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = desk().upload(GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(record, "apply", locked)
        page.press("record")
    assert "Cơ sở dữ liệu đang bận. Tệp và các lựa chọn vẫn được giữ nguyên." in page.text
    page.press("record")
    assert "Đã ghi nhận: 2 dòng mới" in page.text


def locked(*_asked: object, **_more: object) -> None:
    raise CouldNot("Cơ sở dữ liệu đang bận.")


def test_ten_thousand_rejected_rows_are_shown_a_page_at_a_time(desk: Open) -> None:
    lines = (f"{code:05},Xã {code},commune,announced,30/02/2026,1,1," for code in range(10_000))
    page = desk().upload("\n".join((HEAD, *lines)).encode())
    assert "10.000 dòng: 10.000 dòng bị từ chối" in page.text
    assert lines_of(page) == [str(line) for line in range(2, 52)]
    assert "Dòng 1–50 trong 10.000" in page.text
    page.press("rows-next")
    assert lines_of(page)[0] == "52"
    page.app.text_input(key="find").set_value("xa 9999")
    page.run()
    assert lines_of(page) == ["10.001"]


def lines_of(page: Desk) -> list[str]:
    return [row[0] for row in page.shown.rows if len(row) == 5 and row[0].replace(".", "").isdigit()]


def test_rows_are_filtered_by_class_and_the_choice_stands_in_the_link(desk: Open) -> None:
    page = desk().upload(MIXED)
    page.app.button_group[0].set_value(Shown.NEW)
    page.run()
    assert lines_of(page) == ["3"]
    assert lines_of(page.reloaded()) == ["3"]


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1)",
    "Xã\u202eẤM",
    "Xã\u200bMột",
    "x" * 10_000,
    "'; DROP TABLE batch; --",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_inert_wherever_they_show(desk: Open, name: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD.split(","), ["00715", name, "commune", "announced", "2026-03-02", "9", "9", name]])
    page = desk().upload(out.getvalue().encode(), f"{name[:40]}.csv")
    assert "1 bị từ chối" in page.text or "1 dòng bị từ chối" in page.text
    markup = "".join(part.proto.body for part in page.app.get("html"))
    assert "<script>alert" not in markup
    assert "<img" not in markup
    assert not {"\u202e", "\u200b"} & set(markup)
    assert "x" * 1_000 not in markup
    assert page.database.data_version() == 4


def test_the_first_file_of_an_empty_database_is_a_register(desk: Open) -> None:
    page = desk(empty=True)
    assert page.database.data_version() == 0
    page.upload(GOOD)
    assert "2 dòng: 2 dòng bị từ chối" in page.text
    page.press("another").upload(REGISTER)
    assert "2 dòng: 2 dòng ghi nhận được" in page.text
    page.press("record")
    assert "Đã ghi nhận: 2 dòng mới" in page.text
    assert len(current_ledger(page.database).levels) == 2


def test_english_is_complete(desk: Open) -> None:
    with use_language("en"):
        page = desk(lang="en").upload(MIXED)
        assert "3 rows: 1 rejected, the file is not recorded yet" in page.text
        assert "rows read" in page.text
        page.app.checkbox[0].check()
        page.run()
    assert page.app.button(key="record").label == "Record 1 row"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_template_is_made_for_one_province_and_sent_back_it_changes_nothing(desk: Open, ending: str) -> None:
    page = desk()
    page.app.selectbox(key="template-under").set_value("province:01")
    page.app.selectbox(key="template-format").set_value(ending)
    page.press("make-template")
    assert page.downloads() == [f"Tải bieu-mau-tinh-trang-province-01-2026-10-01.{ending} (5 cơ quan)"]
    content = page.app.session_state["template"].content
    assert "không có gì thay đổi" in page.upload(content, f"b.{ending}").text
