"""A form as the file that it amounts to: what is entered comes out of the reader as it went in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.coverage.stamp import Group
from qms.importing.form import FIELDS, agency_of_form, fields_of, file_of_form, present_event
from qms.importing.plan import RowClass
from qms.store.facts import Event
from qms.vocabulary import Assurance, Standard, Status
from tests.coverage.worlds import agency, change, event
from tests.importing.books import TODAY, Book, book, small

PLACE = Group(5, "commune", "19000", "Phường Phú Thuận")


def planned(known: Book, stated: dict[str, str], place: Group = PLACE) -> list[RowClass]:
    name, content = file_of_form(place, stated)
    assert name == f"form-{place.level}-{place.code}.csv"
    return [row.outcome for row in known.plan(content.decode()).rows]


def test_a_form_is_one_row_that_names_its_agency_by_code_name_and_level() -> None:
    _name, content = file_of_form(PLACE, {"status": "building", "effective_date": "01/02/2021", "standard": "-"})
    header, row = content.decode().splitlines()
    assert header.split(",")[:3] == ["agency_code", "agency_name", "level"]
    assert row == "19000,Phường Phú Thuận,commune,building,01/02/2021,,,-,,,,,"
    assert planned(small(), {"status": "building", "effective_date": "01/02/2021"}) == [RowClass.NEW]


@given(st.text(alphabet="=+-@'\",;a b", min_size=1, max_size=8).map(str.strip).filter(bool))
def test_a_note_comes_out_as_it_was_entered(note: str) -> None:
    known = small()
    stated = {"status": "building", "effective_date": "01/02/2021", "note": note}
    _name, content = file_of_form(PLACE, stated)
    (row,) = known.plan(content.decode()).rows
    assert row.events is not None
    assert row.events[1].note == (None if note == "-" else note)


@given(
    st.builds(
        Event,
        st.just(5),
        st.dates(date(2010, 1, 1), TODAY),
        st.sampled_from(Status),
        st.sampled_from([None, *Standard]),
        st.just(9),
        st.sampled_from([None, 0, 3, 9]),
        st.sampled_from([None, "12/QĐ-UBND"]),
        st.none() | st.dates(date(2010, 1, 1), TODAY),
        st.sampled_from([None, *Assurance]),
        st.sampled_from([None, "Báo cáo 1"]),
        st.sampled_from([None, "=1+1"]),
    )
)
def test_an_event_filled_in_and_entered_again_for_its_day_changes_nothing(said: Event) -> None:
    fields = fields_of(said)
    assert list(fields) == list(FIELDS)
    known = small()
    taken = known.take(file_of_form(PLACE, fields)[1].decode())
    assert planned(taken, fields) == [RowClass.UNCHANGED]


def test_the_agency_bears_the_name_and_code_of_the_day_that_is_stated() -> None:
    known = book(
        agency("Huế", "province", code="46"),
        agency("Xã A", "commune", under="Huế", code="00002"),
        change("Xã A", "2025-07-01", name="Phường A", code="00009"),
    )
    called = [agency_of_form(known.ledger, 2, text, TODAY) for text in ("", "30/06/2025", "x", "01/01/2099")]
    assert [one.name if one else None for one in called] == ["Phường A", "Xã A", "Phường A", "Phường A"]
    assert agency_of_form(known.ledger, 3, "", TODAY) is None
    assert agency_of_form(known.ledger, 0, "", TODAY) is None


@pytest.mark.parametrize(("day", "expected"), [(date(2021, 3, 1), None), (date(2021, 4, 1), 1), (TODAY, 2)])
def test_the_present_event_is_the_newest_up_to_the_day(day: date, expected: int | None) -> None:
    known = book(
        agency("Huế", "province"),
        event("Huế", "2021-04-01", "building"),
        event("Huế", "2022-04-01", "announced", 5, 5),
    )
    found = present_event(known.ledger, known, 1, day)
    assert (found and found[0].effective_on.year - 2020) == expected
    assert found is None or found[1] == 1
