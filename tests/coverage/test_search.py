"""Finding agencies: by names past and present, without diacritics, by abbreviations and codes; homonyms told apart."""

import re
import unicodedata
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.coverage.naming import Column
from qms.coverage.search import Found, Search, search
from qms.names import without_diacritics
from qms.vocabulary import Level, Succession
from tests.coverage.registers import days, moments, registers
from tests.coverage.search import searched
from tests.coverage.worlds import (
    Statement,
    World,
    agency,
    batch,
    change,
    close,
    succession,
    void_version,
    world,
)

TODAY = date(2026, 9, 30)
REFORM = "2025-07-01"


def country(*more: Statement) -> World:
    return world(
        agency("Bộ Khoa học và Công nghệ", "ministry", code="BKHCN"),
        agency("Bộ Lao động - Thương binh và Xã hội", "ministry", code="BLDTBXH"),
        agency("Tỉnh Lâm Đồng", "province", code="68"),
        agency("Thành phố Hồ Chí Minh", "province", code="79"),
        agency("Sở Y tế", "provincial_unit", under="Tỉnh Lâm Đồng", code="68-SYT"),
        agency("Phường 1 Bảo Lộc", "commune", under="Tỉnh Lâm Đồng", code="24823", opened=REFORM),
        agency("Phường 01", "commune", under="Thành phố Hồ Chí Minh", code="26896"),
        agency("Phường 10", "commune", under="Thành phố Hồ Chí Minh", code="26897"),
        agency("Xã D'Ran", "commune", under="Tỉnh Lâm Đồng", code="24934"),
        agency("Xã Hoà An", "commune", under="Tỉnh Lâm Đồng", code="00004"),
        agency("Xã Hóa An", "commune", under="Tỉnh Lâm Đồng", code="00005"),
        *more,
    )


def names(answer: Search) -> list[str]:
    return [found.name for found in answer.found]


def one(answer: Search) -> Found:
    (found,) = answer.found
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so y te", ["Sở Y tế"]),
        ("SỞ Y TẾ LÂM ĐỒNG", ["Sở Y tế"]),
        ("syt lam dong", ["Sở Y tế"]),
        ("Bộ KH&CN", ["Bộ Khoa học và Công nghệ"]),
        ("khcn", ["Bộ Khoa học và Công nghệ"]),
        ("Bộ LĐTBXH", ["Bộ Lao động - Thương binh và Xã hội"]),
        ("bldtbxh", ["Bộ Lao động - Thương binh và Xã hội"]),
        ("TP.HCM", ["Thành phố Hồ Chí Minh"]),
        ("UBND tỉnh Lâm Đồng", ["Tỉnh Lâm Đồng"]),
        ("Uỷ ban nhân dân xã Hòa An", ["Xã Hoà An"]),
        ("uy ban nhan dan xa hoa an", ["Xã Hóa An", "Xã Hoà An"]),
        ("xã Hóa An", ["Xã Hóa An"]),
        ("dran", ["Xã D'Ran"]),
        ("d’ran", ["Xã D'Ran"]),
        ("Phường 1", ["Phường 01", "Phường 1 Bảo Lộc"]),
        ("phuong 01", ["Phường 01", "Phường 1 Bảo Lộc"]),
        ("P. 10", ["Phường 10"]),
        ("00004", ["Xã Hoà An"]),
        ("commune:00004", ["Xã Hoà An"]),
        ("province:00004", []),
        ("bkhcn", ["Bộ Khoa học và Công nghệ"]),
        ("bảo lộ", ["Phường 1 Bảo Lộc"]),
        ("xã hoa án", ["Xã Hóa An", "Xã Hoà An"]),  # nobody bears these marks: the letters count
        ("", []),
        ("  ?!  ", []),
        ("😀", []),
        ("x" * 500, []),
    ],
)
def test_what_a_text_means(text: str, found: list[str]) -> None:
    assert sorted(names(search(country().ledger, text, TODAY))) == sorted(found)


def test_a_code_without_its_zeros_is_the_last_thing_that_a_number_may_mean() -> None:
    drawn = country(agency("Phường 4", "commune", under="Thành phố Hồ Chí Minh", code="26900"))
    assert names(search(drawn.ledger, "4", TODAY)) == ["Phường 4", "Xã Hoà An"]
    assert names(search(drawn.ledger, "00004", TODAY)) == ["Xã Hoà An"]


