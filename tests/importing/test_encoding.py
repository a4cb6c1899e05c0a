"""Encodings: read and named, or refused by name; the whole file decides (trap 22)."""

import csv
import unicodedata

import pytest

from qms.importing.codes import Code
from qms.importing.encoding import decode
from qms.importing.sheet import UnreadableError
from qms.importing.syllables import is_syllable
from qms.places import data_folder
from tests.importing.encodings import tcvn3, windows_1258

TEXT = "mã cơ quan;tên\r\n00004;Phường Trúc Bạch\r\n00005;Xã Hòa Bình, ủy ban đủ số\r\n"


def refusal(content: bytes) -> tuple[Code, int | None]:
    with pytest.raises(UnreadableError) as refused:
        decode(content)
    return refused.value.problem.code, refused.value.problem.line


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"code,name\n", "UTF-8"),
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8 with BOM"),
        (TEXT.encode("utf-16"), "UTF-16LE"),
        (TEXT.encode("utf-16-le"), "UTF-16LE"),
        (TEXT.encode("utf-16-be"), "UTF-16BE"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16BE"),
        (windows_1258(TEXT), "Windows-1258"),
        (unicodedata.normalize("NFD", TEXT).encode(), "UTF-8"),
    ],
)
def test_the_encoding_is_found_out_and_the_text_composed(content: bytes, encoding: str) -> None:
    decoded = decode(content)
    assert decoded.encoding == encoding
    assert decoded.text == (TEXT if len(content) > 20 else "code,name\n")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (TEXT.encode("utf-32"), Code.UTF32_TEXT),
        (TEXT.encode("utf-32-le"), Code.UTF32_TEXT),
        (TEXT.encode("utf-32-be"), Code.UTF32_TEXT),
        (TEXT.encode("utf-7"), Code.UTF7_TEXT),
        (tcvn3(TEXT), Code.TCVN3_TEXT),
        (tcvn3(TEXT).decode("latin-1").encode(), Code.TCVN3_TEXT),
        ("Phöôøng Truùc Baïch,Xaõ Hoøa Bình\n".encode("latin-1"), Code.VNI_TEXT),
        (("Phöôøng Truùc Baïch,Xaõ Hoøa Bình\n").encode(), Code.VNI_TEXT),
        (TEXT.encode().decode("latin-1").encode(), Code.TWICE_ENCODED_TEXT),
        (TEXT.encode().decode("cp1252", errors="replace").encode(), Code.TWICE_ENCODED_TEXT),
        ("код;имя\nМосква\n".encode("cp1251"), Code.UNKNOWN_ENCODING),
        (b"\x81\x8d\x8f\x90" * 9, Code.UNKNOWN_ENCODING),
    ],
)
def test_encodings_that_are_not_read_are_refused_by_name(content: bytes, code: Code) -> None:
    assert refusal(content)[0] == code


def test_the_refusal_of_an_old_encoding_shows_what_a_word_stands_for() -> None:
    with pytest.raises(UnreadableError) as refused:
        decode(tcvn3(TEXT))
    assert 'which stands for "Phường"' in refused.value.problem.message("en")


@pytest.mark.parametrize("text", ["a+bcd-e,f\n", "1+234,5\n", "+++///,x\n"])
def test_plus_signs_alone_do_not_make_utf7(text: str) -> None:
    assert decode(text.encode()).encoding == "UTF-8"


def test_utf8_that_is_cut_off_or_mixed_names_the_line() -> None:
    assert refusal(TEXT.encode()[:-4] + b"\xe1\xba\n") == (Code.BROKEN_ENCODING, 3)
    assert refusal(TEXT.encode() + windows_1258("xã\n")) == (Code.BROKEN_ENCODING, 4)


def test_utf16_that_ends_in_half_a_letter_is_broken() -> None:
    assert refusal(TEXT.encode("utf-16") + b"\x00") == (Code.BROKEN_ENCODING, 4)


def test_trap_22_what_comes_after_the_first_megabyte_decides_too() -> None:
    megabyte = b"00001,abc\n" * 110_000
    assert decode(megabyte + "00002,Xã Hòa Bình\n".encode()).text.endswith("Xã Hòa Bình\n")
    assert decode(megabyte + windows_1258("00002,Xã Hòa Bình\n")).encoding == "Windows-1258"
    assert refusal(megabyte + tcvn3("00002,Xã Hòa Bình\n"))[0] is Code.TCVN3_TEXT
    assert refusal(megabyte + b"00002,\xff\x81\x8d\n") == (Code.UNKNOWN_ENCODING, 110_001)


def test_a_single_column_in_an_old_encoding_is_found_among_good_ones() -> None:
    good = "Phường Trúc Bạch;Xã Hòa Bình;Thị trấn Đông Anh;"
    assert refusal((good + tcvn3("Tỉnh Hà Giang").decode("latin-1")).encode())[0] is Code.TCVN3_TEXT


def test_all_names_of_the_register_are_read_in_every_encoding_that_is_read() -> None:
    with (data_folder() / "register_2021_communes.csv").open(encoding="utf-8", newline="") as file:
        names = "\n".join(row["name"] for row in csv.DictReader(file))
    assert decode(names.encode()).encoding == "UTF-8"
    again = decode(windows_1258(names))
    assert (again.encoding, again.text) == ("Windows-1258", unicodedata.normalize("NFC", names))


@pytest.mark.parametrize("word", ["Phường", "nghiêng", "khuỷu", "Hoà", "Hòa", "quyết", "Đặng", "ươm", "ÊM"])
def test_syllables_are_recognised(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Krông", "Đắk", "bàt", "hòá", "café", "ẽẽẽẽ", "x"])
def test_what_is_no_syllable_is_not(word: str) -> None:
    assert not is_syllable(word)
