"""One agency's status by form: the same plan, checks and batch as a file of one row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from qms.importing.apply import apply, prepare
from qms.store.batches import append
from qms.store.database import Database
from qms.store.facts import Draft
from qms.store.history import history
from qms.store.ledger import current_ledger
from qms.store.undo import undo
from qms.store.uploads import uploaded
from qms.vocabulary import BatchKind
from tests.coverage.worlds import agency, batch, close, day, event, world
from tests.pages.reading import Opened
from tests.pages.stored import READER, open_stored, press, store_of

PAGE = "update/update.py"
XA_A = 2


def country(folder: Path) -> Database:
    drawn = world(
        batch(
            agency("Tỉnh Huế", "province", code="46"),
            agency("Xã A", "commune", under="Tỉnh Huế", code="00002"),
            agency("Xã B", "commune", under="Tỉnh Huế", code="00003"),
            close("Xã B", "2025-07-01"),
            agency("Xã B mới", "commune", under="Tỉnh Huế", code="00003", opened="2025-07-01"),
            kind=BatchKind.REGISTER,
        ),
        batch(event("Xã A", "2021-04-27", "building", 3, 7, standard="2015")),
    )
    return store_of(folder, drawn.drafts)


def show(database: Database, agency_id: object = XA_A) -> Opened:
    return open_stored(database, PAGE, {"agency": str(agency_id)})


def enter(opened: Opened, fields: Mapping[str, str], agency_id: int = XA_A) -> Opened:
    """Fill in the fields and ask for the preview."""
    for name, text in fields.items():
        key = f"entry-{name}-{agency_id}"
        field = opened.app.selectbox(key=key) if name in {"status", "standard", "assurance"} else None
        (field or opened.app.text_input(key=key)).set_value(text)
    return press(opened, f"entry-preview-{agency_id}")


ANNOUNCED = {"status": "announced", "effective_date": "30/09/2021", "procedures_total": "7", "procedures_covered": "7"}


def test_the_present_state_is_shown_with_the_batch_that_recorded_it(tmp_path: Path) -> None:
    shown = show(country(tmp_path)).shown
    assert "Tình trạng của Xã A" in shown.text
    assert "Ngày hiệu lực 27/04/2021 Tình trạng đang xây dựng Phiên bản" in shown.text
    assert "/lich-su?batch=2" in shown.link("đợt 2").href


def test_a_valid_form_is_previewed_and_recorded_as_the_file_it_amounts_to(tmp_path: Path) -> None:
    database = country(tmp_path)
    preview = enter(show(database), ANNOUNCED)
    assert "+ mới Xã A · 30/09/2021" in preview.shown.text
    assert ["Tình trạng", "–", "đã công bố"] in preview.shown.rows
    assert ["UBND cấp xã đạt1 mới đạt", "0/20%", "1/250,0%"] in [row[:3] for row in preview.shown.rows]
    assert database.data_version() == 2
    preview.app.text_input(key="entry-batch-note").set_value("theo điện thoại")
    done = press(preview, "entry-record")
    assert "Đã ghi nhận thành đợt 3 ." in done.shown.text
    told = history(database).batches[-1]
    assert (told.kind, told.by, told.note, told.counts["new"]) == ("status", "local", "theo điện thoại", 1)
    assert told.file == "form-commune-00002.csv"
    kept = uploaded(database, 3).content
    again = prepare(database, kept, "again.csv", today=day("2026-09-30"))
    assert again.plan.counts == {"new": 0, "changed": 0, "unchanged": 1, "rejected": 0}
    undo(database, 3, by="an")


def test_a_form_is_the_same_batch_as_the_same_row_in_a_file(tmp_path: Path) -> None:
    by_form, by_file = (country(_made(tmp_path / name)) for name in ("form", "file"))
    press(enter(show(by_form), ANNOUNCED), "entry-record")
    row = "agency_code;status;effective_date;procedures_total;procedures_covered\n00002;announced;30/09/2021;7;7\n"
    apply(by_file, prepare(by_file, row.encode(), "a.csv", today=day("2026-09-30")), by="local")
    columns = [current_ledger(database).events for database in (by_form, by_file)]
    assert columns[0].status.tolist() == columns[1].status.tolist()
    assert columns[0].procedures_total.tolist() == columns[1].procedures_total.tolist()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"effective_date": "30/02/2021"}, 'Ngày hiệu lực: "30/02/2021" không phải ngày hợp lệ.'),
        ({"procedures_covered": "8"}, "Số TTHC áp dụng: "),
        ({"status": ""}, "Tình trạng: "),
        ({"effective_date": "01/01/2027"}, "Ngày hiệu lực: "),
    ],
)
def test_what_a_file_would_be_rejected_for_is_said_beside_its_field(
    tmp_path: Path, fields: dict[str, str], sentence: str
) -> None:
    database = country(tmp_path)
    shown = enter(show(database), {**ANNOUNCED, **fields})
    assert sentence in shown.shown.text
    assert "Chưa thể ghi nhận; không có gì được ghi." in shown.shown.text
    assert "entry-record" not in [button.key for button in shown.app.button]


def test_the_present_state_filled_in_and_sent_back_changes_nothing(tmp_path: Path) -> None:
    opened = press(show(country(tmp_path)), "entry-fill")
    assert opened.app.text_input(key=f"entry-procedures_total-{XA_A}").value == "7"
    same = press(opened, f"entry-preview-{XA_A}")
    assert "Nội dung này đã có sẵn; không có gì để ghi nhận." in same.shown.text
    assert "entry-record" not in [button.key for button in same.app.button]


def test_blank_keeps_and_a_hyphen_clears_what_a_report_of_the_same_day_says(tmp_path: Path) -> None:
    database = country(tmp_path)
    preview = enter(show(database), {"status": "applied", "effective_date": "27/04/2021", "standard": "-"})
    assert "→ thay đổi Xã A" in preview.shown.text
    assert ["Tình trạng", "đang xây dựng", "đang áp dụng"] in preview.shown.rows
    assert ["Phiên bản", "ISO 9001:2015", "–"] in preview.shown.rows
    assert not [row for row in preview.shown.rows if row[0] == "Tổng số TTHC"]


def test_when_somebody_wrote_meanwhile_what_it_does_now_is_shown_before_anything_is_written(tmp_path: Path) -> None:
    database = country(tmp_path)
    preview = enter(show(database), ANNOUNCED)
    row = b"agency_code;status;effective_date\n00002;applied;30/09/2021\n"
    apply(database, prepare(database, row, "other.csv", today=day("2026-09-30")), by="an")
    told = press(preview, "entry-record")
    assert database.data_version() == 3
    assert "Có người khác vừa ghi nhận dữ liệu nên nội dung này chưa được ghi." in told.shown.text
    assert ["Tình trạng", "đang áp dụng", "đã công bố"] in told.shown.rows
    assert "Đã ghi nhận thành đợt 4 ." in press(told, "entry-record").shown.text


def test_what_somebody_else_wrote_elsewhere_does_not_stand_in_the_way(tmp_path: Path) -> None:
    database = country(tmp_path)
    preview = enter(show(database), ANNOUNCED)
    append(database, Draft(BatchKind.RECEIPT, "an"))
    assert "Đã ghi nhận thành đợt 4 ." in press(preview, "entry-record").shown.text


def test_a_day_in_the_life_of_a_later_body_with_the_same_code_is_never_recorded_there(tmp_path: Path) -> None:
    database = country(tmp_path)
    shown = enter(show(database, 3), {**ANNOUNCED, "effective_date": "01/01/2026"}, 3)
    assert "entry-record" not in [button.key for button in shown.app.button]


def test_without_an_agency_one_is_looked_for_and_leads_back_to_the_form(tmp_path: Path) -> None:
    database = country(tmp_path)
    opened = open_stored(database, PAGE, {"agency": "0", "find": "xa a"})
    assert opened.shown.link("Xã A").query["agency"] == ["2"]
    unknown = show(database, 99)
    assert "Không có cơ quan mang số 99." in unknown.shown.text


def test_who_only_reads_is_told_who_may(tmp_path: Path) -> None:
    opened = open_stored(country(tmp_path), PAGE, {"agency": "2"}, access=READER)
    assert "Nhập tình trạng" not in opened.shown.text
    assert "/lich-su" in opened.shown.link("Lịch sử cập nhật").href
    assert opened.app.text_input == []


def test_the_page_leads_to_the_form(tmp_path: Path) -> None:
    opened = open_stored(country(tmp_path), PAGE)
    assert opened.shown.link("Nhập tình trạng của một cơ quan").query["agency"] == ["0"]
