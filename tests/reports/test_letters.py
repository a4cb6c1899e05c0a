"""Reminder letters: one to each parent that does not meet the requirement, with exactly its own agencies."""

import io
import zipfile

import docx
import pytest

from qms.coverage.members import Part, members
from qms.coverage.outstanding import outstanding
from qms.errors import WrongUsage
from qms.reports.content import Cell, Report
from qms.reports.letters import letters
from qms.reports.orders import Order, To, made
from qms.vocabulary import Measure
from tests.coverage.worlds import agency, event, world
from tests.pages.country import country
from tests.reports.drawn import DAY, OFFICE

MEASURES = (Measure.MINISTRIES, Measure.PROVINCES)


def test_each_parent_that_lacks_something_gets_one_letter_and_no_other_does() -> None:
    ledger = country().ledger
    found = letters(ledger, Order(DAY), office=OFFICE)
    ministries, provinces = (
        [one.name for one in members(ledger, measure, DAY).only(Part.NOT_COVERED)] for measure in MEASURES
    )
    addressed = [*ministries, *(f"Ủy ban nhân dân {name.replace('Tỉnh', 'tỉnh')}" for name in provinces)]
    assert [letter.opening[0].text for letter in found.values()] == [f"Kính gửi: {name}" for name in addressed]


def test_together_the_letters_list_every_outstanding_agency_once() -> None:
    ledger = country().ledger
    listed = [row[1].text for letter in letters(ledger, Order(DAY), office=OFFICE).values() for row in rows(letter)]
    expected = [one.name for measure in MEASURES for one in outstanding(ledger, measure, DAY).agencies]
    assert sorted(listed) == sorted(expected)


def rows(letter: Report) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a letter's only table."""
    (table,) = letter.tables()
    return table.rows


def test_a_letter_says_how_many_are_covered_and_how_many_are_lacking() -> None:
    ledger = country().ledger
    letter = next(iter(letters(ledger, Order(DAY), office=OFFICE).values()))
    said = " ".join(paragraph.text for paragraph in letter.opening)
    assert f"Còn {len(rows(letter))} cơ quan chưa đạt. Danh sách kèm theo." in said  # all of them have reported
    assert "1/2 cơ quan bắt buộc của Bộ B" in said


def test_the_zip_holds_word_documents_with_the_label_of_simulated_data() -> None:
    with zipfile.ZipFile(io.BytesIO(made(country().ledger, Order(DAY), To.LETTERS, office=OFFICE))) as package:
        for name in package.namelist():
            letter = docx.Document(io.BytesIO(package.read(name)))
            assert "SỐ LIỆU MINH HỌA" in letter.sections[0].first_page_header.paragraphs[0].text
            assert any(one.text.startswith("Kính gửi: ") for one in letter.paragraphs)
            said = letter.tables[0].rows[0].cells[0].text
            assert "Số: …/…" in said
            assert "V/v đôn đốc" in said


def test_where_all_meet_the_requirement_there_is_nobody_to_remind() -> None:
    drawn = world(agency("B", "ministry"), event("B", "2020-01-01", "announced", 1, 1))
    with pytest.raises(WrongUsage, match="27/04/2021"):
        letters(drawn.ledger, Order(DAY), office=OFFICE)


def test_one_parent_alone_can_be_reminded() -> None:
    drawn = country()
    found = letters(drawn.ledger, Order(DAY, under=drawn.id("Bộ B")), office=OFFICE)
    assert list(found) == ["bo-b.docx"]
