"""The settings of an office: what a file may say, and the sentence for what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from qms.errors import WrongUsage
from qms.i18n import use_language
from qms.reports.letterhead import letterhead_of
from qms.reports.settings import Office, office_of, read_office


def test_a_file_says_who_issues_signs_and_receives(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text(
        'agency = "Chi cục A"\nplace = "Huế"\nrecipients = ["- UBND tỉnh;", "Lưu: VT."]\n', encoding="utf-8"
    )
    office = read_office(path)
    assert office == Office(agency="Chi cục A", place="Huế", recipients=("- UBND tỉnh;", "Lưu: VT."))
    with use_language("vi"):
        head = letterhead_of(office)
    assert head.agency == "CHI CỤC A"
    assert head.place_and_day == "Huế, ngày … tháng … năm …"
    assert head.recipients == ("- UBND tỉnh;", "- Lưu: VT.")


def test_where_nothing_is_said_a_draft_has_dots_and_its_file_no_author() -> None:
    with use_language("vi"):
        head = letterhead_of(Office())
    assert {head.agency, head.signer_office, head.signer_name} == {"…………………"}
    assert head.place_and_day == "…, ngày … tháng … năm …"
    assert head.recipients == ("- …;", "- Lưu: VT, ….")
    assert (head.parent_agency, head.issuer) == ("", "")


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"agencies": "A"}, '"agencies"'),
        ({"agency": 1}, '"agency"'),
        ({"agency": "A\nB"}, '"agency"'),
        ({"recipients": "A"}, '"recipients"'),
        ({"recipients": [1]}, '"recipients"'),
    ],
)
def test_a_setting_that_cannot_be_is_named(stated: dict[str, object], said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        office_of(stated)


@pytest.mark.parametrize("content", [b"agency = ", b"\xff\xfe", b'agency = "A'])
def test_a_file_that_is_no_toml_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(content)
    with pytest.raises(WrongUsage, match="TOML"):
        read_office(path)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="nowhere"):
        read_office(tmp_path / "nowhere.toml")
