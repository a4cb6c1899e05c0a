"""The closed sets: ids, labels and usual variants, with all diacritics or with none."""

import csv
from enum import StrEnum

import pytest

from qms.i18n import LANGUAGES, label
from qms.importing.cells import Flaw
from qms.importing.codes import Code
from qms.importing.sheet import Cell, Content
from qms.importing.words import VARIANTS, fold_word, parse_word
from qms.names import without_diacritics
from qms.places import data_folder
from qms.vocabulary import Assurance, Level, Region, Scope, Standard, Status, Succession

SETS: list[type[StrEnum]] = [Status, Level, Scope, Assurance, Standard, Succession, Region]
WORDS = [(words, word) for words in SETS for word in words]


@pytest.mark.parametrize(("words", "word"), WORDS)
def test_all_spellings_are_understood_with_and_without_diacritics(words: type[StrEnum], word: StrEnum) -> None:
    for text in (word.value, *(label(word, language) for language in LANGUAGES), *VARIANTS.get(word, ())):
        assert parse_word(text, words) is word
        assert parse_word(f" {text.upper()} ", words) is word
        assert parse_word(without_diacritics(text), words) is word


@pytest.mark.parametrize("words", SETS)
def test_no_spelling_means_two_words_of_a_set(words: type[StrEnum]) -> None:
    spelled = [
        {without_diacritics(fold_word(text)) for text in (word.value, label(word, "vi"), *VARIANTS.get(word, ()))}
        for word in words
    ]
    assert sum(map(len, spelled)) == len(set().union(*spelled))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("đã huỷ", Status.WITHDRAWN),
        ("đã hủy", Status.WITHDRAWN),
        ("Huỷ", Status.WITHDRAWN),
        ("tạm  dừng", Status.WITHDRAWN),
        ("đã huỷ / tạm dừng", Status.WITHDRAWN),
        ("ĐÃ CÔNG BỐ LẠI", Status.ANNOUNCED),
        ("đang áp dụng.", Status.APPLIED),
        ("not-started", None),
        ("not started", Status.NOT_STARTED),
        ("đa công bô", None),
        ("chưa công bố", None),
        ("x", None),
        ("", None),
        ("đã công bố" * 5000, None),
    ],
)
def test_statuses_as_analysts_write_them(text: str, word: Status | None) -> None:
    found = parse_word(text, Status)
    assert found is word if word else isinstance(found, Flaw)


@pytest.mark.parametrize(
    "text", ["2015", "2015.0", "2.015", "ISO 9001:2015", "TCVN ISO 9001:2015", "tcvn iso 9001 : 2015", "ISO9001:2015"]
)
def test_an_edition_is_understood_as_people_and_spreadsheets_write_it(text: str) -> None:
    assert parse_word(text, Standard) is Standard.ISO_2015


def test_an_edition_may_be_a_spreadsheets_number() -> None:
    assert parse_word(Cell("2015", Content.NUMBER), Standard) is Standard.ISO_2015
    assert parse_word(Cell("2.015", Content.NUMBER), Standard) is Standard.ISO_2015
    assert isinstance(parse_word("2017", Standard), Flaw)
    assert isinstance(parse_word("ISO 14001:2015", Standard), Flaw)


def test_an_unknown_word_is_refused_with_those_allowed_and_the_nearest() -> None:
    flaw = parse_word("đã công bô", Status)
    assert flaw == Flaw(Code.UNKNOWN_WORD, "đã công bố", (("allowed", tuple(Status)),))
    assert parse_word("hoàn thành", Status) == Flaw(Code.UNKNOWN_WORD, None, (("allowed", tuple(Status)),))


def test_the_regions_of_the_shipped_register_are_understood() -> None:
    with (data_folder() / "register_2021_provinces.csv").open(encoding="utf-8", newline="") as file:
        regions = {row["region"] for row in csv.DictReader(file)}
    assert {parse_word(region, Region) for region in regions} == set(Region)
