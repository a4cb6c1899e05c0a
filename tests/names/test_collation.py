"""Vietnamese order: letters of our own, tones within a syllable, numbers as numbers, the kind of body last."""

import csv
import random
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.collation import name_key, text_key, word_key
from qms.places import data_folder

SORTED = re.split(
    " ",
    "a à ả ã á ạ ai ăn ắn ân b ca cá cha d dạ đa đà e ê gì h i k la lă lâ m n nga ngà ngh nh o ò ô ơ p q r s t th tr "
    "u ư v x y",
)


def shuffled(names: list[str]) -> list[str]:
    return random.Random(27_04_2021).sample(names, len(names))


def test_letters_and_tones_stand_in_the_order_of_a_dictionary() -> None:
    assert sorted(shuffled(SORTED), key=word_key) == SORTED


@pytest.mark.parametrize(
    "names",
    [
        ["Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre"],
        ["Hà Giang", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hậu Giang", "Hòa Bình"],
        ["Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Gia Lai"],
        ["Hoa Lư", "Hòa An", "Hoà Bình", "Hòa Vang", "Hoả Lò", "Hóa Sơn"],  # hoa, hòa, hoả, hóa: a syllable at a time
        ["Thanh Ba", "Thanh Hà", "Thành An", "Thạnh An"],
        ["Dương Đông", "Đông Anh", "Đông Xuân", "Đồng Hới", "Đống Đa"],
    ],
)
def test_names_of_places(names: list[str]) -> None:
    assert sorted(shuffled(names), key=name_key) == names


def test_numbers_are_numbers_and_come_first() -> None:
    names = ["Phường 1 Bảo Lộc", "Phường 2", "Phường 10", "Phường B'Lao", "Xã Bảo Lâm 1", "Xã Bảo Lâm 2"]
    assert sorted(shuffled(names), key=name_key) == names
    assert text_key("Phường 01") == text_key("Phường 1")


def test_the_kind_of_a_body_tells_only_homonyms_apart() -> None:
    names = ["Xã An Bình", "Phường Ba Đình", "Xã Ba Đình", "Thành phố Cà Mau", "Tỉnh Cà Mau"]
    assert sorted(shuffled(names), key=name_key) == names


def test_the_place_of_a_tone_and_the_form_of_a_letter_do_not_move_a_name() -> None:
    assert text_key("Hoà") == text_key("Hòa")
    assert name_key(unicodedata.normalize("NFD", "Đắk Lắk")) == name_key("Đắk Lắk")


def test_the_provinces_of_2021_come_as_the_official_list_would_have_them() -> None:
    with (data_folder() / "register_2021_provinces.csv").open(encoding="utf-8", newline="") as file:
        names = sorted((row["name"] for row in csv.DictReader(file)), key=name_key)
    assert len(names) == 63
    assert [names[place] for place in (0, 1, 2, 3, -2, -1)] == [
        "Tỉnh An Giang",
        "Tỉnh Bà Rịa - Vũng Tàu",
        "Tỉnh Bạc Liêu",
        "Tỉnh Bắc Giang",
        "Tỉnh Vĩnh Phúc",
        "Tỉnh Yên Bái",
    ]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_texts_can_be_sorted(texts: list[str]) -> None:
    ordered = sorted(texts, key=name_key)
    assert all(name_key(one) <= name_key(other) for one, other in pairwise(ordered))
