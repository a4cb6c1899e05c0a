"""Orders: names of files, and the same bytes wherever a report is laid out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.coverage import Group
from qms.errors import WrongUsage
from qms.reports.content import Length
from qms.reports.orders import Order, To, file_name, made, slug
from tests.pages.country import country
from tests.reports.drawn import DAY, OFFICE, YEAR_BEFORE

ORDER = Order(DAY, YEAR_BEFORE)


@pytest.mark.parametrize(
    ("order", "to", "scope", "name"),
    [
        (Order(DAY), To.DOCX, None, "bao-cao-iso9001_2021-04-27_toan-quoc.docx"),
        (Order(DAY), To.DATAPACKAGE, None, "du-lieu-mo-iso9001_2021-04-27_toan-quoc.zip"),
        (Order(DAY), To.LETTERS, None, "don-doc-iso9001_2021-04-27_toan-quoc.zip"),
        (Order(DAY, language="en"), To.CSV, None, "figures-iso9001_2021-04-27_whole-country.csv"),
        (
            Order(DAY, length=Length.FULL),
            To.PDF,
            Group(1, "province", "11", "Tỉnh Điện Biên"),
            "bao-cao-iso9001_2021-04-27_tinh-dien-bien_day-du.pdf",
        ),
    ],
)
def test_a_files_name_says_what_it_is_of_which_day_and_of_whom(
    order: Order, to: To, scope: Group | None, name: str
) -> None:
    assert file_name(order, to, scope) == name


@given(st.text(max_size=60))
def test_a_name_holds_nothing_that_a_file_system_or_a_shell_could_mistake(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize("to", [To.DOCX, To.XLSX, To.PDF])
def test_a_full_report_is_the_same_whether_laid_out_here_or_in_a_process_of_its_own(to: To) -> None:
    order = Order(DAY, YEAR_BEFORE, length=Length.FULL)
    ledger = country().ledger
    assert made(ledger, order, to, office=OFFICE, apart=True) == made(ledger, order, to, office=OFFICE)


def test_a_wrong_template_is_told_from_a_process_of_its_own_too() -> None:
    order = Order(DAY, length=Length.FULL)
    with pytest.raises(WrongUsage, match="DOCX"):
        made(country().ledger, order, To.DOCX, template=b"none", apart=True)


def test_a_day_to_compare_with_lies_before() -> None:
    with pytest.raises(WrongUsage):
        made(country().ledger, Order(DAY, date(2022, 1, 1)), To.PDF)