def test_digits_match_exactly() -> None:
    assert "Phường 10" not in names(search(country().ledger, "Phường 1", TODAY))
    assert names(search(country().ledger, "Phường 100", TODAY)) == []


def test_a_renamed_agency_is_found_by_both_names_and_says_what_it_was_called() -> None:
    drawn = country(change("Xã D'Ran", REFORM, name="Phường Đơn Dương", code="24999"))
    old = one(search(drawn.ledger, "d'ran", TODAY))
    assert (old.name, old.code) == ("Phường Đơn Dương", "24999")
    assert old.former is not None
    assert (old.former.name, old.former.code, old.former.end) == ("Xã D'Ran", "24934", date(2025, 7, 1))
    assert one(search(drawn.ledger, "don duong", TODAY)).former is None
    by_code = one(search(drawn.ledger, "24934", TODAY))
    assert by_code.former is not None
    assert by_code.former.name == "Xã D'Ran"
    before = one(search(drawn.ledger, "đơn dương", date(2021, 4, 27)))
    assert (before.name, before.former and before.former.end) == ("Xã D'Ran", None)


def test_an_ended_agency_bears_its_own_name_and_says_what_it_became() -> None:
    drawn = country(
        close("Xã D'Ran", "2024-01-01"),
        succession("Xã D'Ran", "Xã Hoà An", "2024-01-01", "absorbed"),
        close("Xã Hoà An", REFORM),
        succession("Xã Hoà An", "Phường 1 Bảo Lộc", REFORM, "merged"),
    )
    ended = one(search(drawn.ledger, "d'ran", TODAY))
    assert (ended.name, ended.closed_on, ended.is_open) == ("Xã D'Ran", date(2024, 1, 1), False)
    assert [(became.kind, became.agency.name) for became in ended.became] == [(Succession.ABSORBED, "Phường 1 Bảo Lộc")]
    then = one(search(drawn.ledger, "d'ran", date(2024, 6, 1)))
    assert [became.agency.name for became in then.became] == ["Xã Hoà An"]
    assert one(search(drawn.ledger, "d'ran", date(2021, 4, 27))).is_open


def test_an_agency_to_come_says_when_it_begins() -> None:
    assert one(search(country().ledger, "bảo lộc", date(2021, 4, 27))).opens_on == date(2025, 7, 1)


def test_homonyms_are_told_apart_by_those_above_and_come_in_their_order() -> None:
    drawn = world(
        *(agency(f"Tỉnh {name}", "province", code=name) for name in ("Đắk Lắk", "An Giang", "Bắc Ninh")),
        agency("Huyện A", "district", under="Tỉnh An Giang"),
        *(agency(name, "commune", under=f"Tỉnh {name}") for name in ("Đắk Lắk", "Bắc Ninh")),
        agency("An Giang", "commune", under="Huyện A"),
        *(change(name, "2020-01-01", name="Xã Tân Lập") for name in ("Đắk Lắk", "An Giang", "Bắc Ninh")),
    )
    answer = search(drawn.ledger, "tan lap", TODAY)
    assert [tuple(group.name for group in found.above) for found in answer.found] == [
        ("Huyện A", "Tỉnh An Giang"),
        ("Tỉnh Bắc Ninh",),
        ("Tỉnh Đắk Lắk",),
    ]
    assert names(search(drawn.ledger, "Tân Lập huyện A", TODAY)) == ["Xã Tân Lập"]


def test_what_is_open_comes_before_what_ended_and_whole_names_before_longer_ones() -> None:
    drawn = country(
        agency("Xã Lộc An Tây", "commune", under="Tỉnh Lâm Đồng"),
        agency("Xã Lộc An", "commune", under="Tỉnh Lâm Đồng"),
        agency("Phường Lộc An", "commune", under="Tỉnh Lâm Đồng"),
        close("Phường Lộc An", REFORM),
    )
    assert names(search(drawn.ledger, "loc an", TODAY)) == ["Xã Lộc An", "Xã Lộc An Tây", "Phường Lộc An"]


