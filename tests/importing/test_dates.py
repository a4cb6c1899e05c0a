"""Days: every form that is understood, and what is refused with which suggestion."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.importing.cells import Flaw
from qms.importing.codes import Code
from qms.importing.dates import (
    Decision,
    days_of_facts,
    days_of_the_register,
    parse_date,
    parse_decision,
    print_date,
)
from qms.importing.sheet import Cell, Content, DateSystem

TODAY = date(2025, 8, 1)
FACTS = days_of_facts(TODAY)
REGISTER = days_of_the_register(TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "2021-04-27", "27/04/2021", "27/4/2021", "27.04.2021", "27-04-2021", "27 / 04 / 2021", "2021/04/27",
        " 27/04/2021\u00a0",
        "２７/０４/２０２１", "27 tháng 4 năm 2021", "ngày 27 tháng 4 năm 2021", "Ngày 27 tháng 04 năm 2021.",
        "Hà Nội, ngày 27 tháng 4 năm 2021", "TP. Hồ Chí Minh, ngày 27 tháng 4 năm 2021",
        "ha noi, ngay 27 thang 4 nam 2021",
        "Nga\u0300y 27 tháng 4 năm 2021", "ngày 27/4/2021", "2021-04-27T00:00:00", "2021-04-27 00:00",
        "27/04/2021 0:00:00",
    ],
)  # fmt: skip
def test_one_day_may_be_written_in_many_ways(text: str) -> None:
    assert parse_date(text, FACTS) == date(2021, 4, 27)


def test_a_spreadsheets_own_date_is_a_date() -> None:
    assert parse_date(Cell("2021-04-27", Content.DATE), FACTS) == date(2021, 4, 27)


def test_the_day_stands_before_the_month() -> None:
    assert parse_date("05/04/2021", FACTS) == date(2021, 4, 5)


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("30/02/2021", Code.BAD_DATE, None),
        ("31/04/2021", Code.BAD_DATE, None),
        ("2021-02-30", Code.BAD_DATE, None),
        ("0000-01-01", Code.BAD_DATE, None),
        ("2021-4-7", Code.BAD_DATE, "07/04/2021"),
        ("2021/4/7", Code.BAD_DATE, "07/04/2021"),
        ("27/04/21", Code.BAD_DATE, "27/04/2021"),
        ("27/04-2021", Code.BAD_DATE, None),
        ("x", Code.BAD_DATE, None),
        ("tháng 4 năm 2021", Code.BAD_DATE, None),
        ("2021-04-27T00:00:00Z", Code.BAD_DATE, None),
        ("27/04/2021 và 28/04/2021", Code.BAD_DATE, None),
        ("04/27/2021", Code.MONTH_FIRST_DATE, "27/04/2021"),
        ("20210427", Code.NUMBER_FOR_DATE, "27/04/2021"),
        ("20211327", Code.NUMBER_FOR_DATE, None),
        ("44313", Code.NUMBER_FOR_DATE, "27/04/2021"),
        ("44313.5", Code.NUMBER_FOR_DATE, "27/04/2021"),
        ("2021", Code.NUMBER_FOR_DATE, None),
        ("9" * 300, Code.NUMBER_FOR_DATE, None),
        ("27/04/2021 14:30", Code.TIME_OF_DAY, "27/04/2021"),
        ("2021-04-27T00:00:01", Code.TIME_OF_DAY, "27/04/2021"),
        ("19/06/2006", Code.DATE_TOO_EARLY, None),
        ("27/04/0021", Code.DATE_TOO_EARLY, None),
        ("02/08/2025", Code.DATE_TOO_LATE, None),
    ],
)
def test_what_is_no_day_is_refused_with_what_may_be_meant(text: str, code: Code, suggestion: str | None) -> None:
    flaw = parse_date(text, FACTS)
    assert isinstance(flaw, Flaw)
    assert (flaw.code, flaw.suggestion) == (code, suggestion)


def test_a_number_without_a_date_format_is_no_date() -> None:
    value = Cell("42851", Content.NUMBER)
    assert parse_date(value, FACTS, DateSystem.FROM_1904) == Flaw(Code.NUMBER_FOR_DATE, "27/04/2021")
    assert parse_date(value, FACTS) == Flaw(Code.NUMBER_FOR_DATE, "26/04/2017")


def test_a_dates_time_in_a_spreadsheet_is_an_error_too() -> None:
    flaw = parse_date(Cell("2021-04-27T12:00:00", Content.DATE), FACTS)
    assert flaw == Flaw(Code.TIME_OF_DAY, "27/04/2021")


def test_the_first_and_the_last_day_count() -> None:
    assert parse_date("20/06/2006", FACTS) == date(2006, 6, 20)
    assert parse_date("01/08/2025", FACTS) == TODAY


def test_a_registers_days_lie_from_independence_to_two_years_ahead() -> None:
    assert (REGISTER.earliest, REGISTER.latest) == (date(1945, 9, 2), date(2027, 8, 1))
    assert days_of_the_register(date(2024, 2, 29)).latest == date(2026, 2, 28)
    assert parse_date("02/09/1945", REGISTER) == date(1945, 9, 2)
    assert isinstance(parse_date("01/09/1945", REGISTER), Flaw)
    assert isinstance(parse_date("02/08/2027", REGISTER), Flaw)


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("12/QĐ-UBND ngày 05/3/2020", "12/QĐ-UBND", date(2020, 3, 5)),
        ("12/QĐ-UBND, ngày 5 tháng 3 năm 2020", "12/QĐ-UBND", date(2020, 3, 5)),
        ("12/QĐ-UBND (ngày 05/03/2020)", "12/QĐ-UBND", date(2020, 3, 5)),
        ("12/QD-UBND NGAY 05/03/2020.", "12/QD-UBND", date(2020, 3, 5)),
        ("12/QĐ-UBND ngày 05/3/2020 của UBND tỉnh", "12/QĐ-UBND của UBND tỉnh", date(2020, 3, 5)),
        ("12/QĐ-UBND", "12/QĐ-UBND", None),
        ("Công văn ngày ban hành", "Công văn ngày ban hành", None),
    ],
)
def test_a_decisions_cell_may_hold_number_and_day(text: str, number: str, day: date | None) -> None:
    assert parse_decision(text, FACTS) == Decision(number, day)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12/QĐ-UBND ngày 30/02/2020", Code.BAD_DATE),
        ("12/QĐ-UBND ngày 05/3/20", Code.BAD_DATE),
        ("12/QĐ-UBND ngày 05/03/2005", Code.DATE_TOO_EARLY),
        ("12/QĐ-UBND ngày 05/03/2035", Code.DATE_TOO_LATE),
    ],
)
def test_a_day_in_a_decisions_cell_obeys_the_same_rules(text: str, code: Code) -> None:
    flaw = parse_decision(text, FACTS)
    assert isinstance(flaw, Flaw)
    assert flaw.code is code


DAYS = st.dates(REGISTER.earliest, REGISTER.latest)
FORMS = [
    print_date,
    date.isoformat,
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
    lambda day: f"Đắk Lắk, ngày {day:%d} tháng {day:%m} năm {day.year}",
    lambda day: f"{day.isoformat()}T00:00:00",
]


@given(DAYS, st.sampled_from(FORMS))
def test_what_is_printed_is_read_as_the_same_day(day: date, form: object) -> None:
    assert callable(form)
    assert parse_date(form(day), REGISTER) == day
