"""Who bears a code, day by day: a code is no identity (question 29)."""

from datetime import date

from qms.coverage.ledger import Texts
from qms.register import bearers
from qms.vocabulary import Level
from tests.coverage.worlds import World, agency, batch, change, close, undo, world


def told(drawn: World, code: str, level: Level | None = None, known: int | None = None) -> list[tuple[str, str, str]]:
    return [
        (bearer.name, bearer.since.isoformat(), bearer.last_day.isoformat() if bearer.last_day else "")
        for bearer in bearers(drawn.ledger, code, level, known=known)
    ]


def test_one_code_and_two_bodies_one_after_the_other() -> None:
    drawn = world(
        agency("Trúc Bạch", "commune", code="00004"),
        close("Trúc Bạch", "2025-07-01"),
        agency("Ba Đình", "commune", code="00004", opened="2025-07-01"),
        agency("Tỉnh", "province", code="04"),
    )
    assert told(drawn, "00004") == [("Trúc Bạch", "2010-01-01", "2025-06-30"), ("Ba Đình", "2025-07-01", "")]
    first, second = bearers(drawn.ledger, "00004")
    assert (first.bears_on(date(2025, 6, 30)), first.bears_on(date(2025, 7, 1))) == (True, False)
    assert (second.bears_on(date(2025, 6, 30)), second.bears_on(date(2025, 7, 1))) == (False, True)


def test_a_code_given_up_and_taken_again_is_two_stretches_and_a_new_name_none() -> None:
    drawn = world(
        agency("Xã", "commune", code="1"),
        change("Xã", "2015-01-01", name="Phường"),
        change("Xã", "2016-01-01", code="2"),
        change("Xã", "2017-01-01", code="1"),
    )
    assert told(drawn, "1") == [("Phường", "2010-01-01", "2015-12-31"), ("Phường", "2017-01-01", "")]


def test_levels_are_told_apart_and_what_was_taken_back_bears_nothing() -> None:
    drawn = world(batch(agency("Tỉnh", "province", code="1")), batch(agency("Xã", "commune", code="1")), batch(undo(2)))
    assert told(drawn, "1") == [("Tỉnh", "2010-01-01", "")]
    assert told(drawn, "1", Level.COMMUNE) == []
    assert told(drawn, "1", Level.COMMUNE, known=2) == [("Xã", "2010-01-01", "")]
    assert told(drawn, "") == []


def test_a_text_is_found_whole_among_texts_of_its_length() -> None:
    column = Texts.of(["ab", None, "abc", "ab", "ắb", ""])
    assert column.where("ab").tolist() == [0, 3]
    assert column.where("ắb").tolist() == [4]
    assert column.where("").tolist() == []
    assert Texts.of([]).where("x").tolist() == []
