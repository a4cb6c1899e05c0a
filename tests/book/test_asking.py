"""Days, moments and words as people put them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms import moments
from qms.asking import a_day_up_to_today, a_known_moment, a_word, the_day
from qms.errors import WrongUsage
from qms.vocabulary import Measure


@pytest.fixture(autouse=True)
def october_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "today", lambda: date(2026, 10, 1))
    monkeypatch.setenv("QMS_LANG", "en")


@given(st.dates())
def test_a_day_is_read_as_it_is_written_in_either_way(day: date) -> None:
    assert the_day(day.isoformat()) == day
    assert the_day(f"{day.day}/{day.month}/{day.year:04}") == day
    assert the_day(f" {day.day:02}.{day.month:02}.{day.year:04} ") == day


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("2021-02-30", "2021-02-28"),
        ("31/04/2021", "2021-04-30"),
        ("2021-04-00", "2021-04-01"),
        ("29/02/1900", "1900-02-28"),
        ("04/27/2021", "2021-04-27"),
        ("2021-27-04", "2021-04-27"),
    ],
)
def test_a_day_that_there_is_not_is_refused_with_the_nearest(text: str, near: str) -> None:
    with pytest.raises(WrongUsage, match=rf'"{text}" is not a day. Did you mean {near}\?'):
        the_day(text)


@pytest.mark.parametrize("text", ["", "yesterday", "2021", "2021-04", "20210427", "2021-13-13", "0000-01-01", "1/1/21"])
def test_a_text_that_is_near_no_day_is_refused_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(WrongUsage, match="Write it as 2021-04-27 or 27/04/2021"):
        the_day(text)


def test_today_is_the_last_day_that_can_be_asked_for() -> None:
    assert a_day_up_to_today("2026-10-01") == date(2026, 10, 1)
    with pytest.raises(WrongUsage, match="2 October 2026 lies in the future"):
        a_day_up_to_today("2026-10-02")


def test_a_known_moment_is_utc_and_a_day_is_its_end_in_hanoi() -> None:
    end = datetime(2021, 6, 30, 16, 59, 59, 999999, tzinfo=UTC)
    assert a_known_moment(None) is None
    assert [a_known_moment(asked) for asked in ("2021-06-30", "30/06/2021", date(2021, 6, 30))] == [end] * 3
    noon = datetime(2021, 6, 30, 12, tzinfo=UTC)
    assert [a_known_moment(asked) for asked in ("2021-06-30T12:00Z", "2021-06-30 19:00+07:00", noon)] == [noon] * 3


def test_nothing_is_known_yet_of_tomorrow() -> None:
    assert a_known_moment("2026-10-01T16:59Z") == datetime(2026, 10, 1, 16, 59, tzinfo=UTC)
    with pytest.raises(WrongUsage, match="What will be known on 2 October 2026 is not known yet"):
        a_known_moment("2026-10-01T17:00Z")


@pytest.mark.parametrize(
    "asked", ["9999-12-31T23:59:59Z", "0001-01-01T00:00+14:00", datetime(9999, 12, 31, 23, tzinfo=UTC)]
)
def test_a_moment_that_is_on_no_day_in_hanoi_is_none(asked: str | datetime) -> None:
    with pytest.raises(WrongUsage, match="is no moment"):
        a_known_moment(asked)


def test_a_word_is_one_of_its_set_or_refused_with_those_near_it() -> None:
    assert a_word(Measure, "communes") is Measure.COMMUNES
    with pytest.raises(WrongUsage, match="Did you mean provinces_with_communes"):
        a_word(Measure, "Provinces-with-communes")
    with pytest.raises(WrongUsage, match="Choose from: ministries, ministry_encouraged"):
        a_word(Measure, "x")
    with pytest.raises(WrongUsage, match="Choose from: slice"):
        a_word(Measure, "ministries", (Measure.SLICE,))
