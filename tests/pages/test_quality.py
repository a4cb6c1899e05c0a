"""Data quality as its reader meets it: what was announced, what deserves a look, who is graded how."""

import pytest

from qms.coverage.checks import Check
from qms.i18n import LANGUAGES, format_count
from tests.coverage.worlds import World, agency, event, world
from tests.pages.country import country
from tests.pages.reading import Opened, open_page

DAY = "2021-04-27"


def opened(drawn: World | None = None, **asked: str) -> Opened:
    return open_page(drawn or country(), {"as_of": DAY} | asked, file="trust/quality.py")


def test_announcements_stand_beside_what_is_computed_with_their_verdict() -> None:
    shown = opened().shown
    assert "1/2 số liệu đã công khai khớp với số tính lại, 1 không khớp" in shown.text
    row = next(row for row in shown.rows if row[0].startswith("UBND cấp xã đạt"))
    assert row[2:] == ["4/12 · 34%", "4/12 · 33,3%", "≠không khớp"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_trap_35_every_number_opens_a_list_as_long_as_it_says(language: str) -> None:
    first = open_page(country(), file="trust/quality.py", language=language, as_of=DAY)
    counted = [link for link in first.shown.links if "status" in link.query]
    assert counted
    for link in counted:
        listed = first.follow(link)
        assert f"{link.words} " in listed.app.get("html")[3].proto.body or link.words in listed.shown.text
        rows = [row for row in listed.shown.rows if row[0] not in {"Tên cơ quan", "Agency"}]
        assert format_count(len(rows)) == link.words


def test_a_parent_opens_its_own_checks() -> None:
    first = opened()
    parent = first.follow(first.shown.link("Tỉnh 12"))
    assert "Tỉnh 12" in parent.shown.text
    assert "2/4 hồ sơ tin cậy" not in parent.shown.text
    assert "chưa có báo cáo" in parent.shown.text


def test_an_unknown_check_and_an_unknown_parent_are_answered_by_sentences() -> None:
    shown = opened(status="stail", under="province:77", months="7").shown
    assert '"stail"' in shown.text
    assert "giá trị gần nhất: không có thông tin mới quá" in shown.text
    assert "77" in shown.text
    assert '"7"' in shown.text
    assert "số liệu đã công khai khớp" in shown.text


def test_a_page_behind_the_last_is_the_last() -> None:
    listed = opened(status=Check.NO_REPORT.value, page="99").shown
    assert "Dòng 1–" in listed.text


def test_a_check_without_findings_says_so() -> None:
    shown = opened(status=Check.BACKWARD.value).shown
    assert "Không có cơ quan nào thuộc nội dung này vào ngày 27/04/2021." in shown.text


def test_a_day_before_all_agencies_says_what_to_do() -> None:
    shown = opened(as_of="2001-01-01").shown
    assert "Chưa có cơ quan nào thuộc đối tượng vào ngày này" in shown.text


def test_hostile_names_are_inert() -> None:
    hostile = "<script>alert(1)</script>"
    drawn = world(agency(hostile, "ministry"), event(hostile, "2020-01-01", "announced", 4, 5))
    shown = opened(drawn, status=Check.PROCEDURES_PARTIAL.value).shown
    assert hostile in shown.text
    assert "script" not in shown.tags


def test_a_register_without_findings_has_no_list_of_unresolved_bodies() -> None:
    assert "0 cơ quan đã kết thúc chưa rõ cơ quan kế thừa" in opened().shown.text
