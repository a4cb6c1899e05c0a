"""Word documents and workbooks open without repair: a second reading of their packages finds nothing to complain of."""

import pytest

from qms.reports.content import Length
from qms.reports.docx import docx_of
from qms.reports.letters import letters
from qms.reports.orders import Order, To, printed
from qms.reports.settings import Office
from qms.reports.zipped import unzipped
from tests.coverage.worlds import world
from tests.pages.country import country
from tests.reports.drawn import DAY, OFFICE, hostile_world, report
from tests.reports.packages import complaints

WORLDS = {"country": country(), "empty": world(), "hostile": hostile_world()}


@pytest.mark.parametrize("drawn", WORLDS)
@pytest.mark.parametrize("to", [To.DOCX, To.XLSX])
def test_a_full_report_of_any_world_needs_no_repair(to: To, drawn: str) -> None:
    assert complaints(unzipped(printed(report(WORLDS[drawn], length=Length.FULL, office=Office()), to))) == []


def test_a_letter_needs_no_repair() -> None:
    letter = next(iter(letters(country().ledger, Order(DAY), office=OFFICE).values()))
    assert complaints(unzipped(docx_of(letter))) == []


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("<w:b/><w:bCs/>", "<w:bCs/><w:b/>", "out of order"),
        ("<w:cantSplit/>", "<w:cantSplits/>", "trPr has a"),
        ('r:embed="rId', 'r:embed="rIdX', "leads nowhere"),
        ('<wp:docPr id="2"', '<wp:docPr id="1"', "two drawings"),
    ],
)
def test_what_is_wrong_is_found(before: str, after: str, complaint: str) -> None:
    package = unzipped(docx_of(report()))
    text = package["word/document.xml"].decode()
    assert before in text
    assert any(
        complaint in said for said in complaints(package | {"word/document.xml": text.replace(before, after).encode()})
    )


def test_a_part_that_is_missing_is_missed() -> None:
    package = unzipped(docx_of(report()))
    found = complaints({name: content for name, content in package.items() if name != "word/styles.xml"})
    assert any("styles.xml is stated and not there" in said for said in found)
    assert any("leads to word/styles.xml" in said for said in found)
