"""When two ways of writing a name are one name, and when they are two."""

import csv
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.names import (
    abbreviations_in,
    fold_bare_name,
    fold_name,
    has_diacritics,
    is_same_name,
    ministries_abbreviations,
    place_tones,
    without_diacritics,
)
from qms.places import data_folder


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tỉnh Khánh Hoà", "Tỉnh Khánh Hòa"),
        ("tỉnh  khánh hòa ", "TỈNH KHÁNH HÒA"),
        ("Xa\u0303 A", "Xã A"),
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Phường 1", "Phường 01"),
        ("Phường ０１", "Phường 1"),
        ("UBND xã A", "Ủy ban nhân dân xã A"),
        ("Uỷ ban nhân dân xã A", "Xã A"),
        ("UBND  Xã A", "xã a"),
        ("Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa-Vũng Tàu"),
        ("Bộ GD & ĐT", "Bộ GD&ĐT"),
        ("Xã Đăk R’lấp", "Xã Đăk R'lấp"),
        ("Bộ KH&CN", "Bộ Khoa học và Công nghệ"),
        ("bộ văn hóa, thể thao và du lịch", "Bộ VH,TT&DL"),
        ("BKHCN", "Bộ Khoa học và Công nghệ"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phường 1", "Phường 11"),
        ("Phường 1", "Phường 10"),
        ("Xã A", "Phường A"),
        ("Xã A", "A"),
        ("Xã Hoà", "Xã Hoa"),
        ("Xã Hóa", "Xã Hòa"),
        ("Xã Mỹ Đức", "Xã My Duc"),
        ("UBND", "Xã A"),
        ("Bộ Tài chính", "Bộ KH&CN"),
        ("BTC", "BKHCN"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not is_same_name(one, other)


def test_without_diacritics_names_meet_that_are_otherwise_two() -> None:
    assert fold_bare_name("UBND xã Hoà Đức") == fold_bare_name("Xa Hoa Duc") == "xa hoa duc"
    assert without_diacritics("Đặng Đức Thuỷ") == "Dang Duc Thuy"
    assert has_diacritics("Đ")
    assert has_diacritics("hòa")
    assert not has_diacritics("Xa Hoa 1")


def test_abbreviations_come_from_the_lists_of_ministries() -> None:
    rows = [{"name_vi": "Bộ X", "abbreviations": "BX|Bộ Ích"}, {"name_vi": "Bộ Y", "abbreviations": "BX|"}]
    assert abbreviations_in(rows) == {
        fold_name("bx"): {fold_name("Bộ X"), fold_name("Bộ Y")},
        fold_name("Bộ Ích"): {fold_name("Bộ X")},
    }
    known = ministries_abbreviations()
    assert known[fold_name("bộ tn&mt")] == {fold_name("Bộ Tài nguyên và Môi trường")}
    assert all(len(names) == 1 for names in known.values())


def test_folding_confuses_no_two_communes_of_one_district() -> None:
    names: dict[str, list[str]] = defaultdict(list)
    with (data_folder() / "register_2021_communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["district_code"]].append(fold_name(row["name"]))
    assert [district for district, folded in names.items() if len(set(folded)) < len(folded)] == []


@given(st.text(max_size=30))
def test_folding_a_folded_name_changes_nothing_more_than_its_prefix(name: str) -> None:
    assert fold_name(name.upper().lower()) == fold_name(name.upper().lower().strip())
    assert place_tones(place_tones(name)) == place_tones(name)
