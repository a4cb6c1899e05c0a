"""Which agency a code means: never without its day, and never by a guess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from qms.errors import WrongUsage
from qms.i18n import use_language
from qms.register import open_agencies, resolve
from qms.vocabulary import Level
from tests.coverage.worlds import World, agency, batch, change, close, day, world

EVE = day("2025-06-30")
REFORM = day("2025-07-01")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with use_language("en"):
        yield


def ha_noi() -> World:
    return world(
        agency("Hà Nội", "province", code="01"),
        agency("Ba Đình quận", "district", under="Hà Nội", code="001"),
        agency("Trúc Bạch", "commune", under="Ba Đình quận", code="00004"),
        agency("Phúc Xá", "commune", under="Ba Đình quận", code="00001"),
        close("Trúc Bạch", REFORM),
        close("Phúc Xá", REFORM),
        close("Ba Đình quận", REFORM),
        agency("Ba Đình", "commune", under="Hà Nội", code="00004", opened=REFORM),
        agency("Bộ Y tế", "ministry", code="BYT"),
        agency("Cục Y tế", "ministry_unit", under="Bộ Y tế", code="01"),
    )


def refusal(drawn: World, text: str, on_day: object = REFORM, **asked: object) -> str:
    with pytest.raises(WrongUsage) as refused:
        resolve(drawn.ledger, text, on_day, **asked)  # type: ignore[arg-type]  # a day, and a moment where one is given
    return str(refused.value)


def test_a_code_means_whoever_bears_it_on_the_day() -> None:
    drawn = ha_noi()
    assert resolve(drawn.ledger, "00004", EVE) == drawn.id("Trúc Bạch")
    assert resolve(drawn.ledger, "00004", REFORM) == drawn.id("Ba Đình")
    assert resolve(drawn.ledger, " BYT ", EVE) == drawn.id("Bộ Y tế")


def test_a_code_that_bodies_of_two_levels_bear_is_named_with_its_level() -> None:
    drawn = ha_noi()
    assert resolve(drawn.ledger, "province:01", REFORM) == drawn.id("Hà Nội")
    assert resolve(drawn.ledger, "ministry_unit:01", REFORM) == drawn.id("Cục Y tế")
    sentence = refusal(drawn, "01")
    assert "province:01 (Hà Nội)" in sentence
    assert "ministry_unit:01 (Cục Y tế)" in sentence


def test_a_code_that_nobody_bears_that_day_is_refused_with_who_bore_it_and_since_when() -> None:
    drawn = ha_noi()
    sentence = refusal(drawn, "00001")
    assert sentence == (
        "No agency with the code 00001 is open on 1 July 2025. It was borne by Phúc Xá from 1 January 2010."
    )


def test_a_code_that_was_never_borne_is_refused_with_the_nearest_ones() -> None:
    drawn = ha_noi()
    sentence = refusal(drawn, "00005", EVE)
    assert "commune:00004 (Trúc Bạch)" in sentence
    assert "commune:00001 (Phúc Xá)" in sentence
    assert "BYT" not in sentence


def test_a_code_that_is_near_to_none_is_refused_without_a_guess() -> None:
    assert refusal(ha_noi(), "ZZZZZZ") == "No agency with the code ZZZZZZ is open on 1 July 2025."


def test_a_word_that_is_no_level_is_refused_with_the_levels() -> None:
    sentence = refusal(ha_noi(), "xa:00004")
    assert "xa" in sentence
    assert all(level.value in sentence for level in Level)


def test_a_level_that_does_not_bear_the_code_is_said() -> None:
    sentence = refusal(ha_noi(), "district:99999", EVE)
    assert sentence == "No agency of the level district People's Committee with the code 99999 is open on 30 June 2025."


def test_a_code_is_resolved_as_it_was_known() -> None:
    known_before = datetime(2025, 7, 1, tzinfo=UTC)
    drawn = world(
        batch(agency("Huế", "province", code="46"), recorded_at=known_before),
        batch(change("Huế", "2020-01-01", code="47"), recorded_at=datetime(2025, 8, 1, tzinfo=UTC)),
    )
    assert resolve(drawn.ledger, "47", REFORM) == 1
    assert resolve(drawn.ledger, "46", REFORM, known_before) == 1
    assert "47" in refusal(drawn, "47", known_on=known_before)


def test_a_code_that_changed_means_its_body_from_that_day_on() -> None:
    drawn = world(agency("Huế", "province", code="46"), change("Huế", "2025-01-01", code="47", name="Thành phố Huế"))
    assert resolve(drawn.ledger, "46", day("2024-12-31")) == resolve(drawn.ledger, "47", day("2025-01-01")) == 1
    assert "It was borne by Huế from 1 January 2010." in refusal(drawn, "46", day("2025-01-01"))


def test_many_bearers_are_listed_in_part() -> None:
    drawn = world(*(agency(f"Cục {n}", "ministry_unit", code="01") for n in range(7)))
    sentence = refusal(drawn, "01")
    assert "…" in sentence
    assert "Cục 4" in sentence
    assert "Cục 5" not in sentence


def test_the_open_agencies_of_a_day_are_those_with_a_code() -> None:
    drawn = ha_noi()
    ledger = drawn.ledger
    found = [one.name for one in open_agencies(ledger.timeline(ledger.version), REFORM)]
    assert found == ["Hà Nội", "Ba Đình", "Bộ Y tế", "Cục Y tế"]
    bare = world(agency("Không mã", "commune"), change("Không mã", "2020-01-01", code=None))
    assert list(open_agencies(bare.ledger.timeline(1), REFORM)) == []