def test_levels_and_openness_narrow_a_search_and_pages_part_it() -> None:
    drawn = country(close("Phường 10", REFORM))
    everyone = search(drawn.ledger, "phuong", TODAY)
    assert everyone.count == 3
    assert search(drawn.ledger, "phuong", TODAY, open_only=True).count == 2
    assert names(search(drawn.ledger, "an", TODAY, levels=[Level.PROVINCE])) == []
    pages = [names(search(drawn.ledger, "phuong", TODAY, first=place, shown=1)) for place in range(4)]
    assert sum(pages, []) == names(everyone)  # noqa: RUF017 – four short lists


def test_a_slip_of_the_pen_is_answered_by_what_would_be_found() -> None:
    answer = search(country().ledger, "sở y tee", TODAY)
    assert (answer.count, answer.near) == (0, ("so y te",))
    assert search(country().ledger, "zzzzz", TODAY).near == ()


def test_what_was_not_known_yet_or_was_taken_back_is_not_found() -> None:
    drawn = world(
        batch(agency("Xã A", "commune"), agency("Xã B", "commune")),
        batch(void_version("Xã B", "2010-01-01"), change("Xã A", "2020-01-01", name="Xã C")),
    )
    first = drawn.batches[0].recorded_at
    assert search(drawn.ledger, "xã b", TODAY).count == 0
    assert search(drawn.ledger, "xã b", TODAY, known_on=first).count == 1
    assert search(drawn.ledger, "xã c", TODAY, known_on=first).count == 0
    assert names(search(drawn.ledger, "xã c", TODAY)) == ["Xã C"]


def plain(text: str) -> set[str]:
    """The words of a name as somebody types them who has no Vietnamese keyboard."""
    letters = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return {word.lstrip("0") if word.isdigit() else word for word in re.findall(r"[a-z]+|\d+", bare)}


def bearers(drawn: World, words: set[str], known: int) -> set[int]:
    """Whoever bore a name with all these words on any day: read from every row, one after the other."""
    return {
        row.fact.agency
        for row in drawn.rows["agency_version"]
        if row.batch <= known
        and not (row.voided_by and row.voided_by <= known)
        and row.fact.name
        and words <= plain(row.fact.name)
    }


@searched
@given(registers(), days, moments, st.data())
def test_every_agency_is_found_by_its_own_names_without_diacritics(drawn: World, on: date, moment, data) -> None:  # type: ignore[no-untyped-def]  # what hypothesis draws has no type
    known = drawn.ledger.known_on(moment)
    everyone = [row.fact for row in drawn.rows["agency_version"] if row.batch <= known and row.fact.name]
    if not everyone:
        return
    fact = data.draw(st.sampled_from(everyone))
    answer = search(drawn.ledger, without_diacritics(fact.name), on, known_on=moment, shown=1_000)
    assert answer.count == len(answer.found) == len({found.id for found in answer.found})
    assert {found.id for found in answer.found} >= bearers(drawn, plain(fact.name), known)
    by_code = search(drawn.ledger, f"{drawn.levels[fact.agency - 1]}:{fact.code}", on, known_on=moment, shown=1_000)
    standing = {
        row.fact.agency
        for row in drawn.rows["agency_version"]
        if row.batch <= known and not (row.voided_by and row.voided_by <= known) and row.fact.code == fact.code
    }
    of_level = {one for one in standing if drawn.levels[one - 1] == drawn.levels[fact.agency - 1]}
    assert {found.id for found in by_code.found} == of_level


@searched
@given(registers(), days, moments)
def test_no_result_is_called_none(drawn: World, on: date, moment) -> None:  # type: ignore[no-untyped-def]  # as above
    for text in ("none", "None"):
        assert search(drawn.ledger, text, on, known_on=moment).count == 0


def test_codes_are_found_whole_in_any_case_and_as_numbers_with_zeros_in_front() -> None:
    codes = Column(("a", "b", "A", "07", "7", "70", "007", "", "0", "00", "a\nb"), np.arange(11, dtype=np.int32))
    assert codes.folding_to("A") == [0, 2]
    assert codes.folding_to("a\nb") == [10]
    assert codes.folding_to("c") == []
    assert sorted(codes.numbered("07")) == [3, 4, 6]
    assert sorted(codes.numbered("0")) == [8, 9]
